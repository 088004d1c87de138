"""What several decisions about a petition ask first, and where those rules stand."""

from datetime import date
from typing import TYPE_CHECKING

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.petition.grounds import DECREES_OF_2026
from dialogue_cases.vocabulary import (
    BodyId,
    Citation,
    On,
    PartyId,
    Sealed,
    first_day,
)
from dialogue_cases.ward import Setting, conditions

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


OWN_RECORD = cited("petition.own_record")
SPOKEN = cited("petition.spoken")
MIXED = cited("petition.mixed")
REPRESENTATIVES = cited("petition.representatives")
AGENTS = cited("petition.agents")
AGENTS_PAPERS = cited("petition.agents_papers")
BY_CONTENT = cited("petition.by_content")
ANONYMOUS = cited("petition.anonymous")
SECRECY = cited("petition.secrecy")
COMPLEXITY = cited("petition.complexity")
GROUP_COMPLAINT = cited("petition.group_complaint")
TRANSFERRED_ONCE = cited("petition.transferred_once")
COMPETENCE = cited("petition.competence")
ANSWER = cited("petition.answer")
LATER_ANSWER = cited("petition.later_answer")
CONTACT = cited("petition.contact")
WRITTEN_REFUSAL = cited("petition.written_refusal")
OUT_OF_THE_DIALOGUE = cited("petition.out_of_the_dialogue")
NOT_THE_SECRETARYS = cited("petition.not_the_secretarys")
DIRECTION = cited("petition.direction")
ASSIGNMENT = cited("petition.assignment")
FOLLOW_UP = cited("petition.follow_up")
SETTLED = cited("petition.settled")
COMPLAINT_WITHDRAWN = cited("petition.complaint_withdrawn")
DENUNCIATION_WITHDRAWN = cited("petition.denunciation_withdrawn")
WITHDRAWN_IN_WRITING = cited("petition.withdrawn_in_writing")

SEALED_KINDS = ("denunciation", "anonymous_tip")
"""Kinds that are never talked about at a session."""


# -- What holds before anything may be decided ------------------------------------------


def raised(petition: "Petition") -> None:
    """Refuse what nobody has raised: `petition-is-raised`."""
    if petition.raised is None:
        raise Refused("petition-is-raised", OWN_RECORD)


LARGE_GROUP = 5
"""From how many people on a group is a large one (đoàn đông người; TT 07/2014, Điều 6)."""


def not_closed(petition: "Petition") -> None:
    """Refuse what was never raised, and what is closed: `petition-is-not-closed`."""
    raised(petition)
    if petition.closing is not None:
        raise Refused(
            "petition-is-not-closed", OWN_RECORD, status=petition.status, closed=petition.closing.on
        )


def classified(petition: "Petition") -> None:
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


def guided_out(petition: "Petition", setting: Setting) -> None:
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


def not_sealed_off(petition: "Petition") -> None:
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
    """Refuse a letter to nobody: `recipient-is-named`; of the ward's record or as written.

    What follows by rule, from a book or another record, may have gone to somebody it doesn't name.
    """
    if body is None and not (name or "").strip() and not setting.by_rule:
        raise Refused("recipient-is-named", OWN_RECORD)
    setting.known_body(body)


# -- From when, until when ------------------------------------------------------------


def since_july_2026(on: On) -> bool:
    """Whether the decrees of 2026 hold: Nghị định 154, 155 and 156, from 01/07/2026."""
    return first_day(on) >= DECREES_OF_2026


def ahead(setting: Setting, day: date | None, on: On, citation: Citation) -> None:
    """Refuse a last day that has passed already: unlawful `due-is-ahead`."""
    setting.lawful(day is None or day >= first_day(on), "due-is-ahead", citation, due=day, on=on)
