"""Is what is recorded in its place, and what can be told of a log that is damaged."""

from typing import TYPE_CHECKING, Any

from dialogue_cases.errors import CorruptLog
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import StreamId

if TYPE_CHECKING:
    from dialogue_cases.store import Store

_BYTES = (
    "SELECT CAST(originator_id AS BLOB), originator_version, position, CAST(topic AS BLOB), "
    "CAST(state AS BLOB) FROM stored_events ORDER BY position"
)


def going_on(store: "Store") -> list[Recorded[Any]]:
    """As `since`, fact by fact, past those that can't be read back."""
    with store.reading() as asked:
        rows = asked.cursor.execute(_BYTES).fetchall()
    facts: list[Recorded[Any]] = []
    heads: dict[str, int] = {}
    for name, version, position, topic, state in rows:
        stream, kind = (str(one, "utf-8", "backslashreplace") for one in (name, topic))
        wrong: CorruptLog | None = None
        if version != heads.get(stream, 0) + 1:
            of = f"{stream}@{version}"
            wrong = CorruptLog(store.url, position, "the fact before it is missing", of)
        try:
            facts += store.decoded([(stream, version, position, kind, state)])
        except CorruptLog as error:
            wrong = error
        heads[stream] = version
        if wrong is not None and stream == "ward":
            raise wrong
        if wrong is not None:
            store.left_out.setdefault(StreamId(stream), wrong)
    return [one for one in facts if one.stream not in store.left_out]


def unnamed(store: "Store") -> int | None:
    """The position of the first fact whose life or kind can't be read as text."""
    with store.reading() as asked:
        for name, _, position, topic, _ in asked.cursor.execute(_BYTES):
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
    if version == 0 and series.count("/") == 1 and number.isdecimal():
        numbers[series] = numbers.get(series, 0) + 1
        if int(number) != numbers[series]:
            raise CorruptLog(
                url, position, "{series} jumps to number {number}", of, series=series, number=number
            )
