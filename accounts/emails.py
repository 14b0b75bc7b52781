"""Mail to people who have an account: one function a message. None of them names what the account is for."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def enrolment_link(address: str, *, url: str) -> bool:
    return deliver(_message(address, "Set up your second factor", "mail/enrolment_link.txt", url=url))


def factors_changed(address: str, *, what: str) -> bool:
    """what: a sentence that says what happened."""
    return deliver(_message(address, "Your second factor has changed", "mail/account_changed.txt", what=what))


def password_changed(address: str) -> bool:
    what = "The password of your account was changed."
    return deliver(_message(address, "Your password has changed", "mail/account_changed.txt", what=what))


def deliver(message: EmailMessage) -> bool:
    """False where the mail server would not take it: the log says so, and the page asks to try again."""
    try:
        message.send()
    except (SMTPException, OSError):
        logger.exception("A mail was not sent.")
        return False
    return True


def _message(address: str, subject: str, template: str, **words: str) -> EmailMessage:
    body = render_to_string(template, {"contact": settings.CONTACT_EMAIL, "site_url": settings.SITE_URL, **words})
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
