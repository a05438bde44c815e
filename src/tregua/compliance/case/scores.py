"""A phase as a degree of implementation, after the Kroc Institute's scale.

0 not initiated · 1 minimum · 2 intermediate · 3 full. A phase that says nothing about how far
implementation has come has no score.

==================  =====  ==================================================================
phase               score  because
==================  =====  ==================================================================
not_started         0      nothing is known to have been done
not_yet_due         0      nothing is known to have been done, and nothing had to be
overdue             0      nothing is known to have been done, though it had to be
violated            0      found to be broken
in_progress         1      steps are known
disputed            1      said and gainsaid
indicated           1      kept by word, broken by observation
claimed             2      done by the word of those who owe it
fulfilled           3      acknowledged, observed or found
fulfilled_late      3      the same, after the day
respected           3      observed to hold within the present
not_observed        –      nobody looked, or nobody said
suspended           –      not owed for the time being
lapsed, terminated  –      no longer owed
==================  =====  ==================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tregua.model.standing import Phase

SCORES: Mapping[Phase, int | None] = MappingProxyType(
    {
        "not_started": 0,
        "not_yet_due": 0,
        "overdue": 0,
        "violated": 0,
        "in_progress": 1,
        "disputed": 1,
        "indicated": 1,
        "claimed": 2,
        "fulfilled": 3,
        "fulfilled_late": 3,
        "respected": 3,
        "not_observed": None,
        "suspended": None,
        "lapsed": None,
        "terminated": None,
    }
)
