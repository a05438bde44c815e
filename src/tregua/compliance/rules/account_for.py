"""People or things are accounted for: those missing, those held, what was laid. Giving the account is
the thing: a list handed over. By whose word decides.

That people are missing is no account of them; that nobody is any more is one. Where a number is owed,
or one for each side (``shares``), the count of those accounted for is measured against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tregua.agreement.amounts import Quantity
from tregua.compliance.case.reasons import tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Together
from tregua.compliance.weighing.completion import Account, weigh_completion
from tregua.compliance.weighing.counting import Count, count_of_word, tally_seen, weigh_count
from tregua.compliance.weighing.rounds import account_of, is_it
from tregua.compliance.weighing.sides import part_of_side, weigh_each_side
from tregua.model.standing import Kind
from tregua.vocabulary.units import PEOPLE

KIND: Kind = "account_for"


def judge(case: Case) -> Standing:
    """The standing of an account to be given."""
    account, missing = _account(case)
    still = tell("compliance.account.still_missing", missing)
    shares, whole = case.obligation.shares, case.obligation.quantity
    if shares:
        standing = weigh_each_side(case, lambda one, side: _weigh_share(case, one, side, account))
    elif whole is not None:
        standing = _weigh_number(case, account, whole)
    else:
        standing = weigh_completion(case, account)
    return replace(standing, reasons=(*standing.reasons, *still)) if still else standing


def _account(case: Case) -> tuple[Account, Sequence[Word]]:
    """What is said of the account, and the words that people are still missing."""
    account = account_of(case, *case.acts("account.list"))
    if case.obligation.acts:
        return account, ()
    missing = case.sort_words(_label_missing, "loss.missing")
    return replace(account, done=Together(account.done, missing["nobody"])), missing["somebody"]


def _label_missing(case: Case, word: Word) -> str | None:
    if not (word.affirms and is_it(case, word)):
        return None
    nobody = word.event.quantities and all(one.high == 0 for one in word.event.quantities)
    return "nobody" if nobody else "somebody"


def _weigh_share(case: Case, one: Case, side: str, account: Account) -> Standing:
    own = replace(account, done=_given_by(case, account.done, side))
    owed = case.obligation.shares.get(side)
    if owed is None:
        return weigh_completion(one, own, part_of_side(case, side))
    return _weigh_number(one, own, owed, side, case)


def _given_by(case: Case, words: Sequence[Word], side: str) -> Sequence[Word]:
    if isinstance(words, Together):
        return Together(*(_given_by(case, part, side) for part in words.parts))
    if isinstance(words, Sight):
        return words.of(words.strand.part(("given by", side), lambda word: _giver(case, word) == side))
    return tuple(word for word in words if _giver(case, word) == side)


def _weigh_number(
    case: Case, account: Account, owed: Quantity, side: str = "", whole: Case | None = None
) -> Standing:
    tallies = tally_seen(case, account.done, lambda word: _counts(word, owed), (owed.unit, side))
    part = part_of_side(whole, side) if whole else ""
    standing = weigh_count(case, tallies, owed, account.done, part)
    told = (*tell("compliance.said_not_done", account.undone), *tell("compliance.planned", account.plans))
    return replace(standing, reasons=(*standing.reasons, *told)) if told else standing


def _counts(word: Word, owed: Quantity) -> list[Count]:
    """The word's figures of what is owed; people are counted under whatever they are called."""
    people = owed.unit in PEOPLE
    return [
        count_of_word(word, one)
        for one in word.event.quantities
        if one.low is not None and (one.unit in PEOPLE if people else one.unit in (owed.unit, ""))
    ]


def _giver(case: Case, word: Word) -> str | None:
    """Whose account it is: of the side that acts, else of the side that speaks."""
    for actor in (word.event.actor, word.said_by):
        side = case.scene.side_of(actor)
        if side in case.obligors:
            return side
    return None
