"""What the dashboard's forms need of a centre: somebody who takes a row or a sheet, or says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from tregua.model.errors import TreguaError
from tregua.model.records import Claim
from tregua.model.standing import Register


class Receipt(Protocol):
    """What came of it: the claims, whether they had been entered before, or everything that is wrong."""

    @property
    def claims(self) -> Sequence[Claim]:
        """A claim a row."""
        ...

    @property
    def before(self) -> bool:
        """Whether the very same had been entered before."""
        ...

    @property
    def faults(self) -> Sequence[TreguaError]:
        """What is wrong; nothing is entered then."""
        ...


class Clerk(Protocol):
    """Enters into a centre's registers."""

    def enter_row(self, register: Register, cells: dict[str, str], *, trial: bool) -> Receipt:
        """One row by what its cells are; a trial leaves nothing. Raises BadCentre while another writes."""
        ...

    def enter_sheet(self, name: str, data: bytes, *, trial: bool) -> Receipt:
        """A sheet, whole or not at all. Raises as well BadArgument where it is none."""
        ...

    def told_beside(self, claim_id: str) -> Mapping[str, str]:
        """What the row of a claim tells that is no part of the claim, by its columns: tier and note."""
        ...

    def places(self) -> Sequence[tuple[str, str]]:
        """Names of places that can be typed, each with the id it is read as."""
        ...

    def actors(self) -> Sequence[tuple[str, str]]:
        """Names of actors that can be typed, each with the id it is read as."""
        ...
