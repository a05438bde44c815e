from __future__ import annotations

import pytest
from reporting_scene import Scene, load_agreement, make_scene

from tregua.agreement.terms import Agreement


@pytest.fixture(scope="session")
def agreement() -> Agreement:
    return load_agreement()


@pytest.fixture
def scene(agreement: Agreement) -> Scene:
    return make_scene(agreement)
