"""The pages about the site itself: words, and two settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PAGES = {
    "about": "about/",
    "method": "about/method/",
    "privacy": "about/privacy/",
    "health_data": "about/health-data/",
    "accessibility": "about/accessibility/",
    "terms": "about/terms/",
    "data": "about/data/",
}
"""Name of the page, which is also that of its template → its path."""


def about(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"about/{name}.html", {"page": name})
