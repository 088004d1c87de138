"""Văn bản của buổi đối thoại, buổi tiếp dân: its minutes and its conclusion notice."""

from collections.abc import Mapping

from dialogue_cases.documents.before_session import (
    chair_of,
    chaired,
    head_of,
    issuer_of,
    subject,
    venue,
)
from dialogue_cases.documents.sheet import (
    Context,
    DocumentSheet,
    Signer,
    draft_mark,
    framed,
)
from dialogue_cases.documents.wording import (
    BLANK,
    ended,
    listed,
    moment,
    place_of,
    topics_of,
    until,
    word,
    written,
)
from dialogue_cases.errors import Invalid
from dialogue_cases.petition import Petition
from dialogue_cases.session import ConclusionReplaced, Contents, Item, OpinionVoiced, Session
from dialogue_cases.session.state import Notice
from dialogue_cases.vocabulary import BodyId, first_day

# -- Minutes ------------------------------------------------------------------------------


def minutes(state: Session, sheet: DocumentSheet) -> Context:
    """Biên bản: who was there, what was said in its order, what was answered.

    A speaker is named only for a reader who may read sealed data, and never where the opinion
    turned out to be a denunciation, or its author asked for secrecy.
    """
    kept = sheet.chosen(state.minutes)
    secret = _secret_opinions(state, sheet)
    answers = {one.number: f"{sheet.name(one.body)}: {one.gist}" for one in state.answers}
    taken = {
        one.number: "chuyển xử lý theo quy trình xử lý đơn"
        if one.destination == "petition"
        else "tiếp thu, giải quyết trong thông báo kết luận"
        for one in state.takings
    }
    keeper = next((one for one in sheet.ward.holdings if kept and one.officer == kept.keeper), None)
    opened, over = state.opened, state.ended
    received = state.legal_basis == "citizen_reception"  # which has no topic
    signer = (
        Signer(body=opened.body, office=opened.office, officer=opened.chair)
        if opened
        else issuer_of(state, sheet, its_head=True)
    )
    return {
        **framed(
            sheet,
            signer=signer,
            kind="BIÊN BẢN",
            abbreviation="BB",
            title=subject(state, sheet),
            number=kept.document if kept else sheet.number,
            day=first_day(kept.on) if kept else None,
            draft="" if kept else draft_mark(),
            recipients=sheet.issuer(signer).recipients(case=True),
        ),
        "subject": subject(state, sheet),
        "topics": ended(topics_of(state.topics)) if state.topics and not received else "",
        "began": moment(opened.on) if opened else moment(None),
        "place": place_of(state.place),
        "chair": chair_of(state, sheet),
        "chaired": chaired(state),
        "keeper": (keeper.name or keeper.title) if keeper else BLANK,
        "present": [sheet.name(one) for one in kept.present] if kept else [],
        "absent": [sheet.name(one) for one in kept.absent] if kept else [],
        "people": "…" if state.people is None else str(state.people or "không có người nào đến"),
        "counted": _counted(state),
        "explanations": [
            {"body": sheet.name(one.body), "text": ended(one.gist)} for one in state.explanations
        ],
        "opinions": [
            {
                "number": str(one.number),
                "speaker": _speaker(one, sheet.closed() if one.number in secret else sheet),
                "kind": word(one.kind) + (", bằng văn bản" if one.written else ""),
                "text": ended(one.gist),
                "answer": ended(answers[one.number]) if one.number in answers else "",
                "taken": ended(way) if (way := _way(one, state, taken, sheet)) else "",
            }
            for one in state.opinions
        ],
        "nobody": "Không có công dân đến." if _nobody_came(state) else "Không có ý kiến.",
        "agreed": list(kept.agreed) if kept else [],
        "differing": list(kept.differing) if kept else [],
        "closed": moment(over.on) if over else moment(None),
        "version": str(kept.version) if kept and kept.version > 1 else "",
        "reason": (kept.reason or "") if kept else "",
    }


def _nobody_came(state: Session) -> bool:
    """Whether a reception was held to which no citizen came."""
    return state.legal_basis == "citizen_reception" and state.ended is not None and not state.people


def _counted(state: Session) -> str:
    """How many turns to speak, and how many opinions they raised or that came in writing."""
    written = sum(one.written for one in state.opinions)
    if state.turns is None and not written:
        return ""
    turns = "" if state.turns is None else f"{state.turns} lượt phát biểu, "
    told = f"{turns}{len(state.opinions)} ý kiến"
    return f"{told}, trong đó {written} ý kiến bằng văn bản" if written else told


def _way(
    opinion: OpinionVoiced, state: Session, taken: Mapping[int, str], sheet: DocumentSheet
) -> str:
    """Where an opinion goes, and whose it is to settle where that was found."""
    found, way = state.competence(opinion.number), taken.get(opinion.number, "")
    if found is None:
        return way
    whose = "thuộc thẩm quyền"
    if found.to is not None:
        whose = f"không thuộc thẩm quyền, chuyển {sheet.name(found.to)}"
    return f"{way}; {whose}" if way else whose


def _secret_opinions(state: Session, sheet: DocumentSheet) -> set[int]:
    """Opinions whose author may not be known: what became of them is a secret petition."""
    found: set[int] = set()
    streams = {one.petition: one.number for one in state.takings if one.petition}
    for stream, life in sheet.lives.items():
        if not isinstance(life, Petition) or not life.identity_is_secret:
            continue
        if stream in streams:
            found.add(streams[stream])
        raised = life.raised
        if raised and raised.session == sheet.stream and raised.opinion is not None:
            found.add(raised.opinion)
    return found


def _speaker(opinion: OpinionVoiced, sheet: DocumentSheet) -> str:
    group = sheet.group(opinion.group)
    if sheet.opener is None or opinion.speaker_name is None:
        return f"Một người dân {group}".rstrip()
    name = f"Ông (bà) {sheet.opened(opinion.speaker_name)}"
    if opinion.speaker_address is not None:
        return f"{name}, địa chỉ: {sheet.opened(opinion.speaker_address)}"
    return f"{name}, {group}" if group else name


# -- Conclusion notice --------------------------------------------------------------------


def conclusion_notice(state: Session, sheet: DocumentSheet) -> Context:
    """Thông báo kết luận: the notice that holds, or else the last draft, marked as one.

    `sheet.which` chooses a draft by its number. A direction after a reception is told by the
    same document (Nghị định 154/2026/NĐ-CP, Điều 25 khoản 2, which we apply by analogy), and
    names the citizens where the office orders it; never one whose opinion became a denunciation.
    """
    if sheet.named:
        _may_be_named(state, sheet)
    notice: Notice | None = state.notice
    draft = max(state.drafts, key=lambda one: one.draft, default=None)
    if sheet.which is not None:
        drafts = sorted(state.drafts, key=lambda one: one.draft)
        notice, draft = None, sheet.chosen(drafts)
    contents = notice.contents if notice else (draft.contents if draft else None)
    signer = issuer_of(state, sheet, its_head=True)
    if notice:
        signer = Signer(body=notice.body, office=notice.office, officer=notice.officer)
    replaces = notice if isinstance(notice, ConclusionReplaced) else None
    return {
        **framed(
            sheet,
            signer=signer,
            kind="THÔNG BÁO",
            abbreviation="TB",
            title=f"Kết luận của {head_of(state)} tại {subject(state, sheet, by_its_head=True)}",
            number=notice.number if notice else None,
            day=first_day(notice.on) if notice else None,
            draft="" if notice else draft_mark(draft.draft if draft else None),
            recipients=_recipients(contents, signer, sheet),
        ),
        "introduction": _introduction(state, sheet),
        "replaces": (
            f"Thông báo này thay thế Thông báo số {replaces.replaces}. Lý do: {replaces.reason}"
            if replaces
            else ""
        ),
        **_contents(state, sheet, contents),
    }


def _recipients(
    contents: Contents | None, signer: Signer | None, sheet: DocumentSheet
) -> list[str]:
    """Nơi nhận as drafted; where nobody said them, those who must act by it."""
    if contents is not None and contents.recipients:
        return [one.text for one in contents.recipients]
    told: list[BodyId | None] = []
    if contents is not None:
        for one in contents.items:
            told += [one.lead, *one.supports, one.answered_by]
        told.append(contents.follow_up)
    names = dict.fromkeys(sheet.name(one) for one in told if one)
    return sheet.issuer(signer).recipients(*names)


def _introduction(state: Session, sheet: DocumentSheet) -> str:
    opened = state.opened
    when = first_day(opened.on) if opened else (state.arranged.day if state.arranged else None)
    attended = f", với sự tham dự của {state.people} người dân" if state.people else ""
    attended = ", không có người dân đến" if state.people == 0 else attended
    day, chair = written(when), chair_of(state, sheet)
    topics = "" if not state.topics else f" Chủ đề: {topics_of(state.topics).rstrip('.')}."
    return (
        f"{day[0].upper()}{day[1:]}, tại {venue(state)}, {chair} đã {chaired(state)} "
        f"{subject(state, sheet, by_its_head=True)}{attended}.{topics} Sau khi nghe ý kiến của "
        f"Nhân dân và ý kiến giải trình, trả lời của các cơ quan, {head_of(state)} "
        "kết luận như sau:"
    )


def _contents(state: Session, sheet: DocumentSheet, contents: Contents | None) -> Context:
    if contents is None:
        return {"summary": "", "items": [], "directions": [], "follow_up": ""}
    secret = _secret_opinions(state, sheet) if sheet.named else set()
    return {
        "summary": contents.summary,
        "items": [_item(state, sheet, one, secret) for one in contents.items],
        "directions": [ended(one) for one in contents.directions],
        "follow_up": _follow_up(state, sheet, contents),
    }


def _item(state: Session, sheet: DocumentSheet, item: Item, secret: set[int]) -> Context:
    opinions = [
        _voiced(one, sheet, secret) for number in item.opinions if (one := state.opinion(number))
    ]
    led_by = next(
        (
            one.name or one.title
            for one in sheet.ward.holdings
            if (one.officer, one.body) == (item.lead_officer, item.lead)
        ),
        "",
    )
    return {
        "number": str(item.number),
        "opinions": listed(opinions),
        "view": ended(item.view) if item.view else "",
        "decision": ended(item.decision),
        "lead": sheet.name(item.lead) + (f" ({led_by})" if led_by else ""),
        "supports": sheet.names(item.supports),
        "due": item.due_text or (until(item.due) if item.due else ""),
        "answered_by": sheet.name(item.answered_by) if item.answered_by else "",
    }


def _may_be_named(state: Session, sheet: DocumentSheet) -> None:
    if state.legal_basis != "citizen_reception":
        raise Invalid(
            "the notice of {stream} names nobody: it is no reception",
            where="--named",
            expected="the notice of a reception",
            stream=sheet.stream,
        )
    if sheet.opener is None:
        raise Invalid(
            "names can't be read", where="--named", expected="--unseal, --as and --purpose"
        )


def _voiced(opinion: OpinionVoiced, sheet: DocumentSheet, secret: set[int]) -> str:
    """What an opinion is about, and whose it is where the notice names the citizens."""
    gist = opinion.gist.rstrip(".")
    if not sheet.named or opinion.number in secret:
        return gist
    return f"{_speaker(opinion, sheet)}: {gist}"


def _follow_up(state: Session, sheet: DocumentSheet, contents: Contents) -> str:
    if contents.follow_up is None:
        return ""
    due = f", {until(contents.report_due)}" if contents.report_due else ""
    to = head_of(state)
    if state.of_the_party and (board := sheet.of_kind("party_standing_board")):
        to = f"{sheet.name(board)}, {to}"
    return (
        f"Giao {sheet.name(contents.follow_up)} theo dõi, đôn đốc việc thực hiện Thông báo này "
        f"và tổng hợp báo cáo {to}{due}."
    )
