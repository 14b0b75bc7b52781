"""No upload fills a disk: what is beyond the largest file we take is read from the connection and thrown away."""

from django.core.files.uploadhandler import FileUploadHandler

from owners.domain.files import MOST_BYTES

KEPT_BYTES = MOST_BYTES + 1
"""One more than is taken, so that the form sees that there was too much."""


class CappedUpload(FileUploadHandler):
    """Stands before Django's own handlers, which keep what it lets through."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        left = KEPT_BYTES - start
        return raw_data[:left] if left > 0 else None

    def file_complete(self, file_size: int) -> None:
        return None
