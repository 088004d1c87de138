"""How Sphinx builds the site, into `site/`: `make docs`."""

import sys
import unicodedata
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / "tools"))

import pages  # noqa: E402  # stands in tools/

project = "dialogue_cases"
author = "dialogue_cases"
extensions = ["myst_parser"]
root_doc = "index"
nitpicky = True
nitpick_ignore_regex = [(r"py:.*", r"(?!dialogue_cases\.).*")]  # names of others aren't shown here

myst_enable_extensions = ["colon_fence", "fieldlist"]
myst_heading_anchors = 4

python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "dialogue_cases"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_search_language = "folded"


class FoldedSearch(SearchEnglish):
    """Finds `thông báo` by `thong bao`, as people type who look for something."""

    lang = "folded"
    stopwords = frozenset()  # `án` and `tố` are words
    js_splitter_code = r"""
var splitQuery = (query) =>
  query.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[đĐ]/g, "d")
    .split(/[^\p{Letter}\p{Number}_]+/gu).filter((term) => term);
"""

    def split(self, input: str) -> list[str]:
        """The words of a text, without marks."""
        apart = unicodedata.normalize("NFD", input).replace("đ", "d").replace("Đ", "D")
        return super().split("".join(one for one in apart if not unicodedata.combining(one)))


def _fill(app: Sphinx, name: str, text: list[str]) -> None:
    text[0] = pages.whole(Path(app.env.doc2path(name)), text[0])


def _speak(_app: Sphinx, name: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """The first page is in Vietnamese, and says so to whoever has it read aloud."""
    if name == root_doc:
        context["language"] = "vi"


def setup(app: Sphinx) -> dict[str, Any]:
    """Make what is made, and put it where it belongs."""
    app.add_search_language(FoldedSearch)
    app.connect("config-inited", lambda *_: pages.write_names())
    app.connect("source-read", _fill)
    app.connect("html-page-context", _speak)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
