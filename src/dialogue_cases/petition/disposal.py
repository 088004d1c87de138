"""What is done with a petition as it comes in: admitted, refused, guided, passed on, filed."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.grounds import Use, in_law, somewhere
from dialogue_cases.petition.rules import (
    ANONYMOUS,
    BY_CONTENT,
    COMPETENCE,
    GROUP_COMPLAINT,
    OWN_RECORD,
    SPOKEN,
    TRANSFERRED_ONCE,
    ahead,
    classified,
    guided_out,
    named,
    not_closed,
    raised,
    said,
    with_a_reason,
)
from dialogue_cases.petition.words import Finding, Ground, Kind, System
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import BodyId, Document, FreeText, On, first_day
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


@frozen(kw_only=True)
class Admitted:
    """Tiếp nhận xử lý: the ward takes it as its own to handle.

    The acceptance of a complaint or denunciation for resolution (thụ lý) is the competent
    body's, and stands in the proceeding.
    """

    on: On
    document: Document | None = None


@examines(Admitted)
def admit(petition: "Petition", setting: Setting, fact: Admitted) -> list[Admitted]:
    """Tiếp nhận xử lý: the ward takes it as its own; asked twice adds nothing.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`, `tip-is-inspected` (an
            anonymous tip); unlawful: `admitted-when-eligible`, `admitted-within-competence`,
            `group-complaint-has-representatives`, `oral-petition-is-written-down`,
            `leaves-the-dialogue-with-guidance`.
    """
    raised(petition)
    if petition.admitted is not None and petition.is_open:
        return []
    classified(petition)
    if petition.kind == "anonymous_tip":
        raise Refused("tip-is-inspected", ANONYMOUS)
    setting.lawful(
        petition.is_eligible is True,
        "admitted-when-eligible",
        BY_CONTENT,
        eligible=petition.is_eligible,
    )
    setting.lawful(
        petition.is_own is True, "admitted-within-competence", COMPETENCE, system=petition.system
    )
    appointed = petition.representatives is not None and petition.representatives.signed_by_all
    setting.lawful(
        petition.kind != "complaint" or petition.people < 2 or appointed,
        "group-complaint-has-representatives",
        GROUP_COMPLAINT,
        people=petition.people,
    )
    spoken = petition.raised is not None and petition.raised.channel in ("oral", "reception")
    setting.lawful(
        not spoken
        or petition.kind not in ("complaint", "denunciation")
        or bool(petition.written_down or petition.contents),
        "oral-petition-is-written-down",
        SPOKEN,
        kind=petition.kind,
    )
    guided_out(petition, setting)
    return [fact]


@frozen(kw_only=True)
class AdmissionRefused:
    """Từ chối: the person or the petition is turned away, on a ground that is named.

    Args:
        ground: why; where it stands is in `petition.grounds`.
        explained: whether it was explained on the spot.
        note: what happened, without names.
        document: the written refusal, if it was made at once.
    """

    on: On
    ground: Ground
    explained: bool = False
    note: FreeText | None = None
    document: Document | None = None


@examines(AdmissionRefused)
def refuse(
    petition: "Petition", setting: Setting, fact: AdmissionRefused
) -> list[AdmissionRefused]:
    """Từ chối, on a ground of the law in force that day; the same ground twice adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `ground-is-for-refusing`;
            unlawful: `ground-is-in-force`.
    """
    if petition.refused is not None and petition.refused.ground == fact.ground:
        return []
    not_closed(petition)
    _on_a_ground(petition, setting, fact.on, fact.ground, "refuse")
    return [fact]


@frozen(kw_only=True)
class FiledWithoutProcessing:
    """Xếp lưu: nothing is done with it, on a ground that is named."""

    on: On
    ground: Ground
    note: FreeText | None = None
    document: Document | None = None


@examines(FiledWithoutProcessing)
def file_without_processing(
    petition: "Petition", setting: Setting, fact: FiledWithoutProcessing
) -> list[FiledWithoutProcessing]:
    """Xếp lưu, on a ground of the law in force that day; the same ground twice adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `ground-is-for-filing`, `tip-is-inspected` (it names
            a violator and concrete evidence already); unlawful: `ground-is-in-force`.
    """
    closing = petition.closing
    if isinstance(closing, FiledWithoutProcessing) and closing.ground == fact.ground:
        return []
    not_closed(petition)
    if petition.tips and not petition.inspections:
        raise Refused("tip-is-inspected", ANONYMOUS)
    _on_a_ground(petition, setting, fact.on, fact.ground, "file")
    return [fact]


def _on_a_ground(petition: "Petition", setting: Setting, on: On, ground: Ground, use: Use) -> None:
    stands = somewhere(ground, use)
    if stands is None:
        if use == "refuse":
            raise Refused("ground-is-for-refusing", OWN_RECORD, ground=ground)
        raise Refused("ground-is-for-filing", OWN_RECORD, ground=ground)
    setting.lawful(
        in_law(ground, use, petition.kind, first_day(on)) is not None,
        "ground-is-in-force",
        stands.citation,
        ground=ground,
        kind=petition.kind,
        on=on,
    )


@frozen(kw_only=True)
class Guided:
    """Hướng dẫn: the person was told where and how to go on.

    Args:
        gist: what was explained.
        kind: for which kind of petition the guidance is.
        system: to which kind of body …
        body: … to which body, where the ward's record has it …
        body_name: … or as written, where it hasn't.
        document: the guiding paper, with its number.
    """

    on: On
    gist: FreeText
    kind: Kind | None = None
    system: System | None = None
    body: BodyId | None = None
    body_name: str | None = None
    document: Document | None = None


def guide(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    gist: str,
    kind: Kind | None = None,
    system: System | None = None,
    body: BodyId | None = None,
    body_name: str | None = None,
    document: Document | None = None,
) -> list[Guided]:
    """Hướng dẫn người nộp đơn where and how to go on; the same guidance adds nothing.

    Args:
        gist: what was explained; `petition.guidance_for` has a text for each kind.
        kind: for which kind of petition; its own if it isn't said.

    Raises:
        Refused: `petition-is-raised`, `report-says-something`, `body-is-known`;
            unlawful: `body-exists`.
    """
    raised(petition)
    event = Guided(
        on=on,
        gist=gist,
        kind=petition.kind if kind is None else kind,
        system=system,
        body=body,
        body_name=body_name,
        document=document,
    )
    if any(attrs.evolve(event, on=one.on) == one for one in petition.guidance):
        return []
    said(gist)
    setting.known_body(body)
    return [event]


@frozen(kw_only=True)
class Forwarded:
    """Chuyển đơn: to the body that is competent.

    Args:
        system: to which kind of body …
        to: … to which, where the ward's record has it …
        to_name: … or as written, where it hasn't.
        document: the transfer slip (phiếu chuyển).
        report_by: the day by which the result is asked for.
    """

    on: On
    system: System
    to: BodyId | None = None
    to_name: FreeText | None = None
    document: Document | None = None
    report_by: date | None = None


@examines(Forwarded)
def forward(petition: "Petition", setting: Setting, fact: Forwarded) -> list[Forwarded]:
    """Chuyển đơn to the competent body, once; asked twice adds nothing.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`, `recipient-is-named`,
            `tip-is-inspected` (an anonymous tip is referred instead), `body-is-known`;
            unlawful: `transferred-once`, `own-petition-is-kept`, `forwarded-by-a-slip`,
            `leaves-the-dialogue-with-guidance`, `due-is-ahead`, `body-exists`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.forwardings):
        return []
    classified(petition)
    if petition.kind == "anonymous_tip":
        raise Refused("tip-is-inspected", ANONYMOUS)
    named(setting, fact.to, fact.to_name)
    setting.lawful(
        not petition.forwardings,
        "transferred-once",
        TRANSFERRED_ONCE,
        before=petition.forwardings[-1].on if petition.forwardings else None,
    )
    setting.lawful(petition.is_own is not True, "own-petition-is-kept", COMPETENCE)
    setting.lawful(fact.document is not None, "forwarded-by-a-slip", TRANSFERRED_ONCE)
    guided_out(petition, setting)
    ahead(setting, fact.report_by, fact.on, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class Returned:
    """Trả đơn, trả giấy tờ: to the petitioner, or to the body that passed it on wrongly.

    Args:
        to_sender: whether it went back to the body that had passed it on.
        attachments: the numbers of the papers that went back.
    """

    on: On
    reason: FreeText
    to_sender: bool = False
    attachments: tuple[int, ...] = ()
    document: Document | None = None


@examines(Returned)
def return_papers(petition: "Petition", _: Setting, fact: Returned) -> list[Returned]:
    """Trả đơn, trả giấy tờ gốc; the same return adds nothing.

    Raises:
        Refused: `petition-is-raised`, `reason-is-given`, `attachment-was-received`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.returns):
        return []
    with_a_reason(fact.reason)
    received = {one.number for one in petition.attachments}
    for number in fact.attachments:
        if number not in received:
            raise Refused("attachment-was-received", OWN_RECORD, number=number)
    return [fact]


INSPECTING = (
    "party_inspection_committee",
    "people_committee",
    "superior_party_committee",
    "superior_party_board",
    "superior_authority",
)
"""Kinds of bodies that inspect, or have it inspected, within their competence."""


@frozen(kw_only=True)
class TipReferred:
    """Chuyển thông tin để thanh tra, kiểm tra: an anonymous tip that can be looked into.

    Args:
        to: the body that inspects.
        signs: the signs of breach, without names.
        violator_is_clear: whether it says clearly who did it.
        evidence_is_concrete: whether it has concrete evidence that can be verified.
        documents: what was handed over.
    """

    on: On
    to: BodyId
    signs: FreeText
    violator_is_clear: bool
    evidence_is_concrete: bool
    documents: tuple[Document, ...] = ()


@examines(TipReferred)
def refer_tip(petition: "Petition", setting: Setting, fact: TipReferred) -> list[TipReferred]:
    """Chuyển thông tin nặc danh để thanh tra, kiểm tra; never as a denunciation.

    Raises:
        Refused: `only-a-tip-is-referred`, `petition-is-not-closed`, `report-says-something`,
            `body-is-known`; unlawful: `referred-tip-can-be-verified`,
            `tip-goes-to-inspectors`, `body-exists`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.tips):
        return []
    classified(petition)
    if petition.kind != "anonymous_tip":
        raise Refused("only-a-tip-is-referred", ANONYMOUS, kind=petition.kind)
    said(fact.signs)
    setting.known_body(fact.to)
    setting.lawful(
        fact.violator_is_clear and fact.evidence_is_concrete,
        "referred-tip-can-be-verified",
        ANONYMOUS,
        violator_is_clear=fact.violator_is_clear,
        evidence_is_concrete=fact.evidence_is_concrete,
    )
    setting.lawful(
        setting.ward.bodies[fact.to].kind in INSPECTING,
        "tip-goes-to-inspectors",
        ANONYMOUS,
        body=fact.to,
    )
    return [fact]


@frozen(kw_only=True)
class TipInspected:
    """Kết quả thanh tra, kiểm tra theo thông tin: what the inspectors found, without names."""

    on: On
    finding: Finding
    gist: FreeText
    document: Document | None = None


@examines(TipInspected)
def conclude_tip(petition: "Petition", _: Setting, fact: TipInspected) -> list[TipInspected]:
    """Ghi kết quả thanh tra, kiểm tra theo thông tin; without names.

    Raises:
        Refused: `tip-was-referred`, `report-says-something`.
    """
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.inspections):
        return []
    if len(petition.tips) <= len(petition.inspections):
        raise Refused("tip-was-referred", ANONYMOUS)
    said(fact.gist)
    return [fact]
