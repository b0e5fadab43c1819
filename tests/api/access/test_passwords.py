"""What a password must be like, at its very bounds, and that only the right one matches."""

import pytest

from api.access.passwords import LONGEST, NOBODY, SHORTEST, hashed, matches
from chaingraph.errors import Refused


def text(length: int) -> str:
    """A password of that length from four different letters."""
    return ("abcd" * length)[:length]


def test_ten_to_two_hundred_characters_are_taken() -> None:
    assert (SHORTEST, LONGEST) == (10, 200)
    for length in (10, 200):
        assert matches(hashed(text(length)), text(length))
    for length in (9, 201):
        with pytest.raises(Refused, match="10 到 200"):
            hashed(text(length))


def test_four_different_characters_are_enough_and_three_are_not() -> None:
    assert hashed("aaaaaaabcd").startswith("$argon2id$")
    with pytest.raises(Refused, match="太容易"):
        hashed("aaaaaaaabc")


@pytest.mark.parametrize("password", ["wang-gong-1", "WANG-gong-1", " wang-gong-1 "])
def test_the_account_s_own_name_is_no_password(password: str) -> None:
    with pytest.raises(Refused, match="太容易"):
        hashed(password, "Wang-Gong-1")


def test_a_wrong_password_a_missing_account_and_a_broken_hash_do_not_match() -> None:
    kept = hashed(text(200))
    assert matches(kept, text(200)[:-1]) is False
    assert matches(kept, text(200) + "d") is False
    assert matches(None, text(12)) is False
    assert matches("no hash at all", text(12)) is False


def test_the_hash_for_nobody_costs_what_a_fresh_one_costs() -> None:
    """Otherwise the time of the answer would tell whether an account exists."""
    assert NOBODY.split("$")[1:4] == hashed(text(10)).split("$")[1:4]
