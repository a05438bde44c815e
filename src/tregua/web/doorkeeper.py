"""Who is at the door, and what he may do here.

Every address says what is done there (:mod:`tregua.web.gate`); before anything of it runs, the doorkeeper is
asked who it is and whether he may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request

from tregua.model.rights import OPERATOR, Asked, Person, Verdict

__all__ = ["Alone", "Doorkeeper", "May", "Person"]

May = Callable[[Person, Asked], Verdict]
"""The table of rights, as a function: :func:`tregua.centre.rights.may`."""


class Doorkeeper(Protocol):
    """Whose request it is, and what the table of rights says."""

    def who(self, request: Request) -> Person | None:
        """Whoever sent this; None for somebody who has to sign in first. Called off the event loop, once a
        request."""
        ...

    def may(self, person: Person, asked: Asked) -> Verdict:
        """Whether he may, and if not, why."""
        ...


@dataclass(frozen=True)
class Alone:
    """A dashboard without accounts: whoever reaches it is one and the same person."""

    table: May
    person: Person = OPERATOR

    def who(self, request: Request) -> Person | None:
        """Always the same."""
        return self.person

    def may(self, person: Person, asked: Asked) -> Verdict:
        """As the table says."""
        return self.table(person, asked)
