"""The map's second layer: who is said to hold what on the day, each look told apart without its colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright
from shapely.geometry import Point, shape
from test_browser import ARGUMENTS, MOMENT, address, find_chromium, is_cut_off, open_page, playwright
from test_registers_pages import Told, entering
from visitor import Visitor

__all__ = ["address", "playwright"]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
    yield running
    running.close()


def layer(*more: dict[str, object], moment: str = "on=2020-11-23&as_of=2020-11-23") -> dict[str, dict]:  # type: ignore[type-arg]
    answer = Visitor(Told(*more)).get(f"/api/map?{moment}").json()
    return {one["properties"]["place"]: one for one in answer["control"]["features"]}


def samples(*more: dict[str, object]) -> dict[str, str]:
    return {place: one["properties"]["sample"] for place, one in layer(*more).items()}


def test_every_area_has_the_sample_its_words_make_it() -> None:
    assert samples()["agdam"] == "own" and samples()["lachin"] == "planned"
    assert samples(entering("am/mod", "2020-11-21"))["agdam"] == "full"
    assert samples(entering("am/mod", "2020-11-21", negated=True))["agdam"] == "contested"


def test_a_word_on_status_changes_nothing_of_it() -> None:
    status = {
        "measure": "claimed", "act": "status.claimed", "actor": "az", "place_ids": ("hadrut",),
        "said_by": "az/mod", "earliest": "2020-11-20", "latest": "2020-11-20",
    }  # fmt: skip
    assert layer(status) == layer()


def test_the_words_stand_within_their_area_and_off_the_corridor() -> None:
    found = layer()
    corridor = shape(found["lachin-corridor"]["geometry"]) if "lachin-corridor" in found else None
    for place, one in found.items():
        at = Point(one["properties"]["at"])
        assert shape(one["geometry"]).contains(at), place
        assert place == "lachin-corridor" or corridor is None or not corridor.contains(at), place


def test_the_day_is_the_map_s_own() -> None:
    before = layer(moment="on=2020-11-18&as_of=2020-11-18")
    assert before["agdam"]["properties"]["sample"] == "planned"
    assert "Azerbaijan" in layer()["agdam"]["properties"]["words"][0]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_one_layer_is_seen_and_the_other_can_be_chosen(browser: Browser, address: str, width: int) -> None:
    page, complaints = open_page(browser, address, "/map" + MOMENT, width)
    page.wait_for_selector("[data-map-ready]", timeout=20_000)
    held, asked = (
        page.locator("#map-side [data-of-layer=control]"),
        page.locator("#map-side [data-of-layer=zones]"),
    )
    assert held.is_hidden() and asked.is_visible()
    page.check("input[name=layer][value=control]")
    page.wait_for_selector("#map[data-layer=control][data-map-ready]", timeout=20_000)
    assert held.is_visible() and asked.is_hidden()
    assert page.locator(".place-words").first.is_visible()
    page.locator("[data-step='-1']").click()
    page.wait_for_url("**/map?on=2020-12-13*")
    page.wait_for_selector("#map[data-layer=control][data-map-ready]", timeout=20_000)
    assert held.is_visible() and asked.is_hidden()  # the choice stays with the next day
    assert not is_cut_off(page)
    assert complaints == []
    page.context.close()
