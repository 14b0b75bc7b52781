"""Questions for the first call: all that the catalog asks, each once."""

import html
import re

import pytest

from clinics.domain.catalog import FACTS, GROUPS, HEADLINE
from clinics.enums import Method
from clinics.profile.questions import COST, VISIT
from guide.questions import SESSION, first_call

PAGE = "/guide/first-call/"
OF_ESKETAMINE = FACTS["rems_certified"].ask


def asks(method=None):
    return [question.ask for group in first_call(method) for question in group.questions]


def test_every_fact_is_asked_once():
    found = asks()
    assert {key: found.count(fact.ask) for key, fact in FACTS.items()} == dict.fromkeys(FACTS, 1)
    assert {key: found.count(ask) for key, ask in VISIT.items()} == dict.fromkeys(VISIT, 1)
    assert len(set(found)) == len(found)


def test_the_three_headline_facts_come_first_then_money():
    groups = first_call(None)
    assert [question.ask for question in groups[0].questions] == [FACTS[key].ask for key in HEADLINE]
    assert [group.name for group in groups[1:]] == ["What it costs", "Coming here", *GROUPS.values()]


@pytest.mark.parametrize("method", Method)
def test_a_method_brings_its_own_price_and_leaves_out_what_does_not_concern_it(method):
    found = asks(method)
    assert [cost for cost in COST.values() if cost in found] == [COST[method]]
    assert (OF_ESKETAMINE in found) is (method is Method.ESKETAMINE)
    assert (SESSION in found) is (method is Method.KAP)
    assert [fact.key for fact in FACTS.values() if fact.ask not in found and fact.ask != OF_ESKETAMINE] == []
    assert len(set(found)) == len(found)


def test_each_question_of_a_fact_says_why_and_leads_to_clinics_that_say_so(client, db):
    page = html.unescape(client.get(PAGE).content.decode())
    missing = [
        fact.key
        for fact in FACTS.values()
        if f'<p class="why">{fact.help}</p>' not in page
        or f'<a href="/clinics/?fact={fact.key}">Find clinics that say: {fact.wanted_wording}</a>' not in page
    ]
    assert missing == []


def test_the_search_keeps_the_method(client, db):
    page = html.unescape(client.get(PAGE, {"method": "iv"}).content.decode())
    found = re.findall(r'href="(/clinics/\?[^"]+)"', page)
    assert (found[0], len(found)) == ("/clinics/?method=iv&fact=anesthesiologist", len(FACTS) - 1)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("method=smoke", "The method cannot be “smoke”: choose one from the list."),
        ("method=iv&method=im", "The method was given more than once: give it once."),
    ],
)
def test_a_wrong_method_is_said_and_everything_is_asked(client, db, query, sentence):
    answer = client.get(f"{PAGE}?{query}")
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, page.count('<p class="ask">')) == (200, len(asks()))
    assert f'<p class="lamp" id="method-error">{sentence}</p>' in page


def test_the_guide_leads_to_both_tools(client, db):
    page = client.get("/guide/").content.decode()
    assert [f'href="{path}"' in page for path in (PAGE, "/guide/cost-worksheet/")] == [True, True]
