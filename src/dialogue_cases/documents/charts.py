"""Biểu đồ: where people would rather look than read, as files and in the follow-up report.

Colours are those of Okabe and Ito, which people with any colour vision tell apart; each part
also bears its number, so that a print in black and white can be read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from dialogue_cases.deadlines import ReplayTotal, Verdict
from dialogue_cases.documents.promises import promises
from dialogue_cases.documents.sheet import DocumentSheet
from dialogue_cases.documents.wording import word
from dialogue_cases.errors import Invalid
from dialogue_cases.petition import Petition
from dialogue_cases.projection import Wording
from dialogue_cases.vocabulary import StreamId, first_day

Spec: TypeAlias = dict[str, Any]
"""A chart as Vega-Lite describes it: what it shows is in it, so it can be checked and drawn."""

Format: TypeAlias = Literal["svg", "png", "html"]

COLOURS: Mapping[Verdict, str] = {
    "met in time": "#009E73",
    "met": "#56B4E9",
    "met late": "#F0E442",
    "reported done": "#CC79A7",
    "open": "#BBBBBB",
    "no last day": "#DDDDDD",
    "standing": "#88CCEE",
    "due soon": "#E69F00",
    "carried over": "#0072B2",
    "suspended": "#999999",
    "overdue": "#D55E00",
    "void": "#FFFFFF",
}
"""Of each way in which a promise may stand; in the order of `promises.ORDER`."""
KINDS: Mapping[str, str] = {
    "recommendation": "#0072B2",
    "report": "#56B4E9",
    "complaint": "#E69F00",
    "denunciation": "#D55E00",
    "anonymous_tip": "#CC79A7",
    "unclassified": "#BBBBBB",
}
FONT = "Arimo, Noto Sans, DejaVu Sans, Arial, sans-serif"
"""Faces with every Vietnamese letter first: what is drawn mustn't mix two faces in a word."""

_LIGHT = {"#F0E442", "#BBBBBB", "#FFFFFF", "#56B4E9", "#E69F00", "#999999"}


def promises_by_body(sheet: DocumentSheet, *, of: Iterable[StreamId] | None = None) -> Spec:
    """Lời hứa theo cơ quan: of each body, how many were kept in time, late, are open, overdue.

    Args:
        sheet: with the tasks among its lives.
        of: what was promised at these sessions only.
    """
    found = promises(sheet, of=of)
    counted = Counter((sheet.name(one.lead), one.state) for one in found)
    rows = [
        {"body": body, "state": _said(state), "order": n, "number": counted[body, state]}
        for n, state in enumerate(COLOURS)
        for body in {name for name, _ in counted}
        if counted[body, state]
    ]
    return _bars(
        rows,
        title=f"Thực hiện kết luận, tính đến ngày {sheet.day:%d/%m/%Y}",
        along="body",
        across="state",
        colours={_said(state): colour for state, colour in COLOURS.items()},
        counted="Số nội dung",
    )


def days_to_settle(sheet: DocumentSheet) -> Spec:
    """Số ngày giải quyết: for each promise that is done, days from its assignment to its report."""
    rows = [
        {
            "body": sheet.name(one.lead),
            "days": (one.done - first_day(one.task.assigned.on)).days,
            "state": _said(one.state),
        }
        for one in promises(sheet)
        if one.done is not None and one.task.assigned is not None
    ]
    seen = [state for state in COLOURS if any(row["state"] == _said(state) for row in rows)]
    return {
        **frame(f"Số ngày từ khi giao đến khi báo cáo xong, đến {sheet.day:%d/%m/%Y}", rows),
        "width": 420,
        "height": {"step": 34},
        "mark": {"type": "point", "filled": True, "size": 130, "stroke": "black", "opacity": 0.9},
        "encoding": {
            "y": _names("body"),
            "x": {
                "field": "days",
                "type": "quantitative",
                "title": "Số ngày (ngày dương lịch)",
                "scale": {"zero": True},
                "axis": {"tickMinStep": 1},
            },
            "color": _coloured("state", {_said(one): COLOURS[one] for one in seen}),
            "shape": {
                "field": "state",
                "type": "nominal",
                "scale": {"domain": [_said(one) for one in seen]},
                "title": None,
            },
        },
    }


def petitions_by_month(sheet: DocumentSheet) -> Spec:
    """Đơn theo tháng và loại: how many came in, by the month in which they were received.

    A petition that was split is counted by its parts, as the reports count it.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for state in sheet.lives.values():
        if (
            isinstance(state, Petition)
            and state.received_on is not None
            and state.status != "split"
        ):
            kind = state.kind or "unclassified"
            counted[f"{state.received_on:%m/%Y}", kind] += 1
    names = {kind: _kind(kind) for kind in KINDS}
    rows = [
        {
            "month": month,
            "kind": names[kind],
            "order": list(KINDS).index(kind),
            "number": number,
        }
        for (month, kind), number in sorted(counted.items())
    ]
    colours = {names[kind]: colour for kind, colour in KINDS.items()}
    return {
        **frame(f"Đơn tiếp nhận theo tháng, đến {sheet.day:%d/%m/%Y}", rows),
        "width": {"step": 60},
        "height": 220,
        "mark": {"type": "bar", "stroke": "black", "strokeWidth": 0.5},
        "encoding": {
            "x": {
                "field": "month",
                "type": "ordinal",
                "sort": sorted({row["month"] for row in rows}, key=_calendar_order),
                "title": "Tháng",
                "axis": {"labelAngle": 0},
            },
            "y": _whole("Số đơn", rows, "month"),
            "color": _coloured("kind", _seen(rows, "kind", colours)),
            "order": {"field": "order"},
        },
    }


def lateness(totals: Mapping[str, ReplayTotal], wording: Wording) -> Spec:
    """Quá hạn theo hai quy định: how many are late under the law as it is, under another, or both.

    Args:
        totals: what was counted, by what it is called.
        wording: how the one who reads has things said.
    """
    say = wording.say
    parts = {
        "late_under_both": (say("late under both"), "#D55E00"),
        "becomes_late": (say("becomes late"), "#E69F00"),
        "no_longer_late": (say("no longer late"), "#56B4E9"),
        "late_under_neither": (say("late under neither"), "#009E73"),
    }
    rows = [
        {"of": of, "part": told, "order": place, "number": getattr(total, name)}
        for of, total in totals.items()
        for place, (name, (told, _)) in enumerate(parts.items())
        if getattr(total, name)
    ]
    return _bars(
        rows,
        title=say("Late as the law is, and under the draft"),
        along="of",
        across="part",
        colours=dict(parts.values()),
        counted=say("obligations"),
    )


def _kind(kind: str) -> str:
    return "Chưa phân loại" if kind == "unclassified" else _said(kind)


def _said(stored: str) -> str:
    said = word(stored)
    return said[0].upper() + said[1:]


CHARTS: Mapping[str, tuple[str, str, Callable[[DocumentSheet], Spec]]] = {
    "promises-by-body": (
        "Thực hiện kết luận theo cơ quan",
        "promises kept, late and open, by body",
        promises_by_body,
    ),
    "days-to-settle": (
        "Số ngày giải quyết",
        "days from assignment to report",
        days_to_settle,
    ),
    "petitions-by-month": (
        "Đơn theo tháng và loại",
        "petitions by month and kind",
        petitions_by_month,
    ),
}
"""Every chart by its name: what it is called in Vietnamese and in English, and what it shows."""


def drawn(spec: Spec, form: Format) -> bytes:
    """A chart as a picture, or as a page that needs nothing from elsewhere.

    Raises:
        Invalid: there is nothing to show, or the `charts` extra isn't installed.
    """
    if not spec["data"]["values"]:
        raise Invalid("there is nothing to show yet", where=spec["title"]["text"])
    try:
        import altair
        import vl_convert
    except ModuleNotFoundError:
        raise Invalid(
            "charts can't be drawn: altair and vl-convert-python aren't installed",
            expected="pip install 'dialogue-cases[charts]'",
        ) from None
    chart = altair.Chart.from_dict(spec).to_json()
    if form == "svg":
        return vl_convert.vegalite_to_svg(chart).encode()
    if form == "html":
        return vl_convert.vegalite_to_html(chart, bundle=True).encode()
    return vl_convert.vegalite_to_png(chart, scale=2)


# -- How they look --------------------------------------------------------------------------


def frame(title: str, rows: Sequence[Mapping[str, Any]]) -> Spec:
    """What every chart begins with: its title, what it shows, and how it looks."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "anchor": "start", "fontSize": 15},
        "data": {"values": list(rows)},
        "config": {
            "font": FONT,
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 340},
            "legend": {"labelFontSize": 12, "orient": "bottom", "columns": 3, "labelLimit": 260},
            "view": {"stroke": None},
        },
    }


def _bars(
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str,
    along: str,
    across: str,
    colours: Mapping[str, str],
    counted: str,
) -> Spec:
    """Lying bars in parts, each part with its number."""
    seen = _seen(rows, across, colours)
    dark = [name for name, colour in seen.items() if colour not in _LIGHT]
    length = {**_whole(counted, rows, along), "stack": "zero"}
    shared = {"y": _names(along), "order": {"field": "order"}, "detail": {"field": across}}
    return {
        **frame(title, rows),
        "width": 420,
        "height": {"step": 34},
        "layer": [
            {
                "mark": {"type": "bar", "stroke": "black", "strokeWidth": 0.5},
                "encoding": {**shared, "x": length, "color": _coloured(across, seen)},
            },
            {
                "mark": {"type": "text", "fontSize": 12, "fontWeight": "bold"},
                "encoding": {
                    **shared,
                    "x": {**length, "bandPosition": 0.5},
                    "text": {"field": "number"},
                    "color": {
                        "condition": {
                            "test": {"field": across, "oneOf": dark},
                            "value": "white",
                        },
                        "value": "black",
                    },
                },
            },
        ],
    }


def _names(field: str) -> Spec:
    return {"field": field, "type": "nominal", "title": None, "sort": "-x"}


def _whole(title: str, rows: Iterable[Mapping[str, Any]], by: str) -> Spec:
    """A count: whole numbers on its axis only."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row[by]] += row["number"]
    most = max(totals.values(), default=0)
    step = max(1, most // 10)
    return {
        "field": "number",
        "type": "quantitative",
        "aggregate": "sum",
        "title": title,
        "axis": {"values": list(range(0, most + step, step)), "format": "d"},
    }


def _coloured(field: str, colours: Mapping[str, str]) -> Spec:
    return {
        "field": field,
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(colours), "range": list(colours.values())},
    }


def _seen(
    rows: Iterable[Mapping[str, Any]], field: str, colours: Mapping[str, str]
) -> dict[str, str]:
    """The colours of what is there, in their order."""
    there = {row[field] for row in rows}
    return {name: colour for name, colour in colours.items() if name in there}


def _calendar_order(month: str) -> str:
    """Months as they follow each other.

    >>> sorted(["01/2024", "12/2023"], key=_calendar_order)
    ['12/2023', '01/2024']
    """
    return month[3:] + month[:2]
