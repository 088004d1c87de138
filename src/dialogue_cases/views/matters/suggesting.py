"""Gợi ý ghép vụ việc: which papers look like one grievance, and why; nobody but a clerk joins.

Compared are what clerks wrote of petitions and opinions, without case, tones and diacritics.
Different house, plot or decision numbers or dates mean different grievances, whatever the words.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

import msgspec

from dialogue_cases.projection import Answer, Views
from dialogue_cases.record import Known
from dialogue_cases.views.matters.kept import VIEW, Said
from dialogue_cases.vocabulary import GroupId

# What an opinion became is compared as the petition; of a denunciation neither.
SAYINGS = """
SELECT stream, session, opinion, said_on, gist, folded, topic_code, group_id, secret,
    coalesce(matter, (
        SELECT matters.stream FROM matters, json_each(raised) AS one
        WHERE json_extract(one.value, '$.session') = said.session
          AND json_extract(one.value, '$.opinion') = said.opinion)) AS matter
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

_NUMBER = re.compile(r"\d+(?:[./-]\d+)*[a-z]?\b")
_WORD = re.compile(r"[^\W\d_]+")


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
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
    one: Said
    other: Said
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
) -> Answer[Suggestion]:
    """Pairs of petitions and opinions that aren't in the same matter yet but look alike.

    Needs rapidfuzz (`pip install 'dialogue-cases[dedupe]'`).

    Args:
        views: of the store.
        group: from this residential group only; None: from all.
        least: from which score on.
        known: as was on record at the end of this local day, or at this position.

    Returns:
        The likeliest first, then those of one group, then of one topic.

    Raises:
        ModuleNotFoundError: rapidfuzz isn't installed.
        StoreError, CorruptLog: as `Views.ask`.
    """
    from rapidfuzz.fuzz import token_set_ratio

    found = views.ask(VIEW, Said, SAYINGS, {"group_id": group}, known=known)
    words = [frozenset(_WORD.findall(one.folded)) for one in found.rows]
    numbers = [_numbers(one.folded) for one in found.rows]
    rare = _rarity(words)
    weights = [_weight(one, rare) for one in words]
    made = []
    for here, there in combinations(range(len(found.rows)), 2):
        one, other = found.rows[here], found.rows[there]
        shared, equal = words[here] & words[there], numbers[here] & numbers[there]
        joined = one.matter is not None and one.matter == other.matter
        # Where one names fewer numbers than the other they don't contradict each other.
        if joined or not shared or equal not in (numbers[here], numbers[there]):
            continue
        overlap = 100 * _weight(shared, rare) / min(weights[here], weights[there])
        if (100 + overlap) / 2 < least:
            continue
        score = round((token_set_ratio(one.folded, other.folded) + overlap) / 2)
        if score < least:
            continue
        suggestion = Suggestion(
            score=score,
            one=one,
            other=other,
            words=tuple(sorted(shared, key=lambda word: (-rare[word], word))),
            numbers=tuple(sorted(equal)),
            same_topic=one.topic_code is not None and one.topic_code == other.topic_code,
            same_group=one.group_id is not None and one.group_id == other.group_id,
        )
        made.append(suggestion)
    made.sort(key=lambda one: (-one.score, not one.same_group, not one.same_topic))
    return found.of(tuple(made))


def _numbers(folded: str) -> frozenset[str]:
    """House, plot and decision numbers, and dates: 05/3/2023 and 5-03-2023 are one."""
    return frozenset(
        "/".join(part.lstrip("0") or "0" for part in re.split("[./-]", number))
        for number in _NUMBER.findall(folded)
    )


def _rarity(texts: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """How much a word tells: the more, the fewer texts have it."""
    having = Counter(word for text in texts for word in text)
    return {word: log((1 + len(texts)) / number) for word, number in having.items()}


def _weight(words: frozenset[str], rare: Mapping[str, float]) -> float:
    return sum(rare[word] for word in words)
