"""Head: what this report is, of when, and from which state of the record."""

from __future__ import annotations

from tregua.reporting.material import Desk
from tregua.reporting.report import Section

ORDER = 10


class Page(Section):
    """``banners`` say what the reader must not mistake; ``facts`` are label and value."""

    banners: tuple[str, ...] = ()
    intro: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def build(desk: Desk) -> Page:
    """Always there."""
    material = desk.material
    charter = material.charter
    kinds = [kind for kind in ("demonstration", "reconstructed") if getattr(charter, kind)]
    facts = [
        (desk.say("report.fact.as_of"), desk.say("report.as_of", at=_local(desk), zone=charter.zone)),
        (
            desk.say("report.fact.agreement"),
            desk.say(
                "report.agreement", title=material.agreement.title, signed_on=material.agreement.signed_on
            ),
        ),
        (
            desk.say("report.fact.known"),
            desk.say("report.known", items=len(material.known.items), claims=len(material.known.claims)),
        ),
        (
            desk.say("report.fact.edition"),
            desk.say("report.edition", number=material.edition)
            if material.edition == 1
            else desk.say("report.edition.later", number=material.edition),
        ),
    ]
    return Page(
        name="head",
        title=desk.say("report.title"),
        banners=tuple(desk.say(f"report.banner.{kind}") for kind in kinds),
        intro=desk.say("report.intro"),
        facts=tuple(facts),
    )


def _local(desk: Desk) -> str:
    return desk.material.as_of.replace(tzinfo=None).isoformat(timespec="minutes")


TEMPLATE = """
<header class="head">
  <p class="centre">{{ report.title }}</p>
  <h1>{{ section.title }}<span class="day">{{ day(report.day) }}</span></h1>
  {% for banner in section.banners %}<p class="banner" role="note">{{ icon("note") }}{{ banner }}</p>
  {% endfor %}
  <p class="lead">{{ section.intro }}</p>
  <dl class="facts">
  {% for label, value in section.facts %}<div><dt>{{ label }}</dt><dd>{{ value }}</dd></div>
  {% endfor %}
  {% if report.checkpoint %}<div class="wide"><dt>{{ say("report.fact.checkpoint") }}</dt>
  <dd>{{ say("report.checkpoint", origin=report.checkpoint.origin, size=report.checkpoint.size) }}
  <code>{{ report.checkpoint.root }}</code></dd></div>{% endif %}
  </dl>
</header>
"""
