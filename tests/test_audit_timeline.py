"""All that was recorded of a case or a session and of what belongs to it, in one order."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from demo_year import demo_year
from dialogue_cases import NotFound, Office, matter, petition, session
from dialogue_cases.audit import TimelineEntry, timeline
from dialogue_cases.audit.timeline import COLUMNS
from dialogue_cases.record import SealOpened, effective_at, known_then
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.vocabulary import BodyId, GroupId, Place, StreamId, Topic, first_day
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 3, 15)
SESSION, PETITION = StreamId("dialogue/2023/1"), StreamId("petition/2023/1")
SECRETARY, CLERK, CHAIR = act_of("bi-thu"), act_of("chanh-van-phong"), act_of("chu-tich-mttq")


@pytest.fixture
def office() -> Iterator[Office]:
    """A dialogue was held, and an opinion voiced there became a petition."""
    with an_office(Clock(DAY)) as made:
        decided(
            made, SESSION, session.fix, day=DAY, place=Place(name="Nhà sinh hoạt"),
            topics=(Topic(title="Quản lý đất đai", code="land_management"),),
        )  # fmt: skip
        decided(made, SESSION, session.open_session, act=SECRETARY)
        decided(
            made, SESSION, session.voice_opinion, kind="report", gist="Ý kiến",
            subject="government_management",
        )  # fmt: skip
        decided(
            made, PETITION, petition.raise_petition, channel="dialogue", gist="Ý kiến",
            session=SESSION, opinion=1, received_by=BodyId("van-phong"),
        )  # fmt: skip
        yield made


def decided(office: Office, stream: str, decision: Any, act: Any = CLERK, **said: Any) -> None:
    despite = [("announced-long-enough-before", "ví dụ")]
    office.acting(act, despite=despite).decide(stream, decision, on=DAY, **said)


def denounced(office: Office, kind: str = "denunciation") -> None:
    """The petition turns out to be a denunciation, or a sign of which nobody says who gave it."""
    if kind == "denunciation":
        party = office.new_party(PETITION)
        name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
        decided(office, PETITION, petition.name_petitioner, party=party, petitioner_name=name)
    decided(office, PETITION, petition.classify, act=SECRETARY, kind=kind, area="land")


def lives(told: Sequence[TimelineEntry]) -> set[str]:
    return {one.attribution.stream for one in told}


# -- What belongs to a life ------------------------------------------------------------------


def test_a_sessions_timeline_has_its_petitions_and_what_came_of_them(office: Office) -> None:
    """The life itself, and each that says it came of it."""
    assert {SESSION, PETITION} == lives(timeline(office, SESSION))
    assert {PETITION} == lives(timeline(office, PETITION))


def test_a_petition_that_isnt_entered_yet_holds_no_timeline_up(office: Office) -> None:
    """An opinion became one, and nobody has typed it in."""
    office.acting(CLERK, despite=[("reference-is-recorded", "chưa nhập")]).decide(
        SESSION, session.take_opinion, on=DAY, number=1, destination="petition",
        petition=StreamId("petition/2023/7"),
    )  # fmt: skip

    assert {SESSION, PETITION} == lives(timeline(office, SESSION))


def test_of_a_matter_only_what_names_the_case_belongs_to_it(office: Office) -> None:
    """That another petition was joined to the matter is told in that one's timeline."""
    (opened,) = office.acting(CLERK).begin(
        "matter/2023", matter.open_matter, on=DAY, gist="Đất đai", group=GroupId("nho-lam")
    )
    decided(
        office, "petition/2023/2", petition.raise_petition, channel="oral", gist="Việc khác",
        received_by=BodyId("van-phong"),
    )  # fmt: skip
    for one in (PETITION, "petition/2023/2"):
        decided(office, opened.stream, matter.join, petition=one, raised=DAY)
    told = timeline(office, PETITION)

    assert ["matter/2023/1@2"] == [
        one.attribution.ref for one in told if one.attribution.stream == opened.stream
    ]


@pytest.mark.parametrize("kind", ["denunciation", "anonymous_tip"])
def test_a_denunciation_is_in_a_sessions_timeline_only_for_who_may_open_it(
    office: Office, kind: str
) -> None:
    """Whoever reads that one came of a session could tell who spoke there; as in its dossier."""
    denounced(office, kind)

    assert {SESSION} == lives(timeline(office, SESSION))
    assert {SESSION} == lives(timeline(office, SESSION, act=CHAIR))
    assert {SESSION, PETITION} == lives(timeline(office, SESSION, act=SECRETARY))
    assert {PETITION} == lives(timeline(office, PETITION)), "it was asked for by its name"


def test_what_was_a_denunciation_once_stays_one(office: Office) -> None:
    """Classifying it anew takes no secrecy away, where who does it may not read it."""
    denounced(office)
    office.acting(CHAIR, corrects=3, despite=[("role-may-decide", "ví dụ")]).decide(
        PETITION, petition.classify, on=DAY, kind="recommendation", area="land"
    )

    assert {SESSION} == lives(timeline(office, SESSION))


def test_who_only_claims_an_office_is_told_what_anybody_is(office: Office) -> None:
    """Whether it is held is asked on the day of reading."""
    denounced(office)
    claimed = act_of("pho-bi-thu")
    claimed = type(claimed)(officer=claimed.officer, office=SECRETARY.office, body=SECRETARY.body)

    assert {SESSION} == lives(timeline(office, SESSION, act=claimed))


def test_an_opening_of_a_seal_is_in_the_timeline(office: Office) -> None:
    """Who read personal data of the case, and when."""
    party = office.new_party(PETITION)
    sealed = office.seal(party, "petitioner_name", "Nguyễn Thị A")
    decided(office, PETITION, petition.name_petitioner, party=party, petitioner_name=sealed)
    office.acting(SECRETARY).unseal(sealed, purpose="mời làm việc")
    (opened,) = (one for one in timeline(office, SESSION) if isinstance(one.event, SealOpened))

    assert opened.attribution.decided_by is not None
    assert "bi-thu" == opened.attribution.decided_by.officer


# -- On two time axes ------------------------------------------------------------------------


def test_a_timeline_of_the_past_doesnt_know_the_future(office: Office) -> None:
    """What took effect later, and what was recorded later, is left out."""
    first = office.history(SESSION)[0]

    assert () == timeline(office, SESSION, on=date(2023, 3, 14))
    assert [first.ref] == [
        one.attribution.ref for one in timeline(office, SESSION, known=first.position)
    ]
    with pytest.raises(NotFound):
        timeline(office, SESSION, known=date(2023, 3, 14))


def test_an_entry_that_was_corrected_says_by_which(office: Office) -> None:
    """Both stand in the timeline; as was known before, the first one stood."""
    before = office.log.position
    desk = office.acting(CLERK, corrects=3)
    desk.decide(
        SESSION, session.voice_opinion, on=DAY, kind="report", gist="Ý kiến khác",
        subject="government_management",
    )  # fmt: skip
    replaced = {str(one.attribution.ref): one.replaced_by for one in timeline(office, SESSION)}
    then = {one.replaced_by for one in timeline(office, SESSION, known=before)}

    assert f"{SESSION}@4" == replaced[f"{SESSION}@3"]
    assert replaced[f"{SESSION}@4"] is None
    assert {None} == then


# -- What is restricted ----------------------------------------------------------------------


def test_restricted_texts_are_withheld_from_who_may_not_read_them(office: Office) -> None:
    """As `history` and `show` withhold them."""
    decided(
        office, SESSION, session.file_briefing, kind="risk_forecast", restricted=True,
        body=BodyId("van-phong"), text="Có thể tập trung đông người",
    )  # fmt: skip
    texts = [
        one.event.text
        for act in (None, SECRETARY)
        for one in timeline(office, SESSION, act=act)
        if getattr(one.event, "restricted", False)
    ]

    assert ["[restricted]", "Có thể tập trung đông người"] == texts


# -- A whole year ----------------------------------------------------------------------------


def test_the_timelines_of_the_year_have_every_fact_of_their_lives_in_order() -> None:
    """Against the log, read by itself: a dialogue, and the tasks that carry its name."""
    with demo_year() as year:
        told = timeline(year, "dialogue/2023/2", act=SECRETARY)
        log = [*year.log.since()]
    own = {
        one.ref
        for one in log
        if one.stream.startswith(("dialogue/2023/2", "task/dialogue/2023/2/"))
    }
    order = [(effective_at(one.attribution.on), one.attribution.position) for one in told]

    assert own <= {one.attribution.ref for one in told}
    assert sorted(order) == order
    assert all(first_day(one.attribution.on) <= date(2023, 12, 31) for one in told)
    assert all(known_then(one, None) for one in log)


def test_a_timeline_is_read_in_both_languages(office: Office) -> None:
    """Who, in which office of which body; when it was entered."""
    opened = timeline(office, SESSION)[1]
    for code, said in (("vi", "Khai mạc"), ("en", "opened")):
        language = Language(code)  # type: ignore[arg-type]
        wording = Reading(language, office.law_known)
        cells = [str(one.of(opened, wording)) for one in COLUMNS.shown]

        assert any(said in cell for cell in cells)
        assert any("Bí thư Đảng uỷ, Đảng uỷ phường" in cell for cell in cells)


def test_the_command_tells_a_timeline_to_people_and_programs(run: Run, ward: Path) -> None:
    """A table in Vietnamese or English; the same entries as JSON, on a past day too."""
    told = run("timeline", "plan/2023")
    english = run("timeline", "plan/2023", "--lang", "en", "--on", "2023-01-10")
    rows = json.loads(run("timeline", "plan/2023", "--json").out)["rows"]

    assert "Dòng thời gian của plan/2023" in told.out
    assert "bi-thu, Bí thư Đảng" in told.out
    assert "plan/2023@1" in english.out
    assert "plan/2023@2" not in english.out
    assert {"plan/2023@1", "plan/2023@2"} <= {one["attribution"]["ref"] for one in rows}
    before = run("timeline", "plan/2023", "--known", "2000-01-01")
    assert (0, True) == (before.code, "sổ được lập từ ngày" in before.out)
