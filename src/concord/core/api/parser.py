"""Read what is sent: JSON in UTF-8 only. Lone surrogates, NaN and endless nesting do not get past the reader."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.parser import Parser
from orjson import JSONDecodeError, loads


class JsonParser(Parser):
    """Bodies are JSON; anything else is told what is wrong with it (the caller wraps it as the cause of a 400)."""

    def parse_body(self, request: HttpRequest) -> dict[str, object]:
        """The body as JSON; refuses another media type (415) and what is no JSON (400)."""
        if request.content_type != "application/json":
            raise HttpError(415, _("Send JSON, with the header Content-Type: application/json."))
        try:
            return loads(request.body)  # type: ignore[no-any-return]
        except JSONDecodeError as wrong:
            raise HttpError(400, _("The body is not JSON: %(why)s") % {"why": wrong}) from wrong
