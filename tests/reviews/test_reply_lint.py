"""The lint of replies and of descriptions against texts that were written without sight of the rules: texts/README.md.

First measurements. Replies: held_out 1 of 100 missed, 3 of 100 false alarms; a fresh 60 after that, 10 of 30 and 3 of 30
(now tune_2); after the change, held_out_2 1 of 50 and 0 of 50 (the one was a slip in a pattern, mended since); 200 by
another author 4 of 100 and 18 of 100 (now tune_3); after the change, reply_voices 10 of 40 and 6 of 40.
Descriptions: 12 of 30 and 3 of 30 (now wording_tune); after the change, wording_held_out 2 of 30 and 0 of 30; on 200 texts
by another author 51 of 100 and 5 of 100, so they were rebuilt (now wording_tune_2), and wording_voices 26 of 50 and 1 of 26,
wording_voices_2 19 of 40 and 0 of 40, then 20 of 30 and 0 of 15: these were made to be hard.
The figures that count, on 240 fresh texts by another author after all that: held_out_3 2 of 60 and 5 of 60,
wording_held_out_2 2 of 60 and 1 of 60.
"""

import time

import pytest

from clinics.domain.wording import claims
from reviews.domain.reply_lint import problems
from reviews.domain.reply_templates import TEMPLATES
from tests.reviews.texts import texts_of

LISTED = ("Lone Star Ketamine Center", "Austin", "Texas", "+15125550134")
REPLIES = ["tune.txt", "tune_2.txt", "held_out.txt", "held_out_2.txt", "tune_3.txt", "reply_voices.txt"]
DESCRIPTIONS = [
    "wording_tune.txt", "wording_tune_2.txt", "wording_held_out.txt", "wording_voices.txt", "wording_voices_2.txt",
]  # fmt: skip
BY_CHANCE = "Thank you from all of us at Lone Star Ketamine Center."
"""Written by both authors."""
MISSED, FALSE_ALARMS = 0.05, 0.10


@pytest.fixture(autouse=True)
def _no_memory_of_rates():
    """The domain has no database to empty."""


def rates(texts, found):
    """The share of bad texts that passed, and of fine ones that were stopped."""
    missed = [text for text in texts if text.stop and not found(text)]
    alarms = [text for text in texts if not text.stop and found(text)]
    bad = sum(text.stop for text in texts)
    return len(missed) / bad, len(alarms) / (len(texts) - bad)


def of_reply(text):
    return problems(text.words, text.review, listed=LISTED)


def of_description(text):
    return claims(text.words, listed=LISTED)


def within(measured):
    return measured[0] <= MISSED and measured[1] <= FALSE_ALARMS


@pytest.mark.parametrize("name", REPLIES)
def test_few_replies_are_missed_and_few_stopped_for_nothing(name):
    assert within(rates(texts_of(name), of_reply)), rates(texts_of(name), of_reply)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_few_descriptions_are_missed_and_few_stopped_for_nothing(name):
    assert within(rates(texts_of(name), of_description)), rates(texts_of(name), of_description)


def test_of_the_texts_held_out_few_are_missed():
    """By another author, of replies and of descriptions, and of both together, as the rules met them."""
    replies, descriptions = texts_of("held_out_3.txt"), texts_of("wording_held_out_2.txt")
    both = {text: of_reply(text) for text in replies} | {text: of_description(text) for text in descriptions}
    assert (len(both), sum(text.stop for text in both)) == (240, 120)
    found = [rates(texts, both.get) for texts in (replies, descriptions, list(both))]
    assert [within(measured) for measured in found] == [True] * 3, found


@pytest.mark.parametrize(("name", "half"), [
    ("tune.txt", 50), ("tune_2.txt", 30), ("held_out.txt", 100), ("held_out_2.txt", 50), ("wording_tune.txt", 30),
    ("wording_held_out.txt", 30), ("wording_tune_2.txt", 100), ("tune_3.txt", 100), ("reply_voices.txt", 40),
    ("held_out_3.txt", 60), ("wording_held_out_2.txt", 60),
])  # fmt: skip
def test_half_of_each_set_must_be_stopped_and_no_text_stands_twice(name, half):
    texts = texts_of(name)
    others = {text.words for other in REPLIES if other != name for text in texts_of(other)}
    assert (sum(text.stop for text in texts), len(texts)) == (half, 2 * half)
    assert {text.words for text in texts} & others <= {BY_CHANCE}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_every_text_to_start_from_passes(template):
    assert (problems(template.text), len(template.text) <= 1000) == ([], True)


@pytest.mark.parametrize(("text", "kind"), [
    ("Thank you for coming.", "a patient"), ("Your visit was short.", "as to a patient"),
    ("The nurse told her.", "what happened"), ("Please call. See May 4th.", "a day or a time"),
    ("We keep the dose low.", "a drug"), ("PTSD is hard.", "an illness"), ("Recovery takes long.", "came of"),
    ("The card was declined.", "payment"), ("This is false.", "contradicts"), ("Our lawyers read this.", "a threat"),
    ("Two for one: 50% off.", "advertises"), ("More at evil.com", "elsewhere"), ("Dear Kim, please call.", "a person"),
    ("Please c\u0430ll us.", "another alphabet"), ("P l e a s e call.", "in pieces"), ("A <b>call</b>.", "holds code"),
])  # fmt: skip
def test_each_kind_has_a_sentence_of_its_own(text, kind):
    assert [kind in sentence for sentence in problems(text)].count(True) == 1


def test_a_name_of_the_review_is_known_in_the_reply():
    review = "The desk was cold, only Tamika was kind."
    assert problems("Tamika is glad.", review) == [
        "It may name a person: “Tamika”. Leave names out; “our practice manager” is enough."
    ]
    assert problems("Everybody is glad.", review) == []


@pytest.mark.parametrize("number", ["512-555-0134", "(512) 555-0134", "+1 512.555.0134", "5125550134"])
def test_the_listed_number_may_stand_there_however_it_is_typed_and_no_other(number):
    assert problems(f"Please call {number}.", listed=LISTED) == []
    assert len(problems(f"Please call {number.replace('0134', '0135')}.", listed=LISTED)) == 1


@pytest.mark.parametrize("text", [
    "Your v\u200bisit", "Y o u r  v i s i t", "your vis-it", "Your tre@tment", "<b>your</b> visit", "your_visit",
    "\uff59our visit", "YOUR VISIT", "y\u043eur visit", "ur visit",
])  # fmt: skip
def test_a_disguise_hides_nothing(text):
    assert problems(text) != []


@pytest.mark.parametrize("part", [
    "\ufdfa", "📍", "suicide ", "open 1 ", "a ", "you ", "@", "1-", "Aa ", "was a ", "thank you for ", "<", "your a ", "988 ", "\n",
])  # fmt: skip
def test_the_longest_reply_is_read_in_time(part):
    start = time.monotonic()
    problems((part * 1000)[:1000], ("Nurse Aa " * 600)[:5000])
    assert time.monotonic() - start < 2
