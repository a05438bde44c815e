"""Who is in what office, what belongs to what, how one stands to another, who is called what.

Every entry is of the actor itself, never of its side: an office is held by one, not by a party. Whoever holds
an office is named in it alone; what is private has no entry here.
"""

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed
from tregua.registers.checks.actors import flag_actors
from tregua.vocabulary.acts import NAMED, OFFICE, WHO_IS_WHO, is_a


def _actor(entry: Entry, _: object) -> str | None:
    """The actor itself."""
    return entry.actor


def _known_as(entry: Entry, agreement: Agreement) -> str:
    """A person's name as the accord spells it, where it knows the spelling; else the name as it is told."""
    return agreement.person_as_spelled(entry.about) if is_a(entry.act, OFFICE) else entry.about


def _spellings(agreement: Agreement) -> object:
    """The spellings by which a person in office is known as one."""
    return dict(agreement.spellings)


ACCOUNT = Account(
    name="actors",
    lasts=True,
    whose=_actor,
    receives_as_named=True,
    known_as=_known_as,
    feeds=(Feed(WHO_IS_WHO, keeps_steps=True),),
    lasting_acts=(WHO_IS_WHO,),
    ends_alone=True,
    naming_acts=(NAMED,),
    rests_on={"spellings": _spellings},
    checks=(flag_actors,),
    beside=("actors",),
)
