"""Questions of the supply network that the server answers itself."""

from collections.abc import Callable
from typing import Any, TypeVar

from chaingraph.errors import StoreUnavailable
from chaingraph.findings.firm.network import Neighbourhood, Paths, SupplyPath, TierFirm
from chaingraph.store.cypher import cypher, cypher_questions
from chaingraph.store.neo4j.wire import Wire

TRIES = 3
T = TypeVar("T")


class GraphAnswers:
    """See ``GraphQuestions``; asked again when an import came while the question was answered."""

    wire: Wire

    def firm_named(self, name: str) -> str | None:
        """See ``GraphQuestions``."""
        found = self.wire.ask(cypher_questions.FIRM_NAMED, {"name": name})
        return str(found[0][0]) if len(found) == 1 else None

    def supply_tiers(self, enterprise: str, tiers: int) -> tuple[TierFirm, ...]:
        """See ``GraphQuestions``."""
        text = cypher_questions.tiers(tiers)
        return self._steady(lambda: tuple(TierFirm(*row) for row in self.wire.ask(text, {"id": enterprise})))

    def supply_paths(self, supplier: str, buyer: str, *, longest: int, most: int) -> Paths:
        """See ``GraphQuestions``."""
        if supplier == buyer:
            return Paths((), False)
        asked = {"supplier": supplier, "buyer": buyer, "most": most + 1}
        rows = self._steady(lambda: self.wire.ask(cypher_questions.paths(longest), asked))
        return Paths(tuple(SupplyPath(tuple(row[0])) for row in rows[:most]), len(rows) > most)

    def neighbourhood(self, enterprise: str, *, links: int, most: int) -> Neighbourhood:
        """See ``GraphQuestions``."""

        def answer() -> Neighbourhood:
            rows = self.wire.ask(cypher_questions.near(links), {"id": enterprise, "most": most + 1})
            told = tuple(TierFirm(*row) for row in rows[:most])
            ids = [enterprise, *(one.enterprise_id for one in told)]
            among = self.wire.ask(cypher_questions.LINKS_AMONG, {"ids": ids})
            return Neighbourhood(told, tuple((a, b) for a, b in among), len(rows) > most)

        return self._steady(answer)

    def firms_by_words(self, words: str, *, most: int) -> tuple[str, ...]:
        """See ``GraphQuestions``; by the full-text index where it misses nothing, by looking at each name otherwise."""
        wanted = words.strip().lower()
        if not wanted:
            return ()
        asked: dict[str, Any] = {"words": wanted, "most": most, "phrase": cypher_questions.phrase(wanted)}

        def answer() -> tuple[str, ...]:
            if not cypher_questions.by_pairs(wanted):
                return tuple(row[0] for row in self.wire.ask(cypher_questions.BY_SCAN, asked))
            self.wire.alter(cypher_questions.REFRESH)
            return tuple(row[0] for row in self.wire.ask(cypher_questions.BY_INDEX, asked))

        return self._steady(answer)

    def _steady(self, answer: Callable[[], T]) -> T:
        """The answer of one moment: the version before and after is the same."""
        for _ in range(TRIES):
            before = self.wire.ask(cypher.STATE)
            found = answer()
            if self.wire.ask(cypher.STATE) == before:
                return found
        raise StoreUnavailable("数据正在变化，请稍后再试")
