"""A centre in hand: its charter, its accord, and the ports that keep what it knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from tregua.agreement.terms import Agreement
from tregua.centre.charter import Charter
from tregua.centre.ports import Bulk, Clock, Evidence, Inbox, Ledger, Reports, State
from tregua.vocabulary.lexicon import Vocabulary


@dataclass(frozen=True)
class Centre:
    """Everything an operation needs. ``memory`` holds what follows from a snapshot alone."""

    charter: Charter
    agreement: Agreement
    vocabulary: Vocabulary
    ledger: Ledger
    state: State
    evidence: Evidence
    bulk: Bulk
    inbox: Inbox
    reports: Reports
    clock: Clock
    basemap: dict[str, dict[str, object]] = field(default_factory=dict)
    memory: dict[object, object] = field(default_factory=dict)
