"""One file a register, each with one ``ACCOUNT``; found here, listed nowhere."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tregua.model.standing import Register
from tregua.registers.account import Account


@cache
def load_accounts() -> tuple[Account, ...]:
    """Every register of this folder, by name."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    accounts: list[Account] = [module.ACCOUNT for module in modules]
    return tuple(sorted(accounts, key=lambda account: account.name))


@cache
def account_of(name: Register) -> Account:
    """The register of that name."""
    return next(account for account in load_accounts() if account.name == name)
