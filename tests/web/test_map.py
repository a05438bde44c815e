"""The map tells what is on it, and no more: its legend, its base and whom that is from follow the accord."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from fixture_desk import FixtureDesk
from visitor import Visitor

from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.compliance.judging.history import Run
from tregua.fusion.sought import Happened, InHand
from tregua.model.standing import Status
from tregua.reporting.map_frame import Frame
from tregua.reporting.map_svg import load_basemap
from tregua.web.board import GROUPS
from tregua.web.ground import ground_of
from tregua.web.zones import ZoneStanding, legend

DAY = "on=2020-12-14&as_of=2020-12-14"


class Elsewhere(FixtureDesk):
    """The centre of another accord, of which nothing is known."""

    def __init__(self, accord: str) -> None:
        self.agreement: Agreement = load_accord(Path(accord))

    def status(self, on: date, as_of: date) -> Sequence[Status]:
        return ()

    def evenings(self) -> dict[str, list[Run]]:
        return {}

    @contextmanager
    def happened(self, as_of: date) -> Iterator[Happened]:
        yield InHand((), self.agreement)


def legend_of(page: str) -> list[str]:
    found = re.search(r'<div class="legend".*?</ul>', page, re.DOTALL)
    assert found
    return re.findall(r"</span>([^<]+)</li>", found[0])


def credit_of(page: str) -> str:
    found = re.search(r'<div class="legend".*?</div>', page, re.DOTALL)
    assert found
    return re.findall(r'<p class="muted small">([^<]*)</p>', found[0])[-1]


def test_the_legend_has_what_is_on_the_map(client: Visitor) -> None:
    told = legend_of(client.get(f"/map?{DAY}").text)
    assert told == ["handed over", "corridor", "incident and where it may have been"]
    early = legend_of(client.get("/map?on=2020-11-11&as_of=2020-11-11").text)
    assert early == ["not handed over yet", "corridor"]


@pytest.mark.parametrize("accord", ["hodeidah-2018", "minsk-2015"])
def test_an_accord_that_hands_nothing_over_speaks_of_no_handover(accord: str) -> None:
    page = Visitor(Elsewhere(accord)).get(f"/map?{DAY}").text
    assert legend_of(page) == ["area named in the accord"]


def test_whom_the_base_is_from_follows_from_where_the_accord_is() -> None:
    karabakh = credit_of(Visitor(Elsewhere("karabakh-2020")).get(f"/map?{DAY}").text)
    assert "Natural Earth" in karabakh
    assert "lakes drawn by hand" in karabakh
    assert "the state before 2020" in karabakh
    assert "GeoNames" not in karabakh
    minsk = credit_of(Visitor(Elsewhere("minsk-2015")).get(f"/map?{DAY}").text)
    assert "GeoNames (CC BY 4.0)" in minsk
    assert "before" not in minsk
    assert "lakes" not in minsk


def test_where_no_base_is_packaged_none_is_thanked_and_no_sea_is_drawn() -> None:
    answer = Visitor(Elsewhere("hodeidah-2018"))
    page = answer.get(f"/map?{DAY}").text
    assert credit_of(page).startswith("No base map is packaged")
    assert 'data-basemap=""' in page
    assert "m-sea" not in page
    assert "m-sea" in Visitor(FixtureDesk()).get(f"/map?{DAY}").text
    assert "No base map is packaged" in answer.get(f"/?{DAY}").text


def test_the_map_stands_still_before_any_script(client: Visitor) -> None:
    page = client.get(f"/map?{DAY}").text
    still = page[page.index('id="map-still"') : page.index('id="legend"')]
    assert still.count('class="m-zone') == 4
    assert still.count('class="m-incident"') == 2
    assert "Karvachar" in still


def test_every_layer_says_whom_it_is_from() -> None:
    for layer in load_basemap().values():
        assert layer["source"]
    assert ground_of(Frame(0.0, 0.0, 1.0, 1.0)).sources == ()


def test_every_tone_of_a_handover_has_its_words(client: Visitor) -> None:
    zone = load_accord(Path("karabakh-2020")).zones[0]
    for tone in GROUPS:
        ((shown, _),) = legend((ZoneStanding(zone, None, tone),))
        assert shown == tone
    line = zone.model_copy(update={"kind": "line"})
    assert legend((ZoneStanding(line, None, "corridor"),)) == (("corridor", "web.zone.kept_open"),)
