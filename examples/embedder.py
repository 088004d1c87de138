"""An embedding program: a ward system that records decisions through the library.

    python examples/embedder.py

It has users and a web form of its own; what it wants from the library is to record what was
decided, to hear what followed, to show a refusal to its user, and to know what is due.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dialogue_cases import (
    Act,
    BodyId,
    Conflict,
    DocumentNumber,
    Office,
    OfficerId,
    Operator,
    Place,
    Recipient,
    Recorded,
    Refused,
    StreamId,
    Topic,
    session,
)
from dialogue_cases.session import Contents, Item
from dialogue_cases.ward_file import read_ward

WARD = Path(__file__).parent / "pho_hoa_2023" / "ward.toml"
UBND, OFFICE = BodyId("ubnd"), BodyId("van-phong")

SECRETARY = Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))
HEAD_OF_OFFICE = Act(officer=OfficerId("chanh-van-phong"), office="head", body=OFFICE)
HEAD_OF_BLOC = Act(officer=OfficerId("truong-khoi-dan-van"), office="head", body=BodyId("dan-van"))


def new_ward(url: str) -> Office:
    """A store for the ward, set up from its file.

    The operator is the user of *this* program who types in; the clock stands still so that the
    example prints the same every time. A real program leaves the clock out.
    """
    setup = read_ward(WARD)
    return Office.create(
        url,
        code=setup.code,
        name=setup.name,
        setup=setup.steps,
        operator=Operator(id="lan", channel="ward web form", authenticated="password"),
        clock=lambda: datetime(2023, 5, 12, 1, tzinfo=UTC),
    )


def hold_a_dialogue(office: Office) -> StreamId:
    """From the day that is fixed to the end; what is recorded comes back as facts."""
    desk = office.acting(HEAD_OF_OFFICE, key="form-4711")
    topics = (Topic(title="Giải phóng mặt bằng", code="land_clearance"),)
    place = Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm")

    def submitted() -> Recorded[Any]:
        (fixed,) = desk.begin(
            "dialogue/2023",
            session.fix,
            on=date(2023, 4, 10),
            day=date(2023, 4, 26),
            place=place,
            topics=topics,
        )
        return fixed

    fixed = submitted()
    assert submitted() == fixed  # the user pressed the button twice: one key, one call
    print(f"recorded {fixed.ref}; the same call again added nothing")
    chair = office.acting(SECRETARY)
    chair.decide(fixed.stream, session.open_session, on=date(2023, 4, 26))
    chair.decide(fixed.stream, session.end_session, on=date(2023, 4, 26), people=86)
    return fixed.stream


def issue_the_notice(office: Office, dialogue: StreamId) -> None:
    """One body drafts, another submits, the secretary issues; a refusal goes to the user."""
    promise = Item(
        number=1, decision="Khơi thông mương thoát nước", lead=UBND, due=date(2023, 5, 31)
    )
    contents = Contents(
        items=(promise,),
        recipients=(Recipient(text="UBND phường,", bodies=(UBND,)),),
        follow_up=OFFICE,
    )
    day = date(2023, 5, 10)
    (drafted,) = office.acting(
        HEAD_OF_OFFICE,
        despite=[
            ("mass-mobilisation-drafts", "Trưởng Khối Dân vận đi công tác"),
        ],
    ).decide(dialogue, session.draft_conclusion, on=day, contents=contents)
    print(f"recorded {drafted.ref} despite {drafted.despite[0].rule}")

    try:
        office.acting(HEAD_OF_OFFICE).decide(dialogue, session.submit_conclusion, on=day)
    except Refused as refused:
        print(f"refused: {refused.rule} ({refused.citation}); unlawful: {refused.unlawful}")

    office.acting(HEAD_OF_BLOC).decide(
        dialogue, session.draft_conclusion, on=day, contents=contents
    )
    office.acting(HEAD_OF_OFFICE).decide(dialogue, session.submit_conclusion, on=day)
    seen = office.history(dialogue)[-1].version
    issued, *followed = office.acting(SECRETARY, expected=seen).decide(
        dialogue,
        session.issue_conclusion,
        on=day,
        number=DocumentNumber(number=12, symbol="TB/ĐU"),
    )
    print(f"recorded {issued.ref}; it led to {', '.join(one.stream for one in followed)}")

    try:  # somebody else looks at a page that was loaded before
        office.acting(SECRETARY, expected=seen).decide(
            dialogue, session.end_session, on=date(2023, 4, 26)
        )
    except Conflict as conflict:
        print(f"conflict: seen {conflict.expected}, but it is at {conflict.actual}")


def what_is_owed(office: Office, dialogue: StreamId) -> None:
    """Every term of the dialogue, and whether it was kept."""
    for owed in office.deadlines(dialogue):
        print(f"{owed.rule.id} until {owed.due}: {owed.status(office.today)}")


def news(office: Office, position: int) -> Iterator[str]:
    """What a search index or a message to users is fed from: the log after a position."""
    for fact in office.log.since(position):
        yield f"{fact.position} {fact.ref} {type(fact.event).__name__}"


def main() -> None:
    """Run the example in memory; `sqlite:///ward.db` would keep it."""
    with new_ward("memory:") as office:
        before = office.log.position
        dialogue = hold_a_dialogue(office)
        issue_the_notice(office, dialogue)
        what_is_owed(office, dialogue)
        for line in news(office, before):
            print(line)


if __name__ == "__main__":
    main()
