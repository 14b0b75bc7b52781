"""What a page says of itself to search engines: the builders, and the one tag that prints them."""

import datetime as dt
import json
import re

from django.template import Context, Template

from clinics.profile.structured import Crumb, breadcrumbs, faq, medical_page


def printed(nodes) -> str:
    return Template("{% load structured %}{% json_ld nodes %}").render(Context({"nodes": nodes}))


def test_the_way_to_a_page_is_a_list_whose_last_step_is_the_page_itself():
    crumbs = [Crumb("Find", "/clinics/"), Crumb("Texas", "/clinics/tx/"), Crumb("Austin", "/clinics/tx/austin/")]
    assert breadcrumbs(crumbs) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Find", "item": "http://localhost:8000/clinics/"},
            {"@type": "ListItem", "position": 2, "name": "Texas", "item": "http://localhost:8000/clinics/tx/"},
            {"@type": "ListItem", "position": 3, "name": "Austin"},
        ],
    }


def test_a_page_of_health_facts_names_a_reader_only_where_there_is_one():
    bare = medical_page("Spravato", "What it is.", "/guide/spravato/")
    assert bare == {
        "@type": "MedicalWebPage",
        "name": "Spravato",
        "description": "What it is.",
        "url": "http://localhost:8000/guide/spravato/",
    }
    read = medical_page("Spravato", "What it is.", "/guide/spravato/", dt.date(2026, 11, 2), "Ana Ruiz, MD")
    assert {name: read[name] for name in read.keys() - bare.keys()} == {
        "lastReviewed": "2026-11-02",
        "reviewedBy": {"@type": "Person", "name": "Ana Ruiz, MD"},
    }


def test_questions_carry_their_answers():
    assert faq([("Will it hurt?", "A little.")]) == {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": "Will it hurt?", "acceptedAnswer": {"@type": "Answer", "text": "A little."}}
        ],
    }


def test_nothing_that_somebody_wrote_ends_the_block():
    nasty = "</script><script>alert(1)</script><!-- & \u2028 \u2029 “Ñ”"
    text = printed([{"@type": "Person", "name": nasty}])
    [inside] = re.findall(r'^<script type="application/ld\+json">([^<>&\u2028\u2029]*)</script>$', text)
    assert json.loads(inside) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Person", "name": nasty}],
    }


def test_a_page_without_data_has_no_block():
    assert printed([]) == ""
