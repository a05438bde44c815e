"""Messages (codes and arguments) become text here, and nowhere else.

A catalogue is every ``data/messages/<locale>/*.po`` file together; a message's code is the
``msgid`` and the ``msgstr`` a ``str.format`` template with the argument names. How an argument is
written follows from what it is:

- a date or an ISO day: ``1 December 2020``; an instant: ``11 December 2020, 20:40``;
- a number: ``1,960``; ``{days:day|days}`` adds the word in the right number: ``1 day``, ``9 days``;
- an id with a prefix (``place:agdam``): the name people use, see :class:`tregua.reporting.names.Names`;
- a nested message: its text; a tuple: ``a, b and c``.

A report never breaks on a message: an unknown code, or an argument that is missing, shows the code
and the arguments as they are.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import polib

from tregua.model.errors import BadFile, TreguaError, Where
from tregua.model.messages import Argument, Message, say
from tregua.reporting.names import Names


@dataclass(frozen=True)
class Catalogue:
    """Every message of one locale: code → template."""

    locale: str
    entries: Mapping[str, str]

    @staticmethod
    def load(locale: str = "en") -> Catalogue:
        """The packaged catalogue. BadFile when a code stands twice or the locale is unknown."""
        return _load(locale)

    def template(self, code: str) -> str | None:
        """The template of a code, or None."""
        return self.entries.get(code)


@lru_cache(maxsize=4)
def _load(locale: str) -> Catalogue:
    folder = files("tregua") / "data" / "messages" / locale
    if not locale.isidentifier() or not folder.is_dir():
        raise BadFile(say("messages.no_locale", locale=locale), Where(file=f"messages/{locale}"))
    sources = {
        part.name: part.read_text("utf-8")
        for part in sorted(folder.iterdir(), key=lambda part: part.name)
        if part.name.endswith(".po")
    }
    return merge_sources(locale, sources)


def merge_sources(locale: str, sources: Mapping[str, str]) -> Catalogue:
    """One catalogue out of PO texts by file name. BadFile when a code stands twice."""
    entries: dict[str, str] = {}
    origin: dict[str, str] = {}
    for name, text in sources.items():
        for entry in polib.pofile(text):
            if entry.obsolete:
                continue
            if entry.msgid in entries:
                raise BadFile(
                    say("messages.duplicate", code=entry.msgid, other=origin[entry.msgid]),
                    Where(file=name, line=entry.linenum or None),
                )
            entries[entry.msgid] = entry.msgstr
            origin[entry.msgid] = name
    return Catalogue(locale=locale, entries=MappingProxyType(entries))


class Renderer:
    """Renders messages with one catalogue and one set of names.

    With ``brief=True`` a district, region or line is written in every party's form the first time and
    in its neutral form after that (make one renderer a page then); towns and villages always carry
    every form. Otherwise every mention does.
    """

    def __init__(
        self, catalogue: Catalogue | None = None, names: Names | None = None, brief: bool = False
    ) -> None:
        self.catalogue = catalogue or Catalogue.load()
        self.names = names or Names()
        self._brief = brief
        self._seen: set[str] = set()

    def text(self, message: Message) -> str:
        """The message as a sentence or phrase."""
        template = self.catalogue.template(message.code)
        if template is None:
            return self._bare(message)
        try:
            return _FORMATTER.vformat(template, (), _Arguments(self, self._in_number(message.args)))
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            return self._bare(message)

    def value(self, argument: Argument) -> str:
        """One argument as text."""
        if isinstance(argument, Message):
            return self.text(argument)
        if isinstance(argument, tuple | list):
            return self._join([self.value(part) for part in argument])
        if isinstance(argument, int | float):
            return write_number(argument)
        if isinstance(argument, date | datetime):
            return self.time(argument.isoformat())
        return self._named(argument)

    def render_error(self, error: TreguaError) -> str:
        """``code: what — where — what to do``, leaving out what is not known."""
        parts = [f"{error.code}: {self.text(error.message)}", str(error.where)]
        advice = Message(code=f"{error.code}.do", args=error.message.args)
        if self.catalogue.template(advice.code) is not None:
            parts.append(self.text(advice))
        return " — ".join(part for part in parts if part)

    def unit(self, unit_id: str, count: float | None = None) -> str:
        """A unit's name, singular for a count of one: ``serviceman``, ``servicemen``; and of a step that is
        counted by itself: ``arrive-serviceman``, *servicemen arriving*."""
        template = self.catalogue.template(f"unit.{unit_id}")
        step, _, of = unit_id.partition("-")
        if template is None and of and (told := self.catalogue.template(f"unit.of.{step}")):
            return told.format(unit=self.unit(of, count))
        template = template or unit_id.replace("_", " ")
        one, _, many = template.partition("|")
        return one if count == 1 or not many else many

    def time(self, text: str) -> str:
        """An ISO day or minute as people write it; anything else as it is."""
        if not (10 <= len(text) <= 32 and text[:4].isdigit() and text[4] == "-" and text[7] == "-"):
            return text
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            return text
        month = self._word(f"month.{instant.month}")
        day = self._word("date.day").format(day=instant.day, month=month, year=instant.year)
        if len(text) == 10:
            return day
        seconds = f":{instant.second:02d}" if instant.second else ""
        offset = instant.strftime(" %z") if instant.tzinfo else ""
        return f"{day}, {instant.hour:02d}:{instant.minute:02d}{seconds}{offset}"

    def short_day(self, day: date) -> str:
        """``1 Dec``, for axes and narrow columns."""
        return f"{day.day} {self._word(f'month.{day.month}')[:3]}"

    def version(self, version_id: str) -> str:
        """A version of an obligation by name."""
        return self._named(f"version:{version_id}")

    def _word(self, code: str) -> str:
        return self.catalogue.entries.get(code, code)

    def _join(self, words: list[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self._word('word.and')} {words[-1]}"

    def _named(self, text: str) -> str:
        kind, colon, rest = text.partition(":")
        if not colon or " " in kind or not rest:
            return self.time(text)
        if kind == "act":
            return self.catalogue.template(f"act.{rest}") or rest
        if kind == "unit":
            return self.unit(rest, 2)
        if kind == "phase":
            return self.catalogue.template(f"phase.{rest}") or rest.replace("_", " ")
        if kind == "place" and self._brief:
            full = rest not in self._seen or self.names.is_spoken_for(rest)
            self._seen.add(rest)
            return self.names.place(rest) if full else self.names.neutral(rest)
        if kind == "actor" and rest.startswith("person/"):
            return self._word("actor.person").format(pseudonym=rest.removeprefix("person/"))
        if kind == "reading" and (language := self.names.language_of(rest)):
            text_in = self.catalogue.template(f"language.{language}") or language
            return self._word("explain.reading.language").format(language=text_in)
        if kind == "version" and rest == "original":
            return self._word("version.original")
        named = self.names.by_prefix(kind, rest)
        if named is not None:
            return named
        return self.time(text)

    def _in_number(self, args: Mapping[str, Argument]) -> Mapping[str, Argument]:
        """A unit beside the number one is told in the singular: *1 prisoner*."""
        count, unit = args.get("count"), args.get("unit")
        if not isinstance(count, Message) or count.args.get("number") != 1 or not isinstance(unit, str):
            return args
        return {**args, "unit": self.unit(unit.removeprefix("unit:"), 1)}

    def _bare(self, message: Message) -> str:
        if not message.args:
            return message.code
        shown = ", ".join(f"{name}: {self.value(value)}" for name, value in sorted(message.args.items()))
        return f"{message.code} ({shown})"


def write_number(value: float) -> str:
    """With thousands separators and at most three decimals: ``1,191.3``."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class _Written:
    """An argument under way into a template, with its own format words."""

    def __init__(self, renderer: Renderer, value: Argument) -> None:
        self._renderer = renderer
        self._value = value

    def __str__(self) -> str:
        return self._renderer.value(self._value)

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        if "|" in spec:
            one, many = spec.split("|", 1)
            return f"{self} {one if self._value == 1 else many}"
        if isinstance(self._value, Message | str | tuple):
            return format(str(self), spec)
        return format(self._value, spec)


class _Arguments(dict[str, Any]):
    def __init__(self, renderer: Renderer, args: Mapping[str, Argument]) -> None:
        super().__init__({name: _Written(renderer, value) for name, value in args.items()})


class _Formatter(string.Formatter):
    """Argument names only: no attributes, no indexing into what an item may have supplied."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return kwargs[field_name], field_name


_FORMATTER = _Formatter()
