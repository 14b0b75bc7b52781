"""The facts themselves: every question the directory asks, in the patient's words."""

from dataclasses import dataclass, field

from clinics.domain.facts import Evidence, Polarity

ALL_METHODS = frozenset({"iv", "im", "esketamine", "oral", "sc", "nasal", "kap"})

GROUPS = {
    "people": "Who treats you",
    "place": "The place",
    "before": "Before the first dose",
    "during": "During and after",
    "rights": "Money and your rights",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One yes/no question.

    wording: the answer "yes" as a patient would read it. short: for a narrow place.
    ask: the question to put to a clinic that has not said. best: the strongest evidence
    there can be. rule: where the question comes from. patients: reviewers may answer it.
    no: the answer "no" in words, of a fact whose no is what patients look for.
    """

    key: str
    group: str
    wording: str
    short: str
    ask: str
    help: str
    rule: str
    best: Evidence = Evidence.STATED
    polarity: Polarity = Polarity.PROTECTIVE
    methods: frozenset[str] = field(default=ALL_METHODS)
    patients: bool = False
    no: str = ""

    @property
    def wanted(self) -> bool:
        return self.polarity.wanted

    @property
    def wanted_wording(self) -> str:
        """What a search for this fact asks for: its "no" where a yes is no help."""
        return self.no or self.wording


_REG, _DOC = Evidence.REGISTER, Evidence.DOCUMENT

_ALL = (
    Fact("anesthesiologist", "people", "A physician anesthesiologist (MD or DO) is on staff", "Anesthesiologist",
         "Is a physician anesthesiologist (MD or DO) on your staff?",
         "A medical doctor trained to watch breathing and heart under sedation.",
         "NUCC taxonomy 207L; NPI register", _REG),
    Fact("psychiatrist", "people", "A psychiatrist is involved in your care", "Psychiatrist",
         "Is a psychiatrist involved in my care, on staff or as a consultant?",
         "A medical doctor for mental health, on staff or consulting.",
         "NUCC taxonomy 2084; APA consensus statement 2017", _REG),
    Fact("crna", "people", "A nurse anesthetist (CRNA) is on staff", "Nurse anesthetist",
         "Is a nurse anesthetist (CRNA) on your staff?",
         "A nurse trained in anesthesia; sometimes called a nurse anesthesiologist.",
         "NUCC taxonomy 367500000X", _REG),
    Fact("psychiatric_np", "people", "A psychiatric nurse practitioner is involved", "Psychiatric nurse practitioner",
         "Is a psychiatric nurse practitioner involved in my care?",
         "A nurse with advanced training in mental health who can prescribe.",
         "NUCC taxonomy 363LP0808X", _REG),
    Fact("medical_director_board_certified", "people", "The medical director is board-certified",
         "Board-certified director", "Is your medical director board-certified, and in what?",
         "A specialty board has tested the doctor in charge.", "American Board of Medical Specialties", _REG),
    Fact("prescriber_on_site", "people", "The prescriber is on site while you are treated", "Prescriber on site",
         "Is the person who prescribes on site while I am treated?",
         "Someone who can change the plan is in the building.", "FDA REMS 386; ASKP guidance", patients=True),
    Fact("acls", "people", "Someone certified in advanced life support (ACLS) is on site at every session",
         "Advanced life support", "Is someone certified in advanced life support (ACLS) there at every session?",
         "Trained to act if the heart or breathing stops.", "American Heart Association; two years", _DOC),
    Fact("dea", "place", "DEA registration at this address", "DEA registration",
         "Do you have a DEA registration for this address?",
         "Ketamine is a controlled drug. A registration belongs to one address.",
         "21 CFR 1301.12", _DOC),
    Fact("rems_certified", "place", "Certified for Spravato under the FDA safety program (REMS)", "Spravato REMS",
         "Are you certified for Spravato under the FDA safety program (REMS)?",
         "Needed for the esketamine spray only.", "FDA REMS 386", _DOC, methods=frozenset({"esketamine"})),
    Fact("emergency_equipment", "place", "Oxygen, airway equipment and a defibrillator are on site",
         "Emergency equipment", "Do you have oxygen, airway equipment and a defibrillator on site?",
         "What is needed if breathing or the heart fails.", "ASA statement on sedation", _DOC),
    Fact("private_room", "place", "You have a private room", "Private room", "Will I have a private room?",
         "A room of your own during the session.", "ASKP guidance", patients=True),
    Fact("support_person", "place", "Someone may stay with you", "Support person",
         "May someone I know stay with me?", "A friend or relative may be in the room.",
         "ASKP guidance", patients=True),
    Fact("chaperone", "place", "A chaperone on request", "Chaperone", "Can I have a chaperone?",
         "A second staff member stays in the room if you ask.", "ACOG Committee Opinion 796", patients=True),
    Fact("wheelchair", "place", "Step-free access", "Step-free access",
         "Can I get in without steps?", "You can get in and to the room with a wheelchair.",
         "Americans with Disabilities Act", patients=True),
    Fact("interpreter", "place", "Interpreters", "Interpreters", "Can you get an interpreter for me?",
         "Someone who puts what is said into your language.", "Affordable Care Act, section 1557", patients=True),
    Fact("psychiatric_screening", "before", "A psychiatric evaluation comes before the first dose",
         "Psychiatric evaluation first", "Is there a psychiatric evaluation before the first dose?",
         "Going straight from the phone call to the chair is a warning sign.",
         "APA consensus statement 2017", patients=True),
    Fact("medical_screening", "before", "Blood pressure, heart, medicines and pregnancy are checked first",
         "Medical check first", "Do you check blood pressure, heart, medicines and pregnancy first?",
         "Ketamine raises blood pressure and does not suit everyone.", "APA consensus statement 2017", patients=True),
    Fact("suicide_risk_check", "before", "They ask about suicidal thoughts at each visit and have a crisis plan",
         "Suicide risk asked", "Do you ask about suicidal thoughts at each visit, and is there a crisis plan?",
         "So that somebody notices when things get worse.", "APA consensus statement 2017", patients=True),
    Fact("first_visit_in_person", "before", "The first visit is in person", "First visit in person",
         "Is the first visit in person?", "Somebody examines you before anything is given.",
         "ASKP position on telehealth", patients=True),
    Fact("written_consent", "before", "You sign a consent that names off-label use", "Written consent",
         "Will I sign a consent form that says what is off-label?",
         "Most ketamine treatment is off-label; you should be told in writing.", "APA consensus statement 2017"),
    Fact("vitals_monitored", "during", "Blood pressure, pulse and oxygen are measured before, during and after",
         "Vital signs watched", "Do you measure blood pressure, pulse and oxygen before, during and after?",
         "Changes are found while they can be helped.", "APA consensus statement 2017", patients=True),
    Fact("clinician_present", "during", "A clinician is in the room or watching for the whole session",
         "Clinician watching", "Is a clinician in the room or watching for the whole session?",
         "Not a camera that nobody looks at.", "ASA statement on sedation", patients=True),
    Fact("observation_after", "during", "You are observed until it has worn off", "Observed afterward",
         "How long will you observe me afterward?", "Nobody sends you out while you are still unsteady.",
         "FDA REMS 386 (two hours for esketamine)", patients=True),
    Fact("ride_required", "during", "You cannot leave without a ride home", "Ride required",
         "Do I need a ride home, and do you check?", "You must not drive until the next day, nor within 24 hours.",
         "Labels of Spravato and of ketamine", patients=True),
    Fact("integration_offered", "during", "Therapy or integration sessions are offered", "Integration offered",
         "Do you offer therapy or integration sessions?", "Help to make sense of what came up.", "ASKP guidance"),
    Fact("follow_up_measured", "during", "Progress is followed with a symptom scale", "Progress measured",
         "Do you follow my progress with a symptom scale?", "A short form that shows whether it helps.",
         "APA consensus statement 2017", patients=True),
    Fact("works_with_your_clinician", "during", "They work with your own psychiatrist or therapist",
         "Works with your clinician", "Will you work with my own psychiatrist or therapist?",
         "Your regular clinician knows what is given and why.", "APA consensus statement 2017"),
    Fact("good_faith_estimate", "rights", "They give a written estimate before you pay", "Written estimate",
         "Will you give me a written estimate before I pay?",
         "If you pay yourself you may ask for a Good Faith Estimate.", "No Surprises Act", patients=True),
    Fact("refund_unused", "rights", "Prepaid sessions you do not use are refunded", "Unused sessions refunded",
         "If I prepay and stop, do I get the rest back?", "You may want to stop early.", "FTC guidance on prepayment"),
    Fact("prepayment_required", "rights", "You must pay for a package in advance", "Prepayment required",
         "Must I pay for a package in advance?", "Money you may not get back.", "FTC guidance on prepayment",
         polarity=Polarity.NEUTRAL, patients=True, no="You need not pay for a package in advance"),
    Fact("limits_reviews", "rights", "They ask you to sign limits on reviews", "Limits on reviews",
         "Will you ask me to sign anything that limits reviews?",
         "A paper that forbids reviews does not bind you, and is a warning sign.",
         "Consumer Review Fairness Act", polarity=Polarity.ADVERSE, patients=True,
         no="They ask for no limits on reviews"),
)

FACTS: dict[str, Fact] = {fact.key: fact for fact in _ALL}
HEADLINE = ("anesthesiologist", "psychiatrist", "dea")
"""On every card, in this order, always all three."""
