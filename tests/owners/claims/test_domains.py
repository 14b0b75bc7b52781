"""Which mailbox shows that somebody works for a clinic: product rule 8, and every way we know round it."""

import datetime as dt

import pytest

from clinics.domain.hosts import registrable
from owners.domain.domains import Standing, Why, judge

pytestmark = pytest.mark.django_db  # the room's conftest empties the cache
TODAY = dt.date(2026, 11, 21)
LONG = Standing(dt.date(2026, 1, 1), by_others=True)
SITE = "https://www.barton-creek.com/ketamine"


def why(address, website=SITE, standing=LONG, sharing=1, large_house=False):
    found = judge(
        address=address, website=website, standing=standing, sharing=sharing, large_house=large_house, today=TODAY
    )
    return found.why


@pytest.mark.parametrize(
    ("address", "website"),
    [
        ("dana@barton-creek.com", SITE),
        ("dana@BARTON-Creek.COM", SITE),
        ("front-desk_o'neill.j+codes@barton-creek.com", SITE),
        ("dana@mail.barton-creek.com", SITE),
        ("dana@clinic.co.uk", "http://clinic.co.uk"),
        ("dana@barton-creek.com", "https://barton-creek.com.:8443/"),
        ("dana@barton-creek.com", "https://BARTON-CREEK.com"),
    ],
)
def test_an_address_at_the_listed_website_counts(address, website):
    assert why(address, website) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("dana@other.com", Why.OTHER),
        ("dana@notbarton-creek.com", Why.OTHER),
        ("dana@barton-creek.com.evil.com", Why.OTHER),
        ("dana@barton-creek.co", Why.OTHER),
        ("dana@barton-creek.com@evil.com", Why.ODD),
        ('"dana@barton-creek.com"@evil.com', Why.ODD),
        ('"a b"@barton-creek.com', Why.ODD),
        ("a%b.com@barton-creek.com", Why.ODD),
        ("!evil.com!a@barton-creek.com", Why.ODD),
        ("a|b@barton-creek.com", Why.ODD),
        ("a@b.com:dana@barton-creek.com", Why.ODD),
        ("dаna@barton-creek.com", Why.ODD),  # a Cyrillic а
        ("dana@com", Why.ODD),
        ("dana@localhost", Why.ODD),
        ("dana@[127.0.0.1]", Why.ODD),
        ("dana@", Why.ODD),
        ("dana", Why.ODD),
        ("", Why.ODD),
        ("dana@gmail.com", Why.FREE_MAIL),
        ("dana@icloud.com", Why.FREE_MAIL),
        ("dana@proton.me", Why.FREE_MAIL),
        ("dana@barton-creek.wixsite.com", Why.PLATFORM),
        ("dana@facebook.com", Why.PLATFORM),
        ("dana@barton-creek.webflow.io", Why.PLATFORM),
        ("dana@xn--barton-crek-d7a.com", Why.LOOKALIKE),
        ("dana@bаrton-creek.com", Why.LOOKALIKE),  # a Cyrillic а
        ("dana@ｂarton-creek.com", Why.LOOKALIKE),  # full-width: ASCII once encoded
        ("dana@barton-creek。com", Why.LOOKALIKE),  # an ideographic full stop
    ],
)
def test_any_other_address_does_not(address, reason):
    assert why(address) == reason


@pytest.mark.parametrize(
    ("host", "website", "reason"),
    [
        ("barton.wixsite.com", "https://barton.wixsite.com/home", Why.PLATFORM),
        ("facebook.com", "https://www.facebook.com/bartoncreek", Why.PLATFORM),
        ("google.com", "https://sites.google.com/view/barton", Why.PLATFORM),
        ("barton.squarespace.com", "https://barton.squarespace.com", Why.PLATFORM),
        ("barton.wordpress.com", "https://barton.wordpress.com", Why.PLATFORM),
        ("linktr.ee", "https://linktr.ee/barton", Why.PLATFORM),
        ("barton.godaddysites.com", "https://barton.godaddysites.com", Why.PLATFORM),
        ("barton.weebly.com", "https://barton.weebly.com", Why.PLATFORM),
        ("barton.business.site", "https://barton.business.site", Why.PLATFORM),
        ("zocdoc.com", "https://www.zocdoc.com/practice/barton", Why.PLATFORM),
        ("healthgrades.com", "https://www.healthgrades.com/x", Why.PLATFORM),
        ("psychologytoday.com", "https://www.psychologytoday.com/x", Why.PLATFORM),
        ("barton.github.io", "https://barton.github.io", Why.PLATFORM),
        ("gmail.com", "https://gmail.com", Why.FREE_MAIL),
        ("med.school.edu", "https://www.school.edu/ketamine", Why.SHARED),
        ("va.gov", "https://www.va.gov/austin", Why.SHARED),
        ("mayoclinic.org", "https://www.mayoclinic.org/ketamine", Why.SHARED),
        ("mail.hcahealthcare.com", "https://hcahealthcare.com", Why.SHARED),
        ("system.org", "https://ketamine.system.org/", Why.SHARED),
        ("ketamine.system.org", "https://www.ketamine.system.org/", Why.SHARED),
        ("barton.wix.site", "https://barton.wix.site", Why.PLATFORM),
        ("barton.ueniweb.com", "https://barton.ueniweb.com", Why.PLATFORM),
        ("patientpop.com", "https://www.patientpop.com/barton", Why.PLATFORM),
        ("hibu.com", "https://barton.hibu.com", Why.PLATFORM),
        ("bizland.com", "https://barton.bizland.com", Why.PLATFORM),
        ("localsearch.com", "https://www.localsearch.com/barton", Why.PLATFORM),
        ("xn--brton-creek-q7a.com", "https://xn--brton-creek-q7a.com", Why.LOOKALIKE),
        ("barton-creek.com", "https://bárton-creek.com", Why.LOOKALIKE),
        ("barton-creek.com", "", Why.NO_WEBSITE),
        ("barton-creek.com", "https://192.0.2.7/", Why.NO_WEBSITE),
        ("barton-creek.com", "http://[", Why.NO_WEBSITE),
        ("barton-creek.com", "https://barton.wixsite.com", Why.PLATFORM),
    ],
)
def test_a_website_that_is_not_the_clinics_own_shows_nothing(host, website, reason):
    assert why(f"dana@{host}", website) == reason


def test_a_domain_of_many_organizations_does_not_count():
    assert [why("dana@barton-creek.com", sharing=number) for number in (1, 3, 4)] == [None, None, Why.SHARED]


def test_a_hospitals_domain_does_not_count():
    assert why("dana@barton-creek.com", large_house=True) == Why.SHARED


def test_a_website_counts_from_its_thirtieth_day():
    days = [29, 30, 31]
    standings = [Standing(TODAY - dt.timedelta(days=day), by_others=True) for day in days]
    assert [why("dana@barton-creek.com", standing=standing) for standing in standings] == [Why.YOUNG, None, None]
    assert why("dana@barton-creek.com", standing=Standing(None, by_others=True)) == Why.YOUNG


def test_a_website_that_managers_wrote_does_not_count_however_old():
    assert why("dana@barton-creek.com", standing=Standing(dt.date(2020, 1, 1), by_others=False)) == Why.CLAIMANT


def test_every_reason_has_a_sentence():
    assert [reason for reason in Why if not reason.sentence.endswith(".")] == []


def test_the_registrable_part_follows_the_public_list():
    hosts = ["a.b.clinic.com", "clinic.co.uk", "co.uk", "192.0.2.7", ""]
    assert [registrable(host) for host in hosts] == ["clinic.com", "clinic.co.uk", "", "", ""]
