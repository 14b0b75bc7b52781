"""What a writer types into the form, and what a page says to them."""

import datetime as dt
import re
from html import unescape

from django.utils import timezone

TEXT = "They explained each step and I was never alone."
SAD = "It was calm there, but most nights I want to kill myself."


def month(back=2):
    """The value of a month so many months ago."""
    day = timezone.localdate().replace(day=15)
    for _ in range(back):
        day = day.replace(day=1) - dt.timedelta(days=1)
    return f"{day:%Y-%m}"


def filled(**changed):
    """A whole form, fine in all."""
    said = {
        "month": month(), "method": "iv", "relation": "self", "care": "4", "safety": "5", "honesty": "3", "text": TEXT,
        "no_tie": "on", "consent": "on", "email": "kim@example.com", "fact_ride_required": "yes",
        "fact_private_room": "forgotten", "fact_chaperone": "",
    }  # fmt: skip
    return {name: value for name, value in (said | changed).items() if value is not None}


def where(clinic):
    return f"{clinic.get_absolute_url()}review/"


def words(response):
    """What somebody reads, in one line."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def typed_text(response):
    """What stands in the field for text."""
    return unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.content.decode(), re.DOTALL)[1])


def crisis_comes_first(response):
    """Whether 988 stands before the heading of the page."""
    body = response.content.decode()
    main = body[body.index("<main") :]
    return "Call 988" in main[: main.index("<h1")]
