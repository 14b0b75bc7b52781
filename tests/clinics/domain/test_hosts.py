"""Whether a mail address is at the domain of a web address."""

import pytest

from clinics.domain.hosts import same_house


@pytest.mark.parametrize(
    ("address", "website", "same"),
    [
        ("kim@bartoncreek.com", "https://www.bartoncreek.com/about", True),
        ("kim@mail.BartonCreek.com.", "https://bartoncreek.com/", True),
        ("kim@clinic.co.uk", "https://ketamine.clinic.co.uk/", True),
        ("kim@other.co.uk", "https://clinic.co.uk/", False),
        ("kim@bartoncreek.org", "https://bartoncreek.com/", False),
        ("kim@gmail.com", "https://gmail.com/", False),
        ("kim@yahoo.com", "https://yahoo.com/barton", False),
        ("kim@barton.wixsite.com", "https://creek.wixsite.com/", False),
        ("kim@bartoncreek.com", "", False),
        ("kim@bartoncreek.com", "http://[", False),
        ("", "https://bartoncreek.com/", False),
        ("kim@192.0.2.1", "https://192.0.2.1/", False),
        ("kim@com", "https://com/", False),
    ],
)
def test_same_house(address, website, same):
    assert same_house(address, website) is same
