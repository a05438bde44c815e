"""Entering into a register from the dashboard: a form, a look at what it would enter, and then the entry.

A post carries everything it needs: nothing typed is kept on this side, so nothing is lost when the centre
is busy or the server was started anew. What is wrong stands at its field in the command line's words.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tregua.model.errors import TreguaError
from tregua.model.messages import Message, say
from tregua.model.records import Claim
from tregua.model.standing import Entry, Register
from tregua.reading.sheets_written import cells_of
from tregua.registers import entries_of
from tregua.web.clerk import Clerk
from tregua.web.forms_fields import (
    WITHHELD,
    lay_out_form,
    read_cells,
    roles,
    tell_fault,
    what_is_taken,
    words_of,
)
from tregua.web.forms_guard import MOST_BYTES, check_post, is_ours
from tregua.web.forms_own import check_own
from tregua.web.gate import Door, asker_of, either
from tregua.web.moment import Moment, read_moment
from tregua.web.site import Site, not_found, page, site_of
from tregua.web.view import View

_MOST_SHEET = 2_000_000
_MOST_ROWS = 200
_LONGEST = 2_000
"""Of one field, in characters."""


@dataclass(frozen=True)
class Sent:
    """What a form sent: its fields by name, its file, and which of its buttons was pressed."""

    fields: Mapping[str, str]
    file: tuple[str, bytes] | None = None

    @property
    def step(self) -> str:
        """``look``, ``change`` or ``enter``."""
        return self.fields.get("step", "look")


@dataclass(frozen=True)
class Row:
    """A claim as it is entered: its entries, or that it strikes out what it corrects."""

    claim: Claim
    entries: tuple[Entry, ...]


def routes() -> list[Door]:
    """The addresses of the forms."""
    return [
        Door("/enter", page("enter", choose), methods=["GET"], asks=either("enter_row")),
        Door("/enter", _posted(take_sheet), methods=["POST"], asks=either("enter_sheet")),
        Door("/enter/{name}", page("enter", fill_in), methods=["GET"], asks=either("enter_row")),
        Door("/enter/{name}", _posted(take_row), methods=["POST"], asks=either("enter_row")),
        Door("/entered/{item_id}", page("enter", show_entered), methods=["GET"], asks=either("enter_row")),
    ]


def _posted(make: Callable[[Site, Request, View, Sent], Response]) -> Callable[[Request], Any]:
    """A post's endpoint: refuses what does not come from a page of ours, reads it, and answers off the
    event loop."""

    async def endpoint(request: Request) -> Response:
        site = site_of(request)
        check_post(request)
        async with request.form(max_files=1, max_fields=60, max_part_size=MOST_BYTES) as form:
            fields = {key: value for key, value in form.items() if isinstance(value, str)}
            found = next((value for value in form.values() if isinstance(value, UploadFile)), None)
            file = (found.filename or "", await found.read()) if found and found.filename else None

        def answer() -> Response:
            moment = read_moment(request.query_params, tuple(site.desk.days()))
            view = site.view(moment, "enter", asker=asker_of(request))
            return make(site, request, view, Sent(fields, file))

        return await run_in_threadpool(answer)

    return endpoint


# ---- choosing, and sheets -----------------------------------------------------------------------------


def choose(site: Site, _request: Request, view: View) -> Response:
    """Which register, or a whole sheet."""
    return _show_choice(site, view)


def _show_choice(
    site: Site, view: View, faults: Sequence[TreguaError] = (), name: str = "", status: int = 200
) -> Response:
    return _render(
        site, view, "enter_choose.html", status,
        names=get_args(Register),
        taken={one: words_of(one) for one in get_args(Register)},
        faults=tuple(tell_fault(one, view) for one in faults),
        file_name=name,
        most=_MOST_SHEET // 1_000_000,
    )  # fmt: skip


def take_sheet(site: Site, request: Request, view: View, sent: Sent) -> Response:
    """A sheet: looked at first; then entered, with what was looked at sent along."""
    name, data = _sheet_in(sent)
    if len(data) > _MOST_SHEET:
        too_long = TreguaError(say("form.sheet_too_long", most=_MOST_SHEET // 1_000_000))
        return _show_choice(site, view, [too_long], name, 413)
    if not data:
        return _show_choice(site, view, [TreguaError(say("form.no_file"))], name, 400)
    entering = sent.step == "enter" and is_ours(sent.fields.get("token", ""), site.token)
    trouble = () if entering or sent.step != "enter" else (_stale(),)
    clerk = _clerk(site)
    try:
        check_own(request, view, "enter_sheet", lambda: clerk.enter_sheet(name, data, trial=True))
        found = clerk.enter_sheet(name, data, trial=not entering)
    except TreguaError as error:
        if error.code != "centre.busy":
            return _show_choice(site, view, [error], name, 400)
        found, trouble = clerk.enter_sheet(name, data, trial=True), (error,)
    if found.faults:
        return _show_choice(site, view, found.faults, name, 400)
    if entering and not trouble:
        return _go_to(view, found.claims, before=found.before)
    hidden = {"name": name, "data": base64.b64encode(data).decode()}
    return _look(site, view, "/enter", hidden, found.claims, trouble, before=found.before, sheet=name)


def _sheet_in(sent: Sent) -> tuple[str, bytes]:
    """The sheet's name, without folders, and its bytes: as sent now, or as looked at before."""
    if sent.file is not None:
        return _plain_name(sent.file[0]), sent.file[1]
    try:
        data = base64.b64decode(sent.fields.get("data", ""), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    return _plain_name(sent.fields.get("name", "")), data


def _plain_name(given: str) -> str:
    last = PurePosixPath(given.replace("\\", "/")).name
    plain = "".join(one for one in last if one.isprintable()).strip()[-100:]
    return plain or "sheet.csv"


# ---- one row ------------------------------------------------------------------------------------------


def fill_in(site: Site, request: Request, view: View) -> Response:
    """The form of a register: empty, with what the address gives, or from an entry to be corrected."""
    name = _register(request)
    query = request.query_params
    cells = read_cells(
        {role: query[role][:_LONGEST] for role in roles() if role in query and role not in WITHHELD}
    )
    if "corrects" in cells:
        claim, entry = _entry(view, cells["corrects"], query.get("entry", ""))
        if "strike" in query:
            return _show_form(site, view, name, {"corrects": entry.claim_id, "stance": "struck"})
        cells = cells_of(entry, claim, _by_id(_clerk(site).places()), _by_id(_clerk(site).actors()))
        cells |= {role: text for role, text in _clerk(site).told_beside(claim.claim_id).items() if text}
    return _show_form(site, view, name, cells)


def take_row(site: Site, request: Request, view: View, sent: Sent) -> Response:
    """A row: looked at, changed once more, or entered."""
    name = _register(request)
    cells = {role: text[:_LONGEST] for role, text in read_cells(sent.fields).items()}
    if sent.step == "change":
        return _show_form(site, view, name, cells)
    if not is_ours(sent.fields.get("token", ""), site.token):
        return _show_form(site, view, name, cells, (_stale(),), 403)
    clerk, action = _clerk(site), "correct" if "corrects" in cells else "enter_row"
    try:
        check_own(request, view, action, lambda: clerk.enter_row(name, cells, trial=True))
        found = clerk.enter_row(name, cells, trial=sent.step != "enter")
    except TreguaError as error:
        return _show_form(site, view, name, cells, (error,), 503 if error.code == "centre.busy" else 400)
    if found.faults:
        return _show_form(site, view, name, cells, found.faults, 400)
    if sent.step == "enter":
        return _go_to(view, found.claims, before=found.before)
    return _look(site, view, f"/enter/{name}", cells, found.claims, before=found.before, name=name)


def _show_form(
    site: Site,
    view: View,
    name: Register,
    cells: Mapping[str, str],
    faults: Sequence[TreguaError] = (),
    status: int = 200,
) -> Response:
    groups, others = lay_out_form(name, cells, faults, view)
    clerk = _clerk(site)
    strikes = cells.get("stance") == "struck"
    return _render(
        site, view, "enter_strike.html" if strikes else "enter_form.html", status,
        name=name,
        names=get_args(Register),
        groups=groups,
        faults=others if not strikes else tuple(tell_fault(one, view) for one in faults),
        faulty=tuple(one for group in groups for one in group.fields if one.faults),
        cells=cells,
        corrected=_rows([claim], view) if (claim := view.claim(cells.get("corrects", ""))) else (),
        taken=what_is_taken(name, view),
        lists={"places": _suggested_places(clerk, view), "actors": clerk.actors(), "outlets": _outlets(view)},
    )  # fmt: skip


def _suggested_places(clerk: Clerk, view: View) -> tuple[tuple[str, str], ...]:
    return tuple((typed, " / ".join(view.forms(place_id))) for typed, place_id in clerk.places())


def _outlets(view: View) -> tuple[tuple[str, str], ...]:
    with view.desk.received(view.moment.last) as got:
        return tuple((one, view.actor(one)) for one in got.outlets())


def _by_id(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first name to type, by id."""
    return {one: typed for typed, one in reversed(named)}


def _entry(view: View, claim_id: str, entry_id: str) -> tuple[Claim, Entry]:
    """The claim that is to be corrected and its entry; its first where none is named. Else a 404."""
    claim = view.claim(claim_id)
    found = list(entries_of(claim, view.desk.agreement)) if claim else []
    if claim is None or not found:
        raise not_found("claim", claim_id)
    return claim, next((one for one in found if one.entry_id == entry_id), found[0])


def _register(request: Request) -> Register:
    name = request.path_params["name"]
    if name not in get_args(Register):
        raise not_found("register", name)
    return cast("Register", name)


# ---- the look, and what was entered -------------------------------------------------------------------


def _look(
    site: Site, view: View, path: str, hidden: Mapping[str, str], claims: Sequence[Claim],
    trouble: Sequence[TreguaError] = (), *, before: bool, name: str = "", sheet: str = "",
) -> Response:  # fmt: skip
    return _render(
        site, view, "enter_look.html", 503 if trouble else 200,
        path=path,
        hidden=hidden,
        rows=_rows(claims[:_MOST_ROWS], view),
        count=len(claims),
        before=before,
        name=name,
        sheet=sheet,
        corrected=_rows([one for claim in claims if (one := view.claim(claim.supersedes or ""))], view),
        faults=tuple(tell_fault(one, view) for one in trouble),
        done=_entered_link(view, claims) if before else "",
    )  # fmt: skip


def _rows(claims: Sequence[Claim], view: View) -> tuple[Row, ...]:
    return tuple(Row(one, tuple(entries_of(one, view.desk.agreement))) for one in claims)


def _go_to(view: View, claims: Sequence[Claim], *, before: bool) -> Response:
    """To the page of what was entered, so that loading it again enters nothing again."""
    return RedirectResponse(_entered_link(view, claims, before=before), 303)


def _entered_link(view: View, claims: Sequence[Claim], *, before: bool = False) -> str:
    return view.link(f"/entered/{claims[0].item_id}", before="yes" if before else None)


def show_entered(site: Site, request: Request, view: View) -> Response:
    """What was entered, and the way to its registers on the days it is of."""
    item_id = request.path_params["item_id"]
    found = view.desk.item(item_id)
    if found is None or not found[2].claims:
        raise not_found("item", item_id)
    rows = _rows(found[2].claims, view)
    entries = [entry for row in rows for entry in row.entries]
    latest = replace(view, moment=view.moment.at(view.moment.last))
    former = [one for row in rows if (one := latest.claim(row.claim.supersedes or ""))]
    shown = entries or [entry for row in _rows(former, view) for entry in row.entries]
    return _render(
        site, latest, "enter_done.html", 200,
        rows=rows[:_MOST_ROWS],
        count=len(rows),
        item=found[0],
        before="before" in request.query_params,
        corrected=_rows(former, view),
        ways=_ways(shown, view.moment),
        again=_again(rows[0].claim),
        first=shown[0].register_name if shown else None,
    )  # fmt: skip


def _ways(entries: Sequence[Entry], moment: Moment) -> tuple[tuple[Register, Moment], ...]:
    """For each register, the centre's day nearest to the last one that something is of."""
    days = {one.register_name: one.on for one in sorted(entries, key=lambda one: str(one.on or ""))}
    return tuple(
        (name, moment.at(min(max(on or moment.last, moment.first), moment.last), moment.last))
        for name, on in days.items()
    )


def _again(claim: Claim) -> dict[str, str]:
    """What stays the same in another row of the same speaker."""
    said = {"said_by": claim.said_by, "through": claim.through, "published": claim.published_at}
    return {role: text for role, text in said.items() if text}


def _clerk(site: Site) -> Clerk:
    if site.clerk is None:  # pragma: no cover - without one there are no such addresses
        raise TreguaError(say("web.refused"))
    return site.clerk


def _stale() -> TreguaError:
    return TreguaError(Message(code="form.stale"))


def _render(site: Site, view: View, template: str, status: int, **context: Any) -> Response:
    answer = site.render(view, template, status, bare=True, token=site.token, **context)
    # A post from here must be able to say where it comes from; other places are still told nothing.
    answer.headers["referrer-policy"] = "same-origin"
    return answer
