"""What each command does in a centre, in the words of the table of rights.

Whoever holds the centre's folder is its operator and may all of it: nobody is asked who he is on the command
line. A command that does not stand here is refused all the same, so that none is added without saying what it
does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from typing import Any

from tregua.cli.late import is_late

FILES: tuple[str, str] = ("", "")
"""What a command asks for that opens no centre that was there before: it reads the caller's own files."""

ASKS: dict[str, tuple[str, str]] = {
    "agreement calendar": ("see_standings", "running"),
    "agreement check": FILES,
    "agreement compare": FILES,
    "agreement diff": FILES,
    "agreement explain": ("see_standings", "running"),
    "agreement schema": FILES,
    "agreement show": FILES,
    "audit": FILES,
    "backup": ("back_up", "running"),
    "claims": ("see_items", "received"),
    "day": ("close_day", "open"),
    "db check": ("move_database", "running"),
    "db move": ("move_database", "running"),
    "db show": ("move_database", "running"),
    "db upgrade": ("move_database", "running"),
    "demo": FILES,
    "enter": ("enter_sheet", "running"),
    "erase": ("erase_item", "received"),
    "history": ("see_standings", "running"),
    "incidents": ("see_incidents", "running"),
    "ingest": ("ingest", "running"),
    "init": FILES,
    "items": ("see_items", "received"),
    "keys backup": ("manage_keys", "running"),
    "keys file": ("manage_keys", "running"),
    "keys keyring": ("manage_keys", "running"),
    "keys passphrase": ("manage_keys", "running"),
    "keys restore": ("manage_keys", "running"),
    "keys seal": ("manage_keys", "running"),
    "keys show": ("manage_keys", "running"),
    "log": ("log_call", "running"),
    "people add": ("invite", "invited"),
    "people disable": ("disable", "active"),
    "people enable": ("enable", "disabled"),
    "people invite": ("invite", "invited"),
    "people list": ("see_people", "active"),
    "people log": ("see_sign_ins", "running"),
    "people role": ("change_role", "active"),
    "people sign-out": ("sign_out_others", "active"),
    "people unlock": ("unlock", "locked"),
    "persons": ("see_persons", "sealed"),
    "persons erase": ("erase_person", "sealed"),
    "persons reads": ("see_audit", "running"),
    "persons show": ("see_names", "sealed"),
    "read": FILES,
    "record rebuild": ("rebuild", "running"),
    "record verify": ("verify_record", "running"),
    "register": ("see_registers", "running"),
    "restore": ("restore", "running"),
    "serve": ("serve", "running"),
    "status": ("see_standings", "running"),
}
"""Each command by its words, with the action and the state it is asked in."""


def guard_commands(commands: Mapping[str, Any], above: str = "") -> None:
    """Sets a gate before every command of a group and of the groups in it, which asks when it is run."""
    for name, command in commands.items():
        path = f"{above} {name}".strip()
        if command.callback is not None and not hasattr(command.callback, "gate"):
            command.callback = _gated(command.callback, path)
        if not is_late(command):
            guard_commands(getattr(command, "commands", {}), path)


def _gated(run: Any, path: str) -> Any:
    @wraps(run)
    def gated(*args: Any, **options: Any) -> Any:
        check_command(path)
        return run(*args, **options)

    gated.gate = path  # type: ignore[attr-defined]
    return gated


def check_command(path: str) -> None:
    """Raises BadArgument for a command of which nothing is said here, or that even the operator may not."""
    asks = ASKS.get(path)
    if asks == FILES:
        return
    from tregua.centre.rights import may
    from tregua.model.errors import BadArgument
    from tregua.model.messages import say
    from tregua.model.rights import OPERATOR, Asked

    verdict = may(OPERATOR, Asked(*asks)) if asks else None
    if verdict is None or not verdict.allowed:
        reason = verdict.reason if verdict else None
        raise BadArgument(reason or say("rights.undeclared", given=f"tregua {path}"))
