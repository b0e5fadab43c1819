"""One call of every command that works on a store, for tests that ask them all; a new command is added here."""

from importlib.metadata import entry_points

PLACE = ("--place", "子市", "--chain", "动力电池")
FIRM = "子市电芯有限公司"
ASKED: dict[str, tuple[str, ...]] = {
    "backup": ("--out", "{out}"),
    "bulletin": ("--out", "{out}.json"),
    "changes": (*PLACE, "--since", "2099-12", "--format", "json"),
    "chains": ("--format", "json"),
    "complete": ("--inputs", "锂离子电池", "--format", "json"),
    "coverage": (*PLACE, "--format", "json"),
    "compare": (*PLACE, "--place", "丑市", "--format", "json"),
    "drill": (FIRM, "--format", "json"),
    "dossier": (FIRM, "--out", "{out}.json"),
    "ecosystem": (FIRM, "--format", "json"),
    "export": ("--network", "json", "--out", "{out}"),
    "gaps": (*PLACE, "--format", "json"),
    "land": ("idle", "--all", "--format", "json"),
    "neighbours": (FIRM, "--format", "json"),
    "pack": (*PLACE, "--out", "{out}.json"),
    "park": ("compare", "--format", "json"),
    "platforms": ("--format", "json"),
    "projects": ("--format", "json"),
    "services": ("--format", "json"),
    "paths": ("丑市隔膜有限公司", FIRM, "--format", "json"),
    "place": ("--format", "json"),
    "picture": ("panorama", *PLACE, "--out", "{out}.svg"),
    "parks": ("--format", "json"),
    "portfolio": (*PLACE, "--land-mu", "500", "--plant-m2", "90000", "--fund-wan", "50000", "--format", "json"),
    "scenario": (*PLACE, "--land", "丑市隔膜有限公司", "--format", "json"),
    "show": (FIRM, "--format", "json"),
    "survey-list": ("--place", "子市", "--format", "json"),
    "tag": ("--chain", "动力电池",),
    "targets": (*PLACE, "--format", "json"),
    "user": ("list",),
    "verify": ("--format", "json"),
}  # fmt: skip
"""Words after the command's name; ``{out}`` is a file the command writes."""
ELSEWHERE = {
    "assess": "needs a scheme: tests/wire/test_pairs.py and tests/api/pages/rule",
    "doctor": "asks of everything there is: tests/cli/test_doctor.py",
    "mcp": "talks over stdio: tests/api/mcp",
    "load": "fills the stores that the others are asked of",
    "restore": "likewise",
    "serve": "tests/api",
    "draw": "only Neo4j has a graph: tests/store/test_analysts.py",
    "backtest": "needs more facts than these stores have: tests/cli/ask/test_backtest.py",
    "extend": "likewise: tests/cli/ask/test_extend.py",
    "demo": "makes a file of its own",
    "pool": "fills a store: tests/cli/test_pool.py",
    "registry": "a folder beside the store: tests/loaders/registry",
    "template": "needs no store",
}
"""Commands that are tested in another way, and where."""


def commands() -> tuple[str, ...]:
    """Names of all commands of the package."""
    return tuple(sorted(point.name for point in entry_points(group="chaingraph.commands")))
