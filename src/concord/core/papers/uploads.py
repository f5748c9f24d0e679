"""Take files in a stream and stop keeping once one is too large, whatever its sender says about its size."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_FILES_A_REQUEST = 12


class SizedUploadHandler(FileUploadHandler):
    """Let through at most one byte more than a paper may have, so that its deed can refuse it with the reason."""

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, str],  # noqa: N803  # the name is Django's
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse at once a request that says it is larger than all its files could be."""
        if content_length > MOST_FILES_A_REQUEST * settings.CONCORD_PAPER_MAX_BYTES:
            raise RequestDataTooBig("The files of one request are too large together.")

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass on what still fits, and let the rest go by."""
        room = settings.CONCORD_PAPER_MAX_BYTES + 1 - self.taken
        self.taken += len(raw_data)
        return raw_data[:room] if room > 0 else None

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
