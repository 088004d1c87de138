"""What several decisions about a petition ask first, and where those rules stand."""

from datetime import date

from dialogue_cases.errors import Refused
from dialogue_cases.petition.grounds import DECREES_OF_2026
from dialogue_cases.petition.state import Petition
from dialogue_cases.vocabulary import (
    BodyId,
    Citation,
    On,
    PartyId,
    Sealed,
    first_day,
    in_the_plan,
)
from dialogue_cases.ward import Setting, conditions
from dialogue_cases.ward.in_any_life import begun

OWN_RECORD = Citation(
    text="Sổ theo dõi đơn của phường",
    certainty="I",
    note="how this record is kept; every petition has a number",
)
SPOKEN = Citation(
    text="Luật Tiếp công dân 2013, Điều 25 khoản 2",
    certainty="A",
    note="who brings no petition is helped to write one, or what they say is written down and "
    "signed or fingerprinted; what is unclear is to be completed",
)
MIXED = Citation(
    text="Luật Tiếp công dân 2013, Điều 25 khoản 3",
    certainty="A",
    note="several contents: the person is guided to write a petition for each",
)
REPRESENTATIVES = Citation(
    text="Luật Tiếp công dân 2013, Điều 29",
    certainty="A",
    note="5–10 people: 1 or 2 representatives; more than 10: more, at most 5; they are "
    "petitioners themselves; a written appointment signed by all",
)
AGENTS = Citation(
    text="Nghị định 124/2020/NĐ-CP, Điều 5 khoản 3 (Nghị định 155/2026/NĐ-CP, Điều 3)",
    certainty="A",
    note="several agents for different contents, not several for one; by analogy for other "
    "petitions than complaints, and before 01/07/2026",
)
AGENTS_PAPERS = Citation(
    text="Nghị định 154/2026/NĐ-CP, Điều 12 khoản 1 và Điều 13",
    certainty="A",
    note="proof for representatives, lawyers and legal-aid officers; in force from 01/07/2026",
)
BY_CONTENT = Citation(
    text="Thông tư 05/2021/TT-TTCP, Điều 6",
    certainty="B",
    note="classified by its content and not by its title; conditions by kind",
)
ANONYMOUS = Citation(
    text="Luật Tố cáo 2018, Điều 25",
    certainty="A",
    note="anonymous, false name: not processed under that law; but with a clear violator and "
    "concrete evidence that can be verified, it goes to inspection",
)
SECRECY = Citation(
    text="Luật Tố cáo 2018, Điều 8 khoản 3 và Điều 56",
    certainty="A",
    note="the denouncer's name, address, handwriting and other personal data are secret",
)
COMPLEXITY = Citation(
    text="Nghị định 124/2020/NĐ-CP, Điều 3a (Nghị định 155/2026/NĐ-CP, Điều 2)",
    certainty="A",
    note="any one of seven criteria; found in writing, in the file; by analogy for the Party's "
    "own clock (Quy định 11-QĐi/TW, Điều 6)",
)
GROUP_COMPLAINT = Citation(
    text="Nghị định 124/2020/NĐ-CP, Điều 16 khoản 1",
    certainty="A",
    note="a complaint of several people is accepted only when signed by all and with a written "
    "appointment of a representative",
)
TRANSFERRED_ONCE = Citation(
    text="Thông tư 05/2021/TT-TTCP, Điều 14 khoản 1",
    certainty="A",
    note="of denunciations: transferred with its papers, only once for the same content; by "
    "analogy for other petitions",
)
COMPETENCE = Citation(
    text="Luật Tiếp công dân 2013, Điều 26",
    certainty="A",
    note="classification and first handling or transfer",
)
ANSWER = Citation(
    text="Luật Tiếp công dân 2013, Điều 28 khoản 1",
    certainty="A",
    note="accepted, more time, refused or transferred: the person is told",
)
LATER_ANSWER = Citation(
    text="Luật Tiếp công dân 2013, Điều 18 khoản 4",
    certainty="A",
    note="who can't be answered at once is told when they will be answered",
)
CONTACT = Citation(
    text="Nghị định 154/2026/NĐ-CP, Điều 25 khoản 3",
    certainty="A",
    note="the deadline and the contact person are stated; in force from 01/07/2026",
)
WRITTEN_REFUSAL = Citation(
    text="Nghị định 154/2026/NĐ-CP, Điều 4 khoản 3",
    certainty="A",
    note="of Điều 9 khoản 3 of the law, and of điểm h: told in writing within 03 working days",
)
OUT_OF_THE_DIALOGUE = Citation(
    text="Thông tư 05/2021/TT-TTCP, Điều 6 (tương tự)",
    certainty="I",
    note="our reading: an opinion that is a complaint or denunciation leaves the dialogue, with "
    "guidance, and is handled by its own law (R68)",
)
NOT_THE_SECRETARYS = Citation(
    text="Luật Khiếu nại 2011, Điều 17; Luật Tố cáo 2018, Điều 13",
    certainty="I",
    note="our reading: the secretary directs and follows up; the body that the law names "
    "settles a complaint or denunciation",
)
DIRECTION = in_the_plan(
    "III.2",
    "keep_directing",
    note="the Committee keeps directing what competent bodies haven't settled",
)
ASSIGNMENT = in_the_plan(
    "I.2 và III",
    "requirements",
    certainty="I",
    note="our reading: one body leads, others co-operate (R12)",
)
FOLLOW_UP = in_the_plan(
    "III.2",
    "follow_up_report",
    note="the Office follows, reviews and sums up how petitions are settled",
)
SETTLED = in_the_plan(
    "III.1",
    "pressing_matters_review",
    certainty="I",
    note="our reading: what shows it, the answer sent to the citizen, and the Office's "
    "confirmation; it can be opened again when raised again (R71)",
)
COMPLAINT_WITHDRAWN = Citation(
    text="Luật Khiếu nại 2011, Điều 10 (sửa đổi)",
    certainty="B",
    note="withdrawn content isn't taken up again, unless the withdrawal was threatened or "
    "coerced; we take the change as in force from 01/07/2026",
)
DENUNCIATION_WITHDRAWN = Citation(
    text="Luật Tố cáo 2018, Điều 33",
    certainty="A",
    note="in writing; it goes on for signs of violation, coercion or abuse, and for the rest of "
    "a group",
)
WITHDRAWN_IN_WRITING = Citation(
    text="Luật Tố cáo 2018, Điều 33; Luật Khiếu nại 2011, Điều 10",
    certainty="I",
    note="a letter, or minutes; our reading for other petitions",
)

SEALED_KINDS = ("denunciation", "anonymous_tip")
"""Kinds that are never talked about at a session."""


# -- What holds before anything may be decided ------------------------------------------


@begun.register
def raised(petition: Petition) -> None:
    """Refuse what nobody has raised: `petition-is-raised`."""
    if petition.raised is None:
        raise Refused("petition-is-raised", OWN_RECORD)


def not_closed(petition: Petition) -> None:
    """Refuse what was never raised, and what is closed: `petition-is-not-closed`."""
    raised(petition)
    if petition.closing is not None:
        raise Refused(
            "petition-is-not-closed", OWN_RECORD, status=petition.status, closed=petition.closing.on
        )


def classified(petition: Petition) -> None:
    """Refuse what is closed, and what isn't classified yet: `petition-is-classified`."""
    not_closed(petition)
    if petition.kind is None:
        raise Refused("petition-is-classified", BY_CONTENT)


def said(text: str | None) -> None:
    """Refuse a text that says nothing: `report-says-something`."""
    conditions.said("report-says-something", text, OWN_RECORD)


def with_a_reason(reason: str | None) -> None:
    """Refuse a change without a reason: `reason-is-given`."""
    conditions.said("reason-is-given", reason, OWN_RECORD)


def guided_out(petition: Petition, setting: Setting) -> None:
    """Refuse to handle a spoken complaint or denunciation whose speaker wasn't guided.

    Raises:
        Refused: unlawful `leaves-the-dialogue-with-guidance`.
    """
    setting.lawful(
        not petition.leaves_the_dialogue or bool(petition.guidance),
        "leaves-the-dialogue-with-guidance",
        OUT_OF_THE_DIALOGUE,
        kind=petition.kind,
    )


def not_sealed_off(petition: Petition) -> None:
    """Refuse to bring before a session what is secret: `secret-petition-stays-off-the-list`."""
    if petition.kind in SEALED_KINDS:
        raise Refused("secret-petition-stays-off-the-list", SECRECY, kind=petition.kind)


# -- Who is spoken of -----------------------------------------------------------------


def of_this_case(setting: Setting, party: PartyId | None) -> PartyId:
    """The party, refused if it is of another case, or the case itself.

    A party under the key of another case would link the two for ever.

    Raises:
        Refused: `party-is-given`, `party-is-of-this-case`.
    """
    if party is None:
        raise Refused("party-is-given", OWN_RECORD)
    case, _, number = party.rpartition("#")
    if setting.stream not in (None, case) or not number.isdecimal() or int(number) < 1:
        raise Refused("party-is-of-this-case", OWN_RECORD, party=party)
    return party


def sealed_under(party: PartyId, *data: Sealed | None) -> None:
    """Refuse personal data under another key than the person's: `sealed-under-the-party`."""
    for one in data:
        if one is not None and one.key != party:
            raise Refused(
                "sealed-under-the-party", OWN_RECORD, party=party, key=one.key, field=one.field
            )


def sealed_in_the_case(setting: Setting, content: Sealed | None) -> None:
    """Refuse content under another key than the case's own: `sealed-under-the-case`."""
    if content is None or setting.stream is None:
        return
    if content.key != f"{setting.stream}#0":
        raise Refused("sealed-under-the-case", OWN_RECORD, key=content.key, field=content.field)


def named(setting: Setting, body: BodyId | None, name: str | None) -> None:
    """Refuse a letter to nobody: `recipient-is-named`; of the ward's record or as written."""
    if body is None and not (name or "").strip():
        raise Refused("recipient-is-named", OWN_RECORD)
    setting.known_body(body)


# -- From when, until when ------------------------------------------------------------


def since_july_2026(on: On) -> bool:
    """Whether the decrees of 2026 hold: Nghị định 154, 155 and 156, from 01/07/2026."""
    return first_day(on) >= DECREES_OF_2026


def ahead(setting: Setting, day: date | None, on: On, citation: Citation) -> None:
    """Refuse a last day that has passed already: unlawful `due-is-ahead`."""
    setting.lawful(day is None or day >= first_day(on), "due-is-ahead", citation, due=day, on=on)
