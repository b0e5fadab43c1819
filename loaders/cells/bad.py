"""Cells that cannot be what their column says, and cells kept out of the fact."""


class BadValue(Exception):
    """A cell that cannot be what its column says; carries the rule and the reason, both Chinese."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule, self.reason = rule, reason


class SoftValue(Exception):
    """A cell kept out of the fact without rejecting the row: the value counts as not known and is listed."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule, self.reason = rule, reason
