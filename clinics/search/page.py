"""A search, answered: from the query string to a finished page, for HTML and API alike."""

from collections.abc import Iterable
from dataclasses import replace

from clinics.search.cards import cards_of, load
from clinics.search.closest import Closest, closest_to
from clinics.search.engine import find, first, total
from clinics.search.filters import ClinicFilter
from clinics.search.links import Links
from clinics.search.options import facets, vocabulary
from clinics.search.places import Offer
from clinics.search.query import PAGE_SIZE, Hits, Query
from clinics.search.results import Link, SearchPage
from clinics.search.steps import next_steps
from clinics.search.wording import chips, heading, order_words, said, sorts


def build(asked: ClinicFilter) -> SearchPage:
    """The whole page. The number of database queries follows the question, never the data."""
    query = asked.query
    hits = find(query)
    links = Links.of(query, unresolved(asked))
    words = vocabulary(asked.conditions)
    unsaid = unsaid_ids(query, hits)
    may = total(replace(query, unstated=True)) if unsaid else 0
    closest = Closest() if hits.total or hits.nearest or unsaid else closest_to(query)
    loaded = load([*hits.ids, *hits.nearest, *unsaid, *closest.ids], query.today)
    start = (hits.page - 1) * PAGE_SIZE + 1
    active = chips(query, links, words)
    return SearchPage(
        form=asked.form,
        query=query,
        hits=hits,
        place=query.place,
        heading=heading(query, hits.total),
        errors={name: said for name, said in asked.sentences.items() if said != asked.form.unmet},
        suggestions=offers(asked, asked.resolution.suggestions, links),
        place_alternatives=offers(asked, asked.resolution.alternatives, links),
        notes=notes(asked, hits),
        said=said(query, hits, links),
        cards=cards_of(loaded, hits.ids, query.today, query.place, start),
        nearest=cards_of(loaded, hits.nearest, query.today, query.place),
        unsaid=cards_of(loaded, unsaid, query.today, query.place),
        unsaid_more=Link(f"Show all {may:,}", links.to(unstated="1")) if may > len(unsaid) else None,
        closest=cards_of(loaded, closest.ids, query.today, closest.origin),
        closest_heading=closest.heading,
        facets=facets(query, hits.facets, words),
        chips=active,
        clear_url=cleared(query, asked) if active else "",
        sorts=sorts(query, links),
        order=order_words(query),
        pages=pager(hits, links),
        previous_url=_page_url(hits, links, hits.page - 1),
        next_url=_page_url(hits, links, hits.page + 1),
        next_steps=[] if hits.total else next_steps(query, hits, links, may=may, bare=cleared(query, asked)),
    )


def unresolved(asked: ClinicFilter) -> str:
    """A place that was not understood stays in every link, so that nothing is dropped in silence."""
    found = asked.resolution
    return asked.form.cleaned_data.get("near") or "" if found.sentence else ""


def notes(asked: ClinicFilter, hits: Hits) -> list[str]:
    """What a reader should know of how the search was understood."""
    late = f"There is no page {asked.query.page}; this is the last one, page {hits.page}."
    unmet = [asked.form.unmet] if asked.form.unmet else []
    return [*asked.notes, *unmet, *([late] if asked.query.page > hits.pages else [])]


def unsaid_ids(query: Query, hits: Hits) -> list[int]:
    """Nothing matches: those that may, but have not said."""
    return [] if hits.total or query.unstated else first(replace(query, unstated=True, page=1))


def offers(asked: ClinicFilter, found: Iterable[Offer], links: Links) -> list[Link]:
    """Other readings of the place, as searches."""
    # The state that was read from the same words goes with them.
    states = tuple(code for code in links.base.get("state", ()) if code != asked.resolution.state)
    return [Link(offer.label, _offer_url(offer, states, links)) for offer in found]


def _offer_url(offer: Offer, states: tuple[str, ...], links: Links) -> str:
    if offer.near:
        return links.to(near=offer.near, state=states)
    return links.to(near="", radius="", state=(*states, offer.state), **links.sort_left("near"))


def cleared(query: Query, asked: ClinicFilter) -> str:
    """The same place without any filter."""
    bare = Query(today=query.today, place=query.place, radius=query.radius)
    return Links.of(bare, unresolved(asked)).to()


def pager(hits: Hits, links: Links) -> list[Link | None]:
    """First, last and the pages around this one; None is a gap."""
    shown = sorted({1, hits.pages, *range(max(1, hits.page - 1), min(hits.pages, hits.page + 1) + 1)})
    found: list[Link | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before == 2:
            found.append(_page_link(hits, links, number - 1))
        elif number - before > 2:
            found.append(None)
        found.append(_page_link(hits, links, number))
    return found


def _page_link(hits: Hits, links: Links, number: int) -> Link:
    return Link(str(number), _page_url(hits, links, number), current=number == hits.page)


def _page_url(hits: Hits, links: Links, number: int) -> str:
    """ "" where there is no such page."""
    return links.to(page=str(number) if number > 1 else "") if 1 <= number <= hits.pages else ""
