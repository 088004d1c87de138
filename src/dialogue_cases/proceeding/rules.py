"""What several decisions about a proceeding ask first, and where those rules stand."""

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.events import Paper, Remedies, Resumed, Suspended
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.vocabulary import (
    Act,
    BodyKind,
    Citation,
    Document,
    PartyId,
    Sealed,
    StreamId,
)
from dialogue_cases.ward import Setting, in_any_life

ACCEPTANCE = Citation(
    text="Luật Khiếu nại 2011, Điều 27, 36; Luật Tố cáo 2018, Điều 24, 29",
    certainty="A",
    note="a case is checked, then taken up or refused with a reason",
)
REFUSAL = Citation(
    text="Luật Khiếu nại 2011, Điều 11; Luật Tố cáo 2018, Điều 24, 25, 29",
    certainty="A",
    note="the grounds on which a case isn't taken up are listed",
)
IDENTITY = Citation(
    text="Luật Tố cáo 2018, Điều 25",
    certainty="A",
    note="anonymous or false-named denunciations aren't handled under this law",
)
COMPETENCE = Citation(
    text="Luật Khiếu nại 2011, Điều 17, 21; Luật Tố cáo 2018, Điều 13",
    certainty="A",
    note="for two levels of government since 01/07/2025, our reading",
)
TRANSFER = Citation(
    text="Luật Tố cáo 2018, Điều 24 khoản 2; Thông tư 05/2021/TT-TTCP, Điều 14 khoản 1",
    certainty="A",
    note="a denunciation is transferred only once for the same content",
)
TELLING = Citation(
    text="Luật Khiếu nại 2011, Điều 27; Luật Tố cáo 2018, Điều 24 khoản 1, Điều 29 khoản 3",
    certainty="A",
    note="which of the parties must be told of a complaint is our reading",
)
COMPLEXITY = Citation(
    text="Nghị định 124/2020/NĐ-CP, Điều 3a (155/2026/NĐ-CP, Điều 2); "
    "Nghị định 31/2019/NĐ-CP, Điều 3",
    certainty="A",
    note="any of seven criteria; specially complex: two or more",
)
SECRECY = Citation(
    text="Luật Tố cáo 2018, Điều 56 khoản 2",
    certainty="A",
    note="the denouncer's identity is taken out of what verifiers are handed",
)
DIALOGUE = Citation(
    text="Luật Khiếu nại 2011, Điều 30, 39; Nghị định 124/2020/NĐ-CP, Điều 28 "
    "(155/2026/NĐ-CP, Điều 11)",
    certainty="A",
    note="first time if demand and findings differ, second time always",
)
EXTENSION = Citation(
    text="Luật Tố cáo 2018, Điều 30; Nghị định 31/2019/NĐ-CP, Điều 3",
    certainty="A",
    note="complex: once, specially complex: twice, each time at most 30 days, in writing",
)
NO_EXTENSION = Citation(
    text="Luật Khiếu nại 2011, Điều 28, 37, 50",
    certainty="I",
    note="our reading: complaints have longer terms for complex cases, and no extension",
)
TIMELY_EXTENSION = Citation(
    text="Luật Tố cáo 2018, Điều 30 khoản 4",
    certainty="I",
    note="our reading: an extension counts only if decided before the term ends (law.md §12)",
)
SUSPENSION = Citation(
    text="Luật Khiếu nại, Điều 11a; Nghị định 124/2020/NĐ-CP, Điều 28a–28b "
    "(155/2026/NĐ-CP, Điều 12, Điều 22 khoản 1); Luật Tố cáo 2018, Điều 34",
    certainty="A",
    note="of complaints since 01/07/2026, also for those accepted before",
)
WITHDRAWAL = Citation(
    text="Luật Khiếu nại, Điều 10; Luật Tố cáo 2018, Điều 33; "
    "Nghị định 31/2019/NĐ-CP, Điều 4 (156/2026/NĐ-CP, Điều 1, Điều 10 khoản 1)",
    certainty="B",
    note="the part on denunciations was read, of complaints what newspapers report",
)
RESOLVING = Citation(
    text="Luật Khiếu nại 2011, Điều 28, 37; Luật Tố cáo 2018, Điều 30, 35",
    certainty="A",
    note="a complaint ends in a decision, a denunciation in a conclusion",
)
WRITING = Citation(
    text="Luật Khiếu nại 2011, Điều 32, 41; Luật Tố cáo 2018, Điều 30, 34, 35; "
    "Nghị định 124/2020/NĐ-CP, Điều 28a",
    certainty="I",
    note="our reading: what is sent is a written decision, with number and date",
)
SENDING = Citation(
    text="Luật Khiếu nại 2011, Điều 32, 41; Luật Tố cáo 2018, Điều 35 khoản 3",
    certainty="A",
    note="of complaint decisions we ask for the complainant only",
)
PUBLICATION = Citation(
    text="Luật Tố cáo 2018, Điều 40; Nghị định 31/2019/NĐ-CP, Điều 6",
    certainty="A",
    note="posted or on the web for at least 15 days in a row, without the denouncer; "
    "that the first day counts is our reading",
)
SECOND_COMPLAINT = Citation(
    text="Luật Khiếu nại 2011, Điều 33; Nghị định 155/2026/NĐ-CP, Điều 14",
    certainty="A",
    note="to the next body up; that a commune body isn't one since 01/07/2025 is our reading",
)
CONTINUATION = Citation(
    text="Luật Tố cáo 2018, Điều 37", certainty="A", note="to the superior body"
)
PROTECTION = Citation(
    text="Luật Tố cáo 2018, Điều 47",
    certainty="A",
    note="denouncers are protected; so are those near to them",
)
URGING = Citation(
    text="Luật Tố cáo 2018, Điều 38; Thông tư 05/2021/TT-TTCP, Điều 14 khoản 2",
    certainty="A",
    note="of what is overdue, course, reason and responsibility are asked for",
)
OWN_RECORD = Citation(
    text="Sổ theo dõi giải quyết khiếu nại, tố cáo của phường",
    certainty="I",
    note="how this record is kept",
)

_OF_THE_PARTY: tuple[BodyKind, ...] = (
    "ward_party_committee",
    "party_standing_board",
    "party_permanent_body",
    "party_office",
    "mass_mobilisation_bloc",
    "party_building_board",
    "propaganda_education",
    "party_cell",
    "superior_party_committee",
    "superior_party_board",
)
"""The inspectors aren't among them: denunciations of Party members are theirs, by Party rules."""


@in_any_life.begun.register
def begun(state: Proceeding) -> None:
    """Refuse what can't be known of a case that no body has received."""
    if state.received is None:
        raise Refused("case-is-received-first", OWN_RECORD)


def still_open(state: Proceeding, setting: Setting) -> None:
    """Refuse a step in a case that was refused, passed on, ended or resolved."""
    begun(state)
    setting.lawful(state.is_open, "case-is-still-open", RESOLVING, status=state.status)


def taken_up(state: Proceeding, setting: Setting) -> None:
    """Refuse a step that only follows acceptance."""
    still_open(state, setting)
    setting.lawful(
        state.accepted is not None, "case-is-taken-up-first", ACCEPTANCE, status=state.status
    )


def complaint(state: Proceeding) -> None:
    """Refuse of a denunciation what there is for complaints only."""
    begun(state)
    if not state.is_complaint:
        raise Refused("step-is-of-complaints", RESOLVING, kind=state.kind)


def denunciation(state: Proceeding) -> None:
    """Refuse of a complaint what there is for denunciations only."""
    begun(state)
    if not state.is_denunciation:
        raise Refused("step-is-of-denunciations", RESOLVING, kind=state.kind)


def by_the_competent_body(state: Proceeding, setting: Setting, *, chair: bool = False) -> None:
    """Refuse what the ward's own competent body has to decide, if another body does.

    What a body above or outside decides, the ward only learns; anyone may enter that.

    Args:
        chair: whether the chair has to decide it, if it is the People's Committee.
    """
    known = setting.ward.bodies.get(state.body) if state.body else None
    if known is None or known.superior or not isinstance(setting.act, Act):
        return
    setting.lawful(
        setting.body in (known.id, setting.ward.successor(known.id)),
        "competent-body-decides",
        COMPETENCE,
        competent=known.id,
        body=setting.body,
    )
    setting.lawful(
        not chair or known.kind != "people_committee" or setting.holds("people_committee_chair"),
        "chair-resolves",
        COMPETENCE,
        office=setting.act.office,
    )


def is_of_the_party(kind: BodyKind) -> bool:
    """Whether a body is a Party body that directs and follows up, and resolves nothing here."""
    return kind in _OF_THE_PARTY


def written(setting: Setting, document: Document | None) -> None:
    """Refuse a decision of the body without the document that it is."""
    setting.lawful(document is not None, "decision-is-in-writing", WRITING)


def sealed_under_the_case(setting: Setting, *data: Sealed | None, also: set[PartyId]) -> None:
    """Refuse content under a foreign key: erasing the case would leave it readable.

    Args:
        also: the parties under whose keys it may be sealed too.
    """
    allowed = {f"{setting.stream}#0", *also}
    for sealed in data:
        if sealed is not None and setting.stream is not None and sealed.key not in allowed:
            raise Refused("content-is-sealed-under-the-case", OWN_RECORD, key=sealed.key)


def links_to(series: str, stream: StreamId | None, setting: Setting) -> None:
    """Refuse a link to a life of another kind, or to itself."""
    if stream is not None and (not stream.startswith(f"{series}/") or stream == setting.stream):
        raise Refused("link-names-the-right-life", OWN_RECORD, stream=stream, expected=series)


def issued(state: Proceeding, paper: Paper) -> bool:
    """Whether the paper is there to be sent or made public."""
    match paper:
        case "decision":
            return state.decided is not None
        case "conclusion":
            return state.concluded is not None
        case "handling_decision":
            return any(one.action == "handling_decision" for one in state.actions)
        case "extension":
            return bool(state.extensions)
        case "suspension":
            return any(isinstance(one, Suspended) for one in state.pauses)
        case "resumption":
            return any(isinstance(one, Resumed) for one in state.pauses)
        case "termination":
            return state.terminated is not None


def is_issued(state: Proceeding, paper: Paper) -> None:
    """Refuse to send or publish what doesn't exist yet."""
    begun(state)
    if not issued(state, paper):
        raise Refused("paper-is-issued-first", OWN_RECORD, paper=paper)


def counted(remedies: Remedies) -> None:
    """Refuse amounts that can't be counted."""
    amounts = attrs.astuple(remedies)
    if min(amounts) < 0 or remedies.sanctioned_officials > remedies.sanctioned:
        raise Refused("amounts-can-be-counted", OWN_RECORD)
