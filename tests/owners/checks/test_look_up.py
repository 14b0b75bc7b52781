"""A named person, looked up in the federal register by a moderator."""

import datetime as dt

import pytest

from accounts.models import Event, Letter
from clinics.domain.catalog import FACTS
from clinics.domain.npi import NOT_IN_USE
from clinics.enums import Evidence
from clinics.exceptions import NotAllowed
from clinics.models import Practitioner, Statement
from clinics.profile.people import said as words_of
from owners.actions.editing import save_section
from owners.actions.memberships import join
from owners.actions.register import look_up
from owners.exceptions import InvalidStep, Refused
from owners.models import LookUp
from owners.sections import SECTIONS, digest
from tests.factories import ClinicFactory, PractitionerFactory, UserFactory
from tests.moderators import moderator
from tests.owners.checks.pages import ANESTHESIA, FAMILY, PSYCHIATRY, page

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def look(person, judge, today):
    def at(*codes, works_here="not_yet", on=None, **text):
        return look_up(person=person, by=judge, pasted=page(*codes, **text), works_here=works_here, works_here_on=on)

    return at


def of_register():
    rows = Statement.objects.filter(evidence=Evidence.REGISTER).order_by("pk")
    return [(row.fact, row.as_of, row.expires_on, row.ended_on) for row in rows]


def test_the_register_alone_shows_a_credential(look, person, shown, said, today):
    said(True, fact="anesthesiologist", days=3)
    look(ANESTHESIA)
    person.refresh_from_db()
    assert (person.looked_up_on, person.register_says, person.works_here_on) == (today, "anesthesiologist", None)
    assert (of_register(), shown("anesthesiologist")) == ([], (True, "stated"))
    assert "lists Maya Ortiz as an anesthesiologist (self-reported; looked up on" in words_of(person, today)


@pytest.mark.parametrize("works_here", ["mail", "document"])
def test_with_the_persons_own_word_it_counts_for_90_days(look, person, shown, today, judge, works_here):
    look(ANESTHESIA, PSYCHIATRY, works_here=works_here, on=today - 2 * DAY)
    until = today + 90 * DAY
    assert of_register() == [("anesthesiologist", today, until, None), ("psychiatrist", today, until, None)]
    assert shown("psychiatrist") == (True, "register")
    assert {row.seen_by for row in Statement.objects.all()} == {judge}
    person.refresh_from_db()
    assert "We checked that this person works here" in words_of(person, today)


def test_another_profession_lifts_nothing(look, shown, said, today):
    said(True, fact="anesthesiologist")
    look(FAMILY, works_here="mail", on=today)
    assert (of_register(), shown("anesthesiologist")) == ([], (True, "stated"))


def test_the_clinics_own_no_stands_against_a_register_until_it_is_newer(look, said, shown, needs, today):
    look(ANESTHESIA, works_here="mail", on=today)
    said(False, fact="anesthesiologist")
    row = Statement.objects.get(evidence=Evidence.REGISTER)
    assert (shown("anesthesiologist"), needs()) == ((False, "stated"), [(row.pk, "contradicted")])


def test_a_second_look_on_the_same_day_says_nothing_twice(look, today):
    for _ in range(2):
        look(ANESTHESIA, works_here="mail", on=today)
    assert len(of_register()) == 1


def test_a_later_look_renews_what_ran_out(look, person, said, needs, today, shown):
    old = said(True, days=85, fact="anesthesiologist", evidence=Evidence.REGISTER, until=today + 5 * DAY,
               practitioner=person)  # fmt: skip
    Practitioner.objects.update(looked_up_on=today - 85 * DAY, works_here_on=today - 90 * DAY)
    assert needs() == [(old.pk, "runs_out")]
    look(ANESTHESIA, works_here="as_before")
    assert (needs(), shown("anesthesiologist")) == ([], (True, "register"))
    person.refresh_from_db()
    assert (person.looked_up_on, person.works_here_on) == (today, today - 90 * DAY)


def test_what_the_register_shows_no_more_ends(look, person, shown, today):
    look(ANESTHESIA, works_here="mail", on=today)
    look(FAMILY, works_here="as_before")
    assert (shown("anesthesiologist"), of_register()[0][3]) == (None, today)


def test_a_number_that_is_no_longer_used_ends_all_and_the_page_says_so(look, person, shown, today):
    look(ANESTHESIA, works_here="mail", on=today)
    look(status="Deactivated", works_here="as_before")
    person.refresh_from_db()
    assert (shown("anesthesiologist"), person.works_here_on, person.register_says) == (None, None, NOT_IN_USE)
    assert "this number is not in use (looked up on" in words_of(person, today)


@pytest.mark.parametrize(
    ("works_here", "days", "why"),
    [("mail", None, "Say on which day"), ("mail", -1, "Say on which day"), ("document", 366, "Say on which day"),
     ("as_before", None, "within a year")],
)  # fmt: skip
def test_a_workplace_without_a_day_is_refused(look, works_here, days, why, today):
    with pytest.raises(Refused, match=why):
        look(ANESTHESIA, works_here=works_here, on=None if days is None else today - days * DAY)
    assert (of_register(), Event.objects.filter(what="practitioner.looked_up").count()) == ([], 0)


def test_a_word_of_more_than_a_year_ago_stands_no_more(look, today):
    Practitioner.objects.update(works_here_on=today - 366 * DAY)
    with pytest.raises(Refused, match="within a year"):
        look(ANESTHESIA, works_here="as_before")


def test_the_page_of_somebody_else_changes_nothing(look, person):
    with pytest.raises(Refused, match="no line with the first"):
        look(ANESTHESIA, name="Robin Lang")
    person.refresh_from_db()
    assert person.looked_up_on is None


def test_nothing_of_the_text_is_kept_but_the_codes(look, today):
    look(ANESTHESIA, works_here="mail", on=today)
    event = Event.objects.get(what="practitioner.looked_up")
    assert event.after == {
        "practitioner": Practitioner.objects.get().pk, "codes": ["207L00000X"], "active": True, "works_here": "mail",
        "ended": [], "stated": ["anesthesiologist"], "fields": ["practitioners", "statements"],
    }  # fmt: skip
    assert [row for row in Event.objects.all() if "Oak Lane" in str(row.after) or "Ortiz" in str(row.after)] == []


def test_who_may_look_up(person, judge, member, clinic):
    own, other = moderator("senior"), moderator("senior")
    join(user=own, clinic=clinic, role="editor", by="operator")
    join(user=other, clinic=ClinicFactory(), role="owner", by="operator")
    refused = {}
    for name, by in {"judge": judge, "own": own, "other": other, "owner": member(), "nobody": UserFactory()}.items():
        try:
            look_up(person=person, by=by, pasted=page(ANESTHESIA), works_here="not_yet")
        except NotAllowed as sentence:
            refused[name] = str(sentence)
    assert refused == {
        "own": "You manage this clinic. Another moderator decides.",
        "owner": "Only a moderator may change a listing.",
        "nobody": "Only a moderator may change a listing.",
    }


def test_who_waits_to_be_looked_up(person, clinic, today):
    PractitionerFactory(clinic=clinic, role="psychiatrist")
    PractitionerFactory(clinic=clinic, role="therapist", npi="1245319599")
    PractitionerFactory(clinic=ClinicFactory(status="draft"), role="crna", npi="1245319599")
    assert [row.pk for row in LookUp.objects.never_looked_up()] == [person.pk]
    Practitioner.objects.filter(pk=person.pk).update(looked_up_on=today)
    assert list(LookUp.objects.never_looked_up()) == []


def test_what_ran_out_is_settled_by_a_look_that_shows_it_no_more(look, said, person, needs, today):
    said(True, days=120, fact="crna", evidence=Evidence.REGISTER, until=today - 30 * DAY, practitioner=person)
    look(ANESTHESIA, works_here="mail", on=today)
    assert needs() == []


def test_what_a_board_shows_is_not_the_registers_to_end(look, said, person, shown, today):
    said(True, fact="medical_director_board_certified", evidence=Evidence.REGISTER, until=today + 80 * DAY,
         practitioner=person)  # fmt: skip
    look(ANESTHESIA, works_here="mail", on=today)
    assert shown("medical_director_board_certified") == (True, "register")


def test_who_works_there_no_more_takes_the_checks_along(look, person, shown, today):
    look(ANESTHESIA, works_here="mail", on=today)
    look(ANESTHESIA, works_here="gone")
    person.refresh_from_db()
    assert (shown("anesthesiologist"), person.works_here_on, person.register_says) == (None, None, "anesthesiologist")


def test_what_stands_is_not_wiped_by_saying_nothing(look, shown, today):
    look(ANESTHESIA, works_here="mail", on=today)
    with pytest.raises(Refused, match="have confirmed it within a year"):
        look(ANESTHESIA, works_here="not_yet")
    with pytest.raises(Refused, match="A day belongs to a new confirmation"):
        look(ANESTHESIA, works_here="as_before", on=today)
    assert shown("anesthesiologist") == (True, "register")


@pytest.mark.parametrize("change", [{"role": "psychiatrist"}, {"name": "Bob Nobody", "npi": ""}])
def test_another_role_or_name_is_not_checked(look, person, clinic, member, today, change, shown):
    """The person loses the mark with the fact, and waits to be looked up again where there is a number."""
    look(ANESTHESIA, works_here="mail", on=today)
    section = SECTIONS["people"]
    now = section.read(clinic)
    values = now | {f"p{person.pk}-{name}": value for name, value in change.items()}
    save_section(clinic=clinic, section=section, values=values, base=digest(now), by=member(sign_in=False))
    person.refresh_from_db()
    assert (person.evidence_on(today), shown("anesthesiologist"), person.looked_up_on) == (Evidence.STATED, None, None)
    assert LookUp.objects.never_looked_up().count() == ("npi" not in change)


def test_a_role_that_the_register_does_not_show_bears_no_mark(look, person, today):
    look(FAMILY, works_here="mail", on=today)
    person.refresh_from_db()
    assert (person.role, person.register_says) == ("anesthesiologist", "Family Medicine Physician")
    assert (person.evidence_on(today), "We checked that" in words_of(person, today)) == (Evidence.STATED, False)


def test_who_was_taken_off_meanwhile_is_said(person, judge):
    Practitioner.objects.all().delete()
    with pytest.raises(InvalidStep, match="taken off the listing"):
        look_up(person=person, by=judge, pasted=page(ANESTHESIA), works_here="not_yet")


def test_the_clinic_is_told_what_rests_on_it_and_what_no_more(look, member, today):
    owner = member(sign_in=False)
    before = Letter.objects.count()
    look(FAMILY, works_here="not_yet")
    assert Letter.objects.count() == before
    look(ANESTHESIA, works_here="mail", on=today)
    look(FAMILY, works_here="as_before")
    told = [" ".join(row.text.split()) for row in Letter.objects.filter(to=owner.email).order_by("pk")]
    wording = FACTS["anesthesiologist"].wording
    assert f"your page says that we checked this: - {wording}" in told[0]
    assert f"does not count as checked any more: - {wording}" in told[1]
    assert [text for text in told if "Ortiz" in text] == []
