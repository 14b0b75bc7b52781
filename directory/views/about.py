"""The pages about the site itself: words, and two settings."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from clinics.enums import Method, Payment, Setting
from clinics.search.query import Sort


@dataclass(frozen=True, slots=True)
class AboutPage:
    """name: of the route and of the template. path: of its address. label: in a list of links."""

    name: str
    path: str
    label: str

    @property
    def url(self) -> str:
        return reverse(self.name)


PAGES = (
    AboutPage("about", "about/", "Who runs this"),
    AboutPage("method", "about/method/", "How we check"),
    AboutPage("reviews", "about/reviews/", "How we collect reviews"),
    AboutPage("for_clinics", "about/clinics/", "For clinics"),
    AboutPage("privacy", "about/privacy/", "Privacy"),
    AboutPage("health_data", "about/health-data/", "Health data notice"),
    AboutPage("accessibility", "about/accessibility/", "Accessibility"),
    AboutPage("terms", "about/terms/", "Terms and credits"),
    AboutPage("data", "about/data/", "Data and API"),
)


WORDS = {"method": Method.choices, "payment": Payment.choices, "setting": Setting.choices, "sort": list(Sort)}
"""The closed lists that the data page prints, so that it cannot fall behind them."""


def about(request: HttpRequest, name: str) -> HttpResponse:
    context = {
        "page": name,
        "links": PAGES,
        "site_url": settings.SITE_URL,
        "words": WORDS,
    }
    return render(request, f"about/{name}.html", context)
