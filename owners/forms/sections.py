"""The form of each section, and a change in the words that its form has."""

from clinics.models import Clinic
from owners.forms.about import AboutForm
from owners.forms.base import SectionForm
from owners.forms.contact import ContactForm
from owners.forms.facts import FactsForm
from owners.forms.hours import HoursForm
from owners.forms.methods import MethodsForm
from owners.forms.people import PeopleForm
from owners.sections import Section, Values

FORMS: dict[str, type[SectionForm]] = {
    "contact": ContactForm,
    "methods": MethodsForm,
    "facts": FactsForm,
    "people": PeopleForm,
    "hours": HoursForm,
    "about": AboutForm,
}


def change_in_words(clinic: Clinic, section: Section, before: Values, after: Values) -> list[str]:
    """One line a value that differs. Rows that are gone by now are named as `before` has them."""
    form = FORMS[section.key](clinic=clinic, section=section, values=section.read(clinic) | before)
    return form.in_words(before, after)
