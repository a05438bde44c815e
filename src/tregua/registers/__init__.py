"""Claims into running accounts: what each says of forces, control, exchanges, returns, links, clearance,
losses, notices, centres and actors. An entry is never edited or averaged. Two speakers' figures are never
added; what one speaker tells in batches is added up in a balance of an exchange alone, which says so."""

from tregua.registers.courses.audit import audit_series
from tregua.registers.courses.intervals import intervals_of, spells_of
from tregua.registers.courses.series import Point, series
from tregua.registers.entries.enter import enter, entries_of
from tregua.registers.entries.posting import LineKey, Posting, post
from tregua.registers.pages.page import open_register, write_page
from tregua.registers.subjects.balance import balances_on
from tregua.registers.subjects.crossings import links_on
from tregua.registers.subjects.handovers import handovers_on
from tregua.registers.subjects.notices import match_notices

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
