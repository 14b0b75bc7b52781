from tests.factories.clinics import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory
from tests.factories.users import UserFactory

__all__ = ["ClinicFactory", "OfferingFactory", "PractitionerFactory", "StatementFactory", "UserFactory"]
