"""A ward's set-up as a TOML file, read into decisions of the ward's life, in order of effect.

`examples/pho_hoa_2023/ward.toml` shows every field. What a body, group or officer is referred
to by is asked when the decisions are made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from attrs import frozen

from dialogue_cases import ward
from dialogue_cases.proposal import said_in
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    GroupId,
    OfficeKind,
    OfficerId,
    TopicCode,
    TopicId,
)
from dialogue_cases.ward import Event, Limit

_BODY_KINDS = get_args(BodyKind)
_OFFICES = get_args(OfficeKind)
_TOPIC_CODES = get_args(TopicCode)


@frozen(init=False)
class SetUpStep:
    """Một bước thiết lập: a decision of the ward's life, and what it is asked with.

    Args:
        decision: such as `ward.establish_body`.
        arguments: the fields of the fact that is proposed, or its arguments, by name; `on` among
            them.

    Example:
        >>> step = SetUpStep(
        ...     ward.establish_body,
        ...     on=date(2020, 7, 1),
        ...     body="van-phong",
        ...     kind="party_office",
        ...     name="Văn phòng",
        ... )
        >>> step.on
        datetime.date(2020, 7, 1)
    """

    decision: Callable[..., Sequence[Event]]
    arguments: Mapping[str, Any]

    def __init__(
        self,
        decision: Callable[..., Sequence[Event]],
        *handed: Any,
        **arguments: Any,
    ) -> None:
        said = said_in(decision, *handed) if handed else arguments
        self.__attrs_init__(decision, said)

    @property
    def on(self) -> date:
        """When it takes effect."""
        on: date = self.arguments["on"]
        return on


@frozen(kw_only=True)
class WardFile:
    """Thiết lập của một phường.

    Args:
        code: the ward's code.
        name: its name.
        aliases: how its name is also written.
        since: from when the record is kept.
        steps: what is decided once the ward is opened, in the order of effect.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    since: date
    steps: tuple[SetUpStep, ...]

    def opening(self, store: str) -> SetUpStep:
        """The first decision of a store, whose id only the store knows."""
        return SetUpStep(
            ward.open_ward,
            on=self.since,
            store=store,
            code=self.code,
            name=self.name,
            aliases=self.aliases,
        )


def read_ward(path: Path) -> WardFile:
    """Read a ward's set-up.

    Raises:
        Invalid: what is wrong in the file, every mistake with its line and field.
    """
    file = TomlFile.open(path)
    root = file.root
    table = root.table("ward")
    since = table.day("since")
    read = WardFile(
        code=table.text("code"),
        name=table.text("name"),
        aliases=table.texts("aliases", ()),
        since=since,
        steps=tuple(sorted(_steps(root, since), key=lambda step: step.on)),
    )
    file.finish()
    return read


def _steps(root: TomlTable, since: date) -> Iterator[SetUpStep]:
    """Bodies before what refers to them: within a day, the order of this function holds."""
    for row in _parents_first(root.rows("body")):
        yield _step(ward.establish_body, row, since, **_body(row))
    for row in root.rows("group"):
        yield _step(ward.establish_group, row, since, **_group(row))
    for row in root.rows("topic"):
        yield _step(ward.define_topic, row, since, **_topic(row))
    for row in root.rows("officer"):
        yield _step(ward.appoint, row, since, **_officer(row))
    for row in root.rows("term"):
        yield _step(
            ward.begin_term, row, since, body=BodyId(row.text("body")), term=row.text("term")
        )
    for row in root.rows("regulation"):
        yield _step(ward.adopt_regulation, row, since, **_regulation(row))
    for row in root.rows("abolished"):
        yield _step(ward.abolish_body, row, since, **_abolished(row))


def _parents_first(rows: Sequence[TomlTable]) -> list[TomlTable]:
    """Bodies in an order in which each finds its parent, wherever in the file that stands."""
    named = {row.values.get("id"): row for row in rows}
    placed: dict[int, TomlTable] = {}

    def place(row: TomlTable, below: tuple[int, ...] = ()) -> None:
        parent = named.get(row.values.get("parent"))
        if parent is not None and id(parent) not in (*below, id(row)):
            place(parent, (*below, id(row)))
        placed.setdefault(id(row), row)

    for row in rows:
        place(row)
    return list(placed.values())


def _step(
    decision: Callable[..., Sequence[Event]], row: TomlTable, since: date, **arguments: Any
) -> SetUpStep:
    return SetUpStep(decision, on=row.day("on", since), **arguments)


def _body(row: TomlTable) -> dict[str, Any]:
    return {
        "body": BodyId(row.text("id")),
        "kind": row.choice("kind", _BODY_KINDS),
        "name": row.text("name"),
        "aliases": row.texts("aliases", ()),
        "parent": _body_id(row, "parent"),
        "superior": row.flag("superior", False),
    }


def _group(row: TomlTable) -> dict[str, Any]:
    return {
        "group": GroupId(row.text("id")),
        "name": row.text("name"),
        "aliases": row.texts("aliases", ()),
        "cell": _body_id(row, "cell"),
        "community_house": row.optional_text("community_house"),
    }


def _topic(row: TomlTable) -> dict[str, Any]:
    parent = row.optional_text("parent")
    return {
        "topic": TopicId(row.text("id")),
        "name": row.text("name"),
        "code": row.choice("code", _TOPIC_CODES),
        "parent": TopicId(parent) if parent else None,
        "groups": tuple(map(GroupId, row.texts("groups", ()))),
    }


def _officer(row: TomlTable) -> dict[str, Any]:
    return {
        "officer": OfficerId(row.text("id")),
        "office": row.choice("office", _OFFICES),
        "body": BodyId(row.text("body")),
        "title": row.text("title"),
        "name": row.optional_text("name"),
    }


def _regulation(row: TomlTable) -> dict[str, Any]:
    return {
        "kind": row.choice("kind", ("regulation", "house_rules")),
        "document": row.table("document").as_document(),
        "limits": tuple(
            Limit(rule=limit.text("rule"), amount=limit.integer("amount"))
            for limit in row.rows("limits")
        ),
    }


def _abolished(row: TomlTable) -> dict[str, Any]:
    return {"body": BodyId(row.text("body")), "successor": _body_id(row, "successor")}


def _body_id(row: TomlTable, name: str) -> BodyId | None:
    written = row.optional_text(name)
    return BodyId(written) if written else None
