"""The words actors are named with: states, institutions, offices, bodies, outlets, as one form table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tregua.model.records import Record
from tregua.vocabulary.names import NamedActor
from tregua.vocabulary.packaged import load_yaml, rows
from tregua.vocabulary.tokens import FormTable

Sort = Literal[
    "name", "demonym", "people", "capital", "institution", "office", "role", "rank", "actor", "outlet"
]


@dataclass(frozen=True, slots=True)
class Word:
    """What a form stands for: a state's name, demonym, people or capital (``value`` its code), an
    institution or an office (its code), a role or rank, or an actor whole (its id)."""

    sort: Sort
    value: str


class State(Record):
    """A state's words."""

    code: str
    name: str
    spellings: tuple[str, ...]
    demonyms: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def states() -> dict[str, State]:
    """The world's states by code."""
    return {state.code: state for state in map(_state, rows("lexicon/states.tsv"))}


def _state(row: dict[str, str]) -> State:
    def cell(name: str) -> tuple[str, ...]:
        return tuple(filter(None, row[name].split("|")))

    words = cell("demonyms")
    people = tuple(w for w in words if w[:-1] in words or w in _PEOPLES or (w.endswith("s") and len(w) > 5))
    demonyms = tuple(w for w in words if w not in people)
    return State(
        code=row["code"], name=row["name"], spellings=cell("spellings"), demonyms=demonyms, people=people,
        capitals=cell("capitals"),
    )  # fmt: skip


#: Peoples whose plural is not the adjective with an s.
_PEOPLES = frozenset(
    {"Danes", "Poles", "Swedes", "Finns", "Turks", "Serbs", "Croats", "Slovenes", "Britons", "Spaniards"}
)


@cache
def lexicon() -> dict[str, Any]:
    """The packaged ``actors.yaml``."""
    table: dict[str, Any] = load_yaml("lexicon/actors.yaml")
    return table


@cache
def qualifiers() -> frozenset[str]:
    """Words that may stand between a state and its institution."""
    return frozenset(str(word) for word in lexicon()["qualifiers"])


@cache
def adjectival_before() -> frozenset[str]:
    """Words before which ``military`` is no institution."""
    return frozenset(str(word) for word in lexicon()["adjectival"])


@cache
def packaged_forms() -> tuple[tuple[str, Word], ...]:
    """Every packaged form with what it stands for; an earlier one wins over a later one of the same words."""
    return tuple(_packaged_forms())


def _packaged_forms() -> Iterator[tuple[str, Word]]:
    table = lexicon()
    for form, actor_id in table["metonyms"].items():
        yield form, Word("actor", str(actor_id))
    for actor_id, forms in table["bodies"].items():
        yield from ((form, Word("actor", actor_id)) for form in forms)
    for slug, forms in table["outlets"].items():
        yield from ((form, Word("outlet", f"outlet/{slug}")) for form in forms)
    for state in states().values():
        yield from ((form, Word("name", state.code)) for form in (state.name, *state.spellings))
        yield from ((form, Word("demonym", state.code)) for form in state.demonyms)
        yield from ((form, Word("people", state.code)) for form in state.people)
        yield from ((form, Word("capital", state.code)) for form in state.capitals)
    for code, forms in table["offices"].items():
        yield from ((form, Word("office", code)) for one in forms for form in _with_plural(one))
    for code, forms in table["institutions"].items():
        yield from ((form, Word("institution", code)) for one in forms for form in _with_plural(one))
    yield from ((form, Word("role", "")) for form in table["roles"])
    yield from ((form, Word("rank", "")) for form in table["ranks"])


def _with_plural(form: str) -> tuple[str, ...]:
    """A form and, where its head is the last word or stands before ``of``, its plural."""
    head, of, rest = form.partition(" of ")
    if head.endswith("s"):
        return (form,)
    plural = head[:-1] + "ies" if head.endswith("y") and head[-2:-1] not in "aeiou" else head + "s"
    return (form, plural + of + rest)


def accord_forms(actors: Iterable[NamedActor]) -> Iterator[tuple[str, Word]]:
    """The forms of an accord's own actors; persons are known apart."""
    for actor in actors:
        if not actor.person:
            for form in (actor.name, *actor.names.values(), *actor.spellings):
                yield form, Word("actor", actor.actor_id)


@cache
def packaged_table() -> FormTable[Word]:
    """The packaged forms, ready to match."""
    return FormTable(packaged_forms())


def name_of(actor_id: str) -> NamedActor | None:
    """A named actor for any id the vocabulary can compose; None where a part is unknown."""
    table = lexicon()
    if actor_id in table["bodies"]:
        return NamedActor(actor_id=actor_id, name=table["bodies"][actor_id][0])
    state_code, _, part = actor_id.partition("/")
    if state_code == "outlet" and part in table["outlets"]:
        return NamedActor(actor_id=actor_id, name=table["outlets"][part][0])
    state = states().get(state_code)
    if state is None:
        return None
    if not part:
        return NamedActor(actor_id=actor_id, name=state.name, spellings=state.spellings)
    words = table["offices"].get(part) if part in _HOLDERS else table["institutions"].get(part)
    if not words:
        return None
    shown = state.name if state_code == "nk" or not state.demonyms else state.demonyms[0]
    return NamedActor(actor_id=actor_id, name=f"{shown} {words[0]}")


_HOLDERS = frozenset({"president", "pm", "deputy-pm", "fm", "defmin"})
