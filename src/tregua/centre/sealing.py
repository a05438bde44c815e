"""Which accord the record rests on: sealed when the centre is opened, and once more by the first act that
rests on it, because a new centre's accord is written in between.

From that act on a changed accord is told, and the record no longer verifies: past answers rest on the
old one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tregua.centre.centre import Centre
from tregua.model.errors import CheckFailed, Where
from tregua.model.messages import say
from tregua.record.act import Act

FOUNDING = ("centre_opened", "accord_adopted")
"""Acts that say under which accord; everything else rests on it."""


def adopted_before(centre: Centre, acts: Sequence[Act]) -> list[Act]:
    """The act that seals the accord as it is now, where ``acts`` are the first that rest on it and it is not
    the one already sealed."""
    if not acts or not centre.accord_files or _rests(centre) or _sealed(centre) == centre.accord_files:
        return []
    return [Act(type="accord_adopted", at=acts[0].at, body={"files": dict(centre.accord_files)})]


def accord_faults(centre: Centre, files: Mapping[str, str] | None = None) -> list[CheckFailed]:
    """A fault for each file of the accord that is no longer the one on which the record rests.

    ``files`` are the accord's as they are now, by path with their SHA-256, where the centre was opened a
    while ago. Every door tells these faults, and none refuses for them.
    """
    now = centre.accord_files if files is None else files
    if not centre.accord_files or not _rests(centre):
        return []
    sealed = _sealed(centre)
    return [
        CheckFailed(say("record.accord_changed"), Where(file=path))
        for path in sorted(sealed)
        if now.get(path) != sealed[path]
    ]


def _rests(centre: Centre) -> bool:
    """Whether the record holds an act that rests on the accord."""
    return centre.state.size > sum(len(centre.state.acts_of(kind)) for kind in FOUNDING)


def _sealed(centre: Centre) -> Mapping[str, str]:
    places = [place for kind in FOUNDING for place in centre.state.acts_of(kind)]
    if not places:
        return {}
    centre.ledger.checkpoint(centre.state.size)  # looks again where another process has appended
    _, act = next(iter(centre.ledger.acts(max(places))))
    found: Mapping[str, str] = act.body["files"]
    return found
