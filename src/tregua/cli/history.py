"""``tregua history``: where each obligation stood, by runs of days, as known at one time."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tregua.cli.ask import As, AsOf, Json
from tregua.cli.run import CentreOption

if TYPE_CHECKING:
    from tregua.agreement.terms import Agreement
    from tregua.compliance.judging.history import Run
    from tregua.model.answers import RunAnswer
    from tregua.model.standing import Level

_COLUMNS = (
    "obligation_id",
    "clause",
    "kind",
    "first",
    "last",
    "days",
    "phase",
    "score",
    "overdue_days_first",
    "overdue_days_last",
    "due_on",
    "rests_on",
    "required_low",
    "required_high",
    "measured_low",
    "measured_high",
    "unit",
    "projected",
)


def history(
    obligation: Annotated[str | None, typer.Argument(help="Only this obligation.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="The first day. Default: the day the accord was signed.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="The last day. Default: the day of --as-of.")] = None,
    as_of: AsOf = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV, a line for each run of days.")] = False,
) -> None:
    """Where each obligation stood, from day to day.

    Days in a row on which an obligation stood the same are one line. All of them are told from what
    was known at --as-of: what came to be known later changes earlier days too. Days after --as-of are
    projected.
    """
    from tregua.centre.assess import stand_by_day
    from tregua.centre.moment import day_asked, parse_day, snapshot_as_of
    from tregua.cli.show import print_json, word
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.wiring import find_centre, open_as

    if as_json and as_csv:
        raise BadArgument(say("history.one_shape"), Where(field="--csv"))
    opened = open_as(find_centre(centre), audience)
    snapshot = snapshot_as_of(opened, as_of)
    agreement = opened.agreement
    last = day_asked(opened, to, snapshot)
    first = parse_day(since, "--from") if since is not None else min(agreement.signed_on, last)
    if last < first:
        raise BadArgument(say("history.backwards", first=first, last=last), Where(field="--from"))
    told = stand_by_day(opened, snapshot, first, last)
    if obligation is not None:
        if obligation not in told:
            raise BadArgument(
                say("history.no_such_obligation", given=obligation, known=tuple(told)),
                Where(field="OBLIGATION"),
            )
        told = {obligation: told[obligation]}
    if as_json:
        print_json([_answer(agreement, one, runs) for one, runs in told.items()])
    elif as_csv:
        _print_csv(agreement, told)
    else:
        known = opened.charter.day_at(snapshot.at)
        _print(word("cli.history", centre=opened.charter.title, first=first, last=last, known=known), told)


def _answer(agreement: Agreement, obligation_id: str, runs: tuple[Run, ...]) -> dict[str, Any]:
    from tregua.model.answers import HistoryAnswer

    one = agreement.obligation(obligation_id)
    return HistoryAnswer(
        obligation_id=one.id,
        title=one.title,
        clause=one.clause,
        kind=one.kind,
        runs=tuple(_run(run) for run in runs),
    ).model_dump(mode="json")


def _run(run: Run) -> RunAnswer:
    from tregua.model.answers import RunAnswer

    same = ("first", "last", "days", "phase", "score", "due_on", "rests_on", "obligors", "required")
    return RunAnswer(
        **{name: getattr(run, name) for name in same},
        measured=run.measured,
        projected=run.projected,
        overdue_days_first=run.overdue_days,
        overdue_days_last=run.overdue_on(run.last),
        readings=dict(run.readings),
        versions=run.versions_on(run.last),
    )


def _print(title: str, told: Mapping[str, tuple[Run, ...]]) -> None:
    from tregua.cli.show import print_table

    rows = [
        (
            obligation_id if at == 0 else "",
            run.first.isoformat(),
            run.last.isoformat(),
            str(run.days),
            _standing(run),
            _measured(run),
            run.due_on.isoformat() if run.due_on else "—",
            ", ".join(run.rests_on) or "—",
        )
        for obligation_id, runs in told.items()
        for at, run in enumerate(runs)
    ]
    print_table(
        title,
        ("obligation", "since", "until", "days", "standing", "counted_so_far", "due", "rests_on"),
        rows,
        wide=2,
    )


def _standing(run: Run) -> str:
    """As ``tregua status`` tells it of the run's last day; marked where no day of it was reached."""
    from tregua.cli.ask import standing_lines
    from tregua.cli.show import word

    first, *others = standing_lines(
        run.phase, run.overdue_on(run.last), dict(run.readings), run.versions_on(run.last)
    )
    return "\n".join((word("cli.projected", standing=first) if run.projected else first, *others))


def _measured(run: Run) -> str:
    """What was counted, of what is owed where that is a number: ``1,922 of 1,960 servicemen``."""
    from tregua.cli.ask import figure_of
    from tregua.cli.show import word

    found, owed = run.measured, run.required
    if found is None or (found.low is None and found.high is None):
        return ""
    figure = figure_of(found.low, found.high)
    if owed is not None and owed.low is not None:
        whole = figure_of(owed.low, owed.high)
        return word("cli.figure_of", figure=figure, whole=whole, unit=f"unit:{found.unit}")
    return word("cli.figure", figure=figure, unit=f"unit:{found.unit}") if found.unit else figure


def _print_csv(agreement: Agreement, told: Mapping[str, tuple[Run, ...]]) -> None:
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(_COLUMNS)
    for obligation_id, runs in told.items():
        one = agreement.obligation(obligation_id)
        for run in runs:
            sheet.writerow((one.id, one.clause, one.kind, *_cells(run)))


def _cells(run: Run) -> Iterator[object]:
    """What stands in a line after the obligation, in the order of the columns."""
    yield from (run.first, run.last, run.days, run.phase, run.score)
    yield from (run.overdue_days, run.overdue_on(run.last), run.due_on, " ".join(run.rests_on))
    yield from (*_ends(run.required), *_ends(run.measured))
    yield next((level.unit for level in (run.required, run.measured) if level), None)
    yield "yes" if run.projected else "no"


def _ends(level: Level | None) -> tuple[float | None, float | None]:
    return (level.low, level.high) if level else (None, None)
