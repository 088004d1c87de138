"""Templates are files that the office edits: what is wrong in one is told, and nothing runs."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import documents
from dialogue_cases.cli import main
from dialogue_cases.documents import filling
from dialogue_cases.documents.filling import PACKAGED, fill
from dialogue_cases.documents.forms import FORMS, form_named, template_of
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import harmless
from dialogue_cases.vocabulary import StreamId

SOON = "from dialogue_cases.documents import filling; filling.MOST_SECONDS = 1;"
"""Nobody waits long for a test."""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

ROOT = Path(__file__).resolve().parents[1]


def a_template(folder: Path, *paragraphs: str, name: str = "plan") -> Path:
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    path = folder / f"{name}.docx"
    document.save(str(path))
    return path


def said(file: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(file)).paragraphs)


def test_every_document_has_its_template() -> None:
    assert {f"{name}.docx" for name in FORMS} == {one.name for one in PACKAGED.glob("*.docx")}


def test_the_templates_are_those_that_the_tool_writes() -> None:
    """They are reviewed as code, so nobody edits them by hand."""
    import sys

    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import document_templates
        import docx_page
    finally:
        sys.path.pop(0)
    assert FORMS.keys() == document_templates.TEMPLATES.keys()
    for name, page in document_templates.TEMPLATES.items():
        kept = docx_page.parts((PACKAGED / f"{name}.docx").read_bytes())
        assert docx_page.parts(page().saved()) == kept, name


def test_an_unknown_name_in_a_template_is_told_with_the_file(tmp_path: Path) -> None:
    path = a_template(tmp_path, "{{ gist }} {{ gits }}")
    with pytest.raises(Invalid) as caught:
        fill(path, {"gist": "một"})

    assert (str(path), "names among gist") == (caught.value.where, caught.value.expected)
    assert "'gits' is undefined" in caught.value.what


def test_an_unknown_part_of_a_name_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no attribute 'nunber'"):
        fill(a_template(tmp_path, "{{ head.nunber }}"), {"head": {"number": "1"}})


@pytest.mark.parametrize("text", ["{% if x %}", "{{ x", "{% for %}", "{{ x|nofilter }}"])
def test_marks_that_cannot_be_read_are_told(tmp_path: Path, text: str) -> None:
    path = a_template(tmp_path, text)
    with pytest.raises(Invalid) as caught:
        fill(path, {"x": "một"})

    assert str(path) == caught.value.where


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.format.__globals__ }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ parts.append('2') }}",
    ],
)
def test_a_template_cannot_run_code(tmp_path: Path, text: str) -> None:
    """What would reach Python's insides is refused, and what it is given can't be changed."""
    with pytest.raises(Invalid):
        fill(a_template(tmp_path, text), {"x": "một", "parts": ["1"]})


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_can_be_printed(text: str) -> None:
    """Control characters that came with a pasted text are made visible; all else is there."""
    with tempfile.TemporaryDirectory() as folder:
        template = a_template(Path(folder), "[{{ x }}]").read_bytes()
    printed = said(filling._filled(template, {"x": text}, where="plan.docx"))

    assert "".join(harmless(f"[{text}]").split()) == "".join(printed.split())


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_docx_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    with pytest.raises(Invalid, match="isn't a DOCX file"):
        fill(path, {})


def test_another_zip_is_no_docx(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "a")
    with pytest.raises(Invalid, match="isn't a DOCX file"):
        fill(path, {})


def test_an_edited_template_is_used_and_the_others_stay_packaged(tmp_path: Path) -> None:
    own = a_template(tmp_path, "{{ one }}", name="minutes")

    assert own == template_of(FORMS["minutes"], tmp_path)
    assert PACKAGED / "plan.docx" == template_of(FORMS["plan"], tmp_path)
    assert own == template_of(FORMS["plan"], own)
    assert "hai" == said(fill(own, {"one": "hai"}))


def test_a_document_of_another_life_is_refused() -> None:
    with pytest.raises(Invalid, match="plan isn't made of dialogue/2023/1"):
        form_named("plan", StreamId("dialogue/2023/1"))
    with pytest.raises(Invalid, match="letter is no document"):
        form_named("letter", StreamId("dialogue/2023/1"))


def test_templates_are_written_out_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Never over a template that the office may have edited."""
    folder = tmp_path / "mau"

    assert 0 == main(["document", "templates", "--to", str(folder)])
    assert {one.name for one in folder.iterdir()} == {f"{name}.docx" for name in FORMS}
    assert 2 == main(["document", "templates", "--to", str(folder)])
    assert "đã có" in capsys.readouterr().err


def test_the_list_names_every_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["document", "list"])
    listed = capsys.readouterr().out

    assert all(f"{one.name} " in listed and one.vi in listed for one in FORMS.values())
    assert documents.FORMS is FORMS


# -- Hostile ------------------------------------------------------------------------------------


def broken_relations(folder: Path) -> Path:
    """A DOCX file whose parts nobody can find from each other."""
    path = a_template(folder, "một")
    with zipfile.ZipFile(path) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts["word/_rels/document.xml.rels"] = b"<Relationships><Relationship/></Relationships>"
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "mark",
    [
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ 'x' * 10**10 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ lipsum(10**6) }}",
    ],
    ids=["recursion", "memory", "time", "words"],
)
def test_a_template_that_never_ends_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    """It holds up nobody, and brings nothing down."""
    monkeypatch.setattr(filling, "_CHILD", SOON + filling._CHILD)
    with pytest.raises(Invalid, match="more time or memory") as caught:
        fill(a_template(tmp_path, mark), {"gist": "một"})

    assert str(tmp_path / "plan.docx") == caught.value.where


@pytest.mark.parametrize("make", [broken_relations, lambda folder: folder])
def test_what_is_no_template_is_told(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(Invalid, match=r"it isn't a DOCX file|it is a folder"):
        fill(make(tmp_path), {"gist": "một"})


def test_a_picture_arrives_in_the_other_process(tmp_path: Path) -> None:
    """What a template is filled with is the same there as here."""
    made = fill(a_template(tmp_path, "{{ gist }}: {{ chart }}"), {"gist": "một", "chart": PNG})

    assert 1 == len(docx.Document(io.BytesIO(made)).inline_shapes)
