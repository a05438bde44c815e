"""Pages for people to read in a terminal: headings, aligned lines that wrap in their columns, paragraphs."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from tregua.model.unseen import show_unseen

_PIPED = 100
_WIDEST = 120
_NARROWEST = 60
_GAP = 2
_SMALLEST = 8
_LEAST = 16
"""What the last column is given at the cost of the others, while they are wider."""
_SHARE = 0.34
"""The most that one column but the last takes of the width."""

Row = tuple[str, ...]


class Sheet:
    """Writes to standard output, as wide as the terminal and never wider than reads well. A cell's own
    line breaks are kept."""

    def __init__(self) -> None:
        import shutil

        from rich.console import Console

        columns = shutil.get_terminal_size().columns if _is_terminal() else _PIPED
        self.width = max(_NARROWEST, min(_WIDEST, columns))
        self.is_narrow = columns < _WIDEST and _is_terminal()
        self._console = Console(width=self.width, highlight=False, emoji=False, markup=False)

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped and set in."""
        from rich.text import Text

        pad = " " * indent
        wrapped = textwrap.wrap(show_unseen(text), self.width - indent, break_on_hyphens=False) or [""]
        self._console.print(Text("\n".join(f"{pad}{one}".rstrip() for one in wrapped), style=style))

    def title(self, text: str) -> None:
        """A heading after an empty line."""
        self.line()
        self.line(text, "bold")

    def item(self, mark: str, text: str, indent: int = 2) -> None:
        """A paragraph behind a mark."""
        from rich.text import Text

        inner = indent + len(mark) + 1
        first, *more = textwrap.wrap(show_unseen(text), self.width - inner, break_on_hyphens=False) or [""]
        rest = "".join(f"\n{' ' * inner}{line}" for line in more)
        self._console.print(Text(f"{' ' * indent}{mark} {first}{rest}"))

    def rows(
        self, rows: Iterable[Row], widths: Sequence[int], indent: int, styles: Sequence[str] = ()
    ) -> None:
        """Rows whose cells wrap within ``widths``; ``styles`` are the columns'. A column of width 0 is
        left out."""
        from rich.text import Text

        shown = [at for at, width in enumerate(widths) if width]
        plain = (
            not self._console.is_terminal and self._console.color_system is None
        )  # nothing to add to a line
        for row in rows:
            cells = [_wrapped(row[at], widths[at]) for at in shown]
            for parts in zip_longest(*cells, fillvalue=""):
                last = len(shown) - 1
                padded = [
                    part if number == last else f"{part:<{widths[at] + _GAP}}"
                    for number, (at, part) in enumerate(zip(shown, parts, strict=True))
                ]
                line = (" " * indent + "".join(padded)).rstrip()
                if plain and len(line) <= self.width and line.isprintable() and line.isascii():
                    self._console.file.write(f"{line}\n")
                    continue
                text = Text(" " * indent)
                for at, part in zip(shown, padded, strict=True):
                    text.append(part, styles[at] if at < len(styles) else "")
                text.rstrip()
                self._console.print(text)

    def widths(self, rows: Iterable[Row], indent: int) -> list[int]:
        """How wide each column is: as its longest line, none but the last more than a third; the last takes
        what is left. 0 for a column that is empty throughout."""
        longest = [
            max((len(line) for cell in column for line in cell.split("\n")), default=0)
            for column in zip(*rows, strict=True)
        ]
        first = [min(width, int((self.width - indent) * _SHARE)) for width in longest[:-1]]
        while first and max(first) > _SMALLEST and self._left(first, indent) < _LEAST:
            first[first.index(max(first))] -= 1
        return [*first, self.rest(first, indent)] if longest else []

    def rest(self, widths: Sequence[int], indent: int) -> int:
        """What these columns leave to a last one."""
        return max(_SMALLEST, self._left(widths, indent))

    def _left(self, widths: Sequence[int], indent: int) -> int:
        return self.width - indent - sum(width + _GAP for width in widths if width)


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _wrapped(cell: str, width: int) -> list[str]:
    found: list[str] = []
    for line in cell.split("\n"):
        if len(line) <= width and line == line.strip() and line.isprintable():
            found += [line] if line else []  # as it would come back
        else:
            found += textwrap.wrap(show_unseen(line), width, break_on_hyphens=False)
    return found
