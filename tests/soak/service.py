"""A ward's petitions over HTTP, as the how-to about several writers says; run by uvicorn.

A plain ASGI callable: each request opens the store in a thread and closes it again, and what
may be sent twice has a key. The store is at DIALOGUE_CASES_STORE; whoever comes first makes it.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dialogue_cases import Act, CaseError, Office, Place, StoreError, petition, session
from dialogue_cases.projection import Views
from dialogue_cases.views import board, register
from dialogue_cases.ward_file import read_ward

STORE = os.environ.get("DIALOGUE_CASES_STORE", "memory:")
WARD = read_ward(Path(__file__).parents[2] / "examples" / "pho_hoa_2023" / "ward.toml")
CLERK = Act(officer="chanh-van-phong", office="head", body="van-phong")  # type: ignore[arg-type]
SECRETARY = Act(officer="bi-thu", office="party_secretary", body="dang-uy")  # type: ignore[arg-type]
DAY = date(2023, 3, 13)

Sending = Callable[[dict[str, Any]], Awaitable[None]]
Receiving = Callable[[], Awaitable[dict[str, Any]]]


async def app(scope: dict[str, Any], receive: Receiving, send: Sending) -> None:
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])  # uvicorn goes on without
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    status, answer = await asyncio.to_thread(answered, scope["path"], body)
    text = json.dumps({**answer, "process": os.getpid()}).encode()
    headers = [(b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def answered(path: str, body: bytes) -> tuple[int, dict[str, Any]]:
    """A status and what is said; 503 where the same request may be sent again."""
    try:
        with Office.open(STORE, create=WARD) as office:
            return 200, DOORS[path](office, json.loads(body or b"{}"))
    except StoreError as error:
        return 503, {"error": str(error)}
    except CaseError as error:
        return 409, {"error": f"{type(error).__name__}: {error}"}


def petitions(office: Office, form: dict[str, Any]) -> dict[str, Any]:
    """Raise a petition and say its kind: both are recorded, or neither."""
    with office.together():
        raised, *_ = office.acting(CLERK, key=form["key"]).begin(  # type: ignore[call-overload]
            "petition/2023",
            petition.raise_petition,
            on=DAY,
            channel="written",
            gist=f"Mương thoát nước bị lấp, {form['key']}",  # two alike are asked about
            received_by="van-phong",
        )
        office.acting(CLERK, key=f"{form['key']}, kind").decide(
            raised.stream, petition.classify, on=DAY, kind="report", area="land"
        )
    return {"stream": raised.stream}


def receptions(office: Office, form: dict[str, Any]) -> dict[str, Any]:
    """Fix a reception, which begins its preparation by rule."""
    fixed, *_ = office.acting(SECRETARY, key=form["key"]).begin(
        "reception/2023",
        session.fix,
        on=DAY,
        day=DAY + timedelta(days=7),
        place=Place(name="Trụ sở Đảng uỷ"),
        legal_basis="citizen_reception",
    )
    return {"stream": fixed.stream}


def questions(office: Office, form: dict[str, Any]) -> dict[str, Any]:
    """How many petitions are in the register, and what is owed; nothing is recorded."""
    with Views.of(office) as views:
        board.lines(views, DAY)
        return {"petitions": len(register.cases(views).rows)}


DOORS: dict[str, Callable[[Office, dict[str, Any]], dict[str, Any]]] = {
    "/petitions": petitions,
    "/receptions": receptions,
    "/questions": questions,
}
