"""A centre in hand: its charter, its accord, and the ports that keep what it knows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from tregua.agreement.terms import Agreement
from tregua.centre.charter import Charter
from tregua.centre.ports import Bulk, Clock, Evidence, Inbox, Ledger, Names, Reports, State
from tregua.model.messages import Message
from tregua.model.tiers import INTERNAL, Audience
from tregua.vocabulary.lexicon import Vocabulary

T = TypeVar("T")


class Telling(Protocol):
    """Tells the person who waits how far a piece of work is, where it lasts."""

    def __call__(self, message: Callable[[], Message], *, done: bool) -> None:
        """``message`` says how far it is; ``done`` ends the work. Called again and again."""


def tell_nobody(message: Callable[[], Message], *, done: bool) -> None:
    """Nobody waits."""


@dataclass(frozen=True)
class Centre:
    """Everything an operation needs. ``memory`` holds what follows from a snapshot alone;
    ``accord_files`` are the accord's by path, each with its SHA-256; empty where none are to be sealed.
    ``audience`` is who is shown what follows from it: ``state`` is bound to the same one
    (:func:`tregua.centre.audiences.seen_by`)."""

    charter: Charter
    agreement: Agreement
    vocabulary: Vocabulary
    ledger: Ledger
    state: State
    evidence: Evidence
    bulk: Bulk
    inbox: Inbox
    reports: Reports
    names: Names
    clock: Clock
    tell: Telling = tell_nobody
    audience: Audience = INTERNAL
    accord_files: Mapping[str, str] = field(default_factory=dict)
    memory: dict[Hashable, Any] = field(default_factory=dict)

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gave the first time it was asked under ``key``."""
        if key not in self.memory:
            self.memory[key] = make()
        found: T = self.memory[key]
        return found
