"""What a person asks about their own data, and what they are answered: the same in every life."""

from collections.abc import Sequence

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.record import (
    DataOutcome,
    DataRequestAnswered,
    DataRequestReceived,
    DataRight,
)
from dialogue_cases.vocabulary import Document, On, PartyId
from dialogue_cases.ward.setting import Setting

DATA_REQUESTS = cited("ward.data_requests")


def data_request(
    before: Sequence[DataRequestReceived],
    setting: Setting,
    *,
    on: On,
    asks: DataRight,
    gist: str,
    party: PartyId | None = None,
) -> list[DataRequestReceived]:
    """Nhận yêu cầu của chủ thể dữ liệu; each one is a new one, with the next number.

    Args:
        before: those that were entered already.
        on: the day on which it was received.
        asks: what for.
        gist: what exactly, without names.
        party: who asks, in this case; None where they aren't a party of it.

    Raises:
        Refused: `party-is-of-this-case`, `data-request-says-something`.
    """
    if party is not None and setting.stream is not None:
        stream, _, own = party.rpartition("#")
        if stream != setting.stream or own == "0":
            raise Refused("party-is-of-this-case", DATA_REQUESTS, party=party)
    if not gist.strip():
        raise Refused("data-request-says-something", DATA_REQUESTS)
    number = max((one.number for one in before), default=0) + 1
    return [DataRequestReceived(on=on, number=number, asks=asks, gist=gist, party=party)]


def data_answer(
    requests: Sequence[DataRequestReceived],
    answers: Sequence[DataRequestAnswered],
    setting: Setting,
    *,
    on: On,
    number: int,
    outcome: DataOutcome,
    gist: str = "",
    document: Document | None = None,
) -> list[DataRequestAnswered]:
    """Trả lời chủ thể dữ liệu, once for each request; the same answer adds nothing.

    Args:
        requests: those that were received …
        answers: … and how they were answered.
        on: the day on which the person is told.
        number: of the request.
        outcome: whether it is done as asked.
        gist: why not, or what was done, without names.
        document: the written answer.

    Raises:
        Refused: `data-request-was-received`, `data-request-is-answered-once`;
            unlawful: `refused-data-request-says-why`.
    """
    request = next((one for one in requests if one.number == number), None)
    if request is None:
        raise Refused("data-request-was-received", DATA_REQUESTS, number=number)
    known = next((one for one in answers if one.number == number), None)
    if known is not None:
        if (known.outcome, known.gist, known.document) == (outcome, gist, document):
            return []
        raise Refused("data-request-is-answered-once", DATA_REQUESTS, number=number, on=known.on)
    setting.lawful(
        outcome == "granted" or bool(gist.strip()),
        "refused-data-request-says-why",
        DATA_REQUESTS,
        number=number,
    )
    return [
        DataRequestAnswered(
            on=on,
            number=number,
            asked_on=request.on,
            outcome=outcome,
            gist=gist,
            document=document,
        )
    ]
