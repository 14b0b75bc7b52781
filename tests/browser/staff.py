"""Clinic staff of the served site who are signed in, second factor and all, without walking through the forms."""

import json

MAKE = """
import json, time
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
from clinics.models import Clinic
from owners.actions.memberships import join
clinic = Clinic.objects.filter(status="listed", managed=True, practitioners__isnull=False).order_by("pk")[{place}]
user = User.objects.create_user("{email}", "correct horse battery", name="Dana Whitfield")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
join(user=user, clinic=clinic, role="{role}", by="operator")
factor = TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").instance
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session["account_authentication_methods"] = [
    {{"method": "password", "at": time.time()}}, {{"method": "mfa", "at": time.time(), "id": factor.pk, "type": "totp"}}]
session["account_authentication_methods_user"] = str(user.pk)
session.create()
print(json.dumps({{"clinic": clinic.pk, "key": session.session_key, "url": clinic.get_absolute_url()}}))
"""


def staff(site, email, role="owner", place=0):
    """clinic: the number of their listing. key: of their session. url: of its public page."""
    asked = MAKE.format(email=email, role=role, place=place)
    return json.loads(site.manage("shell", "--no-imports", "-c", asked).splitlines()[-1])


def enter(page, site, made):
    page.context.add_cookies([{"name": "sessionid", "value": made["key"], "url": site.url}])
