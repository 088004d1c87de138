"""What decisions of several lives ask first, each under the rule and the source of its own life."""

from typing import Any

from dialogue_cases.errors import Refused
from dialogue_cases.vocabulary import BodyId, BodyKind, Citation, OfficerId
from dialogue_cases.ward.setting import Setting

OFFICES: tuple[BodyKind, ...] = ("party_office", "people_council_and_committee_office")
"""Văn phòng: who follows up and confirms, of the Party committee or of council and government."""


def said(rule: str, text: str | None, citation: Citation) -> None:
    """Refuse a reason, a gist or an answer that says nothing."""
    if not (text or "").strip():
        raise Refused(rule, citation)


def one_lead(
    rule: str, lead: BodyId | None, supports: tuple[BodyId, ...], citation: Citation, **data: Any
) -> None:
    """Refuse a body that leads and supports at once.

    Args:
        data: where it does, such as the item of a notice.
    """
    if lead in supports:
        raise Refused(rule, citation, body=lead, **data)


def of_the_lead(
    rule: str,
    setting: Setting,
    officer: OfficerId | None,
    lead: BodyId,
    citation: Citation,
    **data: Any,
) -> None:
    """Refuse, as unlawful, a person who leads from another body than the one that leads."""
    setting.lawful(
        officer is None
        or any((one.officer, one.body) == (officer, lead) for one in setting.ward.holdings),
        rule,
        citation,
        officer=officer,
        body=lead,
        **data,
    )


def by_the_committee(rule: str, setting: Setting, citation: Citation) -> None:
    """Refuse, as unlawful, what those decide who direct, if another body does (`directs`)."""
    setting.lawful(directs(setting), rule, citation, body=setting.body)


def directs(setting: Setting) -> bool:
    """Whether the acting body directs what is to be done.

    By the model plan the Party committee does, or a body that acts for it between its meetings.
    Where a plan is adopted here that speaks of no further directing, the People's Committee does
    so too: its chairman directs what he was told at his own dialogue.
    """
    named = setting.named_by_plan("keep_directing", "party_secretary_dialogue", None)
    left_open = named is not None and not named
    return setting.of_kind(*COMMITTEE) or (left_open and setting.of_kind("people_committee"))


COMMITTEE: tuple[BodyKind, ...] = (
    "ward_party_committee", "party_standing_board", "party_permanent_body",
)  # fmt: skip
"""Đảng uỷ, and those who act for it between its meetings."""
