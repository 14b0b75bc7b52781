"""Whether a mailbox shows that somebody works for the clinic at a web address. Knows names alone, looks nothing up.

The rule beaten here is "a code to any address the claimant types": a domain counts only where it is the clinic's
own, where few people can have a mailbox at it, and where it stood in the listing before the claimant came.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from clinics.domain.hosts import is_number, is_platform, mail_host, registrable, typed_host, web_host
from clinics.domain.shared_hosts import CLOSED_SUFFIXES, FREE_MAIL, LARGE_SYSTEMS

STOOD_DAYS = 30
"""How long the website must have stood in the public listing (product rule)."""
MOST_SHARING = 3
"""Listings of different organizations at one domain; beyond that it is a hospital system or a directory."""


_PLAIN = re.compile(r"[A-Za-z0-9._+&'-]+")
"""Before the @. What a mail server may read as a way, such as a%b.com@clinic.com or !b.com!a@clinic.com, goes on."""


class Why(StrEnum):
    """Why an address does not count, as it is kept and shown to the moderator."""

    ODD = "odd"
    LOOKALIKE = "lookalike"
    FREE_MAIL = "free_mail"
    PLATFORM = "platform"
    NO_WEBSITE = "no_website"
    OTHER = "other"
    SHARED = "shared"
    CLAIMANT = "claimant"
    YOUNG = "young"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    Why.ODD: "This is not a plain mail address, such as name@clinic.com.",
    Why.LOOKALIKE: "This address, or the clinic's web address, has letters from outside the English alphabet: "
    "we cannot tell it from a look-alike.",
    Why.FREE_MAIL: "Anybody can have an address at this mail service.",
    Why.PLATFORM: "Anybody can have a page or a mailbox at this host, so it does not show who you are.",
    Why.NO_WEBSITE: "The listing names no website of the clinic's own.",
    Why.OTHER: "This address is not at the website that stands in the listing.",
    Why.SHARED: "Many people or many clinics share this web address, so it does not show that you answer for this one.",
    Why.CLAIMANT: "The website in the listing came from people who manage it or asked to, not from another source.",
    Why.YOUNG: f"The website has not stood in the public listing for {STOOD_DAYS} days yet.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What the listing's own past says of a field: since when its value is public, and whether others wrote it."""

    since: dt.date | None
    by_others: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """domain: the registrable domain of the address, in ASCII; "" where it has none. why: None where it counts."""

    domain: str
    why: Why | None

    @property
    def counts(self) -> bool:
        return self.why is None


def judge(
    *, address: str, website: str, standing: Standing, sharing: int, large_house: bool, today: dt.date
) -> Verdict:
    """Whether a code sent to `address` may count for a listing with this website.

    sharing: how many listings of different organizations have a website at its domain.
    large_house: the listing is or was of a hospital or of Veterans Affairs, where thousands have a mailbox.
    """
    host = mail_host(address)
    domain = registrable(host)
    why = _of_address(address, host, domain) or _of_website(domain, website)
    if why is None and (large_house or sharing > MOST_SHARING or _closed(domain) or _is_part(website, domain)):
        why = Why.SHARED
    return Verdict(domain, why or _of_standing(standing, today))


def _of_address(address: str, host: str, domain: str) -> Why | None:
    if not _PLAIN.fullmatch(address.rpartition("@")[0]):
        return Why.ODD
    if is_international(address.rpartition("@")[2]):
        return Why.LOOKALIKE
    if not domain and (is_number(host) or not is_platform(host)):
        return Why.ODD
    if domain in FREE_MAIL:
        return Why.FREE_MAIL
    return Why.PLATFORM if is_platform(host) else None


def _of_website(domain: str, website: str) -> Why | None:
    own = web_host(website)
    if is_international(typed_host(website)):
        return Why.LOOKALIKE
    if not own:
        return Why.NO_WEBSITE
    if is_platform(own):
        return Why.PLATFORM
    return None if registrable(own) == domain else Why.OTHER


def _of_standing(standing: Standing, today: dt.date) -> Why | None:
    if not standing.by_others:
        return Why.CLAIMANT
    if standing.since is None or standing.since > today - dt.timedelta(days=STOOD_DAYS):
        return Why.YOUNG
    return None


def is_international(host: str) -> bool:
    """Whatever needs punycode may look like another name, so it never counts. Some of it, such as full-width letters
    and ß, would be ASCII once encoded and arrive elsewhere: hence a look at what was typed."""
    return not host.isascii() or any(label.startswith("xn--") for label in host.lower().split("."))


def _closed(domain: str) -> bool:
    return domain in LARGE_SYSTEMS or domain.rpartition(".")[2] in CLOSED_SUFFIXES


def _is_part(website: str, domain: str) -> bool:
    """A page below a larger house's domain, such as ketamine.system.org: the rest of the house has mailboxes there."""
    return web_host(website) not in {domain, f"www.{domain}"}
