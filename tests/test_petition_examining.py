"""A petition is examined: what it is by content, whether and whose it is, and where it goes."""

from datetime import date
from typing import Any, get_args

import attrs
import pytest

from dialogue_cases import petition
from dialogue_cases.petition import (
    AdmissionRefused,
    Admitted,
    AttachmentReceived,
    Classified,
    CompetenceFound,
    ComplexityFound,
    ContentKept,
    EligibilityFound,
    FiledWithoutProcessing,
    Forwarded,
    Ground,
    Guided,
    Kind,
    Part,
    PetitionerNamed,
    Raised,
    RepresentativesAppointed,
    Returned,
    Split,
    TipInspected,
    TipReferred,
)
from dialogue_cases.petition.examining import CONDITIONS
from dialogue_cases.petition.grounds import GROUNDS, in_law
from dialogue_cases.petition.guidance import GUIDANCE
from dialogue_cases.vocabulary import BodyId, Document, PartyId, Sealed, StreamId
from spec import Given, given

DAY = date(2023, 3, 15)
LATER = date(2023, 3, 20)
LAST_OF_2014_CIRCULAR = date(2021, 11, 14)
BEFORE_JULY, IN_JULY = date(2026, 6, 30), date(2026, 7, 1)
OFFICE, UBND, INSPECTORS = (BodyId(one) for one in ("van-phong", "ubnd", "kiem-tra"))
ANNA = PartyId("petition/2023/1#1")
SLIP = Document(kind="Phiếu chuyển", number="7-PC/ĐU")
NAMED = PetitionerNamed(
    on=DAY, party=ANNA, petitioner_name=Sealed(key=ANNA, field="petitioner_name", data="AAAA")
)
RAISED = Raised(on=DAY, channel="written", gist="Bồi thường đất", received_by=OFFICE)
ELIGIBLE = EligibilityFound(on=DAY, eligible=True)
OWN = CompetenceFound(on=DAY, own=True, system="administrative")
NOT_OWN = CompetenceFound(on=DAY, own=False, system="procedural", body_name="Toà án")
GUIDED = Guided(on=DAY, gist="Đến Thanh tra", kind="denunciation")


def is_a(kind: Kind) -> Classified:
    return Classified(on=DAY, kind=kind, area="land")


def raised(*events: Any, **changed: Any) -> Given:
    """A petition with a named petitioner, after these further events."""
    return given(petition, attrs.evolve(RAISED, **changed), NAMED, *events)


def from_an_opinion(*events: Any) -> Given:
    """A petition that was an opinion at a dialogue, after these further events."""
    session = StreamId("dialogue/2023/1")
    return raised(*events, channel="dialogue", session=session, opinion=4)


# -- By content -----------------------------------------------------------------------


def test_a_petition_is_classified_by_its_content() -> None:
    """Thông tư 05/2021/TT-TTCP, Điều 6: by content, not by title."""
    raised().when(petition.classify, on=DAY, kind="complaint", area="land").then(is_a("complaint"))
    raised(is_a("complaint")).when(
        petition.classify, on=LATER, kind="complaint", area="land"
    ).then()


def test_a_wrong_title_is_put_right_with_a_reason() -> None:
    titled = raised(title="denunciation")
    told: dict[str, Any] = {"on": DAY, "kind": "complaint", "area": "land"}

    titled.when(petition.classify, **told).refused(
        "reclassified-with-a-reason", title="denunciation", kind="complaint"
    )
    titled.when(petition.classify, **told, reason="Đòi bồi thường").then(
        Classified(**told, reason="Đòi bồi thường")
    )
    assert raised(is_a("complaint"), title="denunciation").state.is_wrongly_titled
    assert not raised(is_a("complaint"), title="other").state.is_wrongly_titled


def test_what_was_taken_for_something_else_is_reclassified_with_a_reason() -> None:
    again = raised(is_a("report")).when(
        petition.classify, on=LATER, kind="denunciation", area="corruption"
    )

    again.refused("reclassified-with-a-reason")


def test_a_denunciation_has_an_author() -> None:
    """Luật Tố cáo 2018, Điều 25: anonymous, so not processed under that law."""
    nobody = given(petition, RAISED)

    nobody.when(petition.classify, on=DAY, kind="denunciation", area="corruption").refused(
        "denunciation-has-an-author"
    )
    nobody.when(petition.classify, on=DAY, kind="anonymous_tip", area="land").then(
        is_a("anonymous_tip")
    )


def test_the_identity_in_a_denunciation_is_secret() -> None:
    assert raised(is_a("denunciation")).state.identity_is_secret
    assert not raised(is_a("report")).state.identity_is_secret


# -- Eligible, competent, complex -----------------------------------------------------


@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_kind_has_its_own_conditions(kind: Kind) -> None:
    """Thông tư 05/2021/TT-TTCP, Điều 6: conditions by kind."""
    lacking = CONDITIONS[kind][-1:]

    raised(is_a(kind)).when(
        petition.find_eligibility, on=DAY, eligible=False, lacking=lacking
    ).then(EligibilityFound(on=DAY, eligible=False, lacking=lacking))


def test_a_condition_is_of_its_kind() -> None:
    raised(is_a("report")).when(
        petition.find_eligibility, on=DAY, eligible=False, lacking=("respondent",)
    ).refused("condition-is-of-its-kind", condition="respondent", kind="report")


@pytest.mark.parametrize(("eligible", "lacking"), [(True, ("name",)), (False, ())])
def test_an_ineligible_petition_lacks_something(eligible: bool, lacking: Any) -> None:
    raised(is_a("report")).when(
        petition.find_eligibility, on=DAY, eligible=eligible, lacking=lacking
    ).refused("ineligible-petition-lacks-something")


def test_an_eligible_petition_has_an_author() -> None:
    nameless = given(petition, RAISED, is_a("report")).when(
        petition.find_eligibility, on=DAY, eligible=True
    )

    assert nameless.refused("eligible-petition-has-an-author", kind="report").unlawful


def test_eligibility_is_found_of_what_is_classified_and_once() -> None:
    raised().when(petition.find_eligibility, on=DAY, eligible=True).refused(
        "petition-is-classified"
    )
    raised(is_a("report"), ELIGIBLE).when(petition.find_eligibility, on=LATER, eligible=True).then()


def test_competence_says_whose_it_is() -> None:
    told: dict[str, Any] = {"own": False, "system": "procedural", "body_name": "Toà án"}

    raised(is_a("report")).when(petition.find_competence, on=DAY, **told).then(NOT_OWN)
    raised(is_a("report"), NOT_OWN).when(petition.find_competence, on=LATER, **told).then()
    raised(is_a("report")).when(
        petition.find_competence, on=DAY, own=True, system="elected", body=BodyId("?")
    ).refused("body-is-known")


def test_complexity_is_found_in_writing_by_its_criteria() -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 3a: any of seven criteria, in writing in the file."""
    told: dict[str, Any] = {"criteria": ("several_bodies", "many_people")}
    found = ComplexityFound(on=DAY, **told, document=SLIP)
    here = raised(is_a("complaint"))

    here.when(petition.find_complexity, on=DAY, **told, document=SLIP).then(found)
    raised(found).when(petition.find_complexity, on=LATER, **told, document=SLIP).then()
    assert (
        here.when(petition.find_complexity, on=DAY, **told)
        .refused("complexity-is-found-in-writing")
        .unlawful
    )
    here.when(petition.find_complexity, on=DAY, criteria=(), document=SLIP).refused(
        "complexity-names-its-criteria"
    )
    assert raised(found).state.is_specially_complex


# -- Split ----------------------------------------------------------------------------

PARTS = (Part(number=1, gist="Đất", kind="complaint"), Part(number=2, gist="Rác", kind="report"))


def test_a_mixed_petition_is_split_into_its_parts() -> None:
    """Luật Tiếp công dân 2013, Điều 25 khoản 3: a separate petition for each content."""
    raised().when(petition.split, on=DAY, parts=PARTS).then(Split(on=DAY, parts=PARTS))
    after = raised(Split(on=DAY, parts=PARTS))
    after.when(petition.split, on=LATER, parts=PARTS).then()
    assert ("split", (1, 2)) == (after.state.status, after.state.parts)


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        (PARTS[:1], "mixed-petition-has-several-parts"),
        (PARTS[::-1], "parts-are-numbered-in-order"),
        ((PARTS[0], Part(number=2, gist="")), "report-says-something"),
    ],
)
def test_parts_are_several_and_in_order(parts: Any, rule: str) -> None:
    raised().when(petition.split, on=DAY, parts=parts).refused(rule)


# -- Admitted -------------------------------------------------------------------------


def test_an_eligible_petition_of_ones_own_is_admitted() -> None:
    ready = raised(is_a("report"), ELIGIBLE, OWN)

    ready.when(petition.admit, on=DAY).then(Admitted(on=DAY))
    raised(is_a("report"), ELIGIBLE, OWN, Admitted(on=DAY)).when(petition.admit, on=LATER).then()


def test_what_is_not_eligible_or_not_ones_own_is_admitted_only_despite_it() -> None:
    unfit = raised(is_a("report"), OWN).when(petition.admit, on=DAY)
    elsewhere = raised(is_a("report"), ELIGIBLE, NOT_OWN).when(petition.admit, on=DAY)

    assert unfit.refused("admitted-when-eligible", eligible=None).unlawful
    assert elsewhere.refused("admitted-within-competence", system="procedural").unlawful


def test_a_complaint_of_several_people_has_representatives() -> None:
    """Nghị định 124/2020/NĐ-CP, Điều 16 khoản 1."""
    group = (is_a("complaint"), ELIGIBLE, OWN)
    appointed = RepresentativesAppointed(on=DAY, parties=(ANNA,), signed_by_all=True, document=SLIP)

    alone = raised(*group, people=6).when(petition.admit, on=DAY)

    assert alone.refused("group-complaint-has-representatives", people=6).unlawful
    raised(*group, appointed, people=6).when(petition.admit, on=DAY).then(Admitted(on=DAY))


def test_an_oral_complaint_is_written_down_before_it_is_admitted() -> None:
    """Luật Tiếp công dân 2013, Điều 25 khoản 2."""
    spoken = (is_a("complaint"), ELIGIBLE, OWN)
    content = ContentKept(on=DAY, content=Sealed(key=ANNA, field="content", data="AAAA"))

    unwritten = raised(*spoken, channel="oral").when(petition.admit, on=DAY)

    assert unwritten.refused("oral-petition-is-written-down").unlawful
    raised(*spoken, content, channel="oral").when(petition.admit, on=DAY).then(Admitted(on=DAY))


@pytest.mark.requirement("R68")
@pytest.mark.parametrize("kind", ["complaint", "denunciation"])
def test_a_spoken_complaint_or_denunciation_leaves_the_dialogue_with_guidance(kind: Kind) -> None:
    here = (is_a(kind), ELIGIBLE, OWN)

    unguided = from_an_opinion(*here).when(petition.admit, on=DAY)

    assert unguided.refused("leaves-the-dialogue-with-guidance", kind=kind).unlawful
    from_an_opinion(*here, GUIDED).when(petition.admit, on=DAY).then(Admitted(on=DAY))
    assert from_an_opinion(*here).state.leaves_the_dialogue
    assert not from_an_opinion(is_a("report")).state.leaves_the_dialogue


# -- Refused, filed -------------------------------------------------------------------


def test_every_ground_has_a_source() -> None:
    assert set(get_args(Ground)) == set(GROUNDS)
    assert all(one.citation.text for each in GROUNDS.values() for one in each)


@pytest.mark.requirement("R70")
@pytest.mark.parametrize(
    ("ground", "kind", "day", "right"),
    [
        ("disorder", None, DAY, True),
        ("unsigned", "complaint", DAY, True),
        ("unsigned", "report", DAY, False),
        ("dangerous_objects", None, BEFORE_JULY, False),
        ("dangerous_objects", None, IN_JULY, True),
        ("suggestion_already_answered", "report", IN_JULY, True),
        ("suggestion_already_answered", "complaint", IN_JULY, False),
        ("finally_resolved", "complaint", DAY, True),
        ("finally_resolved", "report", DAY, False),
    ],
)
def test_a_refusal_has_a_ground_that_is_in_force(
    ground: Ground, kind: Kind | None, day: date, right: bool
) -> None:
    """Luật Tiếp công dân 2013, Điều 9; Nghị định 154/2026, Điều 4; Luật Khiếu nại 2011, Điều 11."""
    here = raised(*([is_a(kind)] if kind else []))

    refusing = here.when(petition.refuse, on=day, ground=ground)

    if right:
        refusing.then(AdmissionRefused(on=day, ground=ground))
    else:
        assert refusing.refused("ground-is-in-force", ground=ground, kind=kind).unlawful


@pytest.mark.parametrize(
    ("day", "right"), [(LAST_OF_2014_CIRCULAR, True), (date(2021, 11, 15), False)]
)
def test_what_is_filed_without_processing_has_a_ground_that_is_in_force(
    day: date, right: bool
) -> None:
    """Thông tư 07/2014/TT-TTCP, Điều 28: repealed from 15/11/2021."""
    filing = raised(is_a("report")).when(
        petition.file_without_processing, on=day, ground="illegible"
    )

    if right:
        filing.then(FiledWithoutProcessing(on=day, ground="illegible"))
    else:
        assert filing.refused("ground-is-in-force", ground="illegible").unlawful


def test_a_ground_is_for_refusing_or_for_filing() -> None:
    raised().when(petition.refuse, on=DAY, ground="illegible").refused("ground-is-for-refusing")
    raised().when(petition.file_without_processing, on=DAY, ground="disorder").refused(
        "ground-is-for-filing"
    )


def test_refused_or_filed_twice_adds_nothing_and_closes() -> None:
    refused = raised(AdmissionRefused(on=DAY, ground="disorder"))
    filed = raised(FiledWithoutProcessing(on=DAY, ground="anonymous"))

    refused.when(petition.refuse, on=LATER, ground="disorder").then()
    filed.when(petition.file_without_processing, on=LATER, ground="anonymous").then()
    assert ("refused", "filed") == (refused.state.status, filed.state.status)
    refused.when(petition.refuse, on=LATER, ground="no_control").refused("petition-is-not-closed")


def test_two_grounds_are_told_in_writing_from_july_2026() -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 4 khoản 3: of Điều 9 khoản 3 of the law, and of điểm h."""
    written = {
        ground
        for ground in get_args(Ground)
        for kind in get_args(Kind)
        if (law := in_law(ground, "refuse", kind, IN_JULY)) is not None and law.in_writing
    }

    assert {"finally_resolved", "suggestion_already_answered"} == written


# -- Guided, forwarded, returned ------------------------------------------------------


@pytest.mark.requirement("R51")
@pytest.mark.parametrize("kind", get_args(Kind))
def test_petitioners_of_each_kind_are_told_their_rights_and_duties(kind: Kind) -> None:
    advice = petition.guidance_for(kind)

    assert advice == GUIDANCE[kind]
    assert all(one.vi and one.en and one.citation.text for one in advice)


def test_guidance_is_for_the_petitions_own_kind_and_given_once() -> None:
    told: dict[str, Any] = {"gist": "Đến Thanh tra"}

    raised(is_a("denunciation")).when(petition.guide, on=DAY, **told).then(GUIDED)
    raised(is_a("denunciation"), GUIDED).when(petition.guide, on=LATER, **told).then()
    raised().when(petition.guide, on=DAY, gist=" ").refused("report-says-something")


FORWARDING: dict[str, Any] = {"system": "procedural", "to_name": "Toà án", "document": SLIP}


def test_a_petition_is_transferred_only_once_for_the_same_content() -> None:
    """Thông tư 05/2021/TT-TTCP, Điều 14 khoản 1."""
    sent = Forwarded(on=DAY, **FORWARDING)

    raised(is_a("report"), NOT_OWN).when(petition.forward, on=DAY, **FORWARDING).then(sent)
    raised(is_a("report"), sent).when(petition.forward, on=LATER, **FORWARDING).then()
    again = raised(is_a("report"), sent).when(
        petition.forward, on=LATER, **{**FORWARDING, "to_name": "Viện kiểm sát"}
    )
    assert again.refused("transferred-once", before=DAY).unlawful


@pytest.mark.parametrize(
    ("events", "told", "rule", "unlawful"),
    [
        ((is_a("report"), OWN), {}, "own-petition-is-kept", True),
        ((is_a("report"),), {"document": None}, "forwarded-by-a-slip", True),
        ((is_a("report"),), {"to_name": None}, "recipient-is-named", False),
        ((is_a("report"),), {"to": "?"}, "body-is-known", False),
        ((is_a("report"),), {"report_by": date(2023, 1, 1)}, "due-is-ahead", True),
        ((is_a("anonymous_tip"),), {}, "tip-is-inspected", False),
        ((), {}, "petition-is-classified", False),
    ],
)
def test_a_petition_goes_with_a_slip_to_who_is_competent(
    events: Any, told: dict[str, Any], rule: str, unlawful: bool
) -> None:
    forwarding = raised(*events).when(petition.forward, on=DAY, **{**FORWARDING, **told})

    assert unlawful == forwarding.refused(rule).unlawful


def test_originals_go_back() -> None:
    paper = AttachmentReceived(on=DAY, number=1, what="Giấy chứng nhận", original=True)
    back = Returned(on=LATER, reason="Không thuộc thẩm quyền", attachments=(1,))
    told: dict[str, Any] = {"reason": "Không thuộc thẩm quyền", "attachments": (1,)}

    raised(paper).when(petition.return_papers, on=LATER, **told).then(back)
    raised(paper, back).when(petition.return_papers, on=LATER, **told).then()
    assert () == raised(paper, back).state.originals
    raised().when(petition.return_papers, on=LATER, **told).refused("attachment-was-received")
    raised().when(petition.return_papers, on=LATER, reason="").refused("reason-is-given")


# -- Anonymous tips -------------------------------------------------------------------

TIP = TipReferred(
    on=DAY, to=INSPECTORS, signs="Thu sai", violator_is_clear=True, evidence_is_concrete=True
)
REFERRAL: dict[str, Any] = {
    "to": INSPECTORS,
    "signs": "Thu sai",
    "violator_is_clear": True,
    "evidence_is_concrete": True,
}


def test_a_tip_with_a_clear_violator_and_evidence_goes_to_inspection() -> None:
    """Luật Tố cáo 2018, Điều 25: clearly named, concrete evidence, verifiable."""
    tip = given(petition, RAISED, is_a("anonymous_tip"))

    tip.when(petition.refer_tip, on=DAY, **REFERRAL).then(TIP)
    given(petition, RAISED, is_a("anonymous_tip"), TIP).when(
        petition.refer_tip, on=LATER, **REFERRAL
    ).then()
    for missing in ("violator_is_clear", "evidence_is_concrete"):
        vague = tip.when(petition.refer_tip, on=DAY, **{**REFERRAL, missing: False})
        assert vague.refused("referred-tip-can-be-verified").unlawful
    elsewhere = tip.when(petition.refer_tip, on=DAY, **{**REFERRAL, "to": BodyId("mttq")})
    assert elsewhere.refused("tip-goes-to-inspectors", body="mttq").unlawful


def test_only_a_tip_is_referred_and_a_tip_is_never_admitted() -> None:
    raised(is_a("denunciation")).when(petition.refer_tip, on=DAY, **REFERRAL).refused(
        "only-a-tip-is-referred"
    )
    given(petition, RAISED, is_a("anonymous_tip")).when(petition.admit, on=DAY).refused(
        "tip-is-inspected"
    )


def test_the_inspectors_findings_follow_a_referral() -> None:
    tip = (RAISED, is_a("anonymous_tip"))
    told: dict[str, Any] = {"finding": "no_breach", "gist": "Không có vi phạm"}
    found = TipInspected(on=LATER, **told)

    given(petition, *tip, TIP).when(petition.conclude_tip, on=LATER, **told).then(found)
    given(petition, *tip, TIP, found).when(petition.conclude_tip, on=LATER, **told).then()
    given(petition, *tip).when(petition.conclude_tip, on=LATER, **told).refused("tip-was-referred")
    given(petition, *tip, TIP).when(
        petition.file_without_processing, on=LATER, ground="anonymous"
    ).refused("tip-is-inspected")
