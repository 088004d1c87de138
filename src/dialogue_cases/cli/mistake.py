"""Lỗi nhập liệu: what is wrong on a command line, said in the reader's language."""

from typing import Any

from dialogue_cases.errors import Invalid


class Mistake(Invalid):
    """Bad input on the command line.

    Args:
        sentence: what is wrong, as a sentence of the catalogue with places for data.
        where: the option or the file.
        right: what would be right, as a sentence of the catalogue.
        data: what fills the places in both.
    """

    def __init__(self, sentence: str, *, where: str = "", right: str = "", **data: Any) -> None:
        self.sentence, self.right, self.data = sentence, right, data
        super().__init__(sentence.format(**data), where=where, expected=right.format(**data))
