"""Gợi ý ghép vụ việc: which papers look like one grievance, and why; nobody but a clerk joins.

Compared are what clerks wrote of petitions and opinions, without case, tones and diacritics.
Different house, plot or decision numbers or dates mean different grievances, whatever the words.
"""

import re
from array import array
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from sys import intern
from typing import TypeAlias

import msgspec

from dialogue_cases.projection import Answer, Views
from dialogue_cases.record import Known
from dialogue_cases.views.matters.grievances import VIEW, RaisedPaper
from dialogue_cases.vocabulary import GroupId

# What an opinion became is compared as the petition; of a denunciation neither.
SAYINGS = """
WITH joined AS MATERIALIZED (
    SELECT json_extract(one.value, '$.session') AS session,
        json_extract(one.value, '$.opinion') AS opinion, matters.stream AS matter
    FROM matters, json_each(raised) AS one)
SELECT stream, session, opinion, said_on, gist, folded, topic_code, group_id, secret,
    coalesce(matter, (
        SELECT joined.matter FROM joined
        WHERE joined.session = said.session AND joined.opinion = said.opinion)) AS matter
FROM matters_said AS said
WHERE NOT secret AND (:group_id IS NULL OR group_id = :group_id)
  AND (stream LIKE 'petition/%' OR NOT EXISTS (
      SELECT 1 FROM matters_said AS raised
      WHERE raised.session = said.session AND raised.opinion = said.opinion
        AND raised.stream LIKE 'petition/%'))
ORDER BY said_on, stream, opinion
"""

LIKELY = 60
"""From which score on a pair is worth a clerk's time; set by hand on made-up sentences."""

MOST = 50
"""How many pairs are suggested, unless more are asked for."""

_NUMBER = re.compile(r"\d+(?:[./-]\d+)*[a-z]?\b")
_WORD = re.compile(r"[^\W\d_]+")


class MatterSuggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Gợi ý: two papers that may be about one grievance, and why.

    Args:
        score: 0 to 100; half from the words in common whatever their order, half from how
            rare these words are.
        one: the earlier …
        other: … and the later.
        words: the words in common, the rarest first, without tones.
        numbers: the numbers in common.
        same_topic: whether both name the same topic …
        same_group: … and the same residential group.
    """

    score: int
    one: RaisedPaper
    other: RaisedPaper
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    same_topic: bool
    same_group: bool


def suggestions(
    views: Views,
    *,
    group: GroupId | None = None,
    least: int = LIKELY,
    known: Known | None = None,
    limit: int | None = MOST,
) -> Answer[MatterSuggestion]:
    """Pairs of petitions and opinions that aren't in the same matter yet but look alike.

    Needs rapidfuzz (`pip install 'dialogue-cases[dedupe]'`).

    Args:
        views: of the store.
        group: from this residential group only; None: from all.
        least: from which score on.
        known: as was on record at the end of this local day, or at this position.
        limit: how many, the likeliest; None: all of them.

    Returns:
        The likeliest first, then those of one group, then of one topic.

    Raises:
        ModuleNotFoundError: rapidfuzz isn't installed.
        StoreError, CorruptLog: as `Views.ask`.
    """
    found = views.ask(VIEW, RaisedPaper, SAYINGS, {"group_id": group}, known=known)
    return found.of(tuple(alike(found.rows, least=least, limit=limit)))


def alike(said: Sequence[RaisedPaper], *, least: int, limit: int | None) -> list[MatterSuggestion]:
    """The likeliest pairs, as if each were compared with each.

    Only those are that have a word in common without which they couldn't be alike enough: of the
    lighter one of a pair, the words in common weigh so much that one of its rarest is among them.
    The more pairs are found, the rarer that word must be.
    """
    papers = _Papers(said)
    best: list[tuple[_Rank, MatterSuggestion]] = []
    bar = least
    for here in range(len(said)):
        words = frozenset(papers.words[here])
        for there in papers.candidates(here, bar):
            pair = papers.compared(here, words, there, least, bar)
            if pair is None:
                continue
            rank = (-pair.score, not pair.same_group, not pair.same_topic, here, there)
            insort(best, (rank, pair), key=_rank)
            if limit is not None and len(best) > limit:
                best.pop()
            if limit is not None and len(best) == limit:
                bar = max(least, -best[-1][0][0])
        if limit is not None and len(best) == limit and best[-1][0][:3] == _TOP:
            break  # whatever comes later comes after these
    return [pair for _, pair in best]


_Rank: TypeAlias = tuple[int, bool, bool, int, int]
_TOP = (-100, False, False)


def _rank(one: tuple[_Rank, MatterSuggestion]) -> _Rank:
    return one[0]


class _Papers:
    """What is compared, by its words: the rarest first, each with what it and the rest weigh.

    Of a record of many years all of it is held, so that a word is one object wherever it stands,
    and where it stands are numbers in a row.
    """

    def __init__(self, said: Sequence[RaisedPaper]) -> None:
        from rapidfuzz.fuzz import token_set_ratio

        self.ratio = token_set_ratio
        self.said = said
        self.words = [tuple(map(intern, {*_WORD.findall(one.folded)})) for one in said]
        self.numbers = [_numbers(one.folded) for one in said]
        self.rare = _rarity(self.words)
        self.weights = [_weight(one, self.rare) for one in self.words]
        for place, words in enumerate(self.words):
            self.words[place] = tuple(sorted(words, key=lambda w: (-self.rare[w], w)))
        # By word, and by word and number: the papers, with the share of their weight that is left
        # from this word on, the largest first.
        self._having: dict[tuple[str, str | None], _Having] = {}
        for place in range(len(said)):
            for word, share in self._shares(place):
                for number in (None, *(self.numbers[place] or (_NO_NUMBER,))):
                    having = self._having.get((word, number))
                    if having is None:
                        having = self._having[word, number] = array("d"), array("I")
                    having[0].append(share)
                    having[1].append(place)
        for key, (shares, places) in self._having.items():
            order = sorted(range(len(shares)), key=lambda at: (-shares[at], places[at]))
            self._having[key] = (
                array("d", map(shares.__getitem__, order)),
                array("I", map(places.__getitem__, order)),
            )

    def _shares(self, place: int) -> Iterator[tuple[str, float]]:
        left, whole = self.weights[place], self.weights[place]
        for word in self.words[place]:
            yield word, left / whole
            left -= self.rare[word]

    def candidates(self, here: int, bar: int) -> set[int]:
        """The later papers that may reach a score together with this one."""
        # Half of the score is the share of the lighter paper's words; rounding adds half a point.
        needed = (2 * (bar - 0.5) - 100) / 100 - _ROUNDING
        # Where one names a number, the other names the same or none.
        numbers: tuple[str | None, ...] = (None,)
        if self.numbers[here]:
            numbers = (*self.numbers[here], _NO_NUMBER)
        found: set[int] = set()
        for word, share in self._shares(here):
            for number in numbers:
                for its_share, there in zip(*self._having.get((word, number), _NONE), strict=True):
                    if share < needed and its_share < needed:
                        break
                    if there > here:
                        found.add(there)
        return found

    def compared(
        self, here: int, words: frozenset[str], there: int, least: int, bar: int
    ) -> MatterSuggestion | None:
        """Two papers as a suggestion; None if they aren't alike enough, or one matter already."""
        one, other = self.said[here], self.said[there]
        shared = words.intersection(self.words[there])
        equal = self.numbers[here] & self.numbers[there]
        joined = one.matter is not None and one.matter == other.matter
        # Where one names fewer numbers than the other they don't contradict each other.
        if joined or not shared or equal not in (self.numbers[here], self.numbers[there]):
            return None
        rare = self.rare
        overlap = 100 * _weight(shared, rare) / min(self.weights[here], self.weights[there])
        if (100 + overlap) / 2 < least or round((100 + overlap) / 2) < bar:
            return None
        score = round((self.ratio(one.folded, other.folded) + overlap) / 2)
        if score < bar:
            return None
        return MatterSuggestion(
            score=score,
            one=one,
            other=other,
            words=tuple(sorted(shared, key=lambda word: (-rare[word], word))),
            numbers=tuple(sorted(equal)),
            same_topic=one.topic_code is not None and one.topic_code == other.topic_code,
            same_group=one.group_id is not None and one.group_id == other.group_id,
        )


_Having: TypeAlias = "tuple[array[float], array[int]]"
"""The papers that have a word: the shares, and the places in the same order."""

_NONE: _Having = array("d"), array("I")
_NO_NUMBER = ""
_ROUNDING = 1e-9


def _numbers(folded: str) -> frozenset[str]:
    """House, plot and decision numbers, and dates: 05/3/2023 and 5-03-2023 are one."""
    return frozenset(
        "/".join(part.lstrip("0") or "0" for part in re.split("[./-]", number))
        for number in _NUMBER.findall(folded)
    )


def _rarity(texts: Sequence[tuple[str, ...]]) -> Mapping[str, float]:
    """How much a word tells: the more, the fewer texts have it."""
    having = Counter(word for text in texts for word in text)
    return {word: log((1 + len(texts)) / number) for word, number in having.items()}


def _weight(words: Iterable[str], rare: Mapping[str, float]) -> float:
    return sum(rare[word] for word in words)
