"""Who is said to control the traffic on a link: in one hand, so that of each speaker the last word holds. Two
whom speakers name of one day are told of; who does is never decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from tregua.agreement.terms import Agreement
from tregua.model.messages import say
from tregua.model.register import Flag, Page, Word
from tregua.registers.account import Account
from tregua.registers.checks.together import days_of, of_one_time, things_of, things_written
from tregua.vocabulary.acts import is_a

_CONTROLS = "link.control"


def controllers_told(
    words: Iterable[Word], account: Account, agreement: Agreement, on: date
) -> tuple[Word, ...]:
    """Of words on one link those that tell or deny who controls it: of each speaker those of its last day,
    whoever is named, with its stretches that say the same of that day; and what is only meant. None of a
    stretch that was over before ``on``."""
    told = [word for word in words if is_a(word.entry.act, _CONTROLS)]
    last: dict[str, date] = {}
    for word in told:
        if not word.entry.is_meant:
            last[word.entry.speaker] = max(last.get(word.entry.speaker, date.min), word.since or date.min)

    def is_of_last_day(word: Word) -> bool:
        return (word.since or date.min) == last[word.entry.speaker]

    said_last = {_said(word, agreement) for word in told if not word.entry.is_meant and is_of_last_day(word)}

    def holds(word: Word) -> bool:
        reaches = days_of(word, account)[1] >= last[word.entry.speaker]
        return is_of_last_day(word) or (reaches and _said(word, agreement) in said_last)

    return tuple(
        word for word in told if word.entry.is_meant or (holds(word) and not account.is_over(word.entry, on))
    )


def flag_controllers(page: Page, account: Account, agreement: Agreement) -> Iterator[Flag]:
    """Links of which speakers name different controllers of one time, or of which one denies what another
    says. A speaker who names both does not contradict one who names either."""
    on_link: dict[str, list[Word]] = {}
    controlling = [
        word
        for line in page.lines
        for word in line.words
        if is_a(word.entry.act, _CONTROLS) and word.entry.actor
    ]
    names = things_written((word.entry for word in controlling), agreement)
    for word in controlling:
        for about in things_of(word.entry, agreement):
            on_link.setdefault(names[about.casefold()], []).append(word)
    for about, words in sorted(on_link.items()):
        told = controllers_told(words, account, agreement, page.on)
        facts = [word for word in told if word.entry.is_fact]
        rivals = _rivals(facts, account, agreement)
        if rivals:
            yield _flag("registers.flag.controllers", about, rivals, agreement)
        denials = [word for word in told if word.manner == "denied"]
        for denial in denials:
            denied = [word for word in facts if _denies(denial, word, agreement)]
            if denied:
                yield _flag("registers.flag.controller_denied", about, [*denied, denial], agreement)


def _rivals(facts: Sequence[Word], account: Account, agreement: Agreement) -> list[Word]:
    """Those of which another speaker, of the same time, names somebody else and not this one too."""
    named = {_said(word, agreement)[:2] for word in facts}
    found: dict[str, Word] = {}
    for one, other in combinations(facts, 2):
        (speaker, whose, _), (other_speaker, others, _) = _said(one, agreement), _said(other, agreement)
        both = (speaker, others) in named or (other_speaker, whose) in named
        if speaker != other_speaker and whose != others and not both and of_one_time(one, other, account):
            found |= {word.entry.entry_id: word for word in (one, other)}
    return list(found.values())


def _denies(denial: Word, word: Word, agreement: Agreement) -> bool:
    """Whether it denies on that day or later what another says."""
    (speaker, whose, _), (other, same, _) = _said(denial, agreement), _said(word, agreement)
    later = (denial.since or date.min) >= (word.since or date.min)
    return later and speaker != other and whose == same


def _said(word: Word, agreement: Agreement) -> tuple[str, str, bool]:
    """Who speaks, whom the word names, and whether it denies that."""
    return word.entry.speaker, agreement.shown_as(word.entry.actor) or "", word.manner == "denied"


def _flag(code: str, about: str, words: Sequence[Word], agreement: Agreement) -> Flag:
    named = dict.fromkeys(sorted(_said(word, agreement)[1] for word in words))
    return Flag(
        text=say(code, about=f"place:{about}", names=tuple(f"party:{one}" for one in named)),
        evidence=tuple(sorted({word.entry.claim_id for word in words})),
    )
