"""The samples: invented by the committed script, and showing every state."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from clinics.enums import Evidence, Method, PointPrecision, Status
from clinics.models import Clinic, Offering, SourceRecord, Statement
from tests.sources.files import places, run

FILE = Path(__file__).resolve().parents[2] / "data/sample_clinics.csv"


@pytest.mark.django_db
def test_the_committed_file_is_what_the_script_writes(tmp_path):
    call_command("make_samples", tmp_path / "samples.csv", stdout=StringIO())
    assert (tmp_path / "samples.csv").read_bytes() == FILE.read_bytes()


@pytest.mark.django_db
def test_the_samples_show_every_state_and_are_plainly_invented():
    places()
    assert run("import_clinics", FILE)[-1] == "240 create"
    clinics = Clinic.objects.all()
    assert set(clinics.values_list("status", flat=True)) == {
        Status.LISTED, Status.TEMPORARILY_CLOSED, Status.CLOSED, Status.MOVED,
    }  # fmt: skip
    assert set(clinics.values_list("point_precision", flat=True)) == set(PointPrecision.values)
    assert set(Offering.objects.values_list("method", flat=True)) == set(Method.values)
    assert set(Statement.objects.values_list("evidence", flat=True)) == {
        Evidence.STATED, Evidence.DOCUMENT, Evidence.REGISTER,
    }  # fmt: skip
    assert [clinics.filter(is_sample=False).count(), clinics.exclude(phone__contains="55501").count()] == [0, 0]
    assert clinics.exclude(website="").exclude(website__endswith=".example.com/").count() == 0
    assert (SourceRecord.objects.exists(), clinics.filter(confirmed_on=None).exists()) == (True, True)


@pytest.mark.django_db
def test_reindex_makes_the_same_rows_again():
    places()
    run("import_clinics", FILE)
    words = list(Clinic.objects.order_by("key").values_list("search_text", flat=True))
    Clinic.objects.update(search_text="")
    said = StringIO()
    call_command("reindex", stdout=said)
    assert (said.getvalue(), list(Clinic.objects.order_by("key").values_list("search_text", flat=True))) == (
        "240 clinics indexed.\n", words,
    )  # fmt: skip
