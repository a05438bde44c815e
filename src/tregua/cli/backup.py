"""``tregua backup`` and ``tregua restore``: a whole centre in one file, and out of it again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tregua.cli.run import CentreOption
from tregua.cli.show import tell


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A new file, or a folder for it.")],
    centre: CentreOption = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="The keys too, sealed under a passphrase of their own.")
    ] = False,
) -> None:
    """Writes the whole centre to one file: record, evidence, rows, reports, accord, charter, people.

    Without the keys unless asked: what is sealed stays closed to whoever finds the file.
    """
    from tregua.cli.show import word
    from tregua.store.asking import BACKUP_PASSPHRASE, ask_new
    from tregua.store.key_backup import pack_keys
    from tregua.store.whole import write_backup
    from tregua.wiring import find_centre, open_keys, open_ledger, write_lock

    folder = find_centre(centre)
    with write_lock(folder):
        if target.is_dir():
            target = target / f"{folder.resolve().name}-{open_ledger(folder).size}.tar"
        keys = open_keys(folder)
        packed = pack_keys(keys, ask_new("cli.keys.backup_new", BACKUP_PASSPHRASE)) if with_keys else None
        count = write_backup(folder, target, packed)
    tell(word("cli.backup.done", count=count, file=f"{target}"))
    if packed is None:
        tell(word("cli.backup.no_keys"))


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup made by tregua backup.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Makes a centre again out of a backup, verified against its record, in a new folder."""
    import shutil

    from tregua.cli.keys import put_keys_back
    from tregua.cli.show import word
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.store.whole import unpack
    from tregua.wiring import open_centre, verify_record

    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadArgument(say("centre.folder_in_use"), Where(file=str(folder)))
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    try:
        keys = unpack(source, part)
        (part / "inbox").mkdir(exist_ok=True)
        if keys is not None:
            put_keys_back(part, keys, f"{source}")
        checkpoint, kept = verify_record(part)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    tell(word("cli.restore.done", size=checkpoint.size, checked=kept.checked, folder=f"{folder}"))
    if keys is None:
        tell(word("cli.restore.no_keys"))
    else:
        open_centre(folder)
