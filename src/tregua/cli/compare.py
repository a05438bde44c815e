"""``tregua agreement compare``: what a page reports of an accord, clause by clause."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import Json, publication_day
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tregua.agreement.terms import Agreement
    from tregua.model.comparison import Comparison, PageFinding
    from tregua.reporting.messages import Renderer

_QUOTED = 160


def compare(
    page: Annotated[Path, typer.Argument(help="A page or bulletin: text, CSV or HTML.")],
    accord: Annotated[
        Path | None,
        typer.Option(help="An accord.yaml, its folder, or the name of a bundled accord; else the centre's."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="When it was published, where the page does not say.")
    ] = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """What a page reports of the accord: matches, omits, adds to or contradicts which clause.

    The page is held against the accord as it stood on the day it was published.
    """
    from tregua.agreement.comparison import compare_page
    from tregua.agreement.load import load_accord
    from tregua.centre.intake import read_document
    from tregua.cli.show import print_json, renderer_for
    from tregua.model.comparison import answer_comparison
    from tregua.sources import MAX_BYTES, open_document
    from tregua.store.files import read_file
    from tregua.vocabulary.lexicon import load_vocabulary
    from tregua.wiring import find_centre

    day = publication_day(published)
    agreement = load_accord(accord if accord is not None else find_centre(centre) / "accord")
    vocabulary = load_vocabulary().extended(agreement.places, agreement.actors)
    document = open_document(str(page), read_file(page, MAX_BYTES, str(page)))
    reading = read_document(document, vocabulary, published)
    comparison = compare_page(agreement, reading, document.text, day)
    renderer = renderer_for(agreement, vocabulary)
    if as_json:
        print_json(answer_comparison(comparison, document.text, renderer.text).model_dump(mode="json"))
        return
    title = reading.item.title or page.name
    for line in _told(agreement, comparison, document.text, renderer, title):
        tell(line)


def _told(
    agreement: Agreement, comparison: Comparison, text: str, renderer: Renderer, title: str
) -> Iterator[str]:
    """The comparison in lines: by clause in the order of the accord, then what no clause names, then what
    the page says nothing of."""
    from tregua.model.messages import say

    yield renderer.text(say("compare.head", page=title, accord=agreement.title))
    yield _stood(comparison, renderer)
    if not comparison.findings:
        yield ""
        yield renderer.text(say("compare.empty"))
    heading: tuple[str, ...] | None = None
    for finding in comparison.findings:
        if finding.clauses != heading:
            heading = finding.clauses
            yield ""
            yield _heading(finding, renderer)
        yield from _lines(finding, text, renderer)
    if comparison.not_mentioned:
        yield ""
        yield renderer.text(say("compare.unmentioned"))
    for one in comparison.not_mentioned:
        code = "compare.unmentioned.whole" if one.whole else "compare.unmentioned.part"
        named = tuple(f"obligation:{obligation}" for obligation in one.obligations)
        yield f"  {renderer.text(say(code, clause=f'clause:{one.clause}', obligations=named))}"


def _stood(comparison: Comparison, renderer: Renderer) -> str:
    from tregua.model.messages import say

    if comparison.published_on is None:
        return renderer.text(say("compare.head.undated"))
    if not comparison.amendments:
        return renderer.text(say("compare.head.signed", day=comparison.published_on))
    named = tuple(f"version:{one}" for one in comparison.amendments)
    return renderer.text(say("compare.head.amended", day=comparison.published_on, amendments=named))


def _heading(finding: PageFinding, renderer: Renderer) -> str:
    from tregua.model.messages import say

    if not finding.clauses:
        return renderer.text(say("compare.nothing_named"))
    return "; ".join(renderer.value(f"clause:{clause}") for clause in finding.clauses)


def _lines(finding: PageFinding, text: str, renderer: Renderer) -> Iterator[str]:
    from tregua.model.messages import say

    verdict = renderer.text(say(f"compare.verdict.{finding.verdict}"))
    aspect = renderer.text(say(f"compare.aspect.{finding.aspect}"))
    yield f"  {verdict} · {aspect}: {renderer.text(finding.text)}"
    if finding.verdict == "omits":
        return
    for span in finding.spans:
        words = " ".join(text[span.start : span.end].split())
        yield f"    “{words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + '…'}”"
