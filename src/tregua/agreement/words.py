"""The terms of an accord told in words: windows, quantities, distances, who and where, as messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tregua.agreement.amounts import Distance, Quantity, Weapons
from tregua.agreement.calendar import parse_duration
from tregua.agreement.terms import Agreement, Dependency, Exemption, ReadingOf
from tregua.agreement.timing import SIGNATURE, Term, Window
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Record

NOTHING = say("accord.told.nothing")


class Teller:
    """Tells the fields of one accord's obligations."""

    def __init__(self, agreement: Agreement) -> None:
        self._events = {event.id: event.title for event in agreement.events}
        self._tell: dict[str, Callable[[Any], Argument]] = {
            "clause": lambda one: f"clause:{one}",
            "kind": lambda one: str(one).replace("_", " "),
            "body": lambda one: f"actor:{one}",
            "obligors": _ids("party"),
            "beneficiaries": _ids("party"),
            "holders": _ids("party"),
            "area": _ids("place"),
            "acts": _ids("act"),
            "window": self.window,
            "begin": self.window,
            "term": tell_term,
            "quantity": tell_quantity,
            "shares": _tell_shares,
            "weapons": _tell_weapons,
            "distance": _tell_distance,
            "interruption": tell_duration,
            "every": tell_duration,
            "depends": _tell_depends,
            "readings": _tell_texts,
            "exceptions": _tell_texts,
            "geometry": tell_drawing,
            "inclusive": _yes_no,
            "independent": _yes_no,
            "person": _yes_no,
            "schematic": _yes_no,
        }

    def tell(self, field: str, value: Any) -> Message:
        """A field's value in words; what is not given is a dash."""
        if value is None or value in ("", (), {}):
            return NOTHING
        told = self._tell.get(field, _plain)(value)
        return told if isinstance(told, Message) else say("accord.told.value", value=told)

    def window(self, window: Window) -> Message:
        """``by 20 November 2020, that day included``."""
        if window.event:
            title: Argument = self._events.get(window.event, window.event)
            event = say("accord.told.signature") if window.event == SIGNATURE else title
            if window.ahead:
                ahead = tell_duration(window.ahead)
                return say(f"accord.told.{window.preposition}.ahead", duration=ahead, event=event)
            if window.duration:
                duration = tell_duration(window.duration)
                return say(f"accord.told.{window.preposition}.counted", duration=duration, event=event)
            return say(f"accord.told.{window.preposition}.event", event=event)
        if window.preposition == "from" and window.starts_at:
            return say("accord.told.from", start=window.starts_at.isoformat(timespec="minutes"))
        if window.due_at:
            due = window.due_at.isoformat(sep=" ", timespec="minutes")
            return say(f"accord.told.{window.preposition}.hour", due=due)
        kept = say("accord.told.included" if window.inclusive else "accord.told.left_out")
        return say(f"accord.told.{window.preposition}", due=window.due or NOTHING, kept=kept)


def tell_duration(text: str) -> Message:
    """``P1Y6M`` → *1 year and 6 months*."""
    duration = parse_duration(text)
    years, months = divmod(duration.months, 12)
    counts = {"years": years, "months": months, "days": duration.days, "hours": duration.hours}
    parts = tuple(say(f"accord.told.{unit}", count=count) for unit, count in counts.items() if count)
    return say("accord.told.value", value=parts or (say("accord.told.days", count=0),))


def tell_quantity(quantity: Quantity) -> Message:
    """``exactly 1,960 servicemen``, with its flow where it has one."""
    args: dict[str, Argument] = {"value": quantity.value, "unit": f"unit:{quantity.unit}"}
    told = say(f"accord.told.{quantity.bound}", **args)
    return say("accord.told.per", told=told, per=tell_duration(quantity.per)) if quantity.per else told


def tell_term(term: Term) -> Message:
    """From when, how long, and how it goes on."""
    args: dict[str, Argument] = {"start": term.starts_on, "duration": tell_duration(term.duration)}
    if not term.inclusive:
        args["duration"] = say("accord.told.term.short", duration=args["duration"])
    if not term.renewal:
        return say("accord.told.term", **args)
    args["renewal"] = tell_duration(term.renewal)
    if term.renews == "by_agreement":
        return say("accord.told.term.agreed", **args)
    if not term.notice:
        return say("accord.told.term.renewed", **args)
    return say("accord.told.term.noticed", **args, notice=tell_duration(term.notice))


def _ids(prefix: str) -> Callable[[tuple[str, ...]], Argument]:
    return lambda ids: tuple(f"{prefix}:{one}" for one in ids)


def tell_drawing(geometry: Mapping[str, Any]) -> Message:
    """``an area of 1,234 km² with 4 corners``, ``a line of 45 km with 2 corners``, ``2 points``."""
    from tregua.agreement.geometry import measure

    form, size, corners = measure(dict(geometry))
    return say(f"accord.told.drawn.{form}", size=size, count=corners)


def _yes_no(value: bool) -> Message:
    return say("accord.told.yes" if value else "accord.told.no")


def _plain(value: Any) -> Argument:
    if isinstance(value, Record):
        given = {name: getattr(value, name) for name in type(value).model_fields}
        return _plain({name: one for name, one in given.items() if one not in (None, "", (), {})})
    if isinstance(value, tuple | list):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Mapping):
        pairs = ((key, _plain(one)) for key, one in value.items())
        return tuple(say("accord.told.pair", key=key, value=one) for key, one in pairs)
    return value if isinstance(value, int | float | str | date) else str(value)


def _tell_shares(shares: dict[str, Quantity]) -> Argument:
    return tuple(
        say("accord.told.share", party=f"party:{party}", quantity=tell_quantity(one))
        for party, one in sorted(shares.items())
    )


def _tell_weapons(weapons: Weapons) -> Argument:
    classes = weapons.classes or (say("accord.told.any_weapon"),)
    if weapons.calibre is None:
        return classes
    limit, mm = weapons.calibre.comparator, weapons.calibre.mm
    return say("accord.told.calibre", classes=classes, comparator=limit, mm=mm)


def _tell_distance(distance: Distance) -> Argument:
    lines = tuple(
        say("accord.told.baseline", party=f"party:{party}", place=f"place:{place}")
        for party, place in sorted(distance.baselines.items())
    )
    return say("accord.told.distance", km=distance.km, lines=lines)


def _tell_depends(depends: tuple[Dependency, ...]) -> Argument:
    return tuple(say(f"accord.told.{one.relation}", other=f"obligation:{one.on}") for one in depends)


def _tell_texts(given: tuple[Exemption | ReadingOf, ...]) -> Argument:
    return tuple(one.text for one in given)
