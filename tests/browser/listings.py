"""Listings with a past, which no page can give them: whose word their website is, and since when it is public."""

import json
from dataclasses import dataclass

MAKE = """
import datetime as dt, json
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone
from accounts.models import User
from clinics.actions.indexing import reindex
from clinics.models import Clinic, Trait, Zip
from owners.actions.memberships import join
from owners.models import Change
cache.clear()  # all who sign up in the tests have one address, and 10 a minute may
now, made = timezone.now(), {}
ago = lambda days: now - dt.timedelta(days=days)
latitude, longitude = Zip.point_of("78701")
for key, told in json.loads(%r).items():
    clinic = Clinic.objects.create(
        name=told["name"], street="1 Barton Springs Road", city="Austin", state="TX", zip="78701", status="listed",
        website=told.get("before", told["website"]), listed_on=ago(400).date(), is_sample=True,
        point_precision="zip", latitude=latitude, longitude=longitude)
    clinic.history.update(history_date=ago(400))
    if "before" in told:
        clinic.website = told["website"]
        clinic.save()
        clinic.history.filter(website=told["website"]).update(history_date=ago(told["days"]))
    if told.get("asked"):
        Change.objects.create(
            clinic=clinic, section="contact", held="sensitive", status="approved", decided_at=now, reason="checked",
            before={"website": told["before"]}, after={"website": told["website"]})
    if "setting" in told:
        Trait.objects.create(clinic=clinic, kind="setting", code=told["setting"])
    for email in told.get("managers", []):
        user = User.objects.create_user(email, "correct horse battery")
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        join(user=user, clinic=clinic, role="owner", by="operator")
    if "confirmed" in told:
        Clinic.objects.filter(pk=clinic.pk).update(confirmed_on=ago(told["confirmed"]).date())
    made[key] = clinic.pk
reindex(list(made.values()))
print(json.dumps(made))
"""


@dataclass
class Listing:
    name: str
    desk: str


def listed(site, told):
    """told: key → name and website of a listing that is public for 400 days; returns key → Listing.

    before, days: the website was this one until so many days ago. asked: it was a manager who asked for the change.
    setting: what kind of house it is. managers: their addresses. confirmed: so many days ago.
    """
    made = json.loads(site.manage("shell", "-v", "0", "-c", MAKE % json.dumps(told)).splitlines()[-1])
    return {key: Listing(told[key]["name"], f"/manage/{number}/") for key, number in made.items()}
