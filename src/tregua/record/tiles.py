"""C2SP tlog-tiles: how leaves and hashes lie in files of 256.

``tile/entries/N`` holds leaves, each after its length as a big-endian uint16; ``tile/L/N`` holds
256 hashes of level L. The last of a row is partial: ``N.p/W``. N is written in groups of three
digits, ``x``-prefixed but for the last (``x001/234``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tregua.record.tree import HASH_SIZE, root_of

WIDTH = 256
MAX_LEAF = 65_535


def name_index(index: int) -> str:
    """``index`` as tlog-tiles writes it: 1234067 → ``x001/x234/067``."""
    groups = [f"{index % 1000:03d}"]
    index //= 1000
    while index:
        groups.append(f"x{index % 1000:03d}")
        index //= 1000
    return "/".join(reversed(groups))


def tile_path(level: int | None, index: int, width: int = WIDTH) -> str:
    """The path of a hash tile (``level`` ≥ 0) or an entry bundle (None) below the record's root."""
    folder = "entries" if level is None else str(level)
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{folder}/{name_index(index)}{partial}"


def encode_bundle(leaves: Sequence[bytes]) -> bytes:
    """Leaves as one entry bundle; ValueError for a leaf over 65,535 bytes."""
    parts = []
    for leaf in leaves:
        if len(leaf) > MAX_LEAF:
            raise ValueError(f"a leaf of {len(leaf)} bytes is over {MAX_LEAF}")
        parts.append(len(leaf).to_bytes(2, "big") + leaf)
    return b"".join(parts)


def decode_bundle(data: bytes) -> Iterator[bytes]:
    """The leaves of one entry bundle; ValueError where it is cut."""
    here = 0
    while here < len(data):
        end = here + 2 + int.from_bytes(data[here : here + 2], "big")
        if here + 2 > len(data) or end > len(data):
            raise ValueError(f"cut at byte {here}")
        yield data[here + 2 : end]
        here = end


def tiles_of(leaves: Sequence[bytes], hashes: Sequence[bytes], start: int = 0) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every bundle and tile that leaves from ``start`` on touch.

    ``leaves[i]`` is the leaf of index ``start - start % 256 + i``: the bundle that ``start`` falls
    in must be whole. ``hashes`` are all leaf hashes of the tree.
    """
    base = start - start % WIDTH
    for first in range(0, len(leaves), WIDTH):
        part = leaves[first : first + WIDTH]
        yield tile_path(None, (base + first) // WIDTH, len(part)), encode_bundle(part)
    level, row, touched = 0, list(hashes), base // WIDTH
    while row:
        for index in range(touched, (len(row) + WIDTH - 1) // WIDTH):
            part_hashes = row[index * WIDTH : (index + 1) * WIDTH]
            yield tile_path(level, index, len(part_hashes)), b"".join(part_hashes)
        full = len(row) // WIDTH
        row = [root_of(row[i * WIDTH : (i + 1) * WIDTH]) for i in range(full)]
        level, touched = level + 1, touched // WIDTH


def decode_tile(data: bytes) -> list[bytes]:
    """The hashes of one tile; ValueError where it is cut."""
    if len(data) % HASH_SIZE:
        raise ValueError(f"{len(data)} bytes is no whole number of hashes")
    return [data[i : i + HASH_SIZE] for i in range(0, len(data), HASH_SIZE)]
