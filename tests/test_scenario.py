"""One grievance, from the loudspeaker to the day it was settled: a story for a ward official."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest

import spec
from dialogue_cases import matter, petition, session, task
from dialogue_cases.errors import KeyLost, Refused
from dialogue_cases.office import Office
from dialogue_cases.record import Escalated, Recorded
from dialogue_cases.session import Contents, Item
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
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
        told = office.tell_upwards(date(2023, 6, 1))

        assert [(PROMISE, Escalated)] == [(one.stream, type(one.event)) for one in told]
        assert BOARD in told[0].event.told
        assert [] == office.tell_upwards(date(2023, 6, 1))

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
        clerk = office.acting(spec.act_of("chanh-van-phong"))
        assert clerk.unseal(name, purpose="Xác minh người đề nghị") == "Nguyễn Thị A"

        office.erase(
            speaker,
            act=spec.act_of("chanh-van-phong"),
            on=office.today,
            reason="Theo đề nghị của người phát biểu",
        )

        with pytest.raises(KeyLost):
            clerk.unseal(name, purpose="Xác minh người đề nghị")
        assert office.as_of(dialogue).opinion(1).gist == "Mương bị chặn, ruộng bị ngập"
        office.log.check()


@pytest.mark.requirement("R22", "R28", "R29", "R39", "R40", "R41", "R42", "R68", "R71")
def test_a_ditch_that_is_raised_again_and_again() -> None:
    """What one decision means for a petition, its matter and its promises follows by itself."""
    story = Story()
    with story.office as office:
        # On the 26th of April 2023 the secretary meets the people of Nho Lâm. A man speaks of the
        # blocked ditch, and the clerk takes it away as a petition: it has its number at once.
        nho_lam = (GroupId("nho-lam"),)
        place = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm")
        topics = (Topic(title="Giải phóng mặt bằng", code="land_clearance"),)

        def fixed_for(day: date) -> list[Recorded[Any]]:
            return office.acting(spec.act_of("chanh-van-phong")).begin(
                "dialogue/2023", session.fix, on=office.today, day=day, place=place,
                topics=topics, groups=nho_lam,
            )  # fmt: skip

        spring = fixed_for(date(2023, 4, 26))[0].stream
        story.on(date(2023, 4, 26))
        story.decides("bi-thu", spring, session.open_session)
        speaker = office.new_party(spring)
        name = office.seal(speaker, "speaker_name", "Nguyễn Văn A")
        story.decides(
            "chanh-van-phong", spring, session.voice_opinion, kind="recommendation",
            subject="government_management", gist="Mương bị chặn, ruộng bị ngập", party=speaker,
            speaker_name=name, group=nho_lam[0],
        )  # fmt: skip
        _, raised = story.decides(
            "chanh-van-phong", spring, session.take_opinion, number=1, destination="petition"
        )
        first = raised.stream
        story.decides("bi-thu", spring, session.end_session, people=86)

        assert ("petition/2023/1", spring, 1) == (first, raised.event.session, raised.event.opinion)

        # His name stayed sealed at the session. The Office asks him, and seals it in the petition.
        petitioner = office.new_party(first)
        story.decides(
            "chanh-van-phong", first, petition.name_petitioner, party=petitioner,
            petitioner_name=office.seal(petitioner, "petitioner_name", office.vault.unseal(name)),
        )  # fmt: skip

        # The clerk opens a file for the grievance and joins the petition; the file counts it.
        # What it turns out to be is told to the file when it is classified.
        (opened,) = office.acting(spec.act_of("chanh-van-phong")).begin(
            "matter/2023", matter.open_matter, on=office.today, gist="Mương TDP Nho Lâm",
            group=nho_lam[0],
        )  # fmt: skip
        vu_viec = opened.stream
        story.decides("chanh-van-phong", first, petition.join_matter, matter=vu_viec)
        story.on(date(2023, 5, 5))
        story.decides(
            "chanh-van-phong", first, petition.classify, kind="recommendation", area="land"
        )

        assert {"recommendation": 1} == office.as_of(vu_viec).raised_by_kind

        # The notice of the 10th of May answers him. It is the Government's task, the secretary's
        # direction on the petition, and a promise in the file, all in one breath.
        item = Item(
            number=1, decision="Khơi thông mương thoát nước", opinions=(1,), lead=UBND,
            due=date(2023, 5, 31), answered_by=UBND,
        )  # fmt: skip
        contents = Contents(
            items=(item,),
            recipients=(Recipient(text="UBND phường,", bodies=(UBND,)),),
            follow_up=OFFICE,
        )
        story.decides("truong-khoi", spring, session.draft_conclusion, contents=contents)
        story.on(date(2023, 5, 9))
        story.decides("chanh-van-phong", spring, session.submit_conclusion)
        story.on(date(2023, 5, 10))
        number = DocumentNumber(number=12, symbol="TB/ĐU")
        _, task_, directed, promised = story.decides(
            "bi-thu", spring, session.issue_conclusion, number=number
        )

        assert (PROMISE, first, vu_viec) == (task_.stream, directed.stream, promised.stream)
        assert (PROMISE,) == office.as_of(vu_viec).tasks

        # Two days later the secretary adds a direction of his own. It is another task.
        story.on(date(2023, 5, 12))
        _, own, _ = story.decides(
            "bi-thu", first, petition.direct, direction="Làm việc với nhà thầu", lead=UBND,
            due=date(2023, 5, 26),
        )  # fmt: skip

        assert f"task/{first}/direction/2" == own.stream

        # Both days pass, and those above are told, once for each.
        story.on(date(2023, 6, 1))
        told = [one for one in office.tell_upwards(office.today) if "task" in one.stream]

        assert {PROMISE, own.stream} == {one.stream for one in told}
        assert [] == office.tell_upwards(office.today)

        # The secretary will meet the people of Nho Lâm again on the 20th of June. Nobody has to
        # remember what they wait for: it is on that session's list.
        story.on(date(2023, 6, 5))
        summer, *listed = fixed_for(date(2023, 6, 20))

        assert {first, vu_viec, PROMISE, own.stream} == {one.stream for one in listed}
        assert {(summer.ref,)} == {one.because for one in listed}

        # The water runs on the 19th. Another body looks, the man is told, the Office confirms:
        # the petition is settled, and so is the file.
        story.on(date(2023, 6, 19))
        proof = Document(kind="Biên bản", number="31/BB-UBND", title="Nghiệm thu mương thoát nước")
        for work in (PROMISE, own.stream):
            story.decides("chu-tich", work, task.report_done, gist="Đã thông", evidence=(proof,))
            story.decides("chanh-van-phong", work, task.verify, findings="Nước đã thoát")
            story.decides("chanh-van-phong", work, task.close, outcome="carried_out")
        answer = Document(kind="Công văn", number="45-CV/ĐU")
        story.decides(
            "chanh-van-phong", first, petition.answer, outcome="result", gist="Mương đã thông",
            document=answer,
        )  # fmt: skip
        story.decides("chanh-van-phong", first, petition.confirm, findings="Nước đã thoát")
        story.decides(
            "chanh-van-phong", first, petition.resolve, outcome="granted", gist="Mương đã thông",
            evidence=(proof,),
        )  # fmt: skip
        story.decides("chanh-van-phong", vu_viec, matter.confirm_settled, findings="Nước đã thoát")
        story.decides(
            "chanh-van-phong", vu_viec, matter.settle, gist="Mương đã thông", evidence=(proof,),
            answer=answer,
        )  # fmt: skip
        story.on(date(2023, 6, 20))

        assert ["resolved", "settled"] == [office.as_of(one).status for one in (first, vu_viec)]
        assert 1 == len(story.decides("bi-thu", summer.stream, session.open_session))
        story.decides("bi-thu", summer.stream, session.end_session)

        # In September the ditch is blocked again, and a woman of the same group writes. Joined to
        # the file, it is open again, and flagged: raised more than once, and not settled for good.
        story.on(date(2023, 9, 5))
        (again,) = office.acting(spec.act_of("chanh-van-phong")).begin(
            "petition/2023", petition.raise_petition, on=office.today, channel="written",
            gist="Mương lại bị chặn", received_by=OFFICE, group=nho_lam[0], occurrence="repeated",
            repeats=first,
        )  # fmt: skip
        joined = story.decides(
            "chanh-van-phong", again.stream, petition.join_matter, matter=vu_viec
        )

        assert ["JoinedToMatter", "Joined", "RaisedAgain", "FlaggedAsRepeated"] == [
            type(one.event).__name__ for one in joined
        ]
        assert (2, "repeated") == (joined[-1].event.times, office.as_of(vu_viec).status)

        # So the next session with Nho Lâm has both before it, and the settled petition not.
        autumn, *listed = fixed_for(date(2023, 9, 28))

        assert [again.stream, vu_viec] == [one.stream for one in listed]
        assert autumn.stream == listed[0].event.to
        office.log.check()
