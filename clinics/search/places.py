"""What a visitor typed → a point, or a state, or a sentence that says why not."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from clinics.domain.places import STATE_BY_NAME, fold_typed, spell_out
from clinics.domain.states import STATES
from clinics.models import City, Zip
from clinics.search.query import Place

CITY_WINS = 100_000
"""Above so many people a city goes before the state of the same name."""
OFFERED = 5
WORTH_A_GUESS = 2_000
_ALIASES = {
    "nyc": ("new york city", "NY"), "new york": ("new york city", "NY"), "philly": ("philadelphia", "PA"),
    "vegas": ("las vegas", "NV"), "sf": ("san francisco", "CA"), "slc": ("salt lake city", "UT"),
    "nola": ("new orleans", "LA"), "okc": ("oklahoma city", "OK"), "lexington": ("lexington fayette", "KY"),
}  # fmt: skip
"""What people write for a city that the table has under another name; with its state, or where no state is typed."""
_STATE_SAID = re.compile(r"^(?:the )?state of (?P<after>.+)$|^(?P<before>.+) state$")
_COUNTY = re.compile(r" county(?= |$)")
_NICKNAMES = {"LA": ("los angeles", "CA")}
"""State codes that many people write for a city: the code wins, the city is offered."""
_ZIP = re.compile(r"(?:^|.* )(?P<code>\d{5})(?: \d{4})?(?P<after>(?: [a-z]+){0,4})$")
_COUNTRY = re.compile(r" (?:usa|us|united states|united states of america)$")


@dataclass(frozen=True, slots=True)
class Offer:
    """Another reading. near: what to type for it; state: the state to choose instead."""

    label: str
    near: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """One of place, state and sentence is set. alternatives: other readings of what was
    understood. suggestions: what may have been meant by what was not."""

    place: Place | None = None
    state: str = ""
    sentence: str = ""
    alternatives: tuple[Offer, ...] = ()
    suggestions: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A city's folded name, in a state where one was typed."""

    folded: str
    state: str = ""

    @property
    def condition(self) -> Q:
        return Q(folded=self.folded, state=self.state) if self.state else Q(folded=self.folded)

    def fits(self, city: City) -> bool:
        return city.folded == self.folded and self.state in {"", city.state}


def resolve(text: str) -> Resolution:
    """Understand a ZIP code, a city or a state. At most three database queries."""
    typed = _COUNTRY.sub("", _join_letters(fold_typed(text)))
    if not typed:
        return Resolution(sentence="Write a ZIP code, or a city and its state, such as Austin, TX.")
    if found := _ZIP.match(typed):
        after = found["after"].strip()
        if not after or _state(after):
            return _zip(found["code"], _state(after))
    if typed.replace(" ", "").isdigit():
        return Resolution(
            sentence=f"“{text[:40]}” is not a ZIP code: one has five digits, such as 78701.",
            suggestions=_zips_like(typed.replace(" ", "")),
        )
    return _named(text, typed)


def city_named(folded: str, state: str) -> City | None:
    """The city of the table that is meant by a name in its state."""
    return City.objects.filter(folded=meant_by(folded, state), state=state).first()


def meant_by(folded: str, state: str) -> str:
    """The name that stands for all that people write for a city of that state: folded."""
    return _reading(folded, state).folded


def other_names(city: City) -> set[str]:
    """What else people, and the addresses of clinics, write for a city: folded."""
    return {name for name, meant in _ALIASES.items() if meant == (city.folded, city.state)}


def largest_city(state: str) -> Place | None:
    """Stands for its state where a point is needed."""
    city = City.objects.filter(state=state).order_by("-population", "folded").first()
    return _place(city) if city else None


def _join_letters(typed: str) -> str:
    """ "washington d c" → "washington dc"."""
    return re.sub(r"\b([a-z]) ([a-z])$", r"\1\2", typed)


def _zip(code: str, state: str) -> Resolution:
    """state: typed behind the code, or none."""
    row = Zip.objects.filter(pk=code).first()
    if row and state not in {"", row.state}:
        offer = Offer(f"{row.zip} ({row.city}, {row.state})", near=row.zip)
        return Resolution(sentence=f"The ZIP code {code} is not in {STATES[state]}.", suggestions=(offer,))
    if row:
        return Resolution(place=Place(row.zip, row.latitude, row.longitude, is_zip=True, state=row.state))
    return Resolution(sentence=f"We do not know the ZIP code {code}.", suggestions=_zips_like(code))


def _zips_like(digits: str) -> tuple[Offer, ...]:
    """The ZIP codes that begin with the same three digits, or at least the first, the nearest in number first."""
    rows = list(Zip.objects.filter(pk__startswith=digits[:3])) or list(Zip.objects.filter(pk__startswith=digits[:1]))
    wanted = int(digits[:5].ljust(5, "0"))
    rows.sort(key=lambda row: (abs(int(row.zip) - wanted), row.zip))
    return tuple(Offer(f"{row.zip} ({row.city}, {row.state})", near=row.zip) for row in rows[:OFFERED])


def _named(text: str, typed: str) -> Resolution:
    said = _STATE_SAID.match(typed)
    if said and (only := _state(said["after"] or said["before"])):
        return Resolution(state=only)
    state = _state(typed)
    readings = list(_readings(typed))
    # The state breaks a tie, so that the answer is the same on every database.
    cities = list(City.objects.filter(_any(readings)).order_by("-population", "state"))
    if state:
        return _state_or_city(typed, state, cities)
    for reading in readings:
        if fitting := [city for city in cities if reading.fits(city)]:
            others = [city for city in cities if city != fitting[0] and (city in fitting or city.folded == typed)]
            return Resolution(place=_place(fitting[0]), alternatives=_offers(others))
    if _COUNTY.search(typed):
        return Resolution(
            sentence=f"We do not know “{text[:40].strip()}” as a place: write a ZIP code or a city of the county.",
            suggestions=_suggestions(list(_readings(_COUNTY.sub("", typed)))),
        )
    return Resolution(
        sentence=f"We do not know the place “{text[:40].strip()}”. Write a ZIP code, or a city and its state.",
        suggestions=_suggestions(readings),
    )


def _state(typed: str) -> str:
    return typed.upper() if typed.upper() in STATES else STATE_BY_NAME.get(typed, "")


def _state_or_city(typed: str, state: str, cities: Sequence[City]) -> Resolution:
    """The state, unless a large city has its name; a two-letter code is always the state."""
    if len(typed) > 2 and cities and cities[0].population > CITY_WINS:
        offers = (Offer(f"{STATES[state]} (the state)", state=state), *_offers(cities[1:]))
        return Resolution(place=_place(cities[0]), alternatives=offers[:OFFERED])
    return Resolution(state=state, alternatives=_offers(cities))


def _readings(typed: str) -> Iterator[Reading]:
    """What the words may mean, the likeliest first: city and state, then a city's whole name."""
    if typed.upper() in _NICKNAMES:
        yield Reading(*_NICKNAMES[typed.upper()])
        return
    words = typed.split()
    for start in range(max(1, len(words) - 4), len(words)):
        if state := _state(" ".join(words[start:])):
            yield _reading(" ".join(words[:start]), state)
    yield _reading(typed)
    if typed in _ALIASES:  # others have the very name
        yield Reading(typed)


def _reading(city: str, state: str = "") -> Reading:
    alias = _ALIASES.get(city)
    if alias and state in {"", alias[1]}:
        return Reading(*alias)
    return Reading(spell_out(city), state)


def _any(readings: Iterable[Reading]) -> Q:
    found = Q()
    for reading in readings:
        found |= reading.condition
    return found


def _place(city: City) -> Place:
    return Place(str(city), city.latitude, city.longitude, state=city.state)


def _offers(cities: Sequence[City]) -> tuple[Offer, ...]:
    return tuple(Offer(str(city), near=str(city)) for city in cities[:OFFERED])


def _suggestions(readings: Sequence[Reading]) -> tuple[Offer, ...]:
    """Cities that begin like the words, or have the name in another state, then near misses."""
    names = [reading.folded for reading in readings]
    begins = Q()
    for name in names:
        begins |= Q(folded__startswith=name)
    found = list(City.objects.filter(begins).order_by("-population", "state")[:OFFERED]) if any(names) else []
    if len(found) < OFFERED:
        found += [city for city in _near_misses(readings[0]) if city not in found]
    return _offers(found)


def _near_misses(reading: Reading) -> list[City]:
    """Cities with almost this name, of the state where one was typed."""
    if not reading.folded:
        return []
    cities = City.objects.filter(folded__startswith=reading.folded[0]).order_by("-population", "state")
    cities = cities.filter(state=reading.state) if reading.state else cities.filter(population__gte=WORTH_A_GUESS)
    by_name: dict[str, City] = {}
    for city in cities:
        if abs(len(city.folded) - len(reading.folded)) <= 2:
            by_name.setdefault(city.folded, city)
    return [by_name[name] for name in difflib.get_close_matches(reading.folded, by_name, n=OFFERED, cutoff=0.78)]
