"""No upload fills a disk: what is beyond the largest file that is taken is read from the connection and thrown away."""

from django.core.files.uploadhandler import FileUploadHandler


class Capped(FileUploadHandler):
    """Stands before Django's own handlers, which keep what it lets through.

    It reads on to the end, since a browser whose connection is cut shows no sentence.
    """

    most_bytes = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """One byte more than is taken goes through, so that the form sees that there was too much."""
        left = self.most_bytes + 1 - start
        return raw_data[:left] if left > 0 else None

    def file_complete(self, file_size: int) -> None:
        return None
