"""Two people on one page: what only one of them changed is kept of both; where both did, the second one is asked.

Each field carries, hidden, what it held when the page was served (Django's `show_hidden_initial`). Three values meet:
served, typed, and saved now. The row must be locked before the form is made: `AuditedAdmin.get_object` does that.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

BOTH = "Somebody saved {saved} here after you opened the page. Save again to keep yours."
BESIDE = "Somebody saved {saved} here after you opened the page. See whether it goes with your change, then save again."
REMOVED = (
    "Somebody removed a row here after you opened the page. You had written in it: {typed}. Add it anew if needed."
)
ONCE = "There is one like this on the page already, or somebody added it after you opened the page."
CHANGED = "Somebody changed a row that you remove: {fields}. Look at it, then save again."


class MergingForm(forms.ModelForm):
    """together: groups of fields that mean something only as one, such as the lines of an address.

    Within a group, a change of the other's beside one of mine is asked about too.
    """

    together: tuple[frozenset[str], ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.overtaken: set[str] = set()
        self.shut()
        if self.instance.pk:
            carry_served(self)

    def shut(self) -> None:
        """Disable here what stays as it is: it is not compared."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._one_kind_of_line_end()
        if self.instance.pk:
            self._merge()
        return self.cleaned_data

    def catch_up(self, names: Iterable[str], *, shown: Iterable[str] = ()) -> None:
        """From here on what is saved now counts as served: whoever saves again has seen it. shown: typed over, too."""
        names = list(names)
        if names:
            self.data = self.data.copy()  # type: ignore[attr-defined]
        for name in names:
            self._put(self.add_initial_prefix(name), self._saved(name))
        for name in shown:
            self._put(self.add_prefix(name), self._saved(name))

    def keep_changes(self) -> None:
        """Leave in `changed_data` what a save would really change; for whoever puts something in its place later."""
        self.changed_data: list[str] = [name for name in self.changed_data if self._apart(name)]

    def _merge(self) -> None:
        mine, theirs = set(self.changed_data), self._overtaken()
        self.overtaken = theirs
        apart = {name for name in mine | theirs if self._apart(name)}
        asked = (mine & theirs & apart) | self._beside(mine & apart, theirs - mine)
        for name in asked:
            self.add_error(name, (BOTH if name in mine else BESIDE).format(saved=self._in_words(name)))
        for name in theirs - mine - asked:
            self.cleaned_data[name] = self._held(name)
        # An error elsewhere brings the page back: then it shows what would be saved.
        self.catch_up(theirs, shown=theirs - mine)
        self.changed_data = [name for name in self.changed_data if name in apart]

    def _overtaken(self) -> set[str]:
        """Fields that hold something else now than when the page was served."""
        carrying = [name for name, field in self.fields.items() if field.show_hidden_initial and not field.disabled]
        return {name for name in carrying if self._differs(name, self._served(name))}

    def _beside(self, mine: set[str], theirs: set[str]) -> set[str]:
        return {name for group in self.together if mine & group for name in theirs & group}

    def _served(self, name: str) -> Any:
        widget = self.fields[name].hidden_widget()
        return widget.value_from_datadict(self.data, self.files, self.add_initial_prefix(name))

    def _apart(self, name: str) -> bool:
        """Whether what was typed, cleaned where it can be, is another than what is saved."""
        if name not in self.cleaned_data or not self.fields[name].show_hidden_initial:
            return self._differs(name, self[name].data)
        held, clean = self._held(name), self.cleaned_data[name]
        if isinstance(held, list):
            return set(held) != set(clean)
        return bool(_lines(held) != clean)

    def _differs(self, name: str, raw: Any) -> bool:
        """Whether a value as a browser sends it is another than the saved one."""
        field = self.fields[name]
        saved = self.get_initial_for_field(field, name)
        if isinstance(saved, str):  # stored with blanks at its ends, it would never be equal
            saved = field.to_python(_lines(saved))
        return bool(field.has_changed(saved, _lines(raw)))

    def _saved(self, name: str) -> Any:
        field = self.fields[name]
        return field.prepare_value(self.get_initial_for_field(field, name))

    def _held(self, name: str) -> Any:
        """As `cleaned_data` would hold it; the instance is still as it was read."""
        if isinstance(self.fields[name], forms.ModelMultipleChoiceField):
            return self.initial.get(name, [])
        return getattr(self.instance, name)

    def in_words(self, names: Iterable[str]) -> str:
        """What is saved now in each of these fields."""
        return ", ".join(f"{self.fields[name].label}: {self._in_words(name)}" for name in sorted(names))

    def _in_words(self, name: str) -> str:
        held, choices = self._held(name), getattr(self.fields[name], "choices", None)
        if isinstance(held, list):
            held = ", ".join(map(str, held))
        elif choices is not None and not isinstance(self.fields[name], forms.ModelChoiceField):
            held = dict(choices).get(held, held)
        elif isinstance(held, bool):
            held = "yes" if held else "no"
        return "a blank" if held in (None, "") else f"“{held}”"

    def _put(self, key: str, value: Any) -> None:
        data: Any = self.data
        if isinstance(value, list):
            data.setlist(key, [str(one) for one in value])
        else:
            data[key] = "" if value is None else str(value)

    def _one_kind_of_line_end(self) -> None:
        """Browsers send CR LF for what was stored with LF."""
        for name, value in self.cleaned_data.items():
            self.cleaned_data[name] = _lines(value)


def _lines(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def carry_served(form: forms.BaseForm) -> None:
    """Let every field that can be changed carry what was served; a form that does not say counts as served blank.

    Left out, Django would give what was typed in its place, and the next save would change nothing.
    """
    carrying = {form.add_initial_prefix(name): field for name, field in form.fields.items() if not field.disabled}
    for field in carrying.values():
        field.show_hidden_initial = True
    missing = [key for key in carrying if form.is_bound and key not in form.data]
    if missing:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        for key in missing:  # of several choices none is no input at all
            data.setlist(key, [] if isinstance(carrying[key], forms.ModelMultipleChoiceField) else [""])
        form.data = data


def _chosen(field: forms.BoundField) -> Any:
    """What was typed or chosen, in the words of the page."""
    choices = {str(value): label for value, label in getattr(field.field, "choices", ())}
    return choices.get(str(field.data), field.data)


class MergingFormSet(forms.BaseInlineFormSet):
    """Rows of a page, some of which somebody may have removed or changed since it was served."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data: Any
        self.lost: list[str] = []
        if self.is_bound:
            self._drop_removed()

    def get_queryset(self) -> Any:
        """The admin pairs forms and rows by their place, so rows stand as they were sent."""
        rows = super().get_queryset()
        if not self.is_bound:
            return rows
        held = {str(row.pk): row for row in rows}
        return [held[pk] for pk in self._sent() if pk in held]

    def clean(self) -> None:
        super().clean()
        problems = [REMOVED.format(typed=typed) for typed in self.lost]
        leaving: list[Any] = self.deleted_forms
        for form in leaving:
            if form.overtaken:
                form.catch_up(form.overtaken)
                problems.append(CHANGED.format(fields=form.in_words(form.overtaken)))
        if problems:
            raise forms.ValidationError(problems)

    def validate_unique(self) -> None:
        """Rows against each other and against those that the page was not served with.

        Django's own looks at the database, where a row that this very save removes or changes still stands.
        """
        unsent = self.unsent()
        model: Any = self.model
        for constraint in model._meta.total_unique_constraints:
            names = [name for name in constraint.fields if name != self.fk.name]
            taken = {tuple(getattr(row, name) for name in names) for row in unsent}
            for form in self.kept():
                key = tuple(form.cleaned_data.get(name) for name in names)
                if key in taken:
                    form.add_error(next((name for name in names if not form.fields[name].disabled), None), ONCE)
                taken.add(key)

    def kept(self) -> list[Any]:
        """Forms of rows that stand after this save; what was typed into them is clean."""
        leaving = self.deleted_forms
        return [form for form in self.forms if form not in leaving and form.is_valid() and form.cleaned_data]

    def unsent(self) -> list[Any]:
        """Rows that somebody added after the page was served."""
        sent = {form.instance.pk for form in self.initial_forms}
        return [row for row in super().get_queryset() if row.pk not in sent]

    def _sent(self) -> list[str]:
        """Ids of the rows that the page was served with, in its order; no number of them is taken on trust."""
        count = str(self.data.get(f"{self.prefix}-INITIAL_FORMS", ""))
        number = min(int(count), self.absolute_max) if re.fullmatch(r"[0-9]{1,6}", count) else 0
        return [str(self.data.get(f"{self.add_prefix(place)}-id", "")) for place in range(number)]

    def _drop_removed(self) -> None:
        """Take rows that are gone out of what was sent; what was typed into them is said, not lost."""
        sent, held = self._sent(), {str(row.pk) for row in super().get_queryset()}
        gone = {place for place, pk in enumerate(sent) if pk and pk not in held}
        if not gone:
            return
        self.lost = [typed for place in sorted(gone) if (typed := self._typed(place))]
        self.data = self._renumbered(gone, len(sent))

    def _typed(self, place: int) -> str:
        row = self.form(self.data, prefix=self.add_prefix(place), **self.form_kwargs)
        carry_served(row)
        return ", ".join(f"{row.fields[name].label}: {_chosen(row[name])}" for name in row.changed_data)

    def _renumbered(self, gone: set[int], initial: int) -> Any:
        data = self.data.copy()
        ours = re.compile(rf"(initial-)?{re.escape(str(self.prefix))}-([0-9]{{1,6}})-(.+)")
        rows = [(found, self.data.getlist(key)) for key in self.data if (found := ours.fullmatch(key))]
        for found, _ in rows:
            del data[found[0]]
        for found, values in rows:
            if (place := int(found[2])) not in gone:
                place -= sum(other < place for other in gone)
                data.setlist(f"{found[1] or ''}{self.prefix}-{place}-{found[3]}", values)
        total = str(data.get(f"{self.prefix}-TOTAL_FORMS", ""))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial - len(gone))
        if re.fullmatch(r"[0-9]{1,6}", total):
            data[f"{self.prefix}-TOTAL_FORMS"] = str(int(total) - len(gone))
        return data
