"""What of the documentation is made from the code, put into its pages when the site is built.

A page says where with `<!-- generated: events -->`. Nothing that is made is committed, so none of
it can be out of date. Markdown files that a link leads to outside `docs/` aren't on the site:
there the link is their path.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import api_reference
import reference
import requirements
import where_text_rests

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
NAMES = DOCS / "reference" / "api"

RECORDS = "```{toctree}\n:glob:\n:maxdepth: 1\n\n0*\n```\n"
"""The decision records, as contents."""

MADE: dict[str, Callable[[], str]] = {
    "analysis_questions": reference.analysis_questions_body,
    "analysis_tables": reference.analysis_tables_body,
    "contents": lambda: contents(),
    "decisions": lambda: RECORDS,
    "errors": api_reference.errors_body,
    "events": api_reference.events_body,
    "event_logs": reference.event_logs_body,
    "cli": reference.commands_body,
    "limits": reference.limits_body,
    "national": reference.national_body,
    "rules": reference.rules_body,
    "requirements": requirements.body,
    "where_text_rests": where_text_rests.body,
}
"""What can stand in a page, and what makes it."""

_PLACE = re.compile(
    r"^(?:(?:What follows is made|On the site) .*\n\n)?<!-- generated: (\w+) -->\n", re.MULTILINE
)
"""Where something belongs, with the sentence for those who read the page without it."""

_OUTSIDE = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)#\s]+)\)")


def write_names() -> None:
    """Write the pages about names, one for each public module, and no other."""
    shutil.rmtree(NAMES, ignore_errors=True)
    NAMES.mkdir()
    for module, page in api_reference.api_pages():
        (NAMES / f"{module}.md").write_text(page, encoding="utf-8")


def whole(page: Path, text: str) -> str:
    """A page with all that belongs into it, as it stands on the site."""

    def outside(found: re.Match[str]) -> str:
        target = (page.parent / found[2]).resolve()
        if target.is_relative_to(DOCS) or not target.is_file():
            return found[0]
        told = f"`{target.relative_to(ROOT).as_posix()}`"
        return told if found[1].strip("`") == told.strip("`") else f"{found[1]} ({told})"

    text = _PLACE.sub(
        lambda found: contents() if found[1] == "contents" else MADE[found[1]](), text
    )
    return _OUTSIDE.sub(outside, text)


def contents() -> str:
    """The contents of the site, from the sections of the map in `docs/README.md`."""
    told = (DOCS / "README.md").read_text(encoding="utf-8")
    made = "```{toctree}\n:hidden:\n\nREADME\n```\n"
    for section in re.split(r"^## ", told, flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        pages = re.findall(r"^- \[[^\]]*\]\(([^)#]+)\.md\)", section, re.MULTILINE)
        made += (
            f"\n```{{toctree}}\n:hidden:\n:caption: {heading}\n\n" + "\n".join(pages) + "\n```\n"
        )
    return made
