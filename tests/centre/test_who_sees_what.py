"""Nobody is shown what is not theirs: every question, command and page is walked as every audience."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from tiers_scene import AUDIENCES, CANARY, TIERS, above, found_for
from typer.testing import CliRunner

from tregua.centre.audiences import seen_by
from tregua.centre.centre import Centre
from tregua.centre.desk import CentreDesk
from tregua.centre.moment import present_of
from tregua.cli.app import app
from tregua.fusion.sought import Sought
from tregua.model.errors import BadArgument
from tregua.model.received import ItemsSought
from tregua.model.standing import Register
from tregua.model.tiers import INTERNAL, Audience, sees
from tregua.registers.entries.parts import Part
from tregua.store.state import DatabaseState
from tregua.wiring import desks_of

DAY = date(2020, 12, 8)
FORCES = Part("forces")
COURSES: tuple[Register, ...] = ("control", "links")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "centre"
    found_for(folder, INTERNAL)
    return folder


@pytest.fixture(scope="module", params=AUDIENCES[:-1], ids=lambda one: one.name)
def pair(request: Any, whole: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Audience, Path, Path]:
    """An audience, the whole centre, and the one that never received what it may not see."""
    folder = tmp_path_factory.mktemp("without") / "centre"
    found_for(folder, request.param)
    return request.param, whole, folder


def opened(folder: Path, audience: Audience) -> CentreDesk:
    return desks_of(folder)(audience)


def words(told: object, folder: Path) -> str:
    """What was told as text, without what may differ: the record's size and root, and where it lies."""
    text = str(told).replace(str(folder), "FOLDER")
    text = re.sub(r"0x[0-9a-f]+|\b[0-9a-f]{64}\b|[A-Za-z0-9+/]{43}=", "HASH", text)
    text = re.sub(r"seal-root.*|(?<=seal-size\"><b>)\d+|, at \d+ acts|(?<=2020 · )\d+", "SEAL", text)
    return re.sub(r"(?i)(size=|size\W+|\(record |checkpoint |entries )\d+", r"\1SIZE", text)


def check(told: object, audience: Audience, what: str) -> None:
    text = str(told).casefold()
    for word in above(audience):
        found = re.search(rf"(?<![\d.]){re.escape(word)}(?!\d)", text)
        assert found is None, (
            f"{what} tells {audience.name} of {word}: {text[found.start() - 60 : found.end() + 60]}"
        )


# ---- the database -----------------------------------------------------------------------------------------

_WRITES = {
    "project", "enter_anew", "enter_again", "grow_anew", "remember", "reset", "seen_by", "forget_item",
    "forget_erased", "forget", "erase_item",
}  # fmt: skip
_OF_THE_RECORD = {"size", "head", "mark", "acts_of", "incidents_mark"}
"""Of the record's places alone: how long it is, under what entries were made."""


def state_questions(centre: Centre) -> dict[str, Callable[[DatabaseState, Any], object]]:
    """Every question to the database, asked also of what is hidden."""
    latest = centre.state.snapshot()
    assert latest is not None
    items, claims = centre.state.items(latest), centre.state.claims(latest)
    ids = [one.claim_id for one in claims]
    from tregua.centre.marks import mark_of
    from tregua.model.same import words_of

    def entered(state: DatabaseState, snapshot: Any) -> object:
        with state.entered(snapshot, mark_of(centre)) as found:
            assert found is not None
            return (
                found.last_words("forces", DAY), found.take(FORCES), found.count(FORCES),
                found.voices(FORCES), found.newest(FORCES, 0, 50), found.days(FORCES, 50),
                found.day_after(FORCES, 2),
                found.newest_figures(FORCES, 5), found.last_figures(FORCES._replace(told=True)),
            )  # fmt: skip

    def received(state: DatabaseState, snapshot: Any) -> object:
        with state.received(snapshot) as found:
            return items_in(found, [one.item_id for one in items])

    def happened(state: DatabaseState, snapshot: Any) -> object:
        from tregua.centre.grown import growing_of

        with state.happened(snapshot, growing_of(centre)) as found:
            return found and (found.every(), found.newest(Sought(), 0, 100), found.come_up(0, DAY, 100))

    return {
        "snapshot": lambda state, at: (state.snapshot(), state.snapshot(at=at.at), state.snapshot(size=7)),
        "content_size": lambda state, at: state.content_size(at) > 0,
        "items": lambda state, at: state.items(at),
        "items_by_day": lambda state, at: state.items_by_day(at),
        "claim": lambda state, at: [state.claim(one, at) for one in ids],
        "claim_count": lambda state, at: state.claim_count(at),
        "claims": lambda state, at: state.claims(at),
        "closed_days": lambda state, at: [(one.day, one.edition) for one in state.closed_days(at)],
        "has_item": lambda state, at: [state.has_item(one.item_id) for one in items],
        "items_named": lambda state, at: [state.items_named(one.name) for one in items],
        "claims_of": lambda state, at: [state.claims_of(one.item_id) for one in items],
        "claims_correcting": lambda state, at: state.claims_correcting(ids),
        "corrections": lambda state, at: state.corrections(at),
        "claims_saying": lambda state, at: [
            state.claims_saying([words_of(one) or "" for one in claims], tier) for tier in TIERS
        ],
        "tables": lambda state, at: state.tables(at),
        "text_sha256": lambda state, at: [_text_of(state, one.item_id) for one in items],
        "entered": entered,
        "received": received,
        "happened": happened,
    }


def items_in(found: Any, ids: list[str]) -> object:
    every = ItemsSought()
    return (
        found.count(every), found.newest(every, 0, 100), [found.find(one) for one in ids],
        sorted(found.speakers_in(ids).items()), found.outlets(), found.speakers(),
    )  # fmt: skip


def _text_of(state: DatabaseState, item_id: str) -> str | None:
    with contextlib.suppress(KeyError):
        return state.text_sha256(item_id)
    return None


def public_names(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def test_every_question_to_the_database_is_walked(whole: Path) -> None:
    centre = opened(whole, INTERNAL).centre
    left = public_names(DatabaseState) - _WRITES - _OF_THE_RECORD - set(state_questions(centre))
    assert left == set(), "a question that no test asks as every audience"


def test_the_database_tells_nobody_of_what_is_above(pair: tuple[Audience, Path, Path]) -> None:
    audience, folder, without = pair
    whole = opened(folder, INTERNAL).centre
    for name, ask in state_questions(whole).items():
        if not hasattr(DatabaseState, name):
            continue
        told = []
        for one in (folder, without):
            centre = opened(one, audience).centre
            latest = centre.state.snapshot()
            told.append(words(ask(centre.state, latest), one))  # type: ignore[arg-type]
        check(told[0], audience, name)
        assert told[0] == told[1], f"{name} as {audience.name}"


def test_the_centre_itself_sees_everything(whole: Path) -> None:
    centre = opened(whole, INTERNAL).centre
    text = str(centre.state.items(centre.state.snapshot()))  # type: ignore[arg-type]
    assert [word for word in CANARY.values() if word not in text] == []


# ---- the desk ---------------------------------------------------------------------------------------------

_ABOUT = {"title", "flags", "limits", "agreement", "vocabulary", "accord_faults"}
"""Of the charter and the accord, which are for everybody."""


def desk_questions(whole: CentreDesk) -> dict[str, Callable[[CentreDesk], object]]:
    latest = whole.centre.state.snapshot()
    assert latest is not None
    items, claims = whole.centre.state.items(latest), whole.centre.state.claims(latest)
    obligations = [one.id for one in whole.agreement.obligations]

    def inside(method: str) -> Callable[[CentreDesk], object]:
        def ask(desk: CentreDesk) -> object:
            with getattr(desk, method)(DAY) as found:
                return told_by[method](found)

        return ask

    told_by: dict[str, Callable[[Any], object]] = {
        "entered": lambda found: (found.take(FORCES), found.count(FORCES), found.voices(FORCES)),
        "received": lambda found: items_in(found, [one.item_id for one in items]),
        "happened": lambda found: (
            found.newest(Sought(), 0, 100),
            found.count(Sought(), 100),
            found.find([one.incident_id for one in whole.incidents(DAY)]),
            found.doubts([one.incident_id for one in whole.incidents(DAY)]),
        ),
    }

    def every(desk: CentreDesk) -> object:
        found = desk.every(FORCES, DAY)
        return found and (list(found), found.superseded())

    return {
        "days": lambda desk: desk.days(),
        "status": lambda desk: desk.status(DAY, DAY),
        "evenings": lambda desk: desk.evenings(),
        "explain": lambda desk: [_explained(desk, one) for one in obligations],
        "incidents": lambda desk: desk.incidents(DAY),
        "items": lambda desk: desk.items(DAY),
        "item": lambda desk: [desk.item(one.item_id) for one in items],
        "claims": lambda desk: desk.claims(DAY),
        "entries": lambda desk: desk.entries(DAY),
        "entered": inside("entered"),
        "received": inside("received"),
        "happened": inside("happened"),
        "come_up": lambda desk: desk.come_up(DAY, DAY, date(2020, 11, 1), 50),
        "every": every,
        "known_later": lambda desk: [desk.known_later(FORCES, day) for day in (date(2020, 11, 1), DAY)],
        "register": lambda desk: [desk.register(name, DAY, DAY) for name in get_args(Register)],
        "balances": lambda desk: desk.balances(DAY, DAY),
        "intervals": lambda desk: [desk.intervals(one, date.min, DAY, DAY) for one in COURSES],
        "notices": lambda desk: desk.notices(Part("notices"), desk.incidents(DAY), DAY, 50),
        "notices_on": lambda desk: [desk.notices_on(one, DAY, DAY) for one in whole.incidents(DAY)],
        "persons": lambda desk: desk.persons(DAY, DAY),
        "claim": lambda desk: [desk.claim(one.claim_id, DAY) for one in claims],
        "arrivals": lambda desk: desk.arrivals(DAY),
        "is_ready": lambda desk: desk.is_ready(DAY, DAY),
        "watches": lambda desk: desk.watches(DAY),
        "checkpoint": lambda desk: desk.checkpoint(DAY) is not None,
        "report_path": lambda desk: [
            path.read_text() if (path := desk.report_path(day)) else None for day in desk.days()
        ],
    }


def _explained(desk: CentreDesk, obligation: str) -> object:
    with contextlib.suppress(BadArgument):  # not signed yet on that day
        return desk.explain(obligation, DAY, DAY)
    return None


def test_every_question_to_the_desk_is_walked(whole: Path) -> None:
    asked = set(desk_questions(opened(whole, INTERNAL))) | _ABOUT
    left = public_names(CentreDesk) - asked - {"centre", "reports", "accord_files"}
    assert left == set(), "a question that no test asks as every audience"


def test_the_desk_tells_nobody_of_what_is_above(pair: tuple[Audience, Path, Path]) -> None:
    audience, folder, without = pair
    for name, ask in desk_questions(opened(folder, INTERNAL)).items():
        if not hasattr(CentreDesk, name):
            continue
        told = [words(ask(opened(one, audience)), one) for one in (folder, without)]
        check(told[0], audience, name)
        assert told[0] == told[1], f"{name} as {audience.name}"


# ---- the commands -----------------------------------------------------------------------------------------

COMMANDS = (
    ("status",), ("items",), ("claims",), ("incidents",), ("history",), ("persons",),
    ("register", "forces"), ("register", "forces", "--entries"), ("register", "forces", "--series"),
    ("register", "exchanges"), ("agreement", "explain", "cease-fire"), ("agreement", "calendar"),
    ("agreement", "diff", "original", "2020-12-01"),
)  # fmt: skip


def run(folder: Path, audience: Audience, *command: str) -> str:
    done = CliRunner().invoke(app, [*command, "--as", audience.name, "--centre", str(folder)])
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit), done.exception
    return words(done.output + done.stderr, folder)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_tells_of_what_is_above(
    pair: tuple[Audience, Path, Path], command: tuple[str, ...]
) -> None:
    audience, folder, without = pair
    for shape in ((), ("--json",)):
        told = [run(one, audience, *command, *shape) for one in (folder, without)]
        check(told[0], audience, " ".join(command))
        assert told[0] == told[1]


def test_an_audience_that_does_not_sit_here_is_refused(whole: Path) -> None:
    done = CliRunner().invoke(app, ["status", "--as", "delegation:fr", "--centre", str(whole)])
    assert done.exit_code == 2
    assert "audience.unknown" in done.stderr and "delegation:ru" in done.stderr


def test_the_environment_names_the_audience(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREGUA_AS", "public")
    done = CliRunner().invoke(app, ["items", "--json", "--centre", str(whole)])
    check(done.output, Audience("public"), "items")
    assert CANARY["public"] in done.output


# ---- the pages --------------------------------------------------------------------------------------------


def addresses(desk: CentreDesk, routes: list[Any]) -> Iterator[str]:
    """Every address of the dashboard, those of hidden things too."""
    ids = {
        "item_id": [one.item_id for one in desk.items(DAY)],
        "incident_id": [one.incident_id for one in desk.incidents(DAY)],
        "obligation_id": [one.id for one in desk.agreement.obligations][:3],
        "layer": ["none"],
    }
    for route in routes:
        path = getattr(route, "path", "")
        named = re.findall(r"{(\w+)", path)
        if "GET" not in (getattr(route, "methods", None) or ()) or "login" in path:
            continue
        for one in ids[named[0]] if named and named[0] in ids else [""]:
            yield re.sub(r"{\w+(:\w+)?}", one, path)
    for name in ("forces", "exchanges"):
        yield f"/registers?name={name}"
        yield f"/api/registers?name={name}"
        yield f"/api/registers?name={name}&format=csv"


def test_no_page_tells_of_what_is_above(pair: tuple[Audience, Path, Path]) -> None:
    import asyncio

    import httpx

    from tregua.centre.rights import may
    from tregua.model.rights import VISITOR
    from tregua.web.app import create_app
    from tregua.web.doorkeeper import Alone

    audience, folder, without = pair
    apps = [create_app(desks_of(one), Alone(may, audience, VISITOR)) for one in (folder, without)]

    async def get(application: Any, path: str) -> httpx.Response:
        transport = httpx.ASGITransport(application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.get(path)

    seen = 0
    for path in dict.fromkeys(addresses(opened(folder, INTERNAL), list(apps[0].routes))):
        answers = [asyncio.run(get(one, path)) for one in apps]
        assert [one.status_code < 500 for one in answers] == [True, True], path
        texts = [words(one.text, root) for one, root in zip(answers, (folder, without), strict=True)]
        check(texts[0].replace(path, ""), audience, path)
        assert texts[0] == texts[1], path
        seen += answers[0].status_code == 200
    assert seen > 12


# ---- entering ---------------------------------------------------------------------------------------------


def test_who_enters_is_told_of_nothing_that_is_hidden(pair: tuple[Audience, Path, Path]) -> None:
    from tiers_scene import correction, sheets

    from tregua.centre.entering import enter_sheet, told_beside

    audience, folder, without = pair
    for tier in (one for one in TIERS if sees(audience, one)):
        told = []
        for one in (folder, without):
            centre = opened(one, audience).centre
            assert present_of(centre)
            every = [*sheets(tier), correction(centre, tier)]
            every += [(f"again-{name}", f"{text}# again\n") for name, text in sheets(tier)]
            every += [("by-name.csv", correction(centre, tier)[1].replace("Pubcanary", word))
                      for word in CANARY.values()]  # fmt: skip
            receipts = [enter_sheet(centre, name, text.encode(), trial=True) for name, text in every]
            told.append(words([_receipt(one) for one in receipts], one))
        assert told[0] == told[1], tier
    hidden = [one for one in TIERS if not sees(audience, one)]
    centre = opened(folder, audience).centre
    for tier in hidden:
        name, text = sheets(tier)[0]
        found = enter_sheet(centre, name, text.encode(), trial=True)
        assert [one.code for one in found.faults][:1] == ["sheet.not_your_tier"]
    claims = opened(folder, INTERNAL).claims(DAY)
    seen = {one.claim_id for one in seen_by(centre, audience).state.claims(centre.state.snapshot())}  # type: ignore[arg-type]
    assert all(told_beside(centre, one.claim_id) == {} for one in claims if one.claim_id not in seen)


def _receipt(one: Any) -> object:
    return one.claims, one.before, one.repeated, one.gone, [(f.code, f.where, f.message) for f in one.faults]
