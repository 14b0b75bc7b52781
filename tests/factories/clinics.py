"""Rows with what they need and no more: a listed clinic in Austin that has said nothing."""

import datetime as dt

import factory

from clinics.enums import Evidence, Method, PointPrecision, Status
from clinics.models import Clinic, Offering, Practitioner, Statement


class ClinicFactory(factory.django.DjangoModelFactory):
    """Makes no derived rows: call `actions.indexing.reindex` after adding statements or people."""

    class Meta:
        model = Clinic

    name = factory.Sequence(lambda n: f"Clinic {n}")
    street = "1 Main Street"
    city = "Austin"
    state = "TX"
    zip = "78701"
    latitude = 30.2711
    longitude = -97.7437
    point_precision = PointPrecision.EXACT
    phone = "+15125550100"
    status = Status.LISTED
    listed_on = dt.date(2026, 1, 1)
    slug = factory.Sequence(lambda n: f"clinic-{n}")


class OfferingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offering

    clinic = factory.SubFactory(ClinicFactory)
    method = Method.IV


class StatementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statement

    clinic = factory.SubFactory(ClinicFactory)
    fact = "dea"
    answer = True
    evidence = Evidence.STATED
    as_of = dt.date(2026, 10, 1)


class PractitionerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practitioner

    clinic = factory.SubFactory(ClinicFactory)
    name = "Dana Whitfield"
