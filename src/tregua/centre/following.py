"""The database follows the record, act by act. Nothing is read here, so that a question needs no reader."""

from __future__ import annotations

from tregua.centre.centre import Centre
from tregua.centre.grown import growing_of, keep_incidents
from tregua.centre.marks import keep_registers, mark_of, postings_of
from tregua.centre.ports import Ledger, State
from tregua.model.errors import CheckFailed
from tregua.model.messages import say


def catch_up(centre: Centre) -> int:
    """Projects every act that the database has not taken in yet; returns how many. Register entries
    and incidents made under another accord are made again first.

    Raises CheckFailed when the record is not the one that the database has followed.
    """
    check_followed(centre.ledger, centre.state)
    keep_registers(centre)
    keep_incidents(centre)
    mark = mark_of(centre)
    done, erased = 0, False
    for index, act in centre.ledger.acts(centre.state.size):
        derived = centre.bulk.get_claims(act.body["output"]) if act.type == "derivation" else ()
        growing = growing_of(centre) if derived else None
        centre.state.project(index, act, derived, postings_of(derived, centre.agreement), mark, growing)
        done += 1
        erased = erased or act.type == "item_erased"
    if erased:
        keep_registers(centre)  # what the item had corrected stands again
        keep_incidents(centre)
    if done or (centre.state.head is None and centre.ledger.size):
        centre.state.remember(centre.ledger.checkpoint(centre.ledger.size))
    return done


def check_followed(ledger: Ledger, state: State) -> None:
    """The record must begin with everything the database has followed.

    Raises CheckFailed: ``record.rolled_back`` when it has become shorter, ``record.another`` when
    it is not the same.
    """
    head = state.head
    remembered = max(state.size, head.size if head else 0)
    ledger.checkpoint(remembered)  # looks again where another process has appended
    if remembered > ledger.size:
        raise CheckFailed(say("record.rolled_back", size=ledger.size, remembered=remembered))
    if head and ledger.checkpoint(head.size) != head:
        raise CheckFailed(say("record.another", size=head.size))
