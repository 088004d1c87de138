"""The words: dates that aren't days, numbers of documents, Vietnamese spelling."""

import unicodedata
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases.errors import (
    CalendarUnknown,
    Conflict,
    CorruptLog,
    Invalid,
    KeyLost,
    KeyReused,
    NotFound,
    StoreError,
    WrongKey,
)
from dialogue_cases.spelling import bare, canon, nfc, same_name
from dialogue_cases.vocabulary import (
    NOT_IN_COPY,
    Citation,
    DocumentNumber,
    StreamId,
    When,
    first_day,
    last_day,
    local_time,
    month,
)


@pytest.mark.requirement("R16")
def test_a_month_is_not_a_day() -> None:
    """Ordered by its first day, counted from its last."""
    may = month(2023, 5)

    assert (date(2023, 5, 1), date(2023, 5, 31), None) == (
        first_day(may),
        last_day(may),
        local_time(may),
    )
    assert ("2023-05", "2024-02-01/2024-03-10", "2023-05-12 08:30") == (
        str(may),
        str(When(day=date(2024, 2, 1), through=date(2024, 3, 10))),
        str(When(day=date(2023, 5, 12), at=time(8, 30))),
    )
    assert date(2024, 2, 29) == last_day(month(2024, 2))


@pytest.mark.requirement("R62")
@pytest.mark.parametrize("written", ["01-KH/ĐU", "12-TB/ĐU", "127-QĐ/TW", "07/QĐ-UBND"])
def test_a_document_number_is_written_as_it_is_read(written: str) -> None:
    """Party documents join number and kind by a hyphen, administrative ones by a slash."""
    assert written == str(DocumentNumber.parse(written))


@pytest.mark.parametrize("written", ["", "TB/ĐU", "12", "12-", "0-TB/ĐU", "12TB", "12/TB/ĐU"])
def test_what_is_no_document_number_is_told_with_what_would_be(written: str) -> None:
    """Bad input gets one sentence that says what would be right."""
    with pytest.raises(ValueError, match=r"expected"):
        DocumentNumber.parse(written)


def test_a_number_that_the_copy_hides_is_not_invented() -> None:
    """It is printed as an ellipsis."""
    assert "…" == str(NOT_IN_COPY)
    assert "Điều 24" == str(Citation(text="Điều 24", certainty="A"))


@pytest.mark.requirement("R63")
@pytest.mark.parametrize(
    ("one", "other"),
    [("Phổ Hoà", "Phổ Hòa"), ("Đảng uỷ", "ĐẢNG ỦY"), ("Thúy", "thuý"), ("khoẻ,", "khỏe,")],
)
def test_both_tone_placements_are_one_name(one: str, other: str) -> None:
    """Old and new placement; composed and decomposed letters."""
    assert same_name(one, other)
    assert same_name(one, unicodedata.normalize("NFD", other))


@pytest.mark.requirement("R63")
def test_another_tone_is_another_name() -> None:
    """ "Phổ Hoà" and "Phố Hòa" in the source: one of them is an error, and stays visible."""
    assert not same_name("Phổ Hoà", "Phố Hòa")
    assert bare("Phổ Hoà") == bare("Phố Hòa")


@pytest.mark.parametrize("d", ["\u00d0", "\u00f0", "\u0189", "\u0256", "d\u0335", "D\u0336"])
def test_what_old_fonts_leave_for_the_letter_d_with_a_stroke_is_that_letter(d: str) -> None:
    """Eth and the African d look like it, and converters of VNI and TCVN3 leave them."""
    assert "dat bai" == bare(f"{d}ất bãi")
    assert same_name(f"Khu phố {d}ông", "Khu phố Đông")


def test_marks_that_nobody_sees_part_no_word() -> None:
    """They come with what is copied from a web page."""
    assert bare("Mương bị lấp") == bare("Mư\u00adơng b\u200bị lấp\ufeff")
    assert same_name("Nho Lâm", "Nho\u00a0L\u200bâm")


@pytest.mark.parametrize("word", ["quý", "quỳ", "Quỹ", "hoàng", "của", "mùa", "tuyển"])
def test_where_there_is_one_placement_nothing_is_moved(word: str) -> None:
    """The u of qu is no vowel, and closed syllables have one placement."""
    assert word == canon(word)


@given(st.text())
def test_spelling_is_settled_at_once(text: str) -> None:
    """Folding and canonical spelling are idempotent, and fold forgets what canon settles."""
    assert canon(canon(text)) == canon(text)
    assert bare(bare(text)) == bare(text)
    assert nfc(nfc(text)) == nfc(text)


def test_every_error_says_what_where_and_what_would_be_right() -> None:
    """Each carries data, and renders as one sentence."""
    stream = StreamId("plan/2023")

    assert [
        "plan.toml, line 3: no such month; expected 2023-05",
        "nothing is recorded under plan/2023",
        "plan/2023 is at version 2, not 1; look again",
        "the key 'k' was used for another call; give this call a key of its own",
        "sqlite:///w.db: can't be used",
        "sqlite:///w.db: at position 7: cut",
        "the vault has no key for plan/2023#1: erased, or this isn't the store's vault",
        "altered",
    ] == [
        str(error)
        for error in (
            Invalid("no such month", where="plan.toml, line 3", expected="2023-05"),
            NotFound(stream),
            Conflict(stream, 1, 2),
            KeyReused("k"),
            StoreError("sqlite:///w.db", "can't be used"),
            CorruptLog("sqlite:///w.db", 7, "cut"),
            KeyLost("plan/2023#1"),
            WrongKey("altered"),
        )
    ]
    assert "2027" in str(CalendarUnknown(2027))
