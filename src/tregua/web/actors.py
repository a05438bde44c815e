"""Who is who as the register's page shows it: offices, relations, names, the accord's own word beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tregua.model.actors import AccordForms, ActorWord, Office
from tregua.model.register import Page
from tregua.registers.subjects.who_is_who import lay_out_actors
from tregua.reporting.actor_words import (
    alike_words,
    tell_accord,
    tell_days,
    tell_held,
    tell_office,
    tell_relation,
    tell_subject,
)
from tregua.web.said import Said
from tregua.web.view import View

_MOST = 200
"""Of each section so many are shown; the entries below the page are all there."""


@dataclass(frozen=True)
class Block:
    """One office, relation or subject of names: its words; whom the accord names there, with days."""

    heading: str
    said: tuple[Said, ...] = ()
    contested: bool = False
    accord: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """Blocks under one heading; ``left`` more of them are not shown."""

    code: str
    blocks: tuple[Block, ...]
    counted: bool = True
    left: int = 0


@dataclass(frozen=True)
class ActorsOnPage:
    """Everything of the register of actors on the day."""

    sections: tuple[Section, ...]
    forms: tuple[AccordForms, ...]
    accord: tuple[tuple[str, str], ...]


def show_actors(page: Page, view: View, place: str = "") -> ActorsOnPage:
    """The page of actors; of one place alone, where one is asked for."""
    agreement = view.desk.agreement
    found = lay_out_actors(page, agreement, frozenset({place}) if place else None)
    offices = [_office(one, view) for one in found.offices[:_MOST]]
    relations = [
        Block(view.say(tell_relation(one)), _gather(one.words, lambda _: "", view), one.contested)
        for one in found.relations[:_MOST]
    ]
    names = [
        Block(
            view.renderer.value(tell_subject(one)),
            _gather(one.words, lambda word: view.t("actors.named_by", name=word.name), view),
        )
        for one in found.names[:_MOST]
    ]
    sections = (
        Section("offices", tuple(offices), left=len(found.offices) - len(offices)),
        Section("relations", tuple(relations), counted=False, left=len(found.relations) - len(relations)),
        Section("names", tuple(names), left=len(found.names) - len(names)),
    )
    return ActorsOnPage(
        sections=tuple(one for one in sections if one.blocks),
        forms=found.forms,
        accord=tuple((view.say(tell_accord(one)), one.note) for one in found.accord),
    )


def _office(office: Office, view: View) -> Block:
    words = [word for holder in office.holders for word in holder.words]
    accord = tuple(
        (one.name, view.say(tell_days(one)) if one.since or one.until else "") for one in office.by_accord
    )

    def held(word: ActorWord) -> str:
        return view.renderer.value(tell_held(word, office))

    return Block(view.say(tell_office(office)), _gather(words, held, view), office.contested, accord)


def _gather(words: Iterable[ActorWord], tell: Callable[[ActorWord], str], view: View) -> tuple[Said, ...]:
    """The words, those told alike together."""
    found = []
    for group in alike_words(words):
        first = group[0]
        how, dated = view.t(f"register.manner.{first.manner}"), view.say(tell_days(first))
        one = Said(manner=first.manner, how=how, what=tell(first), dated=dated)
        for word in group:
            one.add(word.said_by, word.through, word.claim_id)
        found.append(one)
    return tuple(found)
