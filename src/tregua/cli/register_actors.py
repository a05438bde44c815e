"""The register of actors as people read it: who is in what office, how they stand, who is called what."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tregua.cli.layout import Row, Sheet
from tregua.model.actors import AccordForms, ActorWord, Office, WhoIsWho
from tregua.model.messages import Argument, Message, say
from tregua.reporting.actor_words import (
    alike_words,
    tell_accord,
    tell_days,
    tell_held,
    tell_office,
    tell_relation,
    tell_subject,
)
from tregua.reporting.letters import capital
from tregua.reporting.messages import Renderer
from tregua.reporting.register_words import tell_speakers

_INDENT = 2
_STYLES = ("dim", "dim", "", "")
_Part = tuple[str, list[Row]]


class ActorsWriter:
    """Writes who is who onto a sheet."""

    def __init__(self, sheet: Sheet, renderer: Renderer) -> None:
        self._sheet, self._renderer = sheet, renderer

    def write(self, found: WhoIsWho) -> None:
        """Everything there is, section by section; a section without anything is left out."""
        offices = [(self._office(one), self._office_rows(one)) for one in found.offices]
        relations = [
            (self._headed(tell_relation(one), contested=one.contested), self._rows(one.words, lambda _: ""))
            for one in found.relations
        ]
        names = [(self._value(tell_subject(one)), self._rows(one.words, self._name)) for one in found.names]
        self._section("actors.offices", offices)
        self._section("actors.relations", relations)
        self._section("actors.names", names)
        self._forms(found.forms)
        if found.accord:
            self._sheet.title(self._text(say("actors.accord")))
        for word in found.accord:
            told = capital(self._text(tell_accord(word)))
            self._sheet.item("–", " ".join(filter(None, (told, word.note))))

    def _section(self, code: str, parts: list[_Part]) -> None:
        if not parts:
            return
        self._sheet.title(self._text(say(code)))
        widths = self._sheet.widths([row for _, rows in parts for row in rows], 2 * _INDENT)
        for heading, rows in parts:
            self._sheet.line(capital(heading), "bold", indent=_INDENT)
            self._sheet.rows(rows, widths, 2 * _INDENT, _STYLES)

    def _office(self, office: Office) -> str:
        return self._headed(tell_office(office), contested=office.contested)

    def _headed(self, heading: Message, *, contested: bool) -> str:
        told = self._text(heading)
        return f"{told} · {self._text(say('actors.contested'))}" if contested else told

    def _office_rows(self, office: Office) -> list[Row]:
        rows = [
            row
            for holder in office.holders
            for row in self._rows(holder.words, lambda word: self._value(tell_held(word, office)))
        ]
        rows += [
            (
                self._text(say("actors.in_accord")),
                self._text(tell_days(one)) if one.since or one.until else "",
                one.name,
                self._text(say("actors.in_accord.whose")),
            )
            for one in office.by_accord
        ]
        return rows

    def _rows(self, words: Iterable[ActorWord], tell: Callable[[ActorWord], str]) -> list[Row]:
        """In what manner it is told, of which days, what, and by whom."""
        return [
            (
                self._text(say(f"register.manner.{group[0].manner}")),
                self._text(tell_days(group[0])),
                tell(group[0]),
                capital(self._text(tell_speakers(group))),
            )
            for group in alike_words(words)
        ]

    def _name(self, word: ActorWord) -> str:
        return self._text(say("actors.named_by", name=word.name))

    def _forms(self, forms: tuple[AccordForms, ...]) -> None:
        if not forms:
            return
        self._sheet.title(self._text(say("actors.forms")))
        rows = [
            (
                one.name,
                "\n".join(f"{self._value(f'party:{party}')}: {form}" for party, form in one.forms),
            )
            for one in forms
        ]
        self._sheet.rows(rows, self._sheet.widths(rows, _INDENT), _INDENT)

    def _text(self, message: Message) -> str:
        return self._renderer.text(message)

    def _value(self, told: Argument) -> str:
        return self._renderer.value(told)
