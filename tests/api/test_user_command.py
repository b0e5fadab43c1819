"""Accounts are looked after from the command line, with passwords that never stand on it."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from api.access.passwords import matches
from api.access.users import Users
from api.command import serve
from api.user_command import user
from chaingraph.store.open import open_store

PASSWORD = "correct horse 42"


def run(folder: Path, *words: str, typed: str = "") -> Result:
    """One command over the store of a folder."""
    return CliRunner().invoke(user, [*words, "--store", str(folder / "a.db")], input=typed)


def file(folder: Path, text: str = PASSWORD) -> list[str]:
    """The option that reads the password from a file."""
    path = folder / "password.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return ["--password-file", str(path)]


def test_accounts_are_added_listed_disabled_and_given_another_password(tmp_path: Path) -> None:
    made = run(tmp_path, "add", "王工", "--role", "管理员", *file(tmp_path))
    assert (made.exit_code, "已建立" in made.output) == (0, True)
    assert run(tmp_path, "add", "李工", "--role", "访客", *file(tmp_path)).exit_code == 0
    assert run(tmp_path, "disable", "李工").exit_code == 0
    listed = json.loads(run(tmp_path, "list", "--format", "json").output)
    assert [(row["name"], row["role"], row["active"]) for row in listed] == [
        ("李工", "访客", False),
        ("王工", "管理员", True),
    ]
    assert run(tmp_path, "enable", "李工").exit_code == 0
    assert run(tmp_path, "passwd", "王工", *file(tmp_path, "another secret 8")).exit_code == 0
    with open_store(str(tmp_path / "a.db")) as store:
        assert matches(Users(store).find("王工").password, "another secret 8")
        assert {line.split('"act": "')[1].split('"')[0][:4] for _, line in store.records("audit")} >= {
            "新建账号",
            "重设口令",
        }


def test_the_first_account_must_be_an_administrator_and_the_last_cannot_be_disabled(tmp_path: Path) -> None:
    refused = run(tmp_path, "add", "李工", "--role", "访客", *file(tmp_path))
    assert (refused.exit_code, "第一个账号必须是管理员" in refused.output) == (1, True)
    run(tmp_path, "add", "王工", "--role", "管理员", *file(tmp_path))
    refused = run(tmp_path, "disable", "王工")
    assert (refused.exit_code, "至少要留一个" in refused.output) == (1, True)


def test_an_unknown_place_a_weak_password_and_an_unknown_account_are_refused(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "王工", "--role", "管理员", "--scope", "没有园", *file(tmp_path)).exit_code == 1
    assert run(tmp_path, "add", "王工", "--role", "管理员", *file(tmp_path, "short")).exit_code == 1
    assert run(tmp_path, "passwd", "谁", *file(tmp_path)).exit_code == 1
    assert run(tmp_path, "list").exit_code == 0


def test_no_command_takes_a_password_as_an_argument() -> None:
    for command in user.commands.values():
        assert "--password" not in [option for parameter in command.params for option in parameter.opts]


def test_serving_a_network_without_accounts_is_refused(tmp_path: Path) -> None:
    told = CliRunner().invoke(
        serve, ["--host", "0.0.0.0", "--port", "59998", "--store", str(tmp_path / "a.db"), "--new"]
    )
    assert (told.exit_code, "chaingraph user add" in told.output) == (1, True)
