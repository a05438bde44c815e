"""The dashboard over a centre in memory, asked as a browser would ask it."""

from __future__ import annotations

import pytest
from fixture_desk import FixtureDesk
from visitor import Visitor


@pytest.fixture
def desk() -> FixtureDesk:
    """A centre in memory."""
    return FixtureDesk()


@pytest.fixture
def client(desk: FixtureDesk) -> Visitor:
    """A visitor at this machine."""
    return Visitor(desk)
