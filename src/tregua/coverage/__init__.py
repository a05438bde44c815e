"""Who says to have watched what, when, by what means; and which days nobody says to have watched."""

from tregua.coverage.days import WatchedDay, watched_days
from tregua.coverage.watches import read_coverage

__all__ = ["WatchedDay", "read_coverage", "watched_days"]
