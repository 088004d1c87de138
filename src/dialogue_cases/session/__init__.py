"""Đối thoại, tiếp dân: one session, from the plan that foresees it to its conclusion notice.

A dialogue (`dialogue/2023/1`) and a reception (`reception/2023/1`) live the same life.

What can happen: `session.events`. What we then know: `session.state`.
What may be decided: `session.schedule`, `session.preparation`, `session.calling` and
`session.online` before it, `session.sitting` at it, `session.conclusion` after it.
What it still lacks: `session.shortcomings`.
"""

from dialogue_cases.life import Life
from dialogue_cases.session import (
    calling,
    conclusion,
    online,
    preparation,
    schedule,
    sitting,
)
from dialogue_cases.session.calling import (
    acknowledge_announcement,
    announce,
    approve_invitees,
    issue_invitation,
    propose_invitees,
)
from dialogue_cases.session.conclusion import (
    comment_draft,
    draft_conclusion,
    issue_conclusion,
    replace_conclusion,
    return_conclusion,
    submit_conclusion,
)
from dialogue_cases.session.events import Event
from dialogue_cases.session.online import arrange_online, connect, try_connection
from dialogue_cases.session.preparation import (
    expect_question,
    file_briefing,
    finish_preparation,
    list_preparation,
    prepare_answer,
    register_opinion,
)
from dialogue_cases.session.schedule import cancel, delegate_chair, fix, foresee, postpone
from dialogue_cases.session.shortcomings import Shortcoming, warnings
from dialogue_cases.session.sitting import (
    answer_opinion,
    end_session,
    explain,
    keep_minutes,
    open_session,
    take_opinion,
    voice_opinion,
)
from dialogue_cases.session.state import BY_HAND, Session
from dialogue_cases.ward.in_any_life import answer_data_request, escalate, receive_data_request

LIFE: Life[Session, Event] = Life(
    "session",
    Session(),
    Event,
    phases=(
        schedule,
        preparation,
        calling,
        online,
        sitting,
        conclusion,
    ),
    also=(
        answer_data_request,
        escalate,
        receive_data_request,
    ),
    by_hand=BY_HAND,
    series=("dialogue", "reception"),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

__all__ = [
    "INITIAL",
    "LIFE",
    "Event",
    "Session",
    "Shortcoming",
    "acknowledge_announcement",
    "announce",
    "answer_data_request",
    "answer_opinion",
    "approve_invitees",
    "arrange_online",
    "cancel",
    "comment_draft",
    "connect",
    "delegate_chair",
    "draft_conclusion",
    "end_session",
    "escalate",
    "evolve",
    "expect_question",
    "explain",
    "file_briefing",
    "finish_preparation",
    "fix",
    "foresee",
    "issue_conclusion",
    "issue_invitation",
    "keep_minutes",
    "list_preparation",
    "open_session",
    "postpone",
    "prepare_answer",
    "propose_invitees",
    "receive_data_request",
    "register_opinion",
    "replace_conclusion",
    "return_conclusion",
    "submit_conclusion",
    "take_opinion",
    "try_connection",
    "voice_opinion",
    "warnings",
]
