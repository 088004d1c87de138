"""Is what is recorded in its place, and what can be told of a log that is damaged."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from dialogue_cases.codec import EARLY, mistyped, texts
from dialogue_cases.errors import CorruptLog, Sentence
from dialogue_cases.record import Recorded
from dialogue_cases.store.recorder import BESIDE
from dialogue_cases.vocabulary import EventRef, StreamId, event_ref

if TYPE_CHECKING:
    from dialogue_cases.store import Store

_BYTES = (
    "SELECT CAST(originator_id AS BLOB), CAST(originator_version AS INTEGER), position, "
    "CAST(topic AS BLOB), CAST(state AS BLOB), {beside} FROM stored_events ORDER BY position"
)
_EARLY = (
    "SELECT position, CAST(originator_id AS BLOB), originator_version FROM stored_events "
    "WHERE position < 1 ORDER BY position"
)
_TYPES = {
    "originator_id": "text",
    "originator_version": "integer",
    "topic": "text",
    "state": "text",
}
_MISTYPED = (
    "SELECT position, CAST(originator_id AS BLOB), originator_version, typeof(originator_id), "
    "typeof(originator_version), typeof(topic), typeof(state) FROM stored_events "
    "WHERE position > 0 AND (typeof(originator_id), typeof(originator_version), typeof(topic), "
    "typeof(state)) != ('text', 'integer', 'text', 'text') ORDER BY position"
)


def early_rows(store: "Store") -> Iterator[tuple[int, EventRef, Sentence]]:
    """Rows before the first position, which no reading of the log meets: where, which, and why."""
    with store.reading() as asked:
        rows = asked.cursor.execute(_EARLY).fetchall()
    for position, stream, version in rows:
        yield position, named(stream, version), EARLY


def mistyped_rows(store: "Store") -> Iterator[tuple[int, EventRef, Sentence]]:
    """Rows of the log with a value of another type: where, which, and why.

    The bytes may be those of the text, and yet no question for the text finds it.
    """
    with store.reading() as asked:
        rows = asked.cursor.execute(_MISTYPED).fetchall()
    for position, stream, version, *kinds in rows:
        for (column, right), kind in zip(_TYPES.items(), kinds, strict=True):
            if kind != right:
                yield position, named(stream, version), mistyped(column, kind, right)


def named(stream: str | bytes, version: Any) -> EventRef:
    """How a row is called, of whatever type the values in it are."""
    name, number = (
        str(one, "utf-8", "backslashreplace") if isinstance(one, bytes) else one
        for one in (stream, version)
    )
    return EventRef(f"{name}@{number}")


def going_on(store: "Store") -> list[Recorded[Any]]:
    """As `since`, fact by fact, past those that can't be read back."""
    with store.reading() as asked:
        beside = BESIDE if store.recorder.has_texts(asked.cursor) else "NULL"
        rows = asked.cursor.execute(_BYTES.format(beside=beside)).fetchall()
    facts: list[Recorded[Any]] = []
    heads: dict[str, int] = {}
    mistyped = {
        position: CorruptLog(store.url, position, said, of)
        for position, of, said in mistyped_rows(store)
    }
    for name, version, position, topic, state, beside in rows:
        stream, kind = (str(one, "utf-8", "backslashreplace") for one in (name, topic))
        wrong = mistyped.get(position)
        if wrong is None and version != heads.get(stream, 0) + 1:
            of = f"{stream}@{version}"
            wrong = CorruptLog(store.url, position, "the fact before it is missing", of)
        try:
            facts += store.decoded([(stream, version, position, kind, state, beside)])
        except CorruptLog as error:
            wrong = mistyped.get(position, error)
        heads[stream] = version
        if wrong is not None and stream == "ward":
            raise wrong
        if wrong is not None:
            store.left_out.setdefault(StreamId(stream), wrong)
    return [one for one in facts if one.stream not in store.left_out]


_APART = (
    "SELECT position, originator_id, originator_version, topic, CAST(state AS BLOB), "
    "CAST(beside AS BLOB) FROM texts JOIN stored_events USING (position) "
    "WHERE position > ? ORDER BY position LIMIT ?"
)
_LACKING = (
    "SELECT position, originator_id, originator_version FROM stored_events "
    "WHERE position > 0 AND topic LIKE ? AND position NOT IN (SELECT position FROM texts) "
    "ORDER BY position"
)
_PAGE = 1000


def wrong_texts(store: "Store") -> Iterator[tuple[int, EventRef, Sentence]]:
    """Facts with texts beside them that aren't what they commit to: where, which, and why.

    A text that was replaced is right where the last redaction of it says that it reads so.

    Raises:
        CorruptLog: a redaction can't be read back.
    """
    reads = {
        (one.stream, one.event.entry, one.event.which_text): one.event.reads
        for one in store.redactions()
    }
    after, has_texts = 0, True
    while has_texts:
        with store.reading() as asked:
            has_texts = store.recorder.has_texts(asked.cursor)
            page = asked.cursor.execute(_APART, (after, _PAGE)).fetchall() if has_texts else []
        for position, stream, version, _, state, beside in page:
            try:
                gone = texts.replaced(stream, version, state, beside)
            except texts.Misfit as error:
                yield position, event_ref(stream, version), error.said
                continue
            except (ValueError, LookupError, TypeError, msgspec.DecodeError) as error:
                yield position, event_ref(stream, version), Sentence("{why}", why=error)
                continue
            for place, text in gone.items():
                if reads.pop((stream, version, place), None) != text:
                    why = "the text at {place} was replaced, and no redaction says so"
                    yield position, event_ref(stream, version), Sentence(why, place=place)
        if len(page) < _PAGE:
            break
        after = page[-1][0]
    with store.reading() as asked:
        lacking = (
            _LACKING if has_texts else _LACKING.replace("SELECT position FROM texts", "SELECT 0")
        )
        rows = asked.cursor.execute(lacking, (f"%{texts.SUFFIX}",)).fetchall()
    for position, stream, version in rows:
        yield position, event_ref(stream, version), Sentence("its texts are missing")
    for (stream, version, place), _ in reads.items():
        why = "the text at {place} was redacted, and reads as it was written"
        with store.reading() as asked:
            position = store.recorder.place(asked.cursor, stream, version)
        yield position, event_ref(stream, version), Sentence(why, place=place)


def unnamed(store: "Store") -> int | None:
    """The position of the first fact whose life or kind can't be read as text."""
    with store.reading() as asked:
        for name, _, position, topic, *_ in asked.cursor.execute(_BYTES.format(beside="NULL")):
            try:
                str(name, "utf-8"), str(topic, "utf-8")
            except UnicodeDecodeError:
                return int(position)
    return None


def check_place(
    url: str,
    recorded: Recorded[Any],
    last: Recorded[Any] | None,
    heads: dict[StreamId, int],
    numbers: dict[str, int],
) -> None:
    """Refuse a fact that is out of its place in the log; counts the numbers of series."""
    position, version, of = recorded.position, heads.get(recorded.stream, 0), recorded.ref
    if position != (last.position if last else 0) + 1:
        raise CorruptLog(url, position, "the fact before it is missing", of)
    if recorded.version != version + 1:
        raise CorruptLog(
            url,
            position,
            "{stream} jumps from version {before} to {version}",
            of,
            stream=recorded.stream,
            before=version,
            version=recorded.version,
        )
    if last is not None and recorded.recorded_at < last.recorded_at:
        raise CorruptLog(url, position, "recorded earlier than the fact before it", of)
    if recorded.corrects is not None and not 0 < recorded.corrects <= version:
        raise CorruptLog(
            url,
            position,
            "it corrects version {corrected}, which isn't there",
            of,
            corrected=recorded.corrects,
        )
    series, _, number = recorded.stream.rpartition("/")
    if version == 0 and series == "plan":  # the first plan of its year, which others go on from
        numbers[recorded.stream] = 1
    if version == 0 and series.count("/") == 1 and number.isdecimal():
        numbers[series] = numbers.get(series, 0) + 1
        if int(number) != numbers[series]:
            raise CorruptLog(
                url, position, "{series} jumps to number {number}", of, series=series, number=number
            )
