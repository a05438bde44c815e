"""Coverage: who says to have watched which days, so that silence is not taken for calm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from tregua.model.bounds import say_count
from tregua.model.records import Record
from tregua.model.standing import Watch
from tregua.model.when import day_of
from tregua.reporting import wording
from tregua.reporting.material import Desk
from tregua.reporting.report import Cite, Section

ORDER = 70
_DAYS = 21

Cell = Literal["done", "planned", "denied", "none"]


class Row(Record):
    """One observer's days: a cell a day, oldest first."""

    observer: str
    cells: tuple[Cell, ...]
    text: str


class Line(Record):
    """One watch within the days shown."""

    observer: str
    when: str
    where: str
    means: str
    outcome: str
    cites: tuple[Cite, ...] = ()


class Page(Section):
    """``days`` heads the strip; ``sentences`` say what nobody watched and what follows from that."""

    sentences: tuple[str, ...]
    days: tuple[date, ...]
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()


def build(desk: Desk) -> Page:
    """Always there: that nobody watched is the thing to be told."""
    last = desk.material.day
    first = max(last - timedelta(days=_DAYS - 1), desk.material.agreement.signed_on)
    days = tuple(first + timedelta(days=number) for number in range((last - first).days + 1)) or (last,)
    watches = sorted(
        (one for one in desk.material.known.watches if _touches(one, days)),
        key=lambda one: (one.latest, one.earliest, one.watch_id),
        reverse=True,
    )
    rows = _rows(desk, watches, days)
    return Page(
        name="coverage",
        title=desk.say("report.section.coverage"),
        sentences=_sentences(desk, watches, days),
        days=days,
        rows=rows,
        lines=tuple(_line(desk, one) for one in watches[:8]),
    )


def _touches(watch: Watch, days: tuple[date, ...]) -> bool:
    return day_of(watch.earliest) <= days[-1] and day_of(watch.latest) >= days[0]


def _covers(watch: Watch, day: date) -> bool:
    return day_of(watch.earliest) <= day <= day_of(watch.latest)


def _rows(desk: Desk, watches: list[Watch], days: tuple[date, ...]) -> tuple[Row, ...]:
    by_observer: dict[str, list[Watch]] = {}
    for watch in watches:
        by_observer.setdefault(watch.observer or "", []).append(watch)
    rows = []
    for observer, own in sorted(by_observer.items()):
        cells = tuple(_cell(own, day) for day in days)
        rows.append(
            Row(
                observer=desk.actor(observer or None),
                cells=cells,
                text=desk.say("report.coverage.row", done=cells.count("done"), days=len(days)),
            )
        )
    return tuple(rows)


def _cell(watches: list[Watch], day: date) -> Cell:
    outcomes = {watch.outcome for watch in watches if _covers(watch, day)}
    for outcome in ("done", "denied", "planned"):
        if outcome in outcomes:
            return outcome
    return "none"


def _sentences(desk: Desk, watches: list[Watch], days: tuple[date, ...]) -> tuple[str, ...]:
    own = any(watch.own for watch in desk.material.known.watches)
    watched = sum(any(_covers(one, day) and one.outcome == "done" for one in watches) for day in days)
    told = [desk.say("report.coverage.own" if own else "report.coverage.not_own")]
    if watched:
        told.append(desk.say("report.coverage.days", watched=watched, days=len(days)))
        today = any(_covers(one, days[-1]) and one.outcome == "done" for one in watches)
        told.append(desk.say("report.coverage.today" if today else "report.coverage.not_today"))
    else:
        told.append(desk.say("report.coverage.none", days=len(days)))
        before = [day_of(one.latest) for one in desk.material.known.watches if one.outcome == "done"]
        if before and max(before) < days[0]:
            told.append(desk.say("report.coverage.last", day=max(before)))
    told.append(desk.say("report.coverage.meaning"))
    unseen = tuple(status.title for status in desk.material.statuses if status.phase == "not_observed")
    if unseen:
        told.append(desk.say("report.coverage.not_observed", obligations=unseen))
    return tuple(told)


def _line(desk: Desk, watch: Watch) -> Line:
    means = desk.renderer.catalogue.template(f"report.coverage.means.{watch.means}") or watch.means
    if watch.posts is not None:
        figure = say_count(watch.posts.low, watch.posts.high, watch.posts.comparator, watch.posts.word)
        means = desk.say("report.coverage.posts", figure=figure, unit="unit:post")
    return Line(
        observer=desk.actor(watch.observer),
        when=desk.renderer.text(wording.span(watch.earliest, watch.latest)),
        where=desk.places(watch.place_ids) or desk.say("report.place_unnamed"),
        means=means,
        outcome=desk.say(f"report.coverage.outcome.{watch.outcome}"),
        cites=desk.cite([watch.claim_id]) if watch.claim_id else (),
    )


TEMPLATE = """
<p>{{ section.sentences | join(" ") }}</p>
{% if section.rows %}<div class="strip" role="img"
aria-label="{{ say("report.coverage.strip") }}">{{ strip(section) }}</div>
<p class="key">{{ say("report.coverage.key") }}</p>{% endif %}
{% if section.lines %}<table class="stack"><caption>{{ say("report.coverage.caption", days=section.days |
length) }}</caption>
<thead><tr><th scope="col">{{ say("report.coverage.col.observer") }}</th><th
scope="col">{{ say("report.coverage.col.when") }}</th>
<th scope="col">{{ say("report.coverage.col.where") }}</th><th
scope="col">{{ say("report.coverage.col.means") }}</th>
<th scope="col">{{ say("report.coverage.col.outcome") }}</th></tr></thead><tbody>
{% for line in section.lines %}<tr><th scope="row">{{ line.observer }}</th>
<td data-label="{{ say("report.coverage.col.when") }}">{{ line.when }}</td>
<td data-label="{{ say("report.coverage.col.where") }}">{{ line.where }}</td>
<td data-label="{{ say("report.coverage.col.means") }}">{{ line.means }}</td>
<td data-label="{{ say("report.coverage.col.outcome") }}">{{ line.outcome }} {{ cites(line.cites) }}</td></tr>
{% endfor %}</tbody></table>{% endif %}
"""
