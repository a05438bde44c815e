"""The pages in a real Chromium, wide and narrow: nothing foreign fetched, nothing broken or cut off."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fixture_desk import FixtureDesk
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tregua.centre.rights import may
from tregua.model.tiers import INTERNAL
from tregua.web.app import create_app
from tregua.web.doorkeeper import Alone

pytestmark = pytest.mark.browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
WIDTHS = (1440, 390)
MOMENT = "?on=2020-12-14&as_of=2020-12-14"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The dashboard, served on a free port of this machine."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(create_app(lambda _: FixtureDesk(), Alone(may, INTERNAL)), log_level="critical")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
    listener.close()


def find_chromium() -> str:
    """The system's Chromium. Its absence is a visible skip at a desk and a failure in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium on PATH")
        pytest.skip("needs Chromium on PATH")
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    running = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
    yield running
    running.close()


def open_page(browser: Browser, address: str, path: str, width: int) -> tuple[Page, list[str]]:
    """A page, loaded, with every complaint it raised: console errors, failures, foreign requests."""
    page = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB").new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((address, "data:", "blob:")) else complaints.append(asked.url)
        ),
    )
    page.goto(address + path, wait_until="load")
    return page, complaints


def is_cut_off(page: Page) -> bool:
    """Whether the page is wider than its window."""
    root = "document.documentElement"
    page.wait_for_function(f"{root} && document.readyState === 'complete'")
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


@pytest.mark.parametrize("width", WIDTHS)
def test_overview_and_details(browser: Browser, address: str, width: int) -> None:
    for path in ("/", "/obligations", "/obligations/hand-over-kelbajar", "/incidents/incident-02", "/items"):
        page, complaints = open_page(browser, address, path + MOMENT, width)
        page.wait_for_selector("main h1")
        assert complaints == [], path
        assert not is_cut_off(page), path
        page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_map_draws_and_follows_the_day(browser: Browser, address: str, width: int) -> None:
    page, complaints = open_page(browser, address, "/map" + MOMENT, width)
    assert page.locator(".map-still").is_visible()  # the answer's own map, until the other is drawn
    scales = page.locator(".map-still .m-scale, #map .maplibregl-ctrl-scale")
    assert [one.is_visible() for one in scales.all()].count(True) <= 1
    page.wait_for_selector("[data-map-ready]", timeout=20_000)
    assert page.locator(".map-still").is_hidden()
    assert [one.is_visible() for one in scales.all()].count(True) == 1
    assert page.locator(".place-name").first.is_visible()
    assert page.locator("[data-map-failed]").is_hidden()
    assert not is_cut_off(page)
    page.locator("[data-step='-1']").click()
    page.wait_for_url("**/map?on=2020-12-13*")
    page.wait_for_selector("[data-map-ready]", timeout=20_000)
    assert "13 December 2020" in page.locator(".map-day").inner_text()
    assert complaints == []
    page.context.close()


def test_without_a_way_to_draw_the_map_stands_still(playwright: Playwright, address: str) -> None:
    blind = playwright.chromium.launch(
        executable_path=find_chromium(), args=[*ARGUMENTS[:-2], "--disable-3d-apis", "--disable-gpu"]
    )
    page, _ = open_page(blind, address, "/map" + MOMENT, 1440)
    page.wait_for_selector("[data-map-failed]:not([hidden])", timeout=20_000)
    assert page.locator(".map-still .m-zone").first.is_visible()
    page.locator("[data-step='-1']").click()
    page.wait_for_selector(".map-day:has-text('13 December 2020')")
    assert page.locator(".map-still .m-zone").first.is_visible()
    blind.close()


def test_the_slider_moves_the_day_by_key(browser: Browser, address: str) -> None:
    page, complaints = open_page(browser, address, "/" + MOMENT, 1440)
    page.locator("#slide").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**on=2020-12-13**")
    page.wait_for_selector("h1:has-text('13 December 2020')")
    assert page.evaluate("document.activeElement.id") == "slide"
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("h1:has-text('14 December 2020')")
    assert complaints == []
    page.context.close()


def test_the_days_play(browser: Browser, address: str) -> None:
    page, complaints = open_page(browser, address, "/?on=2021-02-26&as_of=2021-02-26", 1440)
    page.locator("[data-play]").click()
    page.wait_for_selector("h1:has-text('28 February 2021')")
    page.wait_for_selector("[data-play][aria-pressed='false']")
    assert complaints == []
    page.context.close()


def test_evidence_brings_the_reader_to_the_words(browser: Browser, address: str) -> None:
    page, complaints = open_page(browser, address, "/obligations/hand-over-agdam" + MOMENT, 1440)
    page.locator(".evidence a").first.click()
    page.wait_for_selector("mark.sought")
    assert "Units of the army entered Agdam district" in page.locator("mark.sought").first.inner_text()
    assert complaints == []
    page.context.close()


def test_the_pages_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/" + MOMENT)
    page.locator("#day").fill("2020-11-21")
    page.locator("button.go").click()
    page.wait_for_selector("h1:has-text('21 November 2020')")
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_registers_fit_their_window(browser: Browser, address: str, width: int, scheme: str) -> None:
    for name in ("control", "forces", "returns", "losses"):
        page, complaints = open_page(browser, address, f"/registers{MOMENT}&name={name}", width)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_selector("main h1")
        shut = page.locator("main details:not([open]) > summary:visible")
        while shut.count():  # what opens may hold more that is shut
            shut.first.click()
        assert complaints == [], name
        assert not is_cut_off(page), name
        page.context.close()


def test_one_sees_the_areas_pass_over(browser: Browser, address: str) -> None:
    moment = "?on=2020-11-19&as_of=2020-11-19&name=control"
    page, complaints = open_page(browser, address, "/registers" + moment, 1440)
    held = page.locator(".control .c-held")
    assert held.count() == 0
    page.locator(".day-steps a[rel=next]").click()
    page.wait_for_selector("h1:has-text('20 November 2020')")
    assert held.count() == 1
    page.locator(".turns a", has_text="25 Nov").click()
    page.wait_for_selector("h1:has-text('25 November 2020')")
    assert held.count() == 2
    page.locator("[data-step='1']").click()  # the day bar keeps the register, too
    page.wait_for_selector("h1:has-text('26 November 2020')")
    assert held.count() == 2
    assert complaints == []
    page.context.close()


def test_the_map_of_control_and_its_days_need_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/registers?on=2020-11-30&as_of=2020-11-30&name=control")
    assert page.locator(".control .c-held").count() == 2
    page.locator(".daybar a[aria-label='The day after']").click()
    page.wait_for_selector("h1:has-text('1 December 2020')")
    assert page.locator(".control .c-held").count() == 3
    page.locator("#part-every > summary").click()
    assert page.locator(".ledger .tr").nth(1).is_visible()
    context.close()


def test_names_on_the_map_of_control_do_not_stand_over_one_another(browser: Browser, address: str) -> None:
    page, _ = open_page(browser, address, f"/registers{MOMENT}&name=control", 1440)
    boxes = [one.bounding_box() for one in page.locator(".control .c-label").all()]
    assert len(boxes) >= 4
    found = [box for box in boxes if box]
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 4
                or other["x"] + other["width"] <= one["x"] + 4
                or one["y"] + one["height"] <= other["y"] + 4
                or other["y"] + other["height"] <= one["y"] + 4
            )
            assert apart, (one, other)
    page.context.close()
