"""Two moderators on one page: what one of them changed is kept; where both did, the second is asked, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Event, User
from clinics.actions.indexing import reindex
from clinics.enums import Status
from clinics.models import Clinic, Condition, Organization, Practitioner, Statement
from tests.clinics.admin.conftest import fields_of, said
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory
from tests.moderators import moderator, signed_in
from tests.transactions import commits

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    clinic = ClinicFactory(name="Lakeside Care", street="1 Lake Road", city="Austin", description="One.\nTwo.")
    OfferingFactory(clinic=clinic, method="iv", unit="session", price_min=400, price_max=450)
    OfferingFactory(clinic=clinic, method="im", unit="session", price_min=200, price_max=250)
    PractitionerFactory(clinic=clinic, name="Ada Lin", npi="1234567893")
    reindex([clinic.pk])
    return clinic


@pytest.fixture
def page(clinic):
    return f"/admin/clinics/clinic/{clinic.pk}/change/"


def test_what_only_the_other_changed_is_kept(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"name": "Lakeside Clinic"}
    save(page, phone="512-555-0177", **{"offerings-0-price_max": "500"})
    assert admin.post(page, mine).status_code == 302
    clinic.refresh_from_db()
    assert (clinic.name, clinic.phone) == ("Lakeside Clinic", "+15125550177")
    assert clinic.offerings.get(method="iv").price_max == 500
    assert Event.objects.latest("id").after == {"fields": ["name"]}


def test_a_step_taken_meanwhile_is_not_undone(clinic, page, admin, form_of):
    mine = form_of(page) | {"name": "Lakeside Clinic"}
    Clinic.objects.update(status=Status.CLOSED, status_on="2026-11-01")
    assert admin.post(page, mine).status_code == 302
    clinic.refresh_from_db()
    assert (clinic.name, clinic.status) == ("Lakeside Clinic", Status.CLOSED)


def test_where_both_changed_one_field_the_second_is_asked_once(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"name": "My name", "website": "https://mine.example/"}
    save(page, name="Their name")
    answer = admin.post(page, mine)
    assert "Somebody saved “Their name” here after you opened the page. Save again to keep yours." in said(answer)
    assert Clinic.objects.get().name == "Their name"
    again = fields_of(answer)
    assert (again["name"], again["website"]) == ("My name", "https://mine.example/")
    assert admin.post(page, again).status_code == 302
    clinic.refresh_from_db()
    assert (clinic.name, clinic.website) == ("My name", "https://mine.example/")


def test_a_third_who_saves_before_the_second_does_again_is_asked_about_too(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"name": "My name"}
    save(page, name="Their name")
    again = fields_of(admin.post(page, mine))
    save(page, name="A third name")
    assert "“A third name”" in said(admin.post(page, again))


def test_the_same_change_by_both_is_no_question_and_no_second_one(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"name": "Lakeside Clinic"}
    save(page, name="Lakeside Clinic")
    assert admin.post(page, mine).status_code == 302
    assert (Event.objects.count(), Clinic.history.filter(name="Lakeside Clinic").count()) == (1, 1)


def test_lines_that_make_one_address_are_never_mixed_unseen(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"city": "Dallas"}
    save(page, street="9 Hill Road")
    answer = admin.post(page, mine)
    assert "Somebody saved “9 Hill Road” here" in said(answer)
    assert "See whether it goes with your change" in said(answer)
    again = fields_of(answer)
    assert (again["street"], again["city"], Clinic.objects.get().city) == ("9 Hill Road", "Dallas", "Austin")
    assert admin.post(page, again).status_code == 302
    clinic.refresh_from_db()
    assert (clinic.street, clinic.city) == ("9 Hill Road", "Dallas")


def test_a_price_is_one_thing_in_its_row(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"offerings-0-unit": "package"}
    save(page, **{"offerings-0-price_min": "300"})
    answer = admin.post(page, mine)
    assert "Somebody saved “300” here" in said(answer)
    assert "A price needs" not in said(answer)
    assert admin.post(page, fields_of(answer)).status_code == 302
    row = clinic.offerings.get(method="iv")
    assert (row.unit, row.price_min) == ("package", 300)


def test_a_register_check_is_never_typed(clinic, page, admin, form_of, save):
    typed = {"looked_up_on": "2026-11-01", "works_here_on": "2026-11-01", "register_says": "a psychiatrist"}
    save(page, **{f"practitioners-0-{name}": value for name, value in typed.items()})
    person = clinic.practitioners.get()
    assert (person.looked_up_on, person.works_here_on, person.register_says) == (None, None, "")


def test_rows_that_the_other_added_stay(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"name": "Lakeside Clinic", "offerings-1-price_max": "260"}
    save(page, **{"offerings-TOTAL_FORMS": "3", "offerings-2-method": "esketamine", "offerings-2-evidence": "2"})
    assert admin.post(page, mine).status_code == 302
    assert sorted(clinic.offerings.values_list("method", "price_max")) == [
        ("esketamine", None),
        ("im", 260),
        ("iv", 450),
    ]


def test_a_row_that_the_other_removed_stays_away(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"offerings-1-price_max": "260"}
    save(page, **{"offerings-0-DELETE": "on"})
    assert admin.post(page, mine).status_code == 302
    assert list(clinic.offerings.values_list("method", "price_max")) == [("im", 260)]


def test_what_was_typed_into_a_removed_row_is_said_and_the_rest_can_be_saved(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"offerings-0-price_max": "480", "offerings-1-price_max": "260", "zip": "1"}
    save(page, **{"offerings-0-DELETE": "on"})
    answer = admin.post(page, mine)
    assert "You had written in it: Highest price, dollars: 480. Add it anew if needed." in said(answer)
    section = answer.content.decode().partition('aria-labelledby="offerings-heading"')[2].partition("</fieldset>")[0]
    assert ("You had written" in section, "<summary>" in section) == (True, False)
    again = fields_of(answer) | {"zip": "78701"}
    assert (again["offerings-INITIAL_FORMS"], again["offerings-0-price_max"]) == ("1", "260")
    assert admin.post(page, again).status_code == 302
    assert list(clinic.offerings.values_list("method", "price_max")) == [("im", 260)]


def test_rows_keep_their_names_when_one_is_gone_and_one_is_new(clinic, page, admin, form_of, save):
    """The admin pairs rows and forms by place."""
    mine = form_of(page) | {"zip": "1"}
    new = {"offerings-TOTAL_FORMS": "3", "offerings-2-method": "esketamine", "offerings-2-evidence": "2"}
    save(page, **{"offerings-0-DELETE": "on"}, **new)
    answer = admin.post(page, mine)
    again = fields_of(answer) | {"zip": "78702"}
    assert again["offerings-0-id"] == str(clinic.offerings.get(method="im").pk)
    assert admin.post(page, again).status_code == 302
    assert set(clinic.offerings.values_list("method", flat=True)) == {"im", "esketamine"}


def test_a_row_that_the_other_changed_is_not_removed_unseen(clinic, page, admin, form_of, save):
    mine = form_of(page) | {"offerings-0-DELETE": "on"}
    save(page, **{"offerings-0-price_max": "500"})
    answer = admin.post(page, mine)
    assert "Somebody changed a row that you remove: Highest price, dollars: “500”." in said(answer)
    assert clinic.offerings.count() == 2
    again = fields_of(answer)
    assert again["offerings-0-DELETE"]
    assert admin.post(page, again).status_code == 302
    assert clinic.offerings.count() == 1


def test_an_answer_that_the_other_took_back_stays_so(clinic, page, admin, form_of, save):
    StatementFactory(clinic=clinic)
    mine = form_of(page) | {"statements-0-expires_on": "2027-01-01"}
    save(page, **{"statements-0-ended_on": "2026-11-01"})
    assert admin.post(page, mine).status_code == 302
    row = Statement.objects.get()
    assert (str(row.ended_on), str(row.expires_on)) == ("2026-11-01", "2027-01-01")


def test_a_form_that_does_not_tell_what_it_was_served_with_is_asked(clinic, page, admin, form_of):
    forged = {key: value for key, value in form_of(page).items() if not key.startswith("initial-")}
    answer = admin.post(page, forged | {"name": "Forged"})
    assert ("Somebody saved “Lakeside Care” here" in said(answer), Clinic.objects.get().name) == (True, "Lakeside Care")


def test_a_browser_that_sends_its_own_line_ends_changes_nothing(clinic, page, admin, form_of):
    fields = {key: value.replace("\n", "\r\n") for key, value in form_of(page).items()}
    assert (admin.post(page, fields).status_code, Event.objects.count()) == (302, 0)
    admin.post(page, fields | {"description": "One.\r\nThree."})
    assert Clinic.objects.get().description == "One.\nThree."


@pytest.mark.no_cover  # a page of a thousand rows; pages of three measure its lines
@pytest.mark.parametrize("number", ["", "x", "-1", "1e3", pytest.param("99999", marks=pytest.mark.deep),
                                    "9" * 30, "\x00"])  # fmt: skip
def test_odd_counts_of_rows_are_no_failure(clinic, page, admin, form_of, number):
    for name in ("INITIAL_FORMS", "TOTAL_FORMS"):
        answer = admin.post(page, form_of(page) | {f"offerings-{name}": number})
        assert answer.status_code in {200, 302}
    assert clinic.offerings.count() == 2


def test_a_row_of_another_clinic_is_not_reached(clinic, page, admin, form_of):
    other = OfferingFactory(clinic=ClinicFactory(), method="iv", unit="session", price_min=900, price_max=900)
    fields = form_of(page) | {"offerings-0-id": other.pk, "offerings-0-price_max": "1"}
    admin.post(page, fields)
    other.refresh_from_db()
    assert other.price_max == 900


def both(form_of, save, admin, path, mine, theirs):
    """One opens a page, the other saves, the first saves."""
    fields = form_of(path) | mine
    assert save(path, **theirs).status_code == 302
    return admin.post(path, fields)


def test_every_other_page_merges_too(clinic, form_of, save, admin):
    owner = Organization.objects.create(name="Lake Group")
    theme = Condition.objects.create(key="chronic-pain", name="Chronic pain", group="pain", position=1)
    row = StatementFactory(clinic=clinic)
    pages = [
        (row, f"/admin/clinics/statement/{row.pk}/change/", {"expires_on": "2027-01-01"}, {"ended_on": "2026-11-01"}),
        (owner, f"/admin/clinics/organization/{owner.pk}/change/", {"name": "Lakes"}, {"website": "https://a.example/"}),
        (theme, f"/admin/clinics/condition/{theme.pk}/change/", {"name": "Pain"}, {"position": "7"}),
    ]  # fmt: skip
    for thing, path, mine, theirs in pages:
        assert both(form_of, save, admin, path, mine, theirs).status_code == 302, path
        thing.refresh_from_db()
        assert {name: str(getattr(thing, name)) for name in mine | theirs} == mine | theirs


def test_the_page_of_a_person_never_joins_two_people_unseen(clinic, form_of, save, admin):
    person = clinic.practitioners.get()
    path = f"/admin/clinics/practitioner/{person.pk}/change/"
    mine = {"board_certification": "Anesthesiology", "is_medical_director": "on"}
    answer = both(form_of, save, admin, path, mine, {"name": "Bo Kim"})
    assert "Somebody saved “Bo Kim” here" in said(answer)
    assert fields_of(answer)["name"] == "Bo Kim"


def test_a_power_taken_meanwhile_is_not_given_back(form_of, admin):
    other = moderator()
    path = f"/admin/accounts/user/{other.pk}/change/"
    fields = form_of(path) | {"name": "Ann"}
    User.objects.filter(pk=other.pk).update(is_superuser=False)
    assert admin.post(path, fields).status_code == 302
    other.refresh_from_db()
    assert (other.name, other.is_superuser) == ("Ann", False)


def test_of_who_is_removed_no_name_stays(clinic, page, save):
    save(page, **{"practitioners-0-credentials": "MD", "practitioners-0-register_says": "Anesthesiology"})
    save(page, **{"practitioners-0-DELETE": "on"})
    rows = Practitioner.history.values_list("name", "npi", "credentials", "register_says")
    assert (Practitioner.objects.count(), set(rows)) == (0, {("", "", "", "")})
    assert Practitioner.history.count() >= 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@commits
def test_saves_in_the_same_moment_keep_both_changes(clinic, page, form_of):
    """Through three doors at once: the listing, one of its answers, and one of its people."""
    answer, person = StatementFactory(clinic=clinic), clinic.practitioners.get()
    there = [page, f"/admin/clinics/statement/{answer.pk}/change/", f"/admin/clinics/practitioner/{person.pk}/change/"]
    clients = [signed_in(moderator()) for _ in range(4)]
    for turn in range(1, 6):
        wanted = [
            (page, {"description": f"Turn {turn}"}),
            (page, {"intake_fee": str(turn), "offerings-0-price_max": str(500 + turn)}),
            (there[1], {"expires_on": f"2027-01-0{turn}"}),
            (there[2], {"credentials": f"MD{turn}"}),
        ]
        forms = [form_of(path) | changes for path, changes in wanted]
        assert post_at_once(clients, [path for path, _ in wanted], forms) == [302] * 4
        for row in (clinic, answer, person):
            row.refresh_from_db()
        assert (clinic.description, clinic.intake_fee, str(answer.expires_on)) == (
            f"Turn {turn}",
            turn,
            f"2027-01-0{turn}",
        )
        assert (person.credentials, clinic.offerings.get(method="iv").price_max) == (f"MD{turn}", 500 + turn)


def post_at_once(clients, paths, forms):
    start = Barrier(len(clients))

    def post(client, path, form):
        start.wait()
        try:
            return client.post(path, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(post, clients, paths, forms))
