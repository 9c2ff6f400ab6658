"""After a new key, every credential is sealed to it, and nothing that changes meanwhile is lost."""

import uuid

import pytest
from sqlalchemy import Engine, func, select, update

from models import CheckpointKey, TaskCredential
from models.sealing import Binding, CannotUnseal, Sealed, Sealer, Unsealer, generate_key_pair
from models.session import transaction
from tests.models.factories import make_user, make_video
from worker import reseal as module
from worker.reseal import main, reseal

OLD, OLD_PUBLIC = generate_key_pair("2025")
NEW, NEW_PUBLIC = generate_key_pair("2026")
LOST, LOST_PUBLIC = generate_key_pair("2024")
KEYS = Unsealer.parse(f"{NEW},{OLD}")


def store(engine: Engine, public: str, *secrets: str) -> list[uuid.UUID]:
    """Store secrets of a new user for a new video."""
    with transaction(engine) as session:
        user = make_user(session, f"U{uuid.uuid4().hex}")
        video = make_video(session, user)
        rows = [_sealed(public, Binding(user.id, video.id, f"KEY_{n}"), s) for n, s in enumerate(secrets)]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def _sealed(public: str, binding: Binding, secret: str) -> TaskCredential:
    sealed = Sealer.parse(public).seal(secret, binding)
    return TaskCredential(
        user_id=binding.user_id,
        video_id=binding.video_id,
        key=binding.key,
        sealed=sealed.ciphertext,
        sealing_key=sealed.key_id,
    )


def row_of(engine: Engine, row_id: uuid.UUID) -> TaskCredential:
    with transaction(engine) as session:
        return session.get_one(TaskCredential, row_id)


def secret_of(engine: Engine, row_id: uuid.UUID, private: str = NEW) -> str:
    row = row_of(engine, row_id)
    return Unsealer.parse(private).unseal(row.content, row.binding)


def test_every_credential_opens_with_the_new_key_alone(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    rows = store(engine, OLD_PUBLIC, "one", "two", "three", "four", "five")

    assert reseal(engine, KEYS).resealed == 5
    assert [secret_of(engine, row) for row in rows] == ["one", "two", "three", "four", "five"]
    with pytest.raises(CannotUnseal):
        secret_of(engine, rows[0], OLD)


def test_the_keys_of_checkpoints_are_sealed_anew_too(engine: Engine) -> None:
    with transaction(engine) as session:
        user = make_user(session, f"U{uuid.uuid4().hex}")
        row = CheckpointKey(user_id=user.id, video_id=make_video(session, user).id)
        sealed = Sealer.parse(OLD_PUBLIC).seal("what files are encrypted with", row.binding)
        row.sealed, row.sealing_key = sealed.ciphertext, sealed.key_id
        session.add(row)

    assert reseal(engine, KEYS).resealed == 1
    with transaction(engine) as session:
        anew = session.get_one(CheckpointKey, row.id)
    assert Unsealer.parse(NEW).unseal(anew.content, anew.binding) == "what files are encrypted with"


def test_a_second_time_nothing_is_left_to_do(engine: Engine) -> None:
    (row_id,) = store(engine, OLD_PUBLIC, "one")
    reseal(engine, KEYS)
    before = row_of(engine, row_id).sealed

    assert str(reseal(engine, KEYS)) == "0 sealed anew, 0 changed meanwhile, 0 not opened."
    assert row_of(engine, row_id).sealed == before


def test_when_its_owner_last_changed_it_stays_as_it_was(engine: Engine) -> None:
    (row_id,) = store(engine, OLD_PUBLIC, "one")
    before = row_of(engine, row_id)

    reseal(engine, KEYS)

    assert row_of(engine, row_id).updated_at == before.updated_at


def test_what_is_stored_meanwhile_wins(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    (row_id,) = store(engine, OLD_PUBLIC, "before")

    def sealed_while_the_bot_stores(unsealer: Unsealer, row: TaskCredential) -> Sealed:
        binding = Binding(row.user_id, row.video_id, row.key)
        theirs = Sealer.parse(NEW_PUBLIC).seal("meanwhile", binding)
        with transaction(engine) as session:
            values = {"sealed": theirs.ciphertext, "sealing_key": theirs.key_id}
            session.execute(update(TaskCredential).where(TaskCredential.id == row.id).values(values))
        return unsealer.newest.seal("before", binding)

    monkeypatch.setattr(module, "_sealed_anew", sealed_while_the_bot_stores)

    assert reseal(engine, KEYS).changed_meanwhile == 1
    assert secret_of(engine, row_id) == "meanwhile"


def test_what_no_key_opens_is_named_by_its_id_and_left_alone(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (lost,) = store(engine, LOST_PUBLIC, "a-lost-secret")
    (found,) = store(engine, OLD_PUBLIC, "a-secret")
    before = row_of(engine, lost).sealed
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SEALING_PRIVATE_KEYS", f"{NEW},{OLD}")

    assert main([]) == 1

    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "1 sealed anew, 0 changed meanwhile, 1 not opened.",
        f"cannot be opened with these keys: {lost}",
    ]
    assert secret_of(engine, found) == "a-secret"
    assert row_of(engine, lost).sealed == before


def test_without_anything_lost_it_succeeds(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store(engine, OLD_PUBLIC, "one", "two")
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SEALING_PRIVATE_KEYS", f"{NEW},{OLD}")

    assert main([]) == 0

    assert capsys.readouterr().out.startswith("2 sealed anew")
    with transaction(engine) as session:
        assert session.scalar(select(func.count()).where(TaskCredential.sealing_key != "2026")) == 0
