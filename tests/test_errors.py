"""Every error carries template and data wherever it goes, and is said in the reader's language."""

import ast
import copy
import importlib
import pickle
import pkgutil
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pytest

import dialogue_cases
from dialogue_cases.backup import OlderCopy
from dialogue_cases.cli.commands import Argument, StillMissing
from dialogue_cases.codec import Unreadable
from dialogue_cases.codec.texts import Misfit
from dialogue_cases.errors import (
    AlreadyThere,
    CalendarUnknown,
    CaseError,
    Conflict,
    CorruptLog,
    Invalid,
    KeyDestroyed,
    KeyLost,
    KeyMissing,
    KeyReused,
    NotAStore,
    NotFound,
    NothingErased,
    ProofError,
    Refused,
    RemovalStopped,
    SealError,
    Sentence,
    StoreError,
    WrongKey,
)
from dialogue_cases.law import load_law
from dialogue_cases.proofs import Behind
from dialogue_cases.proofs.check_evidence import Wrong
from dialogue_cases.register_file import BadRegister, Problem, Report
from dialogue_cases.register_file.entering import InCell
from dialogue_cases.sentences import Code, sentence, word
from dialogue_cases.session import Fixed
from dialogue_cases.vocabulary import Citation, EventRef, StreamId

ROOT = Path(__file__).resolve().parents[1]
RULE = Citation(text="Kế hoạch, phần III.1", certainty="S")
STREAM = StreamId("petition/2023/1")
PROBLEM = Problem(
    row=3, column="B", heading="Ngày", value="31/02", error=Invalid("no day", expected="a day")
)
EXAMPLES: tuple[Exception, ...] = (
    CaseError("why"),
    Refused("due-is-ahead", RULE, unlawful=True, on=date(2023, 3, 1), due=None),
    RemovalStopped(
        "case-is-held", RULE, removal="erase", hold=EventRef(f"{STREAM}@3"), stream=STREAM, number=1
    ),
    Invalid("it is missing", where="ward.toml, line 3", expected="a text"),
    NotFound(STREAM),
    NothingErased(STREAM),
    Conflict(STREAM, 1, 2),
    KeyReused("form-77"),
    CalendarUnknown(2035),
    StoreError("memory:", "it is full"),
    NotAStore("memory:", "another program's"),
    CorruptLog("memory:", 3, "it isn't JSON"),
    CorruptLog("memory:", None, "the file is damaged"),
    SealError("the vault is missing"),
    KeyLost("petition/2023/1#1"),
    KeyMissing("petition/2023/1#1"),
    KeyDestroyed("petition/2023/1#1"),
    AlreadyThere("sqlite:///ward.db", "a file is there already"),
    WrongKey("altered"),
    BadRegister(Report(file="so.csv", digest="0", sheet=None, problems=(PROBLEM,))),
    Invalid("{text} is no day", where="--on", expected="one of {among}", text="x", among="a"),
    Misfit("no text stands at {place}", place="event.gist"),
    Unreadable(7, "unknown name"),
    ProofError("nobody signed it"),
    Behind(42),
    OlderCopy(40, 42),
    Wrong("no manifest"),
    InCell("gist", Invalid("it is missing")),
    StillMissing([Argument(name="on")]),
)


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(dialogue_cases.__path__, "dialogue_cases."):
        yield found.name


def public(kind: type[Exception]) -> Iterator[type[Exception]]:
    for below in kind.__subclasses__():
        yield from public(below)
        if below.__module__.startswith("dialogue_cases.") and below.__name__[0] != "_":
            yield below


def test_every_error_is_under_test() -> None:
    """A new error is given an example above."""
    for name in modules():
        importlib.import_module(name)

    assert set() == set(public(Exception)) - {type(one) for one in EXAMPLES}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize(
    "way", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_an_error_that_was_copied_or_sent_is_the_same(error: Exception, way: object) -> None:
    """Its kind, its sentence and all its data."""
    again = way(error)  # type: ignore[operator]

    assert (type(error), str(error)) == (type(again), str(again))
    assert (repr(error.args), repr(vars(error))) == (repr(again.args), repr(vars(again)))


def test_a_refusal_in_another_process_arrives_as_a_refusal() -> None:
    """A service with a pool of processes can tell the clerk which rule it was."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        asked = pool.submit(load_law().amended, since=date(2026, 1, 1), limits={"P4": -1})
        with pytest.raises(Refused) as refused:
            asked.result(timeout=60)

    assert ("limit-is-positive", {"limit": "P4", "amount": -1}) == (
        refused.value.rule,
        refused.value.data,
    )


# -- Templates in the code ----------------------------------------------------------------


@pytest.fixture(scope="module")
def tools() -> Iterator[ModuleType]:
    """`tools/catalogues.py`, and through it what the tools read of the code."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("catalogues")
    finally:
        sys.path.pop(0)


def test_what_is_raised_is_a_template_whose_places_are_filled(tools: ModuleType) -> None:
    """A sentence made at once, with an f-string, could be said in no other language."""
    wrong = []
    for error in tools.texts.errors():
        wrong += [f"{error.place}: {odd}" for odd in error.odd]
        places = {place for one in error.templates for place in tools.texts.PLACE.findall(one)}
        if error.data is not None and not places <= error.data:
            wrong.append(f"{error.place}: {places - error.data}")

    assert [] == wrong


@pytest.mark.parametrize(
    "raised",
    [
        "Invalid(f'{name} is no day')",
        "Invalid('it is ' + name)",
        "Invalid('it is missing', expected=f'one of {among}')",
        "StoreError(url, f'{error}')",
        "CorruptLog(url, None, str(error))",
        "errors.WrongKey('{} is wrong'.format(path))",
        "class BadDay(Invalid):\n  def __init__(self, day):\n    super().__init__(f'no {day}')",
    ],
)
def test_a_sentence_that_is_made_at_once_is_seen(raised: str, tools: ModuleType) -> None:
    """The test above would see it."""
    (error,) = tools.texts.errors_in("here", ast.parse(raised))

    assert error.odd


def test_every_template_has_its_vietnamese_with_the_same_places(tools: ModuleType) -> None:
    """In the order that Vietnamese wants."""
    po = tools.LOCALE / "vi" / "LC_MESSAGES" / "dialogue_cases.po"
    entries = tools.read(po.read_text(encoding="utf-8"))
    vi = {name: text for (context, name), text in entries.items() if context == "error"}

    assert set(tools.texts.error_sentences()) == vi.keys()
    assert [] == [name for name, text in vi.items() if _places(name) != _places(text)]


def _places(template: str) -> list[str]:
    return sorted(re.findall(r"\{\w+(?:!r)?\}", template))


# -- What is said -------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize(
    "error",
    [one for one in EXAMPLES if isinstance(one, CaseError)],
    ids=lambda one: type(one).__name__,
)
def test_every_error_has_a_sentence(error: CaseError, code: Code) -> None:
    """The same after its way out of another process."""
    said = sentence(error, code)

    assert "" != said
    assert "{" not in said
    assert sentence(pickle.loads(pickle.dumps(error)), code) == said
    if code == "en" and not isinstance(error, Refused):
        assert str(error) == said.replace("; expected: ", "; expected ")


def test_a_cause_is_said_in_the_readers_language() -> None:
    """An error within an error; what another library says stays as it is."""
    ours = Invalid("it can't be read: {why}", why=Invalid("it is missing", expected="a text"))
    theirs = Invalid("it can't be read: {why}", why=ValueError("it is missing"))

    assert "không đọc được: còn thiếu; cần: một đoạn chữ" == sentence(ours, "vi")
    assert "không đọc được: it is missing" == sentence(theirs, "vi")
    assert "it can't be read: it is missing; expected a text" == str(ours)


def test_what_a_person_wrote_is_no_template() -> None:
    """Braces in data, and braces that are no place, stay as they are."""
    right = 'a list such as [{ office = "head", body = "…" }]'
    error = Invalid("{name} is no document", expected=right, name="{name}")

    assert f"{{name}} is no document; expected {right}" == str(error)
    assert (
        'không có văn bản {name}; cần: một danh sách, ví dụ [{ office = "head", body = "…" }]'
        == sentence(error, "vi")
    )


def test_several_mistakes_are_said_each() -> None:
    """All of them in the reader's language, and in the English sentence line by line."""
    several = (Invalid("it is missing", where="a"), Invalid("it is empty", where="b"))
    error = Invalid("{count} mistakes:{lines}", count=2, lines=Sentence.lines(several))

    assert "2 mistakes:\n  a: it is missing\n  b: it is empty" == str(error)
    assert "2 lỗi:\n  a: còn thiếu\n  b: bị để trống" == sentence(error, "vi")


def test_a_day_is_said_as_the_reader_writes_it() -> None:
    """The English sentence has it as the record has."""
    error = Invalid("it is missing", expected="a day from {day} on", day=date(2023, 6, 5))

    assert "còn thiếu; cần: một ngày từ 05/06/2023 trở đi" == sentence(error, "vi")
    assert "it is missing; expected: a day from 2023-06-05 on" == sentence(error, "en")


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("party_secretary", "Bí thư Đảng uỷ", "party secretary"),
        ("fixed", "đã ấn định", "fixed"),
        ("no_such_word", "no such word", "no such word"),
        ("session.fixed", "Ấn định ngày, giờ, địa điểm", "fixed"),
        (Fixed, "Ấn định ngày, giờ, địa điểm", "fixed"),
    ],
)
def test_words_statuses_and_events_are_named(value: object, vi: str, en: str) -> None:
    """As the command line names them."""
    assert (vi, en) == (word(value, "vi"), word(value, "en"))
