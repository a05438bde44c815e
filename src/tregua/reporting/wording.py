"""How spans of time and likelihood are put: each a message, so that a locale can say it."""

from __future__ import annotations

from tregua.model.explanation import Voice
from tregua.model.messages import Argument, Message, say

_LIKELIHOODS = (
    (0.05, "likelihood.almost_no_chance"),
    (0.20, "likelihood.very_unlikely"),
    (0.45, "likelihood.unlikely"),
    (0.55, "likelihood.even_chance"),
    (0.80, "likelihood.likely"),
    (0.95, "likelihood.very_likely"),
)


def likelihood(probability: float) -> Message:
    """The word for a probability on the seven-step scale of ICD 203."""
    for limit, code in _LIKELIHOODS:
        if probability < limit:
            return say(code)
    return say("likelihood.almost_certain")


def span(earliest: str | None, latest: str | None) -> Message:
    """A time interval: one day, one minute, or from … to …, shortened where both share a day."""
    first, last = earliest or latest, latest or earliest
    if first is None or last is None:
        return say("span.unknown")
    if first == last or (first[:10] == last[:10] and (len(first) == 10 or len(last) == 10)):
        whole: Argument = first if first == last else first[:10]
        return say("span.one", time=whole)
    if first[:10] == last[:10]:
        return say("span.within_day", earliest=first, latest=last[11:16])
    return say("span.between", earliest=first, latest=last)


def voice(known: Voice) -> Message:
    """Whose word a claim is, when it was published, and through which outlet where that is another."""
    day: Argument = known.said_at[:10] if known.said_at else say("span.unknown")
    outlet = _outlet(known.through) if known.through else say("compliance.nobody")
    if known.said_by is None:
        return say("explain.voice", actor=outlet, day=day)
    actor = f"actor:{known.said_by}"
    if known.through in (None, known.said_by):
        return say("explain.voice", actor=actor, day=day)
    return say("explain.voice.through", actor=actor, day=day, outlet=outlet)


def _outlet(through: str) -> str:
    return f"actor:{through}" if "/" in through else through
