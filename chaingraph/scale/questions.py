"""What is asked of a registry's tags, each as one ibis expression that DuckDB and Spark answer alike."""

from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, Table

LEVELS = ("province", "city", "district")


@dataclass(frozen=True, slots=True)
class Where:
    """A region; parts not said are not asked for."""

    province: str | None = None
    city: str | None = None
    district: str | None = None

    def holds(self, table: Table) -> BooleanValue:
        """Whether a row of the table is here; never unknown."""
        named = [(level, name) for level in LEVELS if (name := getattr(self, level))]
        here: BooleanValue = ibis.literal(True)
        for level, name in named:
            here = here & (table[level].fill_null("") == name)
        return here


def aggregate(tags: Table, level: str) -> Table:
    """place, chain, key, firms, capability_yuan of every place of a level that has a firm on the segment, sorted.

    ``capability_yuan`` adds whole yuan of the firms whose size is money, and is null where none is. Firms that do not
    say where they are stand nowhere.
    """
    depth = LEVELS[: LEVELS.index(level) + 1]
    known = tags.filter([tags[name].notnull() for name in depth])
    place = known[depth[0]]
    for name in depth[1:]:
        place = ibis.ifelse(known[name] == known[depth[0]], place, place + "/" + known[name])
    named = known.mutate(place=place)
    return (
        named.group_by("place", "chain", "key")
        .agg(firms=named.firm.nunique().cast("int64"), capability_yuan=named.yuan.sum().cast("int64"))
        .order_by("place", "chain", "key")
    )


def targets(tags: Table, where: Where, chain: str, top: int) -> Table:
    """The best ``top`` firms elsewhere on every segment of the chain on which the place has nobody.

    Best by score, then known yuan on the segment, then id: no two rows tie.
    """
    on = tags.filter(tags.chain == chain)
    here = where.holds(on)
    held = on.filter(here).select("key").distinct()
    return best(on.filter(~here).anti_join(held, "key"), top)


def best(tags: Table, top: int) -> Table:
    """The first ``top`` rows of every segment, best first."""
    order = [ibis.desc("score"), ibis.desc(ibis._.yuan.fill_null(-1)), ibis.asc("firm")]
    placed = tags.mutate(place=ibis.row_number().over(ibis.window(group_by=["chain", "key"], order_by=order)))
    return placed.filter(placed.place < top).order_by("chain", "key", "place")


def named(firms: Table, words: str) -> Table:
    """The firms whose name holds the words, or whose code they are; sorted by name."""
    return firms.filter(firms.name.contains(words) | (firms.uscc.fill_null("") == words.upper())).order_by("name", "id")


def chosen(firms: Table, tags: Table, where: Where, top: int) -> Table:
    """The firms of the place, and the best ``top`` of every segment elsewhere, by id."""
    elsewhere = best(tags.filter(~where.holds(tags)), top).select(id="firm").distinct()
    ours = firms.filter(where.holds(firms)).select("id")
    return firms.semi_join(ours.union(elsewhere, distinct=True), "id").order_by("id")
