"""``agreement show``: everything an accord holds, as tables short enough to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tregua.agreement.terms import Agreement, Obligation, Overrides
    from tregua.agreement.words import Teller
    from tregua.reporting.messages import Renderer


def print_accord(agreement: Agreement, renderer: Renderer) -> None:
    """The signed texts and who is who; obligations and provisions clause by clause with what each asks;
    exceptions and readings, definitions, events, zones, amendments and what the data leaves open."""
    from tregua.agreement.words import Teller
    from tregua.cli.show import print_table

    order = {clause.id: at for at, clause in enumerate(agreement.clauses)}
    teller = Teller(agreement)
    _print_some("frame", ("what", "id", "title", "when"), _frame(agreement))
    rows = [*_obligations(agreement, renderer, teller), *_provisions(agreement, renderer)]
    rows.sort(key=lambda row: order[row[0]])
    print_table(agreement.title, ("clause", "obligation", "kind", "obligors", "what", "when"), rows, wide=1)
    _print_some("asked", ("obligation", "what", "asked"), _particulars(agreement, renderer, teller))
    _print_some("special", ("obligation", "kind", "what"), _special(agreement, renderer, teller))
    definitions = ((one.id, one.term, one.meaning, one.clause) for one in agreement.definitions)
    _print_some("definitions", ("id", "title", "what", "clause"), definitions)
    _print_some("events", ("id", "title", "when"), _events(agreement, renderer, teller))
    columns = ("version", "kind", "obligation", "what", "agreed", "day")
    _print_some("amendments", columns, _amendments(agreement, renderer, teller))
    _print_some("zones", ("id", "kind", "title", "where", "when"), _zones(agreement, renderer))
    _print_some("limits", ("what",), ((one,) for one in agreement.limits))


def _print_some(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A table, where there is anything to put into it."""
    from tregua.cli.show import print_table, word

    listed = list(rows)
    if listed:
        print_table(word(f"cli.show.{title}"), columns, listed)


def _frame(agreement: Agreement) -> Iterator[tuple[str, str, str, str]]:
    """The signed texts with their days, the parties with who speaks for them."""
    from tregua.cli.show import word

    for one in agreement.instruments:
        when = word("cli.show.signed", signed=one.signed_on, binds=one.binds_from)
        yield word("cli.show.text"), one.id, one.title, when
    for party in agreement.parties:
        yield word(f"cli.show.role.{party.role}"), party.id, party.name, ", ".join(party.actors)


_ASKED = (
    "beneficiaries", "quantity", "shares", "area", "begin", "acts", "weapons", "distance", "interruption",
    "every", "body", "uses", "note",
)  # fmt: skip
"""What an obligation asks beside its title and its days, in the order in which it is told."""


def _particulars(agreement: Agreement, renderer: Renderer, teller: Teller) -> Iterator[tuple[str, str, str]]:
    """What each obligation asks for, a line a field; its id stands at the first."""
    for one in agreement.obligations:
        named = one.id
        for what, told in _fields(one, _ASKED, renderer, teller):
            yield named, what, told
            named = ""


def _fields(
    of: Obligation | Overrides, names: Iterable[str], renderer: Renderer, teller: Teller
) -> Iterator[tuple[str, str]]:
    """The fields that are given, by name and in words."""
    from tregua.cli.show import word

    for name in names:
        value = getattr(of, name, None)
        if value not in (None, "", (), {}):
            yield word(f"cli.show.field.{name}"), renderer.text(teller.tell(name, value))


def _events(agreement: Agreement, renderer: Renderer, teller: Teller) -> Iterator[tuple[str, str, str]]:
    """What days are counted from: its day, the obligation whose fulfilment it is, or what must be told."""
    from tregua.model.messages import say

    for one in agreement.events:
        if one.obligation:
            when = renderer.text(say("cli.show.when_done", obligation=f"obligation:{one.obligation}"))
        elif one.sign:
            when = renderer.text(say("cli.show.when_told", act=f"act:{one.sign.act}"))
        else:
            when = renderer.text(teller.tell("on", one.at or one.on))
        yield one.id, one.title, when


def _zones(agreement: Agreement, renderer: Renderer) -> Iterator[tuple[str, str, str, str, str]]:
    from tregua.agreement.words import tell_drawing
    from tregua.cli.show import word

    for one in agreement.zones:
        days = [day.isoformat() if day else "" for day in (one.valid_from, one.valid_until)]
        drawn = renderer.text(tell_drawing(one.geometry))
        how = word("cli.show.drawn", drawn=drawn, km=one.precision_km)
        yield one.id, one.kind, one.name, how, "–".join(days) if any(days) else ""


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


def _special(agreement: Agreement, renderer: Renderer, teller: Teller) -> Iterator[tuple[str, str, str]]:
    """What is excepted or permitted, and who reads what how."""
    from tregua.cli.show import word
    from tregua.model.messages import say

    for one in agreement.obligations:
        for exception in one.exceptions:
            yield one.id, word("cli.show.exception"), exception.text
        for reading in one.readings:
            whose = renderer.text(say("cli.show.reading", whose=f"reading:{reading.id}"))
            names = (name for name in type(one).model_fields if name in reading.changes)
            told = [f"{what}: {new}" for what, new in _fields(reading, names, renderer, teller)]
            yield one.id, whose, " ".join((reading.text, *told))
    for permitted in agreement.permitted:
        yield "", word("cli.show.permitted"), permitted.text


def _amendments(
    agreement: Agreement, renderer: Renderer, teller: Teller
) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Each with its form, what it puts in place or stops, who asked for it and who agreed."""
    from tregua.agreement.terms import Overrides
    from tregua.cli.show import word
    from tregua.model.messages import say

    for one in agreement.amendments:
        names = (name for name in Overrides.model_fields if name in one.changes)
        told = [f"{what}: {new}" for what, new in _fields(one, names, renderer, teller)]
        if one.from_on:
            told.append(word("cli.show.from_day", day=one.from_on))
        if one.until_on:
            told.append(word("cli.show.until_day", day=one.until_on))
        agreed = [
            renderer.text(say(f"cli.show.{how}", party=f"party:{party}"))
            for how, party in (("asked_by", one.asked_by), ("consented_by", one.consented_by))
            if party
        ]
        what = "; ".join((one.title, *told))
        kind = f"{_kind(one.kind)}, {one.form}"
        yield one.id, kind, ", ".join(one.obligations), what, "; ".join(agreed), one.known_on.isoformat()


def _kind(kind: str) -> str:
    return kind.replace("_", " ")
