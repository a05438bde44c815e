"""Prisoners and bodies handed over: to whom, how many, by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tregua.model.messages import say
from tregua.model.register import Flag, Page
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, counted_as, each_told_as
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.units import PEOPLE

_WHOM = ("body", *sorted(PEOPLE - {"voter"}))


def _one_side_only(page: Page) -> Iterator[Flag]:
    """The days' exchanges of which every word tells of one side's receiving alone, all of them as one: they
    are told so as a rule, and must not hide what else does not fit."""
    told = sorted(
        (
            word.entry
            for line in page.lines
            for word in line.words
            if word.entry.is_figure and line.to and is_a(word.entry.act, "exchange")
        ),
        key=_event,
    )
    events = (list(found) for _, found in groupby(told, key=_event))
    alone = [entries for entries in events if len({entry.to for entry in entries}) == 1]
    if not alone:
        return
    first, days = alone[0][0], sorted({entry.on for entries in alone for entry in entries if entry.on})
    text = (
        say(
            "registers.flag.one_side",
            measure=f"unit:{first.measure}",
            side=f"party:{first.to}",
            day=first.on or "",
        )
        if len(alone) == 1
        else say("registers.flag.one_side.several", count=len(alone), first=days[0], last=days[-1])
    )
    claims = {entry.claim_id for entries in alone for entry in entries}
    yield Flag(text=text, evidence=tuple(sorted(claims)))


def _to_itself(page: Page) -> Iterator[Flag]:
    """What a side is said to have given to itself."""
    for line in page.lines:
        given = [word.entry for word in line.words if is_a(word.entry.act, "exchange")]
        if given and line.actor and line.to == line.actor:
            yield Flag(
                text=say(
                    "registers.flag.to_itself",
                    measure=f"unit:{line.measure}",
                    side=f"party:{line.to}",
                ),
                evidence=tuple(sorted({entry.claim_id for entry in given})),
            )


def _event(entry: Entry) -> tuple[str, str]:
    return (entry.measure, str(entry.on))


ACCOUNT = Account(
    name="exchanges",
    feeds=(
        Feed(
            "exchange.prisoners",
            counted_as("prisoner", "person", "serviceman", "civilian", "officer"),
            step="prisoner",
        ),
        Feed(
            "exchange.bodies",
            counted_as("body", "person", "serviceman", "civilian", "killed"),
            step="body",
        ),
        Feed("account.list", each_told_as("list", *_WHOM)),
        Feed("account.request", each_told_as("request", *_WHOM)),
        Feed("account.confirm", each_told_as("confirm", *_WHOM)),
        Feed("account.visit", each_told_as("visit", *_WHOM)),
        Feed("account.held", each_told_as("held", *_WHOM)),
        Feed("exchange", {"prisoner": "prisoner", "body": "body"}),
    ),
    checks=(_to_itself, _one_side_only),
    beside=("balances",),
    borne_on_by=("exchange",),
)
