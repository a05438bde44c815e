"""A picture as a PNG with a palette: pages have few colours, and so a third of the bytes is enough."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_COLOURS = 256


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """The PNG of ``pixels`` (rows, columns, red green blue), in 256 colours that stand for most of them."""
    rows, columns, _ = pixels.shape
    colours, shares = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    palette = _choose(colours, shares)
    nearest = np.empty(len(colours), np.uint8)
    for start in range(0, len(colours), 4096):
        some = colours[start : start + 4096].astype(np.int32)
        apart = ((some[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
        nearest[start : start + 4096] = apart.argmin(axis=1)
    order = np.searchsorted(_packed(colours), _packed(pixels.reshape(-1, 3)))
    indexed = nearest[order].reshape(rows, columns)
    lines = b"".join(b"\0" + line.tobytes() for line in indexed)
    header = struct.pack(">IIBBBBB", columns, rows, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _choose(colours: NDArray[np.uint8], shares: NDArray[np.intp]) -> NDArray[np.int32]:
    """The colours of the most frequent cells of colour, each cell by its most frequent one."""
    cells = _packed(colours >> 4)
    by_share = np.argsort(-shares, kind="stable")
    _, first = np.unique(cells[by_share], return_index=True)
    heads = by_share[first]
    weight = np.bincount(np.searchsorted(cells[heads], cells), weights=shares)
    chosen = heads[np.argsort(-weight, kind="stable")[:_COLOURS]]
    return colours[chosen].astype(np.int32)


def _packed(colours: NDArray[np.uint8]) -> NDArray[np.int32]:
    one = colours.astype(np.int32)
    packed: NDArray[np.int32] = (one[:, 0] << 16) | (one[:, 1] << 8) | one[:, 2]
    return packed


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
