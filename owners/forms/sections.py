"""The form of each section."""

from owners.forms.about import AboutForm
from owners.forms.base import SectionForm
from owners.forms.contact import ContactForm
from owners.forms.facts import FactsForm
from owners.forms.hours import HoursForm
from owners.forms.methods import MethodsForm
from owners.forms.people import PeopleForm

FORMS: dict[str, type[SectionForm]] = {
    "contact": ContactForm,
    "methods": MethodsForm,
    "facts": FactsForm,
    "people": PeopleForm,
    "hours": HoursForm,
    "about": AboutForm,
}
