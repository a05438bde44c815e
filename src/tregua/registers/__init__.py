"""Claims into running accounts: what each says of forces, control, exchanges, returns, links, clearance,
losses, notices, centres and actors. An entry is never edited, averaged or added up."""

from tregua.registers.audit import audit_series
from tregua.registers.balance import balances_on
from tregua.registers.crossings import links_on
from tregua.registers.enter import enter, entries_of
from tregua.registers.handovers import handovers_on
from tregua.registers.intervals import intervals_of, spells_of
from tregua.registers.notices import match_notices
from tregua.registers.page import open_register, write_page
from tregua.registers.posting import LineKey, Posting, post
from tregua.registers.series import Point, series

__all__ = [
    "LineKey",
    "Point",
    "Posting",
    "audit_series",
    "balances_on",
    "enter",
    "entries_of",
    "handovers_on",
    "intervals_of",
    "links_on",
    "match_notices",
    "open_register",
    "post",
    "series",
    "spells_of",
    "write_page",
]
