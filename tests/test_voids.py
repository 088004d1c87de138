"""A void has no ghosts, and what can't both be true isn't accepted late."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from dialogue_cases import matter, petition, session, statistics, task
from dialogue_cases.errors import NotFound, Refused
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.record import Recorded
from dialogue_cases.views import board, dossier, matters, plan_fulfilment, register
from dialogue_cases.vocabulary import BodyId, Document, GroupId, Place, StreamId, Topic, month
from offices import Clock, an_office
from spec import act_of

TODAY = date(2023, 5, 10)
FIRST, SECOND = StreamId("petition/2023/1"), StreamId("petition/2023/2")
MATTER, DIALOGUE = StreamId("matter/2023/1"), StreamId("dialogue/2023/1")
UNANSWERED = ("settlement-was-answered", "settlement-is-confirmed")
HANGS, CONTRADICTS = "nothing-hangs-on-the-voided-entry", "entries-do-not-contradict"
SLIP = Document(kind="Văn bản", number="1/VB", issued_on=date(2023, 1, 5), issuer="phường")


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 5, 19))) as made:
        yield made


def by(office: Office, who: str, *despite: str) -> Any:
    return office.acting(act_of(who), despite=[(one, "đã xảy ra") for one in despite])


def raised(office: Office) -> StreamId:
    (fact, *_) = by(office, "chanh-van-phong", "looks-entered-already").begin(
        "petition/2023", petition.raise_petition, on=date(2023, 3, 1), channel="written",
        gist="Mương tắc", received_by=BodyId("van-phong"), group=GroupId("nho-lam"),
    )  # fmt: skip
    return StreamId(fact.stream)


def joined_twice(office: Office) -> None:
    """One petition that was entered twice, both joined to a matter."""
    clerk = by(office, "chanh-van-phong")
    clerk.begin("matter/2023", matter.open_matter, on=date(2023, 3, 2), gist="Mương tắc")
    for stream in (raised(office), raised(office)):
        what: Any = {"raised": date(2023, 3, 1), "petition": stream}
        clerk.decide(MATTER, matter.join, on=date(2023, 3, 2), **what)


def held(office: Office) -> None:
    """A dialogue was fixed for 26 April, opened, one opinion voiced, and ended."""
    by(office, "chanh-van-phong", "moved-by-postponement").begin(
        "dialogue/2023", session.fix, on=date(2023, 4, 10), day=date(2023, 4, 26),
        place=Place(name="Nhà sinh hoạt"), topics=(Topic(title="Đất", code="land_management"),),
    )  # fmt: skip
    chair, day = by(office, "bi-thu"), date(2023, 4, 26)
    chair.decide(DIALOGUE, session.open_session, on=day)
    by(office, "chanh-van-phong").decide(
        DIALOGUE, session.voice_opinion, on=day, kind="report", subject="government_management",
        gist="Mương tắc",
    )  # fmt: skip
    chair.decide(DIALOGUE, session.end_session, on=day)


def void(
    office: Office, stream: str, version: int, *despite: str, who: str = "chanh-van-phong"
) -> Sequence[Recorded[Any]]:
    made: Sequence[Recorded[Any]] = by(office, who, *despite).void(
        stream, version=version, on=TODAY, reason="nhập trùng"
    )
    return made


def refused(office: Office, stream: str, version: int) -> Refused:
    with pytest.raises(Refused) as caught:
        void(office, stream, version)
    assert caught.value.unlawful
    return caught.value


# -- What hangs on it -----------------------------------------------------------------------


def test_a_petition_that_was_joined_is_separated_before_it_is_voided(office: Office) -> None:
    joined_twice(office)

    told = refused(office, SECOND, 1)

    assert (HANGS, ("matter/2023/1@3",)) == (told.rule, told.data["hanging"])
    assert ["matter/2023/1@3"] == [one.ref for one in office.followers(f"{SECOND}@1")]

    by(office, "chanh-van-phong").decide(
        MATTER, matter.separate, on=TODAY, petition=SECOND, reason="nhập trùng"
    )
    assert void(office, SECOND, 1)
    assert [] == office.followers(f"{SECOND}@1")


def test_a_petition_that_is_voided_all_the_same_leaves_its_matter(office: Office) -> None:
    """It is counted nowhere, and the record says why it left."""
    joined_twice(office)

    (_, left) = void(office, SECOND, 1, HANGS)

    assert ("matter/2023/1", (FIRST,)) == (left.stream, office.as_of(MATTER).petitions)
    assert "open" == office.as_of(MATTER).status
    with Views.of(office) as views:
        (line,) = matters.recurring(views, TODAY, matters.MattersWanted(least=0)).rows
        assert (1, "open") == (line.times, line.status)
        assert [FIRST] == [one.stream for one in register.cases(views).rows]
        assert () == board.lines(views, TODAY, board.BoardWanted(stream=SECOND, finished=True)).rows


def test_the_petitions_of_a_matter_that_is_taken_out_leave_it(office: Office) -> None:
    joined_twice(office)
    told = refused(office, MATTER, 1).data["hanging"]

    assert {"petition/2023/1@2", "petition/2023/2@2"} <= set(told)
    void(office, MATTER, 1, HANGS)
    assert [None, None] == [office.as_of(one).matter for one in (FIRST, SECOND)]
    with Views.of(office) as views:
        assert () == matters.recurring(views, TODAY, matters.MattersWanted(least=0)).rows


def test_a_void_asked_twice_adds_nothing_whatever_hangs_on_it(office: Office) -> None:
    joined_twice(office)
    void(office, SECOND, 1, HANGS)

    assert [] == void(office, SECOND, 1)


def test_what_is_entered_with_a_petition_goes_with_it(office: Office) -> None:
    """Its petitioner was named as it came in: nobody has decided on it yet."""
    stream = raised(office)
    party = office.new_party(stream)
    name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
    by(office, "chanh-van-phong").decide(
        stream, petition.name_petitioner, on=date(2023, 3, 1), party=party, petitioner_name=name
    )

    assert 1 == len(void(office, stream, 1))


def test_what_was_decided_on_a_petition_hangs_on_it(office: Office) -> None:
    stream = raised(office)
    by(office, "chanh-van-phong").decide(
        stream, petition.classify, on=date(2023, 3, 2), kind="recommendation", area="land"
    )

    assert ("petition/2023/1@2",) == refused(office, stream, 1).data["hanging"]


def test_an_opinion_that_became_a_petition_names_it_and_the_taking(office: Office) -> None:
    """The petition followed from the taking, so that it is voided first: no circle."""
    held(office)
    by(office, "bi-thu").decide(
        DIALOGUE, session.take_opinion, on=date(2023, 4, 27), number=1, destination="petition"
    )

    assert ("dialogue/2023/1@5", "petition/2023/1@1") == refused(office, DIALOGUE, 3).data[
        "hanging"
    ]
    assert ("petition/2023/1@1",) == refused(office, DIALOGUE, 5).data["hanging"]
    for stream, version in ((FIRST, 1), (DIALOGUE, 5), (DIALOGUE, 3)):
        assert void(office, stream, version)


@pytest.mark.parametrize(
    ("version", "hanging"), [(1, (2, 3, 4)), (2, (3, 4))], ids=["fixed", "opened"]
)
def test_what_was_done_at_a_session_hangs_on_its_being_fixed_and_opened(
    office: Office, version: int, hanging: tuple[int, ...]
) -> None:
    held(office)

    told = refused(office, DIALOGUE, version).data["hanging"]

    assert told == tuple(f"{DIALOGUE}@{one}" for one in hanging)


def test_that_it_was_told_upwards_hangs_on_what_was_overdue(office: Office) -> None:
    """The conclusion of a session that ended is overdue; the bodies above were told."""
    held(office)
    (told,) = (
        one.ref
        for one in office.tell_upwards(date(2023, 5, 19), backlog=True)
        if (one.stream, getattr(one.event, "obligation", "")) == (DIALOGUE, "P4")
    )

    assert [told] == [one.ref for one in office.followers(f"{DIALOGUE}@4")]
    assert (told,) == refused(office, DIALOGUE, 4).data["hanging"]


# -- A life that is taken out ---------------------------------------------------------------


def test_a_life_whose_beginning_is_voided_is_taken_out_as_a_whole(office: Office) -> None:
    """Nothing of it stands, in no view and no list; its number stays used."""
    stream = raised(office)
    by(office, "chanh-van-phong").decide(
        stream, petition.classify, on=date(2023, 3, 2), kind="recommendation", area="land"
    )
    (gone,) = void(office, stream, 1, HANGS)

    assert petition.INITIAL == office.as_of(stream)
    assert gone == office.taken_out(stream)
    assert [] == office.deadlines(stream)
    with Views.of(office) as views:
        assert () == register.cases(views).rows
        assert () == board.lines(views, TODAY, board.BoardWanted(finished=True)).rows
    with pytest.raises(Refused, match="life-was-taken-out"):
        by(office, "chanh-van-phong").decide(
            stream, petition.classify, on=TODAY, kind="report", area="land"
        )
    assert SECOND == raised(office)


def test_a_session_that_was_taken_out_is_in_no_view_and_no_figure(office: Office) -> None:
    held(office)
    before = office.log.position
    void(office, DIALOGUE, 1, HANGS)
    period = statistics.period("2023-year", "party", office.law)

    def counted(known: int | None) -> Any:
        report = statistics.party_report(office.log.since(), office.law, period=period, known=known)
        return [line.cases for section in report.sections for line in section.lines]

    with Views.of(office) as views:
        assert () == plan_fulfilment.sessions(views, 2023, TODAY).rows
        assert () == board.lines(views, TODAY, board.BoardWanted(finished=True)).rows
        with pytest.raises(NotFound):
            dossier.dossier(views, DIALOGUE, TODAY)
    assert any(DIALOGUE in cases for cases in counted(before))
    assert not any(DIALOGUE in cases for cases in counted(None))


def test_what_was_on_record_before_it_was_taken_out_can_still_be_asked(office: Office) -> None:
    stream = raised(office)
    before = office.log.position
    void(office, stream, 1)

    assert office.as_of(stream, known=before).raised is not None
    assert petition.INITIAL == office.as_of(stream, known=office.log.position)
    with pytest.raises(NotFound):
        office.as_of(stream, known=before - 1)


def test_a_life_that_was_taken_out_by_mistake_is_entered_again_by_a_correction(
    office: Office,
) -> None:
    stream = raised(office)
    void(office, stream, 1)

    office.acting(act_of("chanh-van-phong"), corrects=1).decide(
        stream, petition.raise_petition, on=date(2023, 3, 1), channel="written", gist="Mương tắc",
        received_by=BodyId("van-phong"),
    )  # fmt: skip

    assert (None, "Mương tắc") == (office.taken_out(stream), office.as_of(stream).gist)


def test_a_session_that_was_foreseen_stands_without_the_day_that_was_voided(office: Office) -> None:
    """It has another beginning: only a life of which no beginning stands is taken out."""
    clerk = by(office, "chanh-van-phong", "reference-is-recorded")
    land = Topic(title="Đất", code="land_management")
    clerk.begin(
        "dialogue/2023", session.foresee, on=TODAY, plan=StreamId("plan/2023"),
        period=month(2023, 5), topics=(land,), place=Place(name="Nhà sinh hoạt"),
    )  # fmt: skip
    clerk.decide(DIALOGUE, session.fix, on=TODAY, day=date(2023, 5, 25))
    void(office, DIALOGUE, 2)

    assert ("foreseen", None) == (office.as_of(DIALOGUE).status, office.taken_out(DIALOGUE))


# -- What can't both be true ----------------------------------------------------------------


def test_a_session_that_was_held_is_not_cancelled_before(office: Office) -> None:
    held(office)
    what: Any = {"on": date(2023, 4, 20), "reason": "Bão"}

    with pytest.raises(Refused) as caught:
        by(office, "chanh-van-phong").decide(DIALOGUE, session.cancel, **what)

    assert CONTRADICTS == caught.value.rule
    assert ("dialogue/2023/1@2", "dialogue/2023/1@4") == caught.value.data["later"]
    assert by(office, "chanh-van-phong", CONTRADICTS).decide(DIALOGUE, session.cancel, **what)


def test_a_session_is_not_put_off_from_the_day_on_which_it_was_held(office: Office) -> None:
    held(office)

    with pytest.raises(Refused, match=CONTRADICTS):
        by(office, "chanh-van-phong").decide(
            DIALOGUE, session.postpone, on=date(2023, 4, 20), reason="Bão"
        )


def classified(office: Office) -> None:
    by(office, "chanh-van-phong").decide(
        raised(office), petition.classify, on=date(2023, 3, 1), kind="recommendation", area="land"
    )


def settle(office: Office, on: date) -> Any:
    return by(office, "chanh-van-phong", *UNANSWERED).decide(
        FIRST, petition.resolve, on=on, outcome="granted", gist="Xong", evidence=(SLIP,)
    )


def withdraw(office: Office, on: date) -> Any:
    return by(office, "chanh-van-phong").decide(
        FIRST, petition.withdraw, on=on, form="letter", document=SLIP
    )


def test_a_petition_that_was_settled_was_not_withdrawn_before(office: Office) -> None:
    """Nor the other way round, after the settlement was voided and is entered anew."""
    classified(office)
    (settled, *_) = settle(office, date(2023, 4, 1))

    with pytest.raises(Refused, match=CONTRADICTS):
        withdraw(office, date(2023, 3, 15))
    void(office, FIRST, settled.version)
    assert withdraw(office, date(2023, 3, 15))
    with pytest.raises(Refused, match=CONTRADICTS):
        settle(office, date(2023, 3, 10))


def test_a_petition_that_was_reopened_in_between_may_have_been_withdrawn_before(
    office: Office,
) -> None:
    classified(office)
    settle(office, date(2023, 3, 20))
    by(office, "chanh-van-phong").decide(
        FIRST, petition.reopen, on=date(2023, 3, 25), reason="Nêu lại"
    )

    assert withdraw(office, date(2023, 4, 1))


def test_what_was_reported_done_later_was_not_closed_before(office: Office) -> None:
    raised(office)
    by(office, "bi-thu").decide(
        FIRST, petition.direct, on=date(2023, 3, 2), direction="Khơi mương", lead=BodyId("ubnd")
    )
    work = StreamId(f"task/{FIRST}/direction/1")
    by(office, "chu-tich").decide(
        work, task.report_done, on=date(2023, 4, 1), gist="Xong", evidence=(SLIP,)
    )

    with pytest.raises(Refused, match=CONTRADICTS):
        by(office, "bi-thu").decide(
            work, task.close, on=date(2023, 3, 10), outcome="not_needed", reason="Thôi"
        )
