"""Incidents: what each side says, side by side, and what may be one event told twice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta

from tregua.model.bounds import say_count
from tregua.model.messages import Message
from tregua.model.records import QuantityMention, Record
from tregua.model.standing import Doubt, Incident, Position
from tregua.model.when import day_of
from tregua.reporting import wording
from tregua.reporting.letters import capital
from tregua.reporting.material import Desk
from tregua.reporting.quotation import quote_claim
from tregua.reporting.report import Cite, Ground, Section

ORDER = 50
_RECENT = timedelta(days=10)
_WEIGHTLESS = 0.05


class Voice(Record):
    """What one actor says of the incident, in a phrase and in its own words."""

    who: str
    says: str
    words: str = ""
    cites: tuple[Cite, ...] = ()


class Side(Record):
    """One side's column; ``silence`` where it has said nothing that is known."""

    name: str
    voices: tuple[Voice, ...] = ()
    silence: str = ""


class Question(Record):
    """Whether two incidents are one: how likely, and what was weighed (told on one of the two only)."""

    text: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    summed: tuple[str, ...] = ()


class Card(Record):
    """One incident in full. ``label`` is its letter in this report and on its map."""

    incident_id: str
    label: str
    act: str
    when: str
    where: str
    precision: str = ""
    fresh: str = ""
    losses: tuple[Ground, ...] = ()
    sides: tuple[Side, ...] = ()
    doubts: tuple[Question, ...] = ()
    findings: tuple[str, ...] = ()


class Brief(Record):
    """An earlier incident in one line."""

    incident_id: str
    label: str
    when: str
    act: str
    where: str
    told: str
    cites: tuple[Cite, ...] = ()


class Page(Section):
    """``cards``: happened or told within the last days; ``earlier`` the others."""

    intro: str
    cards: tuple[Card, ...] = ()
    earlier: tuple[Brief, ...] = ()


def label_incidents(desk: Desk) -> dict[str, str]:
    """A letter for each incident, by when it happened: A … Z, AA …"""
    ordered = sorted(
        desk.material.known.incidents, key=lambda one: (one.earliest, one.latest, one.incident_id)
    )
    return {incident.incident_id: _letters(number) for number, incident in enumerate(ordered)}


def is_recent(desk: Desk, incident: Incident) -> bool:
    """Whether it happened, or was told of, within the last ten days."""
    since = desk.material.day - _RECENT
    told = [day_of(one.published_at) for one in incident.reports if one.published_at]
    return max([day_of(incident.latest), *told]) > since


def build(desk: Desk) -> Page:
    """Always there: a day without incidents says what that means."""
    labels = label_incidents(desk)
    ordered = sorted(
        desk.material.known.incidents, key=lambda one: (one.earliest, one.latest, one.incident_id)
    )
    recent = [one for one in ordered if is_recent(desk, one)]
    earlier = [one for one in ordered if not is_recent(desk, one)]
    return Page(
        name="incidents",
        title=desk.say("report.section.incidents"),
        intro=desk.say(f"report.incidents.{'intro' if recent else 'quiet' if ordered else 'none'}"),
        cards=tuple(_card(desk, one, labels) for one in recent),
        earlier=tuple(_brief(desk, one, labels) for one in earlier),
    )


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _card(desk: Desk, incident: Incident, labels: dict[str, str]) -> Card:
    fresh = [one for one in incident.reports if desk.is_new(one.claim_id)]
    return Card(
        incident_id=incident.incident_id,
        label=labels[incident.incident_id],
        act=desk.renderer.value(f"act:{incident.act}"),
        when=desk.renderer.text(wording.span(incident.earliest, incident.latest)),
        where=desk.places(incident.place_ids) or desk.say("report.place_unnamed"),
        precision=desk.say("report.incidents.precision", km=math.ceil(incident.radius_km))
        if incident.radius_km
        else "",
        fresh=desk.say("report.incidents.fresh", count=len(fresh)) if fresh else "",
        losses=_losses(desk, incident),
        sides=_sides(desk, incident),
        doubts=_doubts(desk, incident, labels),
        findings=tuple(
            desk.say(f"report.incidents.finding.{one.state}", finding=one.finding_id)
            for one in desk.material.known.findings
            if one.incident_id == incident.incident_id
        ),
    )


def _losses(desk: Desk, incident: Incident) -> tuple[Ground, ...]:
    """Killed and wounded as each report gives them: figures are never added up or averaged."""
    told: list[Ground] = []
    for report in incident.reports:
        for quantity in report.quantities:
            if quantity.unit not in ("killed", "wounded", "missing"):
                continue
            text = desk.say(
                "report.incidents.loss",
                figure=_count(quantity),
                unit=f"unit:{quantity.unit}",
                whose=desk.actor(report.said_by),
            )
            told.append(Ground(text=text, cites=desk.cite([report.claim_id])))
    if told:
        return tuple(told)
    for kind, quantities in (("killed", incident.killed), ("wounded", incident.wounded)):
        for quantity in quantities:
            text = desk.say("report.incidents.loss.unsaid", figure=_count(quantity), unit=f"unit:{kind}")
            told.append(Ground(text=text))
    return tuple(told)


def _count(quantity: QuantityMention) -> Message:
    return say_count(quantity.low, quantity.high, quantity.comparator, quantity.word)


def _sides(desk: Desk, incident: Incident) -> tuple[Side, ...]:
    """The parties first, each with what it says or its silence, then whoever else spoke."""
    parties = desk.material.agreement.parties
    by_side: dict[str | None, list[Position]] = {party.id: [] for party in parties if party.role == "party"}
    for party in parties:
        if any(position.side == party.id for position in incident.positions):
            by_side.setdefault(party.id, [])
    for position in incident.positions:
        by_side.setdefault(position.side, []).append(position)
    return tuple(_side(desk, side, positions) for side, positions in by_side.items())


def _takes_back(position: Position, positions: Sequence[Position]) -> bool:
    """Whether a denial is of what its own speaker told of somebody before."""
    return position.stance == "denies" and any(
        one.stance != "denies" and (one.actor_id, one.accused) == (position.actor_id, position.accused)
        for one in positions
    )


def _side(desk: Desk, side: str | None, positions: Sequence[Position]) -> Side:
    name = desk.renderer.value(f"party:{side}") if side else desk.say("report.incidents.others")
    voices = []
    for position in positions:
        claim = desk.claims.get(position.claim_id)
        code = f"report.incidents.{position.stance}"
        if position.accused:
            code += ".taking_back" if _takes_back(position, positions) else ".accusing"
        voices.append(
            Voice(
                who=desk.actor(position.actor_id),
                says=desk.say(code, accused=f"actor:{position.accused}"),
                words=quote_claim(desk, claim).words if claim else "",
                cites=desk.cite([position.claim_id]),
            )
        )
    return Side(
        name=name, voices=tuple(voices), silence="" if voices else desk.say("report.incidents.silence")
    )


def _doubts(desk: Desk, incident: Incident, labels: dict[str, str]) -> tuple[Question, ...]:
    """How likely it is that two incidents are one, in a sentence of its own; then what was weighed."""
    told: list[Question] = []
    for doubt in sorted(incident.doubts, key=lambda one: (-one.probability, one.incident_id, one.other_id)):
        other = doubt.other_id if doubt.incident_id == incident.incident_id else doubt.incident_id
        text = desk.say(
            "report.incidents.doubt",
            other=labels.get(other, other),
            word=wording.likelihood(doubt.probability),
        )
        mine = labels[incident.incident_id]
        if _rank(mine) < _rank(labels.get(other, "")) or other not in labels:
            told.append(_weighed(desk, text, doubt))
        else:
            told.append(Question(text=text))
    return tuple(told)


def _rank(label: str) -> tuple[int, str]:
    return (len(label), label) if label else (99, "")


def _weighed(desk: Desk, text: str, doubt: Doubt) -> Question:
    """Reasons by the sign of their weight; one that carries the probability sums them up."""
    sides: dict[str, list[str]] = {"for": [], "against": [], "summed": []}
    for reason in doubt.reasons:
        weight = reason.args.get("weight")
        if "probability" in reason.args or not isinstance(weight, int | float):
            side = "summed"
        elif abs(weight) < _WEIGHTLESS:
            continue
        else:
            side = "for" if weight > 0 else "against"
        sides[side].append(_sentence(desk.renderer.text(reason)))
    return Question(
        text=text,
        speaks_for=tuple(sides["for"]),
        speaks_against=tuple(sides["against"]),
        summed=tuple(sides["summed"]),
    )


def _sentence(text: str) -> str:
    told = capital(text)
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _brief(desk: Desk, incident: Incident, labels: dict[str, str]) -> Brief:
    speakers = tuple(dict.fromkeys(desk.actor(one.actor_id) for one in incident.positions))
    return Brief(
        incident_id=incident.incident_id,
        label=labels[incident.incident_id],
        when=desk.renderer.text(wording.span(incident.earliest, incident.latest)),
        act=desk.renderer.value(f"act:{incident.act}"),
        where=desk.places(incident.place_ids[:2]) or desk.say("report.place_unnamed"),
        told=desk.renderer.value(speakers),
        cites=desk.cite(one.claim_id for one in incident.reports),
    )


TEMPLATE = """
<p class="aside">{{ section.intro }}</p>
{% for card in section.cards %}<article class="incident" id="{{ card.incident_id | anchor("i") }}">
<header><span class="letter">{{ card.label }}</span><div><h3>{{ card.act | capital }}</h3>
<p class="when">{{ card.when }}</p><p class="where">{{ icon("place") }}{{ card.where }}
{%- if card.precision %} <span class="detail">{{ card.precision }}</span>{% endif %}</p>
{% if card.fresh %}<p class="since">{{ icon("change") }}{{ card.fresh }}</p>{% endif %}</div></header>
<div class="sides sides-{{ card.sides | length }}">
{% for side in card.sides %}<section class="side"><h4>{{ side.name }}</h4>
{% for voice in side.voices %}<div
class="voice"><p><b>{{ voice.who }}</b> {{ voice.says }} {{ cites(voice.cites) }}</p>
{% if voice.words %}<blockquote>{{ voice.words | clip(260) }}</blockquote>{% endif %}</div>
{% endfor %}
{% if side.silence %}<p class="silence">{{ side.silence }}</p>{% endif %}</section>
{% endfor %}</div>
{% if card.losses %}<div class="extra"><h4>{{ say("report.incidents.losses") }}</h4><ul>
{% for one in card.losses %}<li>{{ one.text }} {{ cites(one.cites) }}</li>{% endfor %}</ul></div>{% endif %}
{% if card.doubts %}<div class="extra"><h4>{{ say("report.incidents.doubts") }}</h4><ul>
{% for one in card.doubts %}<li>{{ one.text }}
{% if one.speaks_for or one.speaks_against or one.summed %}<details class="weighing">
<summary>{{ say("report.incidents.weighing") }}</summary><div class="scales">
{% for label, reasons in ((say("report.incidents.for"), one.speaks_for),
(say("report.incidents.against"), one.speaks_against)) if reasons %}
<div><p class="label">{{ label }}</p><ul>
{% for reason in reasons %}<li>{{ reason }}</li>
{% endfor %}</ul></div>
{% endfor %}</div>{% if one.summed %}<p>{{ one.summed | join(" ") }}</p>{% endif %}</details>{% endif %}</li>
{% endfor %}</ul></div>{% endif %}
<p class="finding">{% for one in
card.findings %}{{ one }} {% else %}{{ say("report.incidents.no_finding") }}{% endfor %}</p>
</article>
{% endfor %}
{% if section.earlier %}<table class="stack earlier"><caption>{{ say("report.incidents.earlier") }}</caption>
<thead><tr><th scope="col"><span class="unseen">{{ say("report.incidents.col.letter") }}</span></th>
<th scope="col">{{ say("report.incidents.col.when") }}</th>
<th scope="col">{{ say("report.incidents.col.what") }}</th><th
scope="col">{{ say("report.incidents.col.where") }}</th>
<th scope="col">{{ say("report.incidents.col.told") }}</th></tr></thead><tbody>
{% for one in section.earlier %}<tr id="{{ one.incident_id | anchor("i") }}"><td><span
class="letter small">{{ one.label }}</span></td>
<td data-label="{{ say("report.incidents.col.when") }}">{{ one.when }}</td>
<th scope="row">{{ one.act | capital }}</th><td
data-label="{{ say("report.incidents.col.where") }}">{{ one.where }}</td>
<td data-label="{{ say("report.incidents.col.told") }}">{{ one.told }} {{ cites(one.cites) }}</td></tr>
{% endfor %}</tbody></table>{% endif %}
"""
