"""What does not fit is told with what it is of, its day, and whose word each figure is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.standing import Entry, Register
from tregua.registers import open_register
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
RENDERER = Renderer(Catalogue.load(), Names(ACCORD), brief=True)


def entry(name: Register, low: float, said_by: str, **given: object) -> Entry:
    fields: dict[str, object] = {
        "entry_id": f"{low}{said_by}", "claim_id": f"c{low}", "register_name": name, "low": low, "high": low,
        "said_by": said_by, "published_at": "2020-12-02", "latest": "2020-12-01",
    }  # fmt: skip
    return Entry.model_validate(fields | given)


def told(*entries: Entry) -> list[str]:
    page = open_register(entries, entries[0].register_name, ACCORD, date(2020, 12, 31))
    return [RENDERER.text(flag.text) for flag in page.flags]


def test_figures_of_one_day_name_the_thing_the_day_and_the_speakers() -> None:
    of: dict[str, object] = {
        "measure": "vehicle", "unit": "vehicle", "act": "link.passage", "about": "Kornidzor road",
        "basis": "period",
    }  # fmt: skip
    [flag] = told(entry("links", 55, "am/mod", **of), entry("links", 40, "ru/mod", **of))
    for word in ("Kornidzor road", "1 December 2020", "55 by", "40 by"):
        assert word in flag
    assert all(RENDERER.names.actor(one) in flag for one in ("am/mod", "ru/mod"))


def test_more_returned_than_displaced_names_the_place_and_both_speakers() -> None:
    stock = entry("returns", 20_000, "un", measure="displaced", unit="person", act="displace.persons",
                  place_ids=("agdam",), latest="2020-11-10")  # fmt: skip
    total = entry("returns", 42_500, "ru/mod", measure="person", unit="person", act="return.persons",
                  place_ids=("agdam",), basis="total", earliest="2020-11-14")  # fmt: skip
    [flag] = told(stock, total)
    assert RENDERER.names.place("agdam") in flag
    assert all(RENDERER.names.actor(one) in flag for one in ("un", "ru/mod"))
