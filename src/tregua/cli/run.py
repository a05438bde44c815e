"""Commands that make a centre and bring it through its days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.show import tell

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from datetime import date

    from tregua.centre.centre import Centre
    from tregua.model.errors import TreguaError

CentreOption = Annotated[
    Path | None,
    typer.Option("--centre", help="The centre's folder; else TREGUA_CENTRE, else the nearest parent."),
]


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    for command in (demo, init, ingest, day, serve):
        app.command()(command)


def demo(
    name: Annotated[str, typer.Argument(help="Which bundled centre.")] = "karabakh-2020",
    folder: Annotated[Path | None, typer.Option("--dir", help="Where to build it.")] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build it, then stop.")] = False,
    port: Annotated[int, typer.Option(help="The dashboard's port on 127.0.0.1.")] = 8020,
) -> None:
    """A bundled centre: plays its days, then serves its dashboard."""
    from tregua.wiring import found_centre, open_centre, write_lock

    target = folder or Path("demo") / name
    if not (target / "centre.toml").is_file():
        found_centre(target, name)
    faults = 0
    with write_lock(target):
        centre = open_centre(target)
        if days := centre.charter.days:
            faults = _play(centre, days.first, days.last, days.plays)
    if no_serve:
        tell(f"{target}")
        raise typer.Exit(2 if faults else 0)
    _serve(target, port)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    example: Annotated[
        str | None, typer.Option(help="Copy a bundled centre, its inbox not yet read.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The new centre's title.")] = None,
) -> None:
    """A new centre."""
    from tregua.wiring import found_centre

    found_centre(folder, example, title)
    tell(f"{folder}")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    centre: CentreOption = None,
) -> None:
    """Takes files into the centre; twice is once."""
    from tregua.centre.intake import open_files, take_in
    from tregua.cli.show import tell_accord, tell_error, word
    from tregua.model.errors import TreguaError
    from tregua.sources import MAX_BYTES
    from tregua.store.files import read_file, readable_name
    from tregua.wiring import find_centre, open_centre, write_lock

    folder = find_centre(centre)
    files: list[tuple[str, bytes]] = []
    faults: list[TreguaError] = []
    for path in _files_below(paths):
        try:
            shown = readable_name(str(path))
            files.append((shown, read_file(path, MAX_BYTES, shown)))
        except TreguaError as fault:
            faults.append(fault)
    with write_lock(folder):
        opened = open_centre(folder)
        tell_accord(opened)
        arrivals, refused = open_files(files, opened.names)
        latest = opened.state.snapshot()
        at = latest.at if opened.charter.demonstration and latest else opened.clock.now()
        intake = take_in(opened, arrivals, at)
    for told in (*faults, *refused, *intake.faults):
        tell_error(told)
    tell(word("cli.taken_in", items=len(intake.items), claims=len(intake.claims)))
    if faults or refused or intake.faults:
        raise typer.Exit(2)


def _files_below(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(p for p in path.rglob("*") if not p.is_dir()) if path.is_dir() else [path])
    return found


def day(
    days: Annotated[str | None, typer.Argument(metavar="[DATE | FROM..TO]", help="Default: today.")] = None,
    centre: CentreOption = None,
) -> None:
    """Plays a day: reads, fuses, evaluates, reports.

    What is new in the inbox is read, fused into incidents, weighed against every obligation,
    appended to the record and written up in the daily report.
    """
    from tregua.centre.moment import parse_days
    from tregua.cli.show import tell_accord
    from tregua.wiring import find_centre, open_centre, write_lock

    folder = find_centre(centre)
    with write_lock(folder):  # before it is opened: nobody may append to the record between
        opened = open_centre(folder)
        tell_accord(opened)
        first, last = parse_days(days, opened)
        faults = _play(opened, first, last)
    if faults:
        raise typer.Exit(2)


def _play(centre: Centre, first: date, last: date, plays: Callable[[date], bool] = lambda _: True) -> int:
    """Plays days with progress on stderr; returns how many faults were told."""
    from datetime import timedelta

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from tregua.centre.day import play_days
    from tregua.cli.show import tell_error, word

    told: list[TreguaError] = []
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    items = claims = 0
    done = None
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        days = sum(plays(first + timedelta(days=n)) for n in range((last - first).days + 1))
        task = progress.add_task(f"{first}", total=days)
        for done in play_days(centre, first, last, told.append, plays):
            items, claims = items + done.new_items, claims + done.new_claims
            progress.update(
                task, advance=1, description=word("cli.playing", day=done.day, items=items, claims=claims)
            )
    for fault in told:
        tell_error(fault)
    if done is not None:
        path = f"reports/{done.day}/report.html"
        tell(word("cli.played", first=first, last=last, items=items, claims=claims, report=path))
    return len(told)


def serve(
    centre: CentreOption = None,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 8020,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="No forms: nothing can be entered from the dashboard.")
    ] = False,
    host: Annotated[str, typer.Option("--host", help="The machine's address to answer at.")] = "127.0.0.1",
    name: Annotated[
        str, typer.Option("--name", help="The host's name as people type it; else that of --host.")
    ] = "",
    tls_cert: Annotated[Path | None, typer.Option("--tls-cert", help="The certificate, PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", help="Its key, PEM.")] = None,
) -> None:
    """The dashboard and the API.

    While nobody has an account it answers on this machine only, and whoever opens it can enter into the
    registers; with --read-only nobody can. Once somebody has one (tregua people add), everybody signs in.
    It answers beyond this machine only then, and only with TLS.
    """
    from tregua.wiring import find_centre

    _serve(find_centre(centre), port, host, name, tls_cert, tls_key, read_only=read_only)


def _serve(
    folder: Path,
    port: int,
    host: str = "127.0.0.1",
    name: str = "",
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    *,
    read_only: bool = False,
) -> None:
    from functools import partial

    import uvicorn

    from tregua.centre.people_reception import CentreReception
    from tregua.centre.rights import audience_of, may
    from tregua.cli.show import word
    from tregua.model.rights import OPERATOR, VISITOR
    from tregua.model.tiers import INTERNAL
    from tregua.web.app import create_app
    from tregua.web.guard import LOOPBACK
    from tregua.web.sessions import AtReception
    from tregua.wiring import desks_of, open_clerk, open_people

    reception = CentreReception(open_people(folder))
    _check_host(host, tls_cert, tls_key, alone=reception.is_open())
    person = VISITOR if read_only else OPERATOR
    keeper = AtReception(
        reception, may, lambda who: INTERNAL if who == person else audience_of(who), alone=person
    )
    hosts = (*LOOPBACK, *(one.lower() for one in (name, host) if one))
    clerk_for = None if read_only else partial(open_clerk, folder)
    app = create_app(desks_of(folder), keeper, hosts, clerk_for, reception)
    listening = _listen(port, host)
    scheme = "https" if tls_cert else "http"
    tell(word("cli.serving", address=f"{scheme}://{name or host}:{port}/"))
    config = uvicorn.Config(
        app, log_level="warning", proxy_headers=False, ssl_certfile=tls_cert, ssl_keyfile=tls_key
    )
    uvicorn.Server(config).run(sockets=[listening])


def _check_host(host: str, tls_cert: Path | None, tls_key: Path | None, *, alone: bool) -> None:
    """Beyond this machine nobody is let in without an account, nor anything sent that others can read.
    Raises BadArgument ``serve.no_accounts``, ``serve.no_tls``, ``serve.half_tls``."""
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say

    if (tls_cert is None) != (tls_key is None):
        raise BadArgument(say("serve.half_tls"), Where(field="--tls-key" if tls_cert else "--tls-cert"))
    if host in ("127.0.0.1", "localhost"):
        return
    if alone:
        raise BadArgument(say("serve.no_accounts"), Where(field="--host"))
    if tls_cert is None:
        raise BadArgument(say("serve.no_tls"), Where(field="--host"))


def _listen(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A socket, taken before the address is told. Raises BadArgument when it is in use."""
    import socket

    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say

    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        raise BadArgument(say("serve.port_taken", port=f"{port}"), Where(field="--port")) from error
    return listening
