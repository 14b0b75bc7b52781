"""Host names of web and mail addresses. Knows names alone, looks nothing up."""

import ipaddress
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from clinics.domain.shared_hosts import FREE_MAIL, PLATFORMS


def mail_host(address: str) -> str:
    return ascii_host(address.rpartition("@")[2])


def web_host(website: str) -> str:
    """The host of a web address in ASCII; "" where there is none, or it is a bare number."""
    host = ascii_host(typed_host(website))
    return "" if is_number(host) else host


def typed_host(website: str) -> str:
    try:
        return urlsplit(website).hostname or ""
    except ValueError:
        return ""


def ascii_host(host: str) -> str:
    """Lower case, without the closing dot, in punycode; "" where it can be no host name."""
    plain = host.strip().rstrip(".").lower()
    try:
        return plain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def registrable(host: str) -> str:
    """ "mail.clinic.com" → "clinic.com", by the public part of the Public Suffix List; "" where there is none."""
    if not host or is_number(host):
        return ""
    return str(_icann().privatesuffix(host) or "")


def is_platform(host: str) -> bool:
    """Where the hoster gives names to customers: the list's private part says so, or ours does."""
    domain = registrable(host)
    return domain in PLATFORMS or host in PLATFORMS or (_whole().privatesuffix(host) or "") != domain


def same_house(address: str, website: str) -> bool:
    """Whether a mail address is at the domain of a web address, where that domain is somebody's own."""
    host = mail_host(address)
    domain = registrable(host)
    if not domain or domain in FREE_MAIL or is_platform(host):
        return False
    return domain == registrable(web_host(website))


def is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host.rpartition(".")[2].isdigit()
    return True


@cache
def _icann() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


@cache
def _whole() -> PublicSuffixList:
    return PublicSuffixList()
