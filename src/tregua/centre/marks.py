"""Under what the registers' entries were made, and making them again where that is no longer so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

import tregua
from tregua.agreement.terms import Agreement
from tregua.centre.centre import Centre
from tregua.model.messages import say
from tregua.model.records import Claim
from tregua.model.standing import Register
from tregua.registers import Posting, entries_of, post
from tregua.registers.entries.posting import FORM
from tregua.registers.entries.resting import rest_on


def postings_of(claims: Sequence[Claim], agreement: Agreement) -> list[Posting]:
    """The entries of ``claims`` in all registers, each where it stands, whether corrected or not."""
    return [post(entry, agreement) for claim in claims for entry in entries_of(claim, agreement)]


def mark_of(centre: Centre) -> str:
    """What entries of this centre are made under: this version of Tregua, and of the accord whose side every
    actor is of and what else each register declares. Nothing else of an accord changes an entry, so that a
    mended deadline or a new obligation leaves them as they are."""

    def make() -> str:
        rests = {"version": f"{tregua.__version__}/{FORM}", **rest_on(centre.agreement)}
        return json.dumps(rests, sort_keys=True, ensure_ascii=False)

    return centre.recall("entries' mark", make)


def keep_registers(centre: Centre) -> None:
    """Makes entries again where those in the database were made under something else: those only that can
    have become others, or all of them where nobody can say."""
    before, mark = centre.state.mark, mark_of(centre)
    if before == mark:
        return
    make = partial(postings_of, agreement=centre.agreement)
    changed = _changed(before, mark)
    if changed is None:
        _enter_anew(centre, mark, make)
    else:
        centre.state.enter_again(mark, make, *changed)


def _enter_anew(centre: Centre, mark: str, make: Callable[[Sequence[Claim]], list[Posting]]) -> None:
    """Makes all entries again, telling how many claims' are made: of very many it takes minutes."""
    latest = centre.state.snapshot()
    total = centre.state.claim_count(latest) if latest else 0
    done = 0

    def tell() -> None:
        centre.tell(lambda: say("state.entered_anew", done=done, total=total), done=done >= total)

    def counted(claims: Sequence[Claim]) -> list[Posting]:
        nonlocal done
        made = make(claims)
        done += len(claims)
        tell()
        return made

    tell()
    centre.state.enter_anew(mark, counted)


def _changed(before: str | None, mark: str) -> tuple[tuple[str, ...], tuple[Register, ...]] | None:
    """The actors whose side has changed, and the registers of which every entry may have changed; None where
    that cannot be told."""
    old, new = json.loads(before or "{}"), json.loads(mark)
    if old.get("version") != new["version"]:
        return None
    actors, registers = (_differing(old[what], new[what]) for what in ("sides", "registers"))
    return actors, cast("tuple[Register, ...]", registers)


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))
