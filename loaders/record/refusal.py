"""The one way a row of a file is refused."""

from loaders.record.report import Severity


class RowRefused(Exception):
    """A row cannot become a fact; says which column, by which rule, and what would have been accepted."""

    def __init__(
        self,
        field: str,
        rule: str,
        reason: str,
        *,
        severity: Severity = Severity.REJECTED,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(reason)
        self.field, self.rule, self.reason = field, rule, reason
        self.severity, self.suggestions = severity, suggestions
