"""What is stored can be read for ever: names, shapes, spelling."""

import json
import secrets
import typing
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import codec
from dialogue_cases.codec.texts import free_texts, replaced
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import Act, Despite, EventRef, Operator, StreamId
from strategies import events, example, kind_of, parts, recorded

SAMPLES = Path(__file__).parent / "samples"


def full(shape: type) -> Recorded[Any]:
    """A fact with everything filled in, event and envelope."""
    return Recorded(
        stream=StreamId("sample"),
        version=7,
        position=9,
        recorded_at=datetime(2023, 3, 15, 1, 2, 3, 456, tzinfo=UTC),
        recorded_by=example(Operator),
        act=example(Act),
        event=example(shape),
        despite=(example(Despite),),
        because=(EventRef("dialogue/2023/1@7"),),
        corrects=3,
        key="key",
    )


@pytest.mark.parametrize("name", codec.NAMES)
def test_every_shape_ever_stored_still_loads(name: str) -> None:
    """Each event version has a stored sample, which is never edited and still reads the same.

    Those of the first shape have their texts in clear.
    """
    stored = codec.stored_name(codec.NAMES[name])
    state = (SAMPLES / f"{stored}.json").read_text(encoding="utf-8").rstrip("\n")

    fact = codec.decode(("sample", 7, 9, stored, state.encode(), None))

    assert full(codec.NAMES[name]) == fact
    assert codec.encode(fact) == (stored, state, None, fact)


@pytest.mark.parametrize("name", codec.UPCASTS)
def test_a_shape_that_is_no_longer_written_still_loads(name: str) -> None:
    """Its samples read as the shape that is written now, each text where it stood."""
    state = (SAMPLES / f"{name}.json").read_bytes().rstrip(b"\n")
    apart, beside = (SAMPLES / f"{name}+texts.json").read_bytes().splitlines()

    fact = codec.decode(("sample", 7, 9, name, state, None))

    assert type(fact.event) is codec.NAMES[codec.kind_of(name)]
    assert codec.decode(("sample", 7, 9, f"{name}+texts", apart, beside)) == fact
    for place, text in free_texts(fact).items():
        there = json.loads(state)
        for step in place.split("."):
            there = there[int(step) if step.isdecimal() else step]
        assert there == text, place


@pytest.mark.parametrize("name", codec.NAMES)
def test_every_shape_whose_texts_stand_beside_it_still_loads(name: str) -> None:
    """What is written now: the fact with its commitments, and in the second line the texts.

    A new event's samples are written by running this test once with the file absent;
    they then belong to the history of the project.
    """
    stored = codec.stored_name(codec.NAMES[name])
    path = SAMPLES / f"{stored}+texts.json"
    fact = full(codec.NAMES[name])
    if not path.exists() and name != "erased":
        spelt = codec.encode(fact, secrets.token_bytes)
        path.write_text(f"{spelt.state}\n{spelt.beside}\n", encoding="utf-8")
        first = codec.encode(fact).state
        (SAMPLES / f"{stored}.json").write_text(f"{first}\n", encoding="utf-8")
        pytest.fail(f"{path.name} was new and has been written: look at it, and commit it")
    if name == "erased":  # it is found by its name
        assert codec.encode(fact, secrets.token_bytes).beside is None
        return

    state, beside = (line.encode() for line in path.read_text(encoding="utf-8").splitlines())

    assert codec.decode(("sample", 7, 9, f"{stored}+texts", state, beside)) == fact
    assert replaced("sample", 7, state, beside) == {}


def test_no_sample_is_without_a_reader() -> None:
    """A stored name that was ever written is written still, or has an upcast."""
    stored = {path.stem.removesuffix("+texts") for path in SAMPLES.glob("*.json")}

    assert stored == {*map(codec.stored_name, codec.NAMES.values()), *codec.UPCASTS}


def test_no_two_events_share_a_class() -> None:
    """A class has one stored name, or it couldn't be written back."""
    assert len(codec.NAMES) == len(set(codec.NAMES.values()))


def test_every_event_of_every_life_has_a_stored_name() -> None:
    """What a life says can happen can be recorded."""
    from dialogue_cases import matter, petition, plan, proceeding, session, task, ward

    for life in (matter, petition, plan, proceeding, session, task, ward):
        word = life.__name__.rpartition(".")[2]
        for shape in typing.get_args(life.Event):
            name = codec.name_of(shape)
            assert name.startswith(f"{word}.") or "." not in name, shape


@pytest.mark.parametrize("shape", codec.NAMES.values(), ids=codec.NAMES)
def test_stored_classes_are_plain(shape: type) -> None:
    """No private field, converter, validator, float or default that is computed.

    Private fields vanish silently, converters don't run, a tightened validator makes old facts
    unloadable, floats print differently elsewhere.
    """
    assert "on" in {one.name for one in attrs.fields(shape)}
    for part in parts(shape):
        assert part is not float
        assert part is not datetime  # an instant belongs in the envelope
        if kind_of(part)[0] == "attrs":
            assert part.__setattr__ is not object.__setattr__, f"{part} isn't frozen"
            assert not hasattr(part, "__dict__") or "__slots__" in vars(part), part
            for one in attrs.fields(part):
                assert not one.name.startswith("_"), one
                assert one.converter is None, one
                assert one.validator is None, one
                assert one.kw_only, one
                assert not isinstance(one.default, attrs.Factory), one  # type: ignore[arg-type]


@given(event=events(), draw=st.sampled_from([None, secrets.token_bytes]))
@settings(max_examples=400)
def test_what_is_written_reads_back_as_it_was(
    event: Any, draw: Callable[[int], bytes] | None
) -> None:
    """Every event round-trips (with its text in composed form), and in one spelling only."""
    fact = recorded(event)
    spelt = codec.encode(fact, draw)

    read = codec.decode(row_of(spelt))

    assert spelt.stored == msgspec.structs.replace(read, position=spelt.stored.position)
    assert codec.encode(fact).state == codec.encode(read).state
    assert composed(event) == read.event


def row_of(spelt: codec.Spelling) -> codec.Row:
    """The row that is stored."""
    fact, beside = spelt.stored, spelt.beside
    return (
        fact.stream,
        fact.version,
        fact.position,
        spelt.name,
        spelt.state.encode(),
        None if beside is None else beside.encode(),
    )


def composed(value: Any) -> Any:
    """The same value with all its text composed, sealed text too, which no `repr` shows."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(map(composed, value))
    if not attrs.has(type(value)):
        return value
    fields = {one.name: getattr(value, one.name) for one in attrs.fields(type(value))}
    return type(value)(**{name: composed(each) for name, each in fields.items()})


@given(event=events(), noise=st.text(min_size=1, max_size=8))
def test_an_unknown_field_is_refused(event: Any, noise: str) -> None:
    """Nothing that was stored is dropped silently."""
    fact = recorded(event)
    spelt = codec.encode(fact)
    fields = json.loads(spelt.state)
    fields["event"]["§" + noise] = 1
    state = json.dumps(fields, ensure_ascii=False).encode()

    with pytest.raises(codec.Unreadable):
        codec.decode((fact.stream, 1, 1, spelt.name, state, None))


def test_an_old_shape_is_read_as_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Upcast at the door: everyone inside knows only the latest shape."""
    new = example(codec.NAMES["ward.body_renamed"])
    monkeypatch.setattr(
        codec,
        "UPCASTS",
        {
            "ward.body_called": codec.Upcast(
                to="ward.body_named", change=lambda old: {**old, "body": old["who"]}
            ),
            "ward.body_named": codec.Upcast(
                to="ward.body_renamed",
                change=lambda old: {"on": old["on"], "body": old["body"], "name": old["called"]},
            ),
        },
    )
    fields = json.loads(codec.encode(recorded(new)).state)
    fields["event"] = {"on": str(new.on), "who": new.body, "called": new.name}

    fact = codec.decode(
        ("ward", 1, 1, "ward.body_called", json.dumps(fields, separators=(",", ":")).encode(), None)
    )

    assert new == fact.event


def test_what_is_no_event_has_no_name() -> None:
    """Only events are recorded."""
    with pytest.raises(TypeError, match="isn't an event"):
        codec.name_of("ended")
