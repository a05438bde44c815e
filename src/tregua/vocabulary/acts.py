"""The act tree: what an item can say happened. Ids are dotted; the part before a dot is an ancestor.

An act word that the tree does not know is a leaf of its own (``is_a("market.theft", "market.theft")``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tregua.model.records import Record
from tregua.vocabulary.packaged import load_yaml


class Act(Record):
    """One act: its dotted id and, in a few words, what it means."""

    act_id: str
    gloss: str

    @property
    def parent(self) -> str | None:
        """The act one level up; None at the top."""
        return self.act_id.rpartition(".")[0] or None


def is_a(act: str | None, ancestor: str) -> bool:
    """Whether ``act`` is ``ancestor`` or lies below it; None is nothing."""
    return act is not None and (act == ancestor or act.startswith(ancestor + "."))


def _load() -> Mapping[str, Act]:
    glosses = load_yaml("lexicon/acts-tree.yaml")
    return MappingProxyType({act_id: Act(act_id=act_id, gloss=gloss) for act_id, gloss in glosses.items()})


ACTS: Mapping[str, Act] = _load()

WHO_IS_WHO = "actor"
"""Above the acts that tell who is who: offices, relations, names. Nothing happened by them."""
OFFICE, NAMED = "actor.office", "actor.named"
"""Who is in an office, and what somebody or something is called."""

GROUND_TAKEN = ("hostile.advance", "hostile.incursion", "control.capture")
"""Acts by which forces leave the positions they hold for others."""
