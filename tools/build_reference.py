"""Writes ``docs/reference/``: commands from their own help, error codes and acts from their data."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import get_args

import polib
import typer
from typer.main import get_command

from tregua.agreement.schema import list_keys
from tregua.agreement.terms import Obligation
from tregua.centre.rights import KINDS, STATES, audience_of, may
from tregua.cli.app import app
from tregua.model.rights import OF_DELEGATIONS, ROLES, Asked, Person
from tregua.model.standing import Kind, Phase
from tregua.reporting.messages import Catalogue
from tregua.vocabulary.acts import ACTS
from tregua.vocabulary.units import UNITS
from tregua.vocabulary.weapons import WEAPONS
from tregua.web.api import ROUTES

FOLDER = Path(__file__).parent.parent / "docs/reference"
USUAL_ACTS: dict[Kind, tuple[str, ...]] = {
    "cease": ("hostile", "ceasefire.violation"),
    "refrain": ("hostile",),
    "hold": ("control.hold",),
    "hand_over": ("handover", "control", "clearance"),
    "withdraw": ("handover.withdraw", "weapons.withdrawn"),
    "deploy": ("deploy",),
    "establish": ("establish.open",),
    "enact": ("law.adopt", "vote.held"),
    "keep_open": ("link",),
    "guarantee": ("guarantee.safety", "link.guarantee", "link.passage"),
    "return": ("return",),
    "exchange": ("exchange",),
    "account_for": ("account.list",),
    "report": ("report.given",),
    "negotiate": ("negotiate", "link.plan"),
    "renew": ("renew",),
}
"""The acts that a rule looks for where an obligation names none."""
OWN_KEYS: dict[Kind, tuple[str, ...]] = {
    "cease": ("acts", "exceptions"),
    "refrain": ("acts", "weapons", "distance", "exceptions"),
    "hold": ("acts", "exceptions"),
    "hand_over": ("begin",),
    "withdraw": ("acts", "weapons", "distance", "begin"),
    "deploy": ("quantity", "acts", "begin"),
    "establish": ("body", "acts", "begin"),
    "enact": ("acts", "begin"),
    "keep_open": ("interruption", "acts", "exceptions"),
    "guarantee": ("acts", "exceptions"),
    "return": ("quantity", "begin"),
    "exchange": ("quantity", "shares", "acts", "begin"),
    "account_for": ("quantity", "shares", "acts", "begin"),
    "report": ("every", "body", "acts"),
    "negotiate": ("acts", "begin"),
    "renew": ("term", "acts"),
}
"""The keys that a kind reads beside those that every kind reads."""
LISTED = {
    "acts": "[acts](acts.md)",
    "act": "[acts](acts.md)",
    "unit": "[units](standings.md#units)",
    "classes": "[weapons](standings.md#weapons)",
    "kind": "[kinds](standings.md#kinds)",
}
"""Keys whose words stand in a list, and where."""
HEAD = "<!-- written by tools/build_reference.py -->\n\n"


def commands() -> str:
    """Every command's help, as the command prints it."""
    parts = ["# Commands\n"]
    root = get_command(app)

    def add(command: typer.core.TyperCommand | typer.core.TyperGroup, name: str) -> None:
        context = typer.Context(command, info_name=name, terminal_width=96, max_content_width=96)
        parts.append(f"## {name}\n\n```\n{command.get_help(context).strip()}\n```\n")
        for child, below in sorted(getattr(command, "commands", {}).items()):
            add(below, f"{name} {child}")

    add(root, "tregua")
    return HEAD + "\n".join(parts)


def errors() -> str:
    """Every error code: what it says and what to do."""
    found: dict[str, str] = {}
    for entry in sorted((files("tregua") / "data/messages/en").iterdir(), key=lambda one: one.name):
        for message in polib.pofile(entry.read_text("utf-8")):
            found[message.msgid] = message.msgstr
    rows = [
        f"| `{code}` | {found[code]} | {advice} |"
        for code, advice in sorted(
            (key.removesuffix(".do"), value) for key, value in found.items() if key.endswith(".do")
        )
    ]
    head = (
        "# Errors\n\nExit 2 for bad input, 1 for a check that fails.\n\n"
        "| code | what it says | what to do |\n|---|---|---|\n"
    )
    return HEAD + head + "\n".join(rows) + "\n"


def acts() -> str:
    """The acts that reading tells apart."""
    rows = [f"| `{name}` | {act.gloss} |" for name, act in sorted(ACTS.items())]
    return HEAD + "# Acts\n\n| act | what it is |\n|---|---|\n" + "\n".join(rows) + "\n"


def accord() -> str:
    """Every key of accord.yaml: where it stands, what it is written as, what it means."""
    entries = Catalogue.load().entries
    parts = ["# The keys of accord.yaml\n\nA key in **bold** must be given. How to write one: "]
    parts.append("[write-an-accord](../how-to/write-an-accord.md).\n")
    model = None
    for key in list_keys():
        if key.model is not model:
            model = key.model
            parts.append(f"\n## {model.__name__}\n\n| key | written as | what it means |\n|---|---|---|\n")
        meaning = entries.get(f"accord.key.{model.__name__}.{key.name}") or entries[f"accord.key.{key.name}"]
        name = f"**`{key.name}`**" if key.is_required else f"`{key.name}`"
        if key.name in LISTED and (key.name != "kind" or key.model is Obligation):
            meaning += f" The list: {LISTED[key.name]}."
        parts.append(f"| {name} | {key.expected} | {meaning} |\n")
    return HEAD + "".join(parts)


def standings() -> str:
    """What each standing and each score means, which kind suits which duty, what is counted and borne."""
    entries = Catalogue.load().entries
    phases = [
        f"| {entries[f'phase.{phase}']} | `{phase}` | {entries[f'explain.meaning.{phase}']} |"
        for phase in get_args(Phase)
    ]
    kinds = [
        f"| `{kind}` | {_counted_by_the_accord(entries[f'compliance.kind.{kind}.asks'])} "
        f"| {_code(USUAL_ACTS[kind])} | {_code(OWN_KEYS[kind])} |"
        for kind in sorted(get_args(Kind))
    ]
    scores = [f"- {entries[f'explain.score.{score}']}" for score in (0, 1, 2, 3, "none")]
    units = [f"| `{name}` | {unit.singular}, {unit.plural} |" for name, unit in sorted(UNITS.items())]
    weapons = [
        f"| `{name}` | {one.gloss} | {'' if one.mm is None else f'{one.mm:g}'} |"
        for name, one in sorted(WEAPONS.items())
    ]
    parts = (
        "# Standings, kinds, units and weapons\n",
        "What is known today was not known before it came in: items loaded today are unknown on past days "
        "asked about with `--as-of`. To ask where an obligation stood on a past day by all that is known "
        "now, use `--on`.\n",
        "## Standings\n",
        "A term that runs, or a duty that does not bind yet, is not yet due; a duty whose last day is over "
        "lapses as well.\n",
        "| standing | in JSON | what it means |\n|---|---|---|\n" + "\n".join(phases) + "\n",
        "## Scores\n",
        "How far an obligation is carried out, on the scale of the Kroc Institute, for all that is known.\n",
        "\n".join(scores) + "\n",
        "## Kinds\n",
        "Which `kind` suits a duty: the one whose question is the duty’s own. "
        "A clause that obliges nobody is a provision, and has no standing. Where an obligation names no "
        "acts, its kind's usual ones are looked for. Beside the keys named here every kind reads who owes it "
        "to whom, where, its window, what it depends on and its readings; a key that a kind does not read "
        "changes no standing. A number is read by four kinds only: a ceiling of troops is a `deploy`.\n",
        "| kind | what its rule asks | its usual acts | keys of its own |\n|---|---|---|---|\n"
        + "\n".join(kinds)
        + "\n",
        "## Units\n",
        "| unit | in words |\n|---|---|\n" + "\n".join(units) + "\n",
        "## Weapons\n",
        "A class holds whatever begins with its name and a dot.\n",
        "| class or type | what it is | calibre (mm) |\n|---|---|---|\n" + "\n".join(weapons),
    )
    return HEAD + "\n".join(parts) + "\n"


def _code(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{one}`" for one in words)


def api() -> str:
    """Every address a program may ask, and the shape of its answer."""
    rows = []
    for path, answer, schema in ROUTES:
        shape = f"`{schema}.json`" if schema else "its own"
        rows.append(f"| `{path}` | {' '.join((answer.__doc__ or '').split()).replace('``', '`')} | {shape} |")
    parts = (
        "# Addresses for programs\n",
        "`tregua serve` answers these on 127.0.0.1, to GET only and only under a name of this machine. Each "
        "takes `on`, the day asked about, and `as_of`, the day at whose cut-off it was known; both are days "
        "of the centre, by default its last. Where a schema is named, the answer has the shape of the "
        "command’s `--json`; the schemas lie in `src/tregua/model/schemas/v1/`.\n",
        "| address | what it gives | shape |\n|---|---|---|\n" + "\n".join(rows) + "\n",
        "What cannot be answered comes with status 400, or 404 for what is not known at that moment, as "
        '`{"error": code, "message": …, "do": …}`; the codes are in [errors](errors.md).\n',
    )
    return HEAD + "\n".join(parts)


def rights() -> str:
    """Who may do what: every action in every state that anybody may do it in."""
    entries = Catalogue.load().entries
    people = [Person("somebody", role, "ID" if role in OF_DELEGATIONS else "") for role in ROLES]
    marks = {(True, True): "yes", (True, False): "own", (False, True): "others'", (False, False): ""}
    rows = []
    for action, kind in KINDS.items():
        for state in STATES[kind.subject]:
            cells = [
                marks[
                    may(one, Asked(action, state, own=True)).allowed, may(one, Asked(action, state)).allowed
                ]
                for one in people
            ]
            if any(cells):
                words = entries[f"rights.action.{action}"], entries[f"rights.state.{state}"]
                rows.append(f"| {words[0]} (`{action}`) | {words[1]} | {' | '.join(cells)} |")
    heads = " | ".join(role.replace("_", " ") for role in ROLES)
    seen = [f"| {entries[f'rights.role.{one.role}']} | `{audience_of(one).name}` |" for one in people]
    parts = (
        "# Rights\n",
        "What does not stand here is denied. *own*: only where it is one's own, prepared by oneself or of "
        "one's own delegation; *others'*: only where it is another's. Who is who, and what to do when "
        "refused: [who may do what](../how-to/who-may-do-what.md).\n",
        f"| action | when | {heads} |\n|---|---|{'---|' * len(ROLES)}\n" + "\n".join(rows) + "\n",
        "## With whose eyes a role sees\n",
        "| role | audience |\n|---|---|\n" + "\n".join(seen),
    )
    return HEAD + "\n".join(parts) + "\n"


def _counted_by_the_accord(asks: str) -> str:
    """A rule's question with the key of the accord where it counts days."""
    return re.sub(r"\{days:\w+\|(\w+)\}", r"`present_days` \1", asks).replace("{days}", "`present_days`")


PAGES = {
    "api.md": api,
    "commands.md": commands,
    "errors.md": errors,
    "acts.md": acts,
    "accord.md": accord,
    "rights.md": rights,
    "standings.md": standings,
}


def main() -> int:
    """Writes the pages; with ``--check``, only says whether they are up to date."""
    stale = []
    for name, build in PAGES.items():
        path, text = FOLDER / name, build()
        if "--check" in sys.argv:
            if not path.is_file() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
