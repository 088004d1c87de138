"""Sổ tiếp công dân: the reception book, each day in the form that it has.

Until 30/06/2026 it is Mẫu số 03 of Thông tư 04/2021/TT-TTCP with 12 columns, then Mẫu 03/TCD,
annexed to Nghị định 154/2026/NĐ-CP, with 13; its lines are the petitions raised at
receptions, and the opinions voiced there that became no petition.
Columns 3 and 4, who came and with which paper, are personal data: they aren't in the view, and
are read from the record only by the opener that the caller brings.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec
from attrs import asdict, frozen

from dialogue_cases.office import Office, life_of
from dialogue_cases.office.unsealing import Opener
from dialogue_cases.petition import Ground, Kind, Petition, Raised
from dialogue_cases.petition.grounds import DECREES_OF_2026
from dialogue_cases.petition.rules import LARGE_GROUP
from dialogue_cases.petition.state import Status
from dialogue_cases.projection import (
    Answer,
    Column,
    Columns,
    LifeAsKnown,
    Told,
    View,
    Views,
    ViewTable,
    Wording,
)
from dialogue_cases.record import Known, Recorded
from dialogue_cases.session import OpinionVoiced, Session
from dialogue_cases.views.gists import with_whole_lines
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Document,
    OpinionKind,
    Sealed,
    StreamId,
    SystemAct,
    first_day,
)

KINDS: Mapping[Kind | OpinionKind, str] = {
    "complaint": "KN",
    "denunciation": "TC",
    "anonymous_tip": "TC",
    "recommendation": "KN, PA",
    "report": "KN, PA",
    "wish": "KN, PA",
    "supervision_remark": "KN, PA",
}
"""Loại đơn, as the form writes it in column 6."""

INDEXES = (
    "CREATE INDEX reception_book_by_stream ON reception_book (stream)",
    "CREATE INDEX reception_book_by_opinion ON reception_book (session, opinion)",
    "CREATE INDEX reception_book_by_day ON reception_book (received_on)",
)


class ReceptionBookEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Một lượt tiếp: somebody who was received, without who it was.

    Args:
        stream: the petition that was raised, or the reception where an opinion was voiced.
        session: the reception, if it is a session of its own …
        opinion: … and the number of the opinion there.
        entered: the position of the fact that entered it first.
        received_on: column 2.
        gist: column 5, without names; "" of a denunciation, or a tip without a name.
        kind: column 6; None until it is classified.
        people: column 7.
        handled_before: column 8, as the petitioner says.
        own: column 9; None until that was looked at.
        guided_to: column 10: to which body of the ward's record …
        guided_to_name: … or as written …
        guiding_paper: … by which paper.
        is_guided: whether the person was guided, wherever to.
        taken_by: column 11: which body has it …
        taken_by_name: … or as written …
        transfer_paper: … by which paper.
        is_passed_on: whether it was passed on, to whomever.
        status: column 12: how far it has got; None of an opinion …
        result: … what was answered last …
        result_on: … and when.
        ground: column 13: on which ground it was turned away or filed.
        petition: the petition that an opinion was taken as, as far as the reception says.
        book: the register that it was taken over from …
        book_number: … the number that it has there …
        book_letter: … and the letter after that, as of 12a.
        voided: whether the entry was taken out since; its number stays used, and no more than
            that is said of it.
    """

    stream: StreamId
    session: StreamId | None
    opinion: int | None
    entered: int
    received_on: date
    gist: str
    kind: Kind | OpinionKind | None
    people: int
    handled_before: str | None = None
    own: bool | None = None
    guided_to: BodyId | None = None
    guided_to_name: str | None = None
    guiding_paper: str | None = None
    is_guided: bool = False
    taken_by: BodyId | None = None
    taken_by_name: str | None = None
    transfer_paper: str | None = None
    is_passed_on: bool = False
    status: Status | None = None
    result: str | None = None
    result_on: date | None = None
    ground: Ground | None = None
    petition: StreamId | None = None
    book: str | None = None
    book_number: int | None = None
    book_letter: str = ""
    voided: bool = False


def rows(life: LifeAsKnown) -> Iterator[ReceptionBookEntry]:
    """A petition that was raised at a reception; or the opinions voiced at one."""
    match life.state:
        case Petition() as petition:
            told = _hidden if life.is_secret else _as_it_is
            yield from map(told, _petition(life, petition))
        case Session() as session:
            yield from _opinions(life, session)
    for fact in life.voided:
        yield from _voided(life, fact)


def _as_it_is(entry: ReceptionBookEntry) -> ReceptionBookEntry:
    return entry


def _hidden(entry: ReceptionBookEntry) -> ReceptionBookEntry:
    """Of a denunciation or a nameless tip; `with_gists` tells the rest to who may open it."""
    return msgspec.structs.replace(entry, gist="", handled_before=None, result=None)


def _voided(life: LifeAsKnown, fact: Recorded[Any]) -> Iterator[ReceptionBookEntry]:
    """The number of an entry that was taken out: nobody else gets it."""
    entry = None
    match fact.event:
        case Raised(channel="reception") as raised:
            session, opinion, entry = raised.session, raised.opinion, raised.book_entry
        case OpinionVoiced() as voiced:
            session, opinion = life.stream, voiced.number
        case _:
            return
    yield ReceptionBookEntry(
        stream=life.stream,
        session=session,
        opinion=opinion,
        entered=fact.position,
        received_on=first_day(fact.on),
        gist="",
        kind=None,
        people=0,
        voided=True,
        **_in_its_book(entry),
    )


def _petition(life: LifeAsKnown, petition: Petition) -> Iterator[ReceptionBookEntry]:
    raised = petition.raised
    if raised is None or raised.channel != "reception":
        return
    guided = petition.guidance[-1] if petition.guidance else None
    forwarded = petition.forwardings[-1] if petition.forwardings else None
    told = petition.answers[-1] if petition.answers else None
    closing = petition.closing
    yield ReceptionBookEntry(
        stream=life.stream,
        session=raised.session,
        opinion=raised.opinion,
        entered=_entered(life, raised),
        received_on=first_day(raised.on),
        gist=raised.gist,
        kind=petition.kind,
        people=petition.people,
        handled_before=raised.earlier_handling,
        own=petition.is_own,
        guided_to=guided.body if guided else None,
        guided_to_name=guided.body_name if guided else None,
        guiding_paper=_numbered(guided.document) if guided else None,
        is_guided=guided is not None,
        taken_by=forwarded.to if forwarded else petition.lead,
        taken_by_name=forwarded.to_name if forwarded else None,
        transfer_paper=_numbered(forwarded.document) if forwarded else None,
        is_passed_on=forwarded is not None,
        status=petition.status,
        result=told.gist if told else None,
        result_on=first_day(told.on) if told else None,
        ground=getattr(closing, "ground", None),
        **_in_its_book(raised.book_entry),
    )


def _opinions(life: LifeAsKnown, session: Session) -> Iterator[ReceptionBookEntry]:
    answered = {one.number: one for one in session.answers}
    taken = {one.number: one for one in session.takings}
    for opinion in session.opinions:
        answer = answered.get(opinion.number)
        yield ReceptionBookEntry(
            stream=life.stream,
            session=life.stream,
            opinion=opinion.number,
            entered=_entered(life, opinion),
            received_on=first_day(opinion.on),
            gist=opinion.gist,
            kind=opinion.kind,
            people=1,
            taken_by=answer.body if answer else None,
            result=answer.gist if answer else None,
            result_on=first_day(answer.on) if answer else None,
            petition=taken[opinion.number].petition if opinion.number in taken else None,
        )


_BOOK_ENTRY = re.compile(r"(.+), số (\d{1,9})([a-zđ]?)")


def _in_its_book(entry: str | None) -> dict[str, Any]:
    """The number under which a register has it that was taken over (`register_file`)."""
    found = _BOOK_ENTRY.fullmatch(entry or "")
    if found is None:
        return {}
    return {"book": found[1], "book_number": int(found[2]), "book_letter": found[3]}


def _entered(life: LifeAsKnown, event: object) -> int:
    """The position at which it was first entered: how entries of one day are numbered.

    Where it was corrected since, the fact that it stands in for keeps its place.
    """
    root = next(one.root for one in life.standing if one.event is event)
    return next(one.position for one in life.history if one.version == root)


def _numbered(document: Document | None) -> str | None:
    if document is None or document.number is None:
        return None
    return str(document.number)


VIEW = View(
    name="reception-book",
    version=3,
    about=("petition", "reception"),
    tables=(ViewTable(ReceptionBookEntry, "reception_book", INDEXES),),
    rows=rows,
)

# -- The questions ----------------------------------------------------------------------

# What was taken over from a register has the number that it has there. All else is numbered by the
# day of reception, then in the order of entry, from 1 in each year, or on from the last number of
# the register of that year. An opinion that became a petition is one line, under the number that it
# had as an opinion, and is one again if that petition was voided. Whole years are numbered, and no
# others than asked for.
LINES = """
SELECT * FROM (
    SELECT entry.*,
        substr(entry.received_on, 1, 4) AS year,
        coalesce(entry.book_number, coalesce(
            max(entry.book_number) OVER (PARTITION BY substr(entry.received_on, 1, 4)), 0
        ) + row_number() OVER (
            PARTITION BY substr(entry.received_on, 1, 4), entry.book_number IS NULL
            ORDER BY coalesce(voiced.received_on, entry.received_on),
                coalesce(voiced.entered, entry.entered), entry.stream, entry.opinion
        )) AS number
    FROM reception_book AS entry
    LEFT JOIN reception_book AS voiced
        ON voiced.stream = entry.session AND voiced.opinion = entry.opinion
    WHERE entry.received_on >= coalesce(substr(:first, 1, 4), '')
      AND entry.received_on <= coalesce(substr(:last, 1, 4), '9999') || '-12-31'
      AND CASE WHEN entry.stream LIKE 'petition/%'
        THEN NOT (entry.voided AND entry.opinion IS NOT NULL)
        ELSE NOT EXISTS (
            SELECT 1 FROM reception_book AS raised
            WHERE raised.session = entry.stream AND raised.opinion = entry.opinion
              AND raised.stream LIKE 'petition/%' AND NOT raised.voided)
        END)
WHERE (:first IS NULL OR received_on >= :first)
  AND (:last IS NULL OR received_on <= :last)
  AND (:kind IS NULL OR kind = :kind)
  AND (:body IS NULL OR :body IN (taken_by, guided_to))
ORDER BY year, book IS NULL, book, number, book_letter, entered
"""


class _Numbered(ReceptionBookEntry, frozen=True, kw_only=True):
    year: str
    number: int


class ReceptionBookLine(ReceptionBookEntry, frozen=True, kw_only=True):
    """Một dòng của sổ.

    Args:
        number: column 1, within the year of reception, or as in the register that it was taken over
            from.
        person: column 3, name and address; None: sealed; "" where nobody is named.
        paper: column 4; None: sealed; "" where none was shown.
    """

    number: int
    person: str | None
    paper: str | None


@frozen(kw_only=True)
class ReceptionBookWanted:
    """Điều kiện: which lines are asked for; what is None doesn't matter.

    Args:
        first: received on this local day or later …
        last: … and on this one or earlier.
        kind: what they are.
        body: which body has it, or to which the person was guided.
    """

    first: date | None = None
    last: date | None = None
    kind: Kind | None = None
    body: BodyId | None = None


def lines(
    views: Views,
    wanted: ReceptionBookWanted | None = None,
    *,
    opener: Opener | None = None,
    on: date | None = None,
    known: Known | None = None,
) -> Answer[ReceptionBookLine]:
    """The lines of the book, numbered within each year by the day of reception.

    Args:
        views: of the store.
        wanted: which of them; None: all.
        opener: reads columns 3 and 4; None leaves them sealed.
        on: as they stood at the end of this local day, each under the number that it has; None:
            by all that is on record.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    parameters = asdict(wanted or ReceptionBookWanted())
    found = views.ask(VIEW, _Numbered, LINES, parameters, known=known, on=on)
    numbers = {} if on is None else _numbers(views, parameters, known)
    told = []
    for one in found.rows:
        fields = msgspec.structs.asdict(one)
        fields.pop("year")
        fields["number"] = numbers.get(_place(one), one.number)
        person = paper = None
        if opener is not None:
            state = life_of(one.stream).fold(views.store.read(one.stream), upto=on, known=known)
            person, paper = _opened(state, one, opener)
        told.append(ReceptionBookLine(**fields, person=person, paper=paper))
    return found.of(tuple(told))


def _numbers(
    views: Views, parameters: Mapping[str, Any], known: Known | None
) -> Mapping[tuple[StreamId, int | None], int]:
    """The number of each entry in the whole book: what came in later is numbered too."""
    of_years = {name: parameters[name] for name in ("first", "last")}
    asked = {**dict.fromkeys(parameters), **of_years}
    rows = views.ask(VIEW, _Numbered, LINES, asked, known=known).rows
    return {_place(one): one.number for one in rows}


def _place(entry: ReceptionBookEntry) -> tuple[StreamId, int | None]:
    """What an entry is, before and after an opinion became a petition."""
    if entry.session is None or entry.opinion is None:
        return entry.stream, None
    return entry.session, entry.opinion


def with_gists(
    office: Office,
    answer: Answer[ReceptionBookLine],
    act: Act | SystemAct | None,
    *,
    on: date | None = None,
    known: Known | None = None,
) -> Answer[ReceptionBookLine]:
    """The same lines with what denunciations are about, as far as an officer may open them.

    Args:
        office: whose record it is.
        answer: of `lines`, asked as of the same day and as known then.
        act: who reads, in which office; None: nobody has said.
        on: that day …
        known: … as known then.
    """

    def whole(life: LifeAsKnown, line: ReceptionBookLine) -> ReceptionBookLine:
        (told,) = _petition(life, life.state)
        said = {name: getattr(told, name) for name in ("gist", "handled_before", "result")}
        return msgspec.structs.replace(line, **said)

    return with_whole_lines(
        office,
        answer,
        act,
        on=on,
        known=known,
        is_bare=lambda line: not line.gist and not line.voided,
        whole=whole,
    )


def _opened(state: object, entry: ReceptionBookEntry, opener: Opener) -> tuple[str, str]:
    """Who came, and with which paper: read from the record for this one answer."""
    people: list[tuple[list[Sealed | None], Sealed | None]] = []
    match state:
        case Petition():
            people += [
                ([one.petitioner_name, one.petitioner_address], one.petitioner_id_paper)
                for one in state.petitioners
            ]
        case Session():
            spoke = state.opinion(entry.opinion or 0)
            if isinstance(spoke, OpinionVoiced):
                people.append(([spoke.speaker_name, spoke.speaker_address], None))
    persons = (", ".join(opener(one) for one in named if one) for named, _ in people)
    papers = (opener(paper) for _, paper in people if paper)
    return "; ".join(filter(None, persons)), "; ".join(papers)


# -- What people read -------------------------------------------------------------------


def _gist(line: ReceptionBookLine, wording: Wording) -> str:
    if line.voided:
        return f"[{wording.say('voided')}]"
    return line.gist or wording.say("[restricted]")


def _guided(line: ReceptionBookLine, wording: Wording) -> str:
    told = _by_paper(wording, line.guided_to, line.guided_to_name, line.guiding_paper)
    return _ticked(line.is_guided, told)


def _taken(line: ReceptionBookLine, wording: Wording) -> str:
    told = _by_paper(wording, line.taken_by, line.taken_by_name, line.transfer_paper)
    return _ticked(line.is_passed_on, told)


def _by_paper(wording: Wording, body: str | None, name: str | None, paper: str | None) -> str:
    """A body of the ward or as written, and the number of the paper."""
    said = name or (wording.value(body) if body else "")
    return ", ".join(filter(None, (said, paper)))


def _ticked(done: bool, told: str) -> str:
    """What is told of it, or a mark, where it was done and nothing is told."""
    return told or ("x" if done else "")


def _followed(line: ReceptionBookLine, wording: Wording) -> str:
    """How far it has got, and what was answered when."""
    said = [wording.word(line.status)] if line.status else []
    if line.result_on is not None:
        result = line.result or wording.say("[restricted]")
        said.append(f"{wording.value(line.result_on)}: {result}")
    return "; ".join(said)


def _note(line: ReceptionBookLine, wording: Wording) -> str | None:
    return wording.say("voided") if line.voided else line.ground or line.petition


def _as_in_the_form(
    shows: str,
    heading: str,
    width: int,
    wide: int,
    told: Told[ReceptionBookLine] | None = None,
    *,
    above: str = "",
    sealed: bool = False,
) -> Column[ReceptionBookLine]:
    """A column of the form, whose headings are Vietnamese in every language."""
    return Column(shows, heading, heading, width, wide, told, above=above, sealed=sealed)


def _number(line: ReceptionBookLine, _: Wording) -> int | str:
    return f"{line.number}{line.book_letter}" if line.book_letter else line.number


def _kind(line: ReceptionBookLine, _: Wording) -> str:
    return KINDS[line.kind] if line.kind else ""


def _kind_and_people(line: ReceptionBookLine, wording: Wording) -> str:
    """Phân loại đơn/Số người, in one cell: KN/03."""
    if not line.people:
        return _kind(line, wording)
    large = " (đoàn đông người)" if line.people >= LARGE_GROUP else ""
    return "/".join(filter(None, (_kind(line, wording), f"{line.people:02}{large}")))


HANDLED = "Hướng xử lý"
TAKEN = "taken_by taken_by_name transfer_paper is_passed_on"
UNTOLD = "stream session opinion entered book book_number"

COLUMNS: Columns[ReceptionBookLine] = Columns(
    ReceptionBookLine,
    [
        _as_in_the_form("number book_letter", "STT", 4, 6, _number),
        _as_in_the_form("received_on", "Ngày tiếp", 10, 12),
        _as_in_the_form("person", "Họ tên, địa chỉ", 0, 32, sealed=True),
        _as_in_the_form("paper", "CCCD/CMND/Hộ chiếu", 0, 18, sealed=True),
        _as_in_the_form("gist voided", "Nội dung đơn", 21, 48, _gist),
        _as_in_the_form("kind", "Loại đơn (KN/TC/KN, PA)", 10, 12, _kind),
        _as_in_the_form(
            "people", "Số người cùng nội dung", 0, 10, lambda one, _: one.people or None
        ),
        _as_in_the_form("handled_before", "Cơ quan đã giải quyết", 0, 24),
        _as_in_the_form("own", "Thuộc thẩm quyền (x)", 0, 10),
        _as_in_the_form(
            "guided_to guided_to_name guiding_paper is_guided",
            "Hướng dẫn công dân đến cơ quan có thẩm quyền",
            0,
            28,
            _guided,
        ),
        _as_in_the_form(TAKEN, "Cơ quan, đơn vị thụ lý", 12, 28, _taken),
        _as_in_the_form(
            "status result result_on", "Theo dõi kết quả giải quyết", 13, 32, _followed
        ),
        _as_in_the_form("voided ground petition", "Ghi chú", 0, 20, _note),
    ],
    untold=UNTOLD,
    prescribed=True,
)
"""Các cột của Mẫu 03/TCD, ban hành kèm theo Nghị định 154/2026/NĐ-CP."""

OLD_COLUMNS: Columns[ReceptionBookLine] = Columns(
    ReceptionBookLine,
    [
        *COLUMNS.shown[:2],
        _as_in_the_form("person", "Họ tên - Địa chỉ", 0, 32, sealed=True),
        _as_in_the_form("paper", "CMND/Hộ chiếu của công dân", 0, 18, sealed=True),
        _as_in_the_form("gist voided", "Nội dung vụ việc", 20, 48, _gist),
        _as_in_the_form("kind people", "Phân loại đơn/Số người", 11, 14, _kind_and_people),
        _as_in_the_form("handled_before", "Cơ quan đã giải quyết", 0, 24),
        _as_in_the_form("own", "Thụ lý để giải quyết", 0, 14, above=HANDLED),
        _as_in_the_form("is_guided", "Trả lại đơn và hướng dẫn", 0, 14, above=HANDLED),
        _as_in_the_form(
            TAKEN,
            "Chuyển đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền",
            12,
            28,
            _taken,
            above=HANDLED,
        ),
        _as_in_the_form(
            "status result result_on", "Theo dõi kết quả giải quyết", 13, 32, _followed
        ),
        _as_in_the_form("voided ground petition", "Ghi chú", 0, 20, _note),
    ],
    untold=f"{UNTOLD} guided_to guided_to_name guiding_paper",
    prescribed=True,
    numbered=True,
)
"""Các cột của Mẫu số 03, ban hành kèm theo Thông tư 04/2021/TT-TTCP; 8 and 9 are marks."""

HEADINGS = tuple(one.vi for one in COLUMNS.shown)
"""Tiêu đề các cột của Mẫu 03/TCD."""


@frozen(kw_only=True)
class BookForm:
    """Mẫu sổ: one form of the book, and the days of reception that it is kept for.

    Args:
        id: a short name of it.
        title: the form, and by what it was issued.
        since: the first local day; None: from the beginning …
        until: … and the last one; None: it is the present one.
        columns: its columns; what stands above several of them is said by each, and whether
            their numbers stand below the headings by all.
    """

    id: str
    title: str
    since: date | None = None
    until: date | None = None
    columns: Columns[ReceptionBookLine]

    def __contains__(self, day: date) -> bool:
        return (self.since or date.min) <= day <= (self.until or date.max)


FORMS = (
    BookForm(
        id="2021",
        title="Mẫu số 03, Thông tư 04/2021",
        until=DECREES_OF_2026 - timedelta(days=1),
        columns=OLD_COLUMNS,
    ),
    BookForm(
        id="2026",
        title="Mẫu 03/TCD, Nghị định 154/2026",
        since=DECREES_OF_2026,
        columns=COLUMNS,
    ),
)
"""Các mẫu sổ, the oldest first. What forms were in use before 2021 wasn't read."""


def by_form(
    answer: Answer[ReceptionBookLine],
) -> list[tuple[BookForm, Answer[ReceptionBookLine]]]:
    """The lines by the form that their days have, the forms that have any; the present one if none.

    Args:
        answer: of `lines`.
    """
    found = [(form, [one for one in answer.rows if one.received_on in form]) for form in FORMS]
    told = [(form, answer.of(tuple(its))) for form, its in found if its]
    return told or [(FORMS[-1], answer)]
