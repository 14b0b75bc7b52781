"""Small pages for tests of the guide, made from files as the real ones are."""

import datetime as dt

from guide.domain.front import read_file
from guide.models import Page

DAY = dt.date(2026, 11, 20)
FRONT = """---
title: Is it legal?
summary: A short summary of the page, in plain words, long enough.
reviewed_on: 2026-11-02
due_on: 2027-05-02
clinical_reviewer:
sources:
  - key: label
    text: "The label of a medicine. FDA, 2025."
    url: https://www.fda.gov/label.pdf
---
"""
BODY = "It is.[^label] [Find clinics](/clinics/?fact=dea)"


def file(body=BODY, front=FRONT):
    return read_file(front + body, DAY)


def page(slug="is-it-legal", body=BODY, front=FRONT, **fields):
    row = Page(slug=slug)
    row.take(file(body, front))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row
