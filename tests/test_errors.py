"""Every error keeps its data wherever it goes: into a copy, and out of another process."""

import copy
import importlib
import pickle
import pkgutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import pytest

import dialogue_cases
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.codec import Unreadable
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
    Refused,
    SealError,
    StoreError,
    WrongKey,
)
from dialogue_cases.law import load_law
from dialogue_cases.register_file import BadRegister, Problem, Report
from dialogue_cases.register_file.entering import InCell
from dialogue_cases.vocabulary import Citation, StreamId

RULE = Citation(text="Kế hoạch, phần III.1", certainty="S")
STREAM = StreamId("petition/2023/1")
PROBLEM = Problem(
    row=3, column="B", heading="Ngày", value="31/02", error=Invalid("no day", expected="a day")
)
EXAMPLES: tuple[Exception, ...] = (
    CaseError("why"),
    Refused("due-is-ahead", RULE, unlawful=True, on=date(2023, 3, 1), due=None),
    Invalid("it is missing", where="ward.toml, line 3", expected="a text"),
    NotFound(STREAM),
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
    Mistake("{text} is no day", where="--on", right="one of {among}", text="x", among="a"),
    Unreadable(7, "unknown name"),
    InCell("gist", Invalid("it is missing")),
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
