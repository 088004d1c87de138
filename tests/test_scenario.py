"""One grievance, from the loudspeaker to the day it was settled: a story for a ward official."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest

import spec
from dialogue_cases import session, task
from dialogue_cases.errors import KeyLost, Refused
from dialogue_cases.office import Office
from dialogue_cases.record import Escalated, Recorded
from dialogue_cases.session.events import Contents, Item
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    Place,
    Recipient,
    Topic,
    When,
)
from offices import Clock, an_office

UBND, OFFICE, BOARD = BodyId("ubnd"), BodyId("van-phong"), BodyId("ban-thuong-vu")
PROMISE = "task/dialogue/2023/1/item/1"


class Story:
    """The office, and its clock, which goes from day to day as the story does."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 4, 3))
        self.office: Office = an_office(self.clock)

    def on(self, day: date) -> None:
        """Another day begins."""
        self.clock.move(day)

    def decides(
        self, officer: str, stream: str, decision: Any, *, at: time | None = None, **arguments: Any
    ) -> Sequence[Recorded[Any]]:
        """Somebody decides something, and it is recorded on the same day."""
        today = self.office.today
        desk = self.office.acting(spec.act_of(officer))
        on = today if at is None else When(day=today, at=at)
        return desk.decide(stream, decision, on=on, **arguments)

    def status(self, rule: str, stream: str) -> str:
        """How an obligation stands this evening."""
        (owed,) = (one for one in self.office.deadlines(stream) if one.rule.id == rule)
        return owed.status(self.office.today)


@pytest.mark.requirement("R34", "R37", "R38", "R39", "R40", "R42", "R49", "R65", "R71")
def test_a_grievance_from_the_loudspeaker_to_the_day_it_was_settled() -> None:
    """Nothing that was promised is forgotten, and nothing that happened is rewritten."""
    story = Story()
    with story.office as office:
        # In April 2023 the Office fixes the day: the secretary will talk with the people of
        # Nho Lâm on Wednesday the 26th, at eight, in their community house.
        topics = (Topic(title="Giải phóng mặt bằng", code="land_clearance"),)
        place = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm")
        (fixed, *_) = office.acting(spec.act_of("chanh-van-phong")).begin(
            "dialogue/2023",
            session.fix,
            on=date(2023, 4, 3),
            day=date(2023, 4, 26),
            at=time(8),
            place=place,
            topics=topics,
        )
        dialogue = fixed.stream

        assert dialogue == "dialogue/2023/1"

        # The loudspeakers say when, where and what about on the 17th: more than five working
        # days before, so that people can prepare what they want to say.
        story.on(date(2023, 4, 17))
        story.decides(
            "chanh-van-phong",
            dialogue,
            session.announce,
            phase="before",
            channel="public_address",
            body=BodyId("dai-truyen-thanh"),
            day=date(2023, 4, 26),
            at=time(8),
            place=place,
            topics=topics,
        )

        assert story.status("P7", dialogue) == "met in time"

        # On the day itself the secretary takes the chair. A woman says that the builders' road
        # blocks a ditch and her field stands under water. Her name is sealed, not written.
        story.on(date(2023, 4, 26))
        story.decides("bi-thu", dialogue, session.open_session, at=time(8))
        speaker = office.new_party(dialogue)
        name = office.seal(speaker, "speaker_name", "Nguyễn Thị A")
        story.decides(
            "chanh-van-phong",
            dialogue,
            session.voice_opinion,
            at=time(9),
            kind="report",
            subject="government_management",
            gist="Mương bị chặn, ruộng bị ngập",
            party=speaker,
            speaker_name=name,
        )
        story.decides(
            "chanh-van-phong", dialogue, session.take_opinion, number=1, destination="conclusion"
        )
        story.decides("chanh-van-phong", dialogue, session.end_session, at=time(11), people=86)

        # From here seven working days run: two in April, then the weekend and three days off,
        # and five in May. The notice is due on the 10th of May.
        (notice_due,) = (one for one in office.deadlines(dialogue) if one.rule.id == "P4")

        assert notice_due.due == date(2023, 5, 10)

        # The bloc drafts, the Office submits, the secretary issues, each in turn: the Office
        # can't submit what it has drafted itself, nor issue anything.
        promise = Item(
            number=1,
            decision="Khơi thông mương thoát nước",
            opinions=(1,),
            lead=UBND,
            due=date(2023, 5, 31),
            answered_by=UBND,
        )
        contents = Contents(
            items=(promise,),
            recipients=(Recipient(text="UBND phường,", bodies=(UBND,)),),
            follow_up=OFFICE,
        )
        number = DocumentNumber(number=12, symbol="TB/ĐU")
        story.on(date(2023, 5, 5))
        story.decides("truong-khoi", dialogue, session.draft_conclusion, contents=contents)
        story.on(date(2023, 5, 9))
        story.decides("chanh-van-phong", dialogue, session.submit_conclusion)
        with pytest.raises(Refused, match="submitter-is-not-issuer"):
            story.decides("chanh-van-phong", dialogue, session.issue_conclusion, number=number)
        story.on(date(2023, 5, 10))
        issued, assigned = story.decides(
            "bi-thu", dialogue, session.issue_conclusion, number=number
        )

        assert story.status("P4", dialogue) == "met in time"

        # In the same breath the promise became the Government's task, and says why.
        assert (PROMISE, (issued.ref,)) == (assigned.stream, assigned.because)

        # The 31st of May passes and the ditch is as it was. On the 1st of June the office asks
        # what is overdue: the Standing Board and the committee are told, once.
        story.on(date(2023, 6, 1))
        told = office.check_deadlines(date(2023, 6, 1))

        assert [(PROMISE, Escalated)] == [(one.stream, type(one.event)) for one in told]
        assert BOARD in told[0].event.told
        assert [] == office.check_deadlines(date(2023, 6, 1))

        # Nothing is closed silently. The Office advises, and the committee directs again.
        story.decides(
            "chanh-van-phong", PROMISE, task.propose_renewal, gist="Nhà thầu chưa làm, cần đôn đốc"
        )
        story.on(date(2023, 6, 5))
        story.decides(
            "bi-thu",
            PROMISE,
            task.redirect,
            direction="Chủ tịch UBND làm việc với nhà thầu",
            due=date(2023, 6, 20),
            proposal=1,
        )
        with pytest.raises(Refused, match="closing-needs-verified-work"):
            story.decides("chanh-van-phong", PROMISE, task.close, outcome="carried_out")

        # The water runs again on the 19th. The Government says so and shows by what; it can't
        # confirm its own word, so the Office goes and looks, and only then closes the task.
        story.on(date(2023, 6, 19))
        proof = Document(kind="Biên bản", number="31/BB-UBND", title="Nghiệm thu mương thoát nước")
        story.decides("chu-tich", PROMISE, task.report_done, gist="Đã thông", evidence=(proof,))
        with pytest.raises(Refused, match="verifier-is-another-body"):
            story.decides("chu-tich", PROMISE, task.verify, findings="Đã thông")
        story.on(date(2023, 6, 21))
        story.decides("chanh-van-phong", PROMISE, task.verify, findings="Nước đã thoát")
        story.decides("chanh-van-phong", PROMISE, task.close, outcome="carried_out")

        assert office.as_of(PROMISE).status == "closed"
        assert story.status("T1", PROMISE) == "met in time"

        # What was late stays late: an auditor sees that the new day came after the old one had
        # passed, and what the office knew on the 1st of June.
        (owed,) = office.deadlines(PROMISE)
        (then,) = office.deadlines(PROMISE, known=date(2023, 6, 1))

        assert ["renewed-after-the-term"] == [finding.name for finding in owed.findings]
        assert (date(2023, 5, 31), "overdue") == (then.due, then.status(date(2023, 6, 1)))

        # At last the woman asks that her name be forgotten. What she said stays; who she was
        # can't be read any more, by anyone.
        assert office.unseal(name) == "Nguyễn Thị A"

        office.erase(
            speaker,
            act=spec.act_of("chanh-van-phong"),
            on=office.today,
            reason="Theo đề nghị của người phát biểu",
        )

        with pytest.raises(KeyLost):
            office.unseal(name)
        assert office.as_of(dialogue).opinion(1).gist == "Mương bị chặn, ruộng bị ngập"
        office.log.check()
