"""A state machine as one frozen table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Workflow:
    """steps: for each state, the states it may go to."""

    name: str
    steps: Mapping[str, Iterable[str]]

    def allows(self, before: str, after: str) -> bool:
        return after in self.steps.get(before, ())

    def mermaid(self) -> str:
        arrows = [f"    {a} --> {b}" for a, later in self.steps.items() for b in later]
        return "\n".join(["stateDiagram-v2", *arrows])
