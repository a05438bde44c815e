"""The places that a register sheet names and nobody knows, for whoever takes them as they are named."""

from __future__ import annotations

from tregua.reading.sheets_cells import NotRead, read_place
from tregua.reading.sheets_layout import is_sheet, lay_out
from tregua.vocabulary.lexicon import Vocabulary
from tregua.vocabulary.names import NamedPlace


def unknown_places(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names under ``place`` of which no place is known, in the order of the rows; none in what is no
    register sheet."""
    if not is_sheet(text):
        return ()
    cells = [cell.text for row in lay_out(text, "").rows if (cell := row.get("place")) is not None]
    names = dict.fromkeys(name.strip() for cell in cells for name in cell.split(";") if name.strip())
    return tuple(name for name in names if not _is_known(name, vocabulary))


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    try:
        read_place(name, vocabulary.places)
    except NotRead:
        return False
    return True


def as_named(names: tuple[str, ...], vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary in which each of these is a place that goes by its name alone; where it lies is not told,
    and nothing may be measured from it."""
    places = [
        NamedPlace(place_id=name, name=name, kind="site", latitude=0.0, longitude=0.0, radius_km=0.0)
        for name in names
    ]
    return vocabulary.extended(places, ())
