"""Persons as people read them: by pseudonym, how each is said to be and by whom, who asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tregua.cli.layout import Row, Sheet
from tregua.model.messages import say
from tregua.model.person import PersonAnswer, PersonRequest, PersonState, PersonWord
from tregua.reporting.messages import Renderer
from tregua.reporting.register_words import tell_speakers

_INDENT = 2


def write_persons(sheet: Sheet, renderer: Renderer, persons: Sequence[PersonState]) -> None:
    """Each person with the words on which it rests, one below the other; nothing where there is nobody."""
    if not persons:
        return
    rows = [row for one in persons for row in _rows(renderer, one)]
    sheet.rows(rows, sheet.widths(rows, _INDENT), _INDENT, ("bold", "", "dim", ""))


def tell_counts(renderer: Renderer, persons: Sequence[PersonState]) -> str:
    """How many are said to be how, as far as the words agree; counted from the words, nobody's own figure."""
    told = sorted(_condition_code(one) for one in persons)
    parts = [renderer.text(say(code)) + f" {len(list(group))}" for code, group in groupby(told)]
    return ", ".join(parts)


def _rows(renderer: Renderer, one: PersonState) -> list[Row]:
    how = renderer.text(say(_condition_code(one)))
    first: list[Row] = []
    for request in one.requests:
        first.append(
            (
                renderer.text(say("person.step.requested")),
                _day(renderer, request.since),
                _asked(renderer, request),
            )
        )
    for word in one.words:
        if word.step != "requested":
            first.append(_word(renderer, word))
    rows: list[Row] = []
    head = [one.person, how, *_sides(renderer, one), *_name(renderer, one)]
    for at in range(max(len(first), len(head))):
        cells = first[at] if at < len(first) else ("", "", "")
        rows.append((head[at] if at < len(head) else "", *cells))
    return rows


def _sides(renderer: Renderer, one: PersonState) -> list[str]:
    if not one.sides:
        return []
    return [renderer.text(say("person.of", party=tuple(f"party:{side}" for side in one.sides)))]


def _name(renderer: Renderer, one: PersonState) -> list[str]:
    if not isinstance(one, PersonAnswer):
        return []
    return [renderer.text(say(f"person.name.{one.name}", tier=one.tier or "", ground=one.ground))]


def _word(renderer: Renderer, word: PersonWord) -> Row:
    where = "".join(f", {renderer.value(f'place:{place}')}" for place in word.place_ids)
    what = renderer.text(say(f"person.step.{word.step}")) + where
    return what, _day(renderer, word.on), renderer.text(tell_speakers([word]))


def _asked(renderer: Renderer, request: PersonRequest) -> str:
    whose = renderer.text(tell_speakers([request]))
    if request.open_days is not None:
        return f"{whose}: {renderer.text(say('person.open', days=request.open_days))}"
    return f"{whose}: {renderer.text(say('person.answered', day=request.answered_on or ''))}"


def _day(renderer: Renderer, day: object) -> str:
    from datetime import date

    return renderer.text(say("span.one", time=day)) if isinstance(day, date) else ""


def _condition_code(one: PersonState) -> str:
    if one.contested:
        return "person.condition.contested"
    return f"person.condition.{one.condition or 'unknown'}"
