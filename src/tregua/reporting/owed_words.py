"""What the agreement asks of a figure as messages: how many, by which reading, met by whose word."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.words import tell_duration
from tregua.model.messages import Message, say
from tregua.model.register import Balance, Line, Owed
from tregua.reporting.register_words import tell_measure


def tell_owed(owed: Owed, counted: Line | Balance) -> Message:
    """What is asked of a line's or a balance's figures, under the text or a reading; whether it is met,
    and by whose word."""
    told = say("register.counted", count=_number(owed), unit=tell_measure(counted.measure))
    if owed.per:
        told = say("accord.told.per", told=told, per=tell_duration(owed.per))
    if owed.giver:
        told = say("register.asked.gives", asked=told, party=f"party:{owed.giver}")
    if owed.reading:
        told = say("register.asked.reading", asked=told, whose=f"reading:{owed.reading}")
    first, *others = _by_whom(owed)
    for more in others:
        first = say("register.meets.more", told=first, more=more)
    return say("register.meets", asked=told, told=first)


def _number(owed: Owed) -> Message:
    if owed.low is not None and owed.high is not None:
        return say("register.asked.exact", number=owed.low)
    if owed.low is not None:
        return say("count.at_least", number=owed.low)
    return say("register.asked.at_most", number=owed.high or 0)


def _by_whom(owed: Owed) -> Iterator[Message]:
    if owed.of == "flow":
        yield say("register.meets.flow")
        return
    told = {"yes": owed.met_by, "no": owed.unmet_by, "open": owed.open_by}
    for how, actors in told.items():
        if actors:
            names = tuple(f"actor:{one}" if one else say("registers.nobody") for one in actors)
            yield say(f"register.meets.{owed.of}.{how}", actors=names)
    if not any(told.values()):
        yield say("register.meets.nobody")
