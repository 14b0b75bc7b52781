"""Draws the 200 query strings of queries.txt, every option of the search among them. Seeded."""

import random
from pathlib import Path
from urllib.parse import urlencode

from clinics.domain.catalog import FACTS
from clinics.domain.languages import LANGUAGES

CITIES = ("Austin, TX", "Los Angeles, CA", "New York, NY", "Chicago, IL", "Denver, CO", "Miami, FL", "Seattle, WA",
          "78701",
          "90404",
          "10001", "84101", "33131", "Phoenix, AZ",
          "Boise, ID", "Portland, ME")  # fmt: skip
GROUPS = {
    "state": ("TX", "CA", "NY", "FL", "UT", "IL", "WA"),
    "method": ("iv", "im", "esketamine", "oral", "sc", "nasal", "kap"),
    "condition": ("trd", "suicidal_depression", "bipolar", "postpartum", "ptsd", "anxiety", "ocd", "substance",
                  "neuropathic", "crps", "fibromyalgia", "migraine", "opioid_resistant"),
    "payment": ("self_pay", "medicare", "medicaid", "private",
                "military", "sliding", "plan", "superbill", "hsa", "trial"),
    "language": tuple(LANGUAGES),
    "setting": ("outpatient", "hospital", "residential", "va"),
    "fact": tuple(FACTS),
}  # fmt: skip


def draw(chance: random.Random) -> str:
    pairs: list[tuple[str, str]] = []
    near = chance.random() < 0.6
    if near:
        pairs += [("near", chance.choice(CITIES)), ("radius", chance.choice(("5", "10", "25", "50", "100")))]
    for group, values in GROUPS.items():
        if chance.random() < (0.45 if group in {"method", "fact"} else 0.15):
            pairs += [(group, value) for value in chance.sample(values, chance.choice((1, 1, 1, 2, 3)))]
    flags = {"checked": 0.15, "unstated": 0.25, "new_patients": 0.1}
    pairs += [(name, "1") for name, odds in flags.items() if chance.random() < odds]
    if chance.random() < 0.25:
        pairs.append(("price_max", str(chance.randrange(200, 1200, 50))))
    if chance.random() < 0.1:
        pairs.append(("age", str(chance.randrange(12, 90))))
    if chance.random() < 0.1:
        pairs.append(("q", chance.choice(("ketamine", "psych", "austin well", "dr", "clinic center"))))
    if chance.random() < 0.3:
        pairs.append(("sort", chance.choice(("best", "rating", "confirmed", "name", *(["distance"] if near else [])))))
    if chance.random() < 0.15:
        pairs.append(("page", chance.choice(("2", "3"))))
    return urlencode(pairs)


if __name__ == "__main__":
    chance = random.Random(20261121)
    lines = [draw(chance) for _ in range(200)]
    Path(__file__).with_name("queries.txt").write_text("\n".join(lines) + "\n")
