"""``agreement diff``: what changes between two accords, versions or days, and on which days it matters."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import As, Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

if TYPE_CHECKING:
    from datetime import date

    from tregua.agreement.diff import Difference, Edition, Entry, FieldChange, ObligationChange, Span
    from tregua.agreement.terms import Agreement
    from tregua.agreement.versions import KnownAmendment
    from tregua.model.drafting import ChangeAnswer, DifferenceAnswer, EntryAnswer
    from tregua.reporting.messages import Renderer

    Renderers = tuple[Renderer, Renderer]  # each side's own, in the order of the arguments

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WITH_A_WORD = frozenset({"definitions", "events", "permitted", "zones"})
"""Lists of which no day follows by itself; why not is told."""
_SIDE = "An accord (path or bundled name), original, an amendment's id, or a day."


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help=_SIDE)],
    new: Annotated[str, typer.Argument(metavar="B", help=_SIDE)],
    accord: Annotated[
        Path | None,
        typer.Option("--accord", help="The accord whose versions or days are meant; else the centre's."),
    ] = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """What differs between two accords, two versions of one, or one accord on two days.

    On a day, the amendments count that the centre had come to know of; with --accord, where no item is
    known, those made in writing. An amendment that is named counts as the accord declares it.
    """
    from tregua.agreement.diff import diff_editions
    from tregua.cli.show import print_json, renderer_for, word
    from tregua.wiring import default_vocabulary

    sides = _Sides(accord, centre, audience)
    before, after = sides.edition(old, "A"), sides.edition(new, "B")
    difference = diff_editions(before, after)
    vocabulary = default_vocabulary()
    renderers = renderer_for(before.agreement, vocabulary), renderer_for(after.agreement, vocabulary)
    silent = sides.not_counted
    if as_json:
        print_json(_answer(difference, renderers, silent).model_dump(mode="json"))
    else:
        _print(difference, renderers)
        if silent:
            tell("\n" + word("cli.diff_not_counted", amendments=silent))


class _Sides:
    """Finds what each argument means; the accord whose versions are meant is opened once, if at all."""

    def __init__(self, accord: Path | None, centre: Path | None, audience: str | None = None) -> None:
        self._accord = accord
        self._centre, self._audience = centre, audience
        self._days: list[date] = []

    @property
    def not_counted(self) -> tuple[str, ...]:
        """The amendments that count on none of the days asked about though the accord declares them, because
        by its file alone nothing bears them out."""
        from tregua.centre.hindsight import not_counted

        if self._accord is None or not self._days:
            return ()
        return not_counted(self._opened[0], max(self._days))

    def edition(self, text: str, argument: str) -> Edition:
        """The edition that an argument names. Raises BadArgument, BadAccord."""
        from tregua.agreement.diff import edition
        from tregua.agreement.load import bundled_accords, load_accord
        from tregua.agreement.versions import ORIGINAL
        from tregua.centre.moment import parse_day

        if Path(text).exists() or text in bundled_accords() or "/" in text:
            return edition(text, load_accord(Path(text)))
        agreement, known = self._opened
        if _DAY.fullmatch(text):
            day: date = parse_day(text, argument)
            self._days.append(day)
            return edition(text, agreement, [one for one in known if one.known_on <= day], day)
        if text == ORIGINAL:
            return edition(text, agreement)
        return edition(text, agreement, self._upto(text, argument))

    @cached_property
    def _opened(self) -> tuple[Agreement, tuple[KnownAmendment, ...]]:
        from tregua.agreement.load import load_accord
        from tregua.agreement.versions import known_amendments
        from tregua.centre.moment import snapshot_as_of
        from tregua.wiring import find_centre, open_as

        if self._accord is not None:
            agreement = load_accord(self._accord)
            return agreement, known_amendments(agreement, ())
        opened = open_as(find_centre(self._centre), self._audience)
        claims = opened.state.claims(snapshot_as_of(opened, None))
        return opened.agreement, known_amendments(opened.agreement, claims)

    def _upto(self, amendment_id: str, argument: str) -> tuple[KnownAmendment, ...]:
        """The amendments known before one, and that one, even where no item bears it out yet."""
        from tregua.agreement.versions import ORIGINAL, declared_amendments
        from tregua.model.errors import BadArgument, Where
        from tregua.model.messages import say

        agreement, known = self._opened
        ids = [one.amendment.id for one in known]
        if amendment_id in ids:
            return known[: ids.index(amendment_id) + 1]
        for one in declared_amendments(agreement):
            if one.amendment.id == amendment_id:
                return (*(other for other in known if other.known_on <= one.known_on), one)
        versions = (ORIGINAL, *(one.id for one in agreement.amendments))
        raise BadArgument(
            say("diff.no_such_side", given=amendment_id, versions=versions), Where(field=argument)
        )


# --- told ----------------------------------------------------------------------------------------


def _print(difference: Difference, renderers: Renderers) -> None:
    from tregua.cli.show import word

    tell(word("cli.diff_title", old=_label(difference.old), new=_label(difference.new)))
    if difference.is_empty:
        tell(word("cli.diff_nothing"))
    _print_changes(difference.top, "", renderers)
    if any(one.field == "zone" for one in difference.top):
        tell(word("cli.diff_about.zone"))
    for one in difference.obligations:
        _print_obligation(one, difference, renderers)
    for entry in difference.added:
        tell("\n" + word("cli.diff_added", list=entry.list, id=entry.id, title=entry.title))
    for entry in difference.removed:
        tell("\n" + word("cli.diff_removed", list=entry.list, id=entry.id, title=entry.title))
    for entry in difference.changed:
        tell("\n" + word("cli.diff_changed", list=entry.list, id=entry.id, title=entry.title))
        _print_changes(entry.changes, "  ", renderers)
        if entry.list in _WITH_A_WORD:
            tell("  " + word(f"cli.diff_about.{entry.list}"))


def _print_obligation(one: ObligationChange, difference: Difference, renderers: Renderers) -> None:
    from tregua.cli.show import word
    from tregua.model.messages import say

    renderer = renderers[1]
    tell(f"\n{one.id}: {one.title} ({renderer.value(f'clause:{one.clause}')})")
    _print_changes(one.changes, "  ", renderers)
    for amendment in one.amendments:
        tell(f"  {_amendment(amendment, renderer)}")
    for span in one.spans:
        told = word(
            "cli.diff_span",
            days=_days(span, renderer),
            old=_state(span.old, renderer),
            a=_label(difference.old),
            new=_state(span.new, renderer),
            b=_label(difference.new),
        )
        tell(f"  {told}")
    for day in one.days:
        what = renderer.text(say(f"accord.day.{day.kind}"))
        old, new = (renderer.value(each) if each else word("cli.diff_no_day") for each in (day.old, day.new))
        tell(f"  {what}: {old}  →  {new}")
    if one.measured:
        tell("  " + word("cli.diff_any_day", fields=one.measured))
    if not (one.spans or one.days or one.measured or one.amendments):
        tell("  " + word("cli.diff_no_days"))


def _print_changes(changes: tuple[FieldChange, ...], indent: str, renderers: Renderers) -> None:
    for one in changes:
        old, new = renderers[0].text(one.old), renderers[1].text(one.new)
        tell(f"{indent}{one.field}: {old}  →  {new}")


def _amendment(one: KnownAmendment, renderer: Renderer) -> str:
    """Who asked and consented, in what form, on what evidence, known since when."""
    from tregua.cli.show import word

    amendment = one.amendment
    told = word("cli.diff_amendment", form=amendment.form, kind=amendment.kind, title=amendment.title)
    asked = f"party:{amendment.asked_by}" if amendment.asked_by else ""
    agreed = f"party:{amendment.consented_by}" if amendment.consented_by else ""
    parts = [told]
    if asked:
        parts.append(word("cli.diff_asked", party=renderer.value(asked)))
    if agreed:
        parts.append(word("cli.diff_consented", party=renderer.value(agreed)))
    if one.claimed_for:
        parts.append(word("cli.diff_claimed"))
    if one.evidence:
        parts.append(word("cli.diff_known", day=one.known_on, claims=len(one.evidence)))
    else:
        parts.append(word("cli.diff_declared", day=one.known_on))
    return "; ".join(parts)


def _state(state: str, renderer: Renderer) -> str:
    from tregua.model.messages import say

    return renderer.text(say(f"accord.state.{state}"))


def _label(text: str) -> str:
    from tregua.agreement.versions import ORIGINAL
    from tregua.cli.show import word

    if text == ORIGINAL:
        return word("cli.diff_original")
    return word("cli.diff_terms_of", day=text) if _DAY.fullmatch(text) else text


def _days(span: Span, renderer: Renderer) -> str:
    """``16–25 November 2020``, as short as the two days allow."""
    from tregua.model.messages import say

    first, last = span.first, span.last
    if last is None:
        return renderer.text(say("accord.days.open", first=first))
    if first == last:
        return renderer.value(first)
    if (first.year, first.month) == (last.year, last.month):
        return renderer.text(say("accord.days.of_month", first=first.day, last=last))
    return renderer.text(say("accord.days.between", first=first, last=last))


# --- as JSON -------------------------------------------------------------------------------------


def _answer(difference: Difference, renderers: Renderers, silent: tuple[str, ...]) -> DifferenceAnswer:
    from tregua.model.drafting import (
        AmendmentAnswer,
        DayChangeAnswer,
        DifferenceAnswer,
        ObligationDifferenceAnswer,
        SpanAnswer,
    )

    def amendment(one: KnownAmendment) -> AmendmentAnswer:
        fields = ("id", "title", "kind", "form", "asked_by", "consented_by")
        return AmendmentAnswer(
            **{name: getattr(one.amendment, name) for name in fields},
            known_on=one.known_on,
            is_borne_out=one.is_borne_out,
            claimed_for=one.claimed_for,
            evidence=one.evidence,
        )

    return DifferenceAnswer(
        old=difference.old,
        new=difference.new,
        not_counted=silent,
        top=_changes(difference.top, renderers),
        added=tuple(_entry(one, renderers) for one in difference.added),
        removed=tuple(_entry(one, renderers) for one in difference.removed),
        changed=tuple(_entry(one, renderers) for one in difference.changed),
        obligations=tuple(
            ObligationDifferenceAnswer(
                id=one.id,
                title=one.title,
                clause=one.clause,
                changes=_changes(one.changes, renderers),
                amendments=tuple(amendment(each) for each in one.amendments),
                spans=tuple(SpanAnswer(**each.model_dump()) for each in one.spans),
                days=tuple(DayChangeAnswer(**each.model_dump()) for each in one.days),
                measured=one.measured,
            )
            for one in difference.obligations
        ),
    )


def _entry(one: Entry, renderers: Renderers) -> EntryAnswer:
    from tregua.model.drafting import EntryAnswer

    return EntryAnswer(list=one.list, id=one.id, title=one.title, changes=_changes(one.changes, renderers))


def _changes(changes: tuple[FieldChange, ...], renderers: Renderers) -> tuple[ChangeAnswer, ...]:
    from tregua.model.drafting import ChangeAnswer

    return tuple(
        ChangeAnswer(field=one.field, old=renderers[0].text(one.old), new=renderers[1].text(one.new))
        for one in changes
    )
