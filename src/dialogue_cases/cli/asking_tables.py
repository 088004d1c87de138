"""Hỏi bảng: questions to an export's tables, answered as a table, a file or a chart."""

from pathlib import Path
from typing import Any

from attrs import frozen

from dialogue_cases.analysis.asking import AnalysisQuestion, AnswerColumn, answers, question
from dialogue_cases.analysis.asking import questions as all_questions
from dialogue_cases.analysis.charts import AnswerRow, chart_of, said
from dialogue_cases.analysis.facts import MEMORY
from dialogue_cases.cli import sheets
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.filing import written
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.telling import WIDTH, Teller, as_json
from dialogue_cases.documents.charts import Format, drawn
from dialogue_cases.errors import Invalid

_FORMS: dict[str, Format] = {".svg": "svg", ".png": "png", ".html": "html"}
_NUMBER = 10
"""How wide a column of numbers or days is on a terminal; where there are many, they give way."""


def add_questions(group: Commands, clerk: Clerk) -> None:
    """Add `export ask` and `export questions`."""
    say = clerk.language.say
    add(
        group,
        "ask",
        say("Ask the tables of an export a question; the answer as a table, a file or a chart."),
        [
            Argument(
                name="folder", positional=True, required=True, about=say("what export tables wrote")
            ),
            Argument(
                name="question",
                positional=True,
                required=True,
                about=say("one of {among}", among=", ".join(all_questions())),
            ),
            *sheets.sheet_arguments(clerk.language),
            Argument(name="chart", about=say("write its chart: a name in .svg, .png or .html")),
            Argument(
                name="memory",
                about=say("how much memory it may take; {usual} if not given", usual=MEMORY),
            ),
            Argument(name="aside", about=say("a folder for what doesn't fit into that")),
        ],
        lambda typed: _ask(clerk, typed),
    )
    add(
        group,
        "questions",
        say("What can be asked, and what each column of the answers is."),
        [],
        lambda _: _questions(clerk),
    )


def _ask(clerk: Clerk, typed: dict[str, Any]) -> None:
    asked = question(typed["question"])
    form = _form(Path(typed["chart"])) if "chart" in typed else None
    rows = answers(
        Path(typed["folder"]),
        asked.name,
        memory=typed.get("memory", MEMORY),
        within=Path(typed["aside"]) if "aside" in typed else None,
    ).to_pylist()
    teller = Teller(clerk.language)
    if form is not None:
        path = Path(typed["chart"])
        written(path, drawn(chart_of(asked, rows), form), "--chart")
        if not clerk.json:
            teller.line(clerk.language.say("{file} was written.", file=str(path)))
    filed = sheets.written(_filed(asked, rows), typed, teller)
    if clerk.json:
        as_json({"question": asked.name, "rows": rows})
    elif not filed and form is None:
        sheets.told(_shown(asked, rows, clerk.language), teller)


def _form(path: Path) -> Format:
    if path.suffix.lower() not in _FORMS:
        raise Invalid(
            "{file} is neither SVG, PNG nor HTML",
            where="--chart",
            expected="a name that ends in .svg, .png or .html",
            file=str(path),
        )
    return _FORMS[path.suffix.lower()]


def _questions(clerk: Clerk) -> None:
    if clerk.json:
        as_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "about": one.about,
                    "columns": [
                        {"name": each.name, "heading": each.vi, "about": each.en}
                        for each in one.columns
                    ],
                }
                for one in all_questions().values()
            ]
        )
        return
    teller = Teller(clerk.language)
    for one in all_questions().values():
        teller.line(f"{one.name}: {one.title if clerk.language.code == 'vi' else one.about}")
        for each in one.columns:
            teller.line(f"{each.name}: {_heading(each, clerk.language)}", 2)


def _heading(column: AnswerColumn, language: Language) -> str:
    return language.worded(column)


# -- Sheets ----------------------------------------------------------------------------------


@frozen
class _Stored:
    """A word as it is stored, which isn't to be told in the reader's language."""

    text: str

    def __str__(self) -> str:
        return self.text


def _filed(asked: AnalysisQuestion, rows: list[AnswerRow]) -> sheets.Spreadsheet[AnswerRow]:
    """For programs: columns and words are called as in the tables."""

    def of(name: str) -> Any:
        return lambda row: _Stored(row[name]) if isinstance(row[name], str) else row[name]

    columns = [sheets.SheetColumn(heading=one.name, of=of(one.name)) for one in asked.columns]
    return sheets.Spreadsheet(title=asked.title, columns=columns, rows=rows)


def _shown(
    asked: AnalysisQuestion, rows: list[AnswerRow], language: Language
) -> sheets.Spreadsheet[AnswerRow]:
    """For people: bodies by their names, and the ward where there are several."""
    every = [one.name for one in asked.columns]
    names = [one for one in every if f"{one.removesuffix('_body')}_name" not in every]
    if len({row["ward"] for row in rows}) == 1:
        names.remove("ward")
    texts = {name for name in names if any(isinstance(row[name], str) for row in rows)}
    gap, numbers, words = sheets.GAPS[0], max(len(names) - len(texts), 1), max(len(texts), 1)
    least = min(14, WIDTH // 2 // words - gap)
    number = min(_NUMBER, (WIDTH - (least + gap) * words) // numbers - gap)
    wide = (WIDTH - (number + gap) * numbers) // words - gap

    def of(name: str) -> Any:
        def told(row: AnswerRow) -> Any:
            value = row[name]
            if isinstance(value, float):
                return round(value, 2)
            if not isinstance(value, str):
                return value
            return _Stored(said(value) if language.code == "vi" else value)

        return told

    columns = [
        sheets.SheetColumn(
            heading=one.vi if language.code == "vi" else one.name,
            of=of(one.name),
            width=wide if one.name in texts else number,
        )
        for one in asked.columns
        if one.name in names
    ]
    title = asked.title if language.code == "vi" else asked.about
    return sheets.Spreadsheet(title=title, columns=columns, rows=rows, language=language)
