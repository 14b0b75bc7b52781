"""The letter with the link to a new password, written by whoever sends it.

The page does the same for every address, so its time tells nobody who has an account. No such link waits in the
database.
"""

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string

from accounts.links import link

SUBJECT = "Set a new password"
TEMPLATE = "account/email/password_reset_key_message.txt"


def text_for(address: str) -> str | None:
    """None where nobody who can sign in has this address."""
    found = filter_users_by_email(address, is_active=True, prefer_verified=True, for_login=True)
    if not found:
        return None
    uid, token = user_pk_to_url_str(found[0]), default_token_generator.make_token(found[0])
    url = link("account_reset_password_from_key", uid, token)
    return str(render_to_string(TEMPLATE, {"password_reset_url": url})).strip() + "\n"
