"""The sections of the daily report, one file each.

A section module has ``ORDER`` (its place in the report), a :class:`Section` subclass named
``Page`` (its content), ``build(desk) -> Page | None`` (None where the day has nothing to show) and
``TEMPLATE`` (how it is laid out in HTML, autoescaped, given ``section`` and ``report``).
Modules are found here; there is no list to keep. Evidence comes last of all builds, wherever it
stands, because it lists what the others cite.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any


@cache
def section_modules() -> tuple[Any, ...]:
    """Every section module in the order of the report."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    return tuple(sorted(modules, key=lambda module: (module.ORDER, module.__name__)))
