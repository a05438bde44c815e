"""Of what kind a link is by somebody's word, and links that are said to be of several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tregua.agreement.terms import Agreement
from tregua.model.links import LinkKind
from tregua.model.messages import say
from tregua.model.register import Flag, Page
from tregua.model.standing import Entry
from tregua.registers.checks.together import things_of, things_written
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.sorts import sort_of_link


def kind_told(entry: Entry) -> LinkKind | None:
    """Of what kind the link is by this word; None where it does not say. That it is a corridor only the
    accord can say."""
    known: tuple[LinkKind, ...] = get_args(LinkKind)
    told = sort_of_link(entry.category) if entry.is_fact else ""
    return next((one for one in known if one == told), None)


def flag_kinds(page: Page, agreement: Agreement) -> Iterator[Flag]:
    """Links with a name that words told as facts make of several kinds. In one place there may be several
    links without a name."""
    told: dict[str, dict[LinkKind, list[str]]] = {}
    entries = [word.entry for line in page.lines if line.about for word in line.words]
    names = things_written(entries, agreement)
    for entry in entries:
        kind = kind_told(entry) if is_a(entry.act, "link") else None
        if kind is not None:
            for about in things_of(entry, agreement):
                told.setdefault(names[about.casefold()], {}).setdefault(kind, []).append(entry.claim_id)
    for about, kinds in sorted(told.items()):
        if len(kinds) > 1:
            yield Flag(
                text=say(
                    "registers.flag.two_kinds",
                    about=f"place:{about}",
                    kinds=tuple(say(f"ground.link.{kind}") for kind in sorted(kinds)),
                ),
                evidence=tuple(sorted({claim for claims in kinds.values() for claim in claims})),
            )
