"""Nothing leaves this machine, nothing foreign gets in, and what an item says stays words."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from fixture_desk import FixtureDesk
from fixture_pages import Page
from visitor import Visitor

import tregua.web
from tregua.web.desk import Desk
from tregua.web.guard import POLICY

STATIC = Path(tregua.web.__file__).parent / "static"
HOSTILE = '<script src="//evil.example/x.js"></script><img src=x onerror=alert(1)>"\'{{7*7}}'


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", ""]
)
def test_a_foreign_name_is_refused(client: Visitor, host: str) -> None:
    answer = client.get("/", host=host)
    assert answer.status_code == 421
    assert "Tregua" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_is_answered(client: Visitor, host: str) -> None:
    assert client.get("/api/items", host=host).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/api/status", "/static/base.css", "/fonts/public-sans-400.woff2"]
)
def test_every_answer_is_stamped(client: Visitor, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    assert POLICY.startswith("default-src 'none'")
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


class BrokenDesk(FixtureDesk):
    """A centre whose standings cannot be read."""

    def status(self, on: object, as_of: object) -> list[object]:  # type: ignore[override]
        """Fails, with something in the message that must not be shown."""
        raise RuntimeError("secret path /root")


def test_a_failure_tells_nothing_of_the_inside() -> None:
    answer = Visitor(BrokenDesk()).get("/obligations")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_a_written_report_keeps_its_own_style_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("<style>p{color:red}</style><p>Words</p><script>alert(1)</script>", "utf-8")

    class ReportingDesk(FixtureDesk):
        def report_path(self, day: object) -> Path | None:
            return path

    answer = Visitor(ReportingDesk()).get("/report")
    policy = answer.headers["content-security-policy"]
    digest = base64.b64encode(hashlib.sha256(b"p{color:red}").digest()).decode()
    assert f"style-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert answer.headers.get_list("content-security-policy") == [policy]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_only_reading(client: Visitor) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/obligations").status_code == 405


def foreign_addresses(text: str) -> list[str]:
    """What a browser would fetch from elsewhere, in markup or a style sheet."""
    named = r"""(?:src|href|action|data|poster|srcset)\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*"""
    styled = r"""url\(\s*["']?(?:https?:)?//[^)]*|@import[^;]*"""
    return re.findall(f"{named}|{styled}", text)


def test_no_page_asks_for_anything_elsewhere(client: Visitor, desk: FixtureDesk) -> None:
    day = desk.days()[-1]
    paths = ["/", "/map", "/obligations", "/incidents", "/items", "/nowhere", "/obligations/ceasefire"]
    paths += [f"/items/{one.item_id}" for one in desk.items(day)]
    paths += [f"/incidents/{one.incident_id}" for one in desk.incidents(day)]
    for path in paths:
        text = client.get(path).text
        assert foreign_addresses(text) == [], path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), f"an inline script in {path}"
        assert not re.search(r"\son[a-z]+\s*=", re.sub(r">[^<]*<", "><", text)), (
            f"an inline handler in {path}"
        )
        assert " style=" not in text, path


def test_no_asset_of_ours_names_an_address() -> None:
    for asset in (*STATIC.glob("*.css"), *STATIC.glob("*.js"), *STATIC.glob("*.svg")):
        text = asset.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|//[a-z0-9-]+\.[a-z]{2,}", text), asset.name
    vendored = (STATIC / "vendor" / "maplibre" / "maplibre-gl.css").read_text("utf-8")
    assert foreign_addresses(vendored) == []


def test_vendored_code_brings_its_licence(client: Visitor) -> None:
    for folder in (path for path in (STATIC / "vendor").iterdir() if path.is_dir()):
        assert list(folder.glob("LICEN[CS]E*")), folder.name
    for face in (STATIC / "fonts").glob("*.woff2"):
        assert list((STATIC / "fonts").glob("LICENSE-" + "-".join(face.name.split("-")[:3]) + "*")), face.name


class HostileDesk(FixtureDesk):
    """A centre whose items were written by somebody who wishes its readers ill."""

    title = HOSTILE
    limits = (HOSTILE,)

    def __init__(self) -> None:
        page = Page("2020-11-10T10:00", f"outlet/{HOSTILE}", HOSTILE, f"The ministry said {HOSTILE} was so.")
        page.says(f"person/{HOSTILE}", "The ministry", HOSTILE + " was", "hostile.attack", place="hadrut")
        self.pages = [*super().pages, page]


def test_hostile_words_stay_words() -> None:
    desk: Desk = HostileDesk()
    item = desk.items(desk.days()[-1])[-1]
    visitor = Visitor(desk)
    pages = ("/", "/items", f"/items/{item.item_id}", "/map", f"/items?outlet={HOSTILE}", f"/nope{HOSTILE}")
    for path in pages:
        text = visitor.get(path).text
        assert '<script src="//evil' not in text, path
        assert "<img src=x" not in text, path
        assert foreign_addresses(re.sub(r"&lt;.*?&gt;", "", text)) == [], path
        assert "&#39;49" not in text, path


def test_a_path_cannot_climb(client: Visitor) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/fonts/..%2f..%2fmodel/ids.py",
        "/static/..%5capp.py",
    ):
        answer = client.get(path)
        assert answer.status_code in (404, 405), path
        assert "def create_app" not in answer.text


def luminance(colour: str) -> float:
    """The relative luminance of a ``#rrggbb`` colour, as the contrast guidelines define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [":root {", ':root[data-theme="dark"] {'])
def test_words_stand_out_from_paper(theme: str) -> None:
    sheet = (STATIC / "base.css").read_text("utf-8")
    block = sheet[sheet.index(theme) :]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block[: block.index("}")]))
    for name in [
        "ink",
        "muted",
        "accent",
        "done",
        "claimed",
        "going",
        "waiting",
        "overdue",
        "contested",
        "unseen",
        "ended",
        "violated",
    ]:
        for ground in ("paper", "card"):
            lighter, darker = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, f"{name} on {ground}"
