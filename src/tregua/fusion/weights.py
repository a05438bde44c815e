"""The weights of a pair of reports, read from ``weights.yaml`` beside this file."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

import yaml

from tregua.model.records import Record


class Limits(Record):
    """Where a window ends and what counts as precise; days, hours and kilometres."""

    window_days: float
    window_km: float
    precise_km: float
    wide_km: float
    exact_hours: float
    day_hours: float
    same_hour_hours: float
    undated_days: int
    denied_days: int


class Weights(Record):
    """One version of the table: log-odds by comparison and level, in the table's order."""

    version: int
    prior: float
    threshold: float
    negligible: float
    limits: Limits
    comparisons: dict[str, dict[str, float]]

    def of(self, comparison: str, level: str) -> float:
        """What a level weighs; KeyError for one that the table does not have."""
        return self.comparisons[comparison][level]


def probability_of(weight: float) -> float:
    """The logistic of a weight in natural log-odds."""
    return 1 / (1 + math.exp(-weight))


def weight_of(probability: float) -> float:
    """The log-odds of a probability strictly between nought and one."""
    return math.log(probability / (1 - probability))


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The packaged table."""
    text = files("tregua.fusion").joinpath("weights.yaml").read_text(encoding="utf-8")
    return Weights.model_validate(yaml.safe_load(text))
