"""Notices that were given after what they announce had begun."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.model.messages import say
from tregua.model.register import Flag, Page
from tregua.model.standing import Entry
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.checks.flag_words import tell_speaker


def is_late(entry: Entry) -> bool:
    """Whether a notice was given after what it announces had begun; on the same day only where both hours
    are told. A denial is none."""
    said, begins = entry.published_at, entry.earliest or entry.latest
    if said is None or begins is None or entry.negated:
        return False
    return first_instant(said) > last_instant(begins) if is_day(begins) else _is_after(said, begins)


def _is_after(said: str, begins: str) -> bool:
    if is_day(said):
        return said[:10] > begins[:10]
    return first_instant(said) > first_instant(begins)


def late_notices(page: Page) -> Iterator[Flag]:
    """The notices on a page that were given late."""
    told = {word.entry.claim_id: word.entry for line in page.lines for word in line.words}
    for claim, entry in sorted(told.items()):
        if is_late(entry):
            yield Flag(
                text=say(
                    "registers.flag.late_notice",
                    what=say("registers.flag.named", act=f"act:{entry.act}", about=entry.about)
                    if entry.about
                    else f"act:{entry.act}",
                    actor=tell_speaker(entry.speaker),
                    begins=entry.earliest or entry.latest or "",
                    given=entry.published_at or "",
                ),
                evidence=(claim,),
            )
