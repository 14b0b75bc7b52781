"""What the writer of a review sends. Each `save()` calls one action; refusals of it are for the view."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinics.domain.catalog import FACTS, GROUPS, Fact
from clinics.domain.clock import months_after
from clinics.enums import Method
from clinics.forms import TrapForm, VisitorsForm, Words
from clinics.models import Clinic
from reviews.actions.writing import Experience, submit_review
from reviews.domain.calendar import earliest_month
from reviews.enums import Relation, Said, Stars
from reviews.forms.fields import Address
from reviews.models import Review

TEXT_MOST = 5000
WORDS_LEAST = 5
ANSWER_MOST = 2000
ASKED = [fact for fact in FACTS.values() if fact.patients]
"""What a patient sees as well as the clinic does."""
STAR_WORDS = {1: "very bad", 2: "bad", 3: "fair", 4: "good", 5: "very good"}
LEFT_OUT = ("", "Leave out")


def _chosen(label: str, choices: Any, required: str, *, help_text: str = "") -> forms.ChoiceField:
    messages = {"required": required, "invalid_choice": "Choose one of the answers below."}
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, widget=forms.RadioSelect, error_messages=messages
    )


def _rating(label: str, help_text: str) -> forms.ChoiceField:
    words = [(str(star.value), f"{star.label}: {STAR_WORDS[star.value]}") for star in Stars]
    return _chosen(label, words, f"Choose one of the five for “{label}”.", help_text=help_text)


class ReviewForm(TrapForm):
    """An experience at one clinic. The facts follow from the catalog, the months from the day."""

    month = forms.ChoiceField(
        label="Month and year of the visit",
        help_text="The last one, if there were several. Readers see the quarter, not the month.",
        widget=forms.Select(attrs={"class": "field"}),
        error_messages={
            "required": "Choose the month of the visit.", "invalid_choice": "Choose one of the months in the list.",
        },
    )  # fmt: skip
    method = _chosen("How was ketamine given?", [], "Choose how ketamine was given.")
    relation = _chosen("Who was the patient?", Relation.choices, "Choose who the patient was.")
    care = _rating("Care", "Were they kind, and did they listen?")
    safety = _rating("Safety", "Did they check, watch and explain enough?")
    honesty = _rating("Honesty about price", "Was the price what they had said?")
    text = Words(
        label="What was it like?", help_text=f"In your own words, at most {TEXT_MOST:,} characters. Plain text only.",
        widget=forms.Textarea(attrs={"class": "field", "rows": 10}),
        error_messages={"required": "Write a few words about what it was like."},
    )  # fmt: skip
    no_tie = forms.BooleanField(
        label="This is about real care, of me or of my family. I have no tie to this clinic or to another one. "
        "Nobody gave or promised me anything for it.",
        error_messages={"required": "We can only take a review from somebody without a tie and without a reward."},
    )
    consent = forms.BooleanField(
        label="You may keep and publish what I wrote, as this page says. I know that it is about health.",
        error_messages={"required": "Without your consent we keep nothing, so we cannot take the review."},
    )
    email = Address(
        label="Your email address", invalid="Write a whole mail address, such as name@example.com.",
        help_text="For a code now, and to tell you what we decide. Nobody else sees it. "
        "We delete it once we have decided.",
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
        error_messages={"required": "Write the address to which we mail the code."},
    )  # fmt: skip

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        _offer(self.fields["month"], [("", "Choose a month"), *_months(timezone.localdate())])
        _offer(self.fields["method"], _methods(clinic))
        for fact in ASKED:
            self.fields[_name(fact)] = _chosen(fact.wording, [*Said.choices, LEFT_OUT], "")
            self.fields[_name(fact)].required, self.fields[_name(fact)].initial = False, ""

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions by the moments of care: heading, fields."""
        return [
            (heading, [self[_name(fact)] for fact in ASKED if fact.group == group])
            for group, heading in GROUPS.items()
            if any(fact.group == group for fact in ASKED)
        ]

    def clean_month(self) -> dt.date:
        year, month = str(self.cleaned_data["month"]).split("-")
        return dt.date(int(year), int(month), 1)

    def clean_text(self) -> str:
        text = self.tidied("text", at_most=TEXT_MOST)
        if len(text.split()) < WORDS_LEAST:
            raise ValidationError("Write a few words more: a reader should learn what it was like.")
        return text

    def experience(self) -> Experience:
        said = self.cleaned_data
        stars = {name: int(said[name]) for name in ("care", "safety", "honesty")}
        asked = [fact for fact in ASKED if said["method"] in fact.methods]
        answers = {fact.key: said[_name(fact)] for fact in asked if said[_name(fact)]}
        return Experience(said["month"], said["method"], said["relation"], stars, said["text"], answers)

    def save(self, visitor: str) -> Review:
        """Raises TooMany where this connection has sent its share today."""
        return submit_review(
            clinic=self.clinic, email=self.cleaned_data["email"], experience=self.experience(), visitor=visitor
        )


class CodeForm(VisitorsForm):
    """Whatever is typed goes to the action, which says in one sentence what is wrong with it."""

    code = Words(
        label="The code", required=False, help_text="Eight digits, from the letter.",
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "one-time-code", "inputmode": "numeric"}),
    )  # fmt: skip


class AnswerForm(VisitorsForm):
    """What a writer says to a refusal, once."""

    text = Words(
        label="Your answer", help_text=f"At most {ANSWER_MOST:,} characters. A person reads it; nobody publishes it.",
        widget=forms.Textarea(attrs={"class": "field", "rows": 6}),
        error_messages={"required": "Write what we should know."},
    )  # fmt: skip

    def clean_text(self) -> str:
        text = self.tidied("text", at_most=ANSWER_MOST)
        if not text:
            raise ValidationError("Write what we should know.")
        return text


def _name(fact: Fact) -> str:
    return f"fact_{fact.key}"


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _months(today: dt.date) -> list[tuple[str, str]]:
    """From this month back to the earliest that a review may be of."""
    months, month = [], today.replace(day=1)
    while month >= earliest_month(today):
        months.append((f"{month:%Y-%m}", f"{month:%B %Y}"))
        month = months_after(month, -1)
    return months


def _methods(clinic: Clinic) -> list[tuple[str, str]]:
    """The clinic's own first."""
    own = set(clinic.offerings.values_list("method", flat=True))
    return [(str(value), label) for value, label in sorted(Method.choices, key=lambda choice: choice[0] not in own)]
