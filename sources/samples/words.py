"""What the fictional clinics are made of."""

FIRST = ("Harbor", "Cedar Hill", "Northside", "Lakeline", "Brightwater", "Stonebridge", "Riverbend", "Live Oak", "Summit",
          "Valley", "Meadowlark", "Union Street", "Plum Creek", "Old Mill", "Juniper", "Beacon", "Willow", "Fairview",
          "Quiet Shore", "Larkspur", "Copper", "Maple Grove", "Saltmarsh", "Prairie", "Sierra", "Orchard", "Highland")  # fmt: skip
KIND = ("Ketamine Clinic", "Psychiatry", "Infusion Center", "Mind and Pain Center", "Wellness", "Behavioral Health",
         "Interventional Psychiatry", "Mood Clinic", "Pain and Mood Associates", "Infusion Clinic")  # fmt: skip
GIVEN = (
    "Dana",
    "Luis",
    "Mai",
    "Zoë",
    "Omar",
    "Ruth",
    "Priya",
    "Tomás",
    "Grace",
    "Ivan",
    "Noor",
    "Ellen",
    "Kofi",
    "Inés",
)
FAMILY = (
    "Whitlow",
    "Ortega",
    "Tran",
    "Halvorsen",
    "Adeyemi",
    "Kowalczyk",
    "Brennan",
    "Núñez",
    "Sato",
    "Okafor",
    "Lindqvist",
)
STREETS = ("Sample Creek Road", "Example Avenue", "Placeholder Street", "Invented Way", "Fictional Boulevard")
HOURS = ("Mo-Fr 08:00-17:00", "Mo-Fr 08:00-18:00; Sa 09:00-13:00", "Mo-Th 07:30-19:00; Fr 08:00-12:00",
          "Tu-Fr 10:00-18:00; PH off", "Mo-Fr 09:00-12:00,13:00-17:00", "24/7", "Mo,We,Fr 08:00-16:00; Sa[1] 09:00-12:00",
          'Mo-Fr 09:00-17:00; Sa "by appointment"')  # fmt: skip
AREA = {"TX": "512", "CA": "213", "NY": "212", "IL": "312", "FL": "305", "WA": "206", "CO": "303", "AZ": "602", "UT": "801",
         "OR": "503", "MA": "617", "PA": "215", "OH": "614", "GA": "404", "NC": "919", "MI": "313", "NJ": "201", "VA": "804",
         "TN": "615", "MO": "314", "MD": "410", "WI": "414", "MN": "612", "IN": "317", "NV": "702", "NM": "505", "ID": "208",
         "KY": "502", "LA": "504", "OK": "405", "CT": "203", "SC": "803", "AL": "205", "IA": "515", "KS": "316", "AR": "501",
         "MS": "601", "NE": "402", "WV": "304", "HI": "808", "NH": "603", "ME": "207", "RI": "401", "MT": "406", "DE": "302",
         "AK": "907", "DC": "202", "VT": "802"}  # fmt: skip
ROLES = (("anesthesiologist", "MD", "Anesthesiology"), ("psychiatrist", "MD", "Psychiatry"), ("psychiatrist", "DO", "Psychiatry"),
          ("crna", "CRNA", "Nurse anesthetist"), ("psychiatric_np", "PMHNP", "Psychiatric nurse practitioner"),
          ("physician", "MD", "Family medicine"), ("therapist", "LCSW", "Clinical social worker"))  # fmt: skip
GROUPS = ("Harborlight Clinics", "Open Field Health", "Córdoba Mind Group")
