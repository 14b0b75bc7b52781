"""A worksheet as a receipt, in the same lines in which a clinic's own prices stand."""

from clinics.domain.prices import TYPICAL_SESSIONS, dollars
from clinics.enums import Method
from clinics.profile.prices import UNKNOWN, Entry, Receipt
from clinics.profile.questions import NAMES
from guide.domain.worksheet import Given, Sum, a_year_later, course, plan_pays, you_pay

NOT_KNOWN = "Not known"
BESIDE = "Talk therapy is given beside one of the other ways. Ask if this price comes on top."
DATED = "Your own numbers, whole dollars. No clinic has said so."


def receipt(given: Given, method: Method | None) -> Receipt:
    return Receipt(
        method=method.value if method else "",
        label=method.label if method else "Your first course",
        note=method.note if method else "",
        entries=[*_course(given, method), *_plan(given), *_later(given)],
        under=[BESIDE] if method is Method.KAP else [],
        session="", course="", sum="", typical=False, compared="",  # nobody compares these with a clinic’s
        dated=DATED,
    )  # fmt: skip


def _course(given: Given, method: Method | None) -> list[Entry]:
    fee = "No fee" if given.intake == 0 else _dollars(given.intake)
    return [
        Entry("First visit", fee, note=_left_out(given.intake), blank=given.intake is None),
        Entry("One session", _dollars(given.price), blank=given.price is None),
        _sessions(given, method),
        _total("First course", course(given)),
    ]


def _sessions(given: Given, method: Method | None) -> Entry:
    label = "Sessions in the first course"
    if given.sessions is not None:
        return Entry(label, str(given.sessions))
    usual = TYPICAL_SESSIONS.get(method or "")
    note = f"{usual} is usual for {NAMES[method]}" if method and usual else ""
    return Entry(label, NOT_KNOWN, note=note, blank=True)


def _plan(given: Given) -> list[Entry]:
    """Where the plan is not known, nothing is taken off, and it says so."""
    pays = plan_pays(given)
    if given.plan is None:
        return [Entry("Your plan pays", NOT_KNOWN, note="nothing is taken off", blank=True)]
    if pays.amount is None:
        return [Entry("Your plan pays", f"{dollars(given.plan)} a session", note=pays.words)]
    plan = Entry("Your plan pays", dollars(pays.amount) if pays.amount else "Nothing", note=pays.words)
    yours = you_pay(given)
    return [plan] if yours.amount is None else [plan, _total("You pay", yours)]


def _later(given: Given) -> list[Entry]:
    if given.later is None and given.later_price is None:
        return []
    count = NOT_KNOWN if given.later is None else str(given.later)
    return [
        Entry("Sessions in a year after that", count, blank=given.later is None),
        Entry("One of these", _dollars(given.later_price), blank=given.later_price is None),
        _total("A year after that", a_year_later(given), "before what your plan pays"),
    ]


def _total(label: str, found: Sum, aside: str = "") -> Entry:
    if found.amount is None:
        return Entry(label, UNKNOWN, note=found.words, total=True, blank=True)
    return Entry(
        label, dollars(found.amount), note=", ".join(part for part in (found.words, aside) if part), total=True
    )


def _left_out(amount: int | None) -> str:
    return "so it is not in the sum" if amount is None else ""


def _dollars(amount: int | None) -> str:
    return NOT_KNOWN if amount is None else dollars(amount)
