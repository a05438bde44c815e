"""``tregua audit``: a published series of counts against itself, without a centre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import Json, publication_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tregua.model.answers import AuditAnswer, AuditedAnswer, RemarkAnswer, RowAnswer
    from tregua.model.messages import Message
    from tregua.registers.courses.published import Published
    from tregua.reporting.messages import Renderer
    from tregua.sources import Document


def audit(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Tables of counts, CSV; several are one series.")
    ],
    published: Annotated[
        str | None, typer.Option(help="When it was published, where neither the table nor its head says.")
    ] = None,
    gap: Annotated[
        int, typer.Option("--gap", min=1, help="Days between two figures that are not yet called a gap.")
    ] = 7,
    as_json: Json = False,
) -> None:
    """A published series of counts, held against itself.

    Totals that fall or jump, figures of a day that leave no room for one another, what was revised, days
    without a figure: each with the lines of the file. Nothing is corrected, and what does not fit is no
    proof of bad faith. No centre is needed.
    """
    from tregua.cli.show import print_json

    publication_day(published)
    answer = _audit(files, published, gap)
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        _print(answer)


def _audit(files: list[Path], published: str | None, gap: int) -> AuditAnswer:
    """The files' series and what does not fit. Raises BadFile, BadRow with the line, BadPage."""
    from tregua.centre.intake import read_document
    from tregua.model.answers import AuditAnswer, RowAnswer
    from tregua.reading.sheets_places import as_named, unknown_places
    from tregua.registers.courses.published import published_series
    from tregua.reporting.messages import Catalogue, Renderer
    from tregua.reporting.names import Names
    from tregua.wiring import default_vocabulary

    named = list(dict.fromkeys(files))
    tables = {file: _table(file) for file in named}
    vocabulary = default_vocabulary()
    places = tuple(
        dict.fromkeys(one for table, _ in tables.values() for one in unknown_places(table.text, vocabulary))
    )
    vocabulary = as_named(places, vocabulary)
    read = [
        (str(file), claim)
        for file, (table, item_id) in tables.items()
        for claim in read_document(table, vocabulary, published, item_id).claims
    ]
    rows = {claim.claim_id: RowAnswer(file=file, line=claim.row or 0) for file, claim in read}
    series, undated = published_series(claim for _, claim in read)
    renderer = Renderer(Catalogue.load(), Names(vocabulary=vocabulary))
    return AuditAnswer(
        files=tuple(map(str, named)),
        series=tuple(_audited(one, rows, gap, renderer) for one in series),
        undated=undated,
        places_as_named=places,
    )


def _table(file: Path) -> tuple[Document, str]:
    """A file that is a table, and an id that no other file has. Raises BadFile."""
    from tregua.model.errors import BadFile, Where
    from tregua.model.ids import content_id, digest_bytes
    from tregua.model.messages import say
    from tregua.sources import MAX_BYTES, open_document
    from tregua.store.files import read_file

    data = read_file(file, MAX_BYTES, str(file))
    document = open_document(str(file), data)
    if document.media_type != "text/csv":
        raise BadFile(say("audit.no_table"), Where(file=str(file)))
    return document, content_id("item", str(file), digest_bytes(data))


def _audited(series: Published, rows: Mapping[str, RowAnswer], gap: int, renderer: Renderer) -> AuditedAnswer:
    from tregua.model.answers import AuditedAnswer
    from tregua.model.messages import say
    from tregua.registers import audit_series

    what = f"unit:{series.measure}" if series.measure else say("audit.figures")
    whose = (f"actor:{series.actor}",) if series.actor else ()
    parts = (what, *whose, *(f"place:{place}" for place in series.place_ids))
    return AuditedAnswer(
        measure=series.measure,
        place_ids=series.place_ids,
        text=" · ".join(renderer.value(part) for part in parts),
        figures=len(series.points),
        first=min(point.on for point in series.points),
        last=max(point.on for point in series.points),
        remarks=tuple(_remark(one, rows, renderer) for one in audit_series(series.points, gap)),
    )


def _remark(remark: Message, rows: Mapping[str, RowAnswer], renderer: Renderer) -> RemarkAnswer:
    from tregua.model.answers import RemarkAnswer

    claims = remark.args["claims"]
    named = {rows[str(one)] for one in claims} if isinstance(claims, tuple) else set()
    ordered = tuple(sorted(named, key=lambda row: (row.file, row.line)))
    return RemarkAnswer(code=remark.code, text=renderer.text(remark), rows=ordered)


def _print(answer: AuditAnswer) -> None:
    from tregua.cli.layout import Sheet
    from tregua.cli.show import word
    from tregua.reporting.letters import capital

    sheet = Sheet()
    several = len(answer.files) > 1
    code = "audit.heading.several" if several else "audit.heading"
    sheet.line(word(code, files=answer.files, count=len(answer.files)), "bold")
    if not answer.series:
        sheet.line(word("audit.nothing"))
    for one in answer.series:
        code = "audit.series" if one.first < one.last else "audit.series.day"
        what = capital(one.text)
        sheet.title(word(code, what=what, count=one.figures, first=one.first, last=one.last))
        for remark in one.remarks:
            told = word("audit.remark", remark=remark.text.rstrip("."), rows=_lines(remark, several=several))
            sheet.item("–", f"{told}.")
        if not one.remarks:
            sheet.line(word("audit.fits" if one.first < one.last else "audit.fits.day"), indent=2)
    if answer.places_as_named:
        sheet.line()
        sheet.line(word("audit.places_as_named", places=answer.places_as_named))
    if answer.undated:
        sheet.line()
        sheet.line(word("audit.undated", count=answer.undated))


def _lines(remark: RemarkAnswer, *, several: bool) -> str:
    """The lines a remark rests on, with their files where there are several."""
    from itertools import groupby

    from tregua.cli.show import word

    told = []
    for file, group in groupby(remark.rows, key=lambda row: row.file):
        lines = tuple(row.line for row in group)
        code = "audit.rows" if len(lines) > 1 else "audit.row"
        told.append(f"{Path(file).name} {word(code, lines=lines)}" if several else word(code, lines=lines))
    return "; ".join(told)
