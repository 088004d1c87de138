"""What is handed out round a session: invitations, announcement, minutes, conclusion notice."""

from datetime import date, time
from typing import Any

import attrs
import pytest

import papers
import spec
from dialogue_cases import documents, session
from dialogue_cases.documents import before_session, of_session
from dialogue_cases.documents.filling import PACKAGED, fill
from dialogue_cases.documents.sheet import DocumentSheet
from dialogue_cases.documents.wording import BLANK
from dialogue_cases.errors import Invalid
from dialogue_cases.petition import INITIAL as NO_PETITION
from dialogue_cases.petition import Classified, Raised
from dialogue_cases.petition import evolve as petition_evolve
from dialogue_cases.record import Recorded
from dialogue_cases.session import (
    Cancelled,
    ConclusionDrafted,
    ConclusionIssued,
    ConclusionReplaced,
    Contents,
    Ended,
    Event,
    ExplanationGiven,
    Fixed,
    InvitationIssued,
    Invitee,
    InviteesApproved,
    Item,
    MinutesKept,
    Opened,
    OpinionAnswered,
    OpinionTaken,
    OpinionVoiced,
    Postponed,
)
from dialogue_cases.session.state import Session
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    DocumentNumber,
    GroupId,
    OfficerId,
    Operator,
    PartyId,
    Place,
    Recipient,
    Sealed,
    StreamId,
    Topic,
    When,
    month,
)
from dialogue_cases.ward import Appointed, Relieved, Ward
from dialogue_cases.ward import evolve as ward_evolve
from offices import an_office

STREAM = StreamId("dialogue/2023/1")
DAY = date(2023, 3, 15)
PLACE = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm", group=GroupId("nho-lam"))
TOPIC = Topic(title="Giải phóng mặt bằng", code="land_clearance")
FIXED = Fixed(
    on=date(2023, 3, 1),
    day=DAY,
    at=time(8),
    place=PLACE,
    legal_basis="party_secretary_dialogue",
    groups=(GroupId("nho-lam"),),
    topics=(TOPIC,),
)
OPENED = Opened(
    on=When(day=DAY, at=time(8)),
    chair=OfficerId("bi-thu"),
    office="party_secretary",
    body=BodyId("dang-uy"),
)


def opinion(number: int = 1, gist: str = "Kiểm đếm sót cây trồng", **more: Any) -> OpinionVoiced:
    return OpinionVoiced(
        on=DAY,
        number=number,
        kind="report",
        subject="government_management",
        gist=gist,
        group=GroupId("nho-lam"),
        party=PartyId(f"{STREAM}#{number}"),
        speaker_name=Sealed(key=PartyId(f"{STREAM}#{number}"), field="speaker_name", data="name"),
        **more,
    )


ITEM = Item(
    number=1,
    decision="Kiểm đếm bổ sung",
    view="Kiến nghị đúng",
    lead=BodyId("ubnd"),
    opinions=(1,),
    supports=(BodyId("mttq"),),
    due=date(2023, 4, 5),
    answered_by=BodyId("ubnd"),
)
CONTENTS = Contents(
    items=(ITEM,),
    summary="Nhân dân nêu 01 ý kiến.",
    directions=("Các cơ quan thực hiện nghiêm túc",),
    recipients=(Recipient(text="UBND phường,"), Recipient(text="Lưu Văn phòng.", filed=True)),
    follow_up=BodyId("van-phong"),
    report_due=date(2023, 6, 30),
)
DRAFTED = ConclusionDrafted(
    on=date(2023, 3, 17),
    draft=2,
    body=BodyId("dan-van"),
    officer=OfficerId("truong-khoi"),
    contents=CONTENTS,
)
ISSUED = ConclusionIssued(
    on=date(2023, 3, 22),
    number=DocumentNumber(number=5, symbol="TB/ĐU"),
    body=BodyId("dang-uy"),
    officer=OfficerId("bi-thu"),
    office="party_secretary",
    draft=2,
    contents=CONTENTS,
)


def a_session(*events: Any) -> Session:
    state: Session = spec.given(session, *events).state
    return state


def a_sheet(**changes: Any) -> DocumentSheet:
    ward = spec.a_ward()
    return attrs.evolve(
        DocumentSheet(stream=STREAM, ward_on=lambda _: ward, day=date(2023, 12, 31)), **changes
    )


def recorded(event: Any, officer: str) -> Recorded[Any]:
    """A fact that an officer decided, as far as a document needs its envelope."""
    act: Act = spec.act_of(officer)
    return Recorded(
        stream=STREAM,
        version=1,
        position=1,
        recorded_at=None,  # type: ignore[arg-type]
        recorded_by=Operator(id="test"),
        act=act,
        event=event,
    )


def filled(name: str, context: dict[str, Any]) -> str:
    return papers.text(fill(PACKAGED / f"{name}.docx", {"mark": "", **context}))


# -- Invitation and announcement --------------------------------------------------------------

FRONT = Invitee(name="Uỷ ban Mặt trận Tổ quốc phường", body=BodyId("mttq"))
CELL = Invitee(name="Chi bộ TDP Nho Lâm", body=BodyId("chi-bo-nho-lam"))
INVITED = InvitationIssued(
    on=date(2023, 3, 3),
    number=DocumentNumber(number=4, symbol="GM/ĐU"),
    invitee=FRONT,
    day=DAY,
    at=time(8),
    place=PLACE,
)


@pytest.mark.requirement("R33")
def test_an_invitation_says_who_when_where_and_what_about() -> None:
    state = a_session(FIXED, InviteesApproved(on=date(2023, 3, 2), invitees=(FRONT,)), INVITED)
    sheet = a_sheet(facts=(recorded(INVITED, "chanh-van-phong"),))
    said = filled("invitation", before_session.invitations(state, sheet))

    for part in (
        "Số 04-GM/ĐU",
        "ngày 03 tháng 3 năm 2023",
        "Kính gửi: Uỷ ban Mặt trận Tổ quốc phường",
        "08 giờ 00, thứ Tư, ngày 15 tháng 3 năm 2023",
        "Địa điểm: Nhà sinh hoạt cộng đồng TDP Nho Lâm",
        "Chủ đề: Giải phóng mặt bằng",
        "đồng chí Bí thư Đảng uỷ",
        "T/M ĐẢNG UỶ\nBÍ THƯ",
    ):
        assert part in said


def test_who_is_approved_and_not_invited_yet_gets_a_draft() -> None:
    approved = InviteesApproved(on=date(2023, 3, 2), invitees=(FRONT, CELL))
    letters = before_session.invitations(a_session(FIXED, approved, INVITED), a_sheet())["letters"]

    assert [("Uỷ ban Mặt trận Tổ quốc phường", ""), ("Chi bộ TDP Nho Lâm", "BẢN DỰ THẢO")] == [
        (one["invitee"], one["head"]["draft"]) for one in letters
    ]
    assert "Số …-GM/VPĐU" == letters[1]["head"]["number"]
    assert 1 == filled("invitation", {"letters": letters}).count("BẢN DỰ THẢO")


def test_an_invitation_for_a_day_that_fell_away_is_not_handed_out_again() -> None:
    later = attrs.evolve(FIXED, on=date(2023, 3, 10), day=date(2023, 3, 20))
    (letter,) = before_session.invitations(
        a_session(FIXED, InviteesApproved(on=date(2023, 3, 2), invitees=(FRONT,)), INVITED, later),
        a_sheet(),
    )["letters"]

    assert "BẢN DỰ THẢO" == letter["head"]["draft"]
    assert "ngày 20 tháng 3 năm 2023" in letter["time"]


@pytest.mark.requirement("R34")
def test_the_announcement_says_time_place_and_topic() -> None:
    said = filled("announcement", before_session.announcement(a_session(FIXED), a_sheet()))

    assert "Kính thưa Nhân dân TDP Nho Lâm" in said
    assert "08 giờ 00, thứ Tư, ngày 15 tháng 3 năm 2023" in said
    assert "Nhà sinh hoạt cộng đồng TDP Nho Lâm" in said
    assert "Giải phóng mặt bằng" in said


OFF = Cancelled(on=date(2023, 3, 12), reason="Bão số 4")
PUT_OFF = Postponed(on=date(2023, 3, 12), reason="Bão số 4", day=DAY, to=month(2023, 4))


@pytest.mark.requirement("R69")
@pytest.mark.parametrize(
    ("off", "about", "told"),
    [
        (OFF, "không tổ chức", "nay không tổ chức. Lý do: Bão số 4."),
        (PUT_OFF, "hoãn", "Thời gian tổ chức mới: dự kiến tháng 4 năm 2023."),
        (attrs.evolve(PUT_OFF, to=None), "hoãn", "Thời gian tổ chức mới: sẽ được thông báo sau."),
    ],
)
def test_the_announcement_of_a_session_called_off_says_so_and_invites_nobody(
    off: Event, about: str, told: str
) -> None:
    """It is read out on the loudspeakers: the day is named as the one that falls away."""
    said = filled("announcement", before_session.announcement(a_session(FIXED, off), a_sheet()))

    assert f"về việc {about} buổi đối thoại" in said
    assert f"dự kiến vào thứ Tư, ngày 15 tháng 3 năm 2023 nay {about}. Lý do: Bão số 4." in said
    assert told in said
    for inviting in ("Kính mời", "Phường tổ chức", "Thời gian: ", "08 giờ 00"):
        assert inviting not in said


def test_a_session_that_was_put_off_and_fixed_again_is_announced_for_its_new_day() -> None:
    again = attrs.evolve(FIXED, on=PUT_OFF.on, day=date(2023, 4, 12))
    context = before_session.announcement(a_session(FIXED, PUT_OFF, again), a_sheet())

    said = filled("announcement", context)
    assert "về việc tổ chức buổi đối thoại" in said
    assert "08 giờ 00, thứ Tư, ngày 12 tháng 4 năm 2023" in said


def test_nobody_is_invited_to_a_session_that_is_cancelled() -> None:
    with pytest.raises(Invalid, match="cancelled"):
        before_session.invitations(a_session(FIXED, INVITED, OFF), a_sheet())


def test_a_letter_for_a_day_that_was_put_off_is_not_in_force() -> None:
    (letter,) = before_session.invitations(a_session(FIXED, INVITED, PUT_OFF), a_sheet())["letters"]

    assert "BẢN DỰ THẢO" == letter["head"]["draft"]


# -- Minutes ----------------------------------------------------------------------------------

HELD = (
    FIXED,
    OPENED,
    ExplanationGiven(on=DAY, body=BodyId("ubnd"), gist="Giải thích trình tự bồi thường"),
    opinion(1),
    opinion(2, "Đường ngập"),
    OpinionAnswered(on=DAY, number=2, body=BodyId("ubnd"), gist="Đã giao khơi thông"),
    OpinionTaken(on=DAY, number=1, destination="petition", petition=StreamId("petition/2023/1")),
    Ended(on=When(day=DAY, at=time(10, 30)), people=86),
)
KEPT = MinutesKept(
    on=DAY,
    version=1,
    keeper=OfficerId("chanh-van-phong"),
    present=(BodyId("ubnd"),),
    absent=(BodyId("mttq"),),
    agreed=("Kiểm đếm bổ sung",),
    differing=("Đơn giá bồi thường",),
)


def test_the_minutes_have_opinions_and_answers_in_their_order() -> None:
    said = filled("minutes", of_session.minutes(a_session(*HELD, KEPT), a_sheet()))

    assert [
        "1. Một người dân TDP Nho Lâm (phản ánh): Kiểm đếm sót cây trồng.",
        "- Hướng xử lý: chuyển xử lý theo quy trình xử lý đơn.",
        "2. Một người dân TDP Nho Lâm (phản ánh): Đường ngập.",
        "- Trả lời: Uỷ ban nhân dân phường: Đã giao khơi thông.",
    ] == [line for line in said.splitlines() if line[:2] in ("1.", "2.", "- ")][3:7]
    for part in (
        "Bắt đầu: 08 giờ 00, ngày 15 tháng 3 năm 2023",
        "kết thúc: 10 giờ 30, ngày 15 tháng 3 năm 2023",
        "Số người dân tham dự: 86",
        "- Thống nhất: Kiểm đếm bổ sung",
        "- Còn ý kiến khác nhau: Đơn giá bồi thường",
        "Người ghi biên bản: Chánh Văn phòng",
    ):
        assert part in said


def test_minutes_are_a_draft_until_they_are_kept() -> None:
    context = of_session.minutes(a_session(*HELD), a_sheet())

    assert "BẢN DỰ THẢO" == context["head"]["draft"]


def test_a_speaker_is_named_only_for_who_may_read_sealed_data() -> None:
    state = a_session(*HELD, KEPT)
    closed = filled("minutes", of_session.minutes(state, a_sheet()))
    opened = filled("minutes", of_session.minutes(state, a_sheet(opener=lambda _: "Lê Thị C")))

    assert "Lê Thị C" not in closed
    assert 2 == opened.count("Ông (bà) Lê Thị C, TDP Nho Lâm")


@pytest.mark.parametrize("link", ["taking", "petition"])
def test_the_author_of_a_denunciation_is_not_named_in_the_minutes(link: str) -> None:
    """Luật Tố cáo, Điều 56: not even for a reader who may open other speakers' names."""
    raised = Raised(
        on=DAY,
        channel="dialogue",
        gist="Nội dung",
        received_by=BodyId("van-phong"),
        session=STREAM if link == "petition" else None,
        opinion=1 if link == "petition" else None,
    )
    denounced = Classified(on=DAY, kind="denunciation", area="other")
    life = petition_evolve(petition_evolve(NO_PETITION, raised), denounced)
    stream = StreamId("petition/2023/1" if link == "taking" else "petition/2023/9")
    sheet = a_sheet(opener=lambda sealed: f"mở {sealed.key}", lives={stream: life})
    said = filled("minutes", of_session.minutes(a_session(*HELD, KEPT), sheet))

    assert f"mở {STREAM}#1" not in said
    assert f"mở {STREAM}#2" in said


# -- Conclusion notice --------------------------------------------------------------------------


@pytest.mark.requirement("R37", "R39", "R49")
def test_a_notice_says_for_each_item_who_with_whom_and_until_when() -> None:
    state = a_session(*HELD, DRAFTED, ISSUED)
    said = filled("conclusion-notice", of_session.conclusion_notice(state, a_sheet()))

    for part in (
        "Số 05-TB/ĐU",
        "ngày 22 tháng 3 năm 2023",
        "Ngày 15 tháng 3 năm 2023, tại nhà sinh hoạt cộng đồng TDP Nho Lâm",
        "với sự tham dự của 86 người dân",
        "1. Về ý kiến: Kiểm đếm sót cây trồng",
        "Kiểm đếm bổ sung.",
        "- Quan điểm: Kiến nghị đúng.",
        "- Cơ quan chịu trách nhiệm: Uỷ ban nhân dân phường.",
        "- Cơ quan phối hợp: Uỷ ban Mặt trận Tổ quốc phường.",
        "- Thời hạn: chậm nhất ngày 05 tháng 4 năm 2023.",
        "- Cơ quan trả lời công dân: Uỷ ban nhân dân phường.",
        "tổng hợp báo cáo Ban Thường vụ Đảng uỷ, Bí thư Đảng uỷ, chậm nhất ngày 30 tháng 6",
        "- Lưu Văn phòng.",
        "T/M ĐẢNG UỶ\nBÍ THƯ",
    ):
        assert part in said


@pytest.mark.requirement("R62")
def test_a_draft_notice_is_marked_and_has_no_number() -> None:
    head = of_session.conclusion_notice(a_session(*HELD, DRAFTED), a_sheet())["head"]

    assert ("BẢN DỰ THẢO LẦN 2", "Số …-TB/ĐU") == (head["draft"], head["number"])
    assert head["place_and_day"].endswith("ngày … tháng … năm …")


def test_the_notice_that_holds_is_handed_out_and_says_what_it_replaces() -> None:
    replaced = ConclusionReplaced(
        **{
            **attrs.asdict(ISSUED, recurse=False),
            "on": date(2023, 4, 3),
            "number": DocumentNumber(number=7, symbol="TB/ĐU"),
            "replaces": ISSUED.number,
            "reason": "Bổ sung thời hạn",
        }
    )
    context = of_session.conclusion_notice(a_session(*HELD, ISSUED, replaced), a_sheet())

    assert "Số 07-TB/ĐU" == context["head"]["number"]
    assert "thay thế Thông báo số 05-TB/ĐU. Lý do: Bổ sung thời hạn" in context["replaces"]


def named(ward: Ward, name: str) -> Ward:
    """The ward with a secretary of that name, who followed another."""
    left = Relieved(
        on=DAY, officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy")
    )
    came = Appointed(
        on=DAY,
        officer=OfficerId("bi-thu"),
        office="party_secretary",
        body=BodyId("dang-uy"),
        title="Bí thư Đảng uỷ",
        name=name,
    )
    return ward_evolve(ward_evolve(ward, left), came)


@pytest.mark.requirement("R61")
def test_the_name_under_a_notice_is_that_of_its_day() -> None:
    """Whoever holds the office when the copy is printed didn't sign it."""
    then, now = named(spec.a_ward(), "Người ký"), named(spec.a_ward(), "Người kế nhiệm")
    sheet = a_sheet(ward_on=lambda day: then if day == date(2023, 3, 22) else now)
    signature = of_session.conclusion_notice(a_session(*HELD, ISSUED), sheet)["signature"]

    assert ("T/M ĐẢNG ỦY", "BÍ THƯ", "Người ký") == (
        signature["authority"],
        signature["title"],
        signature["name"],
    )


def test_a_notice_of_the_government_has_the_head_of_the_state() -> None:
    dialogue = attrs.evolve(FIXED, legal_basis="government_dialogue")
    notice = attrs.evolve(
        ISSUED,
        number=DocumentNumber(number=12, symbol="TB-UBND"),
        body=BodyId("ubnd"),
        officer=OfficerId("chu-tich"),
        office="people_committee_chair",
    )
    said = filled(
        "conclusion-notice",
        of_session.conclusion_notice(a_session(dialogue, OPENED, notice), a_sheet()),
    )

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in said
    assert "ĐẢNG CỘNG SẢN" not in said
    assert "Số: 12/TB-UBND" in said
    assert "TM. UỶ BAN NHÂN DÂN\nCHỦ TỊCH" in said


# -- Texts are texts ----------------------------------------------------------------------------


def test_markup_in_a_text_stays_text() -> None:
    """Nothing after a `<` is lost, and nothing in a text is a mark of the template."""
    gist = 'Karaoke <sau 22 giờ> & ô nhiễm <b>"rất" ồn</b> {{ head }} {% if %}'
    state = a_session(FIXED, OPENED, opinion(1, gist), KEPT)

    assert gist in filled("minutes", of_session.minutes(state, a_sheet()))


# -- Which one --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("context", "events"),
    [
        (before_session.invitations, (FIXED, InviteesApproved(on=DAY, invitees=(FRONT,)))),
        (of_session.minutes, (*HELD, KEPT)),
        (of_session.conclusion_notice, (*HELD, DRAFTED)),
    ],
)
def test_one_that_is_not_there_is_told(context: Any, events: tuple[Any, ...]) -> None:
    context(a_session(*events), a_sheet(which=1))
    with pytest.raises(Invalid, match="there is no number 2"):
        context(a_session(*events), a_sheet(which=2))


def test_a_number_is_given_by_the_record_where_it_has_one() -> None:
    """A notice gets its number from the decision that issues it, not from who prints it."""
    with an_office() as office:
        with pytest.raises(Invalid, match="stands in the record"):
            documents.write(office, "conclusion-notice", STREAM, number=ISSUED.number)
        with pytest.raises(Invalid, match="only one announcement"):
            documents.write(office, "announcement", STREAM, which=2)


# -- Through an office --------------------------------------------------------------------------


def test_a_document_is_made_from_the_record_as_of_a_day() -> None:
    """Before the day of the fixing the same call gives the month, and a draft."""
    with an_office() as office:
        desk = office.acting(spec.act_of("chanh-van-phong"))
        desk.begin(
            "dialogue/2023",
            session.fix,
            on=date(2023, 3, 1),
            day=DAY,
            at=time(8),
            place=Place(name="Hội trường"),
            legal_basis="party_secretary_dialogue",
            topics=(TOPIC,),
        )
        desk.decide("dialogue/2023/1", session.cancel, on=date(2023, 3, 1), reason="Mưa bão")
        made = documents.write(office, "announcement", "dialogue/2023/1")
        before = documents.write(office, "announcement", "dialogue/2023/1", on=date(2023, 2, 1))

    assert "Mưa bão" in papers.text(made.docx)
    assert (False, True) == (made.draft, before.draft)
    assert BLANK in papers.text(before.docx)
