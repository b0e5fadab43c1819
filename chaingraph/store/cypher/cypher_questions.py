"""Cypher of the questions a graph database answers itself; depths are small integers, the rest are parameters."""

from chaingraph.store.cypher.cypher import FULL_TEXT

DEEPEST = 8
LUCENE = frozenset('+-&|!(){}[]^"~*?:\\/')
FIRM_NAMED = (
    "MATCH (e:Enterprise) WHERE e.id = $name OR e.uscc = $name OR e.name = $name OR e.short_name = $name "
    "RETURN e.id LIMIT 2"
)
LINKS_AMONG = (
    "MATCH (a:Enterprise)-[:SUPPLIES]->(b:Enterprise) WHERE a.id IN $ids AND b.id IN $ids "
    "RETURN DISTINCT a.id AS supplier, b.id AS buyer ORDER BY supplier, buyer"
)
REFRESH = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
_HOLDS = "(toLower({0}.name) CONTAINS $words OR toLower({0}.short_name) CONTAINS $words)"
_HIT = f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', $phrase) YIELD node WITH node WHERE "
BY_INDEX = (
    f"CALL () {{ {_HIT}node:Enterprise AND {_HOLDS.format('node')} RETURN node.id AS id "
    f"UNION {_HIT}node:Product AND toLower(node.name) CONTAINS $words "
    "MATCH (e:Enterprise)-[:OFFERS]->(node) RETURN e.id AS id } RETURN DISTINCT id ORDER BY id LIMIT $most"
)
BY_SCAN = (
    f"CALL () {{ MATCH (e:Enterprise) WHERE {_HOLDS.format('e')} RETURN e.id AS id "
    "UNION MATCH (p:Product) WHERE toLower(p.name) CONTAINS $words MATCH (e:Enterprise)-[:OFFERS]->(p) "
    "RETURN e.id AS id } RETURN DISTINCT id ORDER BY id LIMIT $most"
)


def tiers(links: int) -> str:
    """Suppliers (below 0) and customers (above 0) of a firm, each at its shortest distance."""
    steps = depth(links)
    return (
        f"CALL () {{ MATCH p = ANY SHORTEST (c:Enterprise {{id: $id}})<-[:SUPPLIES]-{{1,{steps}}}(s:Enterprise) "
        "WHERE s.id <> $id RETURN -length(p) AS tier, s.id AS id, s.name AS name "
        f"UNION ALL MATCH p = ANY SHORTEST (c:Enterprise {{id: $id}})-[:SUPPLIES]->{{1,{steps}}}(s:Enterprise) "
        "WHERE s.id <> $id RETURN length(p) AS tier, s.id AS id, s.name AS name } "
        "RETURN tier, id, name ORDER BY tier, id"
    )


def paths(longest: int) -> str:
    """Ids along every shortest path between two firms, in the direction of the goods."""
    return (
        "MATCH p = ALL SHORTEST (a:Enterprise {id: $supplier})-[:SUPPLIES]->"
        f"{{1,{depth(longest)}}}(b:Enterprise {{id: $buyer}}) "
        "WITH DISTINCT [n IN nodes(p) | n.id] AS firms RETURN firms ORDER BY firms LIMIT $most"
    )


def near(links: int) -> str:
    """Firms within so many links of a firm, whichever way, nearest first."""
    return (
        f"MATCH p = ANY SHORTEST (c:Enterprise {{id: $id}})-[:SUPPLIES]-{{1,{depth(links)}}}(s:Enterprise) "
        "WHERE s.id <> $id RETURN length(p) AS distance, s.id AS id, s.name AS name ORDER BY distance, id LIMIT $most"
    )


def depth(links: int) -> int:
    """The number of links, kept between 1 and the deepest that is walked.

    >>> depth(99)
    8
    """
    return max(1, min(int(links), DEEPEST))


def phrase(words: str) -> str:
    """The words as one phrase of the full-text index, nothing in them a sign of its language.

    >>> phrase('a/b "华东')
    '"a\\\\/b \\\\"华东"'
    """
    return '"' + "".join(f"\\{char}" if char in LUCENE else char for char in words) + '"'


def by_pairs(words: str) -> bool:
    """Whether the index of character pairs finds every place the words stand in: Chinese, two characters or more.

    >>> by_pairs("隔膜"), by_pairs("膜"), by_pairs("3D打印")
    (True, False, False)
    """
    return len(words) > 1 and all("一" <= char <= "鿿" for char in words)
