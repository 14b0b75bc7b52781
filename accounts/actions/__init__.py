"""Every change of an account that has a consequence."""

from accounts.actions.bans import ban, unban
from accounts.actions.factors import factor_added, factor_removed, factor_renewed, reset_factors
from accounts.actions.passwords import set_password
from accounts.actions.sign_up import address_confirmed, signed_up

__all__ = [
    "address_confirmed", "ban", "factor_added", "factor_removed", "factor_renewed", "reset_factors", "set_password",
    "signed_up", "unban",
]  # fmt: skip
