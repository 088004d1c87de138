"""What a person asks about their own data in this case, and what they are answered."""

from dialogue_cases.petition.events import Event
from dialogue_cases.petition.rules import raised
from dialogue_cases.petition.state import Petition
from dialogue_cases.record import DataOutcome, DataRight
from dialogue_cases.vocabulary import Document, On, PartyId
from dialogue_cases.ward import Setting
from dialogue_cases.ward.data_requests import data_answer, data_request


def receive_data_request(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    asks: DataRight,
    gist: str,
    party: PartyId | None = None,
) -> list[Event]:
    """Nhận yêu cầu của chủ thể dữ liệu; each one is a new one, with the next number.

    Raises:
        Refused: `petition-is-raised`, `party-is-of-this-case`,
            `data-request-says-something`.
    """
    raised(petition)
    before = setting.entered(petition).data_requests
    return list(data_request(before, setting, on=on, asks=asks, gist=gist, party=party))


def answer_data_request(
    petition: Petition,
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
        Refused: `petition-is-raised`, `data-request-was-received`,
            `data-request-is-answered-once`; unlawful: `refused-data-request-says-why`.
    """
    raised(petition)
    return list(
        data_answer(
            petition.data_requests,
            petition.data_answers,
            setting,
            on=on,
            number=number,
            outcome=outcome,
            gist=gist,
            document=document,
        )
    )
