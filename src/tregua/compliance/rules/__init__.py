"""One file a kind, each with ``KIND`` and ``judge(case) -> Standing``; found here, listed nowhere.

A rule sees one obligation with one window. Versions, readings and dependencies are not its business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tregua.agreement.terms import Obligation
from tregua.compliance.case.scene import Case, Standing
from tregua.model.errors import BadAccord, Where
from tregua.model.messages import say


@cache
def load_rules() -> Mapping[str, Callable[[Case], Standing]]:
    """Every rule of this folder, by the kind it judges."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return {module.KIND: module.judge for module in modules}


def rule_of(obligation: Obligation) -> Callable[[Case], Standing]:
    """The rule for the obligation's kind; BadAccord ``compliance.kind.no_rule`` where there is none."""
    rules = load_rules()
    if obligation.kind not in rules:
        raise BadAccord(
            say("compliance.kind.no_rule", kind=obligation.kind, known=tuple(sorted(rules))),
            Where(field=f"obligations.{obligation.id}.kind"),
        )
    return rules[obligation.kind]
