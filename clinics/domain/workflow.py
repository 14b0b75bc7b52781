"""A state machine as one frozen table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A verb: the states it may be taken from, and where it may lead."""

    verb: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Workflow:
    name: str
    steps: tuple[Step, ...]

    def before(self, verb: str) -> tuple[str, ...]:
        """The states that `verb` may be taken from. Raises KeyError for a verb that is none."""
        return {step.verb: step.before for step in self.steps}[verb]

    def takes(self, verb: str, before: str) -> bool:
        """Whether `verb` may be done to what is in the state `before`. Raises KeyError for a verb that is none."""
        return before in self.before(verb)

    def mermaid(self) -> str:
        arrows = [f"    {a} --> {b} : {step.verb}" for step in self.steps for a in step.before for b in step.after]
        return "\n".join(["stateDiagram-v2", *arrows])
