"""Văn bản: what the ward office hands out, made from the record and from nothing else.

    with Office.open("sqlite:///ward.db") as office:
        made = documents.write(office, "conclusion-notice", "dialogue/2023/1")
        Path("thong-bao.docx").write_bytes(made.docx)

Which documents there are: `forms`. What stands round every document: `sheet`.
What each is filled with: `of_plan`, `before_session`, `of_session`, `follow_up`, `of_petition`,
`passing_on`, `stage_notice`. How a template is filled: `filling`. The next number of a series:
`numbers`. Calendars: `calendars`. Charts: `charts`.
"""

from dialogue_cases.documents.forms import FORMS, Form, WrittenDocument, write

__all__ = ["FORMS", "Form", "WrittenDocument", "write"]
