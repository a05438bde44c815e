"""Handovers step by step and links one by one, as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tregua.agreement.terms import Agreement
from tregua.cli.layout import Row, Sheet
from tregua.cli.state_print import lapsed_rows, state_rows
from tregua.model.ground import Handover
from tregua.model.links import Link, Links
from tregua.model.messages import Argument, Message, say
from tregua.model.register import Spell, Word
from tregua.reporting.ground_words import by_whose, tell_course, tell_kinds, tell_step, tell_stipulated
from tregua.reporting.letters import capital
from tregua.reporting.messages import Renderer
from tregua.reporting.register_words import (
    alike,
    tell_day,
    tell_figure,
    tell_manner,
    tell_measure,
    tell_speakers,
)
from tregua.reporting.state_words import tell_hours

_INDENT = 2
_STYLES = ("bold", "dim", "", "")


@dataclass(frozen=True)
class GroundWriter:
    """Writes what a page of control or of links shows beside its lines."""

    sheet: Sheet
    renderer: Renderer
    agreement: Agreement

    def handovers(self, handovers: Sequence[Handover]) -> None:
        """Each area with every step, and who told it of which day."""
        for one in handovers:
            place = self.renderer.value(f"place:{one.place_id}")
            rows = [row for step in one.steps for row in self._step_rows(tell_step(step.step), step.words)]
            self.sheet.title(self._text(say("ground.handovers", place=place)))
            self._rows(rows)
        if any(not step.words for one in handovers for step in one.steps):
            self.sheet.line(self._text(say("ground.steps.silence")), "dim", indent=_INDENT)

    def links(self, links: Links) -> None:
        """Each link with all that is told of it, and what the accord says."""
        for one in links.links:
            self.sheet.title(self._text(say("ground.links", link=self.renderer.value(f"place:{one.about}"))))
            for told in (*tell_kinds(one.kinds), *map(tell_course, one.courses)):
                self.sheet.line(self._text(told), indent=_INDENT)
            self._rows(self._link_rows(one, links.closed_since))
            for stipulated in one.stipulated:
                self.sheet.item("–", self._text(tell_stipulated(stipulated)))
        if links.stipulated:
            self.sheet.title(self._text(say("ground.links.others")))
            for stipulated in links.stipulated:
                self.sheet.item("–", self._text(tell_stipulated(stipulated)))

    def _rows(self, rows: list[Row]) -> None:
        self.sheet.rows(rows, self.sheet.widths(rows, _INDENT), _INDENT, _STYLES)

    def _step_rows(self, label: Message, words: Sequence[Word]) -> list[Row]:
        if not words:
            return [(self._text(label), self._text(say("ground.nothing_said")), "", "")]
        return self._named_rows(label, words)

    def _named_rows(self, label: Message, words: Iterable[Word]) -> list[Row]:
        """Rows of words of a thing that a side does: who does it, how that is told, when and by whom."""
        rows: list[Row] = []
        for whose, mine in by_whose(words, self.agreement):
            for group in alike(mine):
                how = ", ".join(
                    self.renderer.text(one) for one in (whose, tell_manner(group[0])) if one is not None
                )
                rows.append(
                    (self._text(label) if not rows else "", how, self._days(group[0]), self._who(group))
                )
        return rows

    def _link_rows(self, link: Link, since: date | None) -> list[Row]:
        rows = [*self._how_rows(link), *self._hour_rows(link.closed, since)]
        rows += self._passage_rows(link.passages)
        for name, words in (("guarantees", link.guarantees), ("controlled", link.controlled)):
            rows += self._named_rows(say(f"ground.row.{name}"), words)
        return rows

    def _how_rows(self, link: Link) -> list[Row]:
        """How it is, and what speakers said of it until a day that is past, who have said nothing since."""
        label = self._text(say("ground.row.state"))
        rows = state_rows(self.renderer, label, link.state) if link.state else []
        rows += lapsed_rows(self.renderer, "" if rows else label, link.lapsed)
        return rows or [(label, self._text(say("ground.nothing_said")), "", "")]

    def _hour_rows(self, spells: Iterable[Spell], since: date | None) -> list[Row]:
        """How long it was closed by each speaker's words, and from which day on that is counted."""
        label = self._text(say("ground.row.closed"))
        counted = self.renderer.text(say("ground.counted", first=since)) if since else ""
        return [
            (label, self._text(tell_hours(one)), counted, self._text(tell_speakers([one]))) for one in spells
        ]

    def _passage_rows(self, words: Iterable[Word]) -> list[Row]:
        """Each speaker's own count; two are never added."""
        rows: list[Row] = []
        for word in words:
            figure = tell_figure(word.entry)
            unit: Argument = tell_measure(word.entry.unit or word.entry.measure, (word.entry.act,))
            told = self._text(say("register.counted", count=figure, unit=unit)) if figure else ""
            if word.entry.basis:
                told = f"{told}, {self.renderer.text(say(f'register.basis.{word.entry.basis}'))}"
            manner = self._text(tell_manner(word))
            label = "" if rows else self._text(say("ground.row.passages"))
            rows.append((label, told or manner, self._days(word), self._who((word,))))
        return rows

    def _days(self, word: Word) -> str:
        return "\n".join(self.renderer.text(day) for day in tell_day(word))

    def _who(self, words: Sequence[Word]) -> str:
        return self._text(tell_speakers([one.entry for one in words]))

    def _text(self, message: Message) -> str:
        return capital(self.renderer.text(message))
