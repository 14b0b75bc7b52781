"""A clinic's page in the words of schema.org: what stands on the page, and no more.

Left out, though there are words for them: the point (the page shows none), the average of the reviews (a list of
results would draw it as stars, apart from the numbers that explain it), and a specialty (nobody has checked one).
"""

from clinics.domain.plain_hours import plain
from clinics.domain.prices import dollars
from clinics.enums import Status, Unit
from clinics.models import Clinic
from clinics.profile.page import Profile
from clinics.profile.structured import Node, absolute, stated


def medical_clinic(page: Profile) -> list[Node]:
    """One node; none of a clinic that has closed or moved, since nobody is treated there."""
    clinic = page.clinic
    if page.gone:
        return []
    node: Node = {
        "@type": "MedicalClinic",
        "name": clinic.name,
        "url": absolute(clinic.get_absolute_url()),
        "address": _address(clinic),
        "telephone": page.phones[0].link.removeprefix("tel:") if page.phones else "",
        "sameAs": clinic.website,
        "parentOrganization": _owner(clinic),
        "openingHoursSpecification": _hours(page),
        "availableService": [{"@type": "MedicalTherapy", "name": receipt.label} for receipt in page.receipts],
        "priceRange": _price(clinic),
    }
    return [stated(node)]


def _address(clinic: Clinic) -> Node:
    """A withheld street is blank in the row already."""
    street = ", ".join(part for part in (clinic.street, clinic.street2) if part)
    return stated(
        {
            "@type": "PostalAddress",
            "streetAddress": street,
            "addressLocality": clinic.city,
            "addressRegion": clinic.state,
            "postalCode": clinic.zip,
        }
    )


def _owner(clinic: Clinic) -> Node | None:
    return {"@type": "Organization", "name": clinic.organization.name} if clinic.organization else None


def _hours(page: Profile) -> list[Node]:
    """None while it is closed for a time: the page says so above its hours, and the data could not."""
    if page.clinic.status != Status.LISTED:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{open_.day}",
            "opens": open_.opens,
            "closes": open_.closes,
        }
        for open_ in plain(page.week)
    ]


def _price(clinic: Clinic) -> str:
    """Only where the page shows one price of one session: the range over several methods stands nowhere on it."""
    prices = [dollars(row.price) for row in clinic.offerings.all() if row.price and row.unit == Unit.SESSION]
    return prices[0] if len(prices) == 1 else ""
