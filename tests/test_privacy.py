"""Personal data under keys: sealed, opened, destroyed for good."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases.errors import KeyDestroyed, KeyLost, SealError, WrongKey
from dialogue_cases.privacy import (
    Vault,
    content_key,
    make_key_file,
    opened_vault,
    read_key_file,
    rotate,
)
from dialogue_cases.vocabulary import PartyId, Sealed, StreamId

KEY = bytes(range(32))
CASE = StreamId("dialogue/2023/1")


@pytest.fixture
def vault() -> Iterator[Vault]:
    with closing(Vault(None, KEY)) as made:
        yield made


def test_a_party_is_counted_within_its_case(vault: Vault) -> None:
    """There is no id of a person across cases, and no number is used twice."""
    first, second = vault.new_party(CASE), vault.new_party(CASE)
    vault.destroy(second)

    assert ["dialogue/2023/1#1", "dialogue/2023/1#2"] == [first, second]
    assert "dialogue/2023/1#3" == vault.new_party(CASE)
    assert "dialogue/2023/10#1" == vault.new_party(StreamId("dialogue/2023/10"))


@given(text=st.text(), field=st.text(st.characters(codec="ascii"), min_size=1))
def test_what_was_sealed_opens_as_it_was(text: str, field: str) -> None:
    """Any text, under any field name."""
    with closing(Vault(None, KEY)) as vault:
        party = vault.new_party(CASE)

        assert text == vault.unseal(vault.seal(party, field, text))


def test_the_same_text_is_never_sealed_alike(vault: Vault) -> None:
    """Equal data can't be told from outside."""
    party = vault.new_party(CASE)

    assert vault.seal(party, "name", "A").data != vault.seal(party, "name", "A").data


def test_sealed_data_is_bound_to_its_field_and_party(vault: Vault) -> None:
    """What is moved to another field or party, or altered, doesn't open."""
    one, other = vault.new_party(CASE), vault.new_party(CASE)
    sealed = vault.seal(one, "name", "Nguyễn Thị A")

    for moved in (
        attrs.evolve(sealed, field="address"),
        attrs.evolve(sealed, key=other),
        attrs.evolve(sealed, data="A" + sealed.data[1:] if sealed.data[0] != "A" else "B"),
        attrs.evolve(sealed, data="không phải base64"),
    ):
        with pytest.raises(WrongKey, match="doesn't open"):
            vault.unseal(moved)


def test_a_destroyed_key_is_gone_for_good(vault: Vault) -> None:
    """Erasing twice adds nothing; the party can't be sealed for again."""
    party = vault.new_party(CASE)
    sealed = vault.seal(party, "name", "Nguyễn Thị A")

    assert vault.destroy(party)
    assert not vault.destroy(party)
    assert not vault.holds(party)
    with pytest.raises(KeyLost):
        vault.unseal(sealed)
    with pytest.raises(KeyLost):
        vault.seal(party, "name", "Nguyễn Thị A")


def test_a_case_has_one_key_for_its_content(vault: Vault) -> None:
    """The content of a case is sealed under the case's own key, made when first used."""
    sealed = vault.seal(content_key(CASE), "minutes", "…")

    assert "dialogue/2023/1#0" == sealed.key
    assert "…" == vault.unseal(sealed)


def test_what_was_destroyed_is_not_in_the_file(tmp_path: Path) -> None:
    """The wrapped key is overwritten, not only unlinked (secure_delete)."""
    path = tmp_path / "ward.db.vault"
    vault = Vault.create(path, KEY)
    party = vault.new_party(CASE)
    wrapped = vault._database.execute("SELECT wrapped FROM keys WHERE id = ?", (party,)).fetchone()[
        0
    ]
    assert wrapped in path.read_bytes()

    vault.destroy(party)
    vault.close()

    assert wrapped not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_the_vault_is_opened_with_its_own_wrapping_key_only(tmp_path: Path) -> None:
    """Another key is told at once, not when the first datum is read."""
    path = tmp_path / "ward.db.vault"
    vault = Vault.create(path, KEY)
    sealed = vault.seal(vault.new_party(CASE), "name", "Nguyễn Thị A")
    vault.close()

    with pytest.raises(WrongKey, match="wrapping key"):
        Vault(path, bytes(32))
    with pytest.raises(WrongKey, match="32 bytes"):
        Vault(path, b"short")
    again = Vault(path, KEY)
    assert "Nguyễn Thị A" == again.unseal(sealed)
    again.close()


def test_another_vault_does_not_have_the_key(vault: Vault) -> None:
    """A vault that was lost and made anew can't open what the old one sealed."""
    sealed = vault.seal(vault.new_party(CASE), "name", "Nguyễn Thị A")

    with closing(Vault(None, KEY)) as other, pytest.raises(KeyLost):
        other.unseal(sealed)


def test_a_file_that_is_no_vault_is_told(tmp_path: Path) -> None:
    """A damaged vault isn't taken for an empty one."""
    path = tmp_path / "ward.db.vault"
    path.write_bytes(b"not a vault" * 100)

    with pytest.raises(SealError, match="can't be used"):
        Vault(path, KEY)


def test_the_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Made with mode 0600, never over another file, refused when others can read it."""
    path = tmp_path / "ward.db.key"
    key = make_key_file(path)

    assert 0o600 == path.stat().st_mode & 0o777
    assert key == read_key_file(path)
    with pytest.raises(SealError, match="can't be made"):
        make_key_file(path)
    os.chmod(path, 0o640)
    with pytest.raises(WrongKey, match="0600"):
        read_key_file(path)


@pytest.mark.parametrize("content", ["", "abc", "z" * 64, "00" * 31, "chìa khoá"])
def test_a_file_that_is_no_key_is_told(tmp_path: Path, content: str) -> None:
    """Anything but 64 hexadecimal digits is refused with what would be right."""
    path = tmp_path / "ward.db.key"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(WrongKey, match="wrapping key"):
        read_key_file(path)


def test_a_lost_key_file_is_told(tmp_path: Path) -> None:
    """The message says which file to put back."""
    with pytest.raises(SealError, match="put back"):
        read_key_file(tmp_path / "ward.db.key")


def test_content_keys_are_not_parties() -> None:
    """Number 0 is the case's own; parties are counted from 1."""
    assert PartyId("task/plan/2023/duty/9#0") == content_key(StreamId("task/plan/2023/duty/9"))


def test_a_full_disk_is_told_and_leaves_no_half_of_a_party(tmp_path: Path) -> None:
    """An error of the library, as everything that the vault can't do."""
    case = StreamId("petition/2023/1")
    with closing(Vault.create(tmp_path / "ward.db.vault", b"k" * 32)) as vault:
        (pages,) = vault._database.execute("PRAGMA page_count").fetchone()
        vault._database.execute(f"PRAGMA max_page_count = {pages}")
        made: list[PartyId] = []
        with pytest.raises(SealError, match="can't be used: database or disk is full"):
            made.extend(vault.new_party(case) for _ in range(1000))
        with pytest.raises(SealError, match="can't be used"):
            vault.seal(content_key(StreamId("petition/2023/2" + "0" * 4000)), "content", "Mương")
        vault._database.execute(f"PRAGMA max_page_count = {pages + 10}")

        assert f"{case}#{len(made) + 1}" == vault.new_party(case)


def test_a_key_file_that_was_cut_short_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a second try would be told that there is one already."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "ward.db.key"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SealError, match="No space left"):
            make_key_file(path)

    assert make_key_file(path) == read_key_file(path)


@pytest.mark.parametrize("instead", ["folder", "pipe", "device"])
def test_what_is_no_key_file_is_not_waited_for(tmp_path: Path, instead: str) -> None:
    path = tmp_path / "ward.db.key"
    match instead:
        case "folder":
            path.mkdir(mode=0o700)
        case "pipe":
            os.mkfifo(path, 0o600)
        case _:
            path.symlink_to("/dev/zero")
    with pytest.raises(WrongKey):
        read_key_file(path)


# -- Another wrapping key -----------------------------------------------------------------


def a_vault(folder: Path) -> tuple[Path, Path, list[Sealed]]:
    """A vault with its key file, and what is sealed under three keys of it; one is destroyed."""
    key = folder / "ward.db.key"
    vault = Vault.create(folder / "ward.db.vault", make_key_file(key))
    parties = [vault.new_party(StreamId("petition/2023/1")) for _ in range(3)]
    sealed = [vault.seal(one, "petitioner_name", f"Nguyễn Thị {one}") for one in parties]
    vault.destroy(parties[0])
    vault.close()
    return folder / "ward.db.vault", key, sealed


def test_after_another_wrapping_key_the_old_one_opens_nothing(tmp_path: Path) -> None:
    path, file, sealed = a_vault(tmp_path)
    old = read_key_file(file)

    assert rotate(path, file) == 2

    assert read_key_file(file) != old
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(WrongKey):
        Vault(path, old)
    with closing(opened_vault(path, file)) as vault:
        assert vault.unseal(sealed[1]) == "Nguyễn Thị petition/2023/1#2"
        with pytest.raises(KeyDestroyed):
            vault.unseal(sealed[0])
    assert not list(tmp_path.glob("*.next"))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_rotation_that_was_killed_is_brought_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path, file, sealed = a_vault(tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if moment == "before":
            patch.setattr(Vault, "rewrap", killed)
        else:
            patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            rotate(path, file)
    with closing(opened_vault(path, file)) as vault:  # it opens meanwhile
        assert vault.unseal(sealed[2])

    assert rotate(path, file) == 2

    with closing(Vault(path, read_key_file(file))) as vault:
        assert vault.unseal(sealed[2])
    assert not list(tmp_path.glob("*.next"))


def test_who_has_the_vault_open_with_the_old_key_seals_nothing_any_more(tmp_path: Path) -> None:
    """Else a key would be wrapped under one that is gone."""
    path, file, sealed = a_vault(tmp_path)
    with closing(opened_vault(path, file)) as held:
        assert held.unseal(sealed[1])
        rotate(path, file)
        for ask in (
            lambda: held.new_party(StreamId("petition/2023/2")),
            lambda: held.seal(content_key(StreamId("petition/2023/2")), "gist", "x"),
            lambda: held.unseal(sealed[1]),
        ):
            with pytest.raises(WrongKey):
                ask()
    with closing(opened_vault(path, file)) as vault:
        assert vault.new_party(StreamId("petition/2023/2")) == "petition/2023/2#1"
