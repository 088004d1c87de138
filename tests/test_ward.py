"""The ward: its bodies, groups, officers, terms and rules, as of any day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from dialogue_cases import ward
from dialogue_cases.errors import Refused
from dialogue_cases.law import load_law
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    StreamId,
    When,
    month,
)
from dialogue_cases.ward import (
    Appointed,
    BodiesMerged,
    BodyAbolished,
    BodyEstablished,
    BodyRenamed,
    DayAnnounced,
    GroupEstablished,
    GroupRenamed,
    LawLoaded,
    Limit,
    Opened,
    PredecessorTakenOver,
    RegulationAdopted,
    Relieved,
    ReportSent,
    Switch,
    TermBegun,
    Ward,
    YearAnnounced,
    law_of,
)
from dialogue_cases.ward.setting import OWN_RECORD, Setting
from spec import SINCE, Given, given

DAY = date(2023, 3, 1)
UBND, BLOC, BOARD = BodyId("ubnd"), BodyId("dan-van"), BodyId("ban-xay-dung-dang")
RULES = Document(kind="Quyết định", number="02-QĐ/ĐU", title="ban hành Quy chế")


def established(body: str, name: str = "Cơ quan", **more: Any) -> BodyEstablished:
    return BodyEstablished(on=SINCE, body=BodyId(body), kind="other", name=name, **more)


def the_ward(*events: Any) -> Given:
    return given(ward, *events)


def after(events: Sequence[Any]) -> Ward:
    return the_ward(*events).state  # type: ignore[no-any-return]


# -- The store --------------------------------------------------------------------------

OPENED = Opened(on=When(day=date.min, through=DAY), store="a1", code="21000", name="Phổ Hoà")


def test_a_store_belongs_to_one_ward() -> None:
    """Opening it again adds nothing; for another ward it is refused."""
    opening: dict[str, Any] = {"on": OPENED.on, "store": "a1", "code": "21000", "name": "Phổ Hoà"}

    the_ward().when(ward.open_ward, **opening).then(OPENED)
    the_ward(OPENED).when(ward.open_ward, **opening).then()
    the_ward(OPENED).when(ward.open_ward, **{**opening, "code": "1"}).refused("one-ward-per-store")
    the_ward().when(ward.open_ward, **{**opening, "code": ""}).refused("ward-has-a-code")


# -- Bodies -----------------------------------------------------------------------------


def test_a_body_has_an_id_of_its_own() -> None:
    """Asked twice adds nothing; another body can't take the id."""
    asked: dict[str, Any] = {"on": SINCE, "body": UBND, "kind": "other", "name": "Cơ quan"}

    the_ward().when(ward.establish_body, **asked).then(established("ubnd"))
    the_ward(established("ubnd")).when(ward.establish_body, **asked).then()
    the_ward(established("ubnd")).when(ward.establish_body, **{**asked, "name": "Khác"}).refused(
        "id-is-free", id="ubnd"
    )
    the_ward().within(after([])).when(
        ward.establish_body, **asked, parent=BodyId("không-có")
    ).refused("body-is-known")


@pytest.mark.requirement("R63", "R64")
def test_a_body_is_found_by_any_of_its_names() -> None:
    """By id, name or alias, whichever way the tone is placed; a former name stays an alias."""
    state = after(
        [
            established("thi-uy", "Thị ủy", aliases=("BTVHU",)),
            BodyRenamed(on=DAY, body=BodyId("thi-uy"), name="Tỉnh ủy"),
        ]
    )

    for name in ("thi-uy", "Tỉnh uỷ", "tỉnh ủy", "BTVHU", "Thị uỷ"):
        found = state.body(name)
        assert found is not None, name
        assert "thi-uy" == found.id
    assert state.body("Thi uy") is None


def test_a_renamed_body_keeps_its_id() -> None:
    """The same name adds nothing; an unknown body is refused."""
    bodies = after([established("ubnd", "UBND")])
    life = the_ward(established("ubnd", "UBND")).within(bodies)

    life.when(ward.rename_body, on=DAY, body=UBND, name="Uỷ ban").then(
        BodyRenamed(on=DAY, body=UBND, name="Uỷ ban")
    )
    life.when(ward.rename_body, on=DAY, body=UBND, name="UBND").then()
    life.when(ward.rename_body, on=DAY, body=BLOC, name="…").refused("body-is-known")


def test_merged_bodies_end_and_another_carries_on() -> None:
    """Since 07/2025 the bloc's work is the Party building board's; its officers leave with it."""
    events = [
        established("dan-van"),
        established("ban-xay-dung-dang"),
        Appointed(on=SINCE, officer=OfficerId("a"), office="head", body=BLOC, title="Trưởng khối"),
    ]
    life = the_ward(*events).within(after(events))
    merged = BodiesMerged(on=date(2025, 7, 1), bodies=(BLOC,), into=BOARD)

    life.when(ward.merge_bodies, on=merged.on, bodies=(BLOC,), into=BOARD).then(merged)
    life.when(ward.merge_bodies, on=DAY, bodies=(BLOC,), into=BLOC).refused("merge-into-another")
    life.when(ward.merge_bodies, on=DAY, bodies=(BLOC,), into=BodyId("x")).refused("body-is-known")
    life.when(ward.merge_bodies, on=DAY, bodies=(BodyId("x"),), into=BOARD).refused("body-is-known")
    state = after([*events, merged])
    assert (False, True, "ban-xay-dung-dang") == (
        state.exists(BLOC),
        state.exists(BOARD),
        state.successor(BLOC),
    )
    assert not state.holds(OfficerId("a"), "head", BLOC)
    the_ward(*events, merged).within(state).when(
        ward.merge_bodies, on=DAY, bodies=(BLOC,), into=BOARD
    ).then()


@pytest.mark.requirement("R58")
def test_an_abolished_body_is_no_more_from_that_day() -> None:
    """Districts ended on 01/07/2025; what is addressed to them afterwards is unlawful."""
    events = [established("thi-uy", "Thị ủy", superior=True)]
    life = the_ward(*events).within(after(events))
    ended = BodyAbolished(on=date(2025, 7, 1), body=BodyId("thi-uy"))
    gone = after([*events, ended])

    life.when(ward.abolish_body, on=ended.on, body=BodyId("thi-uy")).then(ended)
    life.when(ward.abolish_body, on=DAY, body=UBND).refused("body-is-known")
    the_ward(*events, ended).within(gone).when(
        ward.abolish_body, on=DAY, body=BodyId("thi-uy")
    ).then()
    sent: dict[str, Any] = {
        "on": date(2025, 8, 1),
        "kind": "reception_and_dialogue",
        "period": month(2025, 7),
        "to": (BodyId("thi-uy"),),
        "document": Document(kind="Báo cáo"),
    }
    late = the_ward(*events, ended).within(gone)
    assert late.when(ward.send_report, **sent).refused("body-exists").unlawful
    late.despite("body-exists").when(ward.send_report, **sent).then(ReportSent(**sent))


# -- Groups -------------------------------------------------------------------------------


@pytest.mark.requirement("R17", "R53")
def test_a_residential_group_has_a_cell_and_a_community_house() -> None:
    """Its id is its own; a former name stays an alias."""
    group, house = GroupId("nho-lam"), "Nhà sinh hoạt cộng đồng TDP Nho Lâm"
    made = GroupEstablished(on=SINCE, group=group, name="TDP Nho Lâm", community_house=house)
    asked: dict[str, Any] = {
        "on": SINCE, "group": group, "name": "TDP Nho Lâm", "community_house": house,
    }  # fmt: skip

    the_ward().when(ward.establish_group, **asked).then(made)
    the_ward(made).when(ward.establish_group, **asked).then()
    the_ward(made).when(ward.establish_group, **{**asked, "name": "Khác"}).refused("id-is-free")
    the_ward().within(after([])).when(ward.establish_group, **asked, cell=BodyId("x")).refused(
        "body-is-known"
    )
    the_ward(made).when(ward.rename_group, on=DAY, group=group, name="TDP 1").then(
        GroupRenamed(on=DAY, group=group, name="TDP 1")
    )
    the_ward(made).when(ward.rename_group, on=DAY, group=group, name="TDP Nho Lâm").then()
    the_ward().when(ward.rename_group, on=DAY, group=group, name="TDP 1").refused("group-is-known")
    renamed = after([made, GroupRenamed(on=DAY, group=group, name="TDP 1")])
    found = renamed.group("TDP Nho Lâm")
    assert found is not None
    assert ("TDP 1", house) == (found.name, found.community_house)


# -- Officers -------------------------------------------------------------------------------


@pytest.mark.requirement("R12")
def test_a_body_has_one_secretary_at_a_time() -> None:
    """A second one is possible only if it really happened; asked twice adds nothing."""
    body = BodyId("dang-uy")
    asked: dict[str, Any] = {
        "on": DAY, "officer": OfficerId("b"), "office": "party_secretary", "body": body,
        "title": "Bí thư",
    }  # fmt: skip
    first = Appointed(
        on=SINCE, officer=OfficerId("a"), office="party_secretary", body=body, title="Bí thư"
    )
    left = Relieved(on=DAY, officer=OfficerId("a"), office="party_secretary", body=body)

    the_ward().when(ward.appoint, **asked).then(Appointed(**asked))
    the_ward(first).when(ward.appoint, **asked).refused("one-secretary")
    the_ward(first, left).when(ward.appoint, **asked).then(Appointed(**asked))
    the_ward(first).when(ward.appoint, **{**asked, "officer": OfficerId("a")}).then()
    the_ward().when(ward.appoint, **{**asked, "body": BodyId("x")}).refused("body-is-known")
    relieve: dict[str, Any] = {"on": DAY, "officer": OfficerId("a"), "office": "party_secretary"}
    the_ward(first).when(ward.relieve, **relieve, body=body).then(left)
    the_ward(first, left).when(ward.relieve, **relieve, body=body).then()


def test_a_term_of_office_begins_once() -> None:
    """Party documents are numbered anew in each term."""
    begun = TermBegun(on=DAY, body=BodyId("dang-uy"), term="2020–2025")
    asked: dict[str, Any] = {"on": DAY, "body": begun.body, "term": begun.term}

    the_ward().when(ward.begin_term, **asked).then(begun)
    the_ward(begun).when(ward.begin_term, **asked).then()


# -- The ward's own rules ----------------------------------------------------------------


@pytest.mark.requirement("R3")
def test_a_regulation_sets_only_limits_that_the_law_leaves_to_the_ward() -> None:
    """The plan's 07 working days are the ward's own to set; the law's own limits aren't."""
    asked: dict[str, Any] = {"on": DAY, "kind": "regulation", "document": RULES}

    def limits(rule: str, amount: int) -> dict[str, Any]:
        return {**asked, "limits": (Limit(rule=rule, amount=amount),)}

    adopted = RegulationAdopted(**limits("P4", 5))
    the_ward().when(ward.adopt_regulation, **limits("P4", 5)).then(adopted)
    the_ward(adopted).when(ward.adopt_regulation, **limits("P4", 5)).then()
    the_ward().when(ward.adopt_regulation, **limits("Z9", 5)).refused("limit-names-a-rule")
    the_ward().when(ward.adopt_regulation, **limits("S1", 5)).refused("limit-is-the-wards")
    the_ward().when(ward.adopt_regulation, **limits("P4", 0)).refused("limit-is-positive")


def test_a_regulation_takes_the_place_of_the_one_before_it() -> None:
    """A later quy chế without a limit goes back to the law's; the nội quy holds beside it."""
    state = after(
        [
            RegulationAdopted(
                on=date(2023, 1, 1), kind="regulation", document=RULES,
                limits=(Limit(rule="P4", amount=5),),
            ),
            RegulationAdopted(
                on=date(2023, 2, 1), kind="house_rules", document=RULES,
                switches=(Switch(name="culture_day_off", value=True),),
            ),
            RegulationAdopted(on=date(2024, 1, 1), kind="regulation", document=RULES),
        ]
    )  # fmt: skip
    law = law_of(state, load_law())

    def amount(day: date) -> int | None:
        version = law.version("P4", day)
        assert version is not None
        return version.amount

    assert (5, 5, 7) == (
        amount(date(2023, 1, 15)),
        amount(date(2023, 12, 31)),
        amount(date(2024, 1, 1)),
    )
    assert not law.calendar_on(date(2024, 6, 1)).is_working_day(date(2026, 11, 24))


def test_an_announced_day_is_known_from_its_announcement_on() -> None:
    """The ward can add what the packaged calendar doesn't have yet."""
    announced = DayAnnounced(
        on=date(2026, 12, 1), day=date(2027, 1, 1), kind="off", basis=Document(kind="Thông báo")
    )
    asked: dict[str, Any] = {
        "on": announced.on, "day": announced.day, "kind": "off", "basis": announced.basis,
    }  # fmt: skip
    year = YearAnnounced(on=announced.on, year=2027, basis=announced.basis)
    whole: dict[str, Any] = {"on": year.on, "year": 2027, "basis": year.basis}

    the_ward().when(ward.announce_day, **asked).then(announced)
    the_ward(announced).when(ward.announce_day, **asked).then()
    the_ward().when(ward.announce_year, **whole).then(year)
    the_ward(year).when(ward.announce_year, **whole).then()
    the_ward().when(ward.announce_year, **{**whole, "year": 27}).refused("year-is-of-the-republic")
    calendar = law_of(after([announced, year]), load_law()).calendar
    assert calendar.covers(2027)
    assert not calendar.as_known(date(2026, 11, 30)).covers(2027)
    assert not calendar.is_working_day(date(2027, 1, 1))


# -- What is kept, sent and taken over ------------------------------------------------------


def test_an_edition_of_the_law_is_kept_once() -> None:
    """By its digest."""
    asked: dict[str, Any] = {"on": DAY, "edition": "ab", "rules": "…", "calendar": "…"}

    the_ward().when(ward.load_law, **asked).then(LawLoaded(**asked))
    the_ward(LawLoaded(**asked)).when(ward.load_law, **asked).then()


@pytest.mark.requirement("R40", "R72")
def test_a_report_names_its_period_and_whom_it_was_sent_to() -> None:
    """Without a recipient nobody was told."""
    asked: dict[str, Any] = {
        "on": date(2023, 4, 5), "kind": "conclusion_follow_up", "period": month(2023, 3),
        "to": (BodyId("ban-thuong-vu"),), "document": Document(kind="Báo cáo"),
    }  # fmt: skip

    the_ward().when(ward.send_report, **asked).then(ReportSent(**asked))
    the_ward(ReportSent(**asked)).when(ward.send_report, **asked).then()
    the_ward().when(ward.send_report, **{**asked, "to": ()}).refused("report-has-a-recipient")


def test_a_predecessor_is_taken_over_once() -> None:
    """Wards merge: the new one says whose record it carries on."""
    asked: dict[str, Any] = {
        "on": date(2025, 7, 1), "store": "b2", "code": "20999", "name": "Phường cũ",
        "basis": Document(kind="Nghị quyết"),
    }  # fmt: skip

    the_ward().when(ward.take_over, **asked).then(PredecessorTakenOver(**asked))
    the_ward(PredecessorTakenOver(**asked)).when(ward.take_over, **asked).then()


def test_a_decision_in_another_stream_than_its_arguments_name_is_refused() -> None:
    """A plan of 2024 isn't drafted in the stream of 2023."""
    setting = Setting(
        act=given(ward).act, ward=Ward(), law=load_law(), stream=StreamId("plan/2023")
    )

    setting.named(StreamId("plan/2023"), OWN_RECORD)
    with pytest.raises(Refused, match="life-is-named-by-its-origin"):
        setting.named(StreamId("plan/2024"), OWN_RECORD)
