"""Limits: what this report cannot show, said in the report itself."""

from __future__ import annotations

from tregua.reporting.material import Desk
from tregua.reporting.report import Section

ORDER = 90


class Page(Section):
    """A sentence or two each: the centre's, the accord's, who sits in the centre, the software's own."""

    limits: tuple[str, ...]
    seats: tuple[str, ...] = ()


def build(desk: Desk) -> Page:
    """Always there."""
    agreement = desk.material.agreement
    own = [
        desk.say("report.limits.words"),
        desk.say("report.limits.reading"),
        desk.say("report.limits.persons"),
    ]
    limits = dict.fromkeys((*desk.material.charter.limits, *agreement.limits, *own))
    seats = []
    for delegation in agreement.delegations:
        if delegation.represents:
            whom = tuple(f"party:{one}" for one in delegation.represents)
            seats.append(desk.say("report.limits.seat", delegation=delegation.name, whom=whom))
        else:
            seats.append(desk.say("report.limits.seat.nobody", delegation=delegation.name))
    absent = tuple(f"party:{one}" for one in agreement.absent)
    if agreement.delegations and absent:
        seats.append(desk.say("report.limits.absent", parties=absent))
    return Page(
        name="limits", title=desk.say("report.section.limits"), limits=tuple(limits), seats=tuple(seats)
    )


TEMPLATE = """
<ul class="plain">
{% for one in section.limits %}<li>{{ one }}</li>
{% endfor %}</ul>
{% if section.seats %}<h3>{{ say("report.limits.seats") }}</h3>
<p>{{ section.seats | join(" ") }}</p>{% endif %}
"""
