"""What a moderator sends to be imported."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.models import User
from sources.actions.uploads import MOST_BYTES, TOO_LARGE, keep
from sources.models import Upload
from sources.models.import_run import Kind
from sources.readers.file import PAGE

_EARLIEST = 2000


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it is", choices=[(Kind.CSV, "Our own CSV"), (Kind.SAMHSA, "SAMHSA workbook (.xlsx)")],
    )  # fmt: skip
    edition = forms.IntegerField(
        label="Year of the edition", required=False, help_text="For a SAMHSA workbook, such as 2024.",
        error_messages={"invalid": "Write the year of the edition in four digits, such as 2024."},
    )  # fmt: skip
    file = forms.FileField(
        label="The file", allow_empty_file=True, max_length=None,
        help_text=f"At most {MOST_BYTES // 2**20} MB and {PAGE.rows:,} rows. It is kept in private until you carry "
        "it out or throw it away, and for a day at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file.", "invalid": "Choose a file.", "missing": "Choose a file."},
    )  # fmt: skip

    too_large = False

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        self.too_large = (file.size or 0) > MOST_BYTES
        if self.too_large:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Kind.SAMHSA and "edition" not in self.errors:
            newest, year = timezone.localdate().year + 1, data.get("edition")
            if year is None or not _EARLIEST <= year <= newest:
                self.add_error("edition", f"Write the year of the edition, from {_EARLIEST} to {newest}.")
        return data

    def save(self, by: User) -> Upload:
        said = self.cleaned_data
        file: UploadedFile[bytes] = said["file"]
        edition = said["edition"] if said["kind"] == Kind.SAMHSA else None
        return keep(kind=said["kind"], edition=edition, name=file.name or "file", data=file.read(), by=by)
