"""Tables of a TOML file against a declared form (a msgspec.Struct), with every fault at its line."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from hotseat.bank.folder import Folder
from hotseat.model.names import did_you_mean

S = TypeVar("S", bound=msgspec.Struct)
_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_PLACE = re.compile(r"^([\w-]+)\[(\d+)\]")


def read_table(folder: Folder, name: str, values: dict[str, Any], text: str, form: type[S]) -> S | None:
    """The values in that form; None, with all findings, where they do not fit."""
    before = len(folder.findings)
    for path, what, fix in _faults(values, form, ""):
        folder.report(name, _line(text, path), what, fix)
    if len(folder.findings) > before:
        return None
    try:
        return msgspec.convert(values, form)
    except msgspec.ValidationError as error:
        folder.report(name, 0, f"The file does not fit: {error}.")
        return None


def _faults(value: Any, form: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Where, what is wrong, how to fix it."""
    if isinstance(form, type) and issubclass(form, msgspec.Struct):
        yield from _struct_faults(value, form, path)
    elif get_origin(form) in (list, tuple) and isinstance(value, list) and _holds_struct(form):
        inner = get_args(form)[0]
        for place, item in enumerate(value):
            yield from _faults(item, inner, f"{path}[{place}]")
    else:
        try:
            msgspec.convert(value, form)
        except msgspec.ValidationError as error:
            yield path, f"{path} does not fit: {str(error).split(' - at')[0]}.", ""


def _holds_struct(form: Any) -> bool:
    inner = get_args(form)[0]
    return isinstance(inner, type) and issubclass(inner, msgspec.Struct)


def _struct_faults(value: Any, form: type[msgspec.Struct], path: str) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, dict):
        yield path, f"{path or 'The file'} is not a table.", ""
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(form)}
    prefix = f"{path}." if path else ""
    for name in value:
        if name not in fields:
            fix = did_you_mean(name, fields) or f"Known: {', '.join(fields)}"
            yield f"{prefix}{name}", f"{prefix}{name} is not a known key.", fix
    for name, field in fields.items():
        if name in value:
            yield from _faults(value[name], field.type, f"{prefix}{name}")
        elif field.required:
            yield path, f"{prefix}{name} is missing.", ""


def _line(text: str, path: str) -> int:
    """The line of a path like point[2].claims[0].object: its key, or the nearest that can be found."""
    lines = text.splitlines()
    head, _, rest = path.partition(".")
    found = _PLACE.match(head)
    section = _section(lines, found[1], int(found[2])) if found else 0
    key = re.split(r"[.\[]", rest if found else head)[0]
    for number in range(section, len(lines)):
        if number > section and section and _HEADER.match(lines[number]):
            break
        if key and re.match(rf"\s*\[*{re.escape(key)}\]*\s*(=|$)", lines[number]):
            return number + 1
    return section


def _section(lines: list[str], name: str, place: int) -> int:
    """The line of the place-th [[name]], or 0."""
    seen = -1
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header and header[2] == name:
            seen += 1
            if seen == place:
                return number
    return 0
