"""How alike two folded names are. Plain Python, no database."""

_COMMON = """
a and at center centers centre clinic clinics corp group health healthcare inc infusion infusions institute ketamine llc
llp medical mental of pa pc pllc practice services the therapy treatment wellness
"""
COMMON = frozenset(_COMMON.split())
"""Words that half of all clinics have in their names: they tell nothing apart."""
NEARLY = 0.7
"""From here on two names are nearly the same."""


def telling(folded: str) -> str:
    """The words that tell a clinic from others, in one order; all of them where none does."""
    words = folded.split()
    return " ".join(sorted(word for word in words if word not in COMMON) or sorted(words))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the `triples` of two names: 0 nothing in common, 1 the same. Dice's coefficient."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def triples(name: str) -> frozenset[str]:
    """Three letters that stand together in a word of it, its beginning and end among them."""
    found = {padded[at : at + 3] for word in name.split() for padded in [f"  {word} "] for at in range(len(padded) - 2)}
    return frozenset(found)
