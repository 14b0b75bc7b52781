"""The post office: no letter is lost, none is sent twice, none tells of what did not happen."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone

from accounts import post
from accounts.actions import set_password
from accounts.models import Event, Letter
from tests.clinics.admin.test_rows_at_once import at_once
from tests.mailserver import Mailbox, free_port, started
from tests.transactions import commits

pytestmark = pytest.mark.django_db
ADDRESS = "ann.private@example.com"


def lines(caplog):
    """What the site wrote to the log; the mail server of these tests writes there too."""
    return [record.getMessage() for record in caplog.records if record.name != "mail.log"]


def put():
    return post.put_down(ADDRESS, "Hello", "Words")


@pytest.fixture
def later(monkeypatch):
    """Moves the post office's clock on."""
    start = timezone.now()

    def move(**delta):
        monkeypatch.setattr("accounts.post.timezone.now", lambda: start + dt.timedelta(**delta))

    return move


def test_a_server_that_is_away_keeps_the_letter_for_later(settings, later, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    letter = put()
    assert (post.send_due(), post.send_due(), Letter.objects.get().tries) == (0, 0, 1)
    mailbox = Mailbox()
    server = started(mailbox)
    settings.EMAIL_PORT = server.port
    later(seconds=50)
    assert post.send_due() == 0
    later(seconds=70)
    assert (post.send_due(), Letter.objects.count(), len(mailbox.letters)) == (1, 0, 1)
    server.stop()
    assert lines(caplog) == [f"Letter {letter.pk} was not taken at try 1: ConnectionRefusedError."]


def test_a_mailbox_that_says_later_is_asked_again(mailbox, later, caplog):
    letter = put()
    mailbox.answer = f"451 <{ADDRESS}> graylisted"
    assert (post.send_due(), Letter.objects.count()) == (0, 1)
    mailbox.answer = ""
    later(minutes=2)
    assert (post.send_due(), Letter.objects.count()) == (1, 0)
    assert lines(caplog) == [f"Letter {letter.pk} was not taken at try 1: SMTPRecipientsRefused."]


def test_a_mailbox_that_is_none_ends_the_letter(mailbox, caplog):
    letter = put()
    mailbox.answer = f"550 <{ADDRESS}> unknown"
    assert (post.send_due(), Letter.objects.count(), mailbox.letters) == (0, 0, [])
    assert lines(caplog) == [f"Letter {letter.pk}: the mail server knows no such mailbox."]


@pytest.mark.parametrize("address", ["ann@exa\nmple.com", "ann@" + "ä" * 70 + ".com"])
def test_an_address_that_no_mail_can_bear_stops_no_other_letter(mailbox, address):
    Letter.objects.create(to=address, subject="x", text="x", next_try_at=timezone.now())
    put()
    assert (post.send_due(), [to for to, _ in mailbox.letters]) == (1, [[ADDRESS]])
    assert Letter.objects.get().to == address


def test_each_wait_is_longer_and_the_last_goes_on(mailbox, later):
    later(minutes=0)
    put()
    mailbox.answer = "451 later"
    tried, minutes = [], 0
    while minutes < 900:
        later(minutes=minutes)
        before = Letter.objects.get().tries
        post.send_due()
        if Letter.objects.get().tries > before:
            tried.append(minutes)
        minutes += 1
    assert tried == [0, 1, 6, 21, 81, 321, 561, 801]


def test_a_sender_killed_with_a_letter_in_hand_leaves_it_for_the_next(monkeypatch, later):
    def killed(self):
        raise SystemExit

    put()
    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", killed)
        with pytest.raises(SystemExit):
            post.send_due()
    later(minutes=4)
    assert post.send_due() == 0
    later(minutes=6)
    assert (post.send_due(), len(mail.outbox), Letter.objects.count()) == (1, 1, 0)


def test_a_second_sender_leaves_alone_what_the_first_is_sending(monkeypatch):
    sends = EmailMultiAlternatives.send
    others = []

    def slow(self):
        others.append(post.send_due())
        return sends(self)

    put()
    monkeypatch.setattr(EmailMultiAlternatives, "send", slow)
    assert (post.send_due(), others, len(mail.outbox)) == (1, [0], 1)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@commits
def test_four_senders_at_once_send_each_letter_once():
    for number in range(60):
        post.put_down(f"p{number}@example.com", "Hello", "Words")
    sent = at_once(post.send_due, post.send_due, post.send_due, post.send_due)
    assert (sum(sent), sorted(m.to[0] for m in mail.outbox)) == (60, sorted(f"p{n}@example.com" for n in range(60)))


def test_what_is_rolled_back_leaves_no_letter(account):
    user = account()
    with transaction.atomic():
        set_password(user, "another long sentence")
        assert (Letter.objects.count(), Event.objects.count()) == (1, 1)
        transaction.set_rollback(True)
    assert (Letter.objects.count(), Event.objects.count()) == (0, 0)


def test_letters_nobody_takes_are_given_up_after_a_fortnight(mailbox, later, caplog):
    mailbox.answer = f"451 <{ADDRESS}> later"
    put()
    post.send_due()
    later(days=13)
    assert (post.forget_old(), Letter.objects.count()) == (0, 1)
    later(days=15)
    assert (post.forget_old(), Letter.objects.count()) == (1, 0)
    assert lines(caplog)[1:] == ["1 letters were given up after 14 days."]


def test_the_same_letter_bears_the_same_number_however_often_it_is_sent():
    letter = put()
    first, second = (post.message(Letter.objects.get(pk=letter.pk)) for _ in range(2))
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert post.message(put()).extra_headers["Message-ID"] != first.extra_headers["Message-ID"]
