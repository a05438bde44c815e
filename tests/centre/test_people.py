"""Accounts: who is invited, who comes in, who waits, and who no longer does."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from fixture_people import GOOD, LEAST, OTHER, SetClock, office_of

from tregua.centre import people, people_entry
from tregua.centre.people import Office
from tregua.centre.people_entry import IDLE, LASTS, Came
from tregua.centre.people_passphrase import check_passphrase
from tregua.model.errors import BadArgument, BadCentre, CheckFailed, TreguaError
from tregua.model.people import Entrance
from tregua.store.passphrases import Argon2
from tregua.store.people import open_people_file

HERE = Came("192.0.2.77", "Firefox on Linux")
ELSEWHERE = Came("198.51.100.9", "curl")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def office(tmp_path: Path, clock: SetClock) -> Office:
    return office_of(tmp_path, clock)


def code_of(error: pytest.ExceptionInfo[TreguaError]) -> str:
    return error.value.code


def enter(office: Office, name: str, role: str = "administrator", **more: str) -> Entrance:
    """Invites somebody, who takes it."""
    invitation = people.add_account(office, name, role, **more)
    return people_entry.take_invitation(office, invitation.token, GOOD, HERE)


def test_nobody_has_an_account_and_nothing_is_written(office: Office, tmp_path: Path) -> None:
    assert not people.has_accounts(office)
    assert people.accounts(office) == ()
    assert people_entry.who_is(office, "0" * 64) is None
    assert list(tmp_path.iterdir()) == []


def test_the_first_account_is_an_administrators(office: Office) -> None:
    with pytest.raises(BadArgument) as refused:
        people.add_account(office, "duty", "duty_officer")
    assert code_of(refused) == "people.first_administrator"
    assert not people.has_accounts(office)
    people.add_account(office, "admin", "administrator")
    people.add_account(office, "duty", "duty_officer")
    assert [(one.name, one.role, one.state) for one in people.accounts(office)] == [
        ("admin", "administrator", "invited"),
        ("duty", "duty_officer", "invited"),
    ]


def test_an_invitation_is_taken_once_and_its_token_is_not_kept(office: Office, tmp_path: Path) -> None:
    invitation = people.add_account(office, "Admin", "administrator", shown="A. Keeper")
    assert people_entry.look_at_invitation(office, invitation.token).shown == "A. Keeper"
    entered = people_entry.take_invitation(office, invitation.token, GOOD, HERE)
    found = people_entry.who_is(office, entered.token)
    assert found is not None and found.account.name == "admin" and found.account.state == "active"
    with pytest.raises(CheckFailed) as refused:
        people_entry.take_invitation(office, invitation.token, OTHER, ELSEWHERE)
    assert code_of(refused) == "people.invitation_over"
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("people.db*"))
    for secret in (invitation.token, entered.token, entered.known, GOOD):
        assert secret.encode() not in kept
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in tmp_path.glob("people.db*"))


def test_an_invitation_runs_out_and_a_newer_one_takes_its_place(office: Office, clock: SetClock) -> None:
    first = people.add_account(office, "admin", "administrator")
    second = people.invite_again(office, "admin")
    for token in (first.token, "", "x"):
        with pytest.raises(CheckFailed):
            people_entry.look_at_invitation(office, token)
    clock.go(people.INVITATION_LASTS - 1)
    people_entry.look_at_invitation(office, second.token)
    clock.go(1)
    with pytest.raises(CheckFailed):
        people_entry.take_invitation(office, second.token, GOOD, HERE)


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("elevenchars", "people.short_passphrase"),
        ("x" * 513, "people.long_passphrase"),
        ("password1234", "people.common_passphrase"),
        ("P4ssw0rd!2024", "people.common_passphrase"),
        ("correct horse battery staple", "people.common_passphrase"),
        ("123456789012", "people.common_passphrase"),
        ("aaaaaaaaaaaab", "people.common_passphrase"),
        ("qwertyuiop123", "people.common_passphrase"),
        ("ceasefire2020", "people.common_passphrase"),
        ("gulnara.aliyeva1984", "people.name_in_passphrase"),
    ],
)
def test_a_passphrase_that_anybody_would_try_is_refused(passphrase: str, code: str) -> None:
    with pytest.raises(BadArgument) as refused:
        check_passphrase(passphrase, ("g.aliyeva", "Gulnara Aliyeva"))
    assert code_of(refused) == code


@pytest.mark.parametrize(
    "passphrase", [GOOD, OTHER, "830274619385", "три лодки и мельница", "日本語の合言葉は長くてよい"]
)
def test_nothing_else_is_asked_of_one(passphrase: str) -> None:
    assert check_passphrase(passphrase, ("admin", "A. Keeper")) == passphrase


def test_unknown_disabled_and_wrong_are_told_alike(office: Office) -> None:
    enter(office, "admin")
    enter(office, "left", "observer")
    people.add_account(office, "invited", "observer")
    people.disable(office, "left")
    told = []
    for name in ("admin", "left", "invited", "nobody"):
        with pytest.raises(CheckFailed) as refused:
            people_entry.sign_in(office, name, OTHER if name == "admin" else GOOD, ELSEWHERE)
        told.append(refused.value.message)
    assert {one.code for one in told} == {"people.wrong"} and len(set(map(str, told))) == 1


def test_waits_grow_end_and_are_the_same_for_a_name_nobody_has(office: Office, clock: SetClock) -> None:
    enter(office, "admin")
    waits: dict[str, list[int]] = {}
    for name in ("admin", "nobody"):
        came = Came(f"203.0.113.{len(name)}")
        waits[name] = []
        for _ in range(12):
            with pytest.raises(CheckFailed) as refused:
                people_entry.sign_in(office, name, OTHER, came)
            if code_of(refused) == "people.wait":
                seconds = int(str(refused.value.message.args["seconds"]))
                waits[name].append(seconds)
                clock.go(seconds)
    assert waits["admin"] == [30, 60, 120, 240] or waits["admin"] == waits["nobody"]
    assert waits["admin"] == waits["nobody"] and waits["admin"][:3] == [30, 60, 120]
    assert people.accounts(office)[0].state == "active"
    assert people_entry.sign_in(office, "admin", GOOD, HERE).signed_in.account.name == "admin"


def test_others_tries_lock_nobody_out_for_good(office: Office, clock: SetClock) -> None:
    mine = enter(office, "admin")
    for number in range(200):  # from everywhere, for an hour
        came = Came(f"10.0.{number}.1")
        with pytest.raises(CheckFailed):
            people_entry.sign_in(office, "admin", OTHER, came)
        clock.go(18)
    assert people.accounts(office)[0].state == "locked"
    with pytest.raises(CheckFailed) as refused:
        people_entry.sign_in(office, "admin", GOOD, HERE)
    assert code_of(refused) == "people.wait"
    seconds = int(str(refused.value.message.args["seconds"]))
    assert seconds <= 900
    again = people_entry.sign_in(office, "admin", GOOD, HERE._replace(known=mine.known))
    assert again.signed_in.account.name == "admin"
    clock.go(900)
    assert people_entry.sign_in(office, "admin", GOOD, HERE).signed_in.account.state == "active"


def test_tries_at_many_names_from_one_address_wait_too(office: Office) -> None:
    enter(office, "admin")
    codes = []
    for number in range(25):
        with pytest.raises(CheckFailed) as refused:
            people_entry.sign_in(office, f"name{number}", OTHER, ELSEWHERE)
        codes.append(code_of(refused))
    assert codes == ["people.wrong"] * 20 + ["people.wait"] * 5
    assert people_entry.sign_in(office, "admin", GOOD, HERE)


def test_one_network_of_the_new_kind_is_one_address(office: Office) -> None:
    assert people_entry.key_of_address(Came("2001:db8:1::1")) == people_entry.key_of_address(
        Came("2001:db8:1:9::2")
    )
    assert people_entry.key_of_address(Came("192.0.2.1")) != people_entry.key_of_address(Came("192.0.2.2"))


def test_a_session_ends_when_idle_and_when_old(office: Office, clock: SetClock) -> None:
    enter(office, "admin")
    token = people_entry.sign_in(office, "admin", GOOD, HERE).token
    clock.go(IDLE - 1)
    assert people_entry.who_is(office, token)
    for _ in range(LASTS // (IDLE - 1) - 1):
        clock.go(IDLE - 1)
        assert people_entry.who_is(office, token)
    clock.go(IDLE - 1)
    assert people_entry.who_is(office, token) is None  # used all the time, and yet a day is over
    token = people_entry.sign_in(office, "admin", GOOD, HERE).token
    clock.go(IDLE)
    assert people_entry.who_is(office, token) is None


def test_disabling_changing_a_role_and_signing_out_end_sessions_at_once(office: Office) -> None:
    enter(office, "admin")
    token = enter(office, "duty", "duty_officer").token
    people.change_role(office, "duty", "delegation_head", delegation="russia")
    assert people_entry.who_is(office, token) is None
    token = people_entry.sign_in(office, "duty", GOOD, HERE).token
    assert people.sign_out_everywhere(office, "duty") == 1
    assert people_entry.who_is(office, token) is None
    here = people_entry.sign_in(office, "duty", GOOD, HERE)
    there = people_entry.sign_in(office, "duty", GOOD, ELSEWHERE)
    assert [one.device for one in people_entry.sessions_of(office, here.signed_in.account)]
    assert people_entry.sign_out(office, here.signed_in.account, there.signed_in.session.session_id, HERE)
    assert people_entry.who_is(office, there.token) is None and people_entry.who_is(office, here.token)
    people.disable(office, "duty")
    assert people_entry.who_is(office, here.token) is None
    with pytest.raises(CheckFailed):
        people_entry.sign_in(office, "duty", GOOD, HERE)
    people.enable(office, "duty")
    assert people_entry.who_is(office, here.token) is None
    assert people_entry.sign_in(office, "duty", GOOD, HERE)


def test_nobody_signs_out_anothers_session(office: Office) -> None:
    admin = enter(office, "admin")
    duty = enter(office, "duty", "duty_officer")
    assert not people_entry.sign_out(office, duty.signed_in.account, admin.signed_in.session.session_id, HERE)
    assert people_entry.who_is(office, admin.token)


def test_the_last_administrator_stays(office: Office) -> None:
    enter(office, "admin")
    people.add_account(office, "second", "administrator")
    for act in (
        lambda: people.disable(office, "admin"),
        lambda: people.change_role(office, "admin", "observer"),
    ):
        with pytest.raises(CheckFailed) as refused:
            act()
        assert code_of(refused) == "people.last_administrator"
    people.disable(office, "second")
    enter(office, "third")
    assert people.disable(office, "admin").state == "disabled"


def test_roles_and_delegations_are_those_there_are(office: Office) -> None:
    enter(office, "admin")
    for role, delegation, code in (
        ("king", "", "people.no_role"),
        ("observer", "russia", "people.delegation_not_wanted"),
        ("delegation_head", "", "people.delegation_needed"),
        ("delegation_head", "narnia", "people.no_delegation"),
    ):
        with pytest.raises(BadArgument) as refused:
            people.add_account(office, "somebody", role, delegation=delegation)
        assert code_of(refused) == code
    for name in ("", " ", "operator", "visitor", "a b", "-a", "a" * 41, "a/b", "<b>"):
        with pytest.raises(BadArgument) as refused:
            people.add_account(office, name, "observer")
        assert code_of(refused) == "people.bad_name"
    with pytest.raises(BadArgument) as refused:
        people.add_account(office, "ADMIN", "observer")
    assert code_of(refused) == "people.name_taken"


def test_a_passphrase_is_changed_by_whoever_knows_it_and_ends_all_other_sessions(office: Office) -> None:
    enter(office, "admin")
    here = people_entry.sign_in(office, "admin", GOOD, HERE)
    there = people_entry.sign_in(office, "admin", GOOD, ELSEWHERE)
    with pytest.raises(CheckFailed) as refused:
        people_entry.change_passphrase(office, here.signed_in, OTHER, OTHER, HERE)
    assert code_of(refused) == "people.wrong_now"
    with pytest.raises(BadArgument) as same:
        people_entry.change_passphrase(office, here.signed_in, GOOD, GOOD, HERE)
    assert code_of(same) == "people.same_passphrase"
    new = people_entry.change_passphrase(office, here.signed_in, GOOD, OTHER, HERE)
    assert [people_entry.who_is(office, one.token) is not None for one in (here, there, new)] == [
        False,
        False,
        True,
    ]
    assert people_entry.sign_in(office, "admin", OTHER, HERE)


def test_what_is_kept_is_made_anew_when_more_work_is_asked_for(office: Office, tmp_path: Path) -> None:
    enter(office, "admin")
    account = people.find_account(office, "admin")
    with office.store.reading() as rows:
        before = rows.passphrase(account.account_id)
    harder = Office(office.store, Argon2(2, 2 * LEAST), office.clock, office.draw)
    people_entry.sign_in(harder, "admin", GOOD, HERE)
    with office.store.reading() as rows:
        after = rows.passphrase(account.account_id)
    assert before != after and ",t=2," in after
    people_entry.sign_in(harder, "admin", GOOD, HERE)
    with office.store.reading() as rows:
        assert rows.passphrase(account.account_id) == after


def test_the_log_tells_accounts_and_networks_and_no_more(office: Office) -> None:
    enter(office, "admin")
    with pytest.raises(CheckFailed):
        people_entry.sign_in(office, "my passphrase typed in the wrong field", OTHER, ELSEWHERE)
    with pytest.raises(CheckFailed):
        people_entry.sign_in(office, "admin", OTHER, Came("2001:db8:77:1::5"))
    told = people.log(office)
    assert [one.event for one in told] == [
        "sign_in_refused",
        "sign_in_refused",
        "signed_in",
        "invitation_taken",
        "invited",
    ]
    assert {one.address for one in told} == {"2001:db8:77::/48", "198.51.100.0/24", "192.0.2.0/24", ""}
    assert "wrong field" not in repr(told) and "admin" not in {one.account_id for one in told}
    assert len(people.log(office, "admin")) == 4


def test_a_database_of_another_schema_is_left_alone(tmp_path: Path, clock: SetClock) -> None:
    import sqlite3

    people.add_account(office_of(tmp_path, clock), "admin", "administrator")
    connection = sqlite3.connect(tmp_path / "people.db")
    connection.execute("UPDATE people_meta SET value = '99' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    before = (tmp_path / "people.db").read_bytes()
    with pytest.raises(BadCentre) as refused:
        people.accounts(office_of(tmp_path, clock))
    assert code_of(refused) == "people.other_schema"
    assert (tmp_path / "people.db").read_bytes() == before


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "people.db").write_bytes(b"this is no database, whoever put it here" * 40)
    with pytest.raises(BadCentre), open_people_file(tmp_path / "people.db").reading() as rows:
        rows.accounts()
