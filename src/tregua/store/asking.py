"""Where a passphrase comes from: the environment, a file, or whoever sits at the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tregua.model.errors import BadArgument, Where
from tregua.model.messages import say

PASSPHRASE = "TREGUA_PASSPHRASE"  # noqa: S105 - the name of a variable
BACKUP_PASSPHRASE = "TREGUA_BACKUP_PASSPHRASE"  # noqa: S105


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
    import getpass

    return getpass.getpass(prompt, stream=sys.stderr) or None
