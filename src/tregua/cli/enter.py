"""``tregua enter``: what an officer enters into a register, one thing at a time or a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from tregua.cli.ask import Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell
from tregua.model.register_names import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tregua.centre.centre import Centre
    from tregua.centre.entering import Receipt
    from tregua.model.errors import TreguaError
    from tregua.model.records import Claim
    from tregua.model.standing import Entry
    from tregua.reporting.messages import Renderer

    Taker = Callable[[Centre, bool], Receipt]
    """Enters into a centre what was given; on trial leaves nothing."""


def enter(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="REGISTER | FILE",
            help=f"{', '.join(get_args(Register))}; a file.",
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COLUMN=VALUE]...", help="The row: what=posts figure=23 said_by=ru/mod …"),
    ] = None,
    columns: Annotated[
        bool,
        typer.Option(
            "--columns",
            help="What a row of this register may say, or what every register takes; nothing else.",
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be entered.")] = False,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Enters into a register; the same words twice are once.

    One row by COLUMN=VALUE, or a register sheet with many. Every row becomes a claim with whose word it
    is; nothing is overwritten: a correction names the claim it corrects. A sheet with a row that cannot be
    taken is not taken at all.
    """
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.reading.sheets_words import register_of

    register = register_of(what) if what else None
    if columns:
        _explain(what, register, as_json=as_json)
        return
    if what is None:
        raise BadArgument(say("enter.nothing_named"), Where(field="REGISTER | FILE"))
    if register:
        _enter("", _row_taker(register, given or []), centre, typed=True, dry_run=dry_run, as_json=as_json)
    else:
        name, taker = _file_taker(what, given or [])
        _enter(name, taker, centre, typed=False, dry_run=dry_run, as_json=as_json)


def _explain(what: str | None, register: Register | None, *, as_json: bool) -> None:
    """What a register takes and the columns of a sheet; of no register named, all of them at a glance."""
    from tregua.cli.enter_columns import print_columns, print_json_columns, print_overview
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say

    known: tuple[Register, ...] = get_args(Register)
    if what is not None and register is None:
        raise BadArgument(say("register.unknown", given=what, known=known), Where(field="REGISTER"))
    if as_json:
        print_json_columns([register] if register else known)
    elif register is None:
        print_overview()
    else:
        print_columns(register)


def _row_taker(register: Register, given: Sequence[str]) -> Taker:
    """Enters one row. Raises BadArgument for what gives no column a value."""
    from tregua.centre.entering import enter_row
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.reading.sheets_words import role_of
    from tregua.reading.sheets_written import column_names

    where = Where(field="COLUMN=VALUE")
    names = column_names()
    row: dict[str, str] = {}
    for one in given:
        key, equals, value = one.partition("=")
        role = role_of(key)
        if not equals:
            raise BadArgument(say("enter.no_value", given=one), where)
        if role is None or role not in names:
            raise BadArgument(say("enter.no_column", given=key, known=tuple(names.values())), where)
        if role in row:
            raise BadArgument(say("enter.twice", given=key), where)
        if role == "corrects" and not value.strip():
            raise BadArgument(say("enter.corrects_nothing"), Where(field=key))
        row[role] = value
    if not row:
        raise BadArgument(say("enter.nothing", register=register), where)
    return lambda centre, trial: enter_row(centre, register, row, trial=trial)


def _file_taker(what: str, given: Sequence[str]) -> tuple[str, Taker]:
    """A sheet's name as it is shown, and what enters it."""
    from tregua.centre.entering import enter_sheet
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.sources import MAX_BYTES
    from tregua.store.files import read_file, readable_name

    path = Path(what)
    if not path.exists():
        raise BadArgument(
            say("enter.no_such", given=what, known=get_args(Register)), Where(field="REGISTER | FILE")
        )
    if given:
        raise BadArgument(say("enter.file_and_values", given=given[0]), Where(file=what))
    shown = readable_name(what)
    data = read_file(path, MAX_BYTES, shown)
    return shown, lambda centre, trial: enter_sheet(centre, shown, data, trial=trial)


def _enter(name: str, take: Taker, folder: Path | None, *, typed: bool, dry_run: bool, as_json: bool) -> None:
    from contextlib import nullcontext

    from tregua.cli.show import tell_accord
    from tregua.wiring import find_centre, open_centre, write_lock

    found = find_centre(folder)
    with nullcontext() if dry_run else write_lock(found):
        centre = open_centre(found)
        if not as_json:
            tell_accord(centre)
        entered = take(centre, dry_run)
    if entered.faults:
        _refuse(entered.faults, typed=typed, as_json=as_json)
    how = "before" if entered.before else "dry" if dry_run else "done"
    _show(centre, entered.claims, how, as_json=as_json)
    if entered.repeated and not entered.before and not as_json:
        from tregua.cli.show import word

        tell(word("cli.enter.repeated", count=entered.repeated))
    if entered.gone and not as_json:
        _tell_gone(entered.gone)
    if entered.withheld and how != "dry" and not as_json:
        from tregua.cli.show import word

        many = len(entered.withheld)
        tell(word("cli.enter.withheld_typed" if typed else "cli.enter.withheld", count=many, file=name))


def _tell_gone(gone: Sequence[tuple[Claim, Claim]]) -> None:
    """Entering a word again does not bring it back: by what it no longer stands, and what does, is told."""
    from tregua.cli.show import word
    from tregua.model.records import is_strike

    for claim, by in gone:
        told = {"claim": claim.claim_id, "by": by.claim_id}
        tell(
            word("cli.enter.struck_before", **told)
            if is_strike(by)
            else word("cli.enter.corrected_before", **told)
        )


def _refuse(faults: Sequence[TreguaError], *, typed: bool, as_json: bool) -> None:
    """Tells everything that is wrong and leaves; to a program the first alone. What was typed has no line."""
    from tregua.cli.show import tell_error
    from tregua.model.errors import Where

    for fault in faults[:1] if as_json else faults:
        where = Where(field=fault.where.field) if typed else fault.where
        tell_error(type(fault)(fault.message, where), as_json=as_json)
    raise typer.Exit(2)


def _show(centre: Centre, claims: Sequence[Claim], how: str, *, as_json: bool) -> None:
    """The entries as they were entered, with the claims to name in a correction."""
    from collections import Counter

    from tregua.cli.show import print_json, print_table, renderer_for, word
    from tregua.model.person import PERSON_TO_COME
    from tregua.registers import entries_of

    entries = [entry for claim in claims for entry in entries_of(claim, centre.agreement)]
    # the ids of a sheet's claims are made from its bytes, in which the pseudonyms will stand
    to_come = any(entry.person == PERSON_TO_COME for entry in entries)
    if as_json:
        without = {"claim_id": "", "entry_id": ""} if to_come else {}
        print_json([{**entry.model_dump(mode="json"), **without} for entry in entries])
        return
    renderer = renderer_for(centre.agreement, centre.vocabulary)
    rows = [row for claim in claims for row in _rows(centre, claim, renderer)]
    rows = [("—", *row[1:]) for row in rows] if to_come else rows
    counted = Counter(entry.register_name for entry in entries)
    kept = ", ".join(f"{name} {count}" for name, count in sorted(counted.items())) or "—"
    title = {
        "before": word("cli.enter.before", count=len(claims), registers=kept),
        "dry": word("cli.enter.dry", count=len(claims), registers=kept),
        "done": word("cli.enter.done", count=len(claims), registers=kept),
    }
    print_table(title[how], ("claim", "what", "whose", "where", "when", "speaker"), rows)


def _rows(centre: Centre, claim: Claim, renderer: Renderer) -> list[tuple[str, ...]]:
    """A row for each entry of a claim, with all that tells it from another; of a strike, one that says so."""
    from tregua.cli.show import word
    from tregua.registers import entries_of
    from tregua.reporting.letters import capital
    from tregua.reporting.register_words import tell_whose

    speaker = ", ".join(renderer.value(f"actor:{one}") for one in (claim.said_by, claim.through) if one)
    corrects = word("cli.enter.corrects", claim=claim.supersedes) if claim.supersedes else ""
    entries = list(entries_of(claim, centre.agreement))
    if not entries:
        return [(claim.claim_id, _joined(word("cli.enter.struck"), corrects), "", "", "", speaker)]
    return [
        (
            entry.claim_id,
            capital(_joined(*_told(entry, renderer), corrects)),
            _joined(*map(renderer.text, tell_whose(entry))),
            ", ".join(renderer.value(f"place:{place}") for place in entry.place_ids),
            _days(entry),
            speaker,
        )
        for entry in entries
    ]


def _told(entry: Entry, renderer: Renderer) -> Iterator[str]:
    """What an entry says; who it is about, where a pseudonym is drawn only when it is entered."""
    from tregua.cli.show import word
    from tregua.model.person import PERSON_TO_COME
    from tregua.reporting.register_words import tell_entry

    to_come = entry.person == PERSON_TO_COME
    yield from map(renderer.text, tell_entry(entry.model_copy(update={"person": ""}) if to_come else entry))
    if to_come:
        yield word("person.to_come")


def _days(entry: Entry) -> str:
    """As they were entered: the one day or minute, or both ends of a stretch, an open one left open."""
    if entry.earliest == entry.latest:
        return entry.earliest or ""
    return f"{entry.earliest or ''}–{entry.latest or ''}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
