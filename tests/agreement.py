"""A ward's year made up by chance, and every paper asked about every promise and petition.

`a_history` decides whatever comes, entered late, despite the rules, corrected and voided.
`differences` asks all views, reports and documents about one day and names where they differ.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import attrs

from dialogue_cases import petition, session, statistics, task
from dialogue_cases.deadlines import MET, UNDATED, UNDER_WAY, Verdict, verdict
from dialogue_cases.documents import charts, forms
from dialogue_cases.documents.promises import promises as printed
from dialogue_cases.documents.wording import word
from dialogue_cases.errors import CaseError, Refused
from dialogue_cases.office import Office
from dialogue_cases.petition import Part
from dialogue_cases.projection import Views
from dialogue_cases.record import by_stream
from dialogue_cases.session import Contents, Item
from dialogue_cases.statistics import ReportPeriod
from dialogue_cases.task import PROMISES, Verified
from dialogue_cases.views import board, dossier, ledger, register, scorecard, topics
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    Recipient,
    StreamId,
    first_day,
)
from following import AN_THUONG, DITCH, EVIDENCE, GOVERNMENT, LAND, NHO_LAM, OFFICE, PLACE
from offices import Clock, an_office
from spec import act_of

BEGIN, FRONT = date(2023, 1, 2), BodyId("mttq")


class Year:
    """An office in which anything is decided that isn't impossible."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.clock = Clock(BEGIN)
        self.office: Office = an_office(self.clock)
        self.made: list[tuple[str, str, int, Any, dict[str, Any]]] = []

    def on(self) -> date:
        """Mostly today; else some days back, as what is entered late."""
        back = self.chance.choice((0, 0, 0, 0, 3, 12, 40))
        return max(BEGIN, self.office.today - timedelta(days=back))

    def decides(self, who: str, stream: str, decision: Any, on: date, **more: Any) -> bool:
        """Decide it, despite whatever forbids it, unless it can't be."""
        return self._tried(who, lambda desk: desk.decide(stream, decision, on=on, **more), more)

    def begins(self, who: str, series: str, decision: Any, on: date, **more: Any) -> bool:
        return self._tried(who, lambda desk: desk.begin(series, decision, on=on, **more), more)

    def _tried(
        self, who: str, call: Callable[[Any], list[Any]], more: dict[str, Any], **how: Any
    ) -> bool:
        despite: list[tuple[str, str]] = []
        for _ in range(6):
            try:
                facts = call(self.office.acting(act_of(who), despite=despite, **how))
            except Refused as refused:
                if refused.rule in dict(despite):
                    return False
                despite.append((refused.rule, "đã xảy ra"))
            except CaseError:
                return False
            else:
                if facts and "decision" in more:
                    first = facts[0]
                    told = {name: value for name, value in more.items() if name != "decision"}
                    self.made.append((who, first.stream, first.version, more["decision"], told))
                return bool(facts)
        return False

    def streams(self, series: str) -> list[StreamId]:
        facts = self.office.log.since()
        return [one for one in by_stream(facts) if one.startswith(f"{series}/")]

    # -- What may happen ------------------------------------------------------------------

    def step(self) -> None:
        """One of the things that happen in a ward."""
        self.clock.move(self.office.today + timedelta(days=self.chance.choice((0, 0, 1, 4, 9, 21))))
        happens = self.chance.choices(
            (self.held, self.concluded, self.worked, self.petitioned, self.handled, self.mended),
            (1, 1, 12, 2, 8, 2),
        )[0]
        happens()

    def held(self) -> None:
        day = self.on()
        series = self.chance.choice(("dialogue", "dialogue", "reception"))
        basis, chair = "citizen_reception", "bi-thu"
        if series == "dialogue":
            basis, chair = self.chance.choice(
                (("party_secretary_dialogue", "bi-thu"), ("government_dialogue", "chu-tich"))
            )
        group = self.chance.choice((NHO_LAM, AN_THUONG))
        if not self.begins(
            "chanh-van-phong", f"{series}/{day.year}", session.fix, day, day=day, place=PLACE,
            topics=(LAND,), groups=(group,), legal_basis=basis,
        ):  # fmt: skip
            return
        stream = self.streams(series)[-1]
        self.decides(chair, stream, session.open_session, day)
        for _ in range(self.chance.randint(1, 3)):
            self.decides(
                "chanh-van-phong", stream, session.voice_opinion, day, kind="report",
                subject="government_management", gist=DITCH,
                topic=self.chance.choice((LAND, LAND, None)),
            )  # fmt: skip
        people = self.chance.choice((None, 12, 30))
        self.decides(chair, stream, session.end_session, day, people=people)
        for number in (1, 2):
            if self.chance.random() < 0.4:
                self.decides(
                    "chanh-van-phong", stream, session.take_opinion, self.on(), number=number,
                    destination="petition",
                )  # fmt: skip
        if self.chance.random() < 0.7:
            self.concluded()

    def concluded(self) -> None:
        """A notice is issued, or replaced by one that drops, changes or adds items."""
        found = self.streams("dialogue")
        if not found:
            return
        stream, on = self.chance.choice(found), self.on()
        state: session.Session = self.office.as_of(stream)
        chair = "bi-thu" if state.of_the_party else "chu-tich"
        numbers = self.chance.sample((1, 2, 3, 4), self.chance.randint(1, 3))
        items = tuple(
            Item(
                number=number, decision=f"Việc {number}", opinions=(1,),
                lead=self.chance.choice((GOVERNMENT, FRONT)), due=self._due(on),
            )
            for number in sorted(numbers)
        )  # fmt: skip
        contents = Contents(
            items=items,
            recipients=(Recipient(text="UBND phường", bodies=(GOVERNMENT,)),),
            follow_up=OFFICE,
        )
        number = DocumentNumber(number=self.chance.randint(1, 99), symbol="TB/ĐU")
        if state.notice is None:
            self.decides(
                chair, stream, session.issue_conclusion, on, number=number, contents=contents
            )
        else:
            self.decides(
                chair, stream, session.replace_conclusion, on, number=number,
                contents=contents, reason="sai sót",
            )  # fmt: skip

    def _due(self, on: date) -> date | None:
        days = self.chance.choice((None, 5, 14, 30, 60))
        return None if days is None else on + timedelta(days=days)

    def worked(self) -> None:
        """Something about a task: done, confirmed, refused, moved, carried over, closed."""
        found = self.streams("task")
        promised = [one for one in found if "/item/" in one or "/direction/" in one]
        if not found:
            return
        stream, on = self.chance.choice(promised or found), self.on()
        state: task.Task = self.office.as_of(stream)
        lead = {"ubnd": "chu-tich", "mttq": "chu-tich-mttq"}.get(str(state.lead), "chanh-van-phong")
        later = on + timedelta(days=self.chance.choice((3, 20, 45)))
        to = StreamId(f"dialogue/{on.year + 1}/1")
        moved: list[tuple[str, Any, dict[str, Any]]] = [
            ("bi-thu", task.extend, {"until": later, "reason": "Mưa"}),
            ("bi-thu", task.redirect, {"direction": "Làm ngay", "due": later}),
            ("bi-thu", task.carry_over, {"to": to, "reason": "Chưa xong"}),
            ("bi-thu", task.amend, {
                "text": f"Việc đổi {on}", "lead": state.lead or GOVERNMENT,
                "due": self._due(on), "reason": "Đổi",
            }),
            ("bi-thu", task.close, {"outcome": "not_needed", "reason": "Thôi"}),
            (lead, task.report_done, {"gist": f"Xong {on}", "evidence": EVIDENCE}),
        ]  # fmt: skip
        seen = ("chanh-van-phong", task.verify, {"findings": "Đúng"})
        likely = {
            "done": seen,
            "verified": ("chanh-van-phong", task.close, {"outcome": "carried_out"}),
        }.get(state.status, moved[-1])
        refused = ("chanh-van-phong", task.reject, {"reason": f"Chưa xong {on}"})
        among = (likely, likely, likely, self.chance.choice(moved), refused, moved[0])
        who, decision, more = self.chance.choice(among)
        self._remembered(who, stream, decision, on, more)

    def petitioned(self) -> None:
        day = self.on()
        self.begins(
            "chanh-van-phong", f"petition/{day.year}", petition.raise_petition, day,
            channel=self.chance.choice(("written", "reception")), gist=DITCH,
            received_by=OFFICE, group=NHO_LAM, topic=LAND, people=self.chance.choice((1, 1, 6)),
            receiver=self.chance.choice(("staff", "head")),
        )  # fmt: skip

    def handled(self) -> None:
        """Something about a petition: classified, admitted, assigned, closed, opened again."""
        found = self.streams("petition")
        if not found:
            return
        stream, on = self.chance.choice(found), self.on()
        kind = self.chance.choice(("recommendation", "report", "complaint", "denunciation"))
        parts = (Part(number=1, gist="Một"), Part(number=2, gist="Hai"))
        paper = Document(kind="Công văn", number="9", issued_on=on)
        decision, more = self.chance.choice(
            (
                (petition.classify, {"kind": kind, "area": "land", "reason": "Xem lại"}),
                (petition.classify, {"kind": kind, "area": "land", "reason": "Xem lại"}),
                (petition.find_eligibility, {"eligible": True}),
                (petition.find_competence, {"own": True, "system": "administrative"}),
                (petition.admit, {}),
                (petition.assign, {
                    "text": "Giải quyết", "lead": GOVERNMENT, "due": self._due(on), "reason": "Lại",
                }),
                (petition.direct, {"direction": "Làm", "lead": FRONT, "due": self._due(on)}),
                (petition.answer, {"outcome": "accepted", "gist": "Thụ lý", "document": paper}),
                (petition.answer, {"outcome": "result", "gist": "Kết quả", "document": paper}),
                (petition.refuse, {"ground": "time_passed", "document": paper}),
                (petition.file_without_processing, {"ground": "sent_to_many"}),
                (petition.withdraw, {"form": "letter"}),
                (petition.resolve, {
                    "outcome": "granted", "gist": "Xong", "evidence": EVIDENCE,
                }),
                (petition.resolve, {
                    "outcome": "granted", "gist": "Xong", "evidence": EVIDENCE,
                }),
                (petition.reopen, {"reason": "Chưa hết ngập"}),
                (petition.split, {"parts": parts, "reason": "Nhiều nội dung"}),
            )
        )  # fmt: skip
        self._remembered("chanh-van-phong", stream, decision, on, more)

    def _remembered(
        self, who: str, stream: str, decision: Any, on: date, more: dict[str, Any]
    ) -> None:
        self._tried(
            who,
            lambda desk: desk.decide(stream, decision, on=on, **more),
            {**more, "decision": decision},
        )

    def mended(self) -> None:
        """An entry is corrected to another day, or taken out."""
        if not self.made:
            return
        who, stream, version, decision, more = self.chance.choice(self.made)
        if self.chance.random() < 0.5:
            on = self.on()
            self._tried(
                who, lambda desk: desk.decide(stream, decision, on=on, **more), {}, corrects=version
            )
        else:
            self._tried(
                who,
                lambda desk: desk.void(
                    stream, version=version, on=self.office.today, reason="nhập nhầm"
                ),
                {},
            )


def asked(office: Office, seed: int) -> list[tuple[date, str]]:
    """The differences on each of the days that are asked about."""
    with Views.of(office) as views:
        return [(on, one) for on in days_of(office, seed) for one in differences(office, views, on)]


def a_history(seed: int, *, steps: int = 45) -> Office:
    """A ward with a record made up by chance, the same for the same seed."""
    year = Year(seed)
    year.held()
    year.concluded()
    for _ in range(steps):
        year.step()
    return year.office


# -- What the papers say ------------------------------------------------------------------


def days_of(office: Office, seed: int) -> tuple[date, ...]:
    """Days to ask about: today, some past one, and one in between."""
    chance, span = Random(seed), (office.today - BEGIN).days
    return (office.today, *(BEGIN + timedelta(days=chance.randint(1, max(span, 1))) for _ in "ab"))


def differences(office: Office, views: Views, on: date) -> Iterator[str]:
    """Where two papers say something else about the same promise or petition on a day."""
    last = max(on, date(on.year, 12, 31))
    period = ReportPeriod(line="party", label="all", first=date(2019, 1, 1), last=last)
    report = statistics.party_report(office.log.since(), office.law, period=period, on=on)
    lines = {one.text: one for part in report.sections for one in part.lines}
    sheet = forms.sheet_of_everything(office, on=on)
    law = office.law_on(on)
    entries = {one.task: one for one in ledger.promises(views, on).rows if one.task}
    told = board.lines(views, on, board.BoardWanted(finished=True)).rows
    kinds: tuple[scorecard.ScorecardKind, ...] = (*PROMISES, "petition")
    by_kind = {
        kind: scorecard.scores(views, on, scorecard.ScorecardWanted(kind=kind)).rows
        for kind in kinds
    }
    held = [one for one in sheet.lives if one.startswith(("dialogue/", "reception/"))]
    dossiers = {one: dossier.dossier(views, one, on) for one in held[:1] + held[-1:]}
    registered = {one.stream for one in register.cases(views).rows}
    stands: dict[StreamId, Verdict] = {}
    for stream, work in sheet.work.items():
        stands[stream] = verdict(work, on, law.calendar_on(work.anchor_day))
    promised = {
        stream: stands[stream]
        for stream, state in sheet.lives.items()
        if isinstance(state, task.Task)
        and state.origin is not None
        and state.origin.kind in PROMISES
        and state.lead is not None
    }

    # Each promise: ledger, dossier, documents, board and what is owed say one thing.
    for stream, entry in entries.items():
        if stream in promised and entry.standing != promised[stream]:
            yield f"{stream}: ledger {entry.standing}, documents {promised[stream]}"
    for one in (each for found in dossiers.values() for each in found.promised.rows):
        if one.task and one.standing != entries[one.task].standing:
            yield f"{one.task}: dossier {one.standing}, ledger {entries[one.task].standing}"
    for paper in printed(sheet):
        if paper.state != promised[paper.stream]:
            yield f"{paper.stream}: follow-up {paper.state}, documents {promised[paper.stream]}"
    for stream, work in sheet.work.items():
        running = {
            one.status
            for one in told
            if (one.stream, one.rule) == (stream, "T1") and one.status not in ("not yet", "void")
        }
        has_day = work.on(on).due is not None and stands[stream] not in ("not yet", "void")
        if has_day and running != {stands[stream]}:
            yield f"{stream}: board {sorted(running)}, documents {stands[stream]}"
    for stream in promised:
        yield from _naively(office, stream, on, promised[stream])

    # Sums: scorecard, report and chart count the same promises.
    counted = Counter(promised.values())
    sums = {
        "told": len(promised),
        "in_time": counted["met in time"],
        "late": counted["met late"],
        "without_a_day": counted["met"],
        "reported": counted["reported done"],
        "lifted": counted["void"],
        "overdue": counted["overdue"],
        "undated": sum(counted[one] for one in UNDATED),
        "open": counted["overdue"] + sum(counted[one] for one in UNDER_WAY),
    }
    for name, number in sums.items():
        scored = sum(getattr(one, name) for kind in PROMISES for one in by_kind[kind])
        if scored != number:
            yield f"scorecard {name} {scored}, documents {number}"
    for score in (each for rows in by_kind.values() for each in rows):
        six = (
            score.in_time, score.late, score.without_a_day,
            score.reported, score.lifted, score.open,
        )  # fmt: skip
        if score.told != sum(six):
            yield f"scorecard of {score.body}: {score.told} isn't {sum(six)}"
    reported = {one for one in promised if is_the_partys(sheet.lives, one)}
    for text, verdicts in REPORTED.items():
        its = {one for one in reported if promised[one] in verdicts}
        if set(lines[text].cases) != its:
            yield f"report, {text}: {lines[text].cases}, documents {sorted(its)}"
    drawn = Counter[str]()
    for row in charts.promises_by_body(sheet)["data"]["values"]:
        drawn[row["state"].casefold()] += row["number"]
    for how, number in counted.items():
        if drawn[word(how).casefold()] != number:
            yield f"chart, {how}: {drawn[word(how).casefold()]}, documents {number}"

    # Each petition: overdue by what the board says; drawn, counted and registered once.
    late = {
        one.stream for one in told if one.status == "overdue" and one.stream.startswith("petition/")
    }
    if set(lines["Đơn quá hạn đến cuối kỳ"].cases) != late:
        yield f"report, overdue petitions {lines['Đơn quá hạn đến cuối kỳ'].cases}, board {late}"
    past = lines["Đơn quá ngày được giao giải quyết"].figure
    scored = sum(one.overdue for one in by_kind["petition"])
    if past != scored:
        yield f"report, past their day {past}, scorecard {scored}"
    received = lines["Số đơn tiếp nhận"]
    charted = sum(one["number"] for one in charts.petitions_by_month(sheet)["data"]["values"])
    if received.figure != charted:
        yield f"report, petitions {received.figure}, chart {charted}"
    if on == office.today and not set(received.cases) <= registered:
        yield f"report, petitions {received.cases}, register {sorted(registered)}"
    yield from _tables(office, on, last, sheet.lives)
    yield from _voices(lines, sheet.lives)
    yield from _sessions(lines, sheet.lives, reported)
    yield from _topics(views, sheet, on)


REPORTED: dict[str, tuple[Verdict, ...]] = {
    "Đã thực hiện": MET,
    "Đã thực hiện nhưng quá hạn": ("met late",),
    "Đã báo cáo xong, chờ xác nhận": ("reported done",),
    "Đang thực hiện, trong thời hạn": tuple(one for one in UNDER_WAY if one not in UNDATED),
    "Đang thực hiện, chưa ấn định thời hạn": ("no last day",),
    "Việc thường xuyên": ("standing",),
    "Quá hạn chưa thực hiện": ("overdue",),
    "Thôi thực hiện: đã thay thế hoặc không còn cần": ("void",),
}
"""The lines of the Party's report by the verdicts that they count."""


def _naively(office: Office, stream: StreamId, on: date, said: Verdict) -> Iterator[str]:
    """Against a second model: the task folded up to that day, and its last days walked through."""
    state: task.Task = office.as_of(stream, effective=on)
    confirmed = [first_day(one.on) for one in state.turns[-1:] if isinstance(one, Verified)]
    expected: tuple[Verdict, ...] = ("overdue", *UNDER_WAY)
    if state.closed is not None and state.closed.outcome != "carried_out":
        expected = MET if confirmed and confirmed[0] <= first_day(state.closed.on) else ("void",)
    elif state.closed is not None or confirmed:
        expected = MET
    elif state.is_done:
        expected = ("reported done",)
    if said not in expected:
        yield f"{stream}: {said}, folded {expected}"


def _tables(office: Office, on: date, last: date, lives: Any) -> Iterator[str]:
    """The state's tables: their sums agree, and what is closed isn't under way."""
    period = ReportPeriod(line="state", label="all", first=date(2019, 1, 1), last=last)
    run = statistics.run(
        office.log.since(), office.law, period=period, on=on, generation="2021", codes=["01/XLĐ"]
    )
    (table,) = run.counts
    if table.disagreements:
        yield f"01/XLĐ disagrees with itself: {table.disagreements}"
    for column in (16, 17):
        for one in table[column].cases:
            state = lives.get(one)
            if isinstance(state, petition.Petition) and not state.is_open:
                yield f"{one}: {state.status}, and in column {column} of 01/XLĐ"


def _voices(lines: Any, lives: Any) -> Iterator[str]:
    """Opinions and petitions about a topic: each voice once, by a count of its own."""
    alive = {
        stream: (one, one.raised)
        for stream, one in lives.items()
        if isinstance(one, petition.Petition) and one.raised is not None
    }
    became = {(raised.session, raised.opinion) for _, raised in alive.values() if raised.session}
    became |= {
        (stream, taken.number)
        for stream, one in lives.items()
        if isinstance(one, session.Session)
        for taken in one.takings
        if taken.petition in alive
    }
    voices = Counter(
        raised.topic for one, raised in alive.values() if one.status != "split"
    ) + Counter(
        opinion.topic
        for stream, one in lives.items()
        if isinstance(one, session.Session) and one.legal_basis != "government_dialogue"
        for opinion in one.opinions
        if (stream, opinion.number) not in became
    )
    for topic, text in (
        (LAND, "Ý kiến và đơn về quản lý đất đai"),
        (None, "Ý kiến và đơn chưa xếp chủ đề"),
    ):
        figure = lines[text].figure if text in lines else 0
        if figure != voices[topic]:
            yield f"report, {text}: {figure}, voices {voices[topic]}"


def _topics(views: Views, sheet: Any, on: date) -> Iterator[str]:
    """The tree of topics and the follow-up report count the opinions of all sessions alike."""
    held = {one: state for one, state in sheet.lives.items() if isinstance(state, session.Session)}
    said = Counter(
        each.topic.code if each.topic else None for one in held.values() for each in one.opinions
    )
    tree = Counter(
        {one.code: one.opinions for one in topics.counts(views, on=on).rows if one.level == 0}
    )
    if +tree != said:
        yield f"topics {tree}, opinions {said}"
    for stream, one in held.items():
        its = Counter(word(each.topic.code if each.topic else "no topic") for each in one.opinions)
        told = forms.FORMS["follow-up-report"].context(one, attrs.evolve(sheet, stream=stream))
        paper = dict(part.rsplit(": ", 1) for part in told["topics"].split("; ") if part)
        if paper != {name: f"{number} ý kiến" for name, number in its.items()}:
            yield f"{stream}: follow-up {paper}, opinions {its}"


def is_the_partys(lives: Any, stream: StreamId) -> bool:
    """Whether a task comes from anything but a session of the government."""
    source = lives.get(lives[stream].origin.source)
    return not isinstance(source, session.Session) or source.legal_basis != "government_dialogue"


def _sessions(lines: Any, lives: Any, promised: set[StreamId]) -> Iterator[str]:
    """Every line of the report is about the same sessions: what they held, and nothing else."""
    held = {stream: one for stream, one in lives.items() if isinstance(one, session.Session)}
    of_the_party = {
        stream
        for stream, one in held.items()
        if one.opened is not None and one.legal_basis != "government_dialogue"
    }
    told = {
        *lines["Số kỳ tiếp dân"].cases, *lines["Số cuộc đối thoại đã tổ chức"].cases
    }  # fmt: skip
    if told != of_the_party:
        yield f"report, sessions {sorted(told)}, held {sorted(of_the_party)}"
    voiced = sum(len(held[stream].opinions) for stream in told)
    if lines["Số ý kiến phát biểu"].figure != voiced:
        yield f"report, opinions {lines['Số ý kiến phát biểu'].figure}, of its sessions {voiced}"
    for text in ("Số ý kiến phát biểu", "Ý kiến chưa có hướng xử lý"):
        if not set(lines[text].cases) <= told:
            yield f"report, {text}: {lines[text].cases} among the sessions {sorted(told)}"
    asked = set(lines["Nội dung kết luận, chỉ đạo phải thực hiện"].cases)
    sources = {lives[one].origin.source for one in asked}
    if asked != promised or not {one for one in sources if one in held} <= told:
        yield f"report, promised {sorted(asked)} at the sessions {sorted(told)}"
