"""What a person asks about their own data in this case, and what they are answered."""

from dialogue_cases.proceeding.events import Event
from dialogue_cases.proceeding.rules import begun
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.record import DataOutcome, DataRight
from dialogue_cases.vocabulary import Document, On, PartyId
from dialogue_cases.ward import Setting
from dialogue_cases.ward.data_requests import data_answer, data_request


def receive_data_request(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    asks: DataRight,
    gist: str,
    party: PartyId | None = None,
) -> list[Event]:
    """Nhận yêu cầu của chủ thể dữ liệu; each one is a new one, with the next number.

    Raises:
        Refused: `case-is-received-first`, `party-is-of-this-case`,
            `data-request-says-something`.
    """
    begun(state)
    before = setting.entered(state).data_requests
    return list(data_request(before, setting, on=on, asks=asks, gist=gist, party=party))


def answer_data_request(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    number: int,
    outcome: DataOutcome,
    gist: str = "",
    document: Document | None = None,
) -> list[Event]:
    """Trả lời chủ thể dữ liệu, once for each request; the same answer adds nothing.

    Raises:
        Refused: `case-is-received-first`, `data-request-was-received`,
            `data-request-is-answered-once`; unlawful: `refused-data-request-says-why`.
    """
    begun(state)
    return list(
        data_answer(
            state.data_requests,
            state.data_answers,
            setting,
            on=on,
            number=number,
            outcome=outcome,
            gist=gist,
            document=document,
        )
    )
