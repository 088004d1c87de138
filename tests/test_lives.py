"""Any sequence of events folds; any sequence of decisions keeps what must hold."""

import inspect
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import spec
from dialogue_cases import plan, task, ward
from dialogue_cases.codec import EVERY_LIFE
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.life import Life, first_stands
from dialogue_cases.office import Office, life_of
from dialogue_cases.proposal import fields_of
from dialogue_cases.record import standing
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    PartyId,
    StreamId,
    SystemAct,
    When,
    month,
)
from former_folds import EVOLVE, Later
from searching import examples
from strategies import events, recorded, times, value

LIVES = {life.name: life for life in EVERY_LIFE}


@pytest.mark.parametrize("word", LIVES)
@settings(max_examples=examples(100, deep=500))
@given(data=st.data())
def test_folding_any_sequence_never_raises(word: str, data: st.DataObject) -> None:
    """The fold has no rule, no clock, no exception: what happened, happened.

    All that a state then answers about itself it answers too, whatever has happened.
    """
    life = LIVES[word]
    state = life.initial
    for event in data.draw(st.lists(events(f"{word}."), max_size=8)):
        state = life.evolve(state, event)

    for name, _ in inspect.getmembers(type(state), lambda one: isinstance(one, property)):
        getattr(state, name)


@pytest.mark.parametrize("word", LIVES)
@settings(max_examples=60)
@given(data=st.data())
def test_a_fold_says_what_was_folded_by_hand(word: str, data: st.DataObject) -> None:
    """What follows from the state's fields is what was written out, fact by fact."""
    life = LIVES[word]
    facts = data.draw(st.lists(events(f"{word}."), max_size=12))
    one_by_one = by_hand = life.initial
    for event in facts:
        try:
            by_hand = EVOLVE[word](by_hand, event)
        except Later:
            by_hand = life.evolve(by_hand, event)
        one_by_one = life.evolve(one_by_one, event)

    assert by_hand == one_by_one
    assert by_hand == life.refold(recorded(event, number) for number, event in enumerate(facts, 1))


def test_a_life_has_a_place_for_each_of_its_events() -> None:
    """A new event that no field holds is found on import, not when it has happened."""
    with pytest.raises(TypeError, match="Closed has no place in Plan"):
        Life("plan", plan.Plan(), plan.Drafted | task.Closed, phases=())
    with pytest.raises(TypeError, match="Closed can't happen in the life of a plan"):
        Life(
            "plan", plan.Plan(), plan.Drafted | plan.Adopted, phases=(),
            by_hand={task.Closed: first_stands("adopted")},
        )  # fmt: skip


@pytest.mark.parametrize("word", LIVES)
@settings(max_examples=60)
@given(data=st.data())
def test_a_late_entry_gives_the_same_state(word: str, data: st.DataObject) -> None:
    """Facts of distinct days, entered in any order, fold to the same state."""
    life = LIVES[word]
    drawn = data.draw(st.lists(events(f"{word}."), max_size=6))
    dated = [
        type(event)(**{**_fields(event), "on": date(2023, 1, 1) + timedelta(days=number)})
        for number, event in enumerate(drawn)
    ]
    shuffled = data.draw(st.permutations(dated))

    in_order = [recorded(event, number) for number, event in enumerate(dated, 1)]
    any_order = [recorded(event, number) for number, event in enumerate(shuffled, 1)]

    assert life.fold(in_order) == life.fold(any_order)


def _fields(event: Any) -> dict[str, Any]:
    import attrs

    return {one.name: getattr(event, one.name) for one in attrs.fields(type(event))}


# -- Decisions, through the real store ----------------------------------------------------

ADD_AGAIN = {
    "answer_prepared", "answer_question", "announce", "comment", "comment_on_draft",
    "draft_conclusion", "expect_question", "explain", "file_briefing", "keep_minutes",
    "list_preparation", "propose_renewal", "register_opinion", "report_obstacle",
    "report_progress", "receive_attachment", "voice_opinion", "submit_conclusion",
    "issue_invitation", "receive_data_request",
}  # fmt: skip
"""Counts and notes repeat, unless a key says that it is the same call."""

BODIES = [BodyId(body) for body, _, _ in spec.BODIES] + [BodyId("khong-co")]
OFFICERS = [OfficerId(officer) for officer, *_ in spec.OFFICERS] + [OfficerId("ai-do")]
SOME = {
    "BodyId": st.sampled_from(BODIES),
    "OfficerId": st.sampled_from(OFFICERS),
    "GroupId": st.sampled_from([GroupId("nho-lam"), GroupId("an-thuong"), GroupId("khong-co")]),
    "StreamId": st.sampled_from(
        [StreamId(s) for s in ("plan/2023", "dialogue/2023/1", "dialogue/2023/2", "task/x/item/1")]
    ),
    "PartyId": st.sampled_from([PartyId("dialogue/2023/1#1")]),
}
NEAR = st.dates(date(2023, 1, 1), date(2023, 12, 31))


def likely(hint: Any) -> st.SearchStrategy[Any]:
    """Values that decisions are likely to accept, and some that they aren't."""
    name = getattr(hint, "__name__", "")
    if name in SOME:
        return SOME[name]
    if hint is str:
        return st.sampled_from(["", " ", "Kiến nghị về mương thoát nước", "đã xong"])
    if hint is int:
        return st.integers(-1, 4)
    if hint is date:
        return NEAR
    if hint is When:
        return st.one_of(
            st.builds(When, day=NEAR, at=times),
            st.builds(month, st.just(2023), st.integers(1, 12)),
        )
    from strategies import kind_of

    match kind_of(hint):
        case ("union", options):
            return st.one_of([st.none() if o is type(None) else likely(o) for o in options])
        case ("tuple", item):
            return st.lists(likely(item), max_size=2).map(tuple)
        case ("attrs", fields):
            return st.builds(hint, **{key: likely(each) for key, each in fields})
    return value(hint)


def arguments(decision: Callable[..., Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Keyword arguments of a decision, the optional ones left out at times."""
    asked = [one for one in fields_of(decision) if one.name != "on"]
    needed = {one.name: likely(one.hint) for one in asked if one.required}
    spare = {one.name: likely(one.hint) for one in asked if not one.required}
    return st.fixed_dictionaries(needed, optional=spare)


class WholeWard(RuleBasedStateMachine):
    """Officers decide whatever comes to their minds, in any life, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2023, 1, 2, tzinfo=UTC)
        self.office = Office.create(
            "memory:", code="21000", name="Phường thử", clock=lambda: self.now
        )
        self.position = 0
        self.refusals: list[str] = []

    @initialize()
    def set_up(self) -> None:
        desk = self.office.by_rule(SystemAct(rule="ward-set-up"))
        for body, kind, name in spec.BODIES:
            desk.decide(  # type: ignore[call-overload]
                ward.WARD, ward.establish_body, on=spec.SINCE, body=BodyId(body),
                kind=kind, name=name, superior=kind.startswith("superior"),
            )  # fmt: skip
        for officer, office, body, title in spec.OFFICERS:
            desk.decide(
                ward.WARD, ward.appoint, on=spec.SINCE, officer=OfficerId(officer),
                office=office, body=BodyId(body), title=title,
            )  # fmt: skip
        for group in ("nho-lam", "an-thuong"):
            desk.decide(
                ward.WARD, ward.establish_group, on=spec.SINCE, group=GroupId(group), name=group,
                cell=BodyId("chi-bo-nho-lam"),
            )  # fmt: skip
        desk.decide(
            ward.WARD, ward.adopt_regulation, on=spec.SINCE, kind="house_rules",
            document=Document(kind="Nội quy"),
        )  # fmt: skip

    @rule(days=st.integers(0, 20))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(data=st.data())
    def somebody_decides(self, data: st.DataObject) -> None:
        stream = data.draw(
            st.sampled_from(["plan/2023", "dialogue/2023/1", "dialogue/2023/1", "reception/2023/1",
                             "task/dialogue/2023/1/item/1", "ward", "petition/2023/1",
                             "proceeding/2023/1", "matter/2023/1"])
        )  # fmt: skip
        life = life_of(StreamId(stream))
        decision = data.draw(st.sampled_from(list(life.decisions.values())))
        asked = data.draw(arguments(decision))
        on = self.office.today - timedelta(days=data.draw(st.integers(0, 30)))
        act = data.draw(st.sampled_from([spec.act_of(who) for who, *_ in spec.OFFICERS]))
        despite = data.draw(st.sampled_from([(), self._every_rule()]))
        desk = self.office.acting(act, despite=[(name, "đã xảy ra") for name in despite])
        try:
            first = desk.decide(stream, decision, on=on, **asked)
            if first and decision.__name__ not in ADD_AGAIN:
                again = desk.decide(stream, decision, on=on, **asked)
                assert [] == again, f"{decision.__name__} asked twice adds {again}"
        except Refused as refused:
            self.refusals.append(str(refused))
        except Invalid as invalid:  # drawn data isn't sealed by this office's vault
            if "sealed" not in str(invalid):
                raise

    def _every_rule(self) -> tuple[str, ...]:
        return tuple(sorted(RULES))

    @rule(on=st.integers(0, 40))
    def deadlines_are_checked(self, on: int) -> None:
        day = self.office.today - timedelta(days=on)
        self.office.tell_upwards(day)

        assert [] == self.office.tell_upwards(day)

    @invariant()
    def the_record_is_whole(self) -> None:
        """Versions have no gaps, positions grow, and nothing recorded ever changed."""
        self.office.log.check()
        position = self.office.log.position
        assert position >= self.position
        self.position = position

    @invariant()
    def every_life_can_be_read(self) -> None:
        streams = {fact.stream for fact in self.office.log.since()}
        for stream in streams:
            facts = self.office.history(stream)
            assert len(standing(facts)) <= len(facts)
            self.office.as_of(stream)
            self.office.deadlines(stream)

    def teardown(self) -> None:
        self.office.close()


def _rules() -> set[str]:
    """Every rule's name, as it stands in the source."""
    import ast
    from pathlib import Path

    found = set()
    for path in Path(ward.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {
                    arg.value
                    for arg in node.args[:2]
                    if isinstance(arg, ast.Constant)
                    and isinstance(arg.value, str)
                    and re.fullmatch("[a-z]+(-[a-z]+)+", arg.value)
                }
    return found


RULES = _rules()

TestWholeWard = WholeWard.TestCase
TestWholeWard.settings = settings(
    max_examples=examples(10, deep=100),
    stateful_step_count=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)
