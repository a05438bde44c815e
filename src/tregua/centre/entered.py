"""Every entry as it was entered: those that stand, and those that were corrected or struck out since, each
with what took its place; and in which other sheets the same word stands."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.centre.centre import Centre
from tregua.centre.corrected import corrected_entries, corrections_of
from tregua.centre.intake import earlier_claims
from tregua.centre.ports import Snapshot
from tregua.centre.registers import stream_entries
from tregua.centre.texts import text_of
from tregua.model.answers import EnteredAnswer
from tregua.model.errors import BadRow
from tregua.model.records import Claim, Item, is_strike
from tregua.model.standing import Entry
from tregua.reading.sheets import is_sheet, read_sheet
from tregua.registers import entries_of
from tregua.registers.entries.parts import Part


class EnteredSince:
    """A part of a register in one snapshot, entry by entry."""

    def __init__(self, centre: Centre, snapshot: Snapshot, part: Part) -> None:
        self._centre, self._snapshot, self._part = centre, snapshot, part
        self._known = corrections_of(centre, snapshot)
        gone = corrected_entries(centre, snapshot, part)
        self._gone = tuple(entry for entry, _ in gone)
        self._by = {entry.claim_id: by for entry, by in gone}
        self._also = repeats(centre, snapshot)

    def __iter__(self) -> Iterator[EnteredAnswer]:
        """Those that stand by day, as they are read; then those that stand no longer."""
        yield from self.standing()
        yield from self.superseded()

    def standing(self) -> Iterator[EnteredAnswer]:
        """Those that stand by day, as they are read; those without any day come first."""
        return (self.told(entry) for entry in stream_entries(self._centre, self._snapshot, self._part))

    def superseded(self) -> tuple[EnteredAnswer, ...]:
        """Those that stand no longer, by day."""
        return tuple(self.told(entry) for entry in self._gone)

    def told(self, entry: Entry) -> EnteredAnswer:
        """An entry with what took its place and what it took the place of."""
        claim_id = entry.claim_id
        own, by = self._known.get(claim_id), self._by.get(claim_id)
        instead = self._known[by] if by else None
        return EnteredAnswer.model_construct(
            **dict(entry),
            stands=by is None,
            supersedes=own.supersedes if own and own.supersedes in self._known else None,
            superseded_by=by,
            superseded_as=None if instead is None else "struck" if is_strike(instead) else "corrected",
            superseded_by_entries=self._entries_of(instead, entry),
            also_in=self._also.get(claim_id, ()),
        )

    def _entries_of(self, claim: Claim | None, of: Entry) -> tuple[str, ...]:
        """The ids of a claim's entries in the register of the one it corrects."""
        made = entries_of(claim, self._centre.agreement) if claim else ()
        return tuple(one.entry_id for one in made if one.register_name == of.register_name)


def repeats(centre: Centre, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """By claim, the rows of other sheets known in ``snapshot`` that say the same and made no claim of their
    own, as ``corrects`` names them: ``posts.csv:5``. Only sheets that have fewer claims than lines are
    read."""

    def make() -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for item, own in centre.state.tables(snapshot):
            text = text_of(centre, item.item_id)
            if is_sheet(text) and own < _rows_at_most(text):
                for claim_id, row in _repeated_in(centre, item, text):
                    found.setdefault(claim_id, []).append(f"{item.name}:{row}")
        return {claim_id: tuple(rows) for claim_id, rows in found.items()}

    return centre.recall(("repeats", centre.state.content_size(snapshot)), make)


def _rows_at_most(text: str) -> int:
    """How many rows a sheet can have: its lines but the header row, without empty ones and remarks."""
    lines = (line.lstrip('\ufeff" ') for line in text.splitlines())
    return sum(1 for line in lines if line and not line.startswith("#")) - 1


def _repeated_in(centre: Centre, item: Item, text: str) -> Iterator[tuple[str, int]]:
    earlier = earlier_claims(centre)
    try:
        rows = read_sheet(text, centre.vocabulary, item.name, earlier.among(item.tier), item.item_id).claims
    except BadRow:  # what it corrects can no longer be found by its name: nothing is told of it
        return
    taken = {one.row for one in centre.state.claims_of(item.item_id)}
    for row, first in zip(rows, earlier.told(item.tier, rows, item.item_id), strict=True):
        if row.row is not None and row.row not in taken and first is not row:
            yield first.claim_id, row.row
