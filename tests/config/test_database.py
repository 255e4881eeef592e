import pytest

from motcua.config import database
from motcua.config.environment import WrongSetting

URL = "postgresql://motcua:p%40ss@db.example:5433/mc?sslmode=require"


def test_the_data_folder_is_the_one_named_else_the_checkouts(tmp_path):
    assert database.data_dir({"MOTCUA_DATA": str(tmp_path)}) == tmp_path
    assert database.data_dir({}).name == "var"


def test_an_outside_server_is_read_from_its_address():
    found = database.django_settings({"DATABASE_URL": URL})

    assert [found[k] for k in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "mc", "motcua", "p@ss", "db.example", "5433",
    ]  # fmt: skip
    assert found["OPTIONS"] == {
        "sslmode": "require",
        "options": f"{database.PLANNING} -c role=motcua_app",
        "prepare_threshold": database.PREPARING,
    }


def test_the_owner_takes_no_role():
    options = database.django_settings({"DATABASE_URL": URL}, as_owner=True)["OPTIONS"]["options"]

    assert options == database.PLANNING


def test_two_logins_need_no_role():
    environ = {"DATABASE_URL": URL, "DATABASE_OWNER_URL": "postgresql://owner@db.example/mc"}

    assert database.django_settings(environ)["OPTIONS"] == {
        "sslmode": "require",
        "options": database.PLANNING,
        "prepare_threshold": database.PREPARING,
    }
    assert database.django_settings(environ, as_owner=True)["USER"] == "owner"
    assert database.application_role(environ) == "motcua"


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b", "nonsense"])
def test_another_address_stops_the_start_with_a_sentence(url):
    with pytest.raises(WrongSetting, match="DATABASE_URL must look like"):
        database.django_settings({"DATABASE_URL": url})


def test_settings_can_be_read_before_there_is_a_cluster(tmp_path):
    found = database.django_settings({"MOTCUA_DATA": str(tmp_path)})

    assert (found["HOST"], found["PASSWORD"]) == ("127.0.0.1", "")
    assert list(tmp_path.iterdir()) == []


def test_a_server_is_given_programs_that_are_not_older(tmp_path):
    assert database.programs(18).name == "bin"
    with pytest.raises(database.embedded.EmbeddedFailure, match="99"):
        database.programs(99)
