"""A day at the centre: the whole flow on one screen.

inbox → items → claims → incidents, registers, coverage → standings → report
and every step into the record
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tregua.centre.assess import audit, know, stand
from tregua.centre.audiences import report_audience, seen_by
from tregua.centre.centre import Centre
from tregua.centre.intake import Arrival, append, due_by, open_inbox, take_in
from tregua.centre.moment import snapshot_at
from tregua.centre.ports import ClosedDay
from tregua.centre.texts import text_of
from tregua.model.errors import TreguaError
from tregua.model.ids import digest_bytes
from tregua.record.act import Act
from tregua.registers.pages.noted import notes_of
from tregua.reporting import build_report
from tregua.reporting.html import render_html


@dataclass(frozen=True)
class DayDone:
    """What a day brought: how much was new, and the report that was written."""

    day: date
    new_items: int
    new_claims: int
    edition: int
    sha256: str


def play_days(
    centre: Centre,
    first: date,
    last: date,
    tell: Callable[[TreguaError], None],
    plays: Callable[[date], bool] = lambda _: True,
) -> Iterator[DayDone]:
    """Plays the days from ``first`` to ``last`` that ``plays`` lets pass; each fault is told once and
    stops nothing. What came on a day left out is taken in on the next one played."""
    arrivals, faults = open_inbox(centre)
    told: set[tuple[str, str]] = set()
    waiting = list(arrivals)
    _tell_once(faults, told, tell)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    for day in filter(plays, every):
        due, undated = (
            due_by(waiting, centre.charter.cut_off_of(day)) if centre.charter.demonstration else (waiting, [])
        )
        _tell_once(undated, told, tell)
        taken = {one.name for one in due}
        waiting = [one for one in waiting if one.name not in taken]
        yield play_day(centre, day, due, lambda fault: _tell_once([fault], told, tell))


def play_day(
    centre: Centre, day: date, arrivals: Iterable[Arrival], tell: Callable[[TreguaError], None]
) -> DayDone:
    """Reads what arrived, closes the day in the record, and writes its report."""
    intake = take_in(centre, arrivals, _time_of(centre, day))
    for fault in intake.faults:
        tell(fault)
    closed = _report(centre, _close(centre, day))
    return DayDone(day, len(intake.items), len(intake.claims), closed.edition, closed.sha256 or "")


def _time_of(centre: Centre, day: date) -> datetime:
    """A set clock shows the day's cut-off, and never runs backwards; a mission's shows now."""
    if not centre.charter.demonstration:
        return centre.clock.now()
    latest = centre.state.snapshot()
    cut_off = centre.charter.cut_off_of(day)
    return max(cut_off, latest.at) if latest else cut_off


def _close(centre: Centre, day: date) -> ClosedDay:
    """The day's closing act: a new one when there is none yet or something came in since.

    What came in is asked of the record, not of this run: the one before may have been cut short. What those
    do not see for whom the report is closes no day again: they would see that there is something.
    """
    shown = seen_by(centre, report_audience(centre))
    earlier = closed_days(centre).get(day)
    latest = centre.state.snapshot()
    if earlier and latest:
        came_in = len(shown.state.items(latest)) > len(shown.state.items(earlier.snapshot))
        if not came_in or latest.at > centre.charter.cut_off_of(day):
            return earlier
    body = {"day": day.isoformat(), "cut_off": centre.charter.cut_off_of(day).isoformat()}
    append(centre, [Act(type="day_closed", at=_time_of(centre, day).isoformat(), body=body)])
    return closed_days(centre)[day]


def closed_days(centre: Centre) -> dict[date, ClosedDay]:
    """Every day closed so far, as last closed."""
    latest = centre.state.snapshot()
    return {one.day: one for one in centre.state.closed_days(latest)} if latest else {}


def _report(centre: Centre, closed: ClosedDay) -> ClosedDay:
    """Writes the report of a closed day, and records its hash the first time.

    The file comes first: stopped between the two, a page not yet recorded is written again, while a
    record of a page that is not there would look like one taken away.
    """
    if closed.sha256 is not None and _is_kept(centre, closed):
        return closed  # as issued: what was erased since cannot be told again
    page = render_day(centre, closed).encode()
    centre.reports.write(closed.day, "report.html", page)
    if closed.sha256 is None:
        body = {
            "day": closed.day.isoformat(),
            "edition": closed.edition,
            "size": closed.snapshot.size,
            "sha256": digest_bytes(page),
        }
        append(centre, [Act(type="report_issued", at=_time_of(centre, closed.day).isoformat(), body=body)])
    return closed.model_copy(update={"sha256": digest_bytes(page)})


def _is_kept(centre: Centre, closed: ClosedDay) -> bool:
    page = centre.reports.read(closed.day, "report.html")
    return page is not None and digest_bytes(page) == closed.sha256


def render_day(centre: Centre, closed: ClosedDay) -> str:
    """The day's report, made from what those see for whom it is: a function of the record's prefix and
    nothing else."""
    centre = seen_by(centre, report_audience(centre))
    known = know(centre, closed.snapshot)
    yesterday = closed.day - timedelta(days=1)
    before = snapshot_at(centre, centre.charter.cut_off_of(yesterday))
    report = build_report(
        centre.agreement,
        centre.vocabulary,
        known,
        day=closed.day,
        statuses=stand(centre, closed.snapshot, closed.day),
        previous=stand(centre, before, yesterday) if before else (),
        charter=centre.charter,
        checkpoint=centre.ledger.checkpoint(closed.snapshot.size),
        edition=closed.edition,
        text_of=lambda item_id: text_of(centre, item_id),
        as_of=centre.charter.cut_off_of(closed.day),
        audits=audit(known.entries, centre.agreement, closed.day),
        notes=notes_of(centre.agreement),
    )
    return render_html(report)


def _tell_once(
    faults: Iterable[TreguaError], told: set[tuple[str, str]], tell: Callable[[TreguaError], None]
) -> None:
    for fault in faults:
        key = (fault.code, str(fault.where))
        if key not in told:
            told.add(key)
            tell(fault)
