"""Every change of an account that has a consequence."""

from accounts.actions.addresses import agree_to_address, ask_for_address, change_address, restore_address
from accounts.actions.bans import ban, unban
from accounts.actions.departure import delete_account
from accounts.actions.factors import factor_added, factor_removed, factor_renewed, reset_factors
from accounts.actions.parts import appoint, dismiss
from accounts.actions.passwords import set_password
from accounts.actions.sessions import end_sessions, forget_sessions, session_begun
from accounts.actions.sign_up import address_confirmed, signed_up

__all__ = [
    "address_confirmed", "agree_to_address", "appoint", "ask_for_address", "ban", "change_address", "delete_account",
    "dismiss", "end_sessions", "factor_added", "factor_removed", "factor_renewed", "forget_sessions", "reset_factors",
    "restore_address", "session_begun", "set_password", "signed_up", "unban",
]  # fmt: skip
