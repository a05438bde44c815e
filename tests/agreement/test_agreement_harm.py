"""An accord's files that never end, or hold what no number can be, are told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.agreement.zones import read_zones
from tregua.model.errors import BadAccord


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "accord.yaml")
    (tmp_path / "endless.yaml").symlink_to("/dev/zero")
    for path in (tmp_path, tmp_path / "endless.yaml"):
        with pytest.raises(BadAccord) as caught:
            load_accord(path)
        assert caught.value.code == "accord.unreadable"


def test_a_number_of_thousands_of_digits_is_told() -> None:
    with pytest.raises(BadAccord) as caught:
        read_zones('{"features": [' + "9" * 5000 + "]}", "zones.geojson", ())
    assert caught.value.code == "accord.zones_not_json"
