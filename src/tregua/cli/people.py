"""``tregua people``: who may sign in to the dashboard, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tregua.cli.ask import Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

if TYPE_CHECKING:
    from tregua.centre.people import Invitation, Office

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
Role = Annotated[str, typer.Option("--role", help="What they are in the centre, such as duty_officer.")]
Delegation = Annotated[
    str, typer.Option("--delegation", help="Whose member or head: a delegation's id in the accord.")
]
Address = Annotated[
    str, typer.Option("--address", help="Where the dashboard is reached; the link begins with it.")
]
_HERE = "http://localhost:8020"


@app.command()
def add(
    name: Name,
    role: Role,
    delegation: Delegation = "",
    shown: Annotated[str, typer.Option("--shown", help="The name that others read.")] = "",
    address: Address = _HERE,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """A new account, and a link by which the invited person sets a passphrase, once.

    The first is an administrator's. From then on the dashboard asks everybody to sign in.
    """
    from tregua.centre.people import add_account

    invitation = add_account(_office(centre), name, role, delegation=delegation, shown=shown)
    _tell_invitation(invitation, address, as_json=as_json)


@app.command()
def invite(name: Name, address: Address = _HERE, centre: CentreOption = None, as_json: Json = False) -> None:
    """Another invitation, for whoever has lost the first or every way in.

    Whoever takes it is in, and every session of the account is over.
    """
    from tregua.centre.people import invite_again

    _tell_invitation(invite_again(_office(centre), name), address, as_json=as_json)


@app.command("list")
def list_people(centre: CentreOption = None, as_json: Json = False) -> None:
    """Who has an account, as what, and when they were last here."""
    from tregua.centre.people import accounts
    from tregua.cli.show import print_json, print_table, word

    found = accounts(_office(centre))
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    if not found:
        tell(word("cli.people.none"))
        return
    rows = [
        (
            one.name,
            one.shown,
            " ".join(filter(None, (word(f"people.role.{one.role}"), one.delegation))),
            word(f"people.state.{one.state}"),
            _instant(one.seen_at),
        )
        for one in found
    ]
    print_table("", ("people.name", "people.shown", "people.role", "people.state", "people.seen"), rows)


@app.command()
def disable(name: Name, centre: CentreOption = None) -> None:
    """Ends an account's sessions at once and lets nobody in with it any more."""
    from tregua.centre import people

    _tell_done("disabled", people.disable(_office(centre), name).name)


@app.command()
def enable(name: Name, centre: CentreOption = None) -> None:
    """A disabled account is as it was before."""
    from tregua.centre import people

    _tell_done("enabled", people.enable(_office(centre), name).name)


@app.command()
def unlock(name: Name, centre: CentreOption = None) -> None:
    """An account on which too many wrong passphrases were tried waits no longer."""
    from tregua.centre import people

    _tell_done("unlocked", people.unlock(_office(centre), name).name)


@app.command("sign-out")
def sign_out(name: Name, centre: CentreOption = None) -> None:
    """Ends every session of an account."""
    from tregua.centre import people

    _tell_done("signed_out_everywhere", name, people.sign_out_everywhere(_office(centre), name))


@app.command()
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="What they are from now on.")],
    delegation: Delegation = "",
    centre: CentreOption = None,
) -> None:
    """Another role; whoever has it signs in anew."""
    from tregua.centre import people

    _tell_done("role_changed", people.change_role(_office(centre), name, role, delegation=delegation).name)


@app.command()
def log(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Of one account only.")] = "",
    most: Annotated[int, typer.Option("--most", min=1, max=10_000, help="How many lines.")] = 50,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """What happened at the door, the latest first: sign-ins, refusals, waits, changes of accounts.

    It tells accounts by their ids and of an address only the network.
    """
    from tregua.centre import people
    from tregua.cli.show import print_json, print_table, word

    found = people.log(_office(centre), name, most=most)
    if as_json:
        print_json([{**vars(one), "at": _instant(one.at)} for one in found])
        return
    rows = [
        (_instant(one.at), word(f"people.event.{one.event}"), one.account_id, one.by, one.address, one.detail)
        for one in found
    ]
    columns = ("people.at", "people.event", "people.account", "people.by", "people.address", "people.detail")
    print_table("", columns, rows)


def _office(centre: Any) -> Office:
    from tregua.wiring import find_centre, open_people

    return open_people(find_centre(centre))


def _tell_invitation(invitation: Invitation, address: str, *, as_json: bool) -> None:
    from tregua.cli.show import print_json, word
    from tregua.web.origin import read_address

    link = f"{read_address(address)}/invitation#{invitation.token}"
    if as_json:
        told = {**_as_json(invitation.account), "invitation": link, "until": _instant(invitation.until)}
        print_json(told)
        return
    name, until = invitation.account.name, _instant(invitation.until)
    tell(word("cli.people.invited", name=name, until=until), err=True)
    tell(link)


def _as_json(account: Any) -> dict[str, Any]:
    told = dict(vars(account))
    return {**told, "created_at": _instant(account.created_at), "seen_at": _instant(account.seen_at) or None}


def _tell_done(event: str, name: str, count: int = 0) -> None:
    from tregua.cli.show import word

    tell(f"{name}: {word(f'people.event.{event}')}" + (f" ({count})" if count else ""))


def _instant(seconds: int | None) -> str:
    from datetime import UTC, datetime

    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
