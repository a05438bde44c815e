"""From what is known on a day to its report: pure, and the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tregua.agreement.terms import Agreement
from tregua.model.standing import Reason, Register, Status
from tregua.record.checkpoint import Checkpoint
from tregua.reporting.material import Charter, Desk, Known, Material
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names, Words
from tregua.reporting.report import DailyReport, Section, Stamp
from tregua.reporting.sections import evidence, section_modules


def build_report(
    agreement: Agreement,
    vocabulary: Words | None,
    known: Known,
    *,
    day: date,
    statuses: Sequence[Status],
    previous: Sequence[Status] = (),
    charter: Charter,
    checkpoint: Checkpoint | None = None,
    edition: int = 1,
    text_of: Callable[[str], str],
    as_of: datetime | None = None,
    audits: Sequence[Reason] = (),
    notes: Mapping[Register, Sequence[str]] | None = None,
    locale: str = "en",
) -> DailyReport:
    """The report of ``day``.

    ``previous`` are yesterday's standings as yesterday's report had them; ``text_of`` gives the decoded
    text of an item, KeyError where it is not to be had; ``audits`` are remarks on published series;
    ``notes`` what the accord's data notes on each register; ``as_of`` defaults to the last second of the
    day in the centre's zone.
    """
    zone = ZoneInfo(charter.zone)
    cut_off = as_of.astimezone(zone) if as_of else datetime.combine(day, time(23, 59, 59), zone)
    renderer = Renderer(Catalogue.load(locale), Names(agreement, vocabulary), brief=True)
    material = Material(
        agreement=agreement,
        known=known,
        charter=charter,
        day=day,
        as_of=cut_off,
        statuses=in_order(agreement, statuses),
        previous=tuple(previous),
        audits=tuple(audits),
        notes=notes or {},
        checkpoint=checkpoint,
        edition=edition,
        text_of=text_of,
    )
    desk = Desk(material, renderer)
    stamp = (
        Stamp(origin=checkpoint.origin, size=checkpoint.size, root=checkpoint.root.hex())
        if checkpoint
        else None
    )
    return DailyReport(
        language=locale,
        title=charter.title,
        day=day,
        as_of=cut_off,
        zone=charter.zone,
        edition=edition,
        agreement_title=agreement.title,
        demonstration=charter.demonstration,
        reconstructed=charter.reconstructed,
        tier=charter.tier,
        checkpoint=stamp,
        sections=build_sections(desk),
    )


def in_order(agreement: Agreement, statuses: Sequence[Status]) -> tuple[Status, ...]:
    """Standings in the order of the agreement."""
    order = {one.id: number for number, one in enumerate(agreement.obligations)}
    return tuple(
        sorted(statuses, key=lambda one: (order.get(one.obligation_id, len(order)), one.obligation_id))
    )


def build_sections(desk: Desk) -> tuple[Section, ...]:
    """Every section that has something to show, in order."""
    modules = section_modules()
    # Evidence lists what the others cite, so it is built last, wherever it stands.
    built = {module: module.build(desk) for module in sorted(modules, key=lambda one: one is evidence)}
    return tuple(built[module] for module in modules if built[module] is not None)
