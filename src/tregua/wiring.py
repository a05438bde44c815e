"""The one place where adapters are chosen: a folder becomes a centre."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from nacl.signing import SigningKey

from tregua.agreement.load import load_accord
from tregua.centre.centre import Centre
from tregua.centre.charter import Charter, parse_charter
from tregua.centre.desk import CentreDesk
from tregua.centre.intake import append, catch_up
from tregua.model.errors import BadArgument, BadCentre, Where
from tregua.model.ids import digest_bytes
from tregua.model.messages import say
from tregua.record.act import Act
from tregua.store.bulk import FolderBulk
from tregua.store.files import FolderEvidence, FolderInbox, FolderReports, write_whole
from tregua.store.ledger import FileLedger
from tregua.store.lock import Lock
from tregua.store.state import SqliteState
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

CHARTER = "centre.toml"
_KEY = "keys/operator.key"


@dataclass(frozen=True)
class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The instant, UTC."""
        return datetime.now(UTC)


def find_centre(given: Path | None) -> Path:
    """``--centre``, ``TREGUA_CENTRE``, or the nearest parent with a centre.toml. Raises BadCentre."""
    named = given or (Path(env) if (env := os.environ.get("TREGUA_CENTRE")) else None)
    if named is not None:
        if not (named / CHARTER).is_file():
            raise BadCentre(say("centre.not_one"), Where(file=str(named)))
        return named
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CHARTER).is_file():
            return folder
    raise BadCentre(say("centre.none_near"), Where(file=str(here)))


def open_centre(folder: Path, *, clock: SystemClock | None = None) -> Centre:
    """The centre in ``folder``; the database follows the record where it is behind."""
    charter = parse_charter((folder / CHARTER).read_text("utf-8"), str(folder / CHARTER))
    agreement = load_accord(folder / "accord")
    if charter.name_order:
        agreement = agreement.model_copy(update={"name_order": charter.name_order})
    centre = Centre(
        charter=charter,
        agreement=agreement,
        vocabulary=load_vocabulary().extended(agreement.places, agreement.actors),
        ledger=open_ledger(folder),
        state=SqliteState(folder / "state.db"),
        evidence=FolderEvidence(folder / "evidence"),
        bulk=FolderBulk(folder / "bulk"),
        inbox=FolderInbox(folder / "inbox"),
        reports=FolderReports(folder / "reports"),
        clock=clock or SystemClock(),
    )
    catch_up(centre)
    return centre


def open_ledger(folder: Path) -> FileLedger:
    """The record alone, without the database. Raises BadCentre where it cannot be opened."""
    charter = parse_charter((folder / CHARTER).read_text("utf-8"), str(folder / CHARTER))
    return FileLedger(folder / "record", f"tregua/{charter.name}", _read_key(folder))


def open_desk(folder: Path) -> CentreDesk:
    """The same centre for readers only."""
    return CentreDesk(open_centre(folder), folder / "reports")


def write_lock(folder: Path) -> Lock:
    """Held while something is written; a second writer is told. Raises BadCentre on entering."""
    return Lock(folder / "centre.lock")


def examples() -> tuple[str, ...]:
    """Names of the bundled centres."""
    root = files("tregua") / "data" / "examples"
    return tuple(sorted(entry.name for entry in root.iterdir() if (entry / CHARTER).is_file()))


def found_centre(folder: Path, example: str | None, title: str | None = None) -> Centre:
    """A new centre in an empty folder, or an example's with its inbox unread. Raises BadArgument.

    The folder appears whole or not at all.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadArgument(say("centre.folder_in_use"), Where(file=str(folder)))
    if example is not None and example not in examples():
        raise BadArgument(
            say("centre.no_such_example", given=example, known=examples()), Where(field="--example")
        )
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        if example:
            with as_file(files("tregua") / "data" / "examples" / example) as source:
                shutil.copytree(source, part, dirs_exist_ok=True)
            charter = parse_charter((part / CHARTER).read_text("utf-8"), CHARTER)
            with as_file(files("tregua") / "data" / "accords" / charter.accord) as source:
                shutil.copytree(source, part / "accord")
        else:
            (part / "inbox").mkdir()
            with as_file(files("tregua") / "data" / "accords" / "blank") as source:
                shutil.copytree(source, part / "accord")
            write_whole(part / CHARTER, _blank_charter(folder, title).encode())
        write_whole(part / _KEY, bytes(SigningKey.generate()).hex().encode())
        (part / _KEY).chmod(0o600)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    centre = open_centre(folder)
    append(centre, [_opening(centre, folder)])
    return centre


def _opening(centre: Centre, folder: Path) -> Act:
    charter: Charter = centre.charter
    start = centre.clock.now()
    if charter.demonstration and charter.days:
        start = charter.cut_off_of(charter.days.first - timedelta(days=1))
    accord = {
        str(path.relative_to(folder)): digest_bytes(path.read_bytes())
        for path in sorted((folder / "accord").rglob("*"))
        if path.is_file()
    }
    return Act(
        type="centre_opened",
        at=start.isoformat(),
        body={
            "name": charter.name,
            "accord": charter.accord,
            "files": accord,
            "demonstration": charter.demonstration,
            "reconstructed": charter.reconstructed,
        },
    )


def _blank_charter(folder: Path, title: str | None) -> str:
    name = folder.resolve().name
    accord = json.dumps(name)
    return f'name = {accord}\ntitle = {json.dumps(title or name)}\naccord = {accord}\nzone = "UTC"\n'


def _read_key(folder: Path) -> SigningKey:
    path = folder / _KEY
    try:
        return SigningKey(bytes.fromhex(path.read_text().strip()))
    except (OSError, ValueError) as error:
        raise BadCentre(say("centre.no_key"), Where(file=str(path))) from error


def default_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The packaged vocabulary, with an accord's own names where a centre is at hand."""
    vocabulary = load_vocabulary()
    if folder is None:
        return vocabulary
    agreement = load_accord(folder / "accord")
    return vocabulary.extended(agreement.places, agreement.actors)
