import pytest
from django.core.management import CommandError, call_command

from clinics.models import City, SiteState, Zip

pytestmark = pytest.mark.django_db

ZIPS = "zip,city,state,latitude,longitude,population\n"
CITIES = "name,state,latitude,longitude,population\n"


@pytest.fixture
def load(tmp_path):
    def run(zips="78701,Austin,TX,30.27,-97.74,100\n", cities="Austin,TX,30.27,-97.74,900\n", *, heads=(ZIPS, CITIES)):
        paths = [tmp_path / "zips.csv", tmp_path / "cities.csv"]
        for path, head, rows in zip(paths, heads, (zips, cities), strict=True):
            path.write_bytes(head.encode() + (rows if isinstance(rows, bytes) else rows.encode()))
        call_command("load_places", zips=paths[0], cities=paths[1])

    return run


def test_it_loads_what_the_files_say_and_says_so(load, capsys):
    load("78701,Austin,TX,30.27,-97.74,\n09601,APO,AE,0,0,5\n00907,San Juan,PR,18.45,-66.08,7\n")
    assert capsys.readouterr().out.splitlines() == [
        "2 ZIP codes: 2 new, 0 changed, 0 removed",
        "2 cities: 2 new, 0 changed, 0 removed",
    ]
    assert list(Zip.objects.order_by("zip").values_list("zip", "population")) == [("00907", 7), ("78701", None)]
    assert sorted(City.objects.values_list("folded", "state", "population")) == [
        ("austin", "TX", 900),
        ("san juan", "PR", 7),
    ]


def test_a_second_run_changes_nothing(load, capsys):
    load()
    before = (SiteState.now().revision, list(Zip.objects.values()), list(City.objects.values()))
    capsys.readouterr()
    load()
    assert (SiteState.now().revision, list(Zip.objects.values()), list(City.objects.values())) == before
    assert capsys.readouterr().out.splitlines() == [
        "1 ZIP codes: 0 new, 0 changed, 0 removed",
        "1 cities: 0 new, 0 changed, 0 removed",
    ]


def test_another_table_takes_the_place_of_the_first(load, capsys):
    load("78701,Austin,TX,30.27,-97.74,1\n78702,Austin,TX,30.26,-97.71,2\n")
    capsys.readouterr()
    load("78701,Austin,TX,30.28,-97.74,1\n78703,Austin,TX,30.29,-97.76,3\n")
    assert capsys.readouterr().out.splitlines()[0] == "2 ZIP codes: 1 new, 1 changed, 1 removed"
    assert list(Zip.objects.order_by("zip").values_list("zip", "latitude")) == [("78701", 30.28), ("78703", 30.29)]


def test_of_two_cities_of_one_name_the_larger_stays(load):
    load("78701,St. Mary's,TX,30,-97,900\n", "St. Marys,TX,30,-97,5\nSaint Mary's,TX,31,-97,50\nSt Marys,OH,40,-84,1\n")
    assert sorted(City.objects.values_list("name", "state")) == [("Saint Mary's", "TX"), ("St Marys", "OH")]


@pytest.mark.parametrize(
    ("zips", "cities", "heads", "said"),
    [
        ("78701,Austin,TX,north,-97.74,\n", "", (ZIPS, CITIES), "line 2: could not convert string to float: 'north'"),
        ("78701,Austin,TX,30.27,-97.74,many\n", "", (ZIPS, CITIES), "line 2"),
        ("7870,Austin,TX,30.27,-97.74,\n", "", (ZIPS, CITIES), "line 2: the zip is wrong"),
        ("78701,Austin,TX,99,-97.74,\n", "", (ZIPS, CITIES), "line 2: the point is not on the earth"),
        ("78701,Austin,TX,nan,-97.74,\n", "", (ZIPS, CITIES), "line 2: the point is not on the earth"),
        ("78701,Austin\n", "", (ZIPS, CITIES), "line 2: the row has not as many cells"),
        ("09601,APO,AE,0,0,\n", "", (ZIPS, CITIES), "The table of ZIP codes has no row"),
        ("", ",TX,30,-97,5\n", (ZIPS, CITIES), "line 2: the name is wrong"),
        ("", "", ("zip,city\n", CITIES), "the column state is missing"),
        ("", "", ("", CITIES), "the column zip is missing"),
        ("", b"Ca\xf1on,CO,38,-105,5\n", (ZIPS, CITIES), "is no CSV in UTF-8"),
        ("78701,Austin,TX,30,-97,\n78701,Austin,TX,31,-97,\n", "", (ZIPS, CITIES), "has a row twice"),
    ],
)
def test_a_broken_table_changes_nothing(load, zips, cities, heads, said):
    load()
    kept = list(Zip.objects.values()), list(City.objects.values())
    with pytest.raises(CommandError, match=said):
        load(zips or "78702,Austin,TX,30,-97,\n", cities or "Dallas,TX,32,-96,5\n", heads=heads)
    assert (list(Zip.objects.values()), list(City.objects.values())) == kept


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.csv cannot be read: No such file"):
        call_command("load_places", zips=tmp_path / "nothing.csv")
