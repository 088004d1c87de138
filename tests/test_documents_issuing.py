"""Whose paper it is: head, number, signature and recipients of each kind of paper, by its body."""

import io
from datetime import date
from typing import Any

import attrs
import docx
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace

import papers
import spec
from demo_year import demo_year
from dialogue_cases import documents, plan, proceeding, session, task
from dialogue_cases.documents import before_session, follow_up, of_petition, of_plan, of_session
from dialogue_cases.documents.filling import PACKAGED, fill
from dialogue_cases.documents.forms import FORMS
from dialogue_cases.documents.issuing import SYMBOLS, Issuer, Signer
from dialogue_cases.documents.of_views import party_report_on
from dialogue_cases.documents.sheet import UNFINISHED, Context, DocumentSheet
from dialogue_cases.documents.wording import BLANK
from dialogue_cases.errors import Invalid
from dialogue_cases.petition import INITIAL as NO_PETITION
from dialogue_cases.petition import (
    AdmissionRefused,
    Answered,
    AttachmentReceived,
    Classified,
    Forwarded,
    Raised,
    Urged,
)
from dialogue_cases.petition import evolve as petition_evolve
from dialogue_cases.plan_file import read_plan
from dialogue_cases.proceeding import Received, VerificationAssigned
from dialogue_cases.session import (
    ConclusionDrafted,
    Contents,
    Ended,
    Fixed,
    Invitee,
    InviteesApproved,
    Item,
    MinutesKept,
    Opened,
    OpinionVoiced,
    Session,
)
from dialogue_cases.spelling import spelled
from dialogue_cases.task import Assigned
from dialogue_cases.task.words import Origin
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    OfficerId,
    PartyId,
    Place,
    Sealed,
    StreamId,
    Topic,
    When,
)
from dialogue_cases.ward import Body, BodyEstablished, Ward
from dialogue_cases.ward import evolve as ward_evolve
from test_documents_plan import EXAMPLE
from test_documents_session import filled, recorded

DAY = date(2026, 8, 14)
STREAM = StreamId("dialogue/2026/1")


def a_ward() -> Ward:
    """A ward whose Party committee and People's Committee have their names from the office."""
    ward = replace(spec.a_ward(), name="phường Phổ Hoà")
    names = {"dang-uy": "Đảng uỷ phường Phổ Hoà", "ubnd": "UBND phường", "van-phong": "Văn phòng"}
    bodies = {
        one.id: replace(one, name=names.get(one.id, one.name)) for one in ward.bodies.values()
    }
    bodies[BodyId("dang-uy")] = replace(bodies[BodyId("dang-uy")], parent=BodyId("thi-uy"))
    return replace(ward, bodies=bodies)


def a_sheet(ward: Ward | None = None, **changes: Any) -> DocumentSheet:
    known = ward or a_ward()
    sheet = DocumentSheet(stream=STREAM, ward_on=lambda _: known, day=date(2026, 9, 1))
    return attrs.evolve(sheet, **changes)


def a_session(basis: str, *events: Any) -> Session:
    fixed = Fixed(
        on=date(2026, 8, 3),
        day=DAY,
        place=Place(name="Hội trường"),
        legal_basis=basis,  # type: ignore[arg-type]
        groups=(GroupId("nho-lam"),),
        topics=(Topic(title="An ninh trật tự", code="other"),),
    )
    state: Session = spec.given(session, fixed, *events).state
    return state


PARTY = "party_secretary_dialogue"
STATE = "government_dialogue"
COMMITTEES = "ĐẢNG UỶ\nPHƯỜNG PHỔ HOÀ"
THE_STATES = ("ỦY BAN NHÂN DÂN\nPHƯỜNG PHỔ HOÀ", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def of_session_papers(basis: str) -> dict[str, Context]:
    """Every paper of a session that has been held."""
    state, sheet = a_session(basis), a_sheet()
    (letter,) = before_session.invitations(state, sheet)["letters"]
    return {
        "announcement": before_session.announcement(state, sheet),
        "invitation": letter,
        "minutes": of_session.minutes(state, sheet),
        "conclusion-notice": of_session.conclusion_notice(state, sheet),
        "follow-up-report": follow_up.follow_up_report(state, sheet),
    }


@pytest.mark.parametrize(
    ("name", "issuer", "number", "signed"),
    [
        ("announcement", "VĂN PHÒNG", "Số …-TB/VPĐU", ("", "CHÁNH VĂN PHÒNG")),
        ("invitation", "VĂN PHÒNG", "Số …-GM/VPĐU", ("", "CHÁNH VĂN PHÒNG")),
        ("minutes", COMMITTEES, "Số …-BB/ĐU", ("T/M ĐẢNG ỦY", "BÍ THƯ")),
        ("conclusion-notice", COMMITTEES, "Số …-TB/ĐU", ("T/M ĐẢNG ỦY", "BÍ THƯ")),
        ("follow-up-report", "VĂN PHÒNG", "Số …-BC/VPĐU", ("", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_the_papers_of_the_secretarys_dialogue_are_the_partys(
    name: str, issuer: str, number: str, signed: tuple[str, str]
) -> None:
    context = of_session_papers(PARTY)[name]
    head, signature = context["head"], context["signature"]

    assert (True, issuer, number) == (head["party"], head["issuer"], head["number"])
    assert signed == (signature["authority"], signature["title"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("announcement", "TB"),
        ("invitation", "GM"),
        ("minutes", "BB"),
        ("conclusion-notice", "TB"),
        ("follow-up-report", "BC"),
    ],
)
def test_the_papers_of_a_government_dialogue_are_the_peoples_committees(
    name: str, kind: str
) -> None:
    """Luật 72/2025/QH15, Điều 43: the chairman holds it, so all of it is the state's."""
    context = of_session_papers(STATE)[name]
    head, signature = context["head"], context["signature"]

    assert (False, THE_STATES[0]) == (head["party"], head["issuer"])
    assert f"Số: …/{kind}-UBND" == head["number"]
    assert THE_STATES[1:] == (signature["authority"], signature["title"])
    assert not [one for one in context["recipients"] if "chi bộ" in one or "Bí thư" in one]


def test_a_government_dialogues_report_is_on_the_chairmans_conclusions() -> None:
    context = of_session_papers(STATE)["follow-up-report"]

    assert context["head"]["title"].endswith("theo kết luận của Chủ tịch Ủy ban nhân dân")
    assert ["Chủ tịch UBND;", "Lưu: VT."] == context["recipients"]


def test_a_reception_that_the_chairman_opened_has_the_states_papers() -> None:
    opened = Opened(
        on=When(day=DAY),
        chair=OfficerId("chu-tich"),
        office="people_committee_chair",
        body=BodyId("ubnd"),
    )
    state = a_session("citizen_reception", opened)
    context = of_session.minutes(state, a_sheet())

    assert THE_STATES[0] == context["head"]["issuer"]
    assert "của Chủ tịch Ủy ban nhân dân" in context["head"]["title"]


# -- Papers of the plan -----------------------------------------------------------------------


def a_plan(number: str | None) -> Any:
    contents = read_plan(EXAMPLE / "plan.toml").contents
    drafted = plan.Drafted(on=date(2026, 1, 5), year=2026, contents=contents)
    adopted = plan.Adopted(on=DAY, document=Document(kind="Kế hoạch", number=number))
    return spec.given(plan, drafted, adopted).state


@pytest.mark.parametrize(
    ("number", "schedule"),
    [
        (None, "Số …-TB/ĐU"),
        ("05-KH/ĐU", "Số …-TB/ĐU"),
        ("15/KH-UBND", "Số: …/TB-UBND"),
    ],
)
def test_a_plan_and_its_schedule_are_whose_number_it_bears(
    number: str | None, schedule: str
) -> None:
    state, sheet = a_plan(number), a_sheet()
    heads = [
        of_plan.year_plan(state, sheet)["head"],
        of_plan.reception_schedule(state, sheet)["head"],
    ]
    party = number is None or "/ĐU" in number

    assert schedule == heads[1]["number"]
    assert [party, party] == [one["party"] for one in heads]


def test_the_years_report_of_a_plan_tells_of_its_own_sessions() -> None:
    """The secretary's plan and the chairman's have each their report."""
    opened = Opened(
        on=When(day=DAY),
        chair=OfficerId("bi-thu"),
        office="party_secretary",
        body=BodyId("dang-uy"),
    )
    lives = {
        StreamId(f"dialogue/2026/{number}"): a_session(basis, opened)
        for number, basis in enumerate((PARTY, STATE), start=1)
    }
    of_the_party, of_the_state = (
        follow_up.follow_up_report(a_plan(number), a_sheet(lives=lives))
        for number in ("05-KH/ĐU", "15/KH-UBND")
    )

    assert [1, 1] == [len(one["sessions"]) for one in (of_the_party, of_the_state)]
    assert "Số …-BC/VPĐU" == of_the_party["head"]["number"]
    assert "Số: …/BC-UBND" == of_the_state["head"]["number"]
    assert "kết luận của Chủ tịch Ủy ban nhân dân" in of_the_state["head"]["title"]


# -- Papers about a petition ------------------------------------------------------------------


def a_petition(received_by: str, *events: Any) -> Any:
    state = petition_evolve(
        NO_PETITION,
        Raised(on=DAY, channel="written", gist="Mương bị lấp", received_by=BodyId(received_by)),
    )
    for one in events:
        state = petition_evolve(state, one)
    return state


def numbered(number: str, kind: str = "Thông báo") -> Document:
    return Document(kind=kind, number=number, issued_on=DAY)


def about_a_petition(number: str, kind: str) -> Any:
    """One fact for each paper, with the number of the paper."""
    paper = numbered(number)
    return {
        "answer": Answered(on=DAY, outcome="accepted", gist="", document=paper),
        "refusal": AdmissionRefused(on=DAY, ground="time_passed", document=paper),
        "transfer-slip": Forwarded(
            on=DAY, system="administrative", to=BodyId("thi-uy"), document=paper
        ),
        "receipt": AttachmentReceived(on=DAY, number=1, what="Đơn", original=True, receipt=paper),
        "urging-letter": Urged(on=DAY, to=BodyId("ubnd"), gist="", document=paper),
    }[kind]


PAPERS = {
    "answer": "TB",
    "refusal": "TB",
    "transfer-slip": "PC",
    "receipt": "GBN",
    "urging-letter": "CV",
}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("side", ["party", "state"])
@pytest.mark.parametrize("decided_by", ["chanh-van-phong", "chu-tich"])
def test_a_paper_is_of_the_body_in_whose_series_its_number_stands(
    name: str, side: str, decided_by: str
) -> None:
    """No number of a state series under the Party's head, nor the reverse, whoever typed it."""
    kind = PAPERS[name]
    number = f"31-{kind}/ĐU" if side == "party" else f"31/{kind}-UBND".replace("CV-", "")
    fact = about_a_petition(number, name)
    sheet = a_sheet(facts=(recorded(fact, decided_by),))
    context = FORMS[name].context(a_petition("van-phong", fact), sheet)
    head, signature = context["head"], context["signature"]

    if side == "party":
        assert ("Số " + number, True) == (head["number"], head["party"])
        assert COMMITTEES == head["issuer"]
        assert ("T/M ĐẢNG ỦY", "BÍ THƯ") == (signature["authority"], signature["title"])
    else:
        assert ("Số: " + number, False) == (head["number"], head["party"])
        assert THE_STATES == (head["issuer"], signature["authority"], signature["title"])


@pytest.mark.parametrize(
    "name", ["answer", "refusal", "transfer-slip", "urging-letter", "acceptance-proposal"]
)
@pytest.mark.parametrize(
    ("received_by", "issuer", "symbol"),
    [("van-phong", "VĂN PHÒNG", "VPĐU"), ("ubnd", THE_STATES[0], "UBND")],
)
def test_before_anything_is_decided_a_paper_is_of_the_body_that_received_the_petition(
    name: str, received_by: str, issuer: str, symbol: str
) -> None:
    head = FORMS[name].context(a_petition(received_by), a_sheet())["head"]

    assert issuer == head["issuer"]
    assert symbol in head["number"]


def test_a_body_of_the_peoples_committee_writes_under_the_states_head() -> None:
    """Whatever its kind: what belongs to the People's Committee is the state's."""
    division = BodyEstablished(
        on=date(2025, 7, 1),
        body=BodyId("phong-kinh-te"),
        kind="other",
        name="Phòng Kinh tế của UBND phường",
        parent=BodyId("ubnd"),
    )
    issuer = Issuer(ward_evolve(a_ward(), division), Signer(body=BodyId("phong-kinh-te")), BLANK)

    assert issuer.of_the_state
    assert (THE_STATES[0], "PHÒNG KINH TẾ CỦA ỦY BAN NHÂN DÂN PHƯỜNG") == (
        issuer.superior,
        issuer.name,
    )


def test_a_letter_numbered_as_one_is_printed_as_a_letter() -> None:
    """A number of công văn above the words THÔNG BÁO is neither."""
    told = Answered(on=DAY, outcome="accepted", gist="", document=numbered("9-CV/ĐU", "Công văn"))
    head = of_petition.answer(a_petition("van-phong", told), a_sheet())["head"]

    assert ("Số 09-CV/ĐU", "", "V/v xử lý đơn") == (head["number"], head["kind"], head["about"])


def test_a_number_of_another_kind_of_paper_is_cited_and_not_borne() -> None:
    """The decision that assigns a verification isn't the slip that goes with it."""
    came = Received(on=DAY, kind="complaint", body=BodyId("ubnd"), gist="Thu hồi đất")
    told = VerificationAssigned(
        on=DAY, to="Tổ xác minh", document=numbered("87/QĐ-UBND", "Quyết định")
    )
    state = spec.given(proceeding, came, told).state
    context = FORMS["transfer-slip"].context(state, a_sheet())

    assert "Số: …/PC-UBND" == context["head"]["number"]
    assert "Quyết định số 87/QĐ-UBND ngày 14/08/2026" == context["basis"]


@pytest.mark.parametrize("number", ["12/TB-UBND", "12-GM/VPĐU", "12/UBND-VP"])
def test_a_number_of_another_series_is_refused_when_it_is_typed(number: str) -> None:
    typed = DocumentNumber.parse(number)
    with pytest.raises(Invalid, match="isn't of the series") as refused:
        before_session.announcement(a_session(PARTY), a_sheet(number=typed))

    assert "a number such as …-TB/VPĐU" == refused.value.expected


def test_a_number_of_another_body_of_the_party_makes_it_that_bodys_paper() -> None:
    typed = DocumentNumber.parse("12-TB/ĐU")
    head = before_session.announcement(a_session(PARTY), a_sheet(number=typed))["head"]

    assert (COMMITTEES, "Số 12-TB/ĐU") == (head["issuer"], head["number"])


# -- Urging what a session concluded ----------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "issuer", "number"),
    [(PARTY, "VĂN PHÒNG", "Số …-CV/VPĐU"), (STATE, THE_STATES[0], "Số: …/UBND")],
)
def test_who_concluded_urges(basis: str, issuer: str, number: str) -> None:
    told = Assigned(
        on=DAY,
        text="Sửa đường",
        lead=BodyId("ubnd"),
        origin=Origin(kind="conclusion_item", source=STREAM, number=1),
    )
    sheet = a_sheet(stream=StreamId("task/x"), lives={STREAM: a_session(basis)})
    head = FORMS["urging-letter"].context(spec.given(task, told).state, sheet)["head"]

    assert (issuer, number) == (head["issuer"], head["number"])


# -- The head ---------------------------------------------------------------------------------


def with_superior(name: str, *aliases: str) -> Ward:
    ward = a_ward()
    above = replace(ward.bodies[BodyId("thi-uy")], name=name, aliases=aliases)
    return replace(ward, bodies={**ward.bodies, above.id: above})


@pytest.mark.parametrize(
    ("name", "aliases", "printed"),
    [
        ("Ban Thường vụ Tỉnh uỷ Ví Dụ", (), BLANK),
        ("Đảng bộ tỉnh Ví Dụ", (), "ĐẢNG BỘ TỈNH VÍ DỤ"),
        ("Tỉnh uỷ Ví Dụ", ("Đảng bộ tỉnh Ví Dụ",), "ĐẢNG BỘ TỈNH VÍ DỤ"),
    ],
)
def test_over_the_committee_stands_the_party_organisation_if_the_office_says_it(
    name: str, aliases: tuple[str, ...], printed: str
) -> None:
    """Never the name of the committee above: that is not what the head has."""
    context = of_session.conclusion_notice(a_session(PARTY), a_sheet(with_superior(name, *aliases)))

    assert printed == context["head"]["superior"]


def test_the_standing_board_writes_under_the_committees_head() -> None:
    """It numbers in the committee's series."""
    issuer = Issuer(a_ward(), Signer(body=BodyId("ban-thuong-vu")), BLANK)

    assert (COMMITTEES, "ĐU") == (issuer.name, issuer.symbol)
    assert "T/M BAN THƯỜNG VỤ" == issuer.signature()["authority"]


def test_nothing_stands_over_the_peoples_committee() -> None:
    assert "" == of_session_papers(STATE)["minutes"]["head"]["superior"]


# -- Spelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "there", "not_there"),
    [("Đảng uỷ phường", "uỷ", "ủy"), ("Đảng ủy phường", "ủy", "uỷ")],
)
def test_a_paper_has_one_spelling_that_of_who_issues_it(
    name: str, there: str, not_there: str
) -> None:
    ward = a_ward()
    committee: Body = replace(ward.bodies[BodyId("dang-uy")], name=name)
    ward = replace(ward, bodies={**ward.bodies, committee.id: committee})
    said = filled(
        "conclusion-notice", of_session.conclusion_notice(a_session(PARTY), a_sheet(ward))
    )

    assert there in said.lower()
    assert not_there not in said.lower()


def test_a_name_of_a_person_keeps_its_spelling() -> None:
    assert "Bà Thủy, Uỷ viên" == spelled("Bà Thủy, Ủy viên", "uỷ")


# -- What is printed --------------------------------------------------------------------------


def headings(said: str) -> list[str]:
    return [line for line in said.splitlines() if line[:2] in ("I.", "II") or line[:4] == "III."]


def test_headings_are_numbered_by_what_is_printed() -> None:
    """Minutes without an explanation and a notice without a summary begin with I."""
    state, sheet = a_session(PARTY), a_sheet()

    assert "I. Ý kiến của Nhân dân" in filled("minutes", of_session.minutes(state, sheet))
    assert ["I. Kết luận về từng nội dung"] == headings(
        filled(
            "conclusion-notice",
            of_session.conclusion_notice(a_reception_with_an_opinion(), sheet),
        )
    )
    assert [] == headings(filled("conclusion-notice", of_session.conclusion_notice(state, sheet)))


def test_a_receptions_minutes_have_no_topic_and_say_when_nobody_came() -> None:
    opened = Opened(
        on=When(day=DAY),
        chair=OfficerId("bi-thu"),
        office="party_secretary",
        body=BodyId("dang-uy"),
    )
    over = Ended(on=When(day=DAY), people=0)
    kept = MinutesKept(on=DAY, version=1, keeper=OfficerId("chanh-van-phong"))
    fixed = Fixed(
        on=DAY,
        day=DAY,
        place=Place(name="Phòng"),
        legal_basis="citizen_reception",
        topics=(Topic(title="Tiếp dân", code="other"),),
    )
    state = spec.given(session, fixed, opened, over, kept).state
    said = filled("minutes", of_session.minutes(state, a_sheet()))

    assert "Chủ đề" not in said
    assert "Không có công dân đến." in said
    assert "Không có ý kiến" not in said


def test_only_bodies_on_record_are_recipients() -> None:
    sheet = a_sheet()
    everybody = before_session.announcement(a_session(PARTY), sheet)["recipients"]
    bare = replace(
        sheet.ward,
        bodies={
            name: one
            for name, one in sheet.ward.bodies.items()
            if one.kind not in ("public_address_station", "party_cell", "party_office")
        },
    )

    assert ["Đài truyền thanh phường,", "Chi bộ TDP Nho Lâm,", "Lưu Văn phòng."] == everybody
    assert ["Lưu hồ sơ."] == before_session.announcement(a_session(PARTY), a_sheet(bare))[
        "recipients"
    ]


def test_a_topic_ends_with_a_full_stop() -> None:
    for context in (of_session_papers(PARTY)[one] for one in ("announcement", "invitation")):
        assert "An ninh trật tự." == context["topics"]


def test_nobody_is_written_to_who_gave_no_name() -> None:
    tip = a_petition("van-phong", Classified(on=DAY, kind="anonymous_tip", area="other"))
    with pytest.raises(Invalid, match="nobody to answer"):
        of_petition.answer(tip, a_sheet())


def test_a_receipt_without_papers_can_be_filled_in_by_hand() -> None:
    assert 5 == len(of_petition.receipt(a_petition("van-phong"), a_sheet())["papers"])


def test_a_paper_without_number_and_day_does_not_look_final() -> None:
    context = before_session.announcement(a_session(PARTY), a_sheet())

    assert ("", UNFINISHED) == (context["head"]["draft"], context["head"]["mark"])


# -- The form of Party papers -----------------------------------------------------------------


def runs(file: bytes, text: str) -> Any:
    """The first run that has a text."""
    found = docx.Document(io.BytesIO(file))
    cells = [cell for table in found.tables for row in table.rows for cell in row.cells]
    for place in (*found.paragraphs, *(one for cell in cells for one in cell.paragraphs)):
        for run in place.runs:
            if text in run.text:
                return run
    raise LookupError(text)


def test_a_party_paper_has_the_form_of_the_party() -> None:
    """Law 14.9 (C): head 14, the post not bold, recipients upright and underlined."""
    ward = with_superior("Đảng bộ tỉnh Ví Dụ")
    file = fill(
        PACKAGED / "conclusion-notice.docx",
        {"mark": "", **of_session.conclusion_notice(a_session(PARTY), a_sheet(ward))},
    )
    looks = {
        text: (run.font.size.pt, bool(run.bold), bool(run.italic), bool(run.underline))
        for text in ("ĐẢNG BỘ TỈNH", "PHƯỜNG PHỔ", "Số ", "T/M", "BÍ THƯ", "Nơi nhận", ", ngày")
        for run in [runs(file, text)]
    }

    assert {
        "ĐẢNG BỘ TỈNH": (14, False, False, False),
        "PHƯỜNG PHỔ": (14, True, False, False),
        "Số ": (14, False, False, False),
        "T/M": (14, True, False, False),
        "BÍ THƯ": (14, False, False, False),
        "Nơi nhận": (14, False, False, True),
        ", ngày": (14, False, True, False),
    } == looks


def test_a_state_paper_has_the_form_of_the_state() -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I."""
    file = fill(
        PACKAGED / "announcement.docx", {"mark": "", **of_session_papers(STATE)["announcement"]}
    )
    looks = {
        text: (run.font.size.pt, bool(run.bold), bool(run.italic))
        for text in ("CHỦ TỊCH", "Nơi nhận", "Lưu: VT")
        for run in [runs(file, text)]
    }

    assert {
        "CHỦ TỊCH": (14, True, False),
        "Nơi nhận": (12, True, True),
        "Lưu: VT": (11, False, False),
    } == looks


@pytest.mark.parametrize(
    ("basis", "day", "points"),
    [(PARTY, date(2026, 9, 1), 18), (PARTY, date(2023, 3, 22), 0), (STATE, date(2026, 9, 1), 0)],
)
def test_lines_of_a_party_paper_are_exactly_apart_since_the_new_guidance(
    basis: str, day: date, points: int
) -> None:
    context = before_session.announcement(a_session(basis), a_sheet(day=day))

    assert points == context["line_spacing"]


def test_every_symbol_is_of_a_kind_of_body() -> None:
    assert set(SYMBOLS.values()) >= {"ĐU", "VPĐU", "UBND"}


# -- Naming who came to a reception -----------------------------------------------------------


def a_reception_with_an_opinion() -> Session:
    party = PartyId("reception/2026/1#1")
    fixed = Fixed(on=DAY, day=DAY, place=Place(name="Phòng"), legal_basis="citizen_reception")
    voiced = OpinionVoiced(
        on=DAY,
        number=1,
        kind="recommendation",
        subject="government_management",
        gist="Xin sửa cống",
        party=party,
        speaker_name=Sealed(key=party, field="speaker_name", data="…"),
    )
    item = Item(number=1, decision="Sửa cống", lead=BodyId("ubnd"), opinions=(1,))
    drafted = ConclusionDrafted(
        on=DAY,
        draft=1,
        body=BodyId("van-phong"),
        officer=OfficerId("chanh-van-phong"),
        contents=Contents(items=(item,)),
    )
    state: Session = spec.given(session, fixed, voiced, drafted).state
    return state


def test_the_notice_of_a_reception_names_the_citizen_only_when_that_is_ordered() -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 25 khoản 2: what the head directed is told to who came."""
    state, sheet = a_reception_with_an_opinion(), a_sheet(opener=lambda _: "Nguyễn Thị A")
    said = filled("conclusion-notice", of_session.conclusion_notice(state, sheet))
    named = of_session.conclusion_notice(state, attrs.evolve(sheet, named=True))

    assert "Nguyễn Thị A" not in said
    assert "1. Về ý kiến: Ông (bà) Nguyễn Thị A: Xin sửa cống" in filled("conclusion-notice", named)


def test_nobody_is_named_whose_opinion_became_a_denunciation() -> None:
    raised = Raised(
        on=DAY,
        channel="reception",
        gist="Nội dung",
        received_by=BodyId("van-phong"),
        session=STREAM,
        opinion=1,
    )
    denounced = Classified(on=DAY, kind="denunciation", area="other")
    life = petition_evolve(petition_evolve(NO_PETITION, raised), denounced)
    sheet = a_sheet(
        opener=lambda _: "Nguyễn Thị A", named=True, lives={StreamId("petition/2026/9"): life}
    )
    notice = of_session.conclusion_notice(a_reception_with_an_opinion(), sheet)
    said = filled("conclusion-notice", notice)

    assert "Nguyễn Thị A" not in said


def test_names_are_not_for_dialogues_nor_for_who_opens_nothing() -> None:
    with pytest.raises(Invalid, match="no reception"):
        of_session.conclusion_notice(
            a_session(PARTY), a_sheet(named=True, opener=lambda _: "Nguyễn Thị A")
        )
    with pytest.raises(Invalid, match="can't be read"):
        of_session.conclusion_notice(a_reception_with_an_opinion(), a_sheet(named=True))


# -- Several letters in one file --------------------------------------------------------------


def test_each_invitation_of_a_file_begins_with_page_one() -> None:
    """A section for each letter; nothing but a page break let page numbers run on."""
    fixed = a_session(PARTY)
    approved = InviteesApproved(
        on=DAY, invitees=(Invitee(name="Một"), Invitee(name="Hai"), Invitee(name="Ba"))
    )
    state = session.evolve(fixed, approved)
    context = {"mark": "", **before_session.invitations(state, a_sheet())}
    made = docx.Document(io.BytesIO(fill(PACKAGED / "invitation.docx", context)))
    starts = [one._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for one in made.sections]

    assert ["1", "1", "1"] == starts


# -- Papers of the views ----------------------------------------------------------------------


def test_the_partys_report_and_a_dossier_are_papers_too() -> None:
    """What the commands print, in the form of the Party."""
    with demo_year() as office:
        report = documents.write(office, "party-report", "ward", period="2023-Q4")
        dossier = documents.write(office, "dossier", "dialogue/2023/2")
        with pytest.raises(Invalid, match="it is missing"):
            documents.write(office, "party-report", "ward")
        with pytest.raises(Invalid, match="no period"):
            documents.write(office, "dossier", "dialogue/2023/2", period="2023-Q4")
        told = party_report_on(office, "2023-Q4", on=office.today)
    said, of_session_ = papers.text(report.docx), papers.text(dossier.docx)

    assert (True, "Số …-BC/ĐU") == (report.draft, report.number)
    for number, section in zip(("I", "II", "III"), told.sections, strict=False):
        assert f"{number}. {section.title}" in said
    for section in told.sections:
        for line in section.lines:
            assert line.text.rstrip(".")[:40] in said
    assert "I. Chuẩn bị và diễn biến trước, trong buổi" in of_session_
    assert "Đã hứa theo kết luận của buổi" in of_session_


def test_a_notice_without_recipients_goes_to_those_who_must_act_by_it() -> None:
    context = of_session.conclusion_notice(a_reception_with_an_opinion(), a_sheet())

    assert ["UBND phường,", "Lưu Văn phòng."] == context["recipients"]


def test_no_line_is_printed_for_a_last_day_that_nobody_said() -> None:
    said = filled(
        "conclusion-notice", of_session.conclusion_notice(a_reception_with_an_opinion(), a_sheet())
    )

    assert "Thời hạn" not in said
    assert "chưa ấn định" not in said
