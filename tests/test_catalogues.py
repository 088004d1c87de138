"""Both languages say everything that the code says."""

import gettext
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src" / "dialogue_cases" / "locale"


def test_what_is_made_from_the_code_fits_the_code() -> None:
    """Every rule, sentence, field and word has a text in both languages."""
    said = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "catalogues.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert (0, "") == (said.returncode, said.stderr)


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_system_reads_what_we_compile(code: str) -> None:
    """`gettext` finds a rule's sentence under its name."""
    texts = gettext.translation("dialogue_cases", LOCALE, [code])

    assert "{office}" in texts.pgettext("rule", "office-is-held")


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_text_has_the_places_of_its_sentence(code: str) -> None:
    """A translation fills in nothing that its sentence doesn't have."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import catalogues
    finally:
        sys.path.pop(0)
    po = LOCALE / code / "LC_MESSAGES" / "dialogue_cases.po"
    catalogue = catalogues.read(po.read_text(encoding="utf-8"))
    vi = catalogues.read(
        (LOCALE / "vi" / "LC_MESSAGES" / "dialogue_cases.po").read_text(encoding="utf-8")
    )
    for (context, name), text in catalogue.items():
        if context in ("field", "word", "error") or not name:  # errors are in test_errors.py
            continue
        of = vi[context, name] if context == "rule" else name
        assert _places(of) == _places(text), text


def _places(text: str) -> list[str]:
    from string import Formatter

    return sorted({field for _, field, _, _ in Formatter().parse(text) if field is not None})


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=5))
def test_a_compiled_catalogue_reads_back(entries: dict[str, str]) -> None:
    """What is compiled is what `gettext` finds."""
    import io

    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import catalogues
    finally:
        sys.path.pop(0)
    plain = {key.replace("\0", "").replace("\x04", ""): text for key, text in entries.items()}
    plain = {key: text.replace("\0", "") for key, text in plain.items() if key}
    head = {("", ""): "Content-Type: text/plain; charset=UTF-8\n"}
    data = catalogues.compiled({**head, **{("", key): text for key, text in plain.items()}})
    texts = gettext.GNUTranslations(io.BytesIO(data))

    assert plain == {key: texts.gettext(key) for key in plain}
