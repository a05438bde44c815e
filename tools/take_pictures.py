"""Takes the pictures in ``docs/images/`` anew: ``python tools/take_pictures.py CENTRE [NAME...]``.

Needs a Chromium on the PATH; serves the centre on a free port of 127.0.0.1 for as long as it takes.
"""

from __future__ import annotations

import base64
import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import numpy as np
import uvicorn
from numpy.typing import NDArray
from palette import encode
from playwright.sync_api import Page, sync_playwright

from tregua.centre.rights import may
from tregua.model.tiers import INTERNAL
from tregua.web.app import create_app
from tregua.web.doorkeeper import Alone
from tregua.wiring import open_clerk, open_desk

FOLDER = Path(__file__).parent.parent / "docs/images"
PICTURES = {
    "overview-1440": ("/?on=2020-12-01&as_of=2020-12-01", 1440, 1180),
    "overview-390": ("/?on=2020-12-01&as_of=2020-12-01", 390, 844),
    "map-1440": ("/map?on=2020-12-13&as_of=2020-12-13", 1440, 900),
    "obligation-1440": ("/obligations/hand-over-kelbajar?on=2020-11-24&as_of=2020-11-24", 1440, 2000),
    "incidents-1440": ("/incidents?on=2020-12-13&as_of=2020-12-13", 1440, 1000),
    "registers-1440": ("/registers?name=returns&on=2021-02-08&as_of=2021-02-08", 1440, 1560),
    "control-1440": ("/registers?name=control&on=2020-11-26&as_of=2020-11-26", 1440, 1460),
    "control-390": ("/registers?name=control&on=2020-11-26&as_of=2020-11-26", 390, 1180),
    "exchanges-1440": ("/registers?name=exchanges&on=2020-12-14&as_of=2020-12-14", 1440, 1300),
    "enter-1440": ("/enter/forces", 1440, 1560),
}


_READ = """async (data) => {
  const image = new Image(); image.src = "data:image/png;base64," + data; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const pixels = drawn.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  const n = 32768;
  for (let at = 0; at < pixels.length; at += n) text += String.fromCharCode(...pixels.subarray(at, at + n));
  return [image.width, image.height, btoa(text)];
}"""


def _pixels(page: Page, picture: bytes) -> NDArray[np.uint8]:
    """What a picture shows, read by the browser that took it."""
    page.goto("about:blank")
    wide, high, data = page.evaluate(_READ, base64.b64encode(picture).decode())
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(high, wide, 4)[:, :, :3]


def main(centre: Path, names: list[str]) -> None:
    """Serves the centre and photographs its pages: those named, or all."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(lambda _: open_desk(centre), Alone(may, INTERNAL), clerk=open_clerk(centre)),
            log_level="warning",
        )
    )
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        )
        for name in names or PICTURES:
            path, width, height = PICTURES[name]
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path)
            if path.startswith("/map"):
                page.wait_for_selector("[data-map-ready]")
            time.sleep(1)
            picture = _pixels(page, page.screenshot())
            page.close()
            (FOLDER / f"{name}.png").write_bytes(encode(picture))
        browser.close()
    server.should_exit = True


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
