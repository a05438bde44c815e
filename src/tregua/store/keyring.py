"""The operating system's keyring, through the ``keyring`` library: an optional extra, asked for when used."""

from __future__ import annotations

from typing import Any

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say

_SERVICE = "tregua"


class SystemKeyring:
    """Keeps a secret under a name. What fails is told as BadCentre ``keys.no_keyring``."""

    def keep(self, name: str, secret: str, where: Where) -> None:
        """Puts a secret in."""
        library = _library(where)
        try:
            library.set_password(_SERVICE, name, secret)
        except library.errors.KeyringError as error:
            raise _refused(str(error), where) from error

    def give(self, name: str, where: Where) -> str:
        """The secret under ``name``."""
        library = _library(where)
        try:
            found = library.get_password(_SERVICE, name)
        except library.errors.KeyringError as error:
            raise _refused(str(error), where) from error
        if found is None:
            raise _refused(f"it has nothing under the name {name}", where)
        return str(found)

    def forget(self, name: str) -> None:
        """Takes a secret out; one that is not there is none to take out."""
        library = _library(Where())
        try:
            library.delete_password(_SERVICE, name)
        except library.errors.PasswordDeleteError:
            return


def _library(where: Where) -> Any:
    try:
        import keyring
    except ImportError as error:
        raise _refused("the library for it is not installed", where) from error
    return keyring


def _refused(reason: str, where: Where) -> BadCentre:
    return BadCentre(say("keys.no_keyring", reason=reason or "it refuses"), where)
