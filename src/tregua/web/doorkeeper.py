"""Who is at the door, and what he may do here.

Every address says what is done there (:mod:`tregua.web.gate`); before anything of it runs, the doorkeeper is
asked who it is and whether he may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request

from tregua.model.messages import say
from tregua.model.rights import OPERATOR, Asked, Person, Verdict
from tregua.model.tiers import PUBLIC, Audience

__all__ = ["NOBODY", "Alone", "Asker", "Doorkeeper", "May", "Person"]

May = Callable[[Person, Asked], Verdict]
"""The table of rights, as a function: :func:`tregua.centre.rights.may`."""


class Doorkeeper(Protocol):
    """Whose request it is, and what the table of rights says."""

    @property
    def sign_in(self) -> str:
        """The address at which somebody signs in; empty where nobody does."""
        ...

    def who(self, request: Request) -> Person | None:
        """Whoever sent this; None for somebody who has to sign in first. Called off the event loop, once a
        request."""
        ...

    def may(self, person: Person, asked: Asked) -> Verdict:
        """Whether he may, and if not, why."""
        ...

    def audience(self, person: Person) -> Audience:
        """With whose eyes he sees."""
        ...


@dataclass(frozen=True)
class Alone:
    """A dashboard without accounts: whoever reaches it is one and the same person, with one audience."""

    table: May
    seen_by: Audience
    person: Person = OPERATOR
    sign_in: str = ""

    def who(self, request: Request) -> Person | None:
        """Always the same."""
        return self.person

    def may(self, person: Person, asked: Asked) -> Verdict:
        """As the table says."""
        return self.table(person, asked)

    def audience(self, person: Person) -> Audience:
        """The one for which the dashboard was opened."""
        return self.seen_by


@dataclass(frozen=True)
class Asker:
    """Somebody at the door with the table beside him: what handlers and templates ask."""

    person: Person | None
    table: May
    audience: Audience = PUBLIC

    def verdict(self, asked: Asked) -> Verdict:
        """Whether he may, and if not, why; nobody may anything."""
        if self.person is None:
            return Verdict(False, say("rights.sign_in"))
        return self.table(self.person, asked)

    def may(self, action: str, state: str = "running", *, own: bool | None = None) -> bool:
        """Whether he may; without ``own``, whether he may with his own or with another's."""
        either = (True, False) if own is None else (own,)
        return any(self.verdict(Asked(action, state, one)).allowed for one in either)


def _nothing(_person: Person, _asked: Asked) -> Verdict:
    return Verdict(False)


NOBODY = Asker(None, _nothing)
"""Nobody is at the door."""
