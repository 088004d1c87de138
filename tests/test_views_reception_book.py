"""The reception book: the columns of Mẫu 03/TCD, and nobody's name in the view."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import petition, session
from dialogue_cases.errors import KeyLost
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.views import reception_book
from dialogue_cases.views.reception_book import HEADINGS, ReceptionBookWanted, lines
from dialogue_cases.vocabulary import BodyId, Document, Place, Sealed, StreamId
from offices import Clock, an_office
from spec import act_of

OFFICE, UBND = BodyId("van-phong"), BodyId("ubnd")
NAME, ADDRESS, PAPER = "Nguyễn Thị A", "Nhà số 5, ngõ 3", "001000000001"
WORDING = Reading(Language(), load_law)
EARLY = [("posted-before-the-reception", "ví dụ")]


class Desk:
    """The place where people are received."""

    def __init__(self, path: Path) -> None:
        self.clock = Clock(date(2026, 7, 6))
        self.office: Office = an_office(self.clock, path / "ward.db")
        self.views = Views.of(self.office)

    def decides(self, stream: str, decision: Any, *, on: date | None = None, **said: Any) -> None:
        day = on or self.office.today
        self.office.acting(act_of("chanh-van-phong")).decide(stream, decision, on=day, **said)

    def raised(self, gist: str, *, on: date | None = None, **said: Any) -> StreamId:
        told = {"channel": "reception", "reception": "regular", "received_by": OFFICE, **said}
        (fact, *_) = self.office.acting(act_of("chanh-van-phong")).begin(
            f"petition/{(on or self.office.today).year}", petition.raise_petition,
            on=on or self.office.today, gist=gist, **told,
        )  # fmt: skip
        return fact.stream

    def named(self, stream: StreamId) -> str:
        """Somebody says who they are, and shows a paper."""
        party = self.office.new_party(stream)
        fields = ("petitioner_name", "petitioner_address", "petitioner_id_paper")
        sealed: Any = {
            field: self.office.seal(party, field, text)
            for field, text in zip(fields, (NAME, ADDRESS, PAPER), strict=True)
        }
        self.decides(stream, petition.name_petitioner, party=party, **sealed)
        return party

    def reception(self) -> StreamId:
        """The secretary receives, today."""
        secretary = self.office.acting(act_of("bi-thu"), despite=EARLY)
        (fixed, *_) = secretary.begin(
            "reception/2026", session.fix, on=self.office.today, day=self.office.today,
            place=Place(name="Trụ sở"), legal_basis="citizen_reception",
        )  # fmt: skip
        self.office.acting(act_of("bi-thu")).decide(
            fixed.stream, session.open_session, on=self.office.today
        )
        return fixed.stream

    def voiced(self, stream: StreamId, gist: str, **said: Any) -> None:
        told = {"kind": "report", "subject": "government_management", "gist": gist, **said}
        self.decides(stream, session.voice_opinion, **told)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.views.close()
    made.office.close()


def test_the_headings_are_those_of_the_form() -> None:
    """Nghị định 154/2026/NĐ-CP, Mẫu 03/TCD: thirteen columns."""
    assert 13 == len(HEADINGS)
    assert ("STT", "Ngày tiếp", "Ghi chú") == (HEADINGS[0], HEADINGS[1], HEADINGS[12])


def test_a_petition_raised_at_a_reception_is_a_line(desk: Desk) -> None:
    """What it is, what was done before, whose it is, where it went, what came of it."""
    stream = desk.raised(
        "Tranh chấp ranh giới đất", people=3, earlier_handling="UBND phường đã hoà giải"
    )
    desk.decides(stream, petition.classify, kind="complaint", area="land")
    desk.decides(
        stream, petition.find_competence, own=False, system="administrative",
        body_name="UBND thành phố",
    )  # fmt: skip
    desk.decides(
        stream, petition.guide, gist="Nộp đơn nơi có thẩm quyền", body_name="UBND thành phố",
        document=Document(kind="Phiếu hướng dẫn", number="07/HD-UBND"),
    )  # fmt: skip
    desk.raised("Đơn gửi qua bưu điện", channel="written", reception=None)

    (line,) = lines(desk.views).rows

    assert (1, date(2026, 7, 6), "Tranh chấp ranh giới đất") == (
        line.number, line.received_on, line.gist,
    )  # fmt: skip
    assert ("complaint", 3, "UBND phường đã hoà giải") == (
        line.kind, line.people, line.handled_before,
    )  # fmt: skip
    assert (False, "UBND thành phố", "07/HD-UBND") == (
        line.own, line.guided_to_name, line.guiding_paper,
    )  # fmt: skip
    assert "KN" == reception_book.KINDS["complaint"]


def test_an_opinion_and_the_petition_that_it_became_are_one_line(desk: Desk) -> None:
    """Under the number that the opinion had; what was answered on the spot is said there."""
    reception = desk.reception()
    desk.voiced(reception, "Xin hướng dẫn hồ sơ")
    desk.voiced(reception, "Đèn đường hỏng")
    desk.decides(reception, session.answer_opinion, number=1, body=UBND, gist="Đã hướng dẫn")
    desk.raised("Đơn khác")
    desk.raised("Đèn đường hỏng", session=reception, opinion=2)

    found = lines(desk.views).rows
    told = [(one.number, one.gist, one.stream, one.result) for one in found]

    assert [
        (1, "Xin hướng dẫn hồ sơ", reception, "Đã hướng dẫn"),
        (2, "Đèn đường hỏng", "petition/2026/2", None),
        (3, "Đơn khác", "petition/2026/1", None),
    ] == told


def test_the_book_is_numbered_by_the_day_of_reception(desk: Desk) -> None:
    """Whenever an entry was made; each year has its own numbers."""
    desk.raised("Ngày mùng sáu")
    desk.clock.move(date(2026, 7, 10))
    desk.raised("Ngày mùng một, nhập muộn", on=date(2026, 7, 1))
    desk.clock.move(date(2027, 1, 4))
    desk.raised("Năm sau")

    told = [(one.number, one.received_on) for one in lines(desk.views).rows]

    assert [(1, date(2026, 7, 1)), (2, date(2026, 7, 6)), (1, date(2027, 1, 4))] == told
    (later,) = lines(
        desk.views, ReceptionBookWanted(first=date(2026, 7, 5), last=date(2026, 12, 31))
    ).rows
    assert 2 == later.number, "a number doesn't depend on what is asked for"
    assert (
        lines(desk.views).rows[2:]
        == lines(desk.views, ReceptionBookWanted(first=date(2027, 1, 1))).rows
    )


def test_what_an_older_book_has_numbered_keeps_its_number(desk: Desk) -> None:
    """3 was a day on which nobody came; what is entered here goes on from the last number."""
    for number, day in (("1", 5), ("2", 5), ("4", 19), ("4a", 19), ("5", 26)):
        book_entry = f"Sổ tiếp công dân 2026, số {number}"
        desk.raised("Theo sổ cũ", on=date(2026, 3, day), book_entry=book_entry)
    desk.raised("Tháng bảy")
    desk.raised("Tháng tư, nhập muộn", on=date(2026, 4, 2))

    found = lines(desk.views).rows
    first = reception_book.COLUMNS.shown[0]

    assert ["1", "2", "4", "4a", "5", "6", "7"] == [str(first.of(one, WORDING)) for one in found]
    assert [date(2026, 4, 2), date(2026, 7, 6)] == [one.received_on for one in found[-2:]]


def test_books_of_one_year_are_told_one_after_the_other(desk: Desk) -> None:
    for book, number in (("Sổ B 2026", 1), ("Sổ A 2026", 2), ("Sổ A 2026", 1)):
        desk.raised(book, on=date(2026, 3, 5), book_entry=f"{book}, số {number}")
    wrong = desk.raised("Nhầm", on=date(2026, 3, 5), book_entry="Sổ A 2026, số 3")
    desk.office.acting(act_of("chanh-van-phong")).void(
        wrong, version=1, on=desk.office.today, reason="nhập nhầm"
    )
    desk.raised("Đơn khác", book_entry="xem sổ cũ")

    told = [(one.book, one.number, one.voided) for one in lines(desk.views).rows]

    assert [
        ("Sổ A 2026", 1, False),
        ("Sổ A 2026", 2, False),
        ("Sổ A 2026", 3, True),
        ("Sổ B 2026", 1, False),
        (None, 4, False),
    ] == told


# -- Each day in its form --------------------------------------------------------------


def printed(desk: Desk) -> list[tuple[str, list[list[Any]]]]:
    """Of each form its lines as they are printed, without who came."""
    return [
        (
            form.id,
            [
                [column.of(line, WORDING) for column in form.columns.shown if not column.sealed]
                for line in its.rows
            ],
        )
        for form, its in reception_book.by_form(lines(desk.views))
    ]


def test_each_day_has_its_form(desk: Desk) -> None:
    """Mẫu số 03 of Thông tư 04/2021 until 30/06/2026, Mẫu 03/TCD from 01/07/2026."""
    desk.raised("Tháng bảy", on=date(2026, 7, 1))
    desk.raised("Tháng sáu", on=date(2026, 6, 30))

    old, new = printed(desk)

    assert ("2021", [1]) == (old[0], [line[0] for line in old[1]])
    assert ("2026", [2]) == (new[0], [line[0] for line in new[1]])


def test_a_book_without_lines_has_the_present_form(desk: Desk) -> None:
    assert [("2026", [])] == printed(desk)


def test_the_old_form_has_its_twelve_columns(desk: Desk) -> None:
    """Kind and people in one cell, marks in columns 8 and 9, whose heading stands above them."""
    desk.clock.move(date(2026, 7, 10))
    march = {"on": date(2026, 3, 5)}
    guided = desk.raised("Khiếu nại bồi thường", people=3, **march)
    desk.decides(guided, petition.classify, kind="complaint", area="land", **march)
    desk.decides(guided, petition.guide, gist="Đến Toà án", **march)
    own = desk.raised("Rác thải", people=12, **march)
    desk.decides(own, petition.classify, kind="report", area="other", **march)
    desk.decides(own, petition.find_competence, own=True, system="administrative", **march)

    ((form, (first, second)),) = printed(desk)
    shown = reception_book.OLD_COLUMNS.shown
    assert "2021" == form
    assert [date(2026, 3, 5), "Khiếu nại bồi thường", "KN/03", None, None, True, ""] == first[1:8]
    assert ["KN, PA/12 (đoàn đông người)", None, True, False, ""] == second[3:8]
    assert (12, ["Hướng xử lý"] * 3) == (len(shown), [one.above for one in shown[7:10]])
    assert {""} == {one.above for one in (*shown[:7], *shown[10:])}


def test_a_mark_says_that_it_was_done_where_no_body_is_known(desk: Desk) -> None:
    stream = desk.raised("Xin hướng dẫn")
    desk.decides(stream, petition.guide, gist="Đến cơ quan có thẩm quyền")

    ((_, (line,)),) = printed(desk)

    assert "x" == line[7]


def test_a_voided_entry_keeps_its_number_and_nothing_else(desk: Desk) -> None:
    """As on paper, where a line is struck out; an opinion is a line again without its petition."""
    reception = desk.reception()
    desk.voiced(reception, "Đèn đường hỏng")
    wrong = desk.raised("Nhập nhầm vụ việc")
    raised = desk.raised("Đèn đường hỏng", session=reception, opinion=1)
    desk.raised("Đơn sau")
    clerk = desk.office.acting(act_of("chanh-van-phong"))
    for stream in (wrong, raised):
        clerk.void(stream, version=1, on=desk.office.today, reason="nhập nhầm")

    told = [(one.number, one.gist, one.voided, one.stream) for one in lines(desk.views).rows]

    assert [
        (1, "Đèn đường hỏng", False, reception),
        (2, "", True, wrong),
        (3, "Đơn sau", False, "petition/2026/3"),
    ] == told


def test_the_book_is_found_by_day_kind_and_body(desk: Desk) -> None:
    """Each condition by itself."""
    one = desk.raised("Một")
    desk.decides(one, petition.classify, kind="report", area="other")
    desk.clock.move(date(2026, 8, 3))
    two = desk.raised("Hai")
    desk.decides(two, petition.classify, kind="recommendation", area="other")

    def found(**wanted: Any) -> list[str]:
        return [line.stream for line in lines(desk.views, ReceptionBookWanted(**wanted)).rows]

    assert [one, two] == found()
    assert [one] == found(last=date(2026, 7, 31)) == found(kind="report")
    assert [two] == found(first=date(2026, 8, 1)) == found(kind="recommendation")
    assert [] == found(body=UBND)


# -- Who came ----------------------------------------------------------------------------


def test_who_came_stays_sealed_unless_somebody_may_open_it(desk: Desk) -> None:
    """Columns 3 and 4 are read from the record by the opener, for this one answer."""
    desk.named(desk.raised("Mương bị tắc"))
    opened: list[str] = []

    def opener(sealed: Sealed) -> str:
        opened.append(sealed.field)
        return desk.office.vault.unseal(sealed)

    (closed,) = lines(desk.views).rows
    (line,) = lines(desk.views, opener=opener).rows

    assert (None, None) == (closed.person, closed.paper)
    assert (f"{NAME}, {ADDRESS}", PAPER) == (line.person, line.paper)
    assert ["petitioner_name", "petitioner_address", "petitioner_id_paper"] == opened


def test_a_speaker_is_opened_too(desk: Desk) -> None:
    """An opinion at a reception has a speaker; who isn't named is nobody, not sealed."""
    reception = desk.reception()
    party = desk.office.new_party(reception)
    name = desk.office.seal(party, "speaker_name", NAME)
    desk.voiced(reception, "Đèn đường hỏng", party=party, speaker_name=name)
    desk.voiced(reception, "Loa phát thanh nhỏ")

    told = [one.person for one in lines(desk.views, opener=desk.office.vault.unseal).rows]

    assert [NAME, ""] == told


def test_an_erased_person_cant_be_opened_any_more(desk: Desk) -> None:
    """The opener meets the lost key, and says what it likes."""
    stream = desk.raised("Mương bị tắc")
    party: Any = desk.named(stream)
    desk.office.erase(party, act=act_of("chanh-van-phong"), on=desk.office.today, reason="yêu cầu")

    with pytest.raises(KeyLost):
        lines(desk.views, opener=desk.office.vault.unseal)
    assert [None] == [one.person for one in lines(desk.views).rows]


def test_nobodys_name_is_in_the_views_file(desk: Desk, tmp_path: Path) -> None:
    """Not even after somebody has looked with the seals open."""
    desk.named(desk.raised("Mương bị tắc"))
    lines(desk.views, opener=desk.office.vault.unseal)
    desk.views.close()
    held = b"".join(one.read_bytes() for one in tmp_path.glob("ward.db.views*"))

    assert "Mương bị tắc".encode() in held
    for text in (NAME, ADDRESS, PAPER):
        assert text.encode() not in held


def test_the_book_as_it_was_known_then(desk: Desk) -> None:
    """Before the correction, and after it."""
    stream = desk.raised("Mương bị tắt")
    before = desk.office.log.position
    desk.office.acting(act_of("chanh-van-phong"), corrects=1).decide(
        stream, petition.raise_petition, on=date(2026, 7, 6), channel="reception",
        reception="regular", gist="Mương bị tắc", received_by=OFFICE,
    )  # fmt: skip

    (then,) = lines(desk.views, known=before).rows
    (now,) = lines(desk.views).rows

    assert ("Mương bị tắt", "Mương bị tắc") == (then.gist, now.gist)
    assert 1 == then.number == now.number
