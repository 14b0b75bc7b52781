"""The post office: letters are put down with what they tell of, and sent by a process of its own.

`manage.py send_letters` sends. A mail server that is away loses no letter and keeps no page waiting.
"""

import datetime as dt
import logging
import re
from email.errors import MessageError
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape, linebreaks

from accounts import resets
from accounts.models import Letter

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=5)
"""How long a sender has a letter to itself; a killed one's letters are sent after it."""
WAITS = [dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 240)]
"""Between one try and the next; the last goes on repeating."""
GIVEN_UP = dt.timedelta(days=14)
"""A letter nobody would take for so long says nothing that is still true."""


def put(address: str, subject: str, template: str, **words: object) -> Letter:
    """Write a letter from `templates/mail/<template>.txt`; the words get `contact` and `site_url` besides.

    The template is plain text with {% autoescape off %}; the HTML part is made from it. What is to be a link
    stands on a line of its own.
    """
    return put_down(address, subject, written(template, **words))


def written(template: str, **words: object) -> str:
    """The text that `put` would write."""
    known = {"contact": settings.CONTACT_EMAIL, "site_url": settings.SITE_URL}
    return render_to_string(f"mail/{template}.txt", {**known, **words}).strip() + "\n"


def put_down(address: str, subject: str, text: str) -> Letter:
    """A letter that is written already."""
    one_line = " ".join(subject.split())[:200]
    return Letter.objects.create(to=address, subject=one_line, text=text.strip() + "\n", next_try_at=timezone.now())


def put_reset(address: str) -> Letter:
    """A link to a new password. Whether anybody has the address is looked up when it is sent."""
    return Letter.objects.create(to=address, subject=resets.SUBJECT, text="", next_try_at=timezone.now())


def send_due(at_most: int = 500) -> int:
    """Send what is due, oldest first; returns how many the mail server took."""
    due = Letter.objects.filter(next_try_at__lte=timezone.now()).values_list("pk", flat=True)
    return sum(_send(pk) for pk in list(due[:at_most]))


def forget_old() -> int:
    """Give up letters that nobody would take; returns how many."""
    gone, _ = Letter.objects.filter(made_at__lt=timezone.now() - GIVEN_UP, tries__gt=0).delete()
    if gone:
        logger.error("%d letters were given up after %d days.", gone, GIVEN_UP.days)
    return gone


def _send(pk: int) -> bool:
    now = timezone.now()
    if not Letter.objects.filter(pk=pk, next_try_at__lte=now).update(next_try_at=now + LEASE, tries=F("tries") + 1):
        return False  # another sender has it
    letter = Letter.objects.get(pk=pk)
    letter.text = letter.text or resets.text_for(letter.to) or ""
    if not letter.text:  # nobody to write to
        letter.delete()
        return False
    try:
        message(letter).send()
    except (SMTPException, OSError, ValueError, MessageError) as refusal:  # the last two: an address no mail can bear
        if _for_good(refusal):
            logger.warning("Letter %d: the mail server knows no such mailbox.", pk)
            letter.delete()
            return False
        # Its words may hold the address, which no log does.
        logger.error("Letter %d was not taken at try %d: %s.", pk, letter.tries, type(refusal).__name__)
        wait = WAITS[min(letter.tries, len(WAITS)) - 1]
        Letter.objects.filter(pk=pk).update(next_try_at=timezone.now() + wait)
        return False
    letter.delete()
    return True


def _for_good(refusal: Exception) -> bool:
    """A 5xx for the mailbox; a 4xx, such as graylisting, asks to come back later."""
    codes = [code for code, _ in refusal.recipients.values()] if isinstance(refusal, SMTPRecipientsRefused) else []
    return bool(codes) and min(codes) >= 500


def message(letter: Letter) -> EmailMultiAlternatives:
    """Plain text, and the same as HTML. The Message-ID is the row's, so that a letter sent twice is shown once."""
    host = settings.SITE_URL.rpartition("/")[2].partition(":")[0]
    headers = {"Message-ID": f"<letter-{letter.pk}-{letter.made_at:%Y%m%d%H%M%S}@{host}>"}
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    html = linebreaks("\n".join(_line(line) for line in letter.text.splitlines()), autoescape=False)
    mail.attach_alternative(f'<!doctype html><html lang="en-US"><body>{html}</body></html>', "text/html")
    return mail


def _line(line: str) -> str:
    """As HTML. A link is an address of ours alone on its line: all else may be the words of somebody."""
    text = escape(line)
    ours = re.fullmatch(rf"{re.escape(settings.SITE_URL)}/\S*", line)
    return f'<a href="{text}">{text}</a>' if ours else text
