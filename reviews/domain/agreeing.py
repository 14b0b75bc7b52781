"""What patients answer to a fact, in words beside what the clinic says. It stands beside the evidence, never in it."""

ANSWERS_FROM = 5
"""So many of them, yes and no together, before a number is shown: fewer could name a patient."""
DIFFER_FROM = 3
"""Where so many say the opposite, it is said in so many words."""
_OTHER = {"yes": "no", "no": "yes"}


def spoken(state: str, *, own_word: bool, yes: int, no: int) -> str:
    """ "The clinic says yes; 14 of 15 patients agree."; "" under five answers.

    state: the answer in force, yes, no or unknown. own_word: it rests on the clinic's word alone.
    """
    if yes + no < ANSWERS_FROM:
        return ""
    answer = "no" if state == "no" else "yes"
    alike, of = (yes if answer == "yes" else no), yes + no
    if own_word:
        return f"The clinic says {answer}; {_how_many(alike, of, 'agree', answer)}."
    words = _how_many(alike, of, "say", answer)
    return f"{words[0].upper()}{words[1:]}."


def _how_many(alike: int, of: int, verb: str, answer: str) -> str:
    differ = of - alike
    tail = f" {answer}" if verb == "say" else ""
    if not differ:
        return f"all {of} patients {verb}{tail}"
    if not alike:
        return f"all {of} patients say {_OTHER[answer]}"
    others = f", {differ} say {_OTHER[answer]}" if differ >= DIFFER_FROM else ""
    return f"{alike} of {of} patients {verb}{'s' if alike == 1 else ''}{tail}{others}"
