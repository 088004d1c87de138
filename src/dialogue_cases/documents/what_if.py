"""Nếu quy định thay đổi: what another law would have done to a period, as a page to be read.

One HTML file that needs nothing beside it: no script, no font, no address. Cases stand in it by
their numbers; it has nobody's name, and nothing of what a case says.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from attrs import frozen

from dialogue_cases.deadlines import Change, Replay, ReplayTotal
from dialogue_cases.deadlines.explanation import UNITS, Language
from dialogue_cases.documents.charts import drawn, lateness
from dialogue_cases.law_draft import LawDraft
from dialogue_cases.projection import Column, Columns, Wording
from dialogue_cases.vocabulary import EventRef
from dialogue_cases.ward import WARD

MOST = 500
"""How many cases a page lists: whoever wants them all asks for a list."""


@frozen(kw_only=True)
class ReplayPage:
    """Trang kết quả: what was asked, what came of it, and what it rests on.

    Args:
        replay: what came of it.
        draft: what is proposed.
        ward: the ward's name.
        position: of the last fact on record that was seen.
        edition: of the law that is compared with …
        edition_after: … and of the other one, which the draft changes.
        left_out: how many lives couldn't be read back.
    """

    replay: Replay
    draft: LawDraft
    ward: str
    position: int
    edition: str
    edition_after: str
    left_out: int = 0


# -- What people read of it ------------------------------------------------------------------


def _where(change: Change, _: Wording | None = None) -> str:
    """The life; of a duty of a period, which period of the ward's."""
    return change.stream if change.stream != WARD else f"{WARD} {change.obligation.root}"


def _what(change: Change, wording: Wording) -> str:
    return f"{change.rule}: {wording.rule(change.rule)}"


def _ower(change: Change, wording: Wording) -> str:
    return wording.value(change.ower) if change.ower else ""


def _due(change: Change, wording: Wording) -> str:
    return _both([wording.value(day) if day else "–" for day in change.due])


def _status(change: Change, wording: Wording) -> str:
    return _both([wording.word(one) if one else "–" for one in change.status])


def _both(told: Sequence[str]) -> str:
    return told[0] if told[0] == told[1] else " →\n".join(told)


def _turn(change: Change, wording: Wording) -> str:
    match change.late:
        case (False, True):
            return wording.say("becomes late")
        case (True, False):
            return wording.say("no longer late")
    return ""


def _too_late(change: Change, _: Wording | None = None) -> tuple[EventRef, ...]:
    """The decisions and acts that only the other law makes too late."""
    before, after = change.out_of_time
    return tuple(one for one in after if one not in before)


def _reasons(change: Change, wording: Wording) -> str:
    return "\n".join(map(wording.reason, change.reasons))


COLUMNS: Columns[Change] = Columns(
    Change,
    [
        Column("obligation", "Hồ sơ", "Life", width=18, wide=28, told=_where),
        Column("rule", "Việc phải làm", "What is owed", width=18, wide=48, told=_what),
        Column("ower", "Bên thực hiện", "By", wide=28, told=_ower),
        Column("due", "Hạn", "Due", width=13, wide=0, told=_due),
        Column("before", "Hạn hiện hành", "Due now", wide=12, told=lambda one, _: one.due[0]),
        Column("after", "Hạn theo dự thảo", "Due if", wide=12, told=lambda one, _: one.due[1]),
        Column("status", "Tình trạng", "Status", width=14, wide=0, told=_status),
        Column("before", "Tình trạng hiện hành", "Status now", told=lambda one, _: one.status[0]),
        Column("after", "Theo dự thảo", "Status if", told=lambda one, _: one.status[1]),
        Column("late", "Thay đổi", "Change", width=9, wide=20, told=_turn),
        Column("out_of_time", "Việc làm ngoài hạn", "Acts out of time", wide=28, told=_too_late),
        Column("reasons", "Lý do", "Because of", wide=48, told=_reasons),
    ],
    untold="on",
)
"""Khác biệt theo dự thảo: the columns of what another law changes."""

_ON_THE_PAGE = [
    one for one in COLUMNS.shown if one.width or one.shows in ("ower", "out_of_time", "reasons")
]
"""What there is room for on a page: before and after in one cell."""


@frozen(kw_only=True)
class TotalLine:
    """Một dòng cộng: the totals of one rule, or of those who owe something.

    Args:
        of: the id of the rule, or who owes it.
        total: how many.
        is_rule: which of the two it is.
    """

    of: str
    total: ReplayTotal
    is_rule: bool

    def named(self, wording: Wording) -> str:
        """What it is called."""
        if self.is_rule:
            return f"{self.of}: {wording.rule(self.of)}"
        return wording.value(self.of) if self.of else "–"


TOTALS: Columns[TotalLine] = Columns(
    TotalLine,
    [
        Column("of", "Cộng theo", "Total of", width=34, told=TotalLine.named),
        Column(
            "total", "Phải làm", "Owed", width=9, told=lambda one, _: _pair(one.total, "owed")
        ),
        Column(
            "total", "Quá hạn", "Late", width=9, told=lambda one, _: _pair(one.total, "late")
        ),
        Column(
            "total", "Thêm quá hạn", "More late", width=9,
            told=lambda one, _: one.total.becomes_late,
        ),
        Column(
            "total", "Hết quá hạn", "Late no more", width=9,
            told=lambda one, _: one.total.no_longer_late,
        ),
    ],
    untold="is_rule",
)  # fmt: skip
"""Cộng theo quy định và theo cơ quan: the columns of the totals."""


def _pair(total: ReplayTotal, name: str) -> str:
    before, after = getattr(total, name), getattr(total, f"{name}_after")
    return str(before) if before == after else f"{before} → {after}"


def totals(replay: Replay, wording: Wording) -> list[tuple[str, list[TotalLine]]]:
    """The totals of what changes, by rule and by who owes it, each under its heading."""
    return [
        (heading, [
            TotalLine(of=of, total=total, is_rule=counted is replay.by_rule)
            for of, total in counted.items()
            if total.changed
        ])
        for heading, counted in (
            (wording.say("By rule"), replay.by_rule),
            (wording.say("By who owes it"), replay.by_ower),
        )
    ]  # fmt: skip


def proposed(draft: LawDraft, wording: Wording, lang: Language) -> Iterator[str]:
    """What a draft says, a line for each thing."""
    say, value = wording.say, wording.value
    for limit in draft.limits:
        unit = "" if limit.unit is None else UNITS[lang][limit.unit]
        yield say(
            "{rule}: {amount} from {since} on",
            rule=f"{limit.rule} ({wording.rule(limit.rule)})",
            amount=f"{limit.amount} {unit}".strip(),
            since=value(limit.since),
        )
    for held in draft.regulations:
        for own in held.limits:
            yield say(
                "the ward's own regulation from {since} on: {rule} = {amount}",
                since=value(held.on),
                rule=f"{own.rule} ({wording.rule(own.rule)})",
                amount=own.amount,
            )
        for switch in held.switches:
            yield say(
                "the ward's own regulation from {since} on: {name} is {choice}",
                since=value(held.on),
                name=switch.name,
                choice=say("on") if switch.value else say("off"),
            )
    for one in draft.days:
        day = value(one.day)
        off = one.kind == "off"
        yield say("a day off: {day}", day=day) if off else say("a day worked: {day}", day=day)


def headline(replay: Replay, wording: Wording) -> list[str]:
    """How many are late under the law as it is and under the draft, in sentences."""
    total, say = replay.total, wording.say
    told = [
        say(
            "As the law is: {owed} obligations, {late} of them late.",
            owed=total.owed,
            late=total.late,
        ),
        say(
            "Under the draft: {owed} obligations, {late} of them late.",
            owed=total.owed_after,
            late=total.late_after,
        ),
        say(
            "{more} would be late that aren't; {fewer} wouldn't be that are.",
            more=total.becomes_late,
            fewer=total.no_longer_late,
        ),
    ]
    acts = sum(len(_too_late(one)) for one in replay.changes)
    if acts:
        told.append(say("{number} decisions and acts would be out of time.", number=acts))
    return told


def unknown(page: ReplayPage, wording: Wording) -> list[str]:
    """What nobody can tell from the record, in sentences."""
    replay, say = page.replay, wording.say
    told = [
        say(
            "What people decided stays decided: how they would have acted under another law is "
            "on no record."
        )
    ]
    if replay.provisional_years:
        told.append(
            say(
                "{years} has no official calendar on record: {number} last days rest on it and "
                "may still move.",
                years=", ".join(map(str, replay.provisional_years)),
                number=replay.total.provisional,
            )
        )
    if replay.on <= replay.last:
        told.append(
            say("The period wasn't over on {day}: more may be owed.", day=wording.value(replay.on))
        )
    if page.left_out:
        told.append(
            say("{number} lives can't be read back and aren't counted.", number=page.left_out)
        )
    return told


# -- The page --------------------------------------------------------------------------------


def written(page: ReplayPage, wording: Wording, lang: Language = "vi") -> bytes:
    """The page as HTML, UTF-8.

    Args:
        page: what it shows.
        wording: how the one who reads has things said.
        lang: the language of that.

    Raises:
        Invalid: the `charts` extra isn't installed.
    """
    say, replay = wording.say, page.replay
    title = say("What if: {title}", title=page.draft.title)
    span = say(
        "{ward}. What arose from {first} to {last}, judged at the end of {on}.",
        ward=page.ward,
        first=wording.value(replay.first),
        last=wording.value(replay.last),
        on=wording.value(replay.on),
    )
    parts = [
        f"<h1>{escape(title)}</h1>\n<p>{escape(span)}</p>",
        _section(say("What is proposed"), _list(proposed(page.draft, wording, lang))),
        _section(say("What comes of it"), _list(headline(replay, wording))),
        *_counted(replay, wording),
        _section(say("The cases"), _cases(replay, wording)),
        _section(say("What isn't known"), _list(unknown(page, wording))),
        _section(say("What it rests on"), _list(_grounds(page, wording))),
    ]
    return _PAGE.format(lang=lang, title=escape(title), body="\n".join(parts)).encode()


def _counted(replay: Replay, wording: Wording) -> Iterator[str]:
    """Of each rule and of each who owes something: a chart, and the figures beside it."""
    for heading, lines in totals(replay, wording):
        if lines:
            named = {one.named(wording): one.total for one in lines}
            picture = drawn(lateness(named, wording), "svg").decode()
            table = _table(TOTALS.shown, lines, wording)
            yield _section(heading, f'<div class="chart">{picture}</div>\n{table}')


def _cases(replay: Replay, wording: Wording) -> str:
    shown = replay.changes[:MOST]
    if not shown:
        return f"<p>{escape(wording.say('Nothing would be another.'))}</p>"
    told = _table(_ON_THE_PAGE, shown, wording)
    if len(shown) < len(replay.changes):
        more = wording.say(
            "The first {number} of {all}; a list (--csv, --xlsx) has them all.",
            number=len(shown),
            all=len(replay.changes),
        )
        told += f"\n<p>{escape(more)}</p>"
    return told


def _grounds(page: ReplayPage, wording: Wording) -> list[str]:
    say = wording.say
    told = [
        say("On record up to position {position}.", position=page.position),
        say("Edition of the law: {edition}", edition=page.edition),
    ]
    if page.edition_after != page.edition:
        told.append(say("Edition that is tried out: {edition}", edition=page.edition_after))
    told.append(say("Nothing of the draft is recorded. The page names nobody."))
    return told


def _section(heading: str, body: str) -> str:
    return f"<section>\n<h2>{escape(heading)}</h2>\n{body}\n</section>"


def _list(lines: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{escape(one)}</li>" for one in lines) + "\n</ul>"


def _table(shown: Sequence[Column[Any]], rows: Iterable[Any], wording: Wording) -> str:
    head = "".join(f"<th>{escape(wording.heading(one))}</th>" for one in shown)
    body = "\n".join(
        "<tr>" + "".join(_cell(one.of(row, wording), wording) for one in shown) + "</tr>"
        for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(value: Any, wording: Wording) -> str:
    told = "" if value is None or value in ("", ()) else wording.value(value)
    return f"<td>{escape(told).replace(chr(10), '<br>')}</td>"


_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 Arimo, "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #1a1a1a;
  max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; }}
h2 {{ font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #bbb; }}
table {{ border-collapse: collapse; width: 100%; font-size: 0.85rem; margin-top: 1rem; }}
th, td {{ border-bottom: 1px solid #ddd; padding: 0.3rem 0.5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; min-width: 6.5rem; }}
th {{ background: #f2f2f2; }}
.chart svg {{ max-width: 100%; height: auto; }}
@media print {{ body {{ margin: 0; max-width: none; }} tr {{ break-inside: avoid; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
