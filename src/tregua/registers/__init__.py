"""Claims into running accounts: what each says of forces, control, exchanges, returns, links,
clearance, losses and centres. An entry is never edited, averaged or added up."""

from tregua.registers.audit import audit_series
from tregua.registers.enter import enter
from tregua.registers.series import Point, series

__all__ = ["Point", "audit_series", "enter", "series"]
