"""How often one visitor or one account may do a thing in a day."""

import ipaddress

from django.core.cache import cache
from django.utils import timezone

_DAY_SECONDS = 24 * 60 * 60


def once_more(what: str, *, who: str, at_most: int) -> bool:
    """Count one more of `what` by `who` (an address, or the key of an account) today; False beyond `at_most`.

    The cache keeps a keyed hash of this for a day (directory.cache); the date in it makes the
    hash another one every day, so that no address can be read back from it.
    """
    key = f"{what}|{timezone.localdate().isoformat()}|{_household(who)}"
    # One row a time: two at once cannot both take the last one, as they could with a number that is read and written.
    return any(cache.add(f"{key}|{number}", 1, _DAY_SECONDS) for number in range(at_most))


def _household(who: str) -> str:
    """One IPv6 connection owns a whole /64, so it counts as one."""
    try:
        address = ipaddress.ip_address(who)
    except ValueError:
        return who
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
