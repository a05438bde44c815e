"""Figures: what is counted, as each source gives it; a day's figure is never mixed with a total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from tregua.model.bounds import say_count
from tregua.model.ids import item_of
from tregua.model.records import Modality, Record, Stance
from tregua.model.standing import Entry, Register
from tregua.reporting import wording
from tregua.reporting.chart_svg import Point, Series
from tregua.reporting.material import Desk
from tregua.reporting.report import Cite, Ground, Section

ORDER = 60
_FIRST: tuple[Register, ...] = (
    "returns",
    "clearance",
    "forces",
    "exchanges",
    "losses",
    "control",
    "centres",
)
_WITHOUT_FIGURES: tuple[Register, ...] = ("actors",)
_REGISTERS: tuple[Register, ...] = tuple(
    one for one in dict.fromkeys((*_FIRST, *get_args(Register))) if one not in _WITHOUT_FIGURES
)
_SAID_AS: dict[Stance, Modality] = {"demands": "demanded", "promises": "planned"}
_COLUMNS = 5
_ROWS = 8

_Key = tuple[str, str, str, str, tuple[str, ...]]
"""Measure, basis, to whom, whose, where: figures of a place are apart from those of the whole."""
_Sided = Callable[[str | None], str]


class Line(Record):
    """One source's figures of one day: a cell for each column, empty where it gives none."""

    day: str
    cells: tuple[str, ...] = ()
    other: str = ""
    whose: str
    cites: tuple[Cite, ...] = ()


class Account(Record):
    """One register: charts of its running totals, and its latest lines as printed."""

    register_name: str
    title: str
    notes: tuple[str, ...] = ()
    charts: tuple[Series, ...] = ()
    columns: tuple[str, ...] = ()
    has_other: bool = False
    lines: tuple[Line, ...] = ()
    earlier: str = ""


class Page(Section):
    """``audits`` are remarks on series that break, are revised, or leave gaps."""

    intro: str
    accounts: tuple[Account, ...]
    audits: tuple[Ground, ...] = ()


def build(desk: Desk) -> Page | None:
    """None while no register has a line."""
    accounts = [_account(desk, register) for register in _REGISTERS]
    shown = tuple(account for account in accounts if account is not None)
    if not shown:
        return None
    return Page(
        name="figures",
        title=desk.say("report.section.figures"),
        intro=desk.say("report.figures.intro"),
        accounts=shown,
        audits=tuple(desk.ground(reason) for reason in desk.material.audits),
    )


def _account(desk: Desk, register: Register) -> Account | None:
    entries = [entry for entry in desk.material.known.entries if entry.register_name == register]
    if not entries:
        return None
    entries.sort(key=lambda entry: (_day(entry), entry.published_at or "", entry.entry_id))
    sided = _sides(desk, entries)
    columns = _columns(entries, sided)
    lines = _lines(desk, entries, columns, sided)
    return Account(
        register_name=register,
        title=desk.say(f"report.register.{register}"),
        notes=tuple(desk.material.notes.get(register, ())),
        charts=_charts(desk, entries),
        columns=tuple(_label(desk, key) for key in columns),
        has_other=any(line.other for line in lines[:_ROWS]),
        lines=tuple(lines[:_ROWS]),
        earlier=desk.say("report.figures.earlier", count=len(lines) - _ROWS) if len(lines) > _ROWS else "",
    )


def _day(entry: Entry) -> str:
    return entry.on.isoformat() if entry.on else ""


def _key(entry: Entry, sided: _Sided) -> _Key:
    return (entry.measure, entry.basis or "", entry.to or "", sided(entry.actor), _places(entry))


def _places(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted(set(entry.place_ids)))


def _sides(desk: Desk, entries: Sequence[Entry]) -> _Sided:
    """Whose forces or losses a figure counts; nothing where the register counts one side's only."""
    side_of = desk.material.agreement.side_of
    if len({side_of(entry.actor) for entry in entries if entry.is_figure} - {None}) < 2:
        return lambda actor: ""
    return lambda actor: side_of(actor) or ""


def _columns(entries: Iterable[Entry], sided: _Sided) -> tuple[_Key, ...]:
    """The series that most lines have, at most five."""
    counted = Counter(_key(entry, sided) for entry in entries if entry.is_figure)
    return tuple(key for key, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_COLUMNS])


def _label(desk: Desk, key: _Key) -> str:
    unit, basis, to, side, places = key
    name = desk.renderer.unit(unit)
    parts = [desk.say(f"report.figures.basis.{basis}", unit=name) if basis else name]
    if to:
        parts.append(desk.say("report.figures.to", to=f"actor:{to}"))
    elif side:
        parts.append(desk.renderer.value(f"party:{side}"))
    if places:
        parts.append(desk.places(places))
    return ", ".join(parts)


def _figure(desk: Desk, entry: Entry) -> str:
    return desk.renderer.text(say_count(entry.low, entry.high, entry.comparator))


def _lines(desk: Desk, entries: Sequence[Entry], columns: tuple[_Key, ...], sided: _Sided) -> list[Line]:
    """Newest first; what one item says for one day stands in one line."""
    groups: dict[tuple[str, str, str, str], list[Entry]] = {}
    for entry in entries:
        when = (_day(entry), entry.earliest or "", item_of(entry.claim_id), entry.said_by or "")
        groups.setdefault(when, []).append(entry)
    return [_line(desk, group, columns, sided) for group in reversed(groups.values())]


def _line(desk: Desk, group: Sequence[Entry], columns: tuple[_Key, ...], sided: _Sided) -> Line:
    cells: dict[_Key, list[str]] = {}
    other: list[str] = []
    for entry in sorted(group, key=lambda one: -(one.high or one.low or 0.0)):
        key = _key(entry, sided)
        if entry.is_figure and key in columns:
            cells.setdefault(key, []).append(_figure(desk, entry))
        else:
            other.append(_step(desk, entry, key))
    first = group[0]
    return Line(
        day=_when(desk, first),
        cells=tuple("; ".join(dict.fromkeys(cells.get(key, ()))) for key in columns),
        other="; ".join(dict.fromkeys(other)),
        whose=desk.whose(first.said_by, first.claim_id),
        cites=desk.cite(entry.claim_id for entry in group),
    )


def _when(desk: Desk, entry: Entry) -> str:
    """The days a figure is of, or where none is said, the day it was published."""
    if entry.earliest or entry.latest:
        first, last = (entry.earliest or "")[:10], (entry.latest or "")[:10]
        return desk.renderer.text(wording.span(first or None, last or None))
    return desk.renderer.text(wording.span(_day(entry) or None, None))


def _step(desk: Desk, entry: Entry, key: _Key) -> str:
    """An entry without a column of its own: a step, a plan, a denial, a rarer count."""
    parts = [desk.renderer.value(f"act:{entry.act}")]
    if entry.low is not None or entry.high is not None:
        parts = [f"{_figure(desk, entry)} {_label(desk, key)}"]
    elif entry.place_ids:
        parts.append(desk.places(entry.place_ids[:1]))
    if entry.negated or entry.stance == "denies":
        parts.append(desk.say("report.figures.negated"))
    elif (modality := _SAID_AS.get(entry.stance, entry.modality)) != "actual":
        parts.append(desk.say(f"report.figures.modality.{modality}"))
    return ", ".join(parts)


def _charts(desk: Desk, entries: Sequence[Entry]) -> tuple[Series, ...]:
    """A chart for each running total with at least two days; the day's figures stand under it."""
    totals: dict[tuple[str, str, tuple[str, ...]], list[Entry]] = {}
    flows: dict[tuple[str, str, tuple[str, ...]], list[Entry]] = {}
    for entry in entries:
        if not entry.is_figure or entry.on is None:
            continue
        key = (entry.measure, entry.to or "", _places(entry))
        if entry.basis == "total":
            totals.setdefault(key, []).append(entry)
        elif entry.basis == "period":
            flows.setdefault(key, []).append(entry)
    series = []
    for key in sorted(totals, key=lambda one: (-len(totals[one]), one)):
        if len({_day(entry) for entry in totals[key]}) < 2:
            continue
        unit, to, places = key
        title = desk.renderer.unit(unit)
        if to:
            title = f"{title}, {desk.say('report.figures.to', to=f'actor:{to}')}"
        if places:
            title = f"{title}, {desk.places(places)}"
        series.append(
            Series(
                title=title,
                until=desk.material.day,
                totals=tuple(_point(desk, entry) for entry in totals[key]),
                flows=tuple(_point(desk, entry) for entry in flows.get(key, ())),
            )
        )
    return tuple(series[:4])


def _point(desk: Desk, entry: Entry) -> Point:
    low, high = entry.low, entry.high
    return Point(
        day=_day(entry),
        low=low if low is not None else high or 0.0,
        high=high if high is not None else low or 0.0,
        comparator=entry.comparator,
        text=_figure(desk, entry),
    )


TEMPLATE = """
<p class="aside">{{ section.intro }}</p>
{% for account in section.accounts %}<section class="account"><h3>{{ account.title }}</h3>
{% for note in account.notes %}<p class="note">{{ note }}</p>{% endfor %}
{% if account.charts %}<div class="charts charts-{{ account.charts | length }}">
{% for series in account.charts %}<figure>{{ chart(series) }}
<figcaption><b>{{ series.title | capital }}</b>, {{ say("report.figures.chart") }}
{%- if series.flows %}; {{ say("report.figures.chart.flow") }}{% endif %}</figcaption></figure>
{% endfor %}</div>{% endif %}
<table class="stack ledger"><caption>{{ say("report.figures.caption", register=account.title) }}</caption>
<thead><tr><th scope="col">{{ say("report.figures.col.day") }}</th>
{%- for column in account.columns %}<th scope="col" class="number">{{ column | capital }}</th>{% endfor %}
{%- if account.has_other %}<th scope="col">{{ say("report.figures.col.other") }}</th>{% endif %}
<th scope="col">{{ say("report.figures.col.whose") }}</th></tr></thead><tbody>
{% for line in account.lines %}<tr><th scope="row">{{ line.day }}</th>
{% for cell in line.cells %}<td class="number{{ "" if cell else " void" }}"
 data-label="{{ account.columns[loop.index0] | capital }}">{{ cell or "–" }}</td>
{% endfor %}
{% if account.has_other %}<td class="other{{ "" if line.other else " void" }}"
 data-label="{{ say("report.figures.col.other") }}">{{ line.other or "–" }}</td>
{% endif %}
<td data-label="{{ say("report.figures.col.whose") }}">{{ line.whose }} {{ cites(line.cites) }}</td></tr>
{% endfor %}</tbody></table>
{% if account.earlier %}<p class="more">{{ account.earlier }}</p>{% endif %}
</section>
{% endfor %}
{% if section.audits %}<section class="account"><h3>{{ say("report.figures.audits") }}</h3><ul class="plain">
{% for one in section.audits %}<li>{{ one.text }} {{ cites(one.cites) }}</li>
{% endfor %}</ul></section>{% endif %}
"""
