"""The case register: every petition found again, by what is known of it and by its words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import matter, petition
from dialogue_cases.office import Office
from dialogue_cases.projection import LifeAsKnown, Views
from dialogue_cases.record import Recorded
from dialogue_cases.spelling import bare, canon
from dialogue_cases.store import Store
from dialogue_cases.views import VIEWS, register
from dialogue_cases.views.register import RegisterLine, RegisterWanted, cases
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, StreamId, Topic
from logs import LAW, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

OFFICE, UBND, FRONT = BodyId("van-phong"), BodyId("ubnd"), BodyId("mttq")
NHO_LAM = GroupId("nho-lam")
CLERK = act_of("chanh-van-phong")
NAME, ADDRESS = "Nguyễn Thị A", "Nhà số 5, ngõ 3"
LAND = Topic(title="Công tác quản lý đất đai", code="land_management")


class Counter:
    """The petitions of a ward, as they come in over the counter."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 3, 1))
        self.office: Office = an_office(self.clock)
        self.views = Views.of(self.office)

    def raised(self, gist: str = "Mương bị tắc", **said: Any) -> StreamId:
        told = {"channel": "written", "gist": gist, "received_by": OFFICE, **said}
        (fact, *_) = self.office.acting(CLERK).begin(
            "petition/2023", petition.raise_petition, on=self.office.today, **told
        )
        return fact.stream

    def decides(self, stream: StreamId, decision: Any, **arguments: Any) -> list[Recorded[Any]]:
        arguments.setdefault("on", self.office.today)
        desk = self.office.acting(act_of("bi-thu"))
        return desk.decide(stream, decision, **arguments)

    def admitted(self, stream: StreamId, kind: str = "report") -> None:
        """It is looked at, found to be the ward's to handle, and taken on."""
        party = self.office.new_party(stream)
        name = self.office.seal(party, "petitioner_name", NAME)
        self.decides(stream, petition.name_petitioner, party=party, petitioner_name=name)
        self.decides(stream, petition.classify, kind=kind, area="land")
        self.decides(stream, petition.find_eligibility, eligible=True)
        self.decides(stream, petition.find_competence, own=True, system="administrative")
        self.decides(stream, petition.admit)

    def found(self, **wanted: Any) -> list[str]:
        return [str(one.stream) for one in cases(self.views, RegisterWanted(**wanted)).rows]


@pytest.fixture
def counter() -> Iterator[Counter]:
    made = Counter()
    yield made
    made.views.close()
    made.office.close()


def test_the_register_says_what_is_known_of_a_petition(counter: Counter) -> None:
    """One line: what it is, who has it, what came of it; everything from the record."""
    stream = counter.raised(
        "Tranh chấp ranh giới đất", topic=LAND, group=NHO_LAM, people=3, occurrence="repeated"
    )
    counter.admitted(stream, "recommendation")
    counter.clock.move(date(2023, 3, 6))
    counter.decides(
        stream, petition.assign, text="Xác minh ranh giới", lead=UBND, supports=(FRONT,),
        lead_officer=OfficerId("chu-tich"),
    )  # fmt: skip
    counter.clock.move(date(2023, 3, 10))
    counter.decides(stream, petition.answer, outcome="accepted", gist="Đã tiếp nhận, đang xác minh")

    (line,) = cases(counter.views).rows

    assert (1, 2023, date(2023, 3, 1)) == (line.number, line.year, line.received_on)
    assert ("recommendation", "land", "land_management") == (line.kind, line.area, line.topic_code)
    assert (3, True, NHO_LAM) == (line.people, line.repeated, line.group_id)
    assert (UBND, "chu-tich", (FRONT,)) == (line.lead, line.officer, line.supports)
    assert ("assigned", date(2023, 3, 10), 1) == (line.status, line.answered_on, line.answers)


def test_a_late_entry_stands_on_its_own_day(counter: Counter) -> None:
    """Received on the 1st, entered on the 9th, after one of the 5th."""
    counter.clock.move(date(2023, 3, 5))
    counter.raised("Đơn ngày mùng năm")
    counter.clock.move(date(2023, 3, 9))
    counter.office.acting(CLERK).begin(
        "petition/2023", petition.raise_petition, on=date(2023, 3, 1), channel="written",
        gist="Đơn ngày mùng một", received_by=OFFICE,
    )  # fmt: skip

    assert ["petition/2023/2", "petition/2023/1"] == counter.found()


def test_a_correction_and_a_void_are_seen_at_once(counter: Counter) -> None:
    """What stands now is what is shown; what was known then is shown as of then."""
    first, second = counter.raised("Mương bị tắt"), counter.raised("Nhập hai lần")
    counter.found()
    before = counter.office.log.position
    counter.office.acting(CLERK, corrects=1).decide(
        first, petition.raise_petition, on=date(2023, 3, 1), channel="written",
        gist="Mương bị tắc", received_by=OFFICE,
    )  # fmt: skip
    counter.office.acting(CLERK).void(second, version=1, on=date(2023, 3, 1), reason="nhập trùng")

    now = cases(counter.views)
    then = cases(counter.views, known=before)

    assert ["Mương bị tắc"] == [one.gist for one in now.rows]
    assert ["Mương bị tắt", "Nhập hai lần"] == [one.gist for one in then.rows]
    assert before == then.position


def test_a_petition_is_found_by_what_is_known_of_it(counter: Counter) -> None:
    """Each condition by itself, and all of them together."""
    one = counter.raised("Một", topic=LAND, group=NHO_LAM)
    counter.clock.move(date(2023, 4, 1))
    two = counter.raised("Hai")
    counter.decides(one, petition.classify, kind="complaint", area="land")
    counter.admitted(two, "report")
    counter.decides(two, petition.assign, text="…", lead=UBND, supports=(FRONT,))

    assert [one] == counter.found(kind="complaint")
    assert [two] == counter.found(kind="report")
    assert [one] == counter.found(status="classified")
    assert [two] == counter.found(body=UBND) == counter.found(body=FRONT)
    assert [one] == counter.found(group=NHO_LAM) == counter.found(topic="land_management")
    assert [two] == counter.found(first=date(2023, 4, 1))
    assert [one] == counter.found(last=date(2023, 3, 31))
    assert [] == counter.found(kind="complaint", status="assigned")


@pytest.mark.parametrize(
    "typed",
    [
        "đền bù Phổ Hòa",
        "Phổ Hoà, đền bù".replace(",", ""),
        "den bu pho hoa",
        "HOA DEN",
        "hoà đền",
        "hòa ĐỀN BÙ",
        "ĐÊN",
    ],
)
def test_words_are_found_without_tones_case_and_order(counter: Counter, typed: str) -> None:
    """Both tone placements, đ and d, any order."""
    stream = counter.raised("Tiền đền bù ở phường Phổ Hoà")
    counter.raised("Tiền phạt ở phường Phổ Minh")

    assert [stream] == counter.found(words=typed)


@pytest.mark.parametrize("typed", ["100%", "_", "đền_bù", "'", '"', "*", "NEAR", "mương OR tắc"])
def test_what_is_typed_is_words_and_nothing_else(counter: Counter, typed: str) -> None:
    """No wildcard and no operator: what isn't there isn't found."""
    counter.raised("Mương bị tắc, đền bù")

    assert [] == counter.found(words=typed)


def test_what_was_answered_and_assigned_is_found_too(counter: Counter) -> None:
    """All that was written about it without names."""
    stream = counter.raised()
    counter.admitted(stream)
    counter.decides(stream, petition.assign, text="Nạo vét đoạn cuối", lead=UBND)
    counter.decides(stream, petition.answer, outcome="result", gist="Đã thông dòng chảy")

    assert [stream] == counter.found(words="nao vet") == counter.found(words="thong dong")


def test_the_matter_of_a_petition_is_shown(counter: Counter) -> None:
    """What groups petitions over the years."""
    stream = counter.raised()
    (opened, *_) = counter.office.acting(CLERK).begin(
        "matter/2023", matter.open_matter, on=counter.office.today, gist="Mương An Thường"
    )
    counter.decides(stream, petition.join_matter, matter=opened.stream)

    (line,) = cases(counter.views).rows

    assert opened.stream == line.matter


def test_no_personal_data_is_in_the_views_file(tmp_path: Path) -> None:
    """Neither what was sealed nor the sealed form of it; the file is in the clear."""
    with an_office(path=tmp_path / "ward.db") as office, Views.of(office) as views:
        (fact, *_) = office.acting(CLERK).begin(
            "petition/2023", petition.raise_petition, on=date(2023, 3, 1), channel="written",
            gist="Mương bị tắc", received_by=OFFICE,
        )  # fmt: skip
        party = office.new_party(fact.stream)
        sealed: dict[str, Any] = {
            "petitioner_name": office.seal(party, "petitioner_name", NAME),
            "petitioner_address": office.seal(party, "petitioner_address", ADDRESS),
        }
        office.acting(CLERK).decide(
            fact.stream, petition.name_petitioner, on=date(2023, 3, 1), party=party, **sealed
        )
        views.rebuild(VIEWS)
    held = b"".join(one.read_bytes() for one in tmp_path.glob("ward.db.views*"))

    assert "Mương bị tắc".encode() in held
    for text in (NAME, ADDRESS, bare(NAME), canon(ADDRESS), *(one.data for one in sealed.values())):
        assert text.encode() not in held


# -- Against a naive second model --------------------------------------------------------


def _naive(store: Store, wanted: RegisterWanted) -> list[RegisterLine]:
    """Every petition folded by itself, then looked through one by one."""
    found = []
    for stream in sorted({fact.stream for fact in store.since()}):
        for one in register.rows(LifeAsKnown(store.read(stream), LAW)):
            bodies = (one.lead, *one.supports)
            words = bare(wanted.words).split()
            if (
                (wanted.first is None or one.received_on >= wanted.first)
                and (wanted.last is None or one.received_on <= wanted.last)
                and wanted.kind in (None, one.kind)
                and wanted.status in (None, one.status)
                and (wanted.body is None or wanted.body in bodies)
                and wanted.group in (None, one.group_id)
                and wanted.topic in (None, one.topic_code)
                and all(word in one.folded for word in words)
            ):
                found.append(one)
    return sorted(found, key=lambda one: (one.received_on, one.year, one.number))


KINDS: Any = st.sampled_from([None, "complaint", "report", "anonymous_tip"])
STATUSES: Any = st.sampled_from([None, "raised", "classified", "assigned", "resolved"])
DAYS = st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2027, 12, 31)))


@settings(max_examples=120)
@given(
    drawn=st.lists(entries("petition"), max_size=25),
    wanted=st.builds(
        RegisterWanted, first=DAYS, last=DAYS, kind=KINDS, status=STATUSES,
        topic=st.sampled_from([None, "other", "land_management"]),
        words=st.one_of(st.just(""), st.text(max_size=2)),
    ),
)  # fmt: skip
def test_sql_finds_what_a_walk_through_all_petitions_finds(
    drawn: list[Any], wanted: RegisterWanted
) -> None:
    """Whatever was recorded, and whatever is asked."""
    store = Store.create("memory:")
    record(store, drawn)
    with Views(store, lambda _: LAW, None) as views:
        assert _naive(store, wanted) == list(cases(views, wanted).rows)
    store.close()
