"""A ward's set-up as a TOML file, read into decisions of the ward's life, in order of effect.

`examples/pho_hoa_2023/ward.toml` shows every field. Whatever is referred to stands in the file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from attrs import frozen

from dialogue_cases import ward
from dialogue_cases.proposal import said_in
from dialogue_cases.spelling import nfc
from dialogue_cases.toml_file import Steps, TomlFile, TomlTable
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
_TABLES = ("body", "group", "topic", "officer", "term", "regulation", "abolished")


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
    rows = {name: root.rows(name) for name in _TABLES}
    on = {row.steps: row.day("on", since) for every in rows.values() for row in every}
    named = {name: _named(rows[name]) for name in ("body", "group", "topic")}
    reads = _Rows(on, named)
    for row in _parents_first(rows["body"]):
        yield reads.step(ward.establish_body, row, **reads.body(row))
    for row in rows["group"]:
        yield reads.step(ward.establish_group, row, **reads.group(row))
    for row in _parents_first(rows["topic"]):
        yield reads.step(ward.define_topic, row, **reads.topic(row))
    for row in rows["officer"]:
        yield reads.step(ward.appoint, row, **reads.officer(row))
    for row in rows["term"]:
        yield reads.step(
            ward.begin_term, row, body=reads.body_named(row, "body"), term=row.text("term")
        )
    for row in rows["regulation"]:
        yield reads.step(ward.adopt_regulation, row, **_regulation(row))
    for row in rows["abolished"]:
        yield reads.step(ward.abolish_body, row, **reads.abolished(row))


def _named(rows: Sequence[TomlTable]) -> dict[str, TomlTable]:
    """The rows of a table by their ids; one that stands there twice is noted."""
    found: dict[str, TomlTable] = {}
    for row in rows:
        one = nfc(str(row.values.get("id", "")))
        if found.setdefault(one, row) is not row and one:
            row.wrong("id", "{id!r} stands twice", "another id", id=one)
    return found


def _parents_first(rows: Sequence[TomlTable]) -> list[TomlTable]:
    """Rows in an order in which each finds its parent, wherever in the file that stands."""
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


@frozen
class _Rows:
    """Reads the rows of the tables: what they refer to is in the file, and there on their day.

    Args:
        on: from which day each row holds.
        named: of each table the rows by their ids.
    """

    on: Mapping[Steps, date]
    named: Mapping[str, Mapping[str, TomlTable]]

    def step(
        self, decision: Callable[..., Sequence[Event]], row: TomlTable, **arguments: Any
    ) -> SetUpStep:
        return SetUpStep(decision, on=self.on[row.steps], **arguments)

    def body(self, row: TomlTable) -> dict[str, Any]:
        return {
            "body": BodyId(row.text("id")),
            "kind": row.choice("kind", _BODY_KINDS),
            "name": row.text("name"),
            "aliases": row.texts("aliases", ()),
            "parent": self.optional_body(row, "parent"),
            "superior": row.flag("superior", False),
        }

    def group(self, row: TomlTable) -> dict[str, Any]:
        return {
            "group": GroupId(row.text("id")),
            "name": row.text("name"),
            "aliases": row.texts("aliases", ()),
            "cell": self.optional_body(row, "cell"),
            "community_house": row.optional_text("community_house"),
        }

    def topic(self, row: TomlTable) -> dict[str, Any]:
        parent = row.optional_text("parent")
        self.check(row, "parent", parent, "topic")
        groups = row.texts("groups", ())
        for group in groups:
            self.check(row, "groups", group, "group")
        return {
            "topic": TopicId(row.text("id")),
            "name": row.text("name"),
            "code": row.choice("code", _TOPIC_CODES),
            "parent": TopicId(parent) if parent else None,
            "groups": tuple(map(GroupId, groups)),
        }

    def officer(self, row: TomlTable) -> dict[str, Any]:
        return {
            "officer": OfficerId(row.text("id")),
            "office": row.choice("office", _OFFICES),
            "body": self.body_named(row, "body"),
            "title": row.text("title"),
            "name": row.optional_text("name"),
        }

    def abolished(self, row: TomlTable) -> dict[str, Any]:
        return {
            "body": self.body_named(row, "body"),
            "successor": self.optional_body(row, "successor"),
        }

    def body_named(self, row: TomlTable, name: str) -> BodyId:
        written = row.text(name)
        self.check(row, name, written, "body")
        return BodyId(written)

    def optional_body(self, row: TomlTable, name: str) -> BodyId | None:
        return self.body_named(row, name) if row.has(name) else None

    def check(self, row: TomlTable, name: str, written: str | None, table: str) -> None:
        """Note what is referred to and isn't in the file, or only from a later day on."""
        if not written:
            return
        others = {id: other for id, other in self.named[table].items() if other is not row}
        found = others.get(written)
        if found is None:
            near = get_close_matches(written, others, 1)
            row.wrong(
                name,
                "{value!r} is unknown",
                "{near!r}" if near else "the id of a [[{table}]] of this file",
                value=written,
                near="".join(near),
                table=table,
            )
        elif self.on[found.steps] > self.on[row.steps] > date.min:
            day = self.on[found.steps]
            row.wrong(
                name,
                "{value!r} is there from {day} on only",
                "on = {day} or later, or another id",
                value=written,
                day=day,
            )


def _regulation(row: TomlTable) -> dict[str, Any]:
    return {
        "kind": row.choice("kind", ("regulation", "house_rules")),
        "document": row.table("document").as_document(),
        "limits": tuple(
            Limit(rule=limit.text("rule"), amount=limit.integer("amount"))
            for limit in row.rows("limits")
        ),
    }
