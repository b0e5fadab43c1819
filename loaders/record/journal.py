"""The running record of an import: every row's fate counted once, every issue told where it stands."""

from dataclasses import dataclass, field, replace

from loaders.record.report import COUNTS, ImportIssue, Severity, where

ORIGINAL = 300
"""So much of a row is kept with an issue."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: table, file, sheet, row number; in a tree, which has no rows, the path."""

    table: str
    file: str
    sheet: str
    row: int
    path: str = ""

    @property
    def origin(self) -> str:
        """As evidence keeps it: file/sheet/row, or file/path."""
        return "/".join(part for part in (self.file, self.sheet, self.path or str(self.row)) if part)


@dataclass
class Journal:
    """Counts by table and issues in order of arrival."""

    tables: dict[str, dict[str, int]] = field(default_factory=dict)
    issues: list[ImportIssue] = field(default_factory=list)

    def read(self, table: str, rows: int) -> None:
        """Count rows as read."""
        counts = self.tables.setdefault(table, dict.fromkeys(COUNTS, 0))
        counts["read"] += rows

    def count(self, table: str, fate: str) -> None:
        """Count one row as ``accepted``, ``merged`` or ``rejected``."""
        self.tables[table][fate] += 1

    def tell(
        self,
        severity: Severity,
        place: Place,
        rule: str,
        reason: str,
        *,
        column: str = "",
        value: str = "",
        suggestions: tuple[str, ...] = (),
    ) -> None:
        """Add one issue of a row; its message names file, sheet, row, column, value and rule."""
        hint = f"；相近的有：{'、'.join(suggestions)}" if suggestions else ""
        row = None if place.path else place.row or None
        place_text = where(place.file, place.sheet, row, column, value, path=place.path)
        self.issues.append(
            ImportIssue(
                severity=severity,
                file=place.file,
                sheet=place.sheet,
                row=row,
                column=column,
                value=value,
                rule=rule,
                message=f"{place_text}：{reason}{hint}（规则：{rule}）",
                suggestions=suggestions,
            )
        )

    def annotate(self, since: int, row: int, original: str) -> None:
        """Keep the row as the file has it with the issues that were told of it since that many."""
        for number in range(since, len(self.issues)):
            if self.issues[number].row == row:
                self.issues[number] = replace(self.issues[number], original=original[:ORIGINAL])

    def hint(self, file: str, sheet: str, rule: str, reason: str, *, column: str = "", value: str = "") -> None:
        """Add one hint about a whole file, sheet or column."""
        self.tell(Severity.HINT, Place("", file, sheet, 0), rule, reason, column=column, value=value)

    def total(self, fate: str) -> int:
        """The sum of one count over all tables."""
        return sum(counts[fate] for counts in self.tables.values())
