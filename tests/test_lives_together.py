"""All lives together, through the real store: whatever officers do, it holds together.

Officers of one ward raise, classify, join, hear, direct, suspend, decide, correct and void, on
any day, in any order. What is refused is refused; what is recorded must hold together.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dialogue_cases import matter, petition, proceeding, session, task
from dialogue_cases.codec import name_of
from dialogue_cases.deadlines import Obligation
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.petition import Part
from dialogue_cases.record import Recorded
from dialogue_cases.session import Contents, Item
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    Place,
    Recipient,
    StreamId,
    SystemAct,
    Topic,
)
from offices import an_office
from searching import examples
from spec import act_of

OFFICE, PEOPLE, BLOC = BodyId("van-phong"), BodyId("ubnd"), BodyId("dan-van")
LAND = Topic(title="Quản lý đất đai", code="land_management")
SLIP = Document(kind="Văn bản", number="1/VB", issued_on=date(2023, 1, 5), issuer="phường")
KINDS = ("complaint", "denunciation", "recommendation", "report", "anonymous_tip")
NHO_LAM = GroupId("nho-lam")
groups = st.sampled_from([NHO_LAM, GroupId("an-thuong"), None])
pick = st.integers(0, 5)

BROKEN = (
    "office-is-held", "settlement-has-evidence", "settlement-was-answered",
    "opened-on-its-day", "admitted-when-eligible",
    "admitted-within-competence",
)  # fmt: skip
"""Rules that are broken in this ward now and then, because it happened."""


class OneWard(RuleBasedStateMachine):
    """A ward's year; every life is known to the test by its stream only."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2023, 1, 3, 2, tzinfo=UTC)
        self.office: Office
        self.streams: dict[str, list[StreamId]] = {}
        self.told: list[tuple[StreamId, int, list[tuple[Any, ...]]]] = []

    @initialize()
    def set_up(self) -> None:
        self.office = an_office(clock=lambda: self.now)
        for at, group in enumerate((NHO_LAM, NHO_LAM, None)):
            self.a_petition_comes_in(group, "written")
            self.it_is_classified(at, KINDS[2 - at], late=0)
            self.it_is_examined(at, own=at < 2)
        self.a_matter_is_opened(NHO_LAM)
        for at, kind in enumerate(("complaint", "denunciation")):
            self.the_chair_receives_a_case(2 - at, kind, remote=False)
            self.it_is_accepted(at, late=0)
        self.a_dialogue_is_fixed(NHO_LAM, ahead=0)

    def teardown(self) -> None:
        self.office.close()

    # -- What they do ------------------------------------------------------------------

    @rule(days=st.integers(1, 25))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(group=groups, channel=st.sampled_from(["written", "oral", "online"]))
    def a_petition_comes_in(self, group: GroupId | None, channel: str) -> None:
        arguments = {"channel": channel, "gist": "Mương thoát nước", "received_by": OFFICE}
        begun = self.begin("petition", petition.raise_petition, group=group, **arguments)
        for stream in {fact.stream for fact in begun if fact.stream.startswith("petition/")}:
            party = self.office.new_party(stream)
            name = self.office.seal(party, "petitioner_name", "Nguyễn Thị A")
            at = self.streams["petition"].index(stream)
            named: Any = {"party": party, "petitioner_name": name}
            self.decide("petition", at, petition.name_petitioner, **named)

    @rule(at=pick, kind=st.sampled_from(KINDS), late=st.integers(0, 40))
    def it_is_classified(self, at: int, kind: str, late: int) -> None:
        self.decide("petition", at, petition.classify, late=late, kind=kind, area="land")

    @rule(at=pick, own=st.booleans())
    def it_is_examined(self, at: int, own: bool) -> None:
        self.decide("petition", at, petition.find_eligibility, eligible=True)
        self.decide(
            "petition", at, petition.find_competence, own=own, system="administrative", body=PEOPLE
        )

    @rule(at=pick, due=st.integers(-5, 30))
    def the_secretary_directs(self, at: int, due: int) -> None:
        self.decide(
            "petition", at, petition.direct, "bi-thu",
            direction="Kiểm tra, giải quyết", lead=PEOPLE,
            due=self.office.today + timedelta(days=due),
        )  # fmt: skip

    @rule(at=pick)
    def it_is_admitted_and_assigned(self, at: int) -> None:
        self.decide("petition", at, petition.admit)
        self.decide("petition", at, petition.assign, "bi-thu", text="Giải quyết", lead=PEOPLE)

    @rule(at=pick, outcome=st.sampled_from(["accepted", "more_time", "transferred", "result"]))
    def the_citizen_is_answered(self, at: int, outcome: str) -> None:
        until = self.office.today + timedelta(days=10) if outcome == "more_time" else None
        self.decide(
            "petition", at, petition.answer, outcome=outcome, gist="Đã trả lời", until=until,
            contact="Văn phòng Đảng uỷ", document=SLIP,
        )  # fmt: skip

    @rule(at=pick, how=st.sampled_from(["confirm", "resolve", "withdraw", "contest", "reopen"]))
    def it_ends_or_opens_again(self, at: int, how: str) -> None:
        arguments: dict[str, dict[str, Any]] = {
            "confirm": {"findings": "Đã xong"},
            "resolve": {"outcome": "granted", "gist": "Đã làm xong", "evidence": (SLIP,)},
            "withdraw": {"form": "letter", "document": SLIP},
            "contest": {"gist": "Chưa đồng ý"},
            "reopen": {"reason": "Nêu lại"},
        }
        self.decide("petition", at, getattr(petition, how), **arguments[how])

    @rule(at=pick, number=st.integers(2, 3))
    def a_mixed_petition_is_split(self, at: int, number: int) -> None:
        parts = tuple(Part(number=n, gist=f"Phần {n}") for n in range(1, number))
        self.decide("petition", at, petition.split, parts=parts, reason="nhiều nội dung")

    @rule(group=groups)
    def a_matter_is_opened(self, group: GroupId | None) -> None:
        self.begin("matter", matter.open_matter, gist="Mương thoát nước", group=group)

    @rule(at=pick, of=pick, side=st.booleans())
    def a_petition_joins_a_matter(self, at: int, of: int, side: bool) -> None:
        one, other = self.one("petition", at), self.one("matter", of)
        if one is None or other is None:
            return
        raised = self.office.as_of(one).raised
        if side or raised is None:
            self.decide("petition", at, petition.join_matter, matter=other)
        else:
            self.decide("matter", of, matter.join, raised=raised.on, petition=one)

    @rule(at=pick)
    def a_petition_leaves_its_matter(self, at: int) -> None:
        self.decide("petition", at, petition.leave_matter, reason="việc khác")

    @rule(at=pick, how=st.sampled_from(["confirm_settled", "settle"]))
    def a_matter_is_settled(self, at: int, how: str) -> None:
        arguments: dict[str, dict[str, Any]] = {
            "confirm_settled": {"findings": "Đã xong"},
            "settle": {"gist": "Đã xong", "evidence": (SLIP,), "answer": SLIP},
        }
        self.decide("matter", at, getattr(matter, how), **arguments[how])

    @rule(at=pick, kind=st.sampled_from(["complaint", "denunciation"]), remote=st.booleans())
    def the_chair_receives_a_case(self, at: int, kind: str, remote: bool) -> None:
        self.begin(
            "proceeding", proceeding.receive, "chu-tich", kind=kind, body=PEOPLE,
            gist="Bồi thường", petition=self.one("petition", at), remote=remote,
        )  # fmt: skip

    @rule(at=pick, late=st.integers(0, 20))
    def it_is_accepted(self, at: int, late: int) -> None:
        checked: Any = {"identified": True, "eligible": True, "gist": "Đủ điều kiện"}
        self.decide("proceeding", at, proceeding.verify, "chu-tich", late=late, **checked)
        self.decide("proceeding", at, proceeding.accept, "chu-tich", late=late, document=SLIP)

    @rule(at=pick, how=st.sampled_from(["suspend", "resume", "terminate"]))
    def its_clock_stops_or_goes_on(self, at: int, how: str) -> None:
        grounds = {"suspend": "waiting_for_related_result", "terminate": "full_withdrawal"}
        ground: Any = {"ground": grounds[how]} if how in grounds else {}
        self.decide(
            "proceeding", at, getattr(proceeding, how), "chu-tich", reason="chờ kết quả",
            document=SLIP, **ground,
        )  # fmt: skip

    @rule(at=pick)
    def it_is_decided_and_sent(self, at: int) -> None:
        ending: Any = {"outcome": "founded", "gist": "Đúng", "document": SLIP}
        self.decide("proceeding", at, proceeding.decide, "chu-tich", **ending)
        self.decide("proceeding", at, proceeding.conclude, "chu-tich", **ending)
        for paper, to in (("decision", "complainant"), ("conclusion", "denouncer")):
            self.decide("proceeding", at, proceeding.send, "chu-tich", paper=paper, to=(to,))

    @rule(group=groups, ahead=st.integers(0, 10))
    def a_dialogue_is_fixed(self, group: GroupId | None, ahead: int) -> None:
        day = self.office.today + timedelta(days=ahead)
        self.begin(
            "dialogue", session.fix, "bi-thu", day=day, place=Place(name="Nhà văn hoá"),
            topics=(LAND,), groups=(group,) if group else (),
        )  # fmt: skip

    @rule(at=pick, taken=st.sampled_from(["petition", "conclusion", None]), group=groups)
    def it_is_held(self, at: int, taken: str | None, group: GroupId | None) -> None:
        self.decide("dialogue", at, session.open_session, "bi-thu")
        voiced = self.decide(
            "dialogue", at, session.voice_opinion, kind="recommendation",
            subject="government_management", gist="Mương tắc", group=group,
        )  # fmt: skip
        if voiced and taken:
            number = voiced[0].event.number
            taking: Any = {"number": number, "destination": taken}
            self.decide("dialogue", at, session.take_opinion, "bi-thu", **taking)
        self.decide("dialogue", at, session.end_session, "bi-thu")

    @rule(at=pick, due=st.integers(1, 30))
    def it_is_concluded(self, at: int, due: int) -> None:
        stream = self.one("dialogue", at)
        if stream is None:
            return
        opinions = tuple(one.number for one in self.office.as_of(stream).opinions)
        item = Item(
            number=1, decision="Khơi thông mương", lead=PEOPLE, opinions=opinions,
            due=self.office.today + timedelta(days=due),
        )  # fmt: skip
        contents = Contents(
            items=(item,), follow_up=OFFICE,
            recipients=(Recipient(text="UBND phường", bodies=(PEOPLE,)),),
        )  # fmt: skip
        number = DocumentNumber(number=at + 1, symbol="TB/ĐU")
        self.decide("dialogue", at, session.draft_conclusion, "truong-khoi", contents=contents)
        self.decide("dialogue", at, session.submit_conclusion)
        self.decide("dialogue", at, session.issue_conclusion, "bi-thu", number=number)

    @rule(at=pick)
    def a_task_is_reported_done(self, at: int) -> None:
        self.decide("task", at, task.report_done, "chu-tich", gist="Đã xong", evidence=(SLIP,))
        self.decide("task", at, task.verify, findings="Đúng là đã xong")

    @rule(
        life=st.sampled_from(["petition", "proceeding", "matter", "dialogue"]), at=pick, nth=pick,
        anyway=st.booleans(),
    )  # fmt: skip
    def an_entry_is_taken_out(self, life: str, at: int, nth: int, anyway: bool) -> None:
        stream = self.one(life, at)
        if stream is None:
            return
        version = 1 + nth % len(self.office.history(stream))
        hangs = [("nothing-hangs-on-the-voided-entry", "đã xảy ra")] if anyway else []
        desk = self.office.acting(act_of("chanh-van-phong"), despite=hangs)
        with suppress(Refused):
            desk.void(stream, version=version, on=self.office.today, reason="ghi nhầm")

    @rule()
    def what_is_overdue_is_told(self) -> None:
        self.office.tell_upwards(self.office.today)

        assert [] == self.office.tell_upwards(self.office.today)

    @rule(life=st.sampled_from(["petition", "proceeding", "dialogue", "task"]), at=pick)
    def somebody_asks_what_is_owed(self, life: str, at: int) -> None:
        stream = self.one(life, at)
        if stream is not None:
            position = self.office.log.position
            self.told.append(
                (stream, position, _plain(self.office.deadlines(stream, known=position)))
            )

    # -- What always holds -------------------------------------------------------------

    @invariant()
    def the_record_is_whole(self) -> None:
        """Versions and numbers have no gaps, and every fact reads back."""
        self.office.log.check()

    @invariant()
    def what_followed_by_rule_says_from_what(self) -> None:
        for fact in self.office.log.since():
            if isinstance(fact.act, SystemAct) and fact.because:
                assert fact.act.trigger == fact.because[0]
                cause = self.office.history(fact.because[0].partition("@")[0])
                assert any(one.ref == fact.because[0] for one in cause)
                assert fact.position > next(o.position for o in cause if o.ref == fact.because[0])

    @invariant()
    def what_was_owed_as_known_then_is_so_for_ever(self) -> None:
        """What was answered once is answered again: nothing that came later changes it."""
        for stream, position, before in self.told[-3:]:
            assert before == _plain(self.office.deadlines(stream, known=position))

    @invariant()
    def a_denunciation_is_on_no_list_by_rule(self) -> None:
        """Luật Tố cáo 2018, Điều 8 khoản 3: who denounces, and that somebody does, is secret."""
        listed = "unsettled-is-put-on-the-next-sessions-list"
        for fact in self.office.log.since():
            if isinstance(fact.act, SystemAct) and name_of(fact.event) == "petition.carried_over":
                known = self.office.as_of(fact.stream, effective=fact.on, known=fact.position)
                assert known.kind not in ("denunciation", "anonymous_tip"), listed

    @invariant()
    def each_obligation_is_itself(self) -> None:
        """An obligation is known by its life, its rule and the entry that it arose from."""
        for stream in self.everything():
            owed = self.office.deadlines(stream)
            identities = [(one.stream, one.rule.id, one.root) for one in owed]
            assert len(identities) == len(set(identities))
            for one in owed:
                assert one.explain("vi")
                assert one.status(self.office.today)

    @invariant()
    def an_opinion_is_one_petition_at_most(self) -> None:
        raised = [
            (known.raised.session, known.raised.opinion)
            for stream in self.everything()
            if stream.startswith("petition/") and (known := self.office.as_of(stream)).raised
            if known.raised.opinion is not None and known.raised.part_of is None
        ]
        assert len(raised) == len(set(raised))

    # -- How they do it ----------------------------------------------------------------

    def begin(
        self, word: str, decision: Any, who: str = "chanh-van-phong", **arguments: Any
    ) -> Any:
        desk = self.office.acting(act_of(who))
        try:
            facts = desk.begin(
                f"{word}/2023", decision, on=min(self.office.today, date(2023, 12, 31)), **arguments
            )
        except Refused:
            return []
        self.remember(facts)
        return facts

    def decide(
        self, word: str, at: int, decision: Any, who: str = "chanh-van-phong", *, late: int = 0,
        **arguments: Any,
    ) -> list[Recorded[Any]]:  # fmt: skip
        stream = self.one(word, at)
        if stream is None:
            return []
        on = self.office.today - timedelta(days=late)
        before = self.office.log.position
        desk = self.office.acting(act_of(who), despite=[(name, "đã xảy ra") for name in BROKEN])
        try:
            facts = desk.decide(stream, decision, on=on, **arguments)
        except Refused:
            assert before == self.office.log.position
            return []
        self.remember(facts)
        return facts

    def one(self, word: str, at: int) -> StreamId | None:
        known = self.streams.get(word, [])
        return known[at % len(known)] if known else None

    def remember(self, facts: list[Recorded[Any]]) -> None:
        for fact in facts:
            known = self.streams.setdefault(fact.stream.partition("/")[0], [])
            if fact.stream not in known:
                known.append(fact.stream)

    def everything(self) -> list[StreamId]:
        return [stream for known in self.streams.values() for stream in known]


def _plain(owed: list[Obligation]) -> list[tuple[Any, ...]]:
    return [
        (one.rule.id, one.root, one.due, one.discharged, one.judged, one.ended, one.moves)
        for one in owed
    ]


TestOneWard = OneWard.TestCase
TestOneWard.settings = settings(
    max_examples=examples(6, deep=40),
    stateful_step_count=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)
