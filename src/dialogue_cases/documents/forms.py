"""Danh mục văn bản: which documents there are, of which life each is made, and by what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from attrs import frozen

from dialogue_cases.deadlines import Grounds
from dialogue_cases.documents import (
    before_session,
    follow_up,
    of_audit,
    of_petition,
    of_plan,
    of_session,
    of_views,
    passing_on,
    stage_notice,
)
from dialogue_cases.documents.charts import Spec, drawn
from dialogue_cases.documents.filling import PACKAGED, fill
from dialogue_cases.documents.sheet import Context, DocumentSheet
from dialogue_cases.errors import Invalid, NotFound
from dialogue_cases.law import Law
from dialogue_cases.office import Office, life_of
from dialogue_cases.office.unsealing import Opener
from dialogue_cases.projection import LifeAsKnown
from dialogue_cases.record import Known, Recorded, known_then, standing
from dialogue_cases.session import OpinionTaken
from dialogue_cases.vocabulary import Act, DocumentNumber, StreamId, SystemAct
from dialogue_cases.ward import WARD, Ward


@frozen(kw_only=True)
class Form:
    """Mẫu văn bản: one kind of document.

    Args:
        name: what it is called on the command line; its template is `<name>.docx`.
        vi: what it is called in Vietnamese …
        en: … and in English.
        of: the series of the lives that it is made of.
        context: what it is filled with.
        reads: the series of other lives that it tells of …
        near: … and whether only those that name the life, or that it has taken.
        chart: the chart that may stand in it, as `chart`.
        numbered: whether its number is told by who makes it; else the record has it.
        counted: whether a life may have several.
        asks: what it asks the record beside the life, answered as `DocumentSheet.answer`.
        periodic: whether it reports on a period.
        naming: whether it can name citizens, where the office orders that.
    """

    name: str
    vi: str
    en: str
    of: tuple[str, ...]
    context: Callable[[Any, DocumentSheet], Context]
    reads: tuple[str, ...] = ()
    near: bool = False
    chart: Callable[[Any, DocumentSheet], Spec] | None = None
    numbered: bool = False
    counted: bool = False
    asks: Callable[[Office, DocumentSheet], Any] | None = None
    periodic: bool = False
    naming: bool = False


Lives: TypeAlias = Iterable[Sequence[Recorded[Any]]]
"""Whole lives in turn, each by version."""

_SESSIONS = ("dialogue", "reception")
_OF_A_CASE = (*_SESSIONS, "petition", "proceeding", "matter", "task", "plan")

FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        Form(
            name="plan",
            vi="Kế hoạch năm",
            en="the year's plan",
            of=("plan",),
            context=of_plan.year_plan,
        ),
        Form(
            name="reception-schedule",
            numbered=True,
            vi="Lịch tiếp công dân",
            en="the reception schedule",
            of=("plan",),
            context=of_plan.reception_schedule,
            reads=("reception",),
        ),
        Form(
            name="invitation",
            counted=True,
            vi="Giấy mời",
            en="the invitations",
            of=_SESSIONS,
            context=before_session.invitations,
        ),
        Form(
            name="announcement",
            numbered=True,
            vi="Thông báo trên đài truyền thanh",
            en="the announcement on the public-address system",
            of=_SESSIONS,
            context=before_session.announcement,
        ),
        Form(
            name="minutes",
            counted=True,
            numbered=True,
            vi="Biên bản",
            en="the minutes",
            of=_SESSIONS,
            context=of_session.minutes,
            reads=("petition",),
            near=True,
        ),
        Form(
            name="conclusion-notice",
            counted=True,
            vi="Thông báo kết luận",
            en="the conclusion notice",
            of=_SESSIONS,
            context=of_session.conclusion_notice,
            reads=("petition",),
            near=True,
            naming=True,
        ),
        Form(
            name="follow-up-report",
            numbered=True,
            vi="Báo cáo kết quả giải quyết theo kết luận",
            en="the report on what became of the conclusions",
            of=("plan", *_SESSIONS),
            context=follow_up.follow_up_report,
            reads=(*_SESSIONS, "task", "matter"),
            chart=follow_up.chart,
        ),
        Form(
            name="answer",
            counted=True,
            vi="Thông báo trả lời người nộp đơn",
            en="the answer to the petitioner",
            of=("petition",),
            context=of_petition.answer,
        ),
        Form(
            name="refusal",
            vi="Thông báo từ chối tiếp công dân (Mẫu 01/TCD)",
            en="the written refusal (form 01/TCD)",
            of=("petition",),
            context=of_petition.refusal,
        ),
        Form(
            name="receipt",
            numbered=True,
            vi="Giấy biên nhận thông tin, tài liệu (Mẫu 02/TCD)",
            en="the receipt for papers (form 02/TCD)",
            of=("petition",),
            context=of_petition.receipt,
        ),
        Form(
            name="stage-notice",
            numbered=True,
            vi="Phiếu báo tình trạng xử lý đơn",
            en="the notice of where a petition stands",
            of=("petition",),
            context=stage_notice.stage_notice,
        ),
        Form(
            name="acceptance-proposal",
            numbered=True,
            vi="Phiếu đề xuất thụ lý đơn",
            en="the proposal to accept a petition",
            of=("petition",),
            context=passing_on.acceptance_proposal,
        ),
        Form(
            name="transfer-slip",
            vi="Phiếu chuyển đơn",
            en="the transfer slip",
            of=("petition", "proceeding"),
            context=passing_on.transfer_slip,
        ),
        Form(
            name="urging-letter",
            numbered=True,
            vi="Công văn đôn đốc",
            en="the letter of urging",
            of=("petition", "proceeding", "task"),
            context=passing_on.urging_letter,
            reads=_SESSIONS,
        ),
        Form(
            name="dossier",
            vi="Hồ sơ của một buổi",
            en="the dossier of a session",
            of=_SESSIONS,
            context=of_views.session_dossier,
            asks=of_views.dossier_of,
        ),
        Form(
            name="party-report",
            numbered=True,
            periodic=True,
            vi="Báo cáo định kỳ của Đảng",
            en="the Party's periodic report",
            of=("ward",),
            context=of_views.report,
            asks=of_views.report_of,
        ),
        Form(
            name="timeline",
            vi="Dòng thời gian của hồ sơ",
            en="the timeline of a case or a session",
            of=_OF_A_CASE,
            context=of_audit.timeline,
            asks=of_audit.timeline_of,
        ),
        Form(
            name="decision-record",
            counted=True,
            vi="Hồ sơ một quyết định",
            en="the record of one decision",
            of=("ward", *_OF_A_CASE),
            context=of_audit.decision,
            asks=of_audit.decision_of,
        ),
        Form(
            name="findings",
            vi="Điểm cần xem xét trong sổ",
            en="what whoever checks the record should look at",
            of=("ward",),
            context=of_audit.findings,
            asks=of_audit.findings_of,
        ),
        Form(
            name="openings",
            counted=True,
            vi="Ai đã xem dữ liệu của một đương sự",
            en="who has seen the data of a party",
            of=_OF_A_CASE,
            context=of_audit.openings,
            asks=of_audit.openings_of,
        ),
        Form(
            name="erasure",
            counted=True,
            vi="Giấy xác nhận xoá dữ liệu",
            en="the certificate of an erasure",
            of=_OF_A_CASE,
            context=of_audit.erasure,
            asks=of_audit.erasure_of,
        ),
    )
}
"""Every kind of document, by its name."""


@frozen(kw_only=True)
class WrittenDocument:
    """Văn bản đã lập: the file, and whether it is a draft.

    Args:
        docx: the DOCX file.
        draft: whether it is marked as a draft.
        number: the number that it bears, as printed; a blank while it has none.
    """

    docx: bytes
    draft: bool
    number: str


def write(
    office: Office,
    name: str,
    stream: StreamId | str,
    *,
    on: date | None = None,
    number: DocumentNumber | None = None,
    which: int | None = None,
    opener: Opener | None = None,
    reader: Act | SystemAct | None = None,
    known: Known | None = None,
    templates: Path | None = None,
    charts: bool = False,
    period: str | None = None,
    named: bool = False,
) -> WrittenDocument:
    """Make a document from the record.

    Args:
        office: whose record it is.
        name: which document, one of `FORMS`.
        stream: the life that it is made of, such as `dialogue/2023/1`.
        on: as of this local day; None: today.
        number: the number under which it is issued, where the record can't say it.
        which: which one, where the life has several; None: the last. Of `decision-record` the
            version of the fact, of `openings` the number of the party, which must be said, of
            `erasure` that of one party; None there: of the whole case.
        opener: how sealed data are read, as `Desk.read` hands it; None: they stay blank.
        reader: who reads it, in which office; None: what is restricted is withheld.
        known: as was on record at the end of this local day, or at exactly this position.
        templates: the office's own template, or a folder of them; what it hasn't is packaged.
        charts: whether the document's chart is drawn into it.
        period: on which period it reports, such as `2026-Q1`, where it does.
        named: whether the notice of a reception names the citizens, as the office orders it;
            with an opener only.

    Raises:
        Invalid: there is no such document, it isn't made of that life, its number or which one
            can't be told, or the template has a mistake.
        NotFound: nothing is recorded under that id (as known then).
    """
    form = form_named(name, StreamId(stream))
    if number is not None and not form.numbered:
        raise Invalid(
            "the number of {name} stands in the record",
            where=name,
            expected="its issue recorded with the number, then this without one",
            name=name,
        )
    if which is not None and not form.counted:
        raise Invalid("there is only one {name} of {stream}", where=name, name=name, stream=stream)
    if period is not None and not form.periodic:
        raise Invalid("{name} reports on no period", where="--period", name=name)
    if named and not form.naming:
        raise Invalid("{name} has no place for names", where="--named", name=name)
    sheet = sheet_for(office, form, StreamId(stream), on=on or office.today, known=known)
    sheet = attrs.evolve(
        sheet,
        number=number,
        which=which,
        opener=opener,
        reader=reader,
        period=period,
        named=named,
    )
    if form.asks is not None:
        sheet = attrs.evolve(sheet, answer=form.asks(office, sheet))
    life = life_of(sheet.stream)
    state = life.refold(sheet.facts, upto=sheet.day)
    context = form.context(state, sheet)
    heads = [one["head"] for one in context.get("letters", [context])]
    # Several in one file bear their marks themselves: some may be issued, some not.
    context["mark"] = "" if "letters" in context else heads[0].get("mark", heads[0]["draft"])
    if "letters" in context:
        context["line_spacing"] = max(one["line_spacing"] for one in context["letters"])
    if charts and form.chart is not None:
        context["chart"] = drawn(form.chart(state, sheet), "png")
    return WrittenDocument(
        docx=fill(template_of(form, templates), context),
        draft=any(head["draft"] for head in heads),
        number=", ".join(dict.fromkeys(head["number"] for head in heads)),
    )


def form_named(name: str, stream: StreamId) -> Form:
    """The form of that name, for that life.

    Raises:
        Invalid: there is none, or it is made of another kind of life.
    """
    form = FORMS.get(name)
    if form is None:
        raise Invalid(
            "{name} is no document", expected="one of {among}", name=name, among=", ".join(FORMS)
        )
    series = stream.partition("/")[0]
    if series not in form.of:
        raise Invalid(
            "{name} isn't made of {stream}",
            where=name,
            expected="a life of {lives}",
            name=name,
            stream=stream,
            lives=", ".join(form.of),
        )
    return form


def sheet_of_everything(office: Office, *, on: date, known: Known | None = None) -> DocumentSheet:
    """What charts are made from: every session, petition and task, as of a day."""
    read = _read(office, (*_SESSIONS, "petition", "task"))
    return _sheet(office, WARD, read, on=on, known=known)


def sheet_for(
    office: Office, form: Form, stream: StreamId, *, on: date, known: Known | None = None
) -> DocumentSheet:
    """What a document is made from, as the record has it on a day, or had it as then known."""
    read = _near(office, form.reads, stream) if form.near else _read(office, form.reads)
    return _sheet(office, stream, read, on=on, known=known)


def _sheet(
    office: Office, stream: StreamId, read: Lives, *, on: date, known: Known | None = None
) -> DocumentSheet:

    @cache
    def ward_on(day: date) -> Ward:
        return office.ward(effective=day, known=known)

    history = [one for one in office.history(stream) if known_then(one, known)]
    if not history:
        raise NotFound(stream)
    facts = standing(history)
    lives: dict[StreamId, Any] = {}
    work: dict[StreamId, Grounds] = {}
    law, began = office.law_known(known=known), {}
    for whole in read:
        its_history = [one for one in whole if known_then(one, known)]
        if not its_history:
            continue
        other = its_history[0].stream
        life = life_of(other)
        began[other] = its_history[0].position
        lives[other] = life.fold(its_history, upto=on)
        if other != stream:
            work |= _work(its_history, law, known)
    work |= _work(history, law, known)
    lives = dict(sorted(lives.items(), key=lambda one: began[one[0]]))
    return DocumentSheet(
        stream=stream,
        ward_on=ward_on,
        day=on,
        facts=tuple(facts),
        lives=lives,
        work=work,
        law=law,
        known=known,
    )


def _work(
    history: Sequence[Recorded[Any]], law: Law, known: Known | None
) -> dict[StreamId, Grounds]:
    """What a task comes to, by its stream."""
    stream = history[0].stream
    found = LifeAsKnown(history, law, known).work if stream.startswith("task/") else None
    return {} if found is None else {stream: found}


def _read(office: Office, series: tuple[str, ...]) -> Lives:
    """The lives of some series, each with its history."""
    return chain.from_iterable(map(office.lives, series))


def _near(office: Office, series: tuple[str, ...], stream: StreamId) -> Lives:
    """Of these series the lives that name a life, and the petitions that it has taken."""
    found = [other for word in series for other in office.log.streams(word, naming=(stream,))]
    found += [
        one.event.petition
        for one in office.history(stream)
        if isinstance(one.event, OpinionTaken) and one.event.petition is not None
    ]
    return chain.from_iterable(map(office.lives, dict.fromkeys(found)))


def template_of(form: Form, own: Path | None) -> Path:
    """The office's own template, if it has one for this document, or else the packaged one."""
    if own is None:
        return PACKAGED / f"{form.name}.docx"
    if own.is_dir():
        edited = own / f"{form.name}.docx"
        return edited if edited.exists() else PACKAGED / f"{form.name}.docx"
    return own
