"""Why two reports are, or are not, taken to be of one event: each comparison in words.

Codes are ``fusion.<comparison>.<level>``, each with its ``weight``; the texts are the catalogue's.
"""

from __future__ import annotations

import math
from functools import lru_cache

from tregua.fusion.compare import Comparer, Levels, hours_between
from tregua.fusion.traits import Range, Traits
from tregua.fusion.weights import Weights, probability_of
from tregua.model.earth import chord_to_km
from tregua.model.messages import Argument, Message, say


def explain_levels(a: Traits, b: Traits, levels: Levels, comparer: Comparer) -> tuple[Message, ...]:
    """The prior, every comparison, and the sum with its probability."""
    first, second = (a, b) if a.report_id <= b.report_id else (b, a)
    weight = comparer.weigh(levels)
    return (
        _say_bare("fusion.prior", comparer.weights.prior),
        *(_say_level(name, level, first, second, comparer.weights) for name, level in levels),
        say("fusion.sum", weight=round(weight, 2), probability=round(probability_of(weight), 4)),
    )


def _say_level(name: str, level: str, a: Traits, b: Traits, weights: Weights) -> Message:
    code, weight = f"fusion.{name}.{level}", weights.of(name, level)
    if name == "time":
        gap = round(max(0.0, hours_between(a, b)), 1)
        return say(code, weight=weight, one=_when(a), other=_when(b), hours=gap)
    if name == "act":
        return _say_named(code, weight, f"act:{a.act}", f"act:{b.act}")
    if name == "witness":
        return _say_named(code, weight, _who(a), _who(b))
    if level == "unknown":
        return _say_bare(code, weight)
    if name == "accused":
        return _say_named(code, weight, f"actor:{a.report.actor}", f"actor:{b.report.actor}")
    if name == "target":
        return _say_named(code, weight, f"actor:{a.report.target}", f"actor:{b.report.target}")
    if name == "casualties":
        return say(code, weight=weight, one=_losses(a), other=_losses(b))
    if a.centre is None or b.centre is None:
        return say(code, weight=weight, one=_where(a), other=_where(b))
    between = round(chord_to_km(math.dist(a.centre, b.centre)), 1)
    return say(code, weight=weight, one=_where(a), other=_where(b), km=between)


@lru_cache(maxsize=4096)
def _say_named(code: str, weight: float, one: str, other: str) -> Message:
    """Messages about the same actors and acts recur in most pairs of a busy day."""
    return say(code, weight=weight, one=one, other=other)


@lru_cache(maxsize=64)
def _say_bare(code: str, weight: float) -> Message:
    return say(code, weight=weight)


def _when(report: Traits) -> Argument:
    earliest, latest = report.report.earliest, report.report.latest
    return earliest if earliest == latest else say("fusion.interval", earliest=earliest, latest=latest)


def _where(report: Traits) -> Argument:
    return tuple(f"place:{spot.place_id}" for spot in report.spots)


def _who(report: Traits) -> str:
    return report.source if report.source.startswith("item:") else f"actor:{report.source}"


def _losses(report: Traits) -> Argument:
    figures = (("killed", report.killed), ("wounded", report.wounded))
    return tuple(
        say(f"fusion.losses.{fate}", count=_number(range_)) for fate, range_ in figures if range_ is not None
    )


def _number(figures: Range) -> Argument:
    low, high = figures
    return low if low == high else say("fusion.range", low=low, high=high)
