"""Whether what the record speaks of is still what it was: evidence, derived rows, reports, the accord.

The record holds hashes; this holds the files against them. Pure but for the ports it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from tregua.centre.ports import Bulk, Evidence, Reports
from tregua.centre.sealing import FOUNDING
from tregua.model.errors import BadCentre, CheckFailed, Where
from tregua.model.ids import digest_bytes
from tregua.model.messages import say
from tregua.record.act import Act


def check_kept(
    acts: Iterable[Act],
    evidence: Evidence,
    bulk: Bulk,
    reports: Reports,
    accord_file: Callable[[str], bytes | None],
) -> int:
    """Holds every file an act names against its hash; returns how many. Raises CheckFailed.

    ``accord_file`` gives the bytes of a file below the centre by its path, None where it is gone.
    """
    checked = 0
    issued: dict[str, str] = {}
    sealed: dict[str, str] = {}
    rests = False  # whether anything does on the accord: until then it is still being written
    for act in acts:
        rests = rests or act.type not in FOUNDING
        match act.type:
            case "centre_opened":
                sealed = act.body["files"]
            case "accord_adopted" if not rests:
                sealed = act.body["files"]
            case "item_received":
                item = act.body["item_id"]
                for digest in (act.body["sha256"], act.body["text_sha256"]):
                    _kept(lambda item=item, digest=digest: evidence.get(item, digest))  # type: ignore[misc]
                    checked += 1
            case "derivation":
                _kept(lambda act=act: bulk.get_claims(act.body["output"]))  # type: ignore[misc]
                checked += 1
            case "report_issued":
                issued[act.body["day"]] = act.body["sha256"]
            case _:
                pass
    for path, digest in sorted(sealed.items()) if rests else ():
        _hold(accord_file(path), digest, path, "record.accord_changed")
        checked += 1
    for day, digest in sorted(issued.items()):
        path = f"reports/{day}/report.html"
        _hold(reports.read(date.fromisoformat(day), "report.html"), digest, path, "record.report_changed")
        checked += 1
    return checked


def _kept(read: Callable[[], object]) -> None:
    try:
        read()
    except BadCentre as error:
        raise CheckFailed(error.message, error.where) from error


def _hold(data: bytes | None, digest: str, path: str, code: str) -> None:
    if data is None or digest_bytes(data) != digest:
        raise CheckFailed(say(code), Where(file=path))
