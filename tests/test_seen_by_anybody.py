"""What a question tells that names no asker: nothing of who denounces whom, nor of what.

A year is told with a mark in every sealed text and with a denunciation; then every question of the
program is asked without a word on who asks, of many cases and of this one by its name.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from dialogue_cases import cli
from dialogue_cases.cli import homes
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.documents import FORMS
from dialogue_cases.life import LIVES
from dialogue_cases.vocabulary import Operator
from planted import MARK, marked
from stories import YEAR, modules_of
from test_two_axes import LACKING, NO_QUESTION, commands

PETITION, CASE, GIST = "petition/2023/12", "proceeding/2023/2", "thu tiền sai quy định"
SESSION, DAY = "dialogue/2023/1", ("--on", "2023-08-01")
OF_A_LIFE = (PETITION, CASE, SESSION)

ASKED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "show": tuple((one,) for one in OF_A_LIFE),
    "history": tuple((one,) for one in OF_A_LIFE),
    "timeline": tuple((one,) for one in OF_A_LIFE),
    "deadlines": tuple((one, "--explain") for one in OF_A_LIFE),
    "attachments": ((PETITION,),),
    "followers": ((f"{PETITION}@1",), (f"{CASE}@1",)),
    "decision": ((f"{PETITION}@1",), (f"{PETITION}@6",), (f"{CASE}@1",), (f"{CASE}@5",)),
    "diff": (
        ("--before", "2023-07-10"),
        (PETITION, "--before", "2023-07-04"),
        (CASE, "--before", "2023-07-10"),
    ),
    "openings": ((f"{PETITION}#1",),),
    "retention": ((),),
    "provenance": (("--to", "a.json"), (PETITION, "--to", "b.json")),
    "export ocel": (("so.json",),),
    "export xes": (("don.xes", "--of", "petition"), ("viec.xes", "--of", "matter")),
    "export events": (("don.csv", "--of", "petition"),),
    "export conformance": ((),),
    "list": ((), ("petition/2023",)),
    "next": ((PETITION,), (CASE, "--all")),
    "sheet blank": (("--session", SESSION, "--to", "phieu.xlsx"),),
    "log": ((),),
    "check": (("--all", *DAY),),
    "register": ((), DAY, ("thu tien",), ("--csv", "so.csv")),
    "reception-book": ((), ("--csv", "so.csv")),
    "board": (("--all", *DAY), ("--stream", PETITION, *DAY), ("--moved-since", "2023-07-10", *DAY)),
    "ledger": ((), ("--by", "year")),
    "matters": ((), ("suggest",)),
    "scorecard": ((),),
    "topics": ((),),
    "plan-fulfilment": (("2023",),),
    "dossier": ((SESSION,), ("dialogue/2023/3",)),
    "findings": ((), ("--by", "officer"), ("--csv", "diem.csv")),
    "statistics": (("--period", "2023-Q3"), ("01/XLĐ", "--period", "2023-Q3", "--cases", "1")),
    "statistics national": (("--period", "2023-Q3", "--to", "quoc-gia.json", "--csv"),),
    "report": (("--period", "2023-Q3"),),
    "decided-by": (("chanh-van-phong",), ()),
    "what-if": (
        ("--limit", "P4=5", *DAY),
        ("--limit", "P4=3", "--period", "2023", *DAY),
        ("--limit", "P4=3", "--period", "2023", "--to", "gia-dinh.html", *DAY),
        ("--limit", "P4=3", "--period", "2023", "--csv", "gia-dinh.csv", *DAY),
    ),
    "calendar": (("--to", "lich.ics", *DAY),),
    "chart": (("petitions-by-month", "--to", "hinh.svg"),),
    "doctor": ((),),
    "due": (("--from", "2023-07-03", "--amount", "7", "--unit", "working-days"),),
    "audit bundle": (
        ("--to", "tat-ca.zip"),
        (SESSION, "--belonging", "--to", "buoi.zip"),
    ),
    "audit checkpoints": ((),),
    "audit prove": ((f"{PETITION}@1", "--to", "muc.txt"),),
    "document number": (("TB/ĐU",),),
    "document timeline": ((PETITION, "--to", "a.docx"), (CASE, "--to", "b.docx")),
    "document decision-record": ((PETITION, "--to", "a.docx"), (CASE, "--to", "b.docx")),
    "document findings": (("ward", "--to", "a.docx"),),
    "document openings": ((PETITION, "--which", "1", "--to", "a.docx"),),
}
"""How each question is asked."""

WITNESS = tuple(f"witness {one}" for one in ("new", "key", "trust", "add-checkpoint", "show"))
PROVING = tuple(
    f"audit {one}"
    for one in (
        "checkpoint", "key", "verify", "add-witness", "request", "answer", "submit", "timestamp",
    )
)  # fmt: skip

LEFT: Mapping[str, str] = {
    **{
        paper: "it is made of one life for those whom it is sent to, and bears nobody's name"
        for paper in (f"document {one}" for one in FORMS)
        if paper not in ASKED
    },
    **dict.fromkeys(
        (
            "document list",
            "document templates",
            "completion",
            "settings",
            "settings set",
            "settings forget",
            "statistics compare",
            "export ask",
            "export questions",
            *WITNESS,
        ),
        "it asks no store",
    ),
    **dict.fromkeys(
        ("open-attachment", "person cases", "person link", "person unlink", "person erase"),
        "it names who opens it",
    ),
    "erasure": "of a case of which something was erased it tells keys, fields and counts",
    "export tables": "every value of its files is looked at in test_analysis_export",
    **dict.fromkeys(PROVING, "it tells hashes and names of keys"),
}
"""What isn't asked here, and why."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("ward")
    with modules_of(YEAR) as modules, marked(), chdir(folder):
        modules("year").run("sqlite:///ward.db").close()
        with redirect_stdout(io.StringIO()):
            assert 0 == cli.main(["audit", "checkpoint", "--store", "ward.db"])
        yield folder


def answered(*arguments: str) -> str:
    """All that a command said, and all that it wrote into files; these are taken away again."""
    before, said = {*Path().iterdir()}, io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = cli.main([*arguments, "--store", "ward.db"])
    written = {*Path().iterdir()} - before
    for file in written:
        if file.name.startswith("ward.db"):
            continue
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                said.writelines(
                    packed.read(one).decode(errors="ignore") for one in packed.namelist()
                )
        else:
            said.write(file.read_text(encoding="utf-8-sig"))
        file.unlink()
    assert 0 == code, said.getvalue()
    return said.getvalue()


def test_every_question_is_asked_here() -> None:
    """A new one has to be, or to say why not."""
    deciding = {
        one
        for names, (_, why) in LACKING.items()
        for one in names.split(", ")
        if why == NO_QUESTION
    }
    every = {name for name, _ in commands(homes.commands(Clerk(operator=Operator(id="x"))))}
    decisions = {name for name in every if name.partition(" ")[0] in LIVES}

    assert every - decisions - deciding == {*ASKED, *LEFT} - deciding


@pytest.mark.parametrize("name", ASKED)
def test_no_question_without_an_asker_tells_what_is_secret(year: Path, name: str) -> None:
    """Neither who denounces, nor who is denounced, nor of what: to people and to programs."""
    with chdir(year):
        for asked in ASKED[name]:
            for form in ((), ("--json",)):
                said = answered(*name.split(), *asked, *form)

                assert MARK not in said
                assert GIST not in said, (asked, form)


@pytest.mark.parametrize("asked", [("register",), ("show", PETITION), ("history", PETITION)])
def test_who_may_open_it_reads_what_it_is_about(year: Path, asked: tuple[str, ...]) -> None:
    """And whoever may not, doesn't, though they say who they are."""
    with chdir(year):
        assert GIST in answered(*asked, "--json", "--as", "bi-thu")
        assert GIST not in answered(*asked, "--json", "--as", "can-bo-dan-van")
