"""Who is in what office, what belongs to what, how one stands to another, who is called what.

Every entry is of the actor itself, never of its side: an office is held by one, not by a party. Whoever holds
an office is named in it alone; what is private has no entry here.
"""

from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed
from tregua.vocabulary.acts import WHO_IS_WHO, is_a


def _actor(entry: Entry, _: object) -> str | None:
    """The actor itself."""
    return entry.actor


def is_office(entry: Entry) -> bool:
    """Whether an entry tells who holds an office."""
    return is_a(entry.act, "actor.office")


ACCOUNT = Account(
    name="actors",
    lasts=True,
    whose=_actor,
    receives_as_named=True,
    feeds=(Feed(WHO_IS_WHO, keeps_steps=True),),
    lasting_acts=("actor.office", "actor.part-of", "actor.relation"),
)
