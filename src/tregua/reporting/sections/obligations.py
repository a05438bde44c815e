"""Obligations: where each stands, on whose word, how others read it, and on what grounds."""

from __future__ import annotations

from tregua.agreement.terms import Obligation
from tregua.model.bounds import say_count
from tregua.model.records import Record
from tregua.model.standing import Level, Phase, Reason, Status, VersionStanding
from tregua.reporting.material import Desk
from tregua.reporting.report import Ground, Section

ORDER = 40


class Variant(Record):
    """The same obligation under another reading or another version of the accord."""

    title: str
    detail: str = ""
    due: str = ""
    phase: Phase
    phase_text: str
    overdue: str = ""


class Measure(Record):
    """What is owed beside what is reported. ``share`` is reported over owed, at most 1."""

    required: str = ""
    measured: str = ""
    share: float | None = None


class Row(Record):
    """One obligation. ``change`` is how it stands against yesterday's report."""

    obligation_id: str
    title: str
    clause: str
    owed: str
    due: str
    phase: Phase
    phase_text: str
    overdue: str = ""
    change: str = ""
    changed: bool = False
    whose: str
    measure: Measure | None = None
    clock: tuple[str, ...] = ()
    readings: tuple[Variant, ...] = ()
    versions: tuple[Variant, ...] = ()
    reasons: tuple[Ground, ...] = ()
    note: str = ""


class Page(Section):
    """``rows`` in the order of the agreement."""

    intro: str
    rows: tuple[Row, ...]


def _intro(desk: Desk) -> str:
    """By which reading the table counts."""
    agreement = desk.material.agreement
    default = agreement.default_reading
    if any(reading.id == default for one in agreement.obligations for reading in one.readings):
        return desk.say("report.obligations.intro", reading=f"reading:{default}")
    return desk.say("report.obligations.intro.text")


def build(desk: Desk) -> Page:
    """Always there."""
    terms = {one.id: one for one in desk.material.agreement.obligations}
    return Page(
        name="obligations",
        title=desk.say("report.section.obligations"),
        intro=_intro(desk),
        rows=tuple(_row(desk, status, terms.get(status.obligation_id)) for status in desk.material.statuses),
    )


def _row(desk: Desk, status: Status, obligation: Obligation | None) -> Row:
    before = desk.previous.get(status.obligation_id)
    changed = before is not None and before.phase != status.phase
    change = ""
    if before is not None:
        change = desk.say(
            "report.obligations.changed" if changed else "report.obligations.unchanged",
            before=f"phase:{before.phase}",
        )
    reasons = tuple(desk.ground(reason) for reason in status.reasons if not _is_reading(reason))
    note = obligation.note if obligation else ""
    return Row(
        obligation_id=status.obligation_id,
        title=status.title,
        clause=desk.renderer.names.clause(status.clause),
        owed=_owed(desk, status.obligors, obligation.beneficiaries if obligation else ()),
        due=desk.renderer.value(status.due_on) if status.due_on else desk.say("report.obligations.no_due"),
        phase=status.phase,
        phase_text=desk.say("report.obligations.projected", phase=f"phase:{status.phase}")
        if status.projected
        else desk.renderer.value(f"phase:{status.phase}"),
        overdue=_overdue(desk, status.overdue_days),
        change=change,
        changed=changed,
        whose=desk.renderer.value(tuple(f"actor:{one}" for one in status.rests_on))
        or desk.say("report.obligations.nobody"),
        measure=_measure(desk, status),
        clock=_clock(desk, status),
        readings=_readings(desk, status, obligation),
        versions=_versions(desk, status),
        reasons=reasons,
        note=note if all(note not in reason.text for reason in reasons) else "",
    )


def _is_reading(reason: Reason) -> bool:
    """A reason that only repeats how a reading comes out; the readings have their own place."""
    return not reason.evidence and any(
        isinstance(value, str) and value.startswith("reading:") for value in reason.text.args.values()
    )


def _owed(desk: Desk, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> str:
    if len(obligors) > 1 and sorted(obligors) == sorted(beneficiaries):
        return desk.say("report.obligations.owed_mutually", parties=_parties(desk, obligors))
    if not beneficiaries:
        return desk.say("report.obligations.owed_by", parties=_parties(desk, obligors))
    return desk.say(
        "report.obligations.owed_to", parties=_parties(desk, obligors), to=_parties(desk, beneficiaries)
    )


def _parties(desk: Desk, parties: tuple[str, ...]) -> str:
    return desk.renderer.value(tuple(f"party:{one}" for one in parties))


def _overdue(desk: Desk, days: int) -> str:
    return desk.say("report.obligations.overdue", days=days) if days > 0 else ""


def _clock(desk: Desk, status: Status) -> tuple[str, ...]:
    if status.clock is None:
        return ()
    days = (
        ("report.obligations.ends", status.clock.ends_on),
        ("report.obligations.renews", status.clock.renews_on),
        ("report.obligations.notice", status.clock.notice_by),
    )
    return tuple(desk.say(code, day=day) for code, day in days if day is not None)


def _measure(desk: Desk, status: Status) -> Measure | None:
    required, measured = status.required, status.measured
    if required is None and measured is None:
        return None
    owed = required.low if required else None
    seen = measured.low if measured else None
    share = min(seen / owed, 1.0) if owed and seen is not None else None
    return Measure(
        required=_level(desk, required),
        measured=_level(desk, measured),
        share=round(share, 4) if share is not None else None,
    )


def _level(desk: Desk, level: Level | None) -> str:
    if level is None or (level.low is None and level.high is None):
        return ""
    figure = desk.renderer.text(say_count(level.low, level.high))
    unit = desk.renderer.unit(level.unit, level.low if level.low == level.high else None)
    if level.on is None:
        return f"{figure} {unit}".strip()
    return desk.say("report.obligations.level_on", figure=f"{figure} {unit}".strip(), day=level.on)


def _readings(desk: Desk, status: Status, obligation: Obligation | None) -> tuple[Variant, ...]:
    """Only where some reading comes to another standing."""
    if obligation is None or all(phase == status.phase for phase in status.readings.values()):
        return ()
    texts = {reading.id: reading for reading in obligation.readings}
    return tuple(
        Variant(
            title=desk.say("report.obligations.reading", whose=f"reading:{one}"),
            detail=texts[one].text if one in texts else "",
            phase=phase,
            phase_text=desk.renderer.value(f"phase:{phase}"),
        )
        for one, phase in sorted(status.readings.items())
    )


def _versions(desk: Desk, status: Status) -> tuple[Variant, ...]:
    """Only where the accord was changed."""
    if len(status.versions) < 2:
        return ()
    known = sorted(
        status.versions.items(), key=lambda pair: (pair[1].known_at, pair[0] != "original", pair[0])
    )
    return tuple(
        Variant(
            title=desk.renderer.version(one),
            detail=desk.say(_known(version), day=version.known_at),
            due=desk.say("report.obligations.due", day=version.due_on) if version.due_on else "",
            phase=version.phase,
            phase_text=desk.renderer.value(f"phase:{version.phase}"),
            overdue=_overdue(desk, version.overdue_days),
        )
        for one, version in known
    )


def _known(version: VersionStanding) -> str:
    if version.contested:
        return "report.obligations.contested"
    return "report.obligations.claimed" if version.claimed else "report.obligations.known"


TEMPLATE = """
<p class="aside">{{ section.intro }}</p>
<table class="standings stack">
<caption>{{ say("report.obligations.caption", count=section.rows | length, day=report.day) }}</caption>
<thead><tr><th scope="col">{{ say("report.obligations.col.clause") }}</th>
<th scope="col">{{ say("report.obligations.col.obligation") }}</th><th
scope="col">{{ say("report.obligations.col.due") }}</th>
<th scope="col">{{ say("report.obligations.col.standing") }}</th><th
scope="col">{{ say("report.obligations.col.whose") }}</th>
</tr></thead>
<tbody>
{% for row in section.rows %}<tr{% if row.changed %} class="changed"{% endif %}>
<td class="clause" data-label="{{ say("report.obligations.col.clause") }}">{{ row.clause }}</td>
<th scope="row"><a href="#{{ row.obligation_id | anchor("o") }}">{{ row.title }}</a></th>
<td data-label="{{ say("report.obligations.col.due") }}">{{ row.due }}</td>
<td data-label="{{ say("report.obligations.col.standing") }}">{{ chip(row.phase, row.phase_text) }}
{%- if row.overdue %}<span class="late">{{ row.overdue }}</span>{% endif %}
{%- if row.changed %}<span class="since">{{ icon("change") }}{{ row.change }}</span>{% endif %}</td>
<td data-label="{{ say("report.obligations.col.whose") }}">{{ row.whose }}</td></tr>
{% endfor %}</tbody></table>
<h3 class="grounds">{{ say("report.obligations.grounds") }}</h3>
{% for row in section.rows %}<article class="obligation" id="{{ row.obligation_id | anchor("o") }}">
<header><p class="clause">{{ row.clause }}</p><h4>{{ row.title }}</h4>
<p class="stand">{{ chip(row.phase, row.phase_text) }}
{%- if row.overdue %} <span class="late">{{ row.overdue }}</span>{% endif %}
{%- if row.change %} <span class="since">{{ row.change }}</span>{% endif %}</p></header>
<div class="body">
<p class="who">{{ row.owed }}
 {{ say("report.obligations.due_line", due=row.due) }}
{%- for line in row.clock %} {{ line }}{% endfor %}</p>
{% if row.measure %}<p class="measure">
{%- if row.measure.required %}
<span><b>{{ say("report.obligations.required") }}</b> {{ row.measure.required }}</span>{% endif %}
{%- if row.measure.measured %}
<span><b>{{ say("report.obligations.measured") }}</b> {{ row.measure.measured }}</span>{% endif %}
{%- if row.measure.share is not none %}<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none"
aria-hidden="true">
<rect width="100" height="6" class="track"/><rect width="{{ (row.measure.share * 100) | round(1) }}"
height="6" class="fill"/></svg>{% endif %}</p>{% endif %}
{% if row.reasons %}<ul class="reasons">{% for reason in
row.reasons %}<li>{{ reason.text }} {{ cites(reason.cites) }}</li>
{% endfor %}</ul>{% endif %}
{% for label, variants in ((say("report.obligations.readings"), row.readings),
(say("report.obligations.versions"), row.versions)) if variants %}
<div class="variants"><p class="label">{{ label }}</p><ul>
{% for one in variants %}<li>{{ chip(one.phase, one.phase_text) }}<span><b>{{ one.title }}</b>
{%- if one.due %} · {{ one.due }}{% endif %}{% if one.overdue %} · {{ one.overdue }}{% endif %}
{%- if one.detail %} <span class="detail">{{ one.detail }}</span>{% endif %}</span></li>
{% endfor %}</ul></div>
{% endfor %}
{% if row.note %}<p class="note">{{ row.note }}</p>{% endif %}
</div></article>
{% endfor %}
"""
