"""Whether what the record speaks of is still what it was: evidence, derived rows, reports, the accord.

The record holds hashes; this holds the files against them. Pure but for the ports it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tregua.centre.ports import Bulk, Evidence, Reports
from tregua.centre.sealing import FOUNDING
from tregua.model.errors import BadCentre, CheckFailed, Where
from tregua.model.ids import digest_bytes
from tregua.model.messages import say
from tregua.record.act import Act


class Kept(NamedTuple):
    """What was held against the record: how many files; how many could not be, because the keys are not
    here; how many items are erased, as the record tells."""

    checked: int
    unopened: int
    erased: int


@dataclass
class _Check:
    """One walk over the record. ``with_keys``: whether what is sealed can be opened here."""

    evidence: Evidence
    bulk: Bulk
    with_keys: bool
    erased: frozenset[str]
    sealed_rows: dict[str, str]
    checked: int = 0
    unopened: int = 0
    files: dict[str, str] = field(default_factory=dict)

    def hold_item(self, body: dict[str, str]) -> None:
        """An item's bytes and text; of one that is erased, that nobody can read them."""
        item_id, digests = body["item_id"], (body["sha256"], body["text_sha256"])
        if item_id in self.erased:
            if self.evidence.can_read(item_id, digests):
                raise CheckFailed(say("erasure.undone", item=item_id), Where(field=item_id))
            return
        for digest in digests:
            if self.with_keys or not self.evidence.is_sealed(item_id, digest):
                self.evidence.get(item_id, digest)
                self.checked += 1
            else:
                self.unopened += 1

    def hold_rows(self, name: str) -> None:
        """Derived rows: which items they are of and in what order, and each item's."""
        found = self.bulk.manifest(name)
        if found not in (None, self.sealed_rows.get(name, name)):
            raise CheckFailed(say("evidence.changed", digest=name), Where(file=self.bulk.where(name)))
        if self.with_keys or found is None:
            self.bulk.get_claims(name)
            self.checked += 1
        else:
            self.unopened += 1


def check_kept(
    acts: Callable[[], Iterable[Act]],
    evidence: Evidence,
    bulk: Bulk,
    reports: Reports,
    accord_file: Callable[[str], bytes | None],
    *,
    with_keys: bool = True,
) -> Kept:
    """Holds every file an act names against its hash. Raises CheckFailed.

    ``accord_file`` gives the bytes of a file below the centre by its path, None where it is gone. Of a copy
    ``with_keys`` false, what is sealed is only looked for.
    """
    erased, sealed_rows = _told_later(acts())
    check = _Check(evidence, bulk, with_keys, erased, sealed_rows)
    issued: dict[str, str] = {}
    accord: dict[str, str] = {}
    rests = False  # whether anything does on the accord: until then it is still being written
    for act in acts():
        rests = rests or act.type not in FOUNDING
        match act.type:
            case "centre_opened":
                accord = act.body["files"]
            case "accord_adopted" if not rests:
                accord = act.body["files"]
            case "item_received":
                _kept(lambda act=act: check.hold_item(act.body))  # type: ignore[misc]
            case "derivation":
                _kept(lambda act=act: check.hold_rows(act.body["output"]))  # type: ignore[misc]
            case "report_issued":
                issued[act.body["day"]] = act.body["sha256"]
            case _:
                pass
    for path, digest in sorted(accord.items()) if rests else ():
        _hold(accord_file(path), digest, path, "record.accord_changed")
        check.checked += 1
    for day, digest in sorted(issued.items()):
        path = f"reports/{day}/report.html"
        _hold(reports.read(date.fromisoformat(day), "report.html"), digest, path, "record.report_changed")
        check.checked += 1
    return Kept(check.checked, check.unopened, len(erased))


def _told_later(acts: Iterable[Act]) -> tuple[frozenset[str], dict[str, str]]:
    """The items of which the record tells an erasure, and what rows that lay open are called since they were
    sealed."""
    erased, sealed = set(), {}
    for act in acts:
        if act.type == "item_erased":
            erased.add(act.body["item_id"])
        elif act.type == "rows_sealed":
            sealed.update(dict(act.body["outputs"]))
    return frozenset(erased), sealed


def _kept(read: Callable[[], object]) -> None:
    try:
        read()
    except BadCentre as error:
        raise CheckFailed(error.message, error.where) from error


def _hold(data: bytes | None, digest: str, path: str, code: str) -> None:
    if data is None or digest_bytes(data) != digest:
        raise CheckFailed(say(code), Where(file=path))
