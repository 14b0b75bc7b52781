"""Where reviews are read, written and reported."""

from django.urls import reverse

from clinics.models import Clinic


def all_url(clinic: Clinic) -> str:
    return reverse("reviews:all", args=[clinic.state.lower(), clinic.city_slug, clinic.slug])


def write_url(clinic: Clinic) -> str:
    return reverse("reviews:write", args=[clinic.state.lower(), clinic.city_slug, clinic.slug])


def report_url(review: int) -> str:
    """review: its primary key."""
    return reverse("reviews:concern", args=[review])
