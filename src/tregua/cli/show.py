"""How answers look in a terminal: tables for people, JSON for programs, errors on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tregua.model.unseen import escape_unseen, show_unseen

if TYPE_CHECKING:
    from tregua.agreement.lint import Lint
    from tregua.agreement.terms import Agreement
    from tregua.centre.centre import Centre
    from tregua.model.drafting import ProblemAnswer
    from tregua.model.errors import TreguaError, Where
    from tregua.model.messages import Argument, Message
    from tregua.model.standing import Status
    from tregua.reporting.messages import Renderer
    from tregua.vocabulary.lexicon import Vocabulary


def tell_error(error: TreguaError, *, as_json: bool = False) -> None:
    """One error on stderr: code, what, where, what to do; as JSON in the shape of a fault that
    ``agreement check --json`` lists."""
    from tregua.reporting.messages import Catalogue, Renderer
    from tregua.reporting.names import Names

    renderer = Renderer(Catalogue.load(), Names())
    if as_json:
        sys.stderr.write(_json(problem(error.message, error.where, renderer).model_dump(mode="json")))
    else:
        sys.stderr.write(show_unseen(renderer.render_error(error)) + "\n")


def tell_accord(centre: Centre) -> None:
    """Tells on stderr that the accord is no longer the one on which the record rests, and what to do."""
    from tregua.centre.sealing import accord_faults

    for fault in accord_faults(centre):
        tell_error(fault)


def problem(message: Message, where: Where | Lint, renderer: Renderer) -> ProblemAnswer:
    """A fault, doubt or error in words: its code, its place, what is wrong and what to do."""
    from tregua.model.drafting import ProblemAnswer
    from tregua.model.messages import Message

    advice = Message(code=f"{message.code}.do", args=message.args)
    return ProblemAnswer(
        code=message.code,
        file=where.file,
        line=where.line,
        column=where.column,
        field=where.field,
        message=renderer.text(message),
        do=renderer.text(advice) if renderer.catalogue.template(advice.code) is not None else "",
    )


def tell(text: str, *, err: bool = False) -> None:
    """A line for people, on stderr where it is no answer. Whatever words of others stand in it, characters
    that are not seen are shown: no command writes such words but through here or a table."""
    import typer

    typer.echo(show_unseen(text), err=err)


def print_json(value: Any) -> None:
    """JSON as UTF-8, keys in the order of the contract."""
    sys.stdout.write(_json(value))


def print_json_each(values: Iterable[Any]) -> None:
    """The same for an array, each of its values written as it comes."""
    before = "[\n"
    for value in values:
        told = _json(value).rstrip("\n").replace("\n", "\n ")
        sys.stdout.write(f"{before} {told}")
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def _json(value: Any) -> str:
    return escape_unseen(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def word(code: str, **args: Argument) -> str:
    """A catalogue message as text, for what names nobody and no place."""
    from tregua.model.messages import say
    from tregua.reporting.messages import Catalogue, Renderer
    from tregua.reporting.names import Names

    return Renderer(Catalogue.load(), Names()).text(say(code, **args))


_WIDE = 120
_PIPED = 160


def print_table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    wide: int = 0,
    whole: Sequence[str] | None = None,
) -> None:
    """A table as wide as the terminal; its last ``wide`` columns only where there is room for them.

    ``columns`` are catalogue codes below ``cli.column``; the first, or those in ``whole``, are not wrapped.
    """
    import shutil

    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED
    shown = len(columns) - (wide if width < _WIDE else 0)
    table = Table(
        title=escape(show_unseen(title)) or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
    )
    for index, column in enumerate(columns[:shown]):
        table.add_column(
            word(f"cli.column.{column}"),
            overflow="fold",
            no_wrap=index == 0 if whole is None else column in whole,
        )  # ids and days stay whole
    for row in rows:
        table.add_row(*(escape(show_unseen(cell)) for cell in row[:shown]))
    Console(width=width).print(table)


def renderer_for(agreement: Agreement, vocabulary: Vocabulary) -> Renderer:
    """Messages as text, with the names each party uses."""
    from tregua.reporting.messages import Catalogue, Renderer
    from tregua.reporting.names import Names

    return Renderer(Catalogue.load(), Names(agreement, vocabulary))


def status_json(status: Status, renderer: Renderer) -> dict[str, Any]:
    """A standing in the shape of ``tregua status --json``."""
    from tregua.model.answers import answer_status

    return answer_status(status, renderer.text).model_dump(mode="json")
