"""``tregua serve`` has forms unless it is told to be for reading alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import uvicorn
from typer.testing import CliRunner

from centres import found_with
from tregua.cli.app import app


@pytest.mark.parametrize(("option", "has_forms"), [((), True), (("--read-only",), False)])
def test_forms_are_there_unless_turned_off(
    option: tuple[str, ...], has_forms: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_with(tmp_path / "centre", [])
    served: list[Any] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: served.append(self.config.app))
    monkeypatch.setattr("tregua.cli.run._listen", lambda port, host: None)
    done = CliRunner().invoke(app, ["serve", "--centre", str(tmp_path / "centre"), *option])
    assert done.exit_code == 0, done.output
    (dashboard,) = served
    paths = {getattr(one, "path", "") for one in dashboard.routes}
    assert ("/enter" in paths) is has_forms
    assert ("/enter/{name}" in paths) is has_forms
    assert (dashboard.state.sites.clerk_for is not None) is has_forms
