"""Ngôn ngữ: what the command line says beside `sentences`: of decisions, and of choices."""

from collections.abc import Iterable

from attrs import define

from dialogue_cases import sentences
from dialogue_cases.sentences import CODES

__all__ = ["CODES", "Language"]


@define
class Language(sentences.Language):
    """Ngôn ngữ: one reader's language, as the command line needs it."""

    def choices(self, words: Iterable[object]) -> str:
        """Stored words to choose from, each with what it means in the reader's language."""
        stored = [str(word) for word in words]
        if self.code == "en":
            return ", ".join(stored)
        told = {word: self.word_or(word) for word in stored}
        return "; ".join(f"{word}: {said}" if word != said else word for word, said in told.items())
