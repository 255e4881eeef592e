import pytest

pytestmark = [pytest.mark.slow, pytest.mark.processes]

ADMIN = (
    "accounts", "create-admin", "--email", "son@example.vn", "--name", "Trương Văn Sơn",
    "--agency", "ubnd-quang-tri", "--agency-name", "Ủy ban nhân dân tỉnh Quảng Trị",
    "--place", "Quảng Trị", "--symbol", "UBND",
)  # fmt: skip


def test_the_first_administrator_is_made_once(installation):
    installation.make_empty()

    made = installation.run(*ADMIN)
    again = installation.run(*ADMIN)

    assert (made.returncode, made.stdout.startswith("Password: ")) == (0, True)
    assert (again.returncode, again.stdout) == (2, "")
    assert installation.json("audit", "verify")["holds"] is True
