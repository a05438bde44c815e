"""The reasons of a standing, worked out when somebody first reads them.

Where 578 obligations stand is asked on every page; why one of them does, on one. :class:`Later` is a
sequence of reasons like any other: equal to the same reasons in a tuple, written to JSON as a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")


class Later(Sequence[T]):
    """Reasons that ``find`` gives; asked once, at the first look."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], tuple[T, ...]]) -> None:
        self._find: Callable[[], tuple[T, ...]] | None = find
        self._found: tuple[T, ...] = ()

    @property
    def all(self) -> tuple[T, ...]:
        """Every reason, in order."""
        find = self._find
        if find is not None:
            self._found, self._find = find(), None
        return self._found

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.all[at]

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[T]:
        return iter(self.all)

    def __eq__(self, other: object) -> bool:
        return self.all == (other.all if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self.all)

    def __repr__(self) -> str:
        return repr(self.all)


class ReadLater:
    """Marks a field that may hold a :class:`Later`; otherwise it is a tuple."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(source)
        return core_schema.no_info_wrap_validator_function(
            lambda given, check: given if isinstance(given, Later) else check(given),
            inner,
            serialization=core_schema.wrap_serializer_function_ser_schema(
                lambda told, write: write(told.all if isinstance(told, Later) else told), schema=inner
            ),
        )
