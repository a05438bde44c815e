"""What came before: claims that a correction may correct, and rows that a later edition of a sheet repeats.

A row that says the same as one of another sheet, of the same tier, is the same word and no second claim: the
sheet is kept and recorded, the word stands where it first came. Two rows of one sheet that say the same are
two; of a sheet with two only what goes beyond the first sheet's one is new.

A sheet corrects nothing but what everybody sees who sees the sheet: otherwise it would tell them that there
is something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tregua.centre.ports import State
from tregua.model.ids import item_of
from tregua.model.records import Claim, Item
from tregua.model.same import words_of
from tregua.model.tiers import Audience, Tier, sees
from tregua.reading.sheets_tiers import ForFewer

Again = Callable[[str], tuple[str, Sequence[Claim]]]
"""A received sheet's tier and its rows, read once more by the item's id; no rows for what is no sheet."""


class EarlierClaims:
    """Claims received before, and those read just now and not yet recorded: by id, by the file they came in
    and their row, by what they say."""

    def __init__(self, state: State, again: Again = lambda _: ("", ())) -> None:
        self._state = state
        self._again = again
        self._new: dict[str, list[Claim]] = {}
        self._named: dict[str, list[str]] = {}
        self._said: dict[tuple[str, str], list[Claim]] = {}
        self._tiers: dict[str, Tier] = {}

    def add(self, item: Item, claims: Iterable[Claim]) -> None:
        """Takes in what was read just now."""
        self._new[item.item_id] = list(claims)
        self._tiers[item.item_id] = item.tier
        self._named.setdefault(item.name, []).append(item.item_id)
        for claim in self._new[item.item_id]:
            if words := words_of(claim):
                self._said.setdefault((item.tier, words), []).append(claim)

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of this id; None where there is none."""
        return next((one for one in self._of(item_of(claim_id)) if one.claim_id == claim_id), None)

    def rows(self, name: str, row: int) -> tuple[Claim, ...]:
        """The claims of this row of files of this name, or those that the row repeats."""
        items = dict.fromkeys([*self._state.items_named(name), *self._named.get(name, ())])
        return self.in_row(items, row)

    def among(self, tier: Tier) -> Among:
        """Of these, what everybody sees who sees what is for ``tier``."""
        return Among(self, self._state.seen_by(Audience(tier)), Audience(tier))

    def tier_of_new(self, item_id: str) -> Tier | None:
        """For whom an item read just now is; None for any other."""
        return self._tiers.get(item_id)

    def new_named(self, name: str) -> Sequence[str]:
        """The items of this file name that were read just now."""
        return self._named.get(name, ())

    def in_row(self, items: Iterable[str], row: int) -> tuple[Claim, ...]:
        """The claims of this row of these items, or those that the row repeats."""
        return tuple(dict.fromkeys(one for item in items for one in self._in_row(item, row)))

    def _in_row(self, item_id: str, row: int) -> list[Claim]:
        found = [one for one in self._of(item_id) if one.row == row]
        if found or item_id in self._new:
            return found
        tier, claims = self._again(item_id)
        asked = [one for one in claims if one.row is not None and one.row <= row]
        told = self.told(tier, asked, item_id)
        return [one for claim, one in zip(asked, told, strict=True) if claim.row == row and one is not claim]

    def told(self, tier: str, claims: Sequence[Claim], item_id: str) -> list[Claim]:
        """The rows of a sheet, each as it came first: an earlier claim where it repeats one, else itself."""
        known = self._state.claims_saying([said for claim in claims if (said := words_of(claim))], tier)
        used: dict[str, int] = {}
        first: dict[str, str] = {}
        found: list[Claim] = []
        for claim in claims:
            one = claim
            if claim.supersedes in first:  # a row of this sheet that is itself repeated
                one = claim.model_copy(update={"supersedes": first[claim.supersedes]})
                known.update(self._state.claims_saying([words_of(one) or ""], tier))
            words = words_of(one) or ""
            same = [
                each
                for each in (*known.get(words, ()), *self._said.get((tier, words), ()))
                if item_of(each.claim_id) != item_id
            ]
            at = used.get(words, 0)
            used[words] = at + 1
            if words and at < len(same):
                first[claim.claim_id] = same[at].claim_id
                one = same[at]
            found.append(one)
        return found

    def _of(self, item_id: str) -> Iterable[Claim]:
        return self._new[item_id] if item_id in self._new else self._state.claims_of(item_id)


class Among:
    """Of what came before, what an audience sees; ``seen`` is the database as it does. Of what is there and
    not for it, whoever reads is told by ForFewer: they see that themselves."""

    def __init__(self, whole: EarlierClaims, seen: State, audience: Audience) -> None:
        self._whole, self._seen, self._audience = whole, seen, audience

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of this id; None where there is none."""
        found = self._whole.claim(claim_id)
        if found and not self._sees(item_of(claim_id)):
            raise ForFewer(claim_id)
        return found

    def rows(self, name: str, row: int) -> tuple[Claim, ...]:
        """The claims of this row of files of this name, or those that the row repeats."""
        new = (one for one in self._whole.new_named(name) if self._sees(one))
        found = self._whole.in_row(dict.fromkeys([*self._seen.items_named(name), *new]), row)
        if not found and self._whole.rows(name, row):
            raise ForFewer(name)
        return found

    def _sees(self, item_id: str) -> bool:
        tier = self._whole.tier_of_new(item_id)
        return self._seen.has_item(item_id) if tier is None else sees(self._audience, tier)
