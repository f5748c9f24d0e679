"""Answers held against the API's document."""

import json
import re
from functools import cache

from django.http import HttpResponse
from jsonschema_rs import Draft202012Validator

from concord.config.api import api

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))


@cache
def templates() -> list[tuple[re.Pattern[str], str]]:
    """Every path as a pattern, those without a parameter first."""
    paths = sorted(DOCUMENT["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\\{\w+\\}", r"[^/]+", re.escape(path)) + "$"), path) for path in paths]


def as_documented(method: str, path: str, answer: HttpResponse) -> HttpResponse:
    """The answer, whose status, media type and shape the document of its operation describes."""
    template = next((known for pattern, known in templates() if pattern.match(f"/api{path}")), None)
    if template is None or method not in DOCUMENT["paths"][template]:
        assert answer.status_code in {404, 405}
        return answer
    described = DOCUMENT["paths"][template][method]["responses"]
    assert str(answer.status_code) in described, f"{method} {path} answered {answer.status_code}"
    content = described[str(answer.status_code)].get("content", {})
    media_type = answer.headers["Content-Type"].partition(";")[0]
    assert media_type in content or "*/*" in content, f"{method} {path} answered {media_type}"
    if media_type.endswith("json"):
        schema = content[media_type]["schema"] | {"components": DOCUMENT["components"]}
        Draft202012Validator(schema).validate(json.loads(answer.content))
    return answer
