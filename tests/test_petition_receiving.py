"""A petition comes in: raised, written down, its people named, each sealed under their own key."""

from datetime import date
from typing import Any

import attrs
import pytest

from dialogue_cases import petition
from dialogue_cases.petition import (
    AccusedNamed,
    AgentAuthorised,
    AttachmentReceived,
    Classified,
    CompletionAsked,
    ContentKept,
    PetitionerNamed,
    Raised,
    RepresentativesAppointed,
    Resolved,
    Supplemented,
    WrittenDown,
)
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    PartyId,
    Sealed,
    StreamId,
    When,
)
from dialogue_cases.ward import Setting
from spec import Given, a_ward, act_of, given

DAY = date(2023, 3, 15)
LATER = date(2023, 3, 20)
IN_2026 = date(2026, 7, 1)
OFFICE = BodyId("van-phong")
CASE = StreamId("petition/2023/1")
ANNA, BINH, OTHER = (PartyId(f"{CASE}#{number}") for number in (1, 2, 3))
PAPER = Document(kind="Giấy uỷ quyền")
GIST = "Đề nghị sửa mương thoát nước tại TDP Nho Lâm"
RAISED = Raised(on=DAY, channel="written", gist=GIST, received_by=OFFICE)
RAISING: dict[str, Any] = {"on": DAY, "channel": "written", "gist": GIST, "received_by": OFFICE}
CLOSED = Resolved(on=DAY, outcome="granted", gist="Đã sửa")


def sealed(party: PartyId, field: str) -> Sealed:
    return Sealed(key=party, field=field, data="AAAA")


def petitioner(party: PartyId = ANNA) -> PetitionerNamed:
    return PetitionerNamed(on=DAY, party=party, petitioner_name=sealed(party, "petitioner_name"))


def raised(*events: Any, **changed: Any) -> Given:
    """A petition that was raised, after these further events."""
    return given(petition, attrs.evolve(RAISED, **changed), *events)


# -- Raising --------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["written", "oral", "online"])
def test_a_petition_is_raised_however_it_comes(channel: Any) -> None:
    """Thông tư 05/2021/TT-TTCP, Điều 6: classified by content, whatever it came as."""
    given(petition).when(petition.raise_petition, **{**RAISING, "channel": channel}).then(
        attrs.evolve(RAISED, channel=channel)
    )


def test_a_petition_keeps_everything_that_the_tables_ask_of_its_coming_in() -> None:
    told: dict[str, Any] = {
        "channel": "reception",
        "reception": "periodic",
        "receiver": "head",
        "session": StreamId("reception/2023/4"),
        "people": 6,
        "occurrence": "repeated",
        "title": "other",
        "group": GroupId("nho-lam"),
        "written_on": date(2023, 3, 10),
        "book_entry": "Sổ 2023, số 17",
    }

    given(petition).when(petition.raise_petition, **{**RAISING, **told}).then(
        attrs.evolve(RAISED, **told)
    )
    assert raised(**told).state.is_large_group


@pytest.mark.requirement("R68")
def test_an_opinion_taken_at_a_dialogue_is_raised_as_a_petition() -> None:
    told: dict[str, Any] = {
        "channel": "dialogue",
        "session": StreamId("dialogue/2023/1"),
        "opinion": 4,
    }

    given(petition).when(petition.raise_petition, **{**RAISING, **told}).then(
        attrs.evolve(RAISED, **told)
    )
    assert raised(**told).state.is_from_an_opinion


def test_the_same_petition_twice_adds_nothing() -> None:
    raised().when(petition.raise_petition, **{**RAISING, "on": LATER}).then()


def test_a_petition_is_raised_once() -> None:
    again = raised().when(petition.raise_petition, **{**RAISING, "gist": "Việc khác"})

    again.refused("petition-is-raised-once", raised=DAY)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"gist": " "}, "report-says-something"),
        ({"people": 0}, "petition-has-a-person"),
        ({"channel": "dialogue"}, "session-fits-the-channel"),
        ({"session": "dialogue/2023/1"}, "session-fits-the-channel"),
        ({"channel": "reception", "session": "dialogue/2023/1"}, "session-fits-the-channel"),
        ({"opinion": 3}, "opinion-has-its-session"),
        ({"channel": "forwarded"}, "forwarded-petition-names-its-sender"),
        ({"channel": "press", "forwarded_by": ""}, "forwarded-petition-names-its-sender"),
        ({"part_of": "petition/2023/9"}, "part-names-its-origin"),
        ({"part": 2}, "part-names-its-origin"),
        ({"group": "?"}, "group-is-known"),
        ({"received_by": "?"}, "body-is-known"),
    ],
)
def test_what_a_petition_says_of_itself_fits_together(told: dict[str, Any], rule: str) -> None:
    given(petition).when(petition.raise_petition, **{**RAISING, **told}).refused(rule)


def test_a_petition_is_written_before_it_is_received() -> None:
    early = given(petition).when(petition.raise_petition, **RAISING, written_on=LATER)

    assert early.refused("written-before-it-is-received", written=LATER).unlawful
    given(petition).when(
        petition.raise_petition,
        **{**RAISING, "on": When(day=DAY, through=LATER)},
        written_on=LATER,
    ).then(attrs.evolve(RAISED, on=When(day=DAY, through=LATER), written_on=LATER))


def test_a_part_of_a_mixed_petition_names_its_origin() -> None:
    whole = StreamId("petition/2023/1")
    told: dict[str, Any] = {"part_of": whole, "part": 2}

    given(petition).when(petition.raise_petition, **RAISING, **told).then(
        attrs.evolve(RAISED, **told)
    )


def test_nothing_is_decided_about_what_nobody_raised() -> None:
    given(petition).when(petition.confirm, on=DAY, findings="đủ").refused("petition-is-raised")


# -- Written down ---------------------------------------------------------------------

SAID: dict[str, Any] = {
    "on": DAY,
    "officer": OfficerId("can-bo-dan-van"),
    "read_back": True,
    "signature": "fingerprint",
}


def test_what_was_said_is_written_down_read_back_and_signed() -> None:
    """Luật Tiếp công dân 2013, Điều 25 khoản 2: written down, and signed or fingerprinted."""
    spoken = raised(channel="oral")

    spoken.when(petition.write_down, **SAID).then(WrittenDown(**SAID))
    unsigned = spoken.when(petition.write_down, **{**SAID, "signature": None})

    assert unsigned.refused("written-down-read-back-and-signed", signature=None).unlawful


def test_the_same_record_of_what_was_said_adds_nothing() -> None:
    raised(WrittenDown(**SAID), channel="oral").when(petition.write_down, **SAID).then()


def test_only_a_spoken_petition_is_written_down() -> None:
    raised().when(petition.write_down, **SAID).refused("spoken-petition-is-written-down")


def test_content_is_sealed_under_the_case_and_kept_once() -> None:
    content = sealed(PartyId(f"{CASE}#0"), "content")
    state = raised().state
    setting = Setting(act=act_of("chanh-van-phong"), ward=a_ward(), law=raised().law, stream=CASE)

    raised().when(petition.keep_content, on=DAY, content=content).then(
        ContentKept(on=DAY, content=content)
    )
    raised(ContentKept(on=DAY, content=content)).when(
        petition.keep_content, on=LATER, content=content
    ).then()
    with pytest.raises(Exception, match="sealed-under-the-case"):
        petition.keep_content(state, setting, ContentKept(on=DAY, content=sealed(ANNA, "content")))


# -- People ---------------------------------------------------------------------------


def test_a_petitioner_is_named_under_a_key_of_their_own() -> None:
    """Luật Tố cáo 2018, Điều 56: the identity part is managed as secret."""
    raised().when(
        petition.name_petitioner,
        on=DAY,
        party=ANNA,
        petitioner_name=sealed(ANNA, "petitioner_name"),
    ).then(petitioner())
    raised(petitioner()).when(
        petition.name_petitioner,
        on=LATER,
        party=ANNA,
        petitioner_name=sealed(ANNA, "petitioner_name"),
    ).then()


def test_what_is_said_anew_of_a_petitioner_takes_the_place_of_what_was_said() -> None:
    moved = attrs.evolve(petitioner(), petitioner_address=sealed(ANNA, "petitioner_address"))

    assert (moved,) == raised(petitioner(), moved).state.petitioners


def test_personal_data_stand_under_the_persons_own_key() -> None:
    foreign = raised().when(
        petition.name_petitioner, on=DAY, party=ANNA, petitioner_name=sealed(BINH, "name")
    )

    foreign.refused("sealed-under-the-party", party=ANNA, key=BINH)


@pytest.mark.parametrize("party", ["petition/2023/1#0", "petition/2023/1", "x#y"])
def test_a_person_is_a_party_of_this_case(party: str) -> None:
    raised().when(petition.name_petitioner, on=DAY, party=PartyId(party)).refused(
        "party-is-of-this-case", party=party
    )


def test_a_person_is_a_party() -> None:
    raised().when(petition.name_petitioner, on=DAY).refused("party-is-given")


def test_a_residential_group_of_a_petitioner_is_known() -> None:
    strange = raised().when(petition.name_petitioner, on=DAY, party=ANNA, group=GroupId("?"))

    strange.refused("group-is-known")


def test_the_accused_are_protected_under_a_key_of_their_own() -> None:
    accused = AccusedNamed(on=DAY, party=BINH, accused_name=sealed(BINH, "accused_name"))
    told: dict[str, Any] = {"party": BINH, "accused_name": sealed(BINH, "accused_name")}

    raised(petitioner()).when(petition.name_accused, on=DAY, **told).then(accused)
    raised(accused).when(petition.name_accused, on=LATER, **told).then()


def test_nobody_is_accused_under_the_petitioners_key() -> None:
    accused = AccusedNamed(on=DAY, party=BINH)

    raised(petitioner()).when(petition.name_accused, on=DAY, party=ANNA).refused(
        "accused-is-another-party"
    )
    raised(accused).when(petition.name_petitioner, on=DAY, party=BINH).refused(
        "accused-is-another-party"
    )


# -- Groups and agents ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "representatives", "right"),
    [(5, 2, True), (10, 2, True), (5, 3, False), (11, 3, True), (11, 5, True), (11, 6, False)],
)
def test_a_group_has_as_many_representatives_as_the_law_allows(
    people: int, representatives: int, right: bool
) -> None:
    """Luật Tiếp công dân 2013, Điều 29: 5–10 people, 1 or 2; more than 10, at most 5."""
    parties = tuple(PartyId(f"{CASE}#{number}") for number in range(1, representatives + 1))
    group = raised(*map(petitioner, parties), people=people)
    told: dict[str, Any] = {"parties": parties, "signed_by_all": True, "document": PAPER}

    appointing = group.when(petition.appoint_representatives, on=DAY, **told)

    if right:
        appointing.then(RepresentativesAppointed(on=DAY, **told))
    else:
        assert appointing.refused("representatives-fit-the-group", people=people).unlawful


def test_representatives_are_petitioners_themselves() -> None:
    """Luật Tiếp công dân 2013, Điều 29."""
    for parties in ((BINH,), ()):
        raised(petitioner(), people=6).when(
            petition.appoint_representatives, on=DAY, parties=parties
        ).refused("representatives-are-petitioners")


def test_an_appointment_is_written_and_signed_by_all() -> None:
    """Luật Tiếp công dân 2013, Điều 29: a written appointment, signed by all."""
    appointed = RepresentativesAppointed(
        on=DAY, parties=(ANNA,), signed_by_all=True, document=PAPER
    )
    group = raised(petitioner(), people=6)

    for missing in ({"document": None}, {"signed_by_all": False}):
        told = {"parties": (ANNA,), "signed_by_all": True, "document": PAPER, **missing}
        unsigned = group.when(petition.appoint_representatives, on=DAY, **told)
        assert unsigned.refused("appointment-is-signed-by-all").unlawful
    raised(petitioner(), appointed, people=6).when(
        petition.appoint_representatives,
        on=LATER,
        parties=(ANNA,),
        signed_by_all=True,
        document=PAPER,
    ).then()


def agent(**changed: Any) -> AgentAuthorised:
    told = {"on": DAY, "party": BINH, "capacity": "authorised", "document": PAPER, **changed}
    return AgentAuthorised(**told)


AGENT: dict[str, Any] = {"party": BINH, "capacity": "authorised", "document": PAPER}


def test_an_agent_acts_for_a_petitioner() -> None:
    raised(petitioner()).when(petition.authorise_agent, on=DAY, principal=ANNA, **AGENT).then(
        agent(principal=ANNA)
    )
    raised(petitioner(), agent()).when(petition.authorise_agent, on=LATER, **AGENT).then()
    raised().when(petition.authorise_agent, on=DAY, principal=ANNA, **AGENT).refused(
        "principal-is-a-petitioner"
    )


@pytest.mark.parametrize(
    ("known", "asked", "right"),
    [("đất", "đất", False), (None, "đất", False), ("đất", "nhà", True)],
)
def test_not_several_agents_for_one_content(
    known: str | None, asked: str | None, right: bool
) -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 5 khoản 3: several for different contents, not for one."""
    second = raised(petitioner(), agent(scope=known)).when(
        petition.authorise_agent, on=DAY, scope=asked, **{**AGENT, "party": OTHER}
    )

    if right:
        second.then(agent(party=OTHER, scope=asked))
    else:
        assert second.refused("one-agent-for-one-content", scope=asked).unlawful


def test_from_july_2026_an_agent_has_papers() -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 12 khoản 1 và Điều 13."""
    without = {**AGENT, "document": None}

    raised().when(petition.authorise_agent, on=DAY, **without).then(agent(document=None))
    late = raised().when(petition.authorise_agent, on=IN_2026, **without)

    assert late.refused("agent-has-papers").unlawful


def test_from_july_2026_the_agent_of_a_complaint_is_certified() -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 5 khoản 3 (Nghị định 155/2026/NĐ-CP, Điều 3)."""
    complaint = raised(Classified(on=DAY, kind="complaint", area="land"))

    plain = complaint.when(petition.authorise_agent, on=IN_2026, **AGENT)

    assert plain.refused("complaint-agent-is-certified").unlawful
    complaint.when(petition.authorise_agent, on=IN_2026, certification="certified", **AGENT).then(
        agent(on=IN_2026, certification="certified")
    )


# -- Papers ---------------------------------------------------------------------------


def test_papers_are_numbered_and_say_whether_they_are_originals() -> None:
    first = AttachmentReceived(on=DAY, number=1, what="Giấy chứng nhận", original=True)
    told: dict[str, Any] = {"on": LATER, "what": "Biên bản", "original": False}

    raised(first).when(petition.receive_attachment, **told).then(
        AttachmentReceived(number=2, **told)
    )
    assert (1,) == raised(first, AttachmentReceived(number=2, **told)).state.originals


def test_what_is_unclear_is_asked_for_and_added() -> None:
    """Luật Tiếp công dân 2013, Điều 25 khoản 2: unclear, so completion is asked."""
    asked = CompletionAsked(on=DAY, gist="Chưa rõ thửa đất", until=LATER)
    ask: dict[str, Any] = {"gist": "Chưa rõ thửa đất", "until": LATER}

    raised().when(petition.ask_completion, on=DAY, **ask).then(asked)
    raised(asked).when(petition.ask_completion, on=DAY, **ask).then()
    past = raised().when(petition.ask_completion, on=LATER, gist="Chưa rõ", until=DAY)
    assert past.refused("due-is-ahead", due=DAY).unlawful

    added = Supplemented(on=LATER, gist="Thửa số 12")
    raised(asked).when(petition.supplement, on=LATER, gist="Thửa số 12").then(added)
    raised(asked, added).when(petition.supplement, on=LATER, gist="Thửa số 12").then()


def test_nothing_is_added_to_a_closed_petition() -> None:
    closed = raised(CLOSED)

    closed.when(petition.supplement, on=LATER, gist="Thêm").refused("petition-is-not-closed")
