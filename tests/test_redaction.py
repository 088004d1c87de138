"""Words that stand in clear are hidden everywhere, removed where they can be, and stay provable."""

import io
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases import cli, codec, petition, store
from dialogue_cases.codec.texts import free_texts
from dialogue_cases.errors import CorruptLog, Invalid, KeyReused, Refused, RemovalStopped
from dialogue_cases.office import Office
from dialogue_cases.office.hiding import HIDDEN, hides_only, without
from dialogue_cases.projection import Views
from dialogue_cases.proofs import check_evidence
from dialogue_cases.proofs.checkpoints import Proofs, signing_key
from dialogue_cases.proofs.evidence import bundle
from dialogue_cases.proofs.notes import Note, VerifierKey
from dialogue_cases.proofs.verifying import Verified, verify
from dialogue_cases.record import Recorded, Redacted, RemovalRefused
from dialogue_cases.store import Store
from dialogue_cases.views import VIEWS
from dialogue_cases.vocabulary import BodyId, Despite, StreamId, Topic
from dialogue_cases.ward.in_any_life import place_hold, redact
from offices import Clock, an_office
from planted import files_of, forms, found_in
from spec import act_of
from strategies import example

NAME = "Zqạviết Thị Bữkín"
"""A name that a clerk has typed into a text."""

GIST = f"Theo {NAME}, tổ 5, lối đi chung bị lấn chiếm"
CASE = StreamId("petition/2023/1")
DAY = date(2023, 3, 1)
CLERK = act_of("chanh-van-phong")
AS_CLERK = ("--as", "chanh-van-phong", "--on", "2023-03-01")
WHY = "tên người không liên quan"
HIDE: Any = {
    "act": CLERK,
    "on": DAY,
    "rule": "personal_data",
    "reason": WHY,
}


def raised(office: Office, gist: str = GIST, key: str | None = None) -> StreamId:
    (fact, *_) = office.acting(CLERK, key=key).begin(
        "petition/2023",
        petition.raise_petition,
        on=DAY,
        channel="oral",
        gist=gist,
        received_by=BodyId("van-phong"),
    )
    return fact.stream


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "ward"
    folder.mkdir()
    with an_office(path=folder / "ward.db", clock=Clock(DAY)) as office:
        raised(office)
        yield office


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'ward' / 'ward.db'}"


def marked(folder: Path) -> set[tuple[str, str]]:
    """Where the name stands in the ward's files, and in which form."""
    return found_in(files_of(folder / "ward"), forms(NAME.split()[0]))


def command(url: str, *said: str) -> tuple[int, str]:
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        code = cli.main((*said, "--store", url))
    return code, told.getvalue()


# -- Hidden, and gone ---------------------------------------------------------------------


def test_a_hidden_word_reads_nowhere(ward: Office) -> None:
    before = ward.log.position
    done = ward.redact(CASE, NAME, **HIDE)
    assert [(one.of, one.place, one.removed) for one in done.texts] == [
        (f"{CASE}@1", "event.gist", True)
    ]
    reads = f"Theo {HIDDEN}, tổ 5, lối đi chung bị lấn chiếm"
    assert ward.as_of(CASE).raised.gist == reads
    assert ward.history(CASE)[0].event.gist == reads
    # As known before it was hidden, too.
    assert ward.as_of(CASE, known=before).raised.gist == reads
    with closing(Store.open(ward.store.url)) as another:
        assert another.read(CASE)[0].event.gist == reads


def test_the_fact_says_by_which_rule_why_when_and_who(ward: Office) -> None:
    ward.redact(CASE, NAME, **HIDE)
    fact = ward.history(CASE)[-1]
    assert isinstance(fact.event, Redacted)
    assert (fact.event.rule, fact.event.on, fact.event.reason) == (
        "personal_data", DAY, WHY,
    )  # fmt: skip
    assert fact.act == CLERK


def test_a_removed_word_is_in_no_byte_of_any_file(ward: Office, tmp_path: Path) -> None:
    with Views.of(ward) as views:
        views.rebuild(VIEWS)
    raised(ward, f"{NAME} nói khác", key="phiếu 2")
    assert {name for name, _ in marked(tmp_path)} >= {"ward.db-wal"}
    done = ward.redact(CASE, NAME, **HIDE)
    ward.redact(StreamId("petition/2023/2"), NAME, **HIDE)
    with Views.of(ward) as views:
        views.settle(VIEWS)
    assert done.overwritten
    assert marked(tmp_path) == set()


def test_its_salt_is_gone_with_it_so_that_no_guess_can_be_confirmed(
    ward: Office, tmp_path: Path
) -> None:
    with ward.store.reading() as asked:
        beside = json.loads(ward.store.recorder.beside(asked.cursor, ward.log.position) or b"")
    ((salt, text),) = beside["texts"]
    assert text == GIST
    ward.redact(CASE, NAME, **HIDE)
    assert found_in(files_of(tmp_path / "ward"), {"salt": salt.encode()}) == set()


def test_a_call_that_is_repeated_is_the_same_call_still(ward: Office) -> None:
    stream = raised(ward, f"{NAME} nói khác", key="phiếu 2")
    ward.redact(stream, NAME, **HIDE)
    assert raised(ward, f"{NAME} nói khác", key="phiếu 2") == stream
    with ward.store.reading() as asked:
        (kept,) = asked.cursor.execute("SELECT digest FROM keys WHERE key = 'phiếu 2'").fetchone()
    assert kept == ""


def test_a_call_that_recorded_nothing_keeps_nothing_that_could_be_tried_out(ward: Office) -> None:
    """It may have said the very words that were hidden since."""
    said: Any = {"on": DAY, "kind": "report", "area": "land", "reason": f"{NAME} nêu"}
    ward.acting(CLERK).decide(CASE, petition.classify, **said)
    assert [] == ward.acting(CLERK, key="lặp").decide(CASE, petition.classify, **said)
    ward.redact(CASE, NAME, **HIDE)
    with ward.store.reading() as asked:
        (kept,) = asked.cursor.execute("SELECT digest FROM keys WHERE key = 'lặp'").fetchone()
    assert kept == ""
    assert [] == ward.acting(CLERK, key="lặp").decide(CASE, petition.classify, **said)


def test_a_key_of_a_call_with_hidden_words_answers_no_call_of_another_kind(ward: Office) -> None:
    stream = raised(ward, f"{NAME} nói khác", key="phiếu 2")
    ward.redact(stream, NAME, **HIDE)
    with pytest.raises(KeyReused):
        ward.acting(CLERK, key="phiếu 2").decide(
            CASE, petition.classify, on=DAY, kind="report", area="land"
        )
    with pytest.raises(KeyReused):
        ward.acting(CLERK, key="phiếu 2").decide(
            stream, petition.classify, on=DAY, kind="report", area="land"
        )


def test_a_process_that_has_read_the_case_reads_it_anew(ward: Office) -> None:
    with Office.open(ward.store.url, clock=Clock(DAY)) as other:
        desk = other.acting(CLERK)
        desk.decide(CASE, petition.classify, on=DAY, kind="report", area="land")
        ward.redact(CASE, NAME, **HIDE)
        desk.decide(CASE, petition.classify, on=DAY, kind="report", area="other")
        with other._transaction() as writing:
            assert NAME not in str(other.seen.read(writing, CASE).state)


def test_all_of_a_text_can_be_hidden(ward: Office) -> None:
    done = ward.redact(CASE, version=1, place="event.gist", **HIDE)
    assert done.texts[0].reads == HIDDEN
    assert ward.as_of(CASE).raised.gist == HIDDEN


def test_every_text_of_the_case_that_says_it_is_hidden(ward: Office) -> None:
    why = attrs.evolve(CLERK, why=f"theo lời {NAME.upper()}")
    ward.acting(why).decide(
        CASE, petition.classify, on=DAY, kind="report", area="land", reason=f"{NAME} nêu"
    )
    places = {one.place for one in ward.redact(CASE, NAME, **HIDE).texts}
    assert places == {"event.gist", "event.reason", "act.why"}
    texts = [text for fact in ward.history(CASE) for text in free_texts(fact).values()]
    assert not any(NAME.lower() in one.lower() for one in texts)


def test_what_reads_now_can_be_hidden_further(ward: Office) -> None:
    ward.redact(CASE, NAME, **HIDE)
    done = ward.redact(CASE, "tổ 5", **HIDE)
    assert ward.as_of(CASE).raised.gist == f"Theo {HIDDEN}, {HIDDEN}, lối đi chung bị lấn chiếm"
    assert {(one.of, one.place) for one in done.texts} == {
        (f"{CASE}@1", "event.gist"), (f"{CASE}@2", "event.reads"),
    }  # fmt: skip
    ward.store.check()


def test_what_is_hidden_again_leaves_no_copy_and_adds_no_copies_of_copies(ward: Office) -> None:
    """A redaction says how the text reads; hidden further, that goes with the text."""
    names = ["Ấxq", "Bữk", "Cểw", "Đạz"]
    stream = raised(ward, f"Theo {NAME}, {', '.join(names)}: lối đi bị lấn")
    before = ward.log.position
    ward.redact(stream, NAME, **HIDE)
    for one in names:
        ward.redact(stream, one, **HIDE)
    assert before + 1 + 2 * len(names) == ward.log.position
    *older, last = (one.event for one in ward.history(stream) if isinstance(one.event, Redacted)
                    if one.event.which_text == "event.gist")  # fmt: skip
    assert {HIDDEN} == {one.reads for one in older}
    assert ward.as_of(stream).raised.gist == last.reads
    ward.redact(stream, version=1, place="event.gist", **HIDE)
    ward.store.check()
    texts = [text for fact in ward.history(stream) for text in free_texts(fact).values()]
    assert not any("lối đi" in text for text in texts)


def test_words_that_are_no_text_are_told_and_not_passed_over(ward: Office) -> None:
    """A topic's title isn't hidden: it is said where the words stand still."""
    topic = Topic(title=f"Đất của {NAME}", code="land_management")
    (fact, *_) = ward.acting(CLERK).begin(
        "petition/2023", petition.raise_petition, on=DAY, channel="oral",
        gist=f"{NAME} lấn đường", topic=topic, received_by=BodyId("van-phong"),
    )  # fmt: skip
    assert (fact.ref,) == ward.redact(fact.stream, NAME, **HIDE).elsewhere
    with pytest.raises(Invalid, match="can't be hidden"):
        ward.redact(fact.stream, NAME, **HIDE)


def test_a_reason_does_not_say_what_is_hidden(ward: Office) -> None:
    with pytest.raises(Invalid, match="the very words"):
        ward.redact(CASE, NAME, **{**HIDE, "reason": f"che tên {NAME}"})
    assert ward.as_of(CASE).raised.gist == GIST


def test_it_is_told_where_the_words_stand_still(ward: Office) -> None:
    part = ward.acting(CLERK).decide(
        CASE,
        petition.split,
        on=DAY,
        parts=(
            petition.Part(number=1, gist=f"{NAME}: phần một"),
            petition.Part(number=2, gist="phần hai"),
        ),
        reason="hai nội dung",
    )
    done = ward.redact(CASE, NAME, **HIDE)
    others = {one.ref for one in part if one.stream != CASE and NAME in str(one.event)}
    assert others
    assert set(done.elsewhere) == others
    (other,) = {one.stream for one in part if one.ref in others}
    assert ward.redact(other, NAME, **HIDE).elsewhere == ()  # nor in the one that it names


# -- What is refused ----------------------------------------------------------------------


def refused(ward: Office, *words: str, **said: Any) -> str:
    with pytest.raises(Refused) as caught:
        ward.redact(CASE, *words, **{**HIDE, **said})
    return caught.value.rule


def test_words_stand_there(ward: Office) -> None:
    assert refused(ward, "Nguyễn Văn Không Có") == "words-stand-there"


def test_reason_is_given(ward: Office) -> None:
    assert refused(ward, NAME, reason=" ") == "reason-is-given"


def test_entry_exists(ward: Office) -> None:
    assert refused(ward, NAME, version=99) == "entry-exists"


def test_text_stands_there(ward: Office) -> None:
    assert refused(ward, version=1, place="event.channel") == "text-stands-there"


def test_something_is_said_to_be_hidden(ward: Office) -> None:
    with pytest.raises(Invalid):
        ward.redact(CASE, **HIDE)


@pytest.mark.parametrize("reads", [GIST, "Ông khác, tổ 6", f"{HIDDEN} và thêm", "", GIST + "."])
def test_redaction_only_hides(ward: Office, reads: str) -> None:
    """Nothing is written anew in the place of what was recorded."""
    event = Redacted(
        on=DAY, entry=1, which_text="event.gist", reads=reads, rule="secrecy", reason="thử"
    )
    with pytest.raises(Refused) as caught:
        ward.acting(CLERK).decide(CASE, redact, event)
    assert caught.value.rule == "redaction-only-hides"
    assert ward.as_of(CASE).raised.gist == GIST


@given(st.lists(st.text("ab […]", max_size=6), max_size=5), st.text("ab ", min_size=1, max_size=3))
def test_what_is_without_words_only_lost_them(parts: list[str], word: str) -> None:
    text = " ".join(parts)
    reads = without(text, [word]) if word.strip() else text
    assert reads == text or hides_only(text, reads)


def test_a_redaction_is_neither_corrected_nor_taken_out(ward: Office) -> None:
    ward.redact(CASE, NAME, **HIDE)
    with pytest.raises(Refused) as caught:
        ward.acting(CLERK).void(CASE, version=2, on=DAY, reason="nhầm")
    assert caught.value.rule == "entry-stands"


def test_what_fails_in_the_middle_leaves_every_text(ward: Office) -> None:
    def half() -> None:
        with ward.together():
            ward.redact(CASE, NAME, **HIDE)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert ward.as_of(CASE).raised.gist == GIST
    ward.store.check()


def test_what_is_hidden_among_other_decisions_is_gone_when_they_are_recorded(
    ward: Office, tmp_path: Path
) -> None:
    """Raised and hidden in one transaction, which waits for nobody: least of all for itself."""
    with ward.together():
        stream = raised(ward, f"{NAME} nói khác", key="phiếu 2")
        done = ward.redact(stream, NAME, **HIDE)
        also = ward.redact(CASE, NAME, **HIDE)
    assert [(one.of, one.removed) for one in (*done.texts, *also.texts)] == [
        (f"{stream}@1", True), (f"{CASE}@1", True),
    ]  # fmt: skip
    assert not done.overwritten
    assert marked(tmp_path) == set()
    ward.store.check()


def test_whoever_reads_for_long_doesnt_hold_up_a_redaction(
    ward: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are gone from every answer; the reader's end lets them be overwritten."""
    monkeypatch.setattr(store, "SETTLING", 0)
    with closing(sqlite3.connect(urlsplit(ward.store.url).path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM stored_events").fetchone()
        done = ward.redact(CASE, NAME, **HIDE)
        assert not done.overwritten
        assert NAME not in ward.as_of(CASE).raised.gist
    assert ward.store.settle()


# -- Proofs stay whole --------------------------------------------------------------------


def checkpoint(office: Office) -> tuple[Note, VerifierKey]:
    with Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        return proofs.take(office.log, key).note, key.verifier


def verified(office: Office, note: Note, key: VerifierKey) -> Verified:
    with Proofs.of(office.log) as proofs:
        return verify(office.log, [note], [key], proofs=proofs)


def test_every_proof_stays_valid(ward: Office, tmp_path: Path) -> None:
    note, key = checkpoint(ward)
    ward.redact(CASE, NAME, **HIDE)
    found = verified(ward, note, key)
    assert (found.verdict, found.proved, found.unproved) == ("intact", note_size(note), 1)
    ward.store.check()


def note_size(note: Note) -> int:
    return int(str(note).splitlines()[1])


def handed_out(office: Office, key: VerifierKey, folder: Path, name: str) -> tuple[int, str, bytes]:
    """A bundle of the case, and what the program that stands alone says of it."""
    with Proofs.of(office.log) as proofs:
        made = bundle(office, proofs, key, lives=[CASE])
    (folder / name).write_bytes(made)
    return (*judged(folder / name, key), made)


def judged(path: Path, key: VerifierKey) -> tuple[int, str]:
    script = Path(check_evidence.__file__ or "")
    ran = subprocess.run(
        [sys.executable, "-I", str(script), str(path), "--key", str(key)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


def test_a_bundle_has_the_texts_that_are_there_and_confirms_no_guess_of_the_others(
    ward: Office, tmp_path: Path
) -> None:
    _, key = checkpoint(ward)
    code, told, before = handed_out(ward, key, tmp_path, "before.zip")
    assert (code, "texts: 1" in told) == (0, True), told
    ward.redact(CASE, NAME, **HIDE)
    checkpoint(ward)
    code, told, after = handed_out(ward, key, tmp_path, "after.zip")
    assert code == 0, told
    assert "words of 1 others were hidden" in told
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        facts = archive.read("facts.jsonl").decode()
    assert NAME.split()[0] not in facts
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        (first,) = (json.loads(one) for one in archive.read("facts.jsonl").splitlines())
    assert first["texts"][0][0] not in facts
    # What was handed out before is as valid as it was.
    assert judged(tmp_path / "before.zip", key)[0] == 0


def test_a_text_in_a_bundle_that_was_changed_is_wrong(ward: Office, tmp_path: Path) -> None:
    _, key = checkpoint(ward)
    _, _, made = handed_out(ward, key, tmp_path, "good.zip")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        facts = archive.read("facts.jsonl").decode()
    (fact,) = (json.loads(one) for one in facts.splitlines())
    fact["texts"][0][1] = "Ông khác"
    with pytest.raises(check_evidence.Wrong, match=r"event\.gist isn't the one"):
        check_evidence.check_texts(fact)
    del fact["texts"]
    with pytest.raises(check_evidence.Wrong, match="commits to 1 texts, and has 0"):
        check_evidence.check_texts(fact)


EDITS = {
    "another text": "UPDATE texts SET beside = replace(beside, 'tổ 5', 'tổ 6')",
    "a text less": "UPDATE texts SET beside = '{}'",
    "removed": "DELETE FROM texts WHERE position = (SELECT max(position) FROM texts)",
    "hidden without a decision": (
        """UPDATE texts SET beside = '{"texts":[[null,"[…]"]]}' """
        "WHERE position = (SELECT max(position) FROM texts)"
    ),
    "no texts at all": "DROP TABLE texts",
    "no JSON": "UPDATE texts SET beside = 'x'",
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_text_that_was_changed_beside_its_fact_is_found(
    ward: Office, tmp_path: Path, edit: str
) -> None:
    note, key = checkpoint(ward)
    ward.close()
    with closing(sqlite3.connect(tmp_path / "ward" / "ward.db")) as database:
        database.execute(EDITS[edit])
        database.commit()
    with closing(Store.open(url_of(tmp_path))) as store:
        with Proofs.of(store) as proofs:
            found = verify(store, [note], [key], proofs=proofs)
        assert found.verdict == "changed"
        assert found.faults[-1].of == f"{CASE}@1"
        with pytest.raises(CorruptLog, match=rf"{CASE}@1"):
            store.check()
    code, told = command(url_of(tmp_path), "doctor")
    assert code != 0
    assert f"{CASE}@1" in told


def test_what_was_hidden_and_reads_again_is_found(ward: Office, tmp_path: Path) -> None:
    """Whoever has a copy of the text can't put it back unnoticed."""
    before = tmp_path / "before.db"
    ward.store.settle()
    shutil.copy(tmp_path / "ward" / "ward.db", before)
    ward.redact(CASE, NAME, **HIDE)
    ward.store.check()
    ward.close()
    with closing(sqlite3.connect(tmp_path / "ward" / "ward.db")) as database:
        database.execute("ATTACH ? AS old", (str(before),))
        database.execute(
            "UPDATE texts SET beside = (SELECT beside FROM old.texts "
            "WHERE old.texts.position = texts.position) "
            "WHERE position IN (SELECT position FROM old.texts)"
        )
        database.commit()
    told = "was redacted, and reads as it was written"
    with closing(Store.open(url_of(tmp_path))) as store, pytest.raises(CorruptLog, match=told):
        store.check()


# -- What was recorded before -------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A store as the first version made it: texts in the facts, and no table beside them."""
    encode = codec.encode
    with monkeypatch.context() as patch:
        patch.setattr(codec, "encode", lambda fact, _=None: encode(fact))
        folder = tmp_path / "ward"
        folder.mkdir()
        with an_office(path=folder / "ward.db", clock=Clock(DAY)) as office:
            raised(office)
        with closing(sqlite3.connect(folder / "ward.db")) as database:
            assert database.execute("SELECT count(*) FROM texts").fetchone() == (0,)
            database.execute("DROP TABLE texts")
            database.commit()
    with Office.open(url_of(tmp_path), clock=Clock(DAY)) as office:
        yield office


def test_a_text_in_a_facts_own_bytes_is_hidden_and_it_is_said_that_it_stays(
    old: Office, tmp_path: Path
) -> None:
    note, key = checkpoint(old)
    done = old.redact(CASE, NAME, **HIDE)
    assert not done.texts[0].removed
    assert old.as_of(CASE).raised.gist == f"Theo {HIDDEN}, tổ 5, lối đi chung bị lấn chiếm"
    assert marked(tmp_path) != set()
    assert verified(old, note, key).verdict == "intact"
    old.store.check()


def test_a_bundle_withholds_a_fact_that_has_hidden_words_in_its_own_bytes(
    old: Office, tmp_path: Path
) -> None:
    checkpoint(old)
    old.redact(CASE, NAME, **HIDE)
    _, key = checkpoint(old)
    code, told, made = handed_out(old, key, tmp_path, "old.zip")
    assert code == 0, told
    assert "content is withheld: 1" in told
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        said = b"".join(map(archive.read, archive.namelist())).decode()
    assert NAME.split()[0] not in said


def test_a_store_of_the_first_version_is_gone_on_with(old: Office) -> None:
    stream = raised(old, f"{NAME} nói khác")
    assert NAME in old.as_of(stream).raised.gist
    old.redact(stream, NAME, **HIDE)
    assert NAME not in old.as_of(stream).raised.gist
    old.store.check()


# -- As a clerk does it -------------------------------------------------------------------


def test_words_are_hidden_by_a_command(
    ward: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.close()
    store = url_of(tmp_path)
    assert command(store, "register")[0] == 0
    typed = io.TextIOWrapper(io.BytesIO(f"{NAME}\n".encode()))
    monkeypatch.setattr("sys.stdin", typed)
    asked = (
        "redact",
        CASE,
        "--words",
        "-",
        "--rule",
        "personal_data",
        "--reason",
        "tên người khác",
    )
    code, told = command(store, *asked, *AS_CLERK)
    assert code == 0, told
    assert f"Theo {HIDDEN}, tổ 5" in told
    assert marked(tmp_path) == set()
    for question in (("show", CASE), ("history", CASE, "--json"), ("register",), ("log", "--json")):
        code, told = command(store, *question)
        assert code == 0
        assert NAME.split()[0] not in told
    assert command(store, "doctor")[0] == 0


# -- Whatever the kind of fact ------------------------------------------------------------

LIVES = {"session": "dialogue/2023/1", "plan": "plan/2023", "task": "task/plan/2023/duty/9"}


def full(office: Office, name: str) -> Recorded[Any]:
    """A fact of this kind on record, with the name in each of its free texts."""
    life = name.partition(".")[0] if "." in name else "petition"
    stream = StreamId("ward" if life == "ward" else LIVES.get(life, f"{life}/2023/1"))
    (last,) = office.log.since(office.log.position - 1)
    empty = Recorded(
        stream=stream,
        version=len(office.log.read(stream)) + 1,
        position=0,
        recorded_at=last.recorded_at,
        recorded_by=last.recorded_by,
        act=attrs.evolve(CLERK, why="vì"),
        event=example(codec.NAMES[name]),
        despite=(Despite(rule="thử", reason="vì"),),
    )
    fact = json.loads(codec.encode(empty).state)
    for place in free_texts(empty):
        *way, last_step = (int(one) if one.isdecimal() else one for one in place.split("."))
        holder: Any = fact
        for step in way:
            holder = holder[step]
        holder[last_step] = f"lời của {NAME}"
    state = json.dumps(fact, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    written = codec.stored_name(empty.event)
    told = codec.decode((stream, empty.version, 0, written, state, None))
    with office.store.writing() as writing:
        (recorded,) = writing.append([told])
    return recorded


KINDS = [one for one in codec.NAMES if one not in ("erased", "redacted", "voided", "hold_placed")]


@pytest.mark.parametrize("name", KINDS)
def test_of_every_kind_of_fact_each_text_can_be_hidden(name: str) -> None:
    later = date(2023, 4, 1)  # than what happens in it
    with an_office(clock=Clock(later)) as office:
        fact = full(office, name)
        places = set(free_texts(fact))
        done = office.redact(fact.stream, NAME, version=fact.version, **{**HIDE, "on": later})
        assert {one.place for one in done.texts} == places >= {"act.why", "despite.0.reason"}
        assert all(one.removed for one in done.texts)
        read = office.log.read(fact.stream)[fact.version - 1]
        assert set(free_texts(read).values()) == {f"lời của {HIDDEN}"}
        office.store.check()


# -- The gate -----------------------------------------------------------------------------


def test_words_of_a_held_case_arent_hidden_and_that_it_was_refused_is_on_record(
    ward: Office,
) -> None:
    ward.acting(CLERK).decide(CASE, place_hold, on=DAY, reason="Toà xét xử", asked_by="Toà án")
    with pytest.raises(RemovalStopped) as stopped:
        ward.redact(CASE, NAME, **HIDE)
    assert stopped.value.rule == "case-is-held"
    fact = ward.history(CASE)[-1].event
    assert isinstance(fact, RemovalRefused)
    assert (fact.removal, fact.rule) == ("redact", "case-is-held")
    assert ward.as_of(CASE).raised.gist == GIST
