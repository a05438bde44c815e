"""Read an accord: ``accord.yaml`` and the ``zones.geojson`` beside it → one :class:`Agreement`.

Every fault has its own code, line, column and field; :func:`find_faults` gives all of them in the
order of the lines, :func:`load_accord` raises the first. What is well-formed but doubtful (a window
before the signature, an obligation without a day) is not a fault but lint, see
:mod:`tregua.agreement.lint`. :func:`check_accord` gives both.
"""

from __future__ import annotations

import codecs
import difflib
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from tregua.agreement.nearest import hint
from tregua.agreement.places import add_known_places
from tregua.agreement.references import check_references
from tregua.agreement.repair import is_caused, repair
from tregua.agreement.scalars import check_scalars
from tregua.agreement.terms import Agreement
from tregua.agreement.tree import MOST_TOLD, Note, Steps, Tree, read_tree
from tregua.agreement.zones import read_zones
from tregua.model.errors import BadAccord, Where
from tregua.model.messages import say

if TYPE_CHECKING:
    from tregua.agreement.lint import Lint

FILE_NAME = "accord.yaml"
ZONES_NAME = "zones.geojson"
LARGEST = 8_000_000
_BESIDE = frozenset({"zones"})
_LONG_KEY = 200


@dataclass(frozen=True)
class Checked:
    """An accord looked through. With a fault there is no ``agreement`` to use, and doubts are not asked.
    ``more`` are the faults beyond those that are told."""

    agreement: Agreement | None
    faults: tuple[BadAccord, ...] = ()
    lints: tuple[Lint, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class _Loaded:
    """What a file came to: with a fault, what could be made of it is no accord to use."""

    agreement: Agreement | None
    tree: Tree
    faults: tuple[BadAccord, ...] = ()
    more: int = 0


def load_accord(path: Path) -> Agreement:
    """The agreement in ``path`` (its folder or its ``accord.yaml``); BadAccord with the first fault."""
    loaded = _load(path)
    if loaded.faults or loaded.agreement is None:
        raise loaded.faults[0]
    return loaded.agreement


def find_faults(path: Path) -> tuple[BadAccord, ...]:
    """The faults of the accord in ``path``, in the order of the lines, the first :data:`MOST_TOLD` where
    there are more; empty where it can be used."""
    try:
        return _load(path).faults
    except BadAccord as error:
        return (error,)


def check_accord(path: Path) -> Checked:
    """The faults of the accord in ``path`` or, where it has none, every doubt."""
    from tregua.agreement.lint import Draft, lint_draft  # needs geometry, which no other reader of it does

    try:
        loaded = _load(path)
    except BadAccord as error:
        return Checked(None, (error,))
    if loaded.faults or loaded.agreement is None:
        return Checked(None, loaded.faults, more=loaded.more)
    zones_file = Path(loaded.tree.file).parent / ZONES_NAME
    zones_text = _read_text(zones_file) if zones_file.exists() else ""
    draft = Draft(loaded.agreement, loaded.tree, str(zones_file), zones_text)
    return Checked(loaded.agreement, lints=lint_draft(draft))


def bundled_accords() -> tuple[str, ...]:
    """The names of the accords that ship with Tregua."""
    root = files("tregua") / "data" / "accords"
    return tuple(sorted(one.name for one in root.iterdir() if (one / FILE_NAME).is_file()))


def locate(path: Path) -> Path:
    """``path`` itself or, where nothing is there and it is the name of a bundled accord, that one."""
    if path.exists() or str(path) not in bundled_accords():
        return path
    return Path(str(files("tregua") / "data" / "accords" / path.name))


def _load(path: Path) -> _Loaded:
    here = locate(path)
    file = here / FILE_NAME if here.is_dir() else here
    tree = read_tree(_read_text(file), str(file))
    if not isinstance(tree.data, dict):
        raise BadAccord(say("accord.not_mapping"), Where(str(file), 1, 1))
    agreement = None
    check_scalars(tree)
    try:
        agreement = Agreement.model_validate({k: v for k, v in tree.data.items() if k not in _BESIDE})
    except ValidationError as error:
        _note_all(tree, error)
    for key in _BESIDE & set(tree.data):
        tree.fault("accord.zones_beside", (key,), at_key=True, file=ZONES_NAME)
    if len(tree.notes) > MOST_TOLD:  # enough to mend before anybody looks further
        return _told(None, tree, ())
    sound, may_tell = _check_sound(agreement, tree)
    zones_file = file.parent / ZONES_NAME
    wrong: list[BadAccord] = []
    if sound is not None and zones_file.exists():
        try:
            place_ids = {place.place_id for place in sound.places}
            zones, wrong = read_zones(_read_text(zones_file), str(zones_file), place_ids)
        except BadAccord as error:
            zones, wrong = (), [error]
        wrong = [one for one in wrong if may_tell(Note(one.code, ("zones",), False, {}))]
        sound = sound.model_copy(update={"zones": zones})
    return _told(sound if agreement is not None else None, tree, wrong)


def _told(agreement: Agreement | None, tree: Tree, wrong: Sequence[BadAccord]) -> _Loaded:
    faults = [*tree.errors(MOST_TOLD), *wrong][:MOST_TOLD]
    return _Loaded(agreement, tree, tuple(faults), len(tree.notes) + len(wrong) - len(faults))


def _check_sound(agreement: Agreement | None, tree: Tree) -> tuple[Agreement | None, Callable[[Note], bool]]:
    """Note what is amiss among the references of all that is sound, and give the accord looked at (with
    blanks, where ``agreement`` is None) with the question whether a fault may be told beside the others."""
    known, notes = tree.data, list(tree.notes)
    lost = any(one.code == "accord.unknown_key_far" and len(one.path) == 1 for one in notes)
    renamed = {one.path: str(one.args["nearest"]) for one in notes if one.code == "accord.unknown_key"}
    sound, blanks = agreement, frozenset(one.path for one in notes if one.path and one.path not in renamed)
    if sound is None and not lost:
        given = {key: value for key, value in known.items() if key not in _BESIDE}
        sound, made = repair(given, renamed)
        blanks |= made

    def may_tell(note: Note) -> bool:
        return not is_caused(note, blanks)

    if sound is not None:
        sound = add_known_places(sound)
        tree.notes = []
        check_references(sound, tree)
        tree.notes = [*notes, *filter(may_tell, (_as_written(one, renamed) for one in tree.notes))]
    return sound, may_tell


def _as_written(note: Note, renamed: dict[Steps, str]) -> Note:
    """The note at the key as it stands in the file, where that is misspelt."""
    for path, key in renamed.items():
        if note.path[: len(path)] == (*path[:-1], key):
            return replace(note, path=(*path, *note.path[len(path) :]))
    return note


def _read_text(file: Path) -> str:
    try:
        if file.exists() and not file.is_file():  # a pipe or a device might never end
            raise BadAccord(say("accord.unreadable", problem=say("accord.problem.no_file")), Where(str(file)))
        data = file.read_bytes() if file.stat().st_size <= LARGEST else None
    except FileNotFoundError as error:
        raise BadAccord(say("accord.missing", bundled=bundled_accords()), Where(str(file))) from error
    except OSError as error:
        raise BadAccord(say("accord.unreadable", problem=error.strerror or ""), Where(str(file))) from error
    if data is None:
        raise BadAccord(say("accord.too_large", limit=LARGEST), Where(str(file)))
    text = data.removeprefix(codecs.BOM_UTF8)
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        before, _, on_line = text[: error.start].rpartition(b"\n")
        line = before.count(b"\n") + (2 if b"\n" in text[: error.start] else 1)
        where = Where(str(file), line, len(on_line.decode()) + 1)
        byte = error.start + len(data) - len(text)
        raise BadAccord(say("accord.wrong_encoding", byte=byte), where) from error


# --- pydantic's errors in the accord's terms -----------------------------------------------------

_EXPECTED = {
    "string": "text",
    "float": "number",
    "int": "number",
    "bool": "yes_no",
    "tuple": "list",
    "list": "list",
    "dict": "mapping",
    "model": "mapping",
    "date": "day",
    "datetime": "instant",
}


def _note_all(tree: Tree, error: ValidationError) -> None:
    """In the order of the lines; of what comes after those that are told, only that it is there."""
    told = {note.path for note in tree.notes}
    found = error.errors(include_url=False, include_context=False, include_input=False)
    found.sort(key=lambda one: tree.mark(tuple(one["loc"])))
    for nth, one in enumerate(found):
        if nth > 2 * MOST_TOLD:
            tree.fault("accord.wrong_type", tuple(one["loc"]))
        elif one["loc"] not in told or one["type"] in ("extra_forbidden", "missing", "literal_error"):
            _note(tree, one)
    tree.drop_misspelt()


def _note(tree: Tree, error: Any) -> None:
    path: Steps = tuple(error["loc"])
    kind = str(error["type"])
    if kind == "extra_forbidden":
        key = str(path[-1])
        known = sorted(_fields_at(path[:-1]))
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.6) if len(key) < _LONG_KEY else []
        if path in tree.bare:
            tree.fault("accord.comma_in_text", path, at_key=True, rest=key)
        elif near:
            tree.fault("accord.unknown_key", path, at_key=True, key=key, nearest=near[0])
        else:
            tree.fault("accord.unknown_key_far", path, at_key=True, key=key, known=tuple(known))
    elif kind == "missing":
        tree.fault("accord.missing_key", path, key=str(path[-1]))
    elif kind == "literal_error":
        _note_word(tree, path)
    else:
        what = _EXPECTED.get(kind.split("_")[0], "other")
        expected, write = say(f"accord.expects.{what}"), say(f"accord.write.{what}")
        tree.fault("accord.wrong_type", path, expected=expected, write=write)


def _note_word(tree: Tree, path: Steps) -> None:
    given: Any = tree.data
    for step in path:
        given = given[step]
    known = tuple(str(one) for one in typing.get_args(_annotation_at(path)))
    word = str(given)
    is_kind = len(path) == 3 and path[0] == "obligations" and path[2] == "kind"
    code = "accord.unknown_kind" if is_kind else "accord.unknown_word"
    if path == ("format",):
        tree.fault("accord.other_format", path, word=word, known=known, nearest=known[0])
    else:
        tree.fault(code, path, word=word, known=known, hint=hint(word, known, few=0))


def _fields_at(path: Steps) -> frozenset[str]:
    model = _annotation_at(path)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return frozenset()
    return frozenset(model.model_fields) - (_BESIDE if not path else frozenset())


def _annotation_at(path: Steps) -> Any:
    """The declared type of the value at ``path``, optional and list wrappers taken off."""
    here: Any = Agreement
    for step in path:
        if isinstance(step, str) and isinstance(here, type) and issubclass(here, BaseModel):
            here = _bare(here.model_fields[step].annotation) if step in here.model_fields else None
    return here


def _bare(annotation: Any) -> Any:
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return _bare(next(one for one in typing.get_args(annotation) if one is not type(None)))
    if origin is tuple:
        return _bare(typing.get_args(annotation)[0])
    return annotation
