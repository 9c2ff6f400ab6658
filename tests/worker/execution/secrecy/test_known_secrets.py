"""One place knows the secrets of a run, also those that come later."""

from worker.execution.secrecy.known_secrets import KnownSecrets


def test_a_secret_is_kept_from_everybody_from_the_moment_it_is_known() -> None:
    secrets = KnownSecrets()
    before = secrets.for_people
    secrets.add("PASSWORD", "hunter22")
    assert before.text("hunter22") == "hunter22"
    assert secrets.for_people.text("hunter22") == secrets.for_model.text("hunter22") == "[PASSWORD]"


def test_a_code_is_kept_from_people_only() -> None:
    secrets = KnownSecrets()
    secrets.add_code("CODE", "492039")
    assert secrets.for_people.text("typed 492039") == "typed [CODE]"
    assert secrets.for_model.text("type 492039") == "type 492039"


def test_one_name_may_have_had_several_values() -> None:
    secrets = KnownSecrets()
    for code in ("492039", "118230"):
        secrets.add_code("CODE", code)
    assert secrets.for_people.text("492039, then 118230") == "[CODE], then [CODE]"
