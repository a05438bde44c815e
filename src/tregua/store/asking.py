"""Where a passphrase comes from: the environment, a file, or whoever sits at the terminal."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from tregua.model.errors import BadArgument, BadCentre, Where
from tregua.model.messages import say
from tregua.reporting.messages import Renderer

PASSPHRASE = "TREGUA_PASSPHRASE"  # noqa: S105 - the name of a variable
BACKUP_PASSPHRASE = "TREGUA_BACKUP_PASSPHRASE"  # noqa: S105
NEW_PASSPHRASE = "TREGUA_NEW_PASSPHRASE"  # noqa: S105
_SHORTEST = 12


def ask_passphrase(prompt: str, variable: str = PASSPHRASE) -> str | None:
    """The passphrase in ``variable``, else in the file that ``variable_FILE`` names (without the end of its
    line), else what is typed; None where nobody is there to type. Raises BadArgument ``keys.no_file``."""
    given = os.environ.get(variable)
    if given:
        return given
    named = os.environ.get(f"{variable}_FILE")
    if named:
        try:
            return Path(named).read_text("utf-8").rstrip("\r\n")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise BadArgument(say("keys.no_file", reason=reason), Where(file=named)) from error
    if not sys.stdin.isatty():
        return None
    return getpass.getpass(prompt, stream=sys.stderr) or None


def ask_new(prompt: str, variable: str) -> str:
    """A new passphrase: as :func:`ask_passphrase`, but typed twice; ``prompt`` is a message's code. Raises
    BadCentre ``keys.locked``, BadArgument ``keys.short``, ``keys.differ``."""
    given = ask_passphrase(text_of_prompt(prompt), variable)
    if given is None:
        raise BadCentre(say("keys.locked"), Where(field=variable))
    if len(given) < _SHORTEST:
        raise BadArgument(say("keys.short", least=_SHORTEST), Where(field=variable))
    typed = not (os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))
    if typed and getpass.getpass(text_of_prompt("cli.keys.again"), stream=sys.stderr) != given:
        raise BadArgument(say("keys.differ"), Where(field=variable))
    return given


def text_of_prompt(code: str) -> str:
    """What stands before what is typed."""
    return Renderer().text(say(code))
