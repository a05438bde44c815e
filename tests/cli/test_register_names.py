"""The names of the registers in the help: typed there, so that the help needs no records to be loaded."""

from __future__ import annotations

from inspect import signature
from typing import get_args

from tregua.cli.enter import enter
from tregua.cli.register import register
from tregua.model.standing import Register

NAMES = ", ".join(get_args(Register))


def test_the_help_names_every_register_in_order() -> None:
    assert NAMES in str(signature(register, eval_str=True).parameters["name"].annotation.__metadata__[0].help)
    assert NAMES in str(signature(enter, eval_str=True).parameters["what"].annotation.__metadata__[0].help)
