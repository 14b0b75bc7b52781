import pytest
from django.core.exceptions import ValidationError

from accounts.models import Event, User

pytestmark = pytest.mark.django_db


def test_an_event_is_never_changed_or_deleted():
    event = Event.record(by="operator", what="x.y", subject="site", before={"a": 1}, after={"a": 2}, reason="mistake")
    for act in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(what="z")):
        with pytest.raises(TypeError):
            act()
    assert (Event.objects.get().what, str(event)) == ("x.y", "x.y site")


def test_an_address_is_one_account_however_it_is_written():
    user = User.objects.create_user("Person@Example.com", "correct horse battery")
    assert (user.email, str(user), user.get_full_name()) == (
        "person@example.com",
        "person@example.com",
        "person@example.com",
    )
    assert User.objects.get_by_natural_key("PERSON@example.com") == user
    with pytest.raises(ValidationError):
        User(email="PERSON@EXAMPLE.COM", password="x").full_clean()
    with pytest.raises(ValueError, match="needs an email address"):
        User.objects.create_user("")
