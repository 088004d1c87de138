"""As the tests of a large register in `test_register_file`, with thousands of rows."""

from pathlib import Path

from registers import a_mapping
from test_register_file import check_a_register_comes_in, check_planted_errors


def test_planted_errors_of_a_large_register_are_each_told_exactly(tmp_path: Path) -> None:
    """5,000 rows, and each error four times."""
    check_planted_errors(a_mapping(tmp_path), tmp_path, rows=5000, times=4)


def test_a_large_register_comes_in_whole_and_only_once(tmp_path: Path) -> None:
    check_a_register_comes_in(a_mapping(tmp_path), tmp_path, rows=1000)
