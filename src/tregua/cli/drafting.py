"""What a drafter uses: ``agreement check``, ``show``, ``calendar`` and ``schema``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import As, Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tregua.agreement.deadlines import Deadline, Waiting
    from tregua.agreement.terms import Agreement, Amendment
    from tregua.model.drafting import HoldsAnswer, ProblemAnswer
    from tregua.reporting.messages import Renderer

AccordArgument = Annotated[
    Path | None,
    typer.Argument(help="An accord.yaml, its folder, or the name of a bundled accord; else the centre's."),
]


def path_of(accord: Path | None, centre: Path | None) -> Path:
    """The accord that was named, or the centre's. Raises BadCentre."""
    from tregua.wiring import find_centre

    return accord if accord is not None else find_centre(centre) / "accord"


def check(accord: AccordArgument = None, centre: CentreOption = None, as_json: Json = False) -> None:
    """Whether an accord can be read (else exit 2), and what is doubtful in it (exit 1).

    What can be seen is told at once, in the order of the file, with its line, column and field, what is
    wrong and what to do. A fault may hide another; doubts are looked for once there is none.
    """
    from tregua.agreement.load import check_accord
    from tregua.cli.show import print_json, problem
    from tregua.model.drafting import CheckAnswer
    from tregua.reporting.messages import Catalogue, Renderer
    from tregua.reporting.names import Names
    from tregua.wiring import default_vocabulary

    checked = check_accord(path_of(accord, centre))
    agreement = checked.agreement
    renderer = Renderer(Catalogue.load(), Names(agreement, default_vocabulary()))
    faults = tuple(problem(one.message, one.where, renderer) for one in checked.faults)
    doubts = tuple(problem(one.message, one, renderer) for one in checked.lints)
    holds = _holds(agreement) if agreement else None
    if as_json:
        accord_id = agreement.id if agreement else None
        answer = CheckAnswer(accord=accord_id, faults=faults, more=checked.more, doubts=doubts, holds=holds)
        print_json(answer.model_dump(mode="json"))
    else:
        _tell(agreement, faults, checked.more, doubts, holds)
    if faults or doubts:
        raise typer.Exit(2 if faults else 1)


def _tell(
    agreement: Agreement | None,
    faults: tuple[ProblemAnswer, ...],
    more: int,
    doubts: tuple[ProblemAnswer, ...],
    holds: HoldsAnswer | None,
) -> None:
    from tregua.cli.show import word

    for one in (*faults, *doubts):
        place = ":".join(str(part) for part in (one.file, one.line, one.column) if part is not None)
        tell(f"{one.code}: {one.message}", err=True)
        tell(f"    {'  '.join(part for part in (place, one.field) if part)}", err=True)
        tell(f"    {one.do}\n", err=True)
    if more:
        tell(word("cli.accord_more_faults", count=more), err=True)
    if faults:
        tell(word("cli.accord_faults", count=len(faults) + more), err=True)
    if doubts:
        tell(word("cli.accord_doubts", count=len(doubts)), err=True)
    if agreement and holds:
        tell(_held(agreement, holds))


def _held(agreement: Agreement, holds: HoldsAnswer) -> str:
    """How much an accord holds, its obligations by kind; of one without obligations, that it has none."""
    from tregua.cli.show import word

    args = holds.model_dump(exclude={"kinds"})
    if not holds.kinds:
        return word("cli.accord_without_obligations", title=agreement.title, **args)
    kinds = tuple(
        word("cli.accord_kind", count=count, kind=kind.replace("_", " "))
        for kind, count in holds.kinds.items()
    )
    return word("cli.accord_holds", title=agreement.title, kinds=kinds, **args)


def _holds(agreement: Agreement) -> HoldsAnswer:
    from tregua.model.drafting import HoldsAnswer

    return HoldsAnswer(
        clauses=len(agreement.clauses),
        obligations=len(agreement.obligations),
        kinds=dict(sorted(Counter(one.kind for one in agreement.obligations).items())),
        provisions=len(agreement.provisions),
        amendments=len(agreement.amendments),
        zones=len(agreement.zones),
    )


def show(accord: AccordArgument = None, centre: CentreOption = None, as_json: Json = False) -> None:
    """The whole accord, clause by clause; then exceptions, readings and amendments."""
    from tregua.agreement.load import load_accord
    from tregua.cli.holdings import print_accord
    from tregua.cli.show import print_json, renderer_for
    from tregua.wiring import default_vocabulary

    agreement = load_accord(path_of(accord, centre))
    if as_json:
        print_json(agreement.model_dump(mode="json"))
        return
    print_accord(agreement, renderer_for(agreement, default_vocabulary()))


def calendar(
    accord: AccordArgument = None,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Write an iCalendar file; - for the screen.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", help="How far renewals and reports are listed. Default: the first two."),
    ] = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Every deadline, first and last day, report, renewal and last day for notice.

    For a centre, with the amendments and events it knows of; for an accord's file alone, with what was
    amended in writing. A day that is no longer in force is marked; the iCalendar file has no reminder for it.
    Days counted from what has not happened yet are listed below with what they wait for.
    """
    from datetime import date

    from tregua.agreement.deadlines import list_days, list_waiting
    from tregua.agreement.superseded import void_days
    from tregua.centre.hindsight import not_counted
    from tregua.centre.moment import parse_day
    from tregua.cli.show import print_json, renderer_for, word
    from tregua.model.drafting import CalendarAnswer, DayAnswer, WaitingAnswer
    from tregua.wiring import default_vocabulary

    target = _writable(ics, as_json=as_json) if ics is not None else None
    horizon = parse_day(until, "--until") if until is not None else None
    agreement, amendments, happened = _known(accord, centre, audience)
    days = list_days(agreement, amendments, horizon, happened)
    waiting = list_waiting(agreement, amendments, happened)
    renderer = renderer_for(agreement, default_vocabulary())
    silent = () if accord is None else not_counted(agreement, date.max)
    if target is not None:
        _write_ics(agreement, days, amendments, renderer, target, aloud=not as_json)
    if as_json:
        void = void_days(agreement, days, amendments)
        answer = CalendarAnswer(
            accord=agreement.id,
            days=tuple(DayAnswer(**one.model_dump(), void=void.get(one, "")) for one in days),
            waiting=tuple(WaitingAnswer(**one.model_dump()) for one in waiting),
            not_counted=silent,
        )
        print_json(answer.model_dump(mode="json"))
    elif target is None:
        _print_days(agreement, days, amendments, waiting, renderer)
        if silent:
            tell(word("cli.calendar_not_counted", amendments=silent))
        if claimed := [one.id for one in amendments if not one.obligations]:
            tell(word("cli.calendar_claimed", amendments=tuple(claimed)))


def _known(
    accord: Path | None, centre: Path | None, audience: str | None
) -> tuple[Agreement, tuple[Amendment, ...], dict[str, date]]:
    """The accord with the amendments and days of events that are known of it."""
    from tregua.agreement.load import load_accord
    from tregua.agreement.versions import known_amendments
    from tregua.centre.events import event_days
    from tregua.centre.moment import day_asked, snapshot_as_of
    from tregua.wiring import find_centre, open_as

    if accord is not None:
        agreement = load_accord(accord)
        return agreement, tuple(one.amendment for one in known_amendments(agreement, ())), {}
    opened = open_as(find_centre(centre), audience)
    snapshot = snapshot_as_of(opened, None)
    known = known_amendments(opened.agreement, opened.state.claims(snapshot))
    happened = event_days(opened, snapshot, day_asked(opened, None, snapshot))
    return opened.agreement, tuple(one.amendment for one in known), happened


def _print_days(
    agreement: Agreement,
    days: list[Deadline],
    amendments: tuple[Amendment, ...],
    waiting: list[Waiting],
    renderer: Renderer,
) -> None:
    from tregua.agreement.superseded import void_days
    from tregua.cli.show import print_table, word
    from tregua.model.messages import say

    void = void_days(agreement, days, amendments)
    rows = [
        (
            one.on.isoformat(),
            renderer.text(
                say(f"calendar.summary.{why}", told=one.what) if (why := void.get(one)) else one.what
            ),
            one.obligation_id,
            one.reading or ("" if one.version == "original" else one.version),
        )
        for one in days
    ]
    print_table(agreement.title, ("day", "what", "obligation", "version"), rows)
    if waiting:
        waits = [
            (
                one.obligation_id,
                renderer.text(say(f"accord.day.{one.kind}")),
                renderer.text(one.counted) if one.counted else "",
                one.event,
                one.reading or ("" if one.version == "original" else one.version),
            )
            for one in waiting
        ]
        title = word("cli.waiting")
        print_table(title, ("obligation", "what", "counted", "waits_for", "version"), waits)


def _writable(target: str, *, as_json: bool) -> str:
    """``target`` if a file can stand there: in a folder that is there, and not on the screen beside JSON.
    Raises BadArgument."""
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say

    if target == "-" and as_json:
        raise BadArgument(say("cli.ics.with_json"), Where(field="--ics"))
    path = Path(target)
    if target != "-" and path.is_dir():
        raise BadArgument(say("cli.ics.is_folder", folder=target), Where(field="--ics"))
    if target != "-" and not path.parent.is_dir():
        raise BadArgument(say("cli.ics.no_folder", folder=str(path.parent)), Where(field="--ics"))
    return target


def _write_ics(
    agreement: Agreement,
    days: Iterable[Deadline],
    amendments: Iterable[Amendment],
    renderer: Renderer,
    target: str,
    *,
    aloud: bool,
) -> None:
    import sys

    from tregua.reporting.icalendar import write_icalendar
    from tregua.store.files import write_whole

    data = write_icalendar(agreement, days, renderer, amendments)
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(Path(target), data)
        if aloud:
            tell(target)


def schema() -> None:
    """The JSON Schema of accord.yaml, for an editor: # yaml-language-server: $schema=FILE."""
    from importlib.resources import files

    from tregua.model.schemas import VERSION

    packaged = files("tregua") / "model" / "schemas" / VERSION / "accord.json"
    typer.echo(packaged.read_text("utf-8"), nl=False)
