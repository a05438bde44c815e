"""Commands that ask: a page read, and what the centre knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.run import CentreOption
from tregua.cli.show import tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tregua.centre.centre import Centre
    from tregua.centre.ports import Snapshot
    from tregua.model.standing import VersionStanding

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="As known then: an instant, @INDEX, or a date (its cut-off). Default: latest."
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="AUDIENCE",
        help="As public, parties, delegation:ID or internal sees it. Default: TREGUA_AS, else internal.",
    ),
]
On = Annotated[str | None, typer.Option("--on", help="The day asked about. Default: the day of --as-of.")]
Json = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    for command in (read, status, items, claims, incidents):
        app.command()(command)


def _ask(
    centre: Path | None, audience: str | None, on: str | None, as_of: str | None
) -> tuple[Centre, Snapshot, date]:
    from tregua.centre.moment import day_asked, snapshot_as_of
    from tregua.wiring import find_centre, open_as

    opened = open_as(find_centre(centre), audience)
    snapshot = snapshot_as_of(opened, as_of)
    return opened, snapshot, day_asked(opened, on, snapshot)


def publication_day(published: str | None) -> date | None:
    """The day that ``--published`` names. Raises BadArgument for a day outside the calendar or the years
    that are counted, BadPage for a day with an impossible time."""
    from tregua.centre.intake import check_published
    from tregua.centre.moment import parse_day

    if published is None:
        return None
    day = parse_day(published.partition("T")[0], "--published")
    check_published(published, "--published")
    return day


def read(
    file: Annotated[Path, typer.Argument(help="A page or bulletin: text, CSV or HTML.")],
    published: Annotated[
        str | None, typer.Option(help="When it was published, where the page does not say.")
    ] = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """One page or text → article, mentions, claims, commitments."""
    from tregua.centre.intake import read_document
    from tregua.cli.show import print_json, print_table, word
    from tregua.reading.sheets_layout import is_marked_sheet
    from tregua.sources import MAX_BYTES, open_document
    from tregua.store.files import read_file
    from tregua.wiring import default_vocabulary, find_centre

    publication_day(published)
    vocabulary = default_vocabulary(find_centre(centre) if centre else None)
    document = open_document(str(file), read_file(file, MAX_BYTES, str(file)), is_marked_sheet)
    reading = read_document(document, vocabulary, published)
    if as_json:
        print_json(reading.model_dump(mode="json"))
        return
    article = reading.item
    tell(article.title)
    tell(" · ".join(part for part in (article.agency, article.published_at) if part))
    rows = [
        (
            claim.said_by or "—",
            claim.stance,
            claim.act or "",
            " … ".join(document.text[span.start : span.end] for span in claim.content),
        )
        for claim in reading.claims
    ]
    title = word("cli.claims", count=len(rows))
    print_table(title, ("speaker", "how", "act", "what"), rows)


def status(
    on: On = None,
    as_of: AsOf = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Each obligation and where it stands."""
    from tregua.centre.assess import stand
    from tregua.cli.show import print_json, print_table, renderer_for, status_json, word
    from tregua.compliance.explaining.outcome import tell_because

    opened, snapshot, day = _ask(centre, audience, on, as_of)
    statuses = stand(opened, snapshot, day)
    renderer = renderer_for(opened.agreement, opened.vocabulary)
    if as_json:
        print_json([status_json(one, renderer) for one in statuses])
        return
    rows = [
        (
            one.obligation_id,
            "\n".join(standing_lines(one.phase, one.overdue_days, one.readings, one.versions)),
            one.due_on.isoformat() if one.due_on else "—",
            ", ".join(one.rests_on) or "—",
            renderer.text(told) if (told := tell_because(one)) else "",
        )
        for one in statuses
    ]
    known = opened.charter.day_at(snapshot.at)
    title = word("cli.status", centre=opened.charter.title, day=day, known=known, size=snapshot.size)
    if day > known:
        title = word("cli.status_projected", centre=opened.charter.title, day=day, known=known)
    print_table(title, ("obligation", "standing", "due", "rests_on", "because"), rows, wide=1)


def standing_lines(
    phase: str, overdue_days: int, readings: Mapping[str, str], versions: Mapping[str, VersionStanding]
) -> list[str]:
    """The phase, and below it every reading and version under which it would be another."""
    others = {name: (other, 0) for name, other in readings.items()}
    others |= {name: (version.phase, version.overdue_days) for name, version in versions.items()}
    lines = [_phase(phase, overdue_days)]
    return lines + [f"{name}: {_phase(*other)}" for name, other in others.items() if other[0] != phase]


def _phase(phase: str, days: int) -> str:
    from tregua.cli.show import word

    named = f"phase:{phase}"
    return word("cli.phase_days", phase=named, days=days) if days else word("cli.phase", phase=named)


def items(
    as_of: AsOf = None, audience: As = None, centre: CentreOption = None, as_json: Json = False
) -> None:
    """What the centre received."""
    from tregua.centre.assess import know
    from tregua.cli.show import print_json, print_table, word

    opened, snapshot, _ = _ask(centre, audience, None, as_of)
    known = know(opened, snapshot).items
    if as_json:
        print_json([one.model_dump(mode="json") for one in known])
        return
    rows = [(one.published_at or "—", one.outlet or "—", one.title, one.item_id) for one in known]
    title = word("cli.items", count=len(rows))
    print_table(title, ("published", "outlet", "title", "id"), rows)


def claims(
    item: Annotated[str | None, typer.Option(help="Only this item's.")] = None,
    act: Annotated[str | None, typer.Option(help="Only this act and what lies below it.")] = None,
    as_of: AsOf = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Who says what."""
    from tregua.centre.assess import know
    from tregua.centre.texts import text_of
    from tregua.cli.show import print_json, print_table, word
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.vocabulary.acts import ACTS, is_a

    if act is not None and not any(is_a(one, act) for one in ACTS):
        raise BadArgument(say("claims.no_such_act", given=act), Where(field="--act"))
    opened, snapshot, _ = _ask(centre, audience, None, as_of)
    if item is not None and not any(one.item_id == item for one in know(opened, snapshot).items):
        raise BadArgument(say("claims.no_such_item", given=item), Where(field="--item"))
    known = [
        one
        for one in know(opened, snapshot).claims
        if (item is None or one.item_id == item)
        and (act is None or any(is_a(event.act, act) for event in one.events))
    ]
    if as_json:
        print_json([one.model_dump(mode="json") for one in known])
        return
    rows = []
    for one in known:
        text = text_of(opened, one.item_id)
        words = " … ".join(text[span.start : span.end] for span in one.content)
        rows.append((one.published_at or "—", one.said_by or "—", one.stance, one.act or "", words))
    title = word("cli.claims", count=len(rows))
    print_table(title, ("published", "speaker", "how", "act", "what"), rows)


def incidents(
    as_of: AsOf = None, audience: As = None, centre: CentreOption = None, as_json: Json = False
) -> None:
    """Reports judged to be of one event.

    Each side's position stays beside the other's, and doubts between incidents are shown.
    """
    from tregua.centre.assess import know
    from tregua.cli.show import print_json, print_table, word

    opened, snapshot, _ = _ask(centre, audience, None, as_of)
    known = know(opened, snapshot).incidents
    if as_json:
        print_json([one.model_dump(mode="json") for one in known])
        return
    rows = [
        (
            one.incident_id,
            f"{one.earliest} – {one.latest}" if one.earliest != one.latest else one.earliest,
            one.act,
            ", ".join(one.place_ids),
            "; ".join(f"{p.actor_id or '—'} {p.stance}" for p in one.positions),
            "; ".join(f"{d.other_id} {d.probability:.2f}" for d in one.doubts),
        )
        for one in known
    ]
    print_table(
        word("cli.incidents", count=len(rows)), ("id", "when", "act", "where", "positions", "doubts"), rows
    )


def figure_of(low: float | None, high: float | None, comparator: str = "=") -> str:
    """A figure or the span it lies in, with its comparator; empty where there is none."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        return f"{low:,.10g}–{high:,.10g}"
    number = low if low is not None else high
    return f"{'' if comparator == '=' else comparator}{number:,.10g}"
