"""The way to a place and to a clinic, from the search on, and to the prices of a state."""

from django.urls import reverse

from clinics.domain.states import STATES
from clinics.models import Clinic
from clinics.profile.structured import Crumb


def to_state(code: str) -> list[Crumb]:
    url = reverse("clinics:state", args=[code.lower()])
    return [Crumb("Find", reverse("clinics:search")), Crumb(STATES[code], url)]


def to_city(code: str, name: str, slug: str) -> list[Crumb]:
    return [*to_state(code), Crumb(name, reverse("clinics:city", args=[code.lower(), slug]))]


def to_clinic(clinic: Clinic) -> list[Crumb]:
    here = Crumb(clinic.name, clinic.get_absolute_url(), is_name=True)
    return [*to_city(clinic.state, clinic.city, clinic.city_slug), here]


def to_costs(code: str) -> list[Crumb]:
    here = Crumb(STATES[code], reverse("clinics:costs_state", args=[code.lower()]))
    return [Crumb("Costs", reverse("clinics:costs")), here]
