"""The pages that are shipped: their words, their sources and where they lead."""

import datetime as dt
import gzip
import html
import re
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from guide.actions.loading import FOLDER
from guide.domain.expiry import dates, in_force
from guide.domain.faults import links
from guide.domain.front import read_file
from guide.domain.markdown import cites, render
from guide.domain.path import SLUGS
from guide.domain.sources import read
from tests.guide.reading_level import grade

TODAY = dt.date(2026, 11, 22)
FILES = {slug: read_file((FOLDER / f"{slug}.md").read_text(), TODAY) for slug in SLUGS}
RAN_OUT = dt.date(2027, 1, 1)
ON_TELEMEDICINE = re.compile(r"telemedicine|telehealth|video (?:visit|call)|by video|December 31, 2026", re.IGNORECASE)
WITHOUT_CITE = {"What to do next"}
"""Headings of sections that only lead on."""


def running_text(slug, day=TODAY):
    """What a reader reads in sentences: no tables, no headings, no addresses, no marks of sources."""
    file = FILES[slug]
    found = render(in_force(file.body, day), read(file.sources)[0]).html
    found = re.sub(r"<(table|h2|h3|sup)\b.*?</\1>", "", found, flags=re.DOTALL)
    found = re.sub(r"</(?:p|li|div)>", "\n", found)
    return html.unescape(re.sub(r"<[^>]+>", "", f"<p>{file.summary}</p>{found}"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_reads_at_grade_eight_or_less(slug):
    assert grade(running_text(slug)) <= 8


def test_titles_and_descriptions_are_each_page_s_own_and_fit_a_list_of_results():
    assert len({file.title for file in FILES.values()} | {file.summary for file in FILES.values()}) == 2 * len(SLUGS)
    assert [slug for slug, file in FILES.items() if not 50 <= len(file.summary) <= 160 or len(file.title) > 60] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_section_says_where_it_is_from(slug):
    sections = re.split(r"^## +", FILES[slug].body, flags=re.MULTILINE)
    heads = {part.partition("\n")[0].strip(): part for part in sections[1:]}
    assert [head for head, part in heads.items() if head not in WITHOUT_CITE and not cites(part)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_leads_on(slug):
    internal = [address for address in links(FILES[slug].body) if address.startswith("/")]
    assert any(address.startswith("/clinics/") for address in internal) or slug in {"help-now", "the-day"}
    assert any(address.startswith("/guide/") for address in internal) or slug == "help-now"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_speaks_of_the_rule_on_telemedicine_once_it_has_run_out(slug):
    body = FILES[slug].body
    after = in_force(body, RAN_OUT)
    spoken = [line for line in after.splitlines() if ON_TELEMEDICINE.search(line) and not line.startswith("#")]
    assert [line for line in spoken if not re.search(r"ran out|has run out|ended", line)] == []


def test_the_rule_on_telemedicine_is_said_until_it_runs_out():
    said = {slug for slug in SLUGS if RAN_OUT in dates(FILES[slug].body)}
    assert "is-it-legal" in said


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_holds_what_the_founding_texts_had_wrong(slug):
    body = FILES[slug].body
    assert re.findall(r"100 ?% legal|OSHA|cannot prescribe|not addictive|does not depress", body) == []


@pytest.mark.django_db
def test_every_internal_link_is_alive_and_no_page_is_heavy():
    call_command("load_guide", verbosity=0)
    client, dead, weights = Client(), {}, {}
    addresses = {"/guide/", *(f"/guide/{slug}/" for slug in SLUGS)}
    for address in sorted(addresses):
        body = client.get(address).content
        weights[address] = len(gzip.compress(body))
        found = re.findall(r'href="([^"#]+)', body.decode())
        addresses |= {html.unescape(link) for link in found if link.startswith("/") and not link.startswith("/static/")}
    for address in sorted(addresses):
        if not address.startswith("/static/") and (status := client.get(address).status_code) not in {200, 302}:
            dead[address] = status
    assert dead == {}
    assert {urlsplit(a).path: size for a, size in weights.items() if size > 90_000} == {}
