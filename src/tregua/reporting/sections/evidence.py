"""Evidence: every claim the report rests on, who said it, through whom, and its exact words."""

from __future__ import annotations

from tregua.model.ids import item_of
from tregua.model.records import Claim, Item, Record
from tregua.reporting.material import Desk, is_own
from tregua.reporting.quotation import Quotation, quote_claim
from tregua.reporting.report import Section

ORDER = 80


class Exhibit(Record):
    """One piece of evidence. ``sha256`` names the item's bytes in the evidence store."""

    number: int
    evidence_id: str
    item_id: str
    title: str
    outlet: str = ""
    published: str = ""
    who: str = ""
    manner: str = ""
    quotation: Quotation | None = None
    span: str = ""
    sha256: str = ""
    reconstructed: bool = False


class Page(Section):
    """In the order of first mention."""

    intro: str
    exhibits: tuple[Exhibit, ...]


def build(desk: Desk) -> Page | None:
    """None where nothing was cited. Built after every section that cites."""
    numbered = sorted(desk.cited.items(), key=lambda pair: pair[1])
    if not numbered:
        return None
    return Page(
        name="evidence",
        title=desk.say("report.section.evidence"),
        intro=desk.say("report.evidence.intro", cited=len(numbered), claims=len(desk.material.known.claims)),
        exhibits=tuple(_exhibit(desk, one, number) for one, number in numbered),
    )


def _exhibit(desk: Desk, evidence_id: str, number: int) -> Exhibit:
    item_id = item_of(evidence_id)
    item = desk.items.get(item_id)
    claim = desk.claims.get(evidence_id)
    if claim is None:
        return Exhibit(
            number=number,
            evidence_id=evidence_id,
            item_id=item_id,
            title=_title(desk, item, item_id),
            outlet=desk.outlet(evidence_id),
            published=desk.renderer.value(item.published_at) if item and item.published_at else "",
            sha256=item.sha256 if item else "",
            reconstructed=bool(item and item.reconstructed),
        )
    quotation = quote_claim(desk, claim)
    return Exhibit(
        number=number,
        evidence_id=evidence_id,
        item_id=item_id,
        title=_title(desk, item, item_id),
        outlet=_outlet(desk, claim),
        published=_published(desk, item, claim),
        who=desk.actor(claim.said_by),
        manner=desk.say(f"report.evidence.{claim.stance}.{claim.mode}"),
        quotation=quotation,
        span=desk.say("report.evidence.span", start=quotation.start, end=quotation.end)
        if quotation.words
        else "",
        sha256=item.sha256 if item else "",
        reconstructed=bool(item and item.reconstructed),
    )


def _title(desk: Desk, item: Item | None, item_id: str) -> str:
    if item is None:
        return desk.say("report.evidence.no_item", item=item_id)
    return item.title or item.name


def _outlet(desk: Desk, claim: Claim) -> str:
    """Left out where the page is the speaker's own."""
    outlet = desk.outlet(claim.claim_id)
    return "" if is_own(desk.actor(claim.said_by), outlet) else outlet


def _published(desk: Desk, item: Item | None, claim: Claim) -> str:
    printed = (item.published_at if item else None) or claim.published_at
    return desk.renderer.value(printed) if printed else ""


TEMPLATE = """
<p class="aside">{{ section.intro }}</p>
<ol class="exhibits">
{% for one in section.exhibits %}<li id="{{ one.evidence_id | anchor("e") }}" value="{{ one.number }}">
<p class="said">{% if
one.who %}<b>{{ one.who }}</b> {{ one.manner }}{% else %}<b>{{ one.title }}</b>{% endif %}</p>
{% if one.quotation and one.quotation.words %}<blockquote>{{ one.quotation.words }}{% if
one.quotation.cut %} […]{% endif %}</blockquote>
{% elif one.quotation and one.quotation.withheld %}<p
class="silence">{{ say("report.evidence.withheld") }}</p>{% endif %}
<p class="source">{% if one.who %}<cite>{{ one.title }}</cite>{% endif %}
{%- for part in (one.outlet, one.published, one.span) if part %} · {{ part }}{% endfor %}
{%- if one.reconstructed and not report.reconstructed %} ·
{{ say("report.evidence.reconstructed") }}{% endif %}
{%- if one.sha256 %} · <code title="{{ one.sha256 }}">{{ one.item_id }}</code>{% endif %}</p></li>
{% endfor %}</ol>
"""
