"""The bar at the head of every page: one line an entry, in the order officers use them.

A new page adds one line to ``MENU``. ``pair`` pages are about a place and a chain and live under both
(``/places/…/chains/…/NAME``); the others have an address of their own and carry the pair along in the query.
Entries that share a ``group`` fold into one menu of that name.
"""

from dataclasses import dataclass

from api.access.roles import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``name`` is what a page passes as ``here``, and the last part of the address of a pair page.

    ``permission`` hides it from those who do not have it; every route checks by itself.
    """

    name: str
    label: str
    path: str = ""
    group: str = ""
    permission: str = ""

    @property
    def of_pair(self) -> bool:
        """Whether the page is about a place and a chain."""
        return not self.path


MORE = "更多分析"
RUNNING = "园区运行"
MENU = (
    Entry("home", "首页", "/"),
    Entry("panorama", "全景图"),
    Entry("ecosystem", "龙头生态"),
    Entry("gaps", "缺口清单"),
    Entry("targets", "目标企业"),
    Entry("leads", "线索", "/leads"),
    Entry("worklist", "待摸排企业", group=MORE),
    Entry("pack", "招商报告", group=MORE),
    Entry("matrix", "园区矩阵", group=MORE),
    Entry("flow", "供应流向", group=MORE),
    Entry("explorer", "图谱", group=MORE),
    Entry("portfolio", "组合方案", group=MORE),
    Entry("scenario", "假设推演", group=MORE),
    Entry("drill", "龙头演练", group=MORE),
    Entry("paths", "关系路径", "/paths", group=MORE),
    Entry("extend", "延链", group=MORE),
    Entry("compare", "各地对比", group=MORE),
    Entry("proposals", "补全建议", "/proposals", group=MORE),
    Entry("backtest", "回测", "/backtest", group=MORE),
    Entry("parks", "园区", "/parks", group=RUNNING),
    Entry("projects", "四个一批", "/projects", group=RUNNING),
    Entry("platforms", "创新平台", "/platforms", group=RUNNING),
    Entry("services", "一企一策", "/services", group=RUNNING),
    Entry("land", "闲置土地", "/land", group=RUNNING),
    Entry("assessment", "考评", "/assessment", group=RUNNING),
    Entry("bulletin", "月通报", "/bulletin", group=RUNNING),
    Entry("enterprises", "企业", "/enterprises"),
    Entry("imports", "数据导入", "/imports", permission=Permission.IMPORT),
    Entry("rules", "说明", "/rules"),
)
PAIR_PAGES = tuple(entry.name for entry in MENU if entry.of_pair)


def menu() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """(group, entries) in the order of the bar; an entry without group stands alone under an empty name.

    >>> [group for group, _ in menu() if group]
    ['更多分析', '园区运行']
    """
    groups: list[tuple[str, list[Entry]]] = []
    for entry in MENU:
        known = next((entries for name, entries in groups if entry.group and name == entry.group), None)
        if known is None:
            groups.append((entry.group, [entry]))
        else:
            known.append(entry)
    return tuple((name, tuple(entries)) for name, entries in groups)
