"""What waits for a moderator in a clinic's own words, and what does not."""

import time

import pytest

from clinics.domain.wording import claims

MEDICINE = [
    "We cure depression.",
    "A \u0441ure at last.",  # a Cyrillic c
    "Relief is gu\u0251ranteed.",  # the phonetic alphabet's a
    "Results guarant\u0435\u0435d.",  # Cyrillic e
    "A cu\u2011re for pain.",  # a hyphen that does not break
    "A cu-re for pain.",
    "A c.u.r.e for pain.",
    "A c u r e for pain.",
    "c u r e d in a week",
    "A cu\u034fre for pain.",
    "A c\u00fare for pain.",
    "Ketamine therapy, FDA-approved",
    "F.D.A. approved ketamine",
    "Our ketamine is approved by FDA.",
    "The FDA has approved ketamine for depression.",
    "FDA-cleared ketamine",
    "Ketamine. FDA approved.",
    "Ketamine and Spravato are FDA-approved.",
    "FDA-approved ketamine and Spravato",
    "Ketamine, which the Food and Drug Administration approved",
    "Our treatment is approved by the FDA.",
    "9 in 10 patients recover",
    "Nine out of ten people feel better",
    "95 out of 100 patients get better",
    "success: 95%",
    "Success in up to 95 percent",
    "ninety percent success",
    "ninety-five percent of people improve",
    "70% of patients respond",
    "eliminates depression",
    "Erase your anxiety",
    "Ketamine works for everyone.",
    "It always works.",
    "Stop taking your antidepressants",
    "You can come off your medications.",
    "The best ketamine clinic",
    "without side effects",
]
CONTACT = [
    "call 512-555-0199",
    "(512) 555 0199",
    "512.555.0199",
    "+1 512 555 0199",
    "5125550199",
    "text 555-0199",
    "1-800-KETAMINE",
    "five one two, five five five, zero one nine nine",
    "Book at https://evil.com/pay",
    "See www.evil.com",
    "Pay at evil.com/pay",
    "evil (dot) com",
    "evil dot com",
    "evil\u3002com",
    "Write to desk@evil.com",
    "desk (at) evil (dot) com",
    "We have moved to another place.",
    "We've moved.",
    "We are moving in May.",
    "Our clinic has relocated.",
    "Come to our new location.",
    "Visit us at 99 Oak St",
    "at 1200 N. Lamar Blvd",
]
HONEST = [
    "",
    "We give ketamine infusions in a quiet room. A nurse stays with you.",
    "FDA-approved esketamine (Spravato\u00ae) is given here.",
    "Spravato\u2122 is FDA-approved. Ketamine infusions are off-label.",
    "We offer FDA-approved esketamine (Spravato), and ketamine infusions off-label.",
    "Esketamine nasal spray is approved by the FDA for depression.",
    "Ketamine is not FDA-approved for depression.",
    "Our ketamine has not been approved by the FDA for this use.",
    "Do not stop taking your antidepressants without asking your doctor.",
    "Don\u2019t stop taking your medicines.",
    "One in five adults lives with a mental illness.",
    "Some people find it helps; others do not.",
    "Sessions are 40 minutes; a course is 6 in 3 weeks. We charge $450-1200, 3% more by card.",
    "Open 9-5, Mon-Fri, since 2015-2016. ZIP 78701-1234.",
    "Dr. Roe, NPI 1000000038",
    "If you are in danger call or text 988, or call 911.",
    "Dr. Zo\u00eb N\u00fa\u00f1ez, M.D., Ph.D., and J. R. Gro\u00df, D.O., R.N.",
    "0.5 mg/kg, 5 \u00b5g/ml, \u03b2-blockers and \u03b12-agonists.",
    "\u041c\u044b \u0433\u043e\u0432\u043e\u0440\u0438\u043c \u043f\u043e-\u0440\u0443\u0441\u0441\u043a\u0438. Se habla espa\u00f1ol.",
    "We are secure, accurate and self-paced. Follow-up is one-on-one.",
    "We are 10 minutes by car from the airport, with 2 parking places in the street.",
    "Wait 5 minutes. Therapy moves at your pace. Our team works every Saturday.",
]  # fmt: skip


@pytest.mark.parametrize("text", MEDICINE)
def test_what_medicine_does_not_allow_waits(text):
    assert claims(text) != []


@pytest.mark.parametrize("text", CONTACT)
def test_another_way_to_reach_the_clinic_waits(text):
    assert claims(text) != []


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_pass(text):
    assert claims(text) == []


SPELT = [
    "A cur3 for pain.", "A c*re at last.", "A garunteed result.", "We garantee relief.", "no side efects",
    "It is completly harmles.", "fr\u0113\u0113 of depresssion", "\U0001f622 \u27a1\ufe0f \U0001f60a", "\U0001f4af safe",
    "#depressionfree", "A \u1d04\u1d1c\u0280\u1d07.", "mir@cle", "Works 4 every1",
]  # fmt: skip
SAID = [
    "Depression? Gone.", "Adi\u00f3s a la depresi\u00f3n.", "Sin efectos secundarios.", "Tire sus pastillas.",
    "Nine of our patients said goodbye to it: J.M., Dallas, told us.", "Imagine waking up without it.",
    "You can't get hooked on it.", "Toss your Zoloft.", "Uncle Sam has approved this treatment.", "Our client wrote to us.",
]  # fmt: skip
LEADING = [
    "We are on the gram.", "@lonestar", "Text HOPE to 55512.", "Ask for Kelly.", "Our second location is in Waco.",
    "It is at the corner of Whitestone and Bell.", "Call triple five, zero one nine nine.", "Ya no estamos en la calle Sexta.",
    "Send us a DM.", "lonestar_k",
]  # fmt: skip
PLAIN = [
    "Is it a cure? No.", "Anyone who promises a cure is selling something.", "No clinic can guarantee results.",
    "A spot in our garage is guaranteed.", "Tell us how you feel.", "We find a time that works for you.",
    "Please talk to your prescriber before you stop any medicine.", "No est\u00e1 aprobada por la FDA para la depresi\u00f3n.",
    "Resultados de laboratorio en dos d\u00edas.", "Ask for the form at the desk.", "We treat depression, PTSD and pain.",
    "We rest until you feel like yourself.", "Call 911 or text 988 if you think of suicide.",
]  # fmt: skip


@pytest.mark.parametrize("text", SPELT)
def test_a_slip_or_a_disguise_hides_nothing(text):
    assert claims(text) != []


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_in_other_words_waits_too(text):
    assert claims(text) != []


@pytest.mark.parametrize("text", LEADING)
def test_whatever_leads_elsewhere_waits(text):
    assert claims(text) != []


@pytest.mark.parametrize("text", PLAIN)
def test_a_word_of_a_claim_in_an_honest_sentence_passes(text):
    assert claims(text) == []


@pytest.mark.parametrize("name", [
    "Joy Fields", "Hope Best", "Grace Lord", "Blessing Okafor", "Sunshine Health, Superior HealthPlan, Freedom Health",
    "American Board of Pain Medicine", "American Board of Addiction Medicine", "Angel Rise", "MD, FASA", "Faith Heaven-Bliss",
    "Premier Health", "Best Life and Health Insurance Company", "Optimum Healthcare, Ultimate Health Plans", "Merry Smiley",
])  # fmt: skip
def test_names_of_people_boards_and_insurers_pass(name):
    assert claims(name) == []


@pytest.mark.parametrize(
    "name", ["Freedom From Depression", "Guaranteed Relief", "The Best Clinic", "Joy Best 512-555-0199"]
)
def test_a_claim_as_a_name_waits(name):
    assert claims(name) != []


@pytest.mark.parametrize("number", ["512-555-0134", "(512) 555-0134", "+1 512.555.0134"])
def test_the_listed_number_may_stand_there_and_no_other(number):
    listed = ("Lone Star Ketamine Center", "+15125550134;ext=2")
    assert claims(f"Lone Star Ketamine Center: {number}.", listed=listed) == []
    assert len(claims(f"Lone Star Ketamine Center: {number[:-1]}5.", listed=listed)) == 1


def test_the_words_are_named_as_they_are_read():
    assert claims("We cure it. Call 512-555-0199.") == ["cure", "call 512-555-0199"]


@pytest.mark.parametrize(
    "part",
    [
        "a b ",
        "9 ",
        "one ",
        "fda x ",
        "a-",
        "1 x ",
        "ketamine ",
        "call 1 ",
        "a.",
        "success ",
        "no ",
        "my pain ",
        "abcdefghijkl",
        "depresionn ",
        "stop pills ",
        "1 one ",
        "Aa ",
        "@",
        "I. ",
    ],
)
def test_a_long_text_is_read_in_time(part):
    text = (part * 10_000)[:10_000]
    start = time.monotonic()
    claims(text)
    assert time.monotonic() - start < 2
