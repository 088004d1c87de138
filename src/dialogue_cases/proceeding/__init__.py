"""Giải quyết khiếu nại, tố cáo: what the competent body does, on the statutory clock.

One stream a proceeding, such as `proceeding/2023/1`. The ward records what it learns of it: the
body may be the chair of its own People's Committee or another. A second complaint and a
continued denunciation are proceedings of their own, each with its own clock.
Who denounced, and who was denounced, stands here by party and sealed, never in clear.

What can happen: `proceeding.events`. What we then know: `proceeding.state`.
What the law allows, with articles and dates: `proceeding.grounds`, `proceeding.limits`.
What several decisions ask first: `proceeding.rules`. What may be decided when it is received:
`proceeding.receiving`; on whether it is taken up: `opening`; while it is resolved: `handling`;
when it stops: `halting`; at the end: `resolving`; about telling: `telling`; beside: `following`.
"""

from dialogue_cases.life import Life
from dialogue_cases.proceeding import (
    following,
    halting,
    handling,
    opening,
    receiving,
    resolving,
    telling,
)
from dialogue_cases.proceeding.events import Event
from dialogue_cases.proceeding.following import (
    give_protection,
    learn_court_action,
    learn_judgment,
    note_question,
    pass_crime_signs,
    receive_reply,
    request_protection,
    urge,
)
from dialogue_cases.proceeding.halting import (
    resume,
    suspend,
    terminate,
    withdraw,
    withdraw_in_part,
)
from dialogue_cases.proceeding.handling import (
    announce_dialogue,
    assign_verification,
    extend,
    find_complex,
    hold_dialogue,
    report_verification,
)
from dialogue_cases.proceeding.opening import (
    accept,
    forward,
    refuse,
    verify,
    widen_identity_check,
)
from dialogue_cases.proceeding.receiving import (
    Hindrance,
    end_hindrance,
    hinder_filing,
    learn_contested_act,
    receive,
    take_over,
)
from dialogue_cases.proceeding.resolving import (
    act_on,
    carry_out,
    conclude,
    continue_denunciation,
    decide,
    open_second_instance,
    review_continuation,
)
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.proceeding.telling import (
    answer_sender,
    note_receipt,
    publish,
    send,
    tell_parties,
)
from dialogue_cases.ward.in_any_life import answer_data_request, escalate, receive_data_request

LIFE: Life[Proceeding, Event] = Life(
    "proceeding",
    Proceeding(),
    Event,
    phases=(
        receiving,
        opening,
        handling,
        halting,
        resolving,
        telling,
        following,
    ),
    also=(
        answer_data_request,
        escalate,
        receive_data_request,
    ),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

__all__ = [
    "INITIAL",
    "LIFE",
    "Event",
    "Hindrance",
    "Proceeding",
    "accept",
    "act_on",
    "announce_dialogue",
    "answer_data_request",
    "answer_sender",
    "assign_verification",
    "carry_out",
    "conclude",
    "continue_denunciation",
    "decide",
    "end_hindrance",
    "escalate",
    "evolve",
    "extend",
    "find_complex",
    "forward",
    "give_protection",
    "hinder_filing",
    "hold_dialogue",
    "learn_contested_act",
    "learn_court_action",
    "learn_judgment",
    "note_question",
    "note_receipt",
    "open_second_instance",
    "pass_crime_signs",
    "publish",
    "receive",
    "receive_data_request",
    "receive_reply",
    "refuse",
    "report_verification",
    "request_protection",
    "resume",
    "review_continuation",
    "send",
    "suspend",
    "take_over",
    "tell_parties",
    "terminate",
    "urge",
    "verify",
    "widen_identity_check",
    "withdraw",
    "withdraw_in_part",
]
