"""What a report is made of, and the desk where it is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.model.ids import item_of
from tregua.model.messages import Argument, Message
from tregua.model.records import Claim, Item
from tregua.model.standing import Entry, Finding, Incident, Reason, Register, Status, Watch
from tregua.record.checkpoint import Checkpoint
from tregua.reporting.messages import Renderer
from tregua.reporting.report import Cite, Ground


class Known(Protocol):
    """What the centre knew at the cut-off, already filtered by a snapshot."""

    @property
    def items(self) -> Sequence[Item]:
        """Items received."""

    @property
    def claims(self) -> Sequence[Claim]:
        """Claims read from them."""

    @property
    def entries(self) -> Sequence[Entry]:
        """Lines of the registers."""

    @property
    def incidents(self) -> Sequence[Incident]:
        """Incidents, in any order."""

    @property
    def findings(self) -> Sequence[Finding]:
        """Findings of the centre."""

    @property
    def watches(self) -> Sequence[Watch]:
        """Who says to have watched what."""


class Charter(Protocol):
    """What the centre is."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def zone(self) -> str:
        """Its time zone."""

    @property
    def demonstration(self) -> bool:
        """A bundled example, not a real centre."""

    @property
    def reconstructed(self) -> bool:
        """Whether "known since" follows publication dates."""

    @property
    def tier(self) -> str:
        """Who may read its reports."""

    @property
    def limits(self) -> Sequence[str]:
        """What its material cannot show."""


@dataclass(frozen=True)
class Material:
    """Everything one report rests on. ``text_of`` gives an item's decoded text (KeyError if gone)."""

    agreement: Agreement
    known: Known
    charter: Charter
    day: date
    as_of: datetime
    statuses: tuple[Status, ...]
    previous: tuple[Status, ...]
    audits: tuple[Reason, ...]
    notes: Mapping[Register, Sequence[str]]
    checkpoint: Checkpoint | None
    edition: int
    text_of: Callable[[str], str]


@dataclass
class Desk:
    """Where sections are written: the material, the words, and the running list of evidence."""

    material: Material
    renderer: Renderer
    cited: dict[str, int] = field(default_factory=dict)

    def say(self, code: str, /, **args: Argument) -> str:
        """The text of a message."""
        return self.renderer.text(Message(code=code, args=args))

    def cite(self, evidence: Iterable[str]) -> tuple[Cite, ...]:
        """Numbers for these claims or items, the same number for the same evidence."""
        cites: dict[str, Cite] = {}
        for one in evidence:
            number = self.cited.setdefault(one, len(self.cited) + 1)
            cites[one] = Cite(number=number, evidence_id=one)
        return tuple(sorted(cites.values(), key=lambda cite: cite.number))

    def ground(self, reason: Reason) -> Ground:
        """A reason in words, with its evidence."""
        return Ground(text=self.renderer.text(reason.text), cites=self.cite(reason.evidence))

    def actor(self, actor_id: str | None) -> str:
        """An actor's name; who is not named is said to be so."""
        return self.renderer.value(f"actor:{actor_id}") if actor_id else self.say("report.source_unnamed")

    def outlet(self, evidence_id: str) -> str:
        """What it came through: as the item prints it, else by the claim's own id; may be empty."""
        item = self.items.get(item_of(evidence_id))
        claim = self.claims.get(evidence_id)
        printed = item.outlet if item else None
        if printed and "/" not in printed:
            return printed
        through = (claim.through if claim else None) or printed
        return self.actor(through) if through else ""

    def whose(self, said_by: str | None, evidence_id: str) -> str:
        """Whose word it is, and through whom where that is another."""
        whose, through = self.actor(said_by), self.outlet(evidence_id)
        if not through or is_own(whose, through):
            return whose
        return self.say("report.through", whose=whose, through=through)

    def places(self, place_ids: Sequence[str]) -> str:
        """Places with every party's form, separated by semicolons."""
        return "; ".join(self.renderer.names.place(one) for one in place_ids)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every known claim by id."""
        return {claim.claim_id: claim for claim in self.material.known.claims}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every known item by id."""
        return {item.item_id: item for item in self.material.known.items}

    @cached_property
    def previous(self) -> Mapping[str, Status]:
        """Yesterday's standings by obligation."""
        return {status.obligation_id: status for status in self.material.previous}

    def published_on(self, evidence_id: str) -> str:
        """The day the evidence was published, ISO; empty when no day is printed."""
        claim = self.claims.get(evidence_id)
        item = self.items.get(item_of(evidence_id))
        printed = (claim.published_at if claim else None) or (item.published_at if item else None)
        return (printed or "")[:10]

    def is_new(self, evidence_id: str) -> bool:
        """Whether the evidence was published on the report's day."""
        return self.published_on(evidence_id) == self.material.day.isoformat()


def is_own(speaker: str, outlet: str) -> bool:
    """Whether an outlet is the speaker's own: its name says nothing less than the speaker's,
    whatever the case, the spelling of defence and the order of words."""
    return bool(outlet) and _words(speaker) <= _words(outlet)


def _words(name: str) -> set[str]:
    plain = name.casefold().replace("defense", "defence").replace("'s", "")
    return {word.strip(",.;:()") for word in plain.split()} - {"of", "the"}
