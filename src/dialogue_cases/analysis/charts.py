"""Biểu đồ trả lời: a chart for each question, of what the tables answer to it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from dialogue_cases.analysis.asking import AnalysisQuestion, answers, question
from dialogue_cases.documents.charts import Spec, frame
from dialogue_cases.documents.wording import word

AnswerRow: TypeAlias = Mapping[str, Any]

WORDS: Mapping[str, str] = {
    "ward": "đơn vị",
    "plan": "kế hoạch",
    "dialogue": "buổi đối thoại",
    "reception": "buổi tiếp dân",
    "task": "nhiệm vụ",
    "petition": "đơn",
    "proceeding": "hồ sơ giải quyết",
    "matter": "vụ việc",
    "result_rejected": "kết quả không được chấp nhận",
    "directed_again": "phải chỉ đạo lại",
    "carried_over": "chuyển sang buổi sau",
    "draft_returned": "dự thảo bị trả lại",
    "postponed": "hoãn",
    "reopened": "mở lại",
    "entry_mended": "mục ghi phải sửa hoặc huỷ",
}
"""What the words of answers are called that no fact has as its own, or has for something else."""

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")
"""Of Okabe and Ito, as in `documents.charts`."""


def chart(folder: Path, name: str) -> Spec:
    """Biểu đồ: what the tables of an export answer to a question, as a chart.

    `documents.charts.drawn` makes a picture or a page of it.

    Args:
        folder: what `export_tables` wrote.
        name: the question's.

    Raises:
        Invalid: what `answers` raises.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from dialogue_cases.analysis import export_tables
        >>> from examples.practice import practise
        >>> with TemporaryDirectory() as here:
        ...     _ = export_tables(practise(), Path(here) / "tables", only=["obligations"])
        ...     chart(Path(here) / "tables", "late-rate")["title"]["text"]
        'Tỷ lệ quá hạn theo quy tắc'
    """
    return chart_of(question(name), answers(folder, name).to_pylist())


def chart_of(asked: AnalysisQuestion, rows: Sequence[AnswerRow]) -> Spec:
    """The chart of an answer.

    Args:
        asked: the question.
        rows: what was answered, each row by its columns.
    """
    return SHAPES[asked.name](asked, rows)


def said(stored: Any) -> str:
    """What a word of an answer is called.

    >>> said("task"), said("denunciation"), said("ubnd"), said(None), said(2023)
    ('nhiệm vụ', 'tố cáo', 'ubnd', '—', '2023')
    """
    if stored is None:
        return "—"
    text = str(stored)
    return WORDS.get(text) or word(text)


def _bars(
    asked: AnalysisQuestion,
    rows: Sequence[AnswerRow],
    *,
    by: Sequence[str],
    told: Sequence[str],
    rate: bool = False,
    events: bool = False,
) -> Spec:
    """Lying bars, those of a row of the answer together.

    Args:
        asked: the question.
        rows: what was answered.
        by: the columns that name a bar.
        told: the columns that are its length.
        rate: whether that is a share of 1.
        events: whether it counts what may never happen: a bar of none isn't drawn.
    """
    if events:
        rows = [row for row in rows if any(row[one] for one in told)]
    shown = _folded(asked, rows, told, lambda row: " · ".join(said(row[one]) for one in by))
    return {
        **frame(asked.title, shown),
        "width": 420,
        "height": {"step": 14},
        "mark": {"type": "bar", "stroke": "black", "strokeWidth": 0.5},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "title": None, "sort": None},
            "yOffset": {"field": "told", "sort": None},
            "x": {
                "field": "number",
                "type": "quantitative",
                "title": None,
                "axis": {"format": "%"} if rate else {"tickMinStep": 1},
            },
            "color": _coloured(asked, told),
        },
    }


def _months(asked: AnalysisQuestion, rows: Sequence[AnswerRow], *, told: Sequence[str]) -> Spec:
    """Lines over the months, a picture for each kind of life."""
    shown = _folded(asked, rows, told, lambda row: said(row["life"]))
    return {
        **frame(asked.title, shown),
        "width": 520,
        "height": 120,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "row": {"field": "name", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "in_month",
                "type": "temporal",
                "title": "Tháng",
                "axis": {"format": "%m/%Y"},
            },
            "y": {
                "field": "number",
                "type": "quantitative",
                "title": "Số hồ sơ",
                "axis": {"tickMinStep": 1, "format": "d"},
            },
            "color": _coloured(asked, told),
            "strokeDash": {"field": "told", "type": "nominal", "sort": None, "legend": None},
        },
    }


def _grid(
    asked: AnalysisQuestion,
    rows: Sequence[AnswerRow],
    *,
    down: str,
    across: str,
    told: str,
    rate: bool = False,
) -> Spec:
    """A field for each pair, the darker the more; its figure stands in it."""
    shown = _folded(asked, rows, [told], lambda row: said(row[down]), across=across)
    shape = ".0%" if rate else "d"
    places = {
        "y": {"field": "name", "type": "nominal", "title": _heading(asked, down), "sort": None},
        "x": {
            "field": "across",
            "type": "nominal",
            "title": _heading(asked, across),
            "axis": {"labelAngle": -40},
            "sort": None,
        },
    }
    scale = {"scheme": "blues", **({"domain": [0, 1]} if rate else {})}
    most = 1 if rate else max((one["number"] for one in shown), default=0)
    return {
        **frame(asked.title, shown),
        "width": {"step": 56},
        "height": {"step": 26},
        "encoding": places,
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "black", "strokeWidth": 0.5},
                "encoding": {
                    "color": {
                        "field": "number",
                        "type": "quantitative",
                        "title": _heading(asked, told),
                        "scale": scale,
                        "legend": {"format": shape},
                    }
                },
            },
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {
                    "text": {"field": "number", "format": shape},
                    "color": {
                        "condition": {"test": f"datum.number > {most / 2}", "value": "white"},
                        "value": "black",
                    },
                },
            },
        ],
    }


SHAPES: Mapping[str, Callable[[AnalysisQuestion, Sequence[AnswerRow]], Spec]] = {
    "throughput": partial(
        _bars, by=("life", "kind"), told=("median_working_days", "p90_working_days")
    ),
    "time-per-state": partial(
        _bars, by=("life", "status"), told=("median_working_days", "p90_working_days")
    ),
    "rework": partial(_bars, by=("life", "redone"), told=("times",), events=True),
    "hand-overs": partial(_grid, down="from_name", across="to_name", told="hand_overs"),
    "backlog": partial(_months, told=("open_cases", "open_as_recorded")),
    "arrival-and-settlement": partial(
        _months, told=("received_cases", "closed_cases", "reopened_cases")
    ),
    "late-rate": partial(_bars, by=("rule",), told=("late_rate",), rate=True),
    "promises-kept": partial(
        _grid, down="lead_name", across="topic_code", told="kept_rate", rate=True
    ),
    "repeat-rate": partial(
        _bars, by=("year", "life", "topic_code"), told=("repeat_rate",), rate=True
    ),
    "calendar-effect": partial(
        _bars, by=("rule",), told=("moved", "judged_otherwise", "provisional"), events=True
    ),
}
"""What the chart of each question is like."""


def _folded(
    asked: AnalysisQuestion,
    rows: Iterable[AnswerRow],
    told: Sequence[str],
    named: Callable[[AnswerRow], str],
    across: str = "",
) -> list[dict[str, Any]]:
    """A row for each figure that is there; the ward is named where there are several."""
    rows = list(rows)
    several = len({row["ward"] for row in rows}) > 1
    return [
        {
            "name": f"{row['ward']} · {named(row)}" if several else named(row),
            "told": _heading(asked, column),
            "number": row[column],
            **({"across": said(row[across])} if across else {}),
            **{one: each.isoformat() for one, each in row.items() if isinstance(each, date)},
        }
        for row in rows
        for column in told
        if row[column] is not None
    ]


def _heading(asked: AnalysisQuestion, column: str) -> str:
    return next(one.vi for one in asked.columns if one.name == column)


def _coloured(asked: AnalysisQuestion, told: Sequence[str]) -> Spec:
    headings = [_heading(asked, one) for one in told]
    return {
        "field": "told",
        "type": "nominal",
        "title": None,
        "scale": {"domain": headings, "range": [*_COLOURS[: len(headings)]]},
    }
