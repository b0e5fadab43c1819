"""Work in the background: in order, and given up when the program closes."""

from api.server.background import Background


def test_works_run_one_after_the_other() -> None:
    done: list[str] = []
    background = Background()
    background.run(lambda: done.append("first"), lambda: done.append("second"))
    background.close()
    assert done == ["first", "second"]


def test_who_waits_is_told_at_once_that_the_program_closes() -> None:
    told: list[bool] = []
    background = Background()
    background.run(lambda: told.append(background.closing_within(3600)))
    background.close()
    assert told == [True]
