"""Item → claims: the article, what is mentioned, who says what, which acts, which commitments."""

from tregua.reading.page import read_page
from tregua.reading.tables import read_table

__all__ = ["read_page", "read_table"]
