"""Places: found at word boundaries, with a capital, the longest first, an accord's own before all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.vocabulary.gazetteer import Gazetteer
from tregua.vocabulary.names import NamedPlace

PLACES = Gazetteer.packaged()
DATA = Path(__file__).resolve().parents[2] / "src/tregua/data/gazetteer"


def ids(text: str, places: Gazetteer = PLACES) -> list[str]:
    return [mention.place_id for mention in places.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Shusha, which some call Shushi", ["shusha", "shusha"]),
        ("Stepanakert, or Khankendi", ["stepanakert", "stepanakert"]),
        ("Stepanakert's streets", ["stepanakert"]),
        ("the Ağdam road and Aghdam", ["agdam", "agdam"]),
        ("Kəlbəcər", ["kelbajar"]),
        ("Nagorno-Karabakh", ["nagorno-karabakh"]),
        ("the South Caucasus", ["south-caucasus"]),
        ("Moscow and Yerevan", ["moscow", "yerevan"]),
        ("Russia and the United States", ["country-ru", "country-us"]),
        ("the Armenian army", []),
        ("Of the best in March", []),
        ("baku in lower case", []),
        ("Contact Us about the US", ["country-us"]),
        ("New York", ["new-york-city"]),
    ],
)
def test_names_in_print(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_mention_has_precision() -> None:
    (shusha,) = PLACES.find("Shusha")
    assert shusha.latitude == pytest.approx(39.76, abs=0.05)
    assert shusha.longitude == pytest.approx(46.75, abs=0.05)
    assert shusha.radius_km is not None
    assert 0 < shusha.radius_km < 20
    azerbaijan = PLACES.by_id("country-az")
    assert azerbaijan is not None
    assert 150 < azerbaijan.radius_km < 400


def test_by_name_gives_every_place_of_the_name() -> None:
    tripolis = PLACES.by_name("tripoli")
    assert len(tripolis) >= 2
    assert tripolis[0].within == ("country-ly",), "the larger town first"
    assert PLACES.by_name("no such place at all") == ()
    assert PLACES.by_id("no-such-place") is None
    assert PLACES.by_id("aaaa") is None
    assert PLACES.by_id("zzzz-zzzz") is None


def test_an_accord_s_places_take_precedence() -> None:
    own = PLACES.extended(
        [
            NamedPlace(
                place_id="agdam",
                name="Agdam",
                names={"az": "Ağdam", "am": "Akna"},
                spellings=("Agdam district",),
                kind="district",
                latitude=40.0,
                longitude=46.9,
                radius_km=25,
            ),
            NamedPlace(
                place_id="sur", name="Sur", kind="village", latitude=39.6, longitude=46.9, radius_km=3
            ),
        ]
    )
    (district,) = own.find("Agdam district")
    assert (district.text, district.radius_km) == ("Agdam district", 25)
    assert ids("Akna and Sur", own) == ["agdam", "sur"]
    assert ids("he is sure", own) == []
    assert ids("Moscow", own) == ["moscow"]
    first = own.by_name("Ağdam")[0]
    assert first.kind == "district"


def test_the_tables_are_sorted_and_whole() -> None:
    places = (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()
    names = (DATA / "names.tsv").read_text(encoding="utf-8").splitlines()
    place_ids = [line.split("\t")[0] for line in places]
    assert place_ids == sorted(place_ids)
    assert len(set(place_ids)) == len(place_ids)
    assert names == sorted(names)
    assert {line.split("\t")[1] for line in names} == set(place_ids)
    assert all(len(line.split("\t")) == 9 for line in places)
    assert "GeoNames" in (DATA / "README.md").read_text(encoding="utf-8")


def test_opening_it_is_quick() -> None:
    """The budget is 50 ms; the best of five runs in a fresh process is held against twice that."""
    script = (
        "import time; from tregua.vocabulary.gazetteer import Gazetteer; start = time.process_time();"
        "Gazetteer.packaged().find('Baku'); print(time.process_time() - start)"
    )
    runs = [
        float(
            subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(5)
    ]
    assert min(runs) < 0.1


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_offsets_are_exact_and_never_overlap(text: str) -> None:
    end = 0
    for mention in PLACES.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end
