"""What the invented reviews are made of. They keep the guidelines: experience, no names, no doses, no outcomes."""

GOOD = (
    "The nurse told me each step before she did it, and I was never alone.",
    "They asked for my list of medicines twice and called my own doctor before the first visit.",
    "The room was quiet and the light could be turned down.",
    "I could stop at any time, and they said so every time.",
    "The price on the paper was the price on the bill.",
    "Nobody hurried me out. They looked in until I could stand well.",
    "My sister was allowed to stay in the room with me.",
    "The front desk found out what my plan would pay before I came.",
    "They called the next morning to ask how the night had been.",
    "It took an hour to go over my history before anything was booked.",
)
MIXED = (
    "The staff were kind, but there was somebody new at almost every visit.",
    "I waited forty minutes past my time on two of the days.",
    "Parking is hard, and the ride home has to be at the door.",
    "The nurse looked in often. I would have liked the door to stay open.",
    "The estimate was right but for one charge that nobody had mentioned.",
    "It was hard to reach anybody by phone after lunch.",
    "The chair was fine, the next room was loud.",
    "They answered my questions when I asked, and said little when I did not.",
)
BAD = (
    "I was told one price on the phone and shown another one in the room.",
    "For a long while there was nobody in the room, and the bell did not work.",
    "They asked me to sign a paper about reviews before I had even sat down.",
    "Nobody asked about my heart until I brought it up myself.",
    "I was sent to the waiting room while the walls were still moving.",
    "The package had to be paid before the first visit, and the rest was not paid back.",
    "The doctor whom the website shows was not in the building on any day that I came.",
)
LONG = (
    "I am writing this at some length because I could not find anything like it when I was looking.",
    ("It began with a call that took most of an hour. They asked what I take, what I had tried, who lives with me, "
    "and what I would do if a day went badly. I was sent a form with the costs line by line, to keep for a week."),
    ("On the first day a nurse took my blood pressure twice, since it was high when I came in, and we waited until it "
    "had come down. She sat near the door the whole time. There was a blanket, and headphones if you wanted them. A "
    "doctor came by at the start and at the end. I did not like the first ten minutes. She said that this was common, "
    "and that I could raise my hand, and I did once, and she came over at once and stayed."),
    ("Later visits were shorter. Two of them began late, one by almost an hour, with no word at the desk. When I said "
    "so, they wrote it down, and the next one began on time. My brother drove me each time. They would not let me go "
    "without seeing him, which I first found a nuisance and now think is right."),
    ("About money: the bill was what the form had said, with one charge more for a tablet against nausea. I asked "
    "about it and they took it off. My plan paid for the doctor and for nothing else, as they had told me."),
    ("What I would ask before I go: who is in the building on the day, how long they watch you after, and what happens "
    "if you want to stop half-way through a package."),
)  # fmt: skip
HELD = "Before I called them I had thoughts of suicide. They asked about it, and did not flinch."
ANSWERED = "I have taken the name out. Please look at it again."
REFUSED = {
    "private": "The nurse at the desk, you can find her house on Elm, was rude to me.",
    "not_a_patient": "My neighbor says that it is no good. I have not been there.",
    "conflict": "I work across the street and we do this better.",
    "duplicate": "They were kind. Sending this again, since I did not see it appear.",
    "abusive": "Idiots, all of them, every single one.",
    "advertising": "Nice. For a better offer see my own page.",
    "unrelated": "The restaurant downstairs closed early.",
    "no_experience": "This should be free for everyone.",
}
REPLIES = (
    (
        "Thank you for taking the time to write. Privacy rules stop us from saying anything about any one person. Our "
        "practice manager is glad to talk: please call the number on this page."
    ),
    (
        "We take all feedback seriously. Privacy rules stop us from discussing anything about any individual here. "
        "Anyone with a question about a bill can ask for it line by line."
    ),
)
CONCERNS = (("false", "I do not think that a patient wrote this."), ("private", "It says too much about somebody."),
            ("other", ""))  # fmt: skip
