"""With what: the weapons a stretch of text names, as ids of :mod:`tregua.vocabulary.weapons`.

A type wins over its class; a calibre beside a class is told with it (``artillery@122``). *Heavy
weapons* by themselves name no class.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tregua.reading.roles import Region
from tregua.reading.scene import Scene
from tregua.vocabulary.weapons import WEAPONS

_MM = r"(\d{2,3})\s?-?\s?(?:mm|millimet(?:re|er)s?)\b"
_MM_BEFORE = re.compile(
    rf"\b{_MM}\s*-?\s*(?:(?:calib(?:re|er)|towed|self-propelled|anti-tank|heavy)\s+)*$", re.IGNORECASE
)
_MM_AFTER = re.compile(
    rf"\s+(?:\(\s*)?(?:of\s+)?(?:a\s+calib(?:re|er)\s+of\s+)?{_MM}(?!\s+(?:and|or)\s+(?:more|above|over|less|below))",
    re.IGNORECASE,
)
_REACH = 48
"""Characters in which a calibre and what stands between it and its class have room."""


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    known: dict[str, str] = {}
    for name, weapon in WEAPONS.items():
        for form in weapon.forms:
            known.setdefault(form if _is_name(form) else form.lower(), name)
    longest = sorted(known, key=len, reverse=True)
    named = "|".join(re.escape(one) for one in longest if _is_name(one))
    plain = "|".join(re.escape(one) for one in longest if not _is_name(one))
    return re.compile(rf"\b(?:(?P<name>{named})|(?P<plain>(?i:{plain})))s?\b"), known


def _is_name(form: str) -> bool:
    """Whether a form is a name, which stands with its capitals: *Grad*, *D-30*."""
    return not form.islower()


def find_weapons(scene: Scene, region: Region) -> tuple[str, ...]:
    """The weapons named in a stretch, each once, in order."""
    pattern, known = _forms()
    found: dict[str, None] = {}
    for match in pattern.finditer(scene.text, region.start, region.end):
        word = match["name"] or match["plain"].lower()
        name = known[word]
        found.setdefault(name if "." in name else _with_calibre(scene, region, match, name))
    types = {one.partition(".")[0] for one in found if "." in one}
    return tuple(one for one in found if one not in types)


def _with_calibre(scene: Scene, region: Region, match: re.Match[str], name: str) -> str:
    """The class with the calibre told beside it: *a 122-mm howitzer*, *mortars of 120 mm*.

    *Below 100 mm* and *of 100 mm and more* are limits, and no weapon's own calibre."""
    if WEAPONS[name].mm is not None or name in ("drone", "aircraft", "tank"):
        return name
    before = _MM_BEFORE.search(scene.text[max(region.start, match.start() - _REACH) : match.start()])
    after = _MM_AFTER.match(scene.text, match.end(), region.end)
    told = before or after
    return f"{name}@{told[1]}" if told else name
