"""Every entry of a register as people read it: a table, and below it what stands no longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from tregua.cli.layout import Row
from tregua.cli.register_asked import Asked
from tregua.cli.register_print import Writer, register_of
from tregua.cli.show import print_table
from tregua.model.answers import EnteredAnswer
from tregua.model.messages import Message, say
from tregua.reporting.letters import capital
from tregua.reporting.register_words import tell_days_of, tell_entry, tell_speakers, tell_whose

_AT_ONCE = 1_000


def print_entries(asked: Asked) -> None:
    """Every entry with its claim, a line each; of very many the first while the others are read."""
    count, writer = asked.entry_count(), Writer(asked)
    title = writer.say("register.page.entries", register=register_of(asked), count=count, known=asked.known)
    entered = asked.entered()
    gone = entered.superseded()
    if not count and not gone:
        writer.sheet.line(title, "bold")
        writer.silent()
        return
    entries = entered.standing()
    while some := tuple(islice(entries, _AT_ONCE)):
        _print_batch(writer, title, some)
        title = ""
    if gone:
        _print_superseded(writer, gone)


def _print_superseded(writer: Writer, gone: Sequence[EnteredAnswer]) -> None:
    """What was entered and stands no longer, with what took its place or struck it out."""
    writer.sheet.line()
    _print_batch(writer, writer.say("register.page.corrected", count=len(gone)), gone)
    for claim_id, one in {one.claim_id: one for one in gone}.items():
        code = f"register.page.{one.superseded_as}_by"
        writer.sheet.line(writer.say(code, claim=claim_id, by=one.superseded_by or ""), indent=2)


def _print_batch(writer: Writer, title: str, entries: Sequence[EnteredAnswer]) -> None:
    rows = [_row(writer, entry) for entry in entries]
    if writer.sheet.is_narrow:
        _print_narrow(writer, title, rows)
    else:
        columns = ("when", "what", "whose", "where", "speaker", "said", "claim")
        print_table(title, columns, rows, whole=("when", "claim"))


def _print_narrow(writer: Writer, title: str, rows: Sequence[Row]) -> None:
    """Each entry with whose word it is and its claim on lines below, so that an id stays whole."""
    if title:
        writer.sheet.line(title, "bold")
        writer.sheet.line()
    first = [(when, " · ".join(filter(None, told))) for when, *told, _, _, _ in rows]
    widths = writer.sheet.widths(first, 0)
    for row, (_, _, _, _, speaker, said, claim) in zip(first, rows, strict=True):
        writer.sheet.rows([row], widths, 0)
        for line in (f"{speaker}, {said}", *claim.split("\n")):
            writer.sheet.line(line, "dim", indent=widths[0] + 2)


def _row(writer: Writer, entry: EnteredAnswer) -> Row:
    value, text = writer.renderer.value, writer.renderer.text
    days = tell_days_of(entry) or (say("register.day.untold"),)
    claim = [entry.claim_id, *_beside(writer, entry)]
    return (
        "\n".join(text(one) for one in days),
        capital(_joined(writer, tell_entry(entry))),
        _joined(writer, tell_whose(entry)),
        ", ".join(value(f"place:{place}") for place in entry.place_ids),
        capital(text(tell_speakers([entry]))),
        entry.published_at[:10] if entry.published_at else "—",
        "\n".join(claim),
    )


def _beside(writer: Writer, entry: EnteredAnswer) -> Iterable[str]:
    """What the claim took the place of, and in which other rows the same stands."""
    if entry.supersedes:
        yield from (writer.say("register.instead_of"), entry.supersedes)
    if entry.also_in:
        yield writer.say("register.also_in", rows=entry.also_in)


def _joined(writer: Writer, parts: Iterable[Message]) -> str:
    return " · ".join(writer.renderer.text(one) for one in parts)
