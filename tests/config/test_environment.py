import stat

import pytest

from motcua.config.environment import Environment, WrongSetting, read_secret_files


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path):
    (tmp_path / "url").write_text("postgresql://a:b@127.0.0.1/c\n")
    environ = {"DATABASE_URL_FILE": str(tmp_path / "url")}

    read_secret_files(environ)

    assert environ["DATABASE_URL"] == "postgresql://a:b@127.0.0.1/c"


def test_a_secret_given_directly_wins(tmp_path):
    environ = {"DATABASE_URL": "here", "DATABASE_URL_FILE": str(tmp_path / "absent")}

    read_secret_files(environ)

    assert environ["DATABASE_URL"] == "here"


def test_a_secret_file_that_is_not_there_stops_the_start_with_a_sentence(tmp_path):
    with pytest.raises(WrongSetting, match="MOTCUA_SECRET_KEY_FILE"):
        read_secret_files({"MOTCUA_SECRET_KEY_FILE": str(tmp_path / "absent")})


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("yes", True), ("0", False), ("false", False)])
def test_a_flag_is_yes_or_no(value, meant):
    assert Environment({"X": value}).flag("X", not meant) is meant


@pytest.mark.parametrize("value", ["2", "maybe", "on"])
def test_another_flag_stops_the_start_with_a_sentence(value):
    with pytest.raises(WrongSetting, match="X must be 1 or 0"):
        Environment({"X": value}).flag("X", False)


def test_a_number_is_whole():
    assert Environment({"X": "8"}).number("X", 1) == 8
    assert Environment({}).number("X", 1) == 1
    with pytest.raises(WrongSetting, match="whole number"):
        Environment({"X": "8.5"}).number("X", 1)


def test_words_are_separated_by_commas():
    assert Environment({"X": " a, b ,,"}).words("X", []) == ["a", "b"]


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    made = Environment({}).secret("MOTCUA_SECRET_KEY", kept_in=tmp_path / "new")

    assert Environment({}).secret("MOTCUA_SECRET_KEY", kept_in=tmp_path / "new") == made
    assert stat.S_IMODE((tmp_path / "new" / "secret.key").stat().st_mode) == 0o600
