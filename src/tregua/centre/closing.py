"""What an older centre keeps open is sealed: evidence, and derived rows."""

from __future__ import annotations

from typing import NamedTuple

from tregua.centre.centre import Centre
from tregua.centre.moment import present_of
from tregua.record.act import Act

_TOGETHER = 200  # outputs to an act, which must stay within a leaf's length


class Closed(NamedTuple):
    """How many files of evidence and of rows were sealed."""

    contents: int
    rows: int


def close_all(centre: Centre) -> Closed:
    """Seals all evidence and rows that lie open. The caller holds the lock.

    What sealed rows are called is recorded before any file is changed: stopped in between, rows that lie open
    still hold to their first name, and the next call goes on. A second time nothing is done.
    """
    owners: dict[str, list[str]] = {}
    outputs: list[str] = []
    told: set[str] = set()
    for _, act in centre.ledger.acts():
        if act.type == "item_received":
            for digest in dict.fromkeys((act.body["sha256"], act.body["text_sha256"])):
                owners.setdefault(digest, []).append(act.body["item_id"])
        elif act.type == "derivation":
            outputs.append(act.body["output"])
        elif act.type == "rows_sealed":
            told.update(before for before, _ in act.body["outputs"])
    contents = sum(centre.evidence.close(items, digest) for digest, items in owners.items())
    _tell_names(centre, [one for one in dict.fromkeys(outputs) if one not in told])
    return Closed(contents, sum(centre.bulk.close(one) for one in dict.fromkeys(outputs)))


def _tell_names(centre: Centre, outputs: list[str]) -> None:
    from tregua.centre.intake import append

    found = [(one, centre.bulk.manifest_when_sealed(one)) for one in outputs]
    named = [[before, after] for before, after in found if after is not None]
    for first in range(0, len(named), _TOGETHER):
        body = {"outputs": named[first : first + _TOGETHER]}
        append(centre, [Act(type="rows_sealed", at=present_of(centre).isoformat(), body=body)])
