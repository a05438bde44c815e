"""Register sheets of many rows: a name is looked up once, a place's by its key."""

from __future__ import annotations

from typing import Any

import pytest

from tregua.reading import sheets
from tregua.reading.sheets import faults_of_sheet
from tregua.vocabulary import gazetteer
from tregua.vocabulary.gazetteer import Gazetteer
from tregua.vocabulary.lexicon import load_vocabulary
from tregua.vocabulary.names import NamedPlace

HEAD = "# register: forces\nwhat,figure,place,said by,day\n"
PLACES = [
    NamedPlace(
        place_id=f"own/{n}", name=f"Olmasy {n}", names={"az": f"Olmaşı {n}"}, spellings=(f"Old Olmasy {n}",),
        kind="village", latitude=40.0, longitude=47.0, radius_km=1.0,
    )
    for n in range(200)
]  # fmt: skip


@pytest.mark.parametrize("column", ["place", "said by", "day"])
def test_what_cannot_be_read_is_looked_up_once(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    name = {"place": "read_place", "said by": "read_actor", "day": "read_day"}[column]
    read = getattr(sheets, name)

    def counted(text: str, *more: Any) -> Any:
        asked.append(text)
        return read(text, *more)

    monkeypatch.setattr(sheets, name, counted)
    cells = {"place": "Agdam", "said by": "ru/mod", "day": "2020-11-18"} | {column: "Nosuch"}
    rows = f"posts,12,{cells['place']},{cells['said by']},{cells['day']}\n" * 50
    faults = faults_of_sheet(HEAD + rows, load_vocabulary(), "many.csv")
    assert [fault.where.line for fault in faults] == list(range(3, 53))
    assert asked.count("Nosuch") == 1


def test_a_name_is_compared_with_no_other_place_s(monkeypatch: pytest.MonkeyPatch) -> None:
    places = Gazetteer.packaged().extended(PLACES)
    assert [one.place_id for one in places.by_name("old Olmaşy 7")] == ["own/7"]
    keyed: list[str] = []
    monkeypatch.setattr(gazetteer, "_key", keyed.append)
    assert [one.place_id for one in places.by_name("OLMASY 8")] == ["own/8"]
    assert places.by_name("Nosuch 8") == ()
    assert places.by_name("…") == ()
    assert not keyed
