"""How standings are gathered on the page: phases in groups, days in words, figures with their course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tregua.model.messages import Message, say
from tregua.model.standing import Level, Phase, Status
from tregua.reporting.phases import SETTLED
from tregua.web.almanac import Almanac
from tregua.web.moment import Moment

GROUPS: dict[str, tuple[Phase, ...]] = {
    "contested": ("violated", "indicated", "disputed"),
    "overdue": ("overdue",),
    "unseen": ("not_observed",),
    "going": ("in_progress",),
    "claimed": ("claimed",),
    "done": ("fulfilled", "fulfilled_late", "respected"),
    "waiting": ("not_yet_due", "not_started"),
    "ended": ("suspended", "lapsed", "terminated"),
}

GROUP_OF: dict[Phase, str] = {phase: group for group, phases in GROUPS.items() for phase in phases}


@dataclass(frozen=True)
class Group:
    """One column of the board."""

    id: str
    statuses: tuple[Status, ...]


def group_statuses(statuses: Iterable[Status]) -> tuple[Group, ...]:
    """The groups that are not empty, in the order in which they ask for attention."""
    statuses = tuple(statuses)
    groups = (
        Group(group, tuple(one for one in statuses if GROUP_OF[one.phase] == group)) for group in GROUPS
    )
    return tuple(group for group in groups if group.statuses)


def count_down(status: Status, on: date, beside: bool = False) -> Message | None:
    """Days to or since the due day, in words; None where no day is set or the matter is settled.
    ``beside``: the due day itself is already shown beside the words."""
    if status.due_on is None or status.phase in SETTLED:
        return None
    left = (status.due_on - on).days
    if left == 0:
        return say("web.due.today")
    if beside:
        return say("web.left.in", days=left) if left > 0 else say("web.left.past", days=-left)
    if left > 0:
        return say("web.due.in", days=left, due=status.due_on)
    return say("web.due.past", days=-left, due=status.due_on)


def value_of(level: Level | None) -> float | None:
    """The number a level is drawn at: its lower end, or the upper where only that is known."""
    if level is None:
        return None
    return level.low if level.low is not None else level.high


@dataclass(frozen=True)
class Figure:
    """A measured figure and its course over the days: the newest level, whose word, and points."""

    status: Status
    measured: Level
    course: tuple[float | None, ...]
    days: tuple[date, ...]

    @property
    def value(self) -> float:
        """The newest value."""
        return value_of(self.measured) or 0

    @property
    def top(self) -> float:
        """The highest value of the course or the required level."""
        promised = value_of(self.status.required)
        return max((value for value in (*self.course, promised) if value is not None), default=0)


_KINDS_OF_FIGURES = ("return", "deploy", "exchange")


def key_figures(almanac: Almanac, moment: Moment) -> tuple[Figure, ...]:
    """Up to three measured obligations: one of returns, one of the force, one of the exchange."""
    now = almanac.status(moment)
    figures = []
    for kind in _KINDS_OF_FIGURES:
        measured = [one for one in now if one.kind == kind and value_of(one.measured) is not None]
        if measured:
            figures.append(_figure(measured[0], almanac.course(moment, measured[0].obligation_id)))
    return tuple(figures)


def _figure(status: Status, course: Sequence[tuple[date, Level | None]]) -> Figure:
    return Figure(
        status=status,
        measured=status.measured or Level(),
        course=tuple(value_of(level) for _, level in course),
        days=tuple(day for day, _ in course),
    )


def spark_path(course: Sequence[float | None], top: float, width: float, height: float) -> tuple[str, str]:
    """A stepped line and the area under it, as SVG path data; a gap where nothing was known."""
    if not course or top <= 0:
        return "", ""
    step = width / max(len(course), 1)
    line: list[str] = []
    area: list[str] = []
    started = False
    for index, value in enumerate(course):
        left, right = index * step, (index + 1) * step
        if value is None:
            if started:
                area.append(f"V{height:.1f}Z")
            started = False
            continue
        y = height - (height - 3) * value / top
        if started:
            line.append(f"V{y:.1f}H{right:.1f}")
            area.append(f"V{y:.1f}H{right:.1f}")
        else:
            line.append(f"M{left:.1f} {y:.1f}H{right:.1f}")
            area.append(f"M{left:.1f} {height:.1f}V{y:.1f}H{right:.1f}")
            started = True
    if started:
        area.append(f"V{height:.1f}Z")
    return "".join(line), "".join(area)
