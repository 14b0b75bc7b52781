"""What those who answer for a listing write is public at once, and nothing else is touched."""

import pytest
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.enums import Evidence, TraitKind
from clinics.models import AgeRange, Clinic, Offering, Practitioner, Statement, Trait
from owners.models import Change
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory, UserFactory
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db
SECTIONS = ["methods", "facts", "people", "hours", "about"]


@pytest.fixture
def full(clinic):
    """A listing with something in every section."""
    OfferingFactory(clinic=clinic, unit="session", price_min=450, price_max=550, minutes=60, includes_consult=True)
    OfferingFactory(clinic=clinic, method="oral", oral_place="both")
    StatementFactory(clinic=clinic, fact="dea", answer=True, as_of=timezone.localdate())
    PractitionerFactory(clinic=clinic, role="psychiatrist", is_medical_director=True)
    for kind, code in ((TraitKind.PAYMENT, "self_pay"), (TraitKind.LANGUAGE, "es"), (TraitKind.SETTING, "outpatient")):
        Trait.objects.create(clinic=clinic, kind=kind, code=code)
    for young, old in ((18, 25), (26, 64), (65, 120)):
        AgeRange.objects.create(clinic=clinic, youngest=young, oldest=old)
    Clinic.objects.filter(pk=clinic.pk).update(
        hours="Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00", description="One.\n\nTwo.", wait_days=9,
        new_patients=True, availability_on="2026-10-01", intake_fee=0,
    )  # fmt: skip
    return clinic


@pytest.mark.parametrize("section", SECTIONS)
def test_saving_what_was_served_changes_nothing(full, member, save, section):
    member()
    before = Clinic.objects.get(pk=full.pk).version
    events = Event.objects.count()
    answer = save(section)
    assert answer.status_code == 303
    assert (Clinic.objects.get(pk=full.pk).version, Event.objects.count()) == (before, events)
    assert Clinic.objects.get(pk=full.pk).confirmed_on is None


def test_a_price_is_public_at_once_and_dated_today(client, full, member, save):
    member()
    Offering.objects.filter(method="iv").update(valid_from="2025-01-01")
    assert save("methods", iv__price_min="500", iv__price_max="500").status_code == 303
    row = Offering.objects.get(clinic=full, method="iv")
    assert (row.price_min, row.price_max, row.valid_from, row.as_of) == (500, 500, None, timezone.localdate())
    assert (row.minutes, row.includes_consult) == (60, True)
    assert b"$500" in client.get(full.get_absolute_url()).content


def test_a_method_is_added_and_another_taken_away(full, member, save):
    member()
    save("methods", oral__offered=None, im__offered="on", im__price_min="300", im__unit="session")
    rows = {row.method: (row.price_min, row.price_max) for row in Offering.objects.filter(clinic=full)}
    assert rows == {"iv": (450, 550), "im": (300, 300)}
    assert Offering.history.filter(method="oral", history_type="-").exists()


def test_answers_are_new_rows_with_their_day(full, member, save):
    member()
    save("facts", dea="no", acls="yes")
    today = timezone.localdate()
    said = [(s.fact, s.answer, s.evidence, s.as_of) for s in Statement.objects.order_by("pk")]
    assert ("dea", False, Evidence.STATED, today) in said
    assert ("dea", True, Evidence.STATED, today) in said
    assert full.answers.on(today).get(fact="dea").answer is False
    assert full.answers.on(today).get(fact="acls").answer is True


def test_taking_an_answer_back_is_no_no(full, member, save):
    member()
    save("facts", dea="")
    assert not full.answers.on(timezone.localdate()).filter(fact="dea").exists()
    assert Statement.objects.get(fact="dea").ended_on == timezone.localdate()


def test_a_worse_answer_counts_over_a_document_and_a_better_one_lifts_nothing_above_itself(full, member, save):
    member()
    StatementFactory(
        clinic=full, fact="acls", evidence=Evidence.DOCUMENT, as_of="2026-11-01", expires_on="2027-11-01"
    )  # fmt: skip
    today = timezone.localdate()
    save("facts", acls="no")
    assert full.answers.on(today).get(fact="acls").answer is False
    save("facts", acls="yes")
    now = full.answers.on(today).get(fact="acls")
    assert (now.answer, now.evidence) == (True, Evidence.STATED)


def test_hours_are_written_as_people_write_them(client, full, member, save):
    member()
    save("hours", Mo="9 to 5", Tu="8:30am - noon, 1 pm to 5 pm", Su="closed")
    assert (
        Clinic.objects.get(pk=full.pk).hours
        == "Mo 09:00-17:00; Tu 08:30-12:00,13:00-17:00; We-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00; Su off"
    )


def test_hours_that_are_more_than_a_plain_week_stay_as_they_are(client, full, member, save):
    member()
    Clinic.objects.filter(pk=full.pk).update(hours='Mo-Fr 08:00-17:00; PH off; We "by appointment"')
    assert save("hours", wait_days="3").status_code == 303
    now = Clinic.objects.get(pk=full.pk)
    assert (now.hours, now.wait_days, now.availability_on) == (
        'Mo-Fr 08:00-17:00; PH off; We "by appointment"', 3, timezone.localdate(),
    )  # fmt: skip


def test_ages_languages_and_words(full, member, save):
    member()
    save("about", youngest0="12", oldest0="17", youngest1="21", languages=["es", "vi"], description="We listen.")
    assert list(AgeRange.objects.filter(clinic=full).values_list("youngest", "oldest")) == [(12, 17), (21, 120)]
    codes = Trait.objects.filter(clinic=full, kind="language").values_list("code", flat=True)
    assert (sorted(codes), Clinic.objects.get(pk=full.pk).description) == (["es", "vi"], "We listen.")


def test_people_are_added_and_taken_off_and_no_log_names_them(full, member, save):
    member()
    dana = Practitioner.objects.get()
    save("people", **{f"p{dana.pk}__gone": "on", "new0__name": "Ruth Amsel", "new0__role": "crna"})
    assert [(p.name, p.role, p.as_of) for p in Practitioner.objects.all()] == [
        ("Ruth Amsel", "crna", timezone.localdate())
    ]
    assert "Dana" not in str(list(Event.objects.values())) + str(list(Practitioner.history.values()))
    assert "Ruth" not in str(list(Event.objects.values()))


def test_a_register_check_does_not_pass_to_another_name(full, member, save):
    member()
    dana = Practitioner.objects.get()
    Practitioner.objects.filter(pk=dana.pk).update(
        npi="1234567893", looked_up_on="2026-11-01", works_here_on="2026-11-01"
    )
    save("people", **{f"p{dana.pk}__name": "Somebody Else"})
    now = Practitioner.objects.get()
    assert (now.name, now.looked_up_on, now.works_here_on, now.register_says) == ("Somebody Else", None, None, "")


WRONG = [
    ("methods", {"iv__price_min": "600", "iv__price_max": "500"}, "The highest price is below the lowest."),
    ("methods", {"iv__price_min": "-5"}, "Ensure this value is greater than or equal to 1."),
    ("methods", {"im__price_min": "300"}, "tick “We give this”"),
    ("methods", {"iv__price_min": "1e9"}, "Enter a whole number."),
    ("methods", {"iv__price_min": "٥٠٠"}, "Write a whole number, such as 450."),
    ("methods", {"iv__unit": "year"}, "Select a valid choice."),
    ("methods", {"payment": ["gold"]}, "Select a valid choice."),
    ("facts", {"dea": "maybe"}, "Select a valid choice."),
    ("people", {"new0__npi": "1234567890"}, "check digit"),
    ("people", {"new0__npi": "1234567893"}, "Write the person&#x27;s name"),
    ("people", {"new0__name": "A", "new1__name": "B", "new0__npi": "1234567893", "new1__npi": "1234567893"}, "same NPI"),
    ("people", {"new0__name": "A", "new0__is_medical_director": "on"}, "one medical director"),
    ("people", {"new0__name": "The #1 clinic"}, "We cannot show these words"),
    ("hours", {"Mo": "whenever"}, "is not clear"),
    ("hours", {"Mo": ""}, "Write “closed” for Monday"),
    ("hours", {"Mo": "5 pm to 8 am"}, "ends before it begins"),
    ("hours", {"wait_days": "99999"}, "Ensure this value is less than or equal to 3650."),
    ("about", {"youngest0": "30", "oldest0": "20"}, "below the one before it"),
    ("about", {"youngest0": "18", "youngest1": "20"}, "Two lines overlap"),
    ("about", {"description": "x" * 4001}, "at most 4000 characters"),
    ("about", {"description": "nul \x00"}, "Null characters are not allowed."),
    ("about", {"description": "right \u202e to left"}, "invisible characters"),
    ("about", {"conditions": ["nothing"]}, "Select a valid choice."),
]  # fmt: skip


@pytest.mark.parametrize(("section", "typed", "sentence"), WRONG)
def test_bad_input_is_a_sentence_beside_the_field_and_nothing_is_lost(full, member, save, section, typed, sentence):
    member()
    before = Clinic.objects.get(pk=full.pk).version
    answer = save(section, **typed)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in html
    kept = fields_of(html)
    for name, value in typed.items():
        if isinstance(value, str) and "\x00" not in value and value not in {"maybe", "year"}:
            assert kept[name.replace("__", "-")] == value
    assert Clinic.objects.get(pk=full.pk).version == before


def test_claims_in_a_description_wait_and_the_rest_is_public(full, member, save):
    member()
    save("about", description="We cure depression.", oldest0="70")
    now = Clinic.objects.get(pk=full.pk)
    waiting = Change.objects.get()
    assert now.description == "One.\n\nTwo."
    assert (waiting.held, waiting.after) == ("wording", {"description": "We cure depression."})
    assert AgeRange.objects.get(clinic=full).oldest == 70
    assert "cure" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("section", [*SECTIONS, "contact"])
def test_nobody_else_edits(client, clinic, section):
    client.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")
    path = f"/manage/{clinic.pk}/edit/{section}/"
    assert [client.get(path).status_code, client.post(path, {"name": "Mine"}).status_code] == [404, 404]


def test_a_row_of_another_clinic_is_out_of_reach(full, member, save):
    member()
    other = PractitionerFactory(clinic=ClinicFactory(), name="Theirs")
    save("people", **{f"p{other.pk}__gone": "on", f"p{other.pk}__name": "Mine"})
    assert Practitioner.objects.get(pk=other.pk).name == "Theirs"


def test_a_section_that_is_none_is_no_page(client, clinic, member):
    member()
    assert client.get(f"/manage/{clinic.pk}/edit/secrets/").status_code == 404


def test_a_preview_says_what_will_change_and_saves_nothing(full, member, save):
    member()
    html = save("methods", button="preview", iv__price_min="500").content.decode()
    assert "Lowest price of IV infusion: 450 → 500 dollars" in html
    assert Offering.objects.get(clinic=full, method="iv").price_min == 450
    assert Letter.objects.count() == 0
