"""Dialogues, petitions and promises of a Vietnamese ward, kept as facts that can't be rewritten.

Everything that an embedder needs is named here and imported when it is first asked for, so
that `import dialogue_cases` costs nothing:

    from dialogue_cases import Act, Office, session

    with Office.open("sqlite:///ward.db") as office:
        secretary = Act(officer=…, office="party_secretary", body=…)
        office.acting(secretary).decide("dialogue/2023/1", session.end_session, on=day)

The lives are modules (`ward`, `plan`, `session`, `task`, `petition`, `proceeding`, `matter`):
their decisions are functions.
So are the answers that need no store: `deadlines`, `law`, `workdays`.
`docs/reference/api.md` lists all of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dialogue_cases import (
        deadlines,
        law,
        matter,
        petition,
        plan,
        proceeding,
        session,
        task,
        ward,
        workdays,
    )
    from dialogue_cases.deadlines import Obligation, ward_obligations
    from dialogue_cases.errors import (
        AlreadyThere,
        CalendarUnknown,
        CaseError,
        Conflict,
        CorruptLog,
        Invalid,
        KeyDestroyed,
        KeyLost,
        KeyMissing,
        KeyReused,
        NotAStore,
        NotFound,
        NothingErased,
        ProofError,
        Refused,
        RemovalStopped,
        SealError,
        Sentence,
        StoreError,
        WrongKey,
    )
    from dialogue_cases.law import Law, load_law
    from dialogue_cases.office import Desk, Office
    from dialogue_cases.record import Erased, Known, Recorded, Voided, followers
    from dialogue_cases.sentences import sentence, word
    from dialogue_cases.vocabulary import (
        NOT_IN_COPY,
        Act,
        BodyId,
        Citation,
        Despite,
        Document,
        DocumentNumber,
        EventRef,
        GroupId,
        OfficerId,
        On,
        Operator,
        PartyId,
        Place,
        Recipient,
        Sealed,
        StreamId,
        SystemAct,
        Topic,
        When,
        month,
    )
    from dialogue_cases.workdays import WorkingCalendar

__all__ = [
    "NOT_IN_COPY",
    "Act",
    "AlreadyThere",
    "BodyId",
    "CalendarUnknown",
    "CaseError",
    "Citation",
    "Conflict",
    "CorruptLog",
    "Desk",
    "Despite",
    "Document",
    "DocumentNumber",
    "Erased",
    "EventRef",
    "GroupId",
    "Invalid",
    "KeyDestroyed",
    "KeyLost",
    "KeyMissing",
    "KeyReused",
    "Known",
    "Law",
    "NotAStore",
    "NotFound",
    "NothingErased",
    "Obligation",
    "Office",
    "OfficerId",
    "On",
    "Operator",
    "PartyId",
    "Place",
    "ProofError",
    "Recipient",
    "Recorded",
    "Refused",
    "RemovalStopped",
    "SealError",
    "Sealed",
    "Sentence",
    "StoreError",
    "StreamId",
    "SystemAct",
    "Topic",
    "Voided",
    "When",
    "WorkingCalendar",
    "WrongKey",
    "deadlines",
    "followers",
    "law",
    "load_law",
    "matter",
    "month",
    "petition",
    "plan",
    "proceeding",
    "sentence",
    "session",
    "task",
    "ward",
    "ward_obligations",
    "word",
    "workdays",
]

_MODULES = (
    "deadlines",
    "law",
    "matter",
    "petition",
    "plan",
    "proceeding",
    "session",
    "task",
    "ward",
    "workdays",
)
_HOMES = {
    "deadlines": "Obligation ward_obligations",
    "errors": "AlreadyThere CalendarUnknown CaseError Conflict CorruptLog Invalid KeyDestroyed "
    "KeyLost KeyMissing KeyReused NotAStore NotFound NothingErased ProofError Refused "
    "RemovalStopped SealError Sentence StoreError WrongKey",
    "law": "Law load_law",
    "office": "Desk Office",
    "record": "Erased Known Recorded Voided followers",
    "sentences": "sentence word",
    "vocabulary": "NOT_IN_COPY Act BodyId Citation Despite Document DocumentNumber EventRef "
    "GroupId OfficerId On Operator PartyId Place Recipient Sealed StreamId SystemAct Topic When "
    "month",
    "workdays": "WorkingCalendar",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value  # asked for once; from now on it is a name like any other
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
