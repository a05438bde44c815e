"""A centre of which no day was run yet: its pages and forms open, and what is entered is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from visitor import Visitor

from tregua.wiring import found_centre, open_clerk, open_desk


@pytest.mark.parametrize("example", [None, "karabakh-2020"])
def test_every_door_opens_before_any_day_is_run(tmp_path: Path, example: str | None) -> None:
    folder = tmp_path / "centre"
    found_centre(folder, example)
    visitor = Visitor(open_desk(folder), open_clerk(folder))
    pages = ["/", "/map", "/obligations", "/registers", "/registers?name=forces", "/incidents", "/items"]
    for path in [*pages, "/enter", "/enter/forces"]:
        assert visitor.get(path).status_code == 200, path
