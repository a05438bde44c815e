"""Item → claims: the article, what is mentioned, who says what, which acts, which commitments."""

from tregua.reading.page import read_page
from tregua.reading.sheets import read_sheet
from tregua.reading.tables import read_table

__all__ = ["read_page", "read_sheet", "read_table"]
