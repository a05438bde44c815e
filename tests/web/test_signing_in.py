"""The door of a dashboard with accounts: who is sent to sign in, and what comes of it."""

from __future__ import annotations

import asyncio
import re
import secrets
from pathlib import Path

import httpx
import pytest
from fixture_desk import FixtureDesk

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

GOOD = "seven lanterns over Vardenis"
OTHER = "quiet apricot tram ledger"


class Door:
    """A browser with its cookies, before a centre with accounts."""

    def __init__(self, office: Office, base: str = "http://127.0.0.1:8000") -> None:
        reception = CentreReception(office)
        keeper = AtReception(reception, may, audience_of)
        desk = FixtureDesk()
        hosts = (*LOOPBACK, "centre.example")
        self._app = create_app(lambda _: desk, keeper, hosts, None, reception)
        self._base, self.cookies = base, httpx.Cookies()

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """One request; cookies are kept as a browser keeps them."""
        return asyncio.run(self._ask(method, path, fields, headers))

    async def _ask(
        self, method: str, path: str, fields: dict[str, str] | None, headers: dict[str, str]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url=self._base, cookies=self.cookies
        ) as client:
            ours = {"origin": self._base, "sec-fetch-site": "same-origin"} if method == "POST" else {}
            answer = await client.request(method, path, data=fields, headers={**ours, **headers})
            self.cookies = client.cookies
        return answer

    def token(self) -> str:
        """What the forms of the account's page bring back."""
        found = re.search(r'name="token" value="(\w+)"', self.ask("GET", "/account").text)
        assert found
        return found[1]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    store = open_people_file(tmp_path / "people.db")
    return Office(store, Argon2(1, 8192), SystemClock(), secrets.token_bytes)


def invited(office: Office, name: str = "admin", role: str = "administrator") -> str:
    return people.add_account(office, name, role).token


def entered(office: Office, name: str = "admin", base: str = "http://127.0.0.1:8000") -> Door:
    door = Door(office, base)
    fields = {"code": invited(office, name), "passphrase": GOOD, "again": GOOD}
    assert door.ask("POST", "/invitation", fields).headers["location"] == "/account"
    return door


def test_without_accounts_nobody_signs_in(office: Office) -> None:
    door = Door(office)
    assert door.ask("GET", "/").status_code == 200
    assert door.ask("GET", "/sign-in").headers["location"] == "/"
    assert door.ask("GET", "/account").status_code in (403, 404)


def test_with_one_everybody_does_from_that_moment(office: Office) -> None:
    door = Door(office)
    assert door.ask("GET", "/").status_code == 200
    invited(office)
    sent = door.ask("GET", "/items?on=2020-12-01")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/sign-in?next=%2Fitems%3Fon%3D2020-12-01"
    assert door.ask("GET", "/api/status").status_code == 401
    page = door.ask("GET", sent.headers["location"])
    assert page.status_code == 200 and "script-src 'self'" in page.headers["content-security-policy"]
    assert door.ask("GET", "/static/door.css").status_code == 200


def test_an_invitation_is_looked_at_taken_and_over(office: Office) -> None:
    code, door = invited(office), Door(office)
    assert "admin" in door.ask("POST", "/invitation", {"code": code}).text
    wrong = door.ask("POST", "/invitation", {"code": code, "passphrase": GOOD, "again": OTHER})
    assert wrong.status_code == 400 and "differently" in wrong.text and GOOD not in wrong.text
    assert (
        door.ask("POST", "/invitation", {"code": code, "passphrase": "short", "again": "short"}).status_code
        == 400
    )
    done = door.ask("POST", "/invitation", {"code": code, "passphrase": GOOD, "again": GOOD})
    assert done.status_code == 303
    assert "administrator" in door.ask("GET", "/account").text
    assert door.ask("POST", "/invitation", {"code": code}).status_code == 410


def test_signing_in_gives_a_new_cookie_that_no_script_reads(office: Office) -> None:
    door = entered(office)
    before = door.cookies["tregua-session"]
    answer = door.ask("POST", "/sign-in?next=/items", {"name": "ADMIN", "passphrase": GOOD})
    assert answer.headers["location"] == "/items" and door.cookies["tregua-session"] != before
    for cookie in answer.headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie


def test_under_tls_the_cookie_is_this_hosts_alone(office: Office) -> None:
    door = Door(office, "https://centre.example")
    answer = door.ask("POST", "/invitation", {"code": invited(office), "passphrase": GOOD, "again": GOOD})
    cookies = answer.headers.get_list("set-cookie")
    assert all(one.startswith("__Host-tregua-") and "Secure" in one for one in cookies) and len(cookies) == 2


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\\b"]
)
def test_nobody_is_sent_elsewhere(office: Office, address: str) -> None:
    door = entered(office)
    answer = door.ask("POST", f"/sign-in?next={address}", {"name": "admin", "passphrase": GOOD})
    assert answer.headers["location"] == "/"


def test_what_is_wrong_is_told_and_after_some_tries_waited_for(office: Office) -> None:
    entered(office)
    door = Door(office)
    told = [door.ask("POST", "/sign-in", {"name": "admin", "passphrase": OTHER}) for _ in range(6)]
    assert [one.status_code for one in told] == [401] * 5 + [429]
    assert 'role="alert"' in told[0].text and OTHER not in told[0].text
    stranger = Door(office).ask("POST", "/sign-in", {"name": "nobody", "passphrase": OTHER}).text
    assert stranger.replace("nobody", "admin") == told[0].text


def test_a_page_elsewhere_signs_nobody_in_or_out(office: Office) -> None:
    door = entered(office)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        fields = {"name": "admin", "passphrase": GOOD}
        assert door.ask("POST", "/sign-in", fields, **headers).status_code == 403
    for token in ("", "x", "é"):
        assert door.ask("POST", "/account/sign-out", {"token": token}).status_code == 403
    assert door.ask("GET", "/account").status_code == 200


def test_signing_out_here_there_and_everywhere(office: Office) -> None:
    here, there = entered(office), Door(office)
    there.ask("POST", "/sign-in", {"name": "admin", "passphrase": GOOD})
    assert "Sign out everywhere else" in here.ask("GET", "/account").text
    here.ask("POST", "/account/sign-out", {"token": here.token(), "session": ""})
    assert there.ask("GET", "/account").status_code == 303
    kept = httpx.Cookies(here.cookies)
    assert here.ask("POST", "/account/sign-out", {"token": here.token()}).headers["location"] == "/sign-in"
    here.cookies = kept
    assert here.ask("GET", "/account").status_code == 303


def test_another_passphrase_ends_every_other_session(office: Office) -> None:
    here, there = entered(office), Door(office)
    there.ask("POST", "/sign-in", {"name": "admin", "passphrase": GOOD})
    fields = {"token": here.token(), "now": GOOD, "passphrase": OTHER, "again": OTHER}
    assert here.ask("POST", "/account/passphrase", fields).headers["location"] == "/account"
    assert here.ask("GET", "/account").status_code == 200
    assert there.ask("GET", "/account").status_code == 303


def test_a_disabled_account_is_out_at_once(office: Office) -> None:
    entered(office, "first")
    door = entered(office, "second")
    assert door.ask("GET", "/account").status_code == 200
    people.disable(office, "second")
    assert door.ask("GET", "/account").status_code == 303


def test_a_role_sees_no_more_than_its_own(office: Office) -> None:
    door = entered(office)  # an administrator keeps the machine and sees no evidence
    assert door.ask("GET", "/").status_code == 200
    assert door.ask("GET", "/items").status_code == 403
    assert door.ask("GET", "/registers").status_code == 403
