"""All Cypher the store says, as pure text made from the one table of kinds; values travel as parameters only."""

from chaingraph.store.cypher.graph_shape import EDGE_FORMS, NODE_BY_LABEL, NODE_FORMS, ON_SEGMENT, EdgeForm, NodeForm

STAGED = "Staged"
"""Ends the label of nodes that are loaded beside the present graph and not part of it yet."""
STALE = "Stale"
"""The label of nodes that were part of an earlier graph and wait to be removed."""
DRAWN = "BuiltIn"
"""The further label of nodes that are no facts: chains of the library, drawn for analysts."""
FULL_TEXT = "words"
SCHEMA = 2
"""Raised when what is kept in the database changes its form: parts name their columns since 2.

A column or table more is no other form."""

CONSTRAINTS: tuple[str, ...] = (
    *(f"CREATE CONSTRAINT {f.label.lower()}_key IF NOT EXISTS FOR (n:{f.label}) REQUIRE n.{f.key} IS UNIQUE"
      for f in NODE_FORMS),
    *(f"CREATE CONSTRAINT {f.label.lower()}_staged IF NOT EXISTS FOR (n:{f.label}{STAGED}) "
      f"REQUIRE (n.run, n.{f.key}) IS UNIQUE" for f in NODE_FORMS),
    "CREATE CONSTRAINT current_key IF NOT EXISTS FOR (n:Current) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT import_key IF NOT EXISTS FOR (n:Import) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT part_key IF NOT EXISTS FOR (n:ImportPart) REQUIRE (n.run, n.kind, n.number) IS UNIQUE",
    "CREATE CONSTRAINT kept_key IF NOT EXISTS FOR (n:Kept) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT record_key IF NOT EXISTS FOR (n:Record) REQUIRE (n.family, n.key) IS UNIQUE",
    "CREATE RANGE INDEX enterprise_city IF NOT EXISTS FOR (n:Enterprise) ON (n.city)",
    "CREATE RANGE INDEX enterprise_name IF NOT EXISTS FOR (n:Enterprise) ON (n.name)",
    f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:Enterprise|Product) ON EACH [n.name, n.short_name] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}",
)  # fmt: skip

# the present state and the imports
STATE = "MATCH (c:Current {key: 'store'}) RETURN c.version, c.schema, c.sequence"
LOCK = (
    f"MERGE (c:Current {{key: 'store'}}) ON CREATE SET c.version = $empty, c.schema = {SCHEMA}, c.sequence = 0 "
    f"SET c.writer = $run, c.schema = CASE WHEN c.schema < {SCHEMA} THEN {SCHEMA} ELSE c.schema END "
    "RETURN c.version, c.schema, c.sequence"
)
SWITCH = "MATCH (c:Current {key: 'store'}) SET c.version = $version, c.sequence = $sequence, c.run = $run"
IMPORTS = "MATCH (i:Import) RETURN i.id, i.sequence, i.title, i.at, i.by, i.rows, i.report ORDER BY i.sequence"
IMPORT_RUNS = (
    "MATCH (c:Current {key: 'store'}) OPTIONAL MATCH (i:Import) "
    "RETURN c.schema, i.id, i.sequence, i.run, i.parts ORDER BY i.sequence"
)
ADD_IMPORT = (
    "CREATE (i:Import {id: $id, sequence: $sequence, title: $title, at: $at, by: $by, rows: $rows, report: $report, "
    "run: $run, parts: $parts})"
)
DROP_IMPORT = "MATCH (i:Import {id: $id}) DELETE i"
PARTS_HEADS = (
    "MATCH (p:ImportPart) WHERE p.run IN $runs "
    "RETURN p.run, p.kind, p.number, p.count, p.first, p.last ORDER BY p.run, p.kind, p.number"
)
PART = "MATCH (p:ImportPart {run: $run, kind: $kind, number: $number}) RETURN p.columns, p.rows, p.digests"
ADD_PARTS = (
    "UNWIND $rows AS r MERGE (p:ImportPart {run: r.run, kind: r.kind, number: r.number}) "
    "SET p.count = r.count, p.first = r.first, p.last = r.last, p.columns = r.columns, p.rows = r.rows, "
    "p.digests = r.digests"
)
COUNT_PARTS = "MATCH (p:ImportPart {run: $run}) RETURN count(p), coalesce(sum(p.count), 0)"
DROP_PARTS = "MATCH (p:ImportPart {run: $run}) DELETE p"
ORPHAN_PARTS = (
    "MATCH (p:ImportPart) WHERE p.run <> $run AND NOT EXISTS { MATCH (i:Import) WHERE i.run = p.run } "
    "WITH p LIMIT $limit DELETE p RETURN count(*)"
)

# what is kept beside the facts
CACHED_SIZE = "MATCH (k:Kept {name: $name}) RETURN k.size"
CACHED = "MATCH (k:Kept {name: $name}) RETURN k.content"
KEEP = (
    "MERGE (c:Current {key: 'kept'}) SET c.stamp = coalesce(c.stamp, 0) + 1 WITH c.stamp AS stamp "
    "MERGE (k:Kept {name: $name}) SET k.family = $family, k.content = $content, k.size = $size, k.stamp = stamp"
)
FORGET_KEPT = "MATCH (k:Kept {family: $family}) WITH k ORDER BY k.stamp DESC SKIP $keep DELETE k"
RECORD = "MATCH (r:Record {family: $family, key: $key}) RETURN r.content"
RECORDS = "MATCH (r:Record {family: $family}) RETURN r.key, r.content ORDER BY r.key"
LAST_RECORDS = "MATCH (r:Record {family: $family}) RETURN r.key, r.content ORDER BY r.key DESC LIMIT $last"
FAMILIES = "MATCH (r:Record) RETURN DISTINCT r.family AS family ORDER BY family"
ALL_RECORDS = "MATCH (r:Record) RETURN r.family, r.key, r.content, r.digest"
PUT = "MERGE (r:Record {family: $family, key: $key}) SET r.content = $content, r.digest = $digest"
FORGET = "MATCH (r:Record {family: $family, key: $key}) DELETE r"


def merge_nodes(form: NodeForm, *, staged: bool = False) -> str:
    """Nodes of one label from rows of (key, properties); staged ones belong to a run, and are new for certain.

    >>> merge_nodes(NODE_BY_LABEL["Park"])
    'UNWIND $rows AS r MERGE (n:Park {name: r[0]}) SET n = r[1], n.run = $run REMOVE n:BuiltIn RETURN count(n)'
    """
    if staged:
        return (
            f"UNWIND $rows AS r CREATE (n:{form.label}{STAGED} {{run: $run, {form.key}: r[0]}}) "
            "SET n += r[1] RETURN count(n)"
        )
    fact = f" REMOVE n:{DRAWN}" if form.kind else ""
    return (
        f"UNWIND $rows AS r MERGE (n:{form.label} {{{form.key}: r[0]}}) "
        f"SET n = r[1], n.run = $run{fact} RETURN count(n)"
    )


UNDRAW = (
    f"MATCH ()-[o:{ON_SEGMENT.type}]->() DELETE o",
    f"MATCH (n:{DRAWN}) DETACH DELETE n",
)


def draw_nodes(form: NodeForm) -> str:
    """Nodes that are no facts, by rows of (key, properties); a fact of the same key stays as it is."""
    return (
        f"UNWIND $rows AS r MERGE (n:{form.label} {{{form.key}: r[0]}}) "
        f"ON CREATE SET n = r[1], n:{DRAWN}, n.run = $run RETURN count(n)"
    )


def merge_edges(form: EdgeForm, *, staged: bool = False) -> str:
    """Relationships of one type from rows of (start, end, key, properties); those without both ends are passed over.

    Staged ones are new for certain, because nobody else writes to the run, so nothing is looked for first.
    """
    key = " {key: r[2]}" if form.several else ""
    ends = " ".join(f"MATCH ({name}{_end(form, at, staged=staged)})" for name, at in (("a", 0), ("b", 1)))
    if staged:
        return f"UNWIND $rows AS r {ends} CREATE (a)-[o:{form.type}]->(b) SET o = r[3] RETURN count(o)"
    return f"UNWIND $rows AS r {ends} MERGE (a)-[o:{form.type}{key}]->(b) SET o = r[3] RETURN count(o)"


def drop_edges(form: EdgeForm) -> str:
    """Relationships of one type away, by rows of (start, end, key)."""
    key = " {key: r[2]}" if form.several else ""
    ends = " ".join(f"MATCH ({name}{_end(form, at, staged=False)})" for name, at in (("a", 0), ("b", 1)))
    return f"UNWIND $rows AS r {ends} MATCH (a)-[o:{form.type}{key}]->(b) DELETE o"


def drop_nodes(form: NodeForm) -> str:
    """Nodes of one label away, by rows of (key), with whatever hangs on them."""
    return f"UNWIND $rows AS r MATCH (n:{form.label} {{{form.key}: r[0]}}) DETACH DELETE n"


def counts(*, staged: bool = False) -> str:
    """How many nodes of each label and relationships of each type there are, as one row, or are staged for a run.

    Relationships count between nodes of their labels only: others belong to no graph that can be seen.
    """
    suffix, run = (STAGED, " {run: $run}") if staged else (f"&!{DRAWN}", "")
    nodes = [f"COUNT {{ MATCH (:{form.label}{suffix}{run}) }}" for form in NODE_FORMS]
    edges = [
        f"COUNT {{ MATCH (:{form.start[0]}{suffix}{run})-[:{form.type}]->(:{form.end[0]}{suffix}) }}"
        for form in EDGE_FORMS
    ]
    return "RETURN " + ", ".join(f"{text} AS c{number}" for number, text in enumerate([*nodes, *edges]))


def retire(form: NodeForm) -> str:
    """The present nodes of a label leave the graph."""
    return f"MATCH (n:{form.label}) SET n:{STALE} REMOVE n:{form.label}"


def promote(form: NodeForm) -> str:
    """The staged nodes of a run become the present ones."""
    staged = f"{form.label}{STAGED}"
    return f"MATCH (n:{staged} {{run: $run}}) SET n:{form.label} REMOVE n:{staged} RETURN count(n)"


def sweep(label: str) -> tuple[str, str]:
    """Remove nodes of a waiting label a batch at a time: first relationships, then nodes; both say how many went."""
    other_run = " WHERE n.run <> $run" if label != STALE else ""
    return (
        f"MATCH (n:{label}){other_run} MATCH (n)-[o]-() WITH DISTINCT o LIMIT $limit DELETE o RETURN count(*)",
        f"MATCH (n:{label}){other_run} WITH n LIMIT $limit DELETE n RETURN count(*)",
    )


WAITING: tuple[str, ...] = (STALE, *(f"{form.label}{STAGED}" for form in NODE_FORMS))
LEFT_BEHIND = "RETURN " + ", ".join(f"EXISTS {{ MATCH (:{label}) }} AS l{n}" for n, label in enumerate(WAITING))
COUNTED: tuple[str, ...] = (*(form.label for form in NODE_FORMS), *(form.type for form in EDGE_FORMS))
"""What the columns of ``counts`` count."""


def _end(form: EdgeForm, at: int, *, staged: bool) -> str:
    label = (form.start, form.end)[at][0]
    key = NODE_BY_LABEL[label].key
    return f":{label}{STAGED} {{run: $run, {key}: r[{at}]}}" if staged else f":{label} {{{key}: r[{at}]}}"
