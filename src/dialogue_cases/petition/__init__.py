"""Đơn: one petition, from the day it came in until it is settled, and again when raised again.

A complaint, denunciation, recommendation or report (`petition/2023/1`), on the Party's clock.
What the competent body does on the statutory clock is the proceeding's life; the grievance
behind several petitions and opinions is the matter's.

What can happen: `petition.events`. What we then know: `petition.state` and `petition.fold`.
What several decisions ask first: `petition.rules`; on which grounds one may refuse or file:
`petition.grounds`; what petitioners are told: `petition.guidance`.
What may be decided: `petition.receiving` and `petition.people` as it comes in,
`petition.examining` and `petition.disposal` on what it is and where it goes,
`petition.handling` while it is worked on, `petition.settling` as it ends or opens again.
"""

from dialogue_cases.life import Life
from dialogue_cases.petition import (
    disposal,
    examining,
    handling,
    people,
    receiving,
    settling,
)
from dialogue_cases.petition.disposal import (
    admit,
    conclude_tip,
    file_without_processing,
    forward,
    guide,
    refer_tip,
    refuse,
    return_papers,
)
from dialogue_cases.petition.events import Event
from dialogue_cases.petition.examining import (
    classify,
    find_competence,
    find_complexity,
    find_eligibility,
    split,
)
from dialogue_cases.petition.guidance import guidance_for
from dialogue_cases.petition.handling import (
    answer,
    assign,
    carry_over,
    direct,
    receive_reply,
    urge,
)
from dialogue_cases.petition.people import (
    appoint_representatives,
    authorise_agent,
    name_accused,
    name_petitioner,
)
from dialogue_cases.petition.receiving import (
    ask_completion,
    keep_content,
    raise_petition,
    receive_attachment,
    supplement,
    write_down,
)
from dialogue_cases.petition.settling import (
    confirm,
    contest,
    continue_despite_withdrawal,
    join_matter,
    leave_matter,
    reopen,
    resolve,
    withdraw,
    withdraw_in_part,
)
from dialogue_cases.petition.state import BY_HAND, Petition
from dialogue_cases.ward.in_any_life import answer_data_request, escalate, receive_data_request

LIFE: Life[Petition, Event] = Life(
    "petition",
    Petition(),
    Event,
    phases=(
        receiving,
        people,
        examining,
        disposal,
        handling,
        settling,
    ),
    also=(
        answer_data_request,
        escalate,
        receive_data_request,
    ),
    by_hand=BY_HAND,
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

__all__ = [
    "INITIAL",
    "LIFE",
    "Event",
    "Petition",
    "admit",
    "answer",
    "answer_data_request",
    "appoint_representatives",
    "ask_completion",
    "assign",
    "authorise_agent",
    "carry_over",
    "classify",
    "conclude_tip",
    "confirm",
    "contest",
    "continue_despite_withdrawal",
    "direct",
    "escalate",
    "evolve",
    "file_without_processing",
    "find_competence",
    "find_complexity",
    "find_eligibility",
    "forward",
    "guidance_for",
    "guide",
    "join_matter",
    "keep_content",
    "leave_matter",
    "name_accused",
    "name_petitioner",
    "raise_petition",
    "receive_attachment",
    "receive_data_request",
    "receive_reply",
    "refer_tip",
    "refuse",
    "reopen",
    "resolve",
    "return_papers",
    "split",
    "supplement",
    "urge",
    "withdraw",
    "withdraw_in_part",
    "write_down",
]
