"""The way in, walked in a real Chromium: an invitation, a passphrase, out, and in again."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fixture_desk import FixtureDesk
from playwright.sync_api import CDPSession, Page, sync_playwright
from test_browser import ARGUMENTS, find_chromium

from tregua.centre import people
from tregua.centre.people import Office
from tregua.centre.people_reception import CentreReception
from tregua.centre.rights import audience_of, may
from tregua.store.passphrases import Argon2
from tregua.store.people import open_people_file
from tregua.web.app import create_app
from tregua.web.guard import LOOPBACK
from tregua.web.sessions import AtReception
from tregua.wiring import SystemClock

pytestmark = pytest.mark.browser
GOOD = "seven lanterns over Vardenis"


@pytest.fixture
def invited(tmp_path: Path) -> Iterator[str]:
    """A dashboard with one account, of somebody who has not come in yet; the address of the invitation."""
    office = Office(
        open_people_file(tmp_path / "people.db"), Argon2(1, 8192), SystemClock(), secrets.token_bytes
    )
    invitation = people.add_account(office, "anna", "administrator")
    reception = CentreReception(office)
    app = create_app(
        lambda _: FixtureDesk(), AtReception(reception, may, audience_of), LOOPBACK, None, reception
    )
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://localhost:{listener.getsockname()[1]}/invitation#{invitation.token}"
    server.should_exit = True
    thread.join(5)
    listener.close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser.new_page()
        browser.close()


def with_authenticator(page: Page) -> CDPSession:
    """A device of the browser's own that keeps passkeys and says yes for the person."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    says_yes = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind | says_yes})
    return devices


def sign_out(page: Page) -> None:
    page.click("form[action='/account/sign-out'] button")
    page.wait_for_url("**/sign-in")


def test_a_passkey_instead_of_a_passphrase(page: Page, invited: str) -> None:
    with_authenticator(page)
    page.goto(invited)
    page.wait_for_selector("#passphrase")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account")
    page.click("form[action='/account/passkey/remove'] button")
    page.wait_for_selector("[role=alert]")
    assert "only way in" in page.inner_text("[role=alert]")
    sign_out(page)
    page.click("form[data-passkey] button")
    page.wait_for_selector("nav")
    assert "/sign-in" not in page.url


def test_a_passkey_beside_a_passphrase(page: Page, invited: str) -> None:
    with_authenticator(page)
    page.goto(invited)
    page.wait_for_selector("#passphrase")
    page.fill("#passphrase", GOOD)
    page.fill("#again", GOOD)
    page.click("form:not([data-passkey]) button")
    page.wait_for_url("**/account")
    page.fill("#label", "blue key")
    page.click("form[data-passkey] button")
    page.wait_for_selector(".signed-in b:text-is('blue key')")
    sign_out(page)
    page.click("form[data-passkey] button")
    page.wait_for_selector("nav")
    page.goto(f"{invited.partition('/invitation')[0]}/account")
    page.click("form[action='/account/passkey/remove'] button")
    page.wait_for_selector("form[data-passkey]:not([hidden])")
    assert page.query_selector(".signed-in b:text-is('blue key')") is None
    sign_out(page)
    page.click("form[data-passkey] button")
    page.wait_for_selector("[role=alert]")
    assert "passkey was not accepted" in page.inner_text("[role=alert]"), "one that was removed opens nothing"


def test_where_no_passkey_is_used_the_page_says_so(page: Page, invited: str) -> None:
    page.goto(f"{invited.partition('/invitation')[0]}/sign-in")
    page.wait_for_selector("form[data-passkey]:not([hidden])")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")
    page.click("form[data-passkey] button")
    page.wait_for_selector("text=made or used no passkey")


def test_by_invitation_in_and_out_and_in_again(page: Page, invited: str) -> None:
    page.goto(invited)
    page.wait_for_selector("#passphrase")
    assert "#" not in page.url, "the invitation stays in no history"
    page.fill("#passphrase", GOOD)
    page.fill("#again", GOOD)
    page.click("form:not([data-passkey]) button")
    page.wait_for_url("**/account")
    page.click("form[action='/account/sign-out'] button")
    page.wait_for_url("**/sign-in")
    page.fill("#name", "anna")
    page.fill("#passphrase", "not this one, surely")
    page.click("form:not([data-passkey]) button")
    page.wait_for_selector("[role=alert]")
    page.fill("#passphrase", GOOD)
    page.click("form:not([data-passkey]) button")
    page.wait_for_selector("h1")
    assert "/sign-in" not in page.url
    page.goto("about:blank")
    page.goto(invited)
    page.wait_for_selector("[role=alert]")
    assert page.query_selector("#passphrase") is None, "an invitation is used once"
