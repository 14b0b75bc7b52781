"""The order in which people ask: which pages there are, and which comes after which. Words: guide/pages/."""

from dataclasses import dataclass

HELP, QUESTIONS, DAY = "help-now", "questions", "the-day"


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the path. slugs: of its pages, in order. tools: names of routes that belong to it, and their words."""

    title: str
    slugs: tuple[str, ...]
    tools: tuple[tuple[str, str], ...] = ()


PATH = (
    Stage(
        "Is it for me",
        (
            "is-it-right-for-me",
            "uses-and-evidence",
            "side-effects-and-risks",
            "what-ketamine-is",
            "how-it-works",
            "is-it-legal",
        ),
    ),
    Stage("How it is given", ("ways-it-is-given",)),
    Stage(
        "Choosing a clinic", ("choosing-a-clinic",), (("guide:first-call", "Questions for the first call, to print"),)
    ),
    Stage(
        "What it costs",
        ("cost-and-insurance",),
        (("guide:worksheet", "Add up your own costs"), ("clinics:costs", "What clinics here charge")),
    ),
    Stage("The day", ("before-during-after", DAY)),
    Stage("After", ("making-it-last",)),
    Stage("Besides", (QUESTIONS, HELP)),
)
SLUGS = tuple(slug for stage in PATH for slug in stage.slugs)


def stage_of(slug: str) -> Stage:
    """Raises StopIteration for a slug that is none."""
    return next(stage for stage in PATH if slug in stage.slugs)


def beside(slug: str) -> tuple[str, str]:
    """The pages before and after this one, "" at the ends."""
    at = SLUGS.index(slug)
    return SLUGS[at - 1] if at else "", SLUGS[at + 1] if at + 1 < len(SLUGS) else ""
