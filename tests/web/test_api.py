"""The addresses programs ask: each answers in the shape of the command, and every one is in the reference."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from fixture_desk import FixtureDesk
from typer.testing import CliRunner
from visitor import Visitor

from tregua.cli.app import app
from tregua.web.api import ROUTES
from tregua.wiring import open_desk

DAY = "on=2020-11-24&as_of=2020-11-24"
REFERENCE = Path(__file__).parents[2] / "docs/reference/api.md"


@pytest.mark.parametrize(("path", "schema"), [(path, schema) for path, _, schema in ROUTES if schema])
def test_an_answer_has_the_shape_of_the_command(client: Visitor, path: str, schema: str) -> None:
    answer = client.get(f"{path.format(obligation_id='hand-over-agdam')}?{DAY}")
    assert answer.status_code == 200
    shape = json.loads((files("tregua") / f"model/schemas/v1/{schema}.json").read_text("utf-8"))
    jsonschema.validate(answer.json(), shape)


def test_the_explanation_is_the_command_s(demo: Path) -> None:
    answer = Visitor(open_desk(demo)).get(f"/api/obligations/hand-over-kelbajar?{DAY}")
    asked = ("agreement", "explain", "hand-over-kelbajar", "--on", "2020-11-24", "--as-of", "2020-11-24")
    done = CliRunner().invoke(app, [*asked, "--centre", str(demo), "--json"])
    assert done.exit_code == 0, done.output
    assert answer.json() == json.loads(done.stdout)


def test_it_is_explained_as_one_reading_has_it(client: Visitor) -> None:
    path = f"/api/obligations/hand-over-agdam?{DAY}"
    own, read = client.get(path).json(), client.get(f"{path}&reading=az-en").json()
    assert (own["reading"], read["reading"]) == ("", "az-en")
    assert own["due_on"] == "2020-11-20"
    assert own["owed"] != read["owed"]


@pytest.mark.parametrize(
    ("asked", "status_code", "code"),
    [
        (f"nothing?{DAY}", 404, "web.no_obligation"),
        (f"hand-over-agdam?{DAY}&reading=xx", 400, "explain.no_reading"),
        ("hand-over-agdam?on=soon", 400, "web.day.impossible"),
        ("hand-over-agdam?on=2031-01-01", 400, "web.day.outside"),
    ],
)
def test_what_cannot_be_explained_says_why(client: Visitor, asked: str, status_code: int, code: str) -> None:
    answer = client.get(f"/api/obligations/{asked}")
    assert answer.status_code == status_code
    assert answer.json()["error"] == code
    assert answer.json()["do"]


def test_the_explanation_is_for_this_machine_s_own_visitors(client: Visitor) -> None:
    path = f"/api/obligations/hand-over-agdam?{DAY}"
    assert client.get(path, host="evil.example").status_code == 421
    assert client.request("POST", path).status_code == 405
    answer = client.get(path)
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_centre_that_knew_nothing_explains_nothing() -> None:
    class Silent(FixtureDesk):
        def explain(self, *_: object, **__: object) -> None:
            return None

    assert Visitor(Silent()).get("/api/obligations/hand-over-agdam").status_code == 404


def test_every_address_is_in_the_reference() -> None:
    told = REFERENCE.read_text("utf-8")
    assert all(f"`{path}`" in told for path, _, _ in ROUTES)
