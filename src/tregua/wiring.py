"""The one place where adapters are chosen: a folder becomes a centre."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from importlib.resources import as_file, files
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from nacl.signing import SigningKey, VerifyKey

from tregua.agreement.load import load_accord
from tregua.centre.audiences import audience_named, seen_by
from tregua.centre.centre import Centre
from tregua.centre.charter import Charter, read_charter
from tregua.centre.following import catch_up, check_followed
from tregua.centre.keeping import Kept, check_kept
from tregua.model.errors import BadArgument, BadCentre, Where
from tregua.model.ids import digest_bytes
from tregua.model.messages import Message, say
from tregua.model.tiers import INTERNAL, Audience
from tregua.record.act import Act
from tregua.record.checkpoint import Checkpoint, VerifierKey, parse_key
from tregua.reporting.messages import Renderer
from tregua.store.asking import ask_passphrase
from tregua.store.bulk import FolderBulk
from tregua.store.evidence import FolderEvidence
from tregua.store.files import FolderInbox, FolderReports, write_whole
from tregua.store.keys import CentreKeys
from tregua.store.ledger import FileLedger
from tregua.store.lock import PATIENCE, Lock
from tregua.store.opening import forget_state, is_empty, open_state_of
from tregua.store.operator import OPERATOR_KEY, find_operator, keep_operator
from tregua.store.persons import FolderNames
from tregua.store.place import is_file, make_where_missing, place_of
from tregua.store.progress import Telling
from tregua.store.server_lock import ServerLock
from tregua.store.state import DatabaseState
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from sqlalchemy import URL

    from tregua.centre.clerk import Clerk
    from tregua.centre.desk import CentreDesk
    from tregua.centre.people import Office
    from tregua.centre.ports import Clock

CHARTER = "centre.toml"
_KEYS = "keys"
_PUBLIC = "operator.pub"
_LOCK = "centre.lock"
_PEOPLE = "people.db"
_WAIT = "TREGUA_WAIT"
_AS = "TREGUA_AS"
_AT_THE_DESK = 2.0
"""Seconds that whoever enters from the dashboard waits for another writer."""


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
    centre = centre_in(folder, clock=clock)
    catch_up(centre)
    return centre


def centre_in(folder: Path, *, clock: SystemClock | None = None) -> Centre:
    """The centre in ``folder`` with its database as it is, however far that has followed the record."""
    charter = read_charter(folder / CHARTER)
    agreement = load_accord(folder / "accord")
    if charter.name_order:
        agreement = agreement.model_copy(update={"name_order": charter.name_order})
    return Centre(
        charter=charter,
        agreement=agreement,
        vocabulary=load_vocabulary().extended(agreement.places, agreement.actors),
        ledger=open_ledger(folder),
        state=open_state(folder, charter),
        evidence=FolderEvidence(folder / "evidence", open_keys(folder)),
        bulk=FolderBulk(folder / "bulk", open_keys(folder)),
        inbox=FolderInbox(folder / "inbox"),
        reports=FolderReports(folder / "reports"),
        names=FolderNames(folder / "keys", folder / "evidence" / "persons", open_keys(folder)),
        clock=clock or SystemClock(),
        accord_files=_accord_files(folder),
        tell=Telling(lambda message: Renderer().text(message)),
    )


def open_state(folder: Path, charter: Charter, *, any_schema: bool = False) -> DatabaseState:
    """The centre's database, where TREGUA_STORE says, else its charter, else in ``state.db``; of any version
    where only how far it has followed is asked. Raises BadCentre ``state.*``."""
    return open_state_of(folder, charter.store, owner_of(folder), os.environ, any_schema=any_schema)


def place_in(folder: Path) -> URL:
    """Where the database of the centre in ``folder`` is. Raises BadCentre ``state.bad_url``."""
    return place_of(folder, read_charter(folder / CHARTER).store, os.environ)


def owner_of(folder: Path) -> str:
    """The key of the centre's record, which its database names too."""
    return f"{VerifierKey(_origin(folder), bytes(_read_key(folder)[0]))}"


def open_ledger(folder: Path, *, only_verify: bool = False) -> FileLedger:
    """The record alone, without the database. Raises BadCentre where it cannot be opened."""
    key, signer = _read_key(folder)
    return FileLedger(folder / "record", _origin(folder), key, only_verify=only_verify, signer=signer)


def open_keys(folder: Path) -> CentreKeys:
    """The keys of the centre in ``folder``: the same in one run, so that a passphrase is asked for once."""
    return _keys_in((folder / _KEYS).absolute())


@cache
def _keys_in(folder: Path) -> CentreKeys:
    return CentreKeys(folder, lambda: ask_passphrase(Renderer().text(say("keys.prompt"))))


def verify_record(folder: Path) -> tuple[Checkpoint, Kept]:
    """Rechecks the record's files, that the database has followed no other, and that evidence, rows,
    reports and the accord are what the record says they were. Raises CheckFailed. Where the keys are not
    here, as in a copy without them, what is sealed is only looked for."""
    ledger = open_ledger(folder, only_verify=True)
    checkpoint = ledger.verify()

    def read(path: str) -> bytes | None:
        return (folder / path).read_bytes() if (folder / path).is_file() else None

    record = open_ledger(folder)
    keys = open_keys(folder)
    evidence, bulk = FolderEvidence(folder / "evidence", keys), FolderBulk(folder / "bulk", keys)
    kept = check_kept(
        lambda: (act for _, act in record.acts()),
        evidence,
        bulk,
        FolderReports(folder / "reports"),
        read,
        with_keys=not keys.are_elsewhere,
    )
    charter = read_charter(folder / CHARTER)
    if not is_empty(place_of(folder, charter.store, os.environ)):
        check_followed(ledger, open_state(folder, charter))
    return checkpoint, kept


def rebuild_state(folder: Path) -> int:
    """Replays the record into a new database; returns how many acts. The caller holds the lock.

    A database that has followed another or a longer record is left alone: CheckFailed tells it.
    """
    ledger = open_ledger(folder)
    charter = read_charter(folder / CHARTER)
    place = place_of(folder, charter.store, os.environ)
    with suppress(BadCentre):  # one that cannot be used remembers nothing
        check_followed(ledger, open_state(folder, charter, any_schema=True))
    bulk = FolderBulk(folder / "bulk", open_keys(folder))
    for _, act in ledger.acts():  # nothing is forgotten before it is sure that all can be replayed
        if act.type == "derivation":
            bulk.get_claims(act.body["output"])
    forget_state(place, owner_of(folder))
    open_centre(folder)
    return ledger.size


def open_as(folder: Path, audience: str | None = None) -> Centre:
    """The centre in ``folder`` as an audience sees it, by its name; else the one that TREGUA_AS names, else
    the centre itself, because whoever holds the folder could read everything in it anyway. Raises BadArgument
    ``audience.unknown``."""
    centre = open_centre(folder)
    named, field = (audience, "--as") if audience is not None else (os.environ.get(_AS), _AS)
    return seen_by(centre, audience_named(centre.agreement, named, field) if named else INTERNAL)


def open_desk(folder: Path, audience: Audience = INTERNAL) -> CentreDesk:
    """The same centre for readers only, as ``audience`` sees it. Raises BadArgument ``audience.unknown``."""
    return desks_of(folder)(audience)


def desks_of(folder: Path) -> Callable[[Audience], CentreDesk]:
    """Gives the desk of each audience of one centre, which is opened once; each keeps a memory of its own. It
    raises BadArgument ``audience.unknown``."""
    from tregua.centre.desk import CentreDesk

    centre = open_centre(folder)

    def desk_for(audience: Audience) -> CentreDesk:
        seen = seen_by(centre, audience_named(centre.agreement, audience.name))
        return CentreDesk(seen, folder / "reports", partial(_accord_files, folder))

    return desk_for


def open_clerk(folder: Path, audience: Audience = INTERNAL) -> Clerk:
    """Whoever enters into this centre's registers from the dashboard, as one of ``audience``: told of nothing
    that they do not see, and entering nothing that they would not."""
    from tregua.centre.clerk import Clerk

    return Clerk(partial(open_as, folder, audience.name), partial(write_lock, folder, _AT_THE_DESK))


def open_people(folder: Path, clock: Clock | None = None) -> Office:
    """The accounts of the centre in ``folder``: in a file of their own, whatever database the record's
    projection is in."""
    from tregua.centre.people import Office
    from tregua.store.passphrases import Argon2
    from tregua.store.people import open_people_file

    def delegations() -> tuple[str, ...]:
        return tuple(one.id for one in load_accord(folder / "accord").delegations)

    store = open_people_file(folder / _PEOPLE)
    return Office(store, Argon2(), clock or SystemClock(), secrets.token_bytes, delegations)


def write_lock(folder: Path, patience: float | None = None) -> Lock:
    """Held while something is written; a second writer waits ``patience`` seconds (else TREGUA_WAIT, else
    ten), telling so on stderr. Raises BadCentre on entering where that is not enough."""
    wait = _patience() if patience is None else patience

    def tell(message: Message) -> None:
        sys.stderr.write(f"{Renderer().text(message)}\n")

    place = place_in(folder)
    more = () if is_file(place) else (ServerLock(place, make=make_where_missing(os.environ)),)
    return Lock(folder / _LOCK, *more, patience=wait, tell=tell)


def _patience() -> float:
    try:
        seconds = float(os.environ.get(_WAIT) or PATIENCE)
    except ValueError as error:
        raise BadArgument(say("cli.bad_wait"), Where(field=_WAIT)) from error
    if not 0 <= seconds < inf:
        raise BadArgument(say("cli.bad_wait"), Where(field=_WAIT))
    return seconds


def examples() -> tuple[str, ...]:
    """Names of the bundled centres."""
    root = files("tregua") / "data" / "examples"
    return tuple(sorted(entry.name for entry in root.iterdir() if (entry / CHARTER).is_file()))


def found_centre(folder: Path, example: str | None, title: str | None = None) -> Centre:
    """A new centre in an empty folder, or an example's with its inbox unread. Raises BadArgument.

    The folder appears whole or not at all.
    """
    folder = folder.resolve()  # a name of its own, also for . and ..
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
            charter = read_charter(part / CHARTER)
            with as_file(files("tregua") / "data" / "accords" / charter.accord) as source:
                shutil.copytree(source, part / "accord")
        else:
            (part / "inbox").mkdir()
            with as_file(files("tregua") / "data" / "accords" / "blank") as source:
                shutil.copytree(source, part / "accord")
            write_whole(part / CHARTER, _blank_charter(folder, title).encode())
        keys, key = CentreKeys(part / _KEYS), SigningKey.generate()
        keys.found()
        keep_operator(keys, key)
        write_whole(part / _PUBLIC, _public_key(part, key).encode())
        (part / _LOCK).touch(0o600)
        open_ledger(part).append([_opening(part)])
        _put_in_place(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return open_centre(folder)


def _public_key(folder: Path, key: SigningKey) -> str:
    """What the record's signatures are checked with, in the form that is handed from person to person."""
    return f"{VerifierKey(_origin(folder), bytes(key.verify_key))}\n"


def _origin(folder: Path) -> str:
    return f"tregua/{read_charter(folder / CHARTER).name}"


def _put_in_place(part: Path, folder: Path) -> None:
    """A new folder appears at once; into one that is there, and may be where the user stands, the
    charter goes last: before it, the folder is no centre."""
    if not folder.exists():
        part.rename(folder)
        return
    for path in sorted(part.iterdir(), key=lambda one: (one.name == CHARTER, one.name)):
        path.rename(folder / path.name)
    part.rmdir()


def _opening(folder: Path) -> Act:
    charter: Charter = read_charter(folder / CHARTER)
    start = SystemClock().now()
    if charter.demonstration and charter.days:
        start = charter.cut_off_of(charter.days.first - timedelta(days=1))
    return Act(
        type="centre_opened",
        at=start.isoformat(),
        body={
            "name": charter.name,
            "accord": charter.accord,
            "files": _accord_files(folder),
            "demonstration": charter.demonstration,
            "reconstructed": charter.reconstructed,
        },
    )


def _accord_files(folder: Path) -> dict[str, str]:
    """The accord's files by their path below the centre, each with its SHA-256."""
    return {
        str(path.relative_to(folder)): digest_bytes(path.read_bytes())
        for path in sorted((folder / "accord").rglob("*"))
        if path.is_file()
    }


def _blank_charter(folder: Path, title: str | None) -> str:
    name = json.dumps(re.sub(r"[^\w.-]+", "-", folder.name).strip("-") or "centre", ensure_ascii=False)
    shown = json.dumps(title or folder.name, ensure_ascii=False)
    return f'name = {name}\ntitle = {shown}\naccord = {name}\nzone = "UTC"\n'


def _read_key(folder: Path) -> tuple[VerifyKey, Callable[[], SigningKey] | None]:
    """The public half of the operator's key, and how to come by the whole; in a copy without ``keys/`` its
    public half alone, as the centre's folder tells it."""
    found = find_operator(open_keys(folder))
    if found is not None:
        return found
    try:
        return VerifyKey(parse_key((folder / _PUBLIC).read_text()).public), None
    except (OSError, ValueError) as error:
        where = Where(file=str(folder / _KEYS / OPERATOR_KEY))
        raise BadCentre(say("centre.no_key"), where) from error


def default_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The packaged vocabulary, with an accord's own names where a centre is at hand."""
    vocabulary = load_vocabulary()
    if folder is None:
        return vocabulary
    agreement = load_accord(folder / "accord")
    return vocabulary.extended(agreement.places, agreement.actors)
