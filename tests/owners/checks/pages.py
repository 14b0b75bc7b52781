"""What a moderator copies from the federal register: its page, or its answer to a program."""

NPI = "1234567893"


def page(*codes, npi=NPI, name="Maya Ortiz, MD", status="Active", kind="NPI-1 Individual"):
    rows = "".join(f"Yes\t{code}\tTX\tQ1234\n" for code in codes)
    return (
        f"NPI Profile for {name}\nDetails\nName\tValue\nNPI\t{npi}\nEnumeration Date\t2006-05-23\nNPI Type\t{kind}\n"
        f"Sole Proprietor\tNO\nStatus\t{status}\nPrimary Practice Address\t12 Oak Lane\nAustin, TX 78704\n"
        f"Phone: 512-555-0177\nTaxonomy\nPrimary Taxonomy\tSelected Taxonomy\tState\tLicense Number\n{rows}"
    )


ANESTHESIA = "207L00000X - Anesthesiology Physician"
PSYCHIATRY = "2084P0800X - Psychiatry & Neurology, Psychiatry Physician"
FAMILY = "207Q00000X - Family Medicine Physician"
