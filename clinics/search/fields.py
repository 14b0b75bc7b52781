"""The parameters of a search: what each accepts, and the one sentence it refuses with."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinics.domain.text import HIDDEN

LONGEST = 100
_WHOLE = re.compile(r"[0-9]{1,9}")
Codes = Mapping[str, object] | Callable[[], Mapping[str, object]]


def quoted(text: str) -> str:
    """What was typed, short enough to be said again."""
    plain = HIDDEN.sub("", text)
    return f"“{plain[:40]}…”" if len(plain) > 40 else f"“{plain}”"


class One(forms.Field):
    """A parameter given once. `read` turns its text into a value or raises ValidationError."""

    widget = forms.TextInput

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        self.name = label
        super().__init__(required=False, label=label, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) > LONGEST:
            raise ValidationError(f"{self.name} is too long: write {LONGEST} characters at most.")
        if HIDDEN.search(text):
            raise ValidationError(f"{self.name} holds invisible characters: type it again.")
        return self.read(text)

    def read(self, text: str) -> Any:
        return text


class Whole(One):
    """A whole number between two others."""

    def __init__(self, label: str, low: int, high: int, sentence: str) -> None:
        self.low, self.high, self.sentence = low, high, sentence
        super().__init__(label)

    def read(self, text: str) -> int:
        if not _WHOLE.fullmatch(text) or not self.low <= int(text) <= self.high:
            raise ValidationError(f"{self.name} cannot be {quoted(text)}: {self.sentence}")
        return int(text)


class Choice(One):
    """One of a few words."""

    def __init__(self, label: str, options: Iterable[str]) -> None:
        self.options = tuple(options)
        super().__init__(label)

    def read(self, text: str) -> str:
        if text not in self.options:
            raise ValidationError(f"{self.name} cannot be {quoted(text)}: it is one of {', '.join(self.options)}.")
        return text


class Flag(One):
    """On with "1", off where absent."""

    def clean(self, value: Any) -> bool:
        return bool(super().clean(value))

    def read(self, text: str) -> bool:
        if text != "1":
            raise ValidationError(f"{self.name} cannot be {quoted(text)}: write 1, or leave it out.")
        return True


class Many(forms.Field):
    """A parameter given any number of times, each value from a list.

    The values that are on the list are kept; `SearchForm` says which are not.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, label: str, codes: Codes, *, upper: bool = False) -> None:
        self.name, self.names, self._upper = label, codes, upper
        super().__init__(required=False, label=label)

    @property
    def codes(self) -> Mapping[str, object]:
        return self.names() if callable(self.names) else self.names

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = self._typed(value)
        if not typed:
            return ()
        codes = self.codes
        return tuple(dict.fromkeys(text for text in typed if text in codes))

    def problem(self, value: Any) -> str:
        """The sentence about the first value that is not on the list, or nothing."""
        typed = self._typed(value)
        codes = self.codes if typed else {}
        bad = next((text for text in typed if text not in codes), None)
        return "" if bad is None else f"{self.name} cannot be {quoted(bad)}: there is no such option."

    def _typed(self, value: Any) -> list[str]:
        texts = [str(text).strip() for text in value or ()]
        return [text.upper() if self._upper else text for text in texts if text]
