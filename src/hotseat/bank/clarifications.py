"""clarifications.toml of a problem: what an interviewer tells when asked."""

from typing import Annotated

import msgspec

from hotseat.bank.folder import CLARIFICATIONS, Folder
from hotseat.bank.tables import read_table
from hotseat.bank.toml_file import NotToml, parse_toml
from hotseat.model.unit import Clarification

Text = Annotated[str, msgspec.Meta(min_length=1)]


class FactSheet(msgspec.Struct):
    """A [[fact]]."""

    asked: Annotated[list[Text], msgspec.Meta(min_length=1)]
    says: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class ClarificationsSheet(msgspec.Struct):
    """clarifications.toml."""

    fact: Annotated[list[FactSheet], msgspec.Meta(min_length=1)]


def read_clarifications(folder: Folder) -> tuple[Clarification, ...]:
    """The facts; none where the file is missing, or has findings."""
    path = folder.path / CLARIFICATIONS
    if not path.exists():
        return ()
    text = folder.text(CLARIFICATIONS)
    try:
        values = parse_toml(path, text).values
    except NotToml as error:
        folder.report(CLARIFICATIONS, error.line, f"This is not TOML: {error}.")
        return ()
    sheet = read_table(folder, CLARIFICATIONS, values, text, ClarificationsSheet)
    return tuple(Clarification(tuple(each.asked), each.says) for each in sheet.fact) if sheet else ()
