import pytest

from tests.factories import ClinicFactory

pytestmark = pytest.mark.django_db


def test_a_member_sees_their_listings_and_their_desk(client, clinic, member):
    member()
    assert f'href="/manage/{clinic.pk}/"' in client.get("/manage/").content.decode()
    assert client.get(f"/manage/{clinic.pk}/").status_code == 200


@pytest.mark.parametrize("number", ["other", "1999999999", "9" * 25])
def test_who_does_not_manage_it_learns_nothing(client, member, number):
    other = ClinicFactory()
    member()
    assert client.get(f"/manage/{other.pk if number == 'other' else number}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in_first(client, clinic):
    for path in (f"/manage/{clinic.pk}/", "/manage/1999999999/"):
        assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"
