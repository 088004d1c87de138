"""Where a petition stands, told to somebody who came on paper."""

from datetime import date
from typing import Any

import attrs
import pytest

from dialogue_cases.documents.forms import FORMS
from dialogue_cases.petition import Admitted, Answered, Assigned, Classified, Forwarded
from dialogue_cases.spelling import bare
from dialogue_cases.vocabulary import BodyId, DocumentNumber
from test_documents_petition import (
    ANSWERED,
    DENUNCIATION,
    FORWARDED,
    NAMED,
    RAISED,
    SUGGESTION,
    a_petition,
    a_sheet,
    filled,
)

ADMITTED = Admitted(on=date(2026, 7, 8))
ASSIGNED = Assigned(on=date(2026, 7, 8), text="Kiểm tra mương", lead=BodyId("ubnd"))
RESULT = Answered(on=date(2026, 7, 17), outcome="result", gist="Đã khơi thông mương")


def notice(*events: Any, kind: Classified = SUGGESTION, **sheet: Any) -> str:
    """The notice of 20 July 2026 about a petition to which these events have happened."""
    return filled("stage-notice", a_petition(RAISED, NAMED, kind, *events), a_sheet(**sheet))


def test_each_stage_is_told_with_its_day_in_their_order() -> None:
    """Received, accepted, given to a body, extended, answered; and where it stands now."""
    said = notice(ADMITTED, ASSIGNED, ANSWERED, RESULT)

    stages = [
        "Ngày 06/07/2026: đã tiếp nhận đơn",
        "Ngày 08/07/2026: đã thụ lý",
        "Ngày 08/07/2026: đã giao Uỷ ban nhân dân phường giải quyết",
        "Ngày 10/07/2026: đã báo cần thêm thời gian xác minh, sẽ trả lời",
        "Ngày 17/07/2026: đã trả lời kết quả giải quyết",
    ]
    places = [bare(said).index(bare(one)) for one in stages]
    assert sorted(places) == places
    assert "Kính gửi: Ông (bà) Nguyễn Thị A" in said
    assert "Mương thoát nước bị lấp" in said
    assert "Hiện nay: đã phân công; chưa kết thúc." in said


def test_who_has_it_now_is_told() -> None:
    assert bare("đã chuyển đến Ban Thường vụ Thị uỷ") in bare(notice(FORWARDED))


def test_of_a_denunciation_it_tells_the_days_and_nothing_of_what_it_is_about() -> None:
    """An envelope is opened by others too: Luật Tố cáo 2018, Điều 8 và Điều 56."""
    sent = Forwarded(on=date(2026, 7, 9), system="administrative", to=BodyId("ubnd"))

    said = notice(ASSIGNED, sent, kind=DENUNCIATION)

    for word in ("tố cáo", "Mương", "Uỷ ban nhân dân"):
        assert bare(word) not in bare(said)
    assert "Ngày 06/07/2026: đã tiếp nhận đơn" in said
    assert "Ngày 09/07/2026: đã chuyển đến cơ quan có thẩm quyền" in said


def test_without_an_opener_it_has_no_name() -> None:
    said = notice(ADMITTED, opener=None)

    assert "Nguyễn Thị A" not in said
    assert "TDP Nho Lâm" not in said


@pytest.mark.parametrize(
    ("received_by", "recipients"),
    [
        ("van-phong", ["Như trên,", "Lưu hồ sơ."]),
        ("ubnd", ["Như trên;", "Lưu: VT, hồ sơ."]),
    ],
)
def test_its_recipients_are_listed_as_in_the_issuers_other_letters(
    received_by: str, recipients: list[str]
) -> None:
    raised = attrs.evolve(RAISED, received_by=BodyId(received_by))
    state = a_petition(raised, NAMED, SUGGESTION)

    for paper in ("stage-notice", "answer"):
        assert recipients == FORMS[paper].context(state, a_sheet())["recipients"]


@pytest.mark.parametrize("numbered", [False, True])
def test_it_is_a_draft_until_it_has_a_number(numbered: bool) -> None:
    number = DocumentNumber(number=12, symbol="PB/VPĐU") if numbered else None

    state = a_petition(RAISED, NAMED, SUGGESTION)
    context = FORMS["stage-notice"].context(state, a_sheet(number=number))

    assert numbered is not bool(context["head"]["draft"])
