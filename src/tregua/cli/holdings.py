"""``agreement show``: everything an accord holds, as tables short enough to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tregua.agreement.terms import Agreement, Obligation
    from tregua.agreement.words import Teller
    from tregua.reporting.messages import Renderer


def print_accord(agreement: Agreement, renderer: Renderer) -> None:
    """Obligations and provisions clause by clause, then exceptions and readings, then amendments."""
    from tregua.agreement.words import Teller
    from tregua.cli.show import print_table, word

    order = {clause.id: at for at, clause in enumerate(agreement.clauses)}
    rows = [*_obligations(agreement, renderer, Teller(agreement)), *_provisions(agreement, renderer)]
    rows.sort(key=lambda row: order[row[0]])
    print_table(agreement.title, ("clause", "obligation", "kind", "obligors", "what", "when"), rows, wide=1)
    special = [*_special(agreement, renderer)]
    if special:
        print_table(word("cli.show.special"), ("obligation", "kind", "what"), special)
    amendments = [*_amendments(agreement)]
    if amendments:
        print_table(word("cli.show.amendments"), ("version", "kind", "obligation", "what", "day"), amendments)


def _obligations(
    agreement: Agreement, renderer: Renderer, teller: Teller
) -> Iterator[tuple[str, str, str, str, str, str]]:
    for one in agreement.obligations:
        who = ", ".join(one.obligors)
        yield one.clause, one.id, _kind(one.kind), who, one.title, _when(one, renderer, teller)


def _when(obligation: Obligation, renderer: Renderer, teller: Teller) -> str:
    """Its window, its term and what it comes after; a dash where none is named."""
    given = {name: getattr(obligation, name) for name in ("window", "term", "depends")}
    told = [renderer.text(teller.tell(name, value)) for name, value in given.items() if value]
    return "; ".join(told) or renderer.text(teller.tell("window", None))


def _provisions(agreement: Agreement, renderer: Renderer) -> Iterator[tuple[str, str, str, str, str, str]]:
    from tregua.agreement.words import tell_term

    for one in agreement.provisions:
        term = renderer.text(tell_term(one.term)) if one.term else ""
        yield one.clause, one.id, _kind(one.kind), ", ".join(one.holders), one.title, term


def _special(agreement: Agreement, renderer: Renderer) -> Iterator[tuple[str, str, str]]:
    """What is excepted or permitted, and who reads what how."""
    from tregua.cli.show import word
    from tregua.model.messages import say

    for one in agreement.obligations:
        for exception in one.exceptions:
            yield one.id, word("cli.show.exception"), exception.text
        for reading in one.readings:
            whose = renderer.text(say("cli.show.reading", whose=f"reading:{reading.id}"))
            yield one.id, whose, reading.text
    for permitted in agreement.permitted:
        yield "", word("cli.show.permitted"), permitted.text


def _amendments(agreement: Agreement) -> Iterator[tuple[str, str, str, str, str]]:
    for one in agreement.amendments:
        yield one.id, _kind(one.kind), ", ".join(one.obligations), one.title, one.known_on.isoformat()


def _kind(kind: str) -> str:
    return kind.replace("_", " ")
