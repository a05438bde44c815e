"""The forms in a real Chromium: a row entered, corrected, struck out; a sheet with a fault and without; and
no page wider than a small telephone."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from test_browser import ARGUMENTS, find_chromium, is_cut_off

from tregua.centre.rights import may
from tregua.model.tiers import INTERNAL
from tregua.web.app import create_app
from tregua.web.doorkeeper import Alone
from tregua.wiring import open_clerk, open_desk

pytestmark = pytest.mark.browser

LAST = "on=2021-02-28&as_of=2021-02-28"
SHEET = """# register: forces
# said by: ru/mod
what,figure,unit,whose,day
posts,27,,ru/peacekeepers,2021-02-25
post,12,servicemen,ru/peacekeepers,2021-02-26
"""


@pytest.fixture(scope="module")
def address(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A centre of one's own, served with its forms."""
    folder = Path(shutil.copytree(demo, tmp_path_factory.mktemp("served") / "centre"))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = create_app(lambda _: open_desk(folder), Alone(may, INTERNAL), clerk_for=partial(open_clerk, folder))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
    listener.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def officer(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = chromium.new_context(java_script_enabled=request.param, locale="en-GB")
    yield context
    context.close()


def fill(page: Page, cells: dict[str, str]) -> None:
    for role, text in cells.items():
        field = page.locator(f"#f-{role}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def mended(page: Page, address: str, figure: str, way: str) -> None:
    """From the register's page to the form that corrects or strikes out the newest entry of a figure."""
    page.goto(f"{address}/registers?name=forces&{LAST}")
    page.locator("#part-every > summary").click()
    page.locator(".ledger .tr", has_text=figure).first.get_by_role("link", name=way).click()


def test_a_row_is_entered_corrected_and_struck_out(
    officer: BrowserContext, address: str, request: pytest.FixtureRequest
) -> None:
    page = officer.new_page()
    figure = 31 if request.node.callspec.params["officer"] else 41  # the same words twice are once
    page.goto(f"{address}/registers?name=forces&{LAST}")
    page.get_by_role("link", name="Enter into this register").click()
    fill(page, {"what": "posts", "figure": "many", "whose": "ru/peacekeepers", "said_by": "ru/mod"})
    fill(page, {"day": "2021-02-20", "published": "2021-02-20", "place": "Lachin"})
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_selector("#e-figure")
    assert page.locator("#f-figure").input_value() == "many"
    assert page.locator("#f-day").input_value() == "2021-02-20"
    page.locator("#f-figure").fill(f"{figure}")
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_selector("h1:has-text('This would be entered')")
    page.get_by_role("button", name="Change it").click()
    assert page.locator("#f-figure").input_value() == f"{figure}"
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Enter", exact=True).click()
    page.wait_for_selector("h1:has-text('Entered')")
    page.get_by_role("link", name="Forces on 20 February 2021").click()
    page.wait_for_selector(f".line-head:has-text('{figure} observation posts')")

    mended(page, address, f"{figure} observation posts", "Correct")
    assert page.locator("#f-figure").input_value() == f"{figure}"
    fill(page, {"figure": f"{figure + 1}", "published": "2021-02-21"})
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Enter", exact=True).click()
    page.wait_for_selector("h2:has-text('No longer shown')")
    page.goto(f"{address}/registers?name=forces&{LAST}")
    assert page.locator(f".line-head:has-text('{figure + 1} observation posts')").count() == 1
    assert page.locator(f".line-head:has-text('{figure} observation posts')").count() == 0

    mended(page, address, f"{figure + 1} observation posts", "Strike out")
    page.locator("#f-note").fill("the telephone was misheard")
    page.get_by_role("button", name="Strike it out").click()
    page.wait_for_selector("h1:has-text('Entered')")
    page.goto(f"{address}/registers?name=forces&{LAST}")
    assert page.locator(f".line-head:has-text('{figure + 1} observation posts')").count() == 0


def test_a_sheet_with_a_fault_and_without(officer: BrowserContext, address: str) -> None:
    page = officer.new_page()
    page.goto(f"{address}/enter")
    faulty = SHEET.replace("12,servicemen", "some,servicemen").encode()
    page.locator("#file").set_input_files({"name": "posts.csv", "mimeType": "text/csv", "buffer": faulty})
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_selector(".refused:has-text('Line 5')")
    page.locator("#file").set_input_files(
        {"name": "posts.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    )
    page.get_by_role("button", name="Look at it first").click()
    page.wait_for_selector(".ledger:has-text('27 observation posts')")
    if page.get_by_role("button", name="Enter", exact=True).count():
        page.get_by_role("button", name="Enter", exact=True).click()
    else:  # once more by the other officer: the same bytes are one sheet
        page.get_by_role("link", name="Show it").click()
    page.wait_for_selector(".ledger:has-text('12 servicemen')")


def test_a_page_elsewhere_cannot_enter(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/enter/forces")
    token = page.locator("input[name=token]").first.get_attribute("value")
    foreign = f"""<form method="post" action="{address}/enter/forces"><input name="token" value="{token}">
        <input name="what" value="posts"><input name="step" value="enter"><button>Win</button></form>"""
    page.goto("about:blank")
    page.set_content(foreign)
    with page.expect_navigation() as done:
        page.locator("button").click()
    assert done.value.status == 403
    context.close()


PAGES = (
    "/", "/map", "/obligations", "/obligations/hand-over-kelbajar", "/incidents", "/items", "/enter",
    "/enter/forces", "/enter/control", "/nowhere",
    *(f"/registers?name={name}&{LAST}" for name in (
        "forces", "control", "exchanges", "returns", "links", "clearance", "losses", "notices",
        "centres", "actors",
    )),
)  # fmt: skip


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_is_wider_than_a_telephone(chromium: Browser, address: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    page = context.new_page()
    wide = []
    for path in PAGES:
        page.goto(address + path, wait_until="load")
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        if is_cut_off(page):
            wide.append(path)
    for way in ("/incidents", "/items"):
        page.goto(address + way)
        page.locator("main h2 a, main li a").first.click()
        if is_cut_off(page):
            wide.append(page.url)
    assert wide == []
    context.close()


NOTICES = """# register: notices
# said by: az/mod
# published: 2020-11-24
what,figure,unit,place,name,whose,since,until
movement,12,vehicles,Kelbajar,notice 3,az/mil,2020-11-25,2020-11-26
"""
UNTOLD = """() => [
  ...[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
    .filter(one => !one.labels.length && !one.getAttribute('aria-label')).map(one => 'no label: ' + one.name),
  ...[...document.querySelectorAll('table')]
    .filter(one => !one.querySelector('th') || !one.caption).map(one => 'no heading: ' + one.className),
  ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
]"""


def test_notices_fit_and_whoever_listens_is_told_what_each_field_and_table_is(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 800}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}/enter")
    sheet = {"name": "notices.csv", "mimeType": "text/csv", "buffer": NOTICES.encode()}
    page.locator("#file").set_input_files(sheet)  # type: ignore[arg-type]
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Enter", exact=True).click()
    page.goto(f"{address}/registers?name=notices&{LAST}")
    page.wait_for_selector("table.notices")
    assert not is_cut_off(page)
    untold = {}
    for path in PAGES:
        page.goto(address + path, wait_until="load")
        untold[path] = page.evaluate(UNTOLD)
    assert {path: found for path, found in untold.items() if found} == {}
    context.close()
