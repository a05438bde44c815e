"""Why two reports are, or are not, taken to be of one event: each comparison in words.

Codes are ``fusion.<comparison>.<level>``, each with its ``weight``; the texts are the catalogue's.
"""

from __future__ import annotations

import math

from tregua.fusion.compare import Comparer, Levels, hours_between
from tregua.fusion.scope import chord_to_km
from tregua.fusion.traits import Range, Traits
from tregua.fusion.weights import Weights, probability_of
from tregua.model.messages import Argument, Message, say


def explain_levels(a: Traits, b: Traits, levels: Levels, comparer: Comparer) -> tuple[Message, ...]:
    """The prior, every comparison, and the sum with its probability."""
    first, second = (a, b) if a.report_id <= b.report_id else (b, a)
    weight = comparer.weigh(levels)
    return (
        say("fusion.prior", weight=comparer.weights.prior),
        *(_say_level(name, level, first, second, comparer.weights) for name, level in levels),
        say("fusion.sum", weight=round(weight, 2), probability=round(probability_of(weight), 4)),
    )


def _say_level(name: str, level: str, a: Traits, b: Traits, weights: Weights) -> Message:
    arguments: dict[str, Argument] = {"weight": weights.of(name, level)}
    if name == "time":
        arguments |= {
            "one": _when(a),
            "other": _when(b),
            "hours": round(max(0.0, hours_between(a, b)), 1),
        }
    elif name == "place" and level != "unknown":
        arguments |= {"one": _where(a), "other": _where(b)}
        if a.centre is not None and b.centre is not None:
            arguments["km"] = round(chord_to_km(math.dist(a.centre, b.centre)), 1)
    elif name == "act":
        arguments |= {"one": f"act:{a.act}", "other": f"act:{b.act}"}
    elif name in ("accused", "target") and level != "unknown":
        pair = (a.report.actor, b.report.actor) if name == "accused" else (a.report.target, b.report.target)
        arguments |= {"one": f"actor:{pair[0]}", "other": f"actor:{pair[1]}"}
    elif name == "casualties" and level != "unknown":
        arguments |= {"one": _losses(a), "other": _losses(b)}
    elif name == "witness":
        arguments |= {"one": _who(a), "other": _who(b)}
    return say(f"fusion.{name}.{level}", **arguments)


def _when(report: Traits) -> Argument:
    earliest, latest = report.report.earliest, report.report.latest
    return earliest if earliest == latest else say("fusion.interval", earliest=earliest, latest=latest)


def _where(report: Traits) -> Argument:
    return tuple(f"place:{spot.place_id}" for spot in report.spots)


def _who(report: Traits) -> Argument:
    return say("fusion.page") if report.source.startswith("item:") else f"actor:{report.source}"


def _losses(report: Traits) -> Argument:
    figures = (("killed", report.killed), ("wounded", report.wounded))
    return tuple(
        say(f"fusion.losses.{fate}", count=_number(range_)) for fate, range_ in figures if range_ is not None
    )


def _number(figures: Range) -> Argument:
    low, high = figures
    return low if low == high else say("fusion.range", low=low, high=high)
