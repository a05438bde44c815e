"""A step whose figures are of their own: ``arrive-serviceman`` are servicemen who arrive, and no strength of
the force."""

from __future__ import annotations

from tregua.vocabulary.units import UNITS


def join_step(step: str, unit: str) -> str:
    """The measure of so many of a unit in a step."""
    return f"{step}-{unit}"


def split_step(measure: str) -> tuple[str, str]:
    """The step and the unit of a measure; no step (empty) where it counts the unit itself."""
    if measure in UNITS:
        return "", measure
    step, _, unit = measure.partition("-")
    return (step, unit) if unit else ("", measure)
