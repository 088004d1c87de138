"""Topics as a tree: the ward's own under the codes, counted upwards, some of some groups only."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import petition, ward
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.views import topics
from dialogue_cases.vocabulary import GroupId, Topic, TopicId
from dialogue_cases.ward import TopicDefined
from following import a_matter, a_petition, decide, held
from offices import Clock, an_office
from spec import given

DAY, LATER = date(2023, 3, 15), date(2023, 4, 3)
NHO_LAM, AN_THUONG = GroupId("nho-lam"), GroupId("an-thuong")
DITCHES = TopicDefined(
    on=DAY, topic=TopicId("muong"), name="Mương thoát nước", code="environmental_sanitation"
)
HERE = TopicDefined(
    on=DAY,
    topic=TopicId("muong-nho-lam"),
    name="Mương Nho Lâm",
    code="environmental_sanitation",
    parent=TopicId("muong"),
    groups=(NHO_LAM,),
)


def said(fact: TopicDefined, **changed: Any) -> dict[str, Any]:
    fields = ("on", "topic", "name", "code", "parent", "groups")
    return {**{name: getattr(fact, name) for name in fields}, **changed}


# -- Defining them ------------------------------------------------------------------------


def test_a_topic_is_defined_under_a_code_and_another_topic() -> None:
    given(ward).when(ward.define_topic, **said(DITCHES)).then(DITCHES)
    given(ward, DITCHES).when(ward.define_topic, **said(DITCHES, on=LATER)).then()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"topic": "muong", "name": "Mương khác", "parent": None}, "id-is-free"),
        ({"name": "mương thoát nước", "groups": ()}, "topic-name-is-free"),
        ({"parent": "cong", "groups": ()}, "topic-is-known"),
        ({"code": "land_management", "groups": ()}, "topic-is-of-its-parents-code"),
        ({"groups": ("xom-moi",)}, "group-is-known"),
    ],
)
def test_topics_fit_together(changed: dict[str, Any], rule: str) -> None:
    given(ward, DITCHES).when(ward.define_topic, **said(HERE, **changed)).refused(rule)


# -- Counting them ------------------------------------------------------------------------


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(LATER)) as made:
        for fact in (DITCHES, HERE):
            decide(made, "chanh-van-phong", ward.WARD, ward.define_topic, DAY, **_but_on(fact))
        yield made


def _but_on(fact: TopicDefined) -> dict[str, Any]:
    return {name: value for name, value in said(fact).items() if name != "on"}


def about(title: str, code: Any = "environmental_sanitation") -> Topic:
    return Topic(title=title, code=code)


def told(office: Office, **wanted: Any) -> dict[str | None, tuple[int, ...]]:
    """How often each topic was raised: by petitions, opinions, sessions, matters."""
    with Views.of(office) as views:
        found = topics.counts(views, topics.TopicsWanted(**wanted)).rows
    return {
        one.topic or one.code: (one.petitions, one.opinions, one.sessions, one.matters)
        for one in found
    }


def test_a_topic_counts_what_was_said_of_those_below_it(office: Office) -> None:
    """By name and code, whatever the tones; a title that nobody defined counts for its code."""
    a_petition(office, DAY, topic=about("Mương Nho Lâm"))
    a_petition(office, DAY, topic=about("mương thoát nước"), group=AN_THUONG)
    a_petition(office, DAY, topic=about("Rác thải"))
    a_petition(office, DAY, topic=about("Mương Nho Lâm", "land_management"))
    a_petition(office, DAY)
    held(office, DAY, {"topic": about("Mương Nho Lâm")})
    a_matter(office, DAY, topic=about("Mương thoát nước"))

    assert {
        "land_management": (1, 0, 1, 0),
        "environmental_sanitation": (3, 1, 0, 1),
        "muong": (2, 1, 0, 1),
        "muong-nho-lam": (1, 1, 0, 0),
        None: (1, 0, 0, 0),
    } == told(office)


def test_what_has_no_topic_is_told_as_such_at_the_end(office: Office) -> None:
    """It isn't "other", which is a code that somebody types; so the sum is all that was said."""
    held(office, DAY, {"topic": about("Khác", "other")}, {}, {})
    a_petition(office, DAY)
    with Views.of(office) as views:
        found = [one for one in topics.counts(views).rows if one.level == 0]

    assert [("other", 1, 0), (None, 2, 1)] == [
        (one.code, one.opinions, one.petitions) for one in found if one.opinions
    ]
    assert 3 == sum(one.opinions for one in found)
    wording = Reading(Language("vi"), office.law_known)
    assert "chưa xếp chủ đề" == topics.COLUMNS.shown[0].of(found[-1], wording)


def test_topics_come_below_what_they_are_a_part_of(office: Office) -> None:
    with Views.of(office) as views:
        found = topics.counts(views).rows

    assert [
        ("environmental_sanitation", None, 0, ()),
        ("environmental_sanitation", "muong", 1, ()),
        ("environmental_sanitation", "muong-nho-lam", 2, (NHO_LAM,)),
    ] == [(one.code, one.topic, one.level, one.groups) for one in found]


def test_topics_are_asked_for_days_and_for_a_group(office: Office) -> None:
    a_petition(office, DAY, topic=about("Mương Nho Lâm"))
    a_petition(office, LATER, topic=about("Mương thoát nước"), group=AN_THUONG)

    assert (1, 0, 0, 0) == told(office, first=LATER)["muong"]
    assert (1, 0, 0, 0) == told(office, last=DAY)["muong-nho-lam"]
    assert (1, 0, 0, 0) == told(office, group=NHO_LAM)["environmental_sanitation"]
    with Views.of(office) as views:
        then = {one.topic: one.petitions for one in topics.counts(views, on=DAY).rows}
    assert {None: 1, "muong": 1, "muong-nho-lam": 1} == then


def test_what_a_denunciation_is_about_is_counted_nowhere(office: Office) -> None:
    stream = a_petition(office, DAY, topic=about("Mương Nho Lâm"))
    decide(
        office, "chanh-van-phong", stream, petition.classify, DAY, kind="anonymous_tip",
        area="land",
    )  # fmt: skip

    assert (0, 0, 0, 0) == told(office)["muong-nho-lam"]
