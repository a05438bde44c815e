"""What is owed: the clause in our words, who owes it to whom, what, how much, where, when, what is
excepted, and who checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tregua.agreement.amounts import Distance, Quantity, Weapons
from tregua.agreement.calendar import last_day, parse_duration
from tregua.agreement.terms import Agreement, Clause, Exemption, Obligation
from tregua.compliance.explaining.days import (
    duration,
    rounds_from,
    tell_rounds,
    tell_term,
    tell_window,
    weekday,
)
from tregua.compliance.explaining.points import what_bears_on
from tregua.model.bounds import say_count
from tregua.model.explanation import About, Told
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import DAILY
from tregua.vocabulary.weapons import WEAPONS

_WITHOUT_OTHERS = frozenset({"exchange", "renew", "return"})
"""Kinds of which, where no number is agreed, nobody independent decides."""


def tell_owed(
    agreement: Agreement, obligation: Obligation, day_of: Callable[[str], date | None], on: date
) -> tuple[Told, ...]:
    """What ``obligation`` asks, its days already counted where their events are known (``day_of``); of what
    falls due again and again, which time the day ``on`` lies in."""
    clause = next((one for one in agreement.clauses if one.id == obligation.clause), None)
    parts: tuple[tuple[About, Iterator[Message]], ...] = (
        ("clause", _clause(agreement, obligation, clause)),
        ("object", _object(agreement, obligation)),
        ("who", _who(agreement, obligation)),
        ("amount", _how_much(obligation)),
        ("where", _where(agreement, obligation)),
        ("begin", _begin(agreement, obligation, day_of)),
        ("when", _when(agreement, obligation, day_of, on)),
        ("words", _definitions(agreement, obligation)),
        ("allowed", _exceptions(agreement, obligation)),
        ("checked", _checked(clause)),
        ("note", _note(obligation)),
    )
    return tuple(Told(about=about, text=text) for about, texts in parts for text in texts)


def tell_rule(obligation: Obligation) -> tuple[Message, ...]:
    """What the rule of its kind asks, where a number or a period is agreed with what that changes; and who
    is meant by somebody independent, where the rule speaks of such."""
    code = f"compliance.kind.{obligation.kind}.asks"
    if is_counted(obligation):
        code += ".count"
        if obligation.kind == "exchange" and not obligation.shares:
            code += ".whole"
    elif obligation.kind == "report" and obligation.every:
        code += ".every"
    asks = say(code, days=obligation.present_days)
    if obligation.kind in _WITHOUT_OTHERS and not is_counted(obligation):
        return (asks,)
    return asks, say("explain.independent")


def is_counted(obligation: Obligation) -> bool:
    """Whether it is people or things to be counted against a number agreed."""
    return obligation.kind in ("exchange", "return") and bool(obligation.quantity or obligation.shares)


def _clause(agreement: Agreement, obligation: Obligation, clause: Clause | None) -> Iterator[Message]:
    if clause is None:
        return
    told = what_bears_on(agreement, obligation, clause.summary)
    code = "explain.clause" if told == clause.summary else "explain.clause.part"
    yield say(code, clause=clause.reference, summary=told)


def _object(agreement: Agreement, obligation: Obligation) -> Iterator[Message]:
    yield say("explain.object", object=obligation.object.rstrip("."))
    beside = sum(one.clause == obligation.clause for one in agreement.obligations) - 1
    if beside:
        yield say("explain.object.beside", number=beside)
    if obligation.weapons is not None:
        yield say("explain.weapons", weapons=tell_weapons(obligation.weapons))


def _who(agreement: Agreement, obligation: Obligation) -> Iterator[Message]:
    owing, owed = parties(obligation.obligors), parties(obligation.beneficiaries)
    if not obligation.beneficiaries:
        yield say("explain.who.nobody_named", obligors=owing)
    elif set(obligation.obligors) == set(obligation.beneficiaries) and len(obligation.obligors) > 1:
        yield say("explain.who.each_other", obligors=owing)
    else:
        yield say("explain.who", obligors=owing, beneficiaries=owed)
    concerned = {*obligation.obligors, *obligation.beneficiaries}
    for party in agreement.parties:
        others = tuple(actor for actor in party.actors if actor != party.id)
        if party.id in concerned and others and len(party.actors) > 1:
            speaking = tuple(f"actor:{actor}" for actor in others)
            yield say("explain.speaks", party=f"party:{party.id}", actors=speaking)


def parties(ids: tuple[str, ...]) -> tuple[Argument, ...]:
    """Parties as arguments."""
    return tuple(f"party:{one}" for one in ids)


def _how_much(obligation: Obligation) -> Iterator[Message]:
    if obligation.quantity is not None:
        yield say("explain.quantity", figure=tell_quantity(obligation.quantity))
    code = "explain.share.of_it" if obligation.quantity is not None else "explain.share"
    for party, share in obligation.shares.items():
        yield say(code, party=f"party:{party}", figure=tell_quantity(share))


def tell_quantity(quantity: Quantity) -> Message:
    """*at most 12 guns*, *exactly 1,960 servicemen*; *in each month* where it is a flow."""
    exact = quantity.comparator == "="
    count = (
        say("explain.exactly", number=quantity.value)
        if exact
        else say_count(quantity.value, quantity.value, quantity.comparator)
    )
    figure = say("compliance.figure", count=count, unit=f"unit:{quantity.unit}")
    if not quantity.per:
        return figure
    return say("explain.flow", figure=figure, duration=duration(quantity.per))


def tell_weapons(weapons: Weapons) -> Message:
    """The classes in words, and the calibre."""
    classes = tuple(
        say("explain.weapons.class", gloss=WEAPONS[one].gloss if one in WEAPONS else one)
        for one in weapons.classes
    )
    named: Argument = classes or say("explain.weapons.any")
    if weapons.calibre is None:
        return say("explain.weapons.named", classes=named)
    limit = say_count(weapons.calibre.mm, weapons.calibre.mm, weapons.calibre.comparator)
    return say("explain.weapons.calibre", classes=named, limit=limit)


def _distance(agreement: Agreement, distance: Distance) -> Iterator[Message]:
    zones = {one.id for one in agreement.zones} - {one.place_id for one in agreement.places}
    for party, zone in distance.baselines.items():
        yield say("explain.distance", party=f"party:{party}", km=distance.km, line=_line(zones, zone))


def _line(zones: set[str], line: str) -> str:
    """A line by its name as a place, or by that of the zone that draws it where it is no place."""
    return f"zone:{line}" if line in zones else f"place:{line}"


def _where(agreement: Agreement, obligation: Obligation) -> Iterator[Message]:
    if obligation.area:
        yield say("explain.where", places=tuple(f"place:{one}" for one in obligation.area))
    if obligation.distance is not None:
        yield from _distance(agreement, obligation.distance)


def _when(
    agreement: Agreement, obligation: Obligation, day_of: Callable[[str], date | None], on: date
) -> Iterator[Message]:
    if obligation.window is not None:
        yield from tell_window(agreement, obligation.window, day_of(obligation.window.event))
    elif obligation.kind in DAILY:
        yield say("explain.when.lasting", day=weekday(agreement.binds_from(obligation)))
    elif obligation.term is None:
        yield say("explain.when.no_day")
    if obligation.term is not None:
        yield from tell_term(obligation.term, on)
    if obligation.every:
        window = obligation.window
        known = window is None or not window.event or window.starts_at or window.due
        if known:
            starts = rounds_from(agreement, obligation)
            yield from tell_rounds(starts, obligation.every, last_day(window), on)
        else:
            yield say("explain.every", duration=duration(obligation.every))
    if obligation.interruption:
        hours = ".hours" if parse_duration(obligation.interruption).hours else ""
        yield say(f"explain.interruption{hours}", duration=duration(obligation.interruption))


def _begin(
    agreement: Agreement, obligation: Obligation, day_of: Callable[[str], date | None]
) -> Iterator[Message]:
    if obligation.begin is not None:
        yield from tell_window(agreement, obligation.begin, day_of(obligation.begin.event))


def _definitions(agreement: Agreement, obligation: Obligation) -> Iterator[Message]:
    for one in agreement.definitions:
        if one.id in obligation.uses:
            yield say("explain.definition", term=one.term, meaning=one.meaning.rstrip("."))


def _exceptions(agreement: Agreement, obligation: Obligation) -> Iterator[Message]:
    for one in obligation.exceptions:
        yield from _exempt("explain.exception", one)
    for one in agreement.permitted if obligation.kind in DAILY else ():
        yield from _exempt("explain.permitted", one)


def _exempt(code: str, one: Exemption) -> Iterator[Message]:
    text = one.text.rstrip(".")
    if one.clause:
        yield say(f"{code}.in_clause", text=text, clause=f"clause:{one.clause}")
    else:
        yield say(code, text=text)


def _checked(clause: Clause | None) -> Iterator[Message]:
    if clause is None or clause.verification is None:
        yield say("explain.checked.not_told")
        return
    checked = clause.verification
    text = checked.text.rstrip(".")
    if checked.by:
        yield say("explain.checked", who=parties(checked.by), text=text)
    else:
        yield say("explain.checked.nobody", text=text)


def _note(obligation: Obligation) -> Iterator[Message]:
    if obligation.note:
        yield say("explain.note", text=obligation.note)
