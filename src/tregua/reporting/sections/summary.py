"""Summary: what changed since yesterday, what is ahead, and how everything stands, in sentences."""

from __future__ import annotations

from datetime import timedelta

from tregua.model.bounds import say_count
from tregua.model.messages import say
from tregua.model.records import Record
from tregua.model.standing import Phase, Status
from tregua.reporting import wording
from tregua.reporting.material import Desk
from tregua.reporting.phases import PHASES, SETTLED
from tregua.reporting.report import Cite, Ground, Section

ORDER = 20
_AHEAD = timedelta(days=14)


class Tally(Record):
    """How many obligations are in a phase."""

    phase: Phase
    text: str
    count: int


class Page(Section):
    """``changes`` since yesterday; ``ahead``: due within a fortnight; ``opening`` sets the scene."""

    opening: str
    changes: tuple[Ground, ...] = ()
    ahead: tuple[Ground, ...] = ()
    tally: tuple[Tally, ...] = ()


def build(desk: Desk) -> Page:
    """Always there."""
    material = desk.material
    changes = _changes(desk) if material.previous else ()
    incidents = _incidents(desk)
    received = sum(
        (item.published_at or "")[:10] == material.day.isoformat() for item in material.known.items
    )
    came = say("report.summary.received" if received else "report.summary.nothing", received=received)
    if not material.previous:
        opening = desk.say("report.summary.first", came=came)
    elif changes or incidents:
        opening = desk.say("report.summary.opening", came=came)
    else:
        opening = desk.say("report.summary.quiet", came=came)
    return Page(
        name="summary",
        title=desk.say("report.section.summary"),
        opening=opening,
        changes=(*changes, *incidents),
        ahead=_ahead(desk),
        tally=_tally(desk),
    )


def _changes(desk: Desk) -> tuple[Ground, ...]:
    told: list[Ground] = []
    for status in desk.material.statuses:
        before = desk.previous.get(status.obligation_id)
        if before is None:
            continue
        if before.due_on != status.due_on and before.due_on and status.due_on:
            told.append(_tell(desk, status, "report.summary.due", before=before.due_on, after=status.due_on))
        if before.phase != status.phase:
            code = "report.summary.phase.whose" if status.rests_on else "report.summary.phase"
            whose = tuple(f"actor:{actor}" for actor in status.rests_on)
            told.append(
                _tell(
                    desk,
                    status,
                    code,
                    before=f"phase:{before.phase}",
                    after=f"phase:{status.phase}",
                    whose=whose,
                )
            )
        elif status.measured and status.measured != before.measured:
            told.append(_tell(desk, status, "report.summary.measured", figure=_level(desk, status)))
    return tuple(told)


def _tell(desk: Desk, status: Status, code: str, **args: object) -> Ground:
    text = desk.say(code, obligation=status.title, **args)  # type: ignore[arg-type]
    return Ground(text=text, cites=_new_evidence(desk, status))


def _new_evidence(desk: Desk, status: Status) -> tuple[Cite, ...]:
    """What came in on the day; where nothing did, what the first reason rests on."""
    everything = [one for reason in status.reasons for one in reason.evidence]
    fresh = [one for one in everything if desk.is_new(one)]
    first = status.reasons[0].evidence if status.reasons else ()
    return desk.cite(fresh or first)


def _level(desk: Desk, status: Status) -> str:
    level = status.measured
    if level is None:
        return ""
    figure = desk.renderer.text(say_count(level.low, level.high))
    return f"{figure} {desk.renderer.unit(level.unit, level.low)}"


def _incidents(desk: Desk) -> tuple[Ground, ...]:
    told: list[Ground] = []
    today = desk.material.day.isoformat()
    for incident in sorted(desk.material.known.incidents, key=lambda one: (one.earliest, one.incident_id)):
        fresh = [one for one in incident.reports if (one.published_at or "")[:10] == today]
        if not fresh:
            continue
        code = (
            "report.summary.incident.new"
            if len(fresh) == len(incident.reports)
            else "report.summary.incident.more"
        )
        text = desk.say(
            code,
            act=f"act:{incident.act}",
            when=wording.span(incident.earliest, incident.latest),
            where=desk.places(incident.place_ids[:1]) or desk.say("report.place_unnamed"),
            whose=tuple(dict.fromkeys(desk.actor(one.said_by) for one in fresh)),
        )
        told.append(Ground(text=text, cites=desk.cite(one.claim_id for one in fresh)))
    return tuple(told)


def _ahead(desk: Desk) -> tuple[Ground, ...]:
    day = desk.material.day
    due = [
        status
        for status in desk.material.statuses
        if status.due_on and day <= status.due_on <= day + _AHEAD and status.phase not in SETTLED
    ]
    due.sort(key=lambda status: (status.due_on, status.obligation_id))
    told = []
    for status in due:
        days = (status.due_on - day).days if status.due_on else 0
        code = "report.summary.due_today" if days == 0 else "report.summary.ahead"
        text = desk.say(
            code, obligation=status.title, due=status.due_on or "", days=days, phase=f"phase:{status.phase}"
        )
        told.append(Ground(text=text))
    return tuple(told)


def _tally(desk: Desk) -> tuple[Tally, ...]:
    phases = [status.phase for status in desk.material.statuses]
    return tuple(
        Tally(phase=phase, text=desk.renderer.value(f"phase:{phase}"), count=phases.count(phase))
        for phase in PHASES
        if phase in phases
    )


TEMPLATE = """
<p class="opening">{{ section.opening }}</p>
{% if section.changes %}<ul class="changes">
{% for change in section.changes %}<li>{{ change.text }} {{ cites(change.cites) }}</li>
{% endfor %}</ul>{% endif %}
{% if section.tally %}<h3>{{ say("report.summary.tally", count=section.tally | sum("count")) }}</h3>
<ul class="tally">
{% for one in section.tally %}<li>{{ chip(one.phase, one.text) }}<b>{{ one.count }}</b></li>
{% endfor %}</ul>{% endif %}
{% if section.ahead %}<h3>{{ say("report.summary.ahead.title") }}</h3>
<ul class="plain">
{% for one in section.ahead %}<li>{{ one.text }}</li>
{% endfor %}</ul>{% endif %}
"""
