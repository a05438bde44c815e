"""When something is owed: windows and terms that cannot mean what they say, or may mean two things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tregua.agreement.calendar import Duration, parse_duration, term_clock
from tregua.agreement.lint.doubt import Doubt, Draft, Placed, doubt
from tregua.agreement.terms import Obligation
from tregua.agreement.timing import Term, Window
from tregua.agreement.tree import Steps


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about the windows of obligations, readings, amendments and exemptions, and about terms."""
    accord = draft.agreement
    for placed in draft.stipulations:
        for key in ("window", "begin"):
            window = getattr(placed.given, key)
            path = (*placed.path, key)
            yield from _window(draft, window, path)
            yield from _bounds(draft, window, placed.whole, path)
        yield from _begin(draft, placed)
        if placed.given.term:
            yield from _term(placed.given.term, (*placed.path, "term"))
    for path, exemption, _ in draft.exemptions:
        yield from _window(draft, exemption.window, (*path, "window"))
    for at, provision in enumerate(accord.provisions):
        if provision.term:
            yield from _term(provision.term, ("provisions", at, "term"))


def _window(draft: Draft, window: Window | None, path: Steps) -> Iterator[Doubt]:
    """What is doubtful about a window, whatever it belongs to."""
    if window is None:
        return
    counted = bool(window.event)
    if window.due is None and window.starts_at is None and not counted:
        if window.duration:
            yield doubt(path, "counted_from_nothing", duration=window.duration)
        else:
            yield doubt(path, "empty_window")
    elif counted and (window.starts_at if window.preposition == "from" else window.due):
        yield doubt((*path, "event"), "printed_and_counted", event=window.event)
    elif window.preposition == "from" and not window.starts_at and not counted:
        yield doubt(path, "from_without_start")
    elif window.preposition != "from" and not window.due and not counted:
        yield doubt(path, "no_last_day", word=window.preposition)
    else:
        yield from _inclusive(draft, window, path)
    due = draft.last_day(window)
    settled = draft.settled(window)
    if due and settled and settled.starts_at and settled.starts_at.date() > due:
        yield doubt(path, "starts_after_due", due=due)


def _inclusive(draft: Draft, window: Window, path: Steps) -> Iterator[Doubt]:
    """*Before* and *until* may or may not keep the day itself: the accord says which."""
    if window.preposition == "from":
        return
    written = draft.writes((*path, "inclusive"))
    if window.preposition == "before" and not written:
        yield doubt(path, "ambiguous_before")
    elif window.preposition == "until" and not written:
        yield doubt(path, "ambiguous_until")
    elif window.inclusive != (window.preposition != "before"):
        yield doubt((*path, "inclusive"), "unusual_day", word=window.preposition)


def _bounds(draft: Draft, window: Window | None, obligation: Obligation, path: Steps) -> Iterator[Doubt]:
    """Days that lie before the text: it was not signed yet, or did not bind yet."""
    due = draft.last_day(window)
    if window is None or due is None:
        return
    signed = draft.agreement.signed(obligation)
    binds_from = draft.agreement.binds_from(obligation)
    if due < signed:
        yield doubt(path, "due_before_signature", due=due, signed=signed)
    elif due < binds_from:
        yield doubt(path, "over_before_in_force", due=due, day=binds_from)


def _begin(draft: Draft, placed: Placed) -> Iterator[Doubt]:
    """Told once, of the obligation, where its readings and amendments only repeat it."""
    own = draft.agreement.obligation(placed.whole.id)
    if _late(draft, own) and placed.given is not own:
        return
    late = _late(draft, placed.whole)
    if late:
        key = "begin" if placed.given.begin else "window"
        if getattr(placed.given, key):
            yield doubt((*placed.path, key), "begins_after_due", begin=late[0], due=late[1])


def _late(draft: Draft, obligation: Obligation) -> tuple[date, date] | None:
    """The last day to begin and the day due, where the first comes later."""
    begin, due = draft.last_day(obligation.begin), draft.last_day(obligation.window)
    return (begin, due) if begin and due and begin > due else None


def _term(term: Term, path: Steps) -> Iterator[Doubt]:
    renewal = parse_duration(term.renewal) if term.renewal else None
    if term.notice and (renewal is None or term.renews == "by_agreement"):
        yield doubt((*path, "notice"), "notice_of_nothing")
    if renewal is not None and not (renewal.months or renewal.days):
        yield doubt((*path, "renewal"), "renewal_of_nothing")
    clock = term_clock(term)
    if clock.notice_by and clock.notice_by < term.starts_on:
        yield doubt((*path, "notice"), "notice_before_start", day=clock.notice_by)
    if parse_duration(term.duration) == Duration():
        yield doubt((*path, "duration"), "term_of_nothing")
