"""What every test shares: the open data beside the project, and a centre played once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """Where the open data stands: beside the project, or where TREGUA_SHARED says."""
    return Path(os.environ.get("TREGUA_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The open data. Its absence is a visible skip at a desk and a failure in CI."""
    folder = shared_folder()
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing: CI needs the open data beside the project")
        pytest.skip("needs the open data beside the project")
    return folder
