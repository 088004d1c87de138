"""What is handed out about a petition, and to whom its author's name never goes."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import papers
import spec
from dialogue_cases import petition, proceeding, task
from dialogue_cases.documents import of_petition, passing_on
from dialogue_cases.documents.filling import PACKAGED, fill
from dialogue_cases.documents.forms import FORMS
from dialogue_cases.documents.sheet import DocumentSheet
from dialogue_cases.documents.wording import BLANK
from dialogue_cases.errors import KeyLost
from dialogue_cases.petition import (
    AdmissionRefused,
    Admitted,
    Answered,
    AttachmentReceived,
    Classified,
    CompetenceFound,
    EligibilityFound,
    Forwarded,
    PetitionerNamed,
    Raised,
    Returned,
    TipReferred,
    Urged,
)
from dialogue_cases.proceeding import Person, Received, VerificationAssigned
from dialogue_cases.proceeding import Urged as ProceedingUrged
from dialogue_cases.task import Assigned as TaskAssigned
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    PartyId,
    Sealed,
    StreamId,
)
from test_documents_session import recorded

STREAM = StreamId("petition/2026/1")
PARTY = PartyId(f"{STREAM}#1")
DAY = date(2026, 7, 6)


def sealed(field: str) -> Sealed:
    return Sealed(key=PARTY, field=field, data="…")


RAISED = Raised(
    on=DAY,
    channel="written",
    gist="Mương thoát nước bị lấp",
    received_by=BodyId("van-phong"),
    written_on=date(2026, 7, 3),
)
NAMED = PetitionerNamed(
    on=DAY,
    party=PARTY,
    petitioner_name=sealed("petitioner_name"),
    petitioner_address=sealed("petitioner_address"),
    petitioner_id_paper=sealed("petitioner_id_paper"),
)
SUGGESTION = Classified(on=DAY, kind="recommendation", area="land")
DENUNCIATION = Classified(on=DAY, kind="denunciation", area="civil_service")
TIP = Classified(on=DAY, kind="anonymous_tip", area="corruption")
FORWARDED = Forwarded(
    on=date(2026, 7, 9),
    system="political_and_social",
    to=BodyId("thi-uy"),
    document=Document(kind="Phiếu chuyển", number="07-PC/VPĐU"),
    report_by=date(2026, 8, 20),
)
WORDS = {
    "petitioner_name": "Nguyễn Thị A",
    "petitioner_address": "Tổ 1, TDP Nho Lâm",
    "petitioner_id_paper": "số căn cước bịa",
}


def a_petition(*events: Any) -> petition.Petition:
    state: petition.Petition = spec.given(petition, *events).state
    return state


def a_sheet(**changes: Any) -> DocumentSheet:
    ward = spec.a_ward()
    sheet = DocumentSheet(
        stream=STREAM,
        ward_on=lambda _: ward,
        day=date(2026, 7, 20),
        opener=lambda one: WORDS[one.field],
    )
    return attrs.evolve(sheet, **changes)


def filled(name: str, state: Any, sheet: DocumentSheet) -> str:
    context = FORMS[name].context(state, sheet)
    return papers.text(fill(PACKAGED / f"{name}.docx", {"mark": "", **context}))


# -- Answers ------------------------------------------------------------------------------------

ANSWERED = Answered(
    on=date(2026, 7, 10),
    outcome="more_time",
    gist="Phải kiểm tra hiện trạng",
    until=date(2026, 7, 28),
    contact="Văn phòng Đảng ủy",
    document=Document(kind="Thông báo", number="21-TB/ĐU", issued_on=date(2026, 7, 10)),
)


def test_an_answer_that_needs_more_time_says_until_when_and_whom_to_ask() -> None:
    """NĐ 154/2026, Điều 25: state the deadline and the contact person."""
    sheet = a_sheet(facts=(recorded(ANSWERED, "bi-thu"),))
    said = filled("answer", a_petition(RAISED, NAMED, SUGGESTION, ANSWERED), sheet)

    for part in (
        "Số 21-TB/ĐU",
        "ngày 10 tháng 7 năm 2026",
        "Kính gửi: Ông (bà) Nguyễn Thị A",
        "Địa chỉ: Tổ 1, TDP Nho Lâm",
        "Ngày 06 tháng 7 năm 2026 (đơn đề ngày 03 tháng 7 năm 2026)",
        "cần thêm thời gian xác minh",
        "chậm nhất ngày 28 tháng 7 năm 2026",
        "liên hệ: Văn phòng Đảng uỷ",
        "BÍ THƯ",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ((Admitted(on=DAY),), "đã được tiếp nhận, thụ lý"),
        ((), "cần thêm thời gian xác minh"),
        ((FORWARDED,), "đã được chuyển đến Ban Thường vụ Thị uỷ theo Phiếu chuyển số 07-PC/VPĐU"),
        (
            (AdmissionRefused(on=DAY, ground="handled_elsewhere"),),
            "từ chối xử lý đơn kiến nghị, với lý do: cơ quan khác đang giải quyết",
        ),
    ],
)
def test_before_anything_is_told_the_draft_says_what_was_decided(
    events: tuple[Any, ...], says: str
) -> None:
    context = of_petition.answer(a_petition(RAISED, NAMED, SUGGESTION, *events), a_sheet())

    assert "BẢN DỰ THẢO" == context["head"]["draft"]
    assert says in context["outcome"]


def test_each_answer_can_be_made_again() -> None:
    second = attrs.evolve(
        ANSWERED, on=date(2026, 7, 27), outcome="result", gist="Đã khơi thông", document=None
    )
    state = a_petition(RAISED, NAMED, SUGGESTION, ANSWERED, second)

    assert "kết quả giải quyết" in of_petition.answer(state, a_sheet())["outcome"]
    assert "thêm thời gian" in of_petition.answer(state, a_sheet(which=1))["outcome"]


def test_without_leave_to_read_sealed_data_name_and_address_stay_blank() -> None:
    said = filled("answer", a_petition(RAISED, NAMED, SUGGESTION, ANSWERED), a_sheet(opener=None))

    assert "Nguyễn Thị A" not in said
    assert f"Kính gửi: Ông (bà) {BLANK}" in said


def test_erased_data_are_said_to_be_erased() -> None:
    def lost(one: Sealed) -> str:
        raise KeyLost(one.key)

    said = filled("answer", a_petition(RAISED, NAMED, SUGGESTION, ANSWERED), a_sheet(opener=lost))

    assert "Ông (bà) (dữ liệu đã xoá)" in said


# -- Refusal and receipt ------------------------------------------------------------------------


def test_a_refusal_says_where_its_ground_stands() -> None:
    """Mẫu số 01/TCD: name, identity paper, address, content, and the ground in law."""
    refused = AdmissionRefused(
        on=date(2026, 7, 8),
        ground="suggestion_already_answered",
        document=Document(kind="Thông báo", number="22-TB/ĐU"),
    )
    said = filled("refusal", a_petition(RAISED, NAMED, SUGGESTION, refused), a_sheet())

    for part in (
        "Số 22-TB/ĐU",
        "về việc từ chối tiếp công dân",
        "số căn cước bịa",
        "Căn cứ Nghị định 154/2026/NĐ-CP, Điều 4 điểm h khoản 1",
        "từ chối tiếp nhận nội dung kiến nghị của ông (bà) Nguyễn Thị A",
    ):
        assert part in said


def test_a_refusal_without_a_paper_is_a_draft() -> None:
    refused = AdmissionRefused(on=date(2026, 7, 8), ground="suggestion_already_answered")
    state = a_petition(RAISED, NAMED, SUGGESTION, refused)

    assert "BẢN DỰ THẢO" == of_petition.refusal(state, a_sheet())["head"]["draft"]
    assert "BẢN DỰ THẢO" == of_petition.refusal(a_petition(RAISED), a_sheet())["head"]["draft"]


def test_the_receipt_lists_the_papers_that_the_ward_has() -> None:
    """Mẫu số 02/TCD: what, how many pages, original or copy; what went back isn't there."""
    state = a_petition(
        RAISED,
        NAMED,
        AttachmentReceived(on=DAY, number=1, what="Đơn kiến nghị", original=True, pages=2),
        AttachmentReceived(on=DAY, number=2, what="Ảnh chụp", original=False),
        AttachmentReceived(on=DAY, number=3, what="Sổ đỏ", original=True, pages=4),
        Returned(on=DAY, reason="Trả bản gốc", attachments=(3,)),
    )
    said = filled("receipt", state, a_sheet())

    assert "1\nĐơn kiến nghị\n2\nbản gốc\n2\nẢnh chụp\n…\nbản sao" in said
    assert "Sổ đỏ" not in said
    assert "Số …" not in said


# -- What goes to others ------------------------------------------------------------------------


def test_a_slip_says_whose_petition_it_is_and_until_when_a_reply_is_asked_for() -> None:
    said = filled("transfer-slip", a_petition(RAISED, NAMED, SUGGESTION, FORWARDED), a_sheet())

    for part in (
        "Số 07-PC/VPĐU",
        "Kính chuyển: Ban Thường vụ Thị ủy",
        "đơn kiến nghị của ông (bà) Nguyễn Thị A, địa chỉ: Tổ 1, TDP Nho Lâm",
        "chậm nhất ngày 20 tháng 8 năm 2026",
    ):
        assert part in said


def test_a_slip_for_a_denunciation_has_no_author() -> None:
    said = filled("transfer-slip", a_petition(RAISED, NAMED, DENUNCIATION, FORWARDED), a_sheet())

    assert "đơn tố cáo. Danh tính người gửi được giữ bí mật" in said
    assert not [one for one in WORDS.values() if one in said]


def test_a_tip_goes_to_the_inspectors_as_what_it_is() -> None:
    referred = TipReferred(
        on=DAY,
        to=BodyId("kiem-tra"),
        signs="Dấu hiệu thu sai quỹ",
        violator_is_clear=True,
        evidence_is_concrete=True,
    )
    said = filled("transfer-slip", a_petition(RAISED, TIP, referred), a_sheet())

    assert "PHIẾU CHUYỂN THÔNG TIN" in said
    assert "Kính chuyển: Ủy ban Kiểm tra Đảng ủy" in said
    assert "Dấu hiệu thu sai quỹ" in said
    assert "đơn tố cáo" not in said


TO_OTHERS = ("transfer-slip", "urging-letter")


@settings(max_examples=10)
@example(name="A", address="B", secrecy=True)
@given(
    name=st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=12),
    address=st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12),
    secrecy=st.booleans(),
)
def test_no_document_to_others_bears_who_denounces(name: str, address: str, secrecy: bool) -> None:
    """Luật Tố cáo 2018, Điều 8, 56: name, address and other personal data are secret.

    Whatever the name is, a document to others is the same with it as without it.
    """
    told = {
        "petitioner_name": name,
        "petitioner_address": address,
        "petitioner_id_paper": name + address,
    }
    kind = SUGGESTION if secrecy else DENUNCIATION
    named = attrs.evolve(NAMED, secrecy_asked=secrecy)
    urged = Urged(on=date(2026, 8, 1), gist="Đề nghị giải quyết", to=BodyId("thi-uy"))
    passed_on = attrs.evolve(RAISED, forwarded_by="Báo địa phương")
    to_press = attrs.evolve(ANSWERED, to="sender")
    state = a_petition(passed_on, named, kind, FORWARDED, urged, to_press)
    opened = a_sheet(opener=lambda one: told[one.field])
    for form in (*TO_OTHERS, "answer"):
        context = FORMS[form].context(state, opened)

        assert FORMS[form].context(state, opened.closed()) == context


@pytest.mark.parametrize("kind", ["denunciation", "complaint"])
def test_verifiers_of_a_denunciation_are_not_told_who_denounces(kind: Any) -> None:
    """Luật Tố cáo 2018, Điều 56 khoản 2: stripped before it is handed to the verifiers."""
    came = Received(
        on=DAY,
        kind=kind,
        body=BodyId("ubnd"),
        gist="Thu sai quỹ",
        raised_by=(Person(party=PARTY, name=sealed("petitioner_name")),),
    )
    told = VerificationAssigned(on=DAY, to="Tổ xác minh", stripped=True)
    said = filled("transfer-slip", spec.given(proceeding, came, told).state, a_sheet())

    assert "Kính chuyển: Tổ xác minh" in said
    assert "Thu sai quỹ" in said
    assert (kind == "complaint") == ("Nguyễn Thị A" in said)


def test_a_denouncer_is_answered_by_name_only_by_who_may_read_it() -> None:
    state = a_petition(RAISED, NAMED, DENUNCIATION, ANSWERED)

    assert "Nguyễn Thị A" not in filled("answer", state, a_sheet(opener=None))
    assert "Kính gửi: Ông (bà) Nguyễn Thị A" in filled("answer", state, a_sheet())


# -- Proposal and urging --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "proposed"),
    [
        (
            (
                EligibilityFound(on=DAY, eligible=True),
                CompetenceFound(on=DAY, own=True, system="administrative"),
            ),
            "Thụ lý đơn kiến nghị.",
        ),
        (
            (EligibilityFound(on=DAY, eligible=False, lacking=("signature",)),),
            "Đề nghị người nộp đơn bổ sung",
        ),
        (
            (
                EligibilityFound(on=DAY, eligible=True),
                CompetenceFound(on=DAY, own=False, system="administrative", body_name="Sở X"),
            ),
            "Chuyển hoặc hướng dẫn đến Sở X",
        ),
        ((), BLANK),
    ],
)
def test_the_proposal_follows_from_what_was_found(found: tuple[Any, ...], proposed: str) -> None:
    context = passing_on.acceptance_proposal(
        a_petition(RAISED, NAMED, SUGGESTION, *found), a_sheet()
    )

    assert context["proposal"].startswith(proposed)
    assert "Bí thư Đảng uỷ" == context["to"]


def test_a_letter_about_an_overdue_task_says_so() -> None:
    origin = task.Origin(kind="conclusion_item", source=StreamId("dialogue/2026/1"), number=3)
    told = TaskAssigned(
        on=DAY, origin=origin, text="Rà soát hồ sơ", lead=BodyId("ubnd"), due=date(2026, 7, 10)
    )
    state = spec.given(task, told).state
    number = DocumentNumber(number=9, symbol="CV/VPĐU")
    late = filled("urging-letter", state, a_sheet(number=number))
    early = filled("urging-letter", state, a_sheet(day=date(2026, 7, 9)))

    assert "Số 09-CV/VPĐU" in late
    assert "Kính gửi: Ủy ban nhân dân phường" in late
    assert "nhiệm vụ đã quá hạn" in late
    assert "quá hạn" not in early


def test_a_letter_about_a_proceeding_goes_to_the_competent_body() -> None:
    came = Received(on=DAY, kind="denunciation", body=BodyId("thi-uy"), gist="Nội dung tố cáo")
    urged = ProceedingUrged(
        on=date(2026, 8, 10),
        number=1,
        by_whom=BodyId("van-phong"),
        demand="progress_report",
        gist="Đề nghị báo cáo",
        due=date(2026, 8, 17),
    )
    said = filled("urging-letter", spec.given(proceeding, came, urged).state, a_sheet())

    assert "Kính gửi: Ban Thường vụ Thị ủy" in said
    assert "báo cáo tiến độ" in said
    assert "chậm nhất ngày 17 tháng 8 năm 2026" in said
