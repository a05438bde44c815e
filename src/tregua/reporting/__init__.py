"""From standings to what people read: messages as text, the daily report, its map and charts."""

from tregua.reporting.build import build_report
from tregua.reporting.report import DailyReport

__all__ = ["DailyReport", "build_report"]
