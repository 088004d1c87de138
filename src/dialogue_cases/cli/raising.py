"""Nhập đơn: a petition, who raises it and what it says, in one command.

    dialogue-cases petition raise-petition --new petition/2023 --as chanh-van-phong \\
        --on 2023-03-01 --channel written --received-by van-phong --gist "Mương bị lấp" \\
        --petitioner-name "Nguyễn Thị A" --petitioner-address "TDP Nho Lâm"

All of it is recorded or nothing. Several petitioners: the options again, in the same order.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import attrs

from dialogue_cases import petition
from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.deciding import Decision, Told
from dialogue_cases.cli.sealing import Sealing
from dialogue_cases.errors import Invalid
from dialogue_cases.record import Recorded
from dialogue_cases.spelling import nfc

NOTHING = (None, "")
PETITIONER = ("name", "address", "id_paper", "contact")


class Raising(Decision):
    """Nhập đơn: `petition raise-petition`, with the petitioners and the content."""

    def _arguments(self) -> Iterator[Argument]:
        say, group = self.clerk.language.say, self.clerk.language.say("Sealed, with --new")
        yield from super()._arguments()
        for one in PETITIONER:
            name = f"petitioner_{one}"
            label = self.clerk.language.field(name)
            yield Argument(
                name=f"_{name}", option=_option(name), kind="texts", about=label, group=group
            )
        yield Argument(
            name="_secrecy_asked",
            option="--secrecy-asked",
            kind="flag",
            group=group,
            about=self.clerk.language.field("secrecy_asked"),
        )
        yield Argument(
            name="_content", option="--content", group=group, about=say("the full text of it")
        )

    def _run(self, typed: dict[str, Any]) -> None:
        if "_new" not in typed:
            for name in (*(f"petitioner_{one}" for one in PETITIONER), "content", "secrecy_asked"):
                if typed.get(f"_{name}"):
                    right = "--new with a series, or petition name-petitioner and keep-content"
                    raise Invalid(
                        "it goes with a new petition", where=_option(name), expected=right
                    )
        super()._run(typed)

    def _begun(
        self, typed: Mapping[str, Any], told: Told, sealing: Sealing, facts: list[Recorded[Any]]
    ) -> list[Recorded[Any]]:
        people = _people(typed)
        if sealing.before is not None or not facts:
            return []
        desk = attrs.evolve(told, key=None, expected=None, corrects=None).desk(sealing.office)
        (stream, *_), on = {one.stream for one in facts}, facts[0].on
        recorded: list[Recorded[Any]] = []
        for person in people:
            party = sealing.new_party()
            sealing.party = sealing.party or party
            sealed = {name: sealing.office.seal(party, name, text) for name, text in person.items()}
            recorded += desk.decide(  # type: ignore[call-overload]  # names are those of PETITIONER
                stream,
                petition.name_petitioner,
                on=on,
                party=party,
                secrecy_asked=bool(typed.get("_secrecy_asked")),
                **sealed,
            )
        if "_content" in typed:
            content = sealing.office.seal_content(stream, "content", nfc(typed["_content"]))
            recorded += desk.decide(stream, petition.keep_content, on=on, content=content)
        return recorded


def _people(typed: Mapping[str, Any]) -> list[dict[str, str]]:
    """The petitioners, each with what was typed of them; "" stands for nothing."""
    columns = {f"petitioner_{one}": typed.get(f"_petitioner_{one}", []) for one in PETITIONER}
    many = len(columns["petitioner_name"])
    for name, given in columns.items():
        if given and many and len(given) != many:
            raise Invalid(
                "it isn't as many",
                where=_option(name),
                expected='as many as names, {many}; "" for none',
                many=many,
            )
    people = [
        {name: nfc(said) for name, said in zip(columns, row, strict=True) if said not in NOTHING}
        for row in zip_longest(*columns.values())
    ]
    return [one for one in people if one]


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
