"""An enterprise: what it is called, where it sits, what it makes, how large it is."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.marks import UNSHOWN
from chaingraph.model.provenance import NO_EVIDENCE, Evidence
from chaingraph.units import Yuan, date_text, non_negative

YEARS = (1900, 2100)
POOL_MARK = "内置名录"
STOCK_CODE = re.compile(r"(\d{4,6})[.．](SH|SZ|BJ|HK)$", re.IGNORECASE)
BOARDS = (("688", "科创板"), ("689", "科创板"), ("60", "沪市主板"), ("30", "创业板"), ("00", "深市主板"))
MARKETS = {"SH": "上交所", "SZ": "深交所", "BJ": "北交所"}


class RegistrationStatus(StrEnum):
    """登记状态: what the business register says of a firm."""

    EXISTING = "存续"
    OPERATING = "在业"
    MOVED_OUT = "迁出"
    SUSPENDED = "停业"
    LIQUIDATING = "清算"
    REVOKED = "吊销"
    DEREGISTERED = "注销"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A leading firm's part in a chain: 龙头 (leading firm) or 链主 (chain anchor); no chain means every chain."""

    kind: str
    chain: ChainId | None = None

    def __post_init__(self) -> None:
        if self.kind not in ("龙头", "链主"):
            raise InvalidFact(f"角色“{self.kind}”不是 龙头 或 链主")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A dated, public sign that a firm is expanding or moving."""

    kind: str
    on: str | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.on is not None:
            date_text(self.on, "扩张迹象日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """One enterprise as the officer's lists describe it.

    Money is in yuan. ``None`` means not known, which is not 0; analyses count an unknown revenue
    by the declared size proxy (see ``chaingraph.graph.size``).

    Attributes
    ----------
    status
        登记状态 as the register says it; ``None`` is not known, which is not 存续.
    former_names
        Names the firm was registered under before.
    main_share_year
        Year that the shares of its products speak of.
    insured_staff
        Persons insured through the firm (参保人数).
    pool
        Whether the row is a candidate of the shipped list (内置名录) rather than of somebody's own list.

    Raises
    ------
    InvalidFact
        If the name is empty, a quantity is negative, a date is not a date, or a year lies outside 1900 to 2100.
    """

    id: EnterpriseId
    name: str
    uscc: str | None = None
    short_name: str | None = None
    park: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    industry_code: str | None = None
    industry: str | None = None
    business_scope: str | None = None
    revenue_yuan: Yuan | None = None
    employees: int | None = None
    registered_capital_yuan: Yuan | None = None
    founded_on: str | None = None
    listed_as: str | None = None
    qualifications: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    signals: tuple[Signal, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    status: RegistrationStatus | None = None
    former_names: tuple[str, ...] = field(default=(), metadata=UNSHOWN)
    address: str | None = field(default=None, metadata=UNSHOWN)
    main_share_year: int | None = field(default=None, metadata=UNSHOWN)
    insured_staff: int | None = field(default=None, metadata=UNSHOWN)
    pool: bool = False
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFact("企业名称为空")
        for value, name in (
            (self.revenue_yuan, "营业收入"),
            (self.employees, "从业人数"),
            (self.registered_capital_yuan, "注册资本"),
            (self.insured_staff, "参保人数"),
        ):
            if value is not None:
                non_negative(value, name)
        if self.founded_on is not None:
            date_text(self.founded_on, "成立日期")
        if self.main_share_year is not None and not YEARS[0] <= self.main_share_year <= YEARS[1]:
            raise InvalidFact(f"主营占比年份 {self.main_share_year} 不在 {YEARS[0]} 到 {YEARS[1]} 之间")

    @property
    def region(self) -> str:
        """Province, city and district as one path, unknown parts left out, a municipality said once."""
        return "/".join(dict.fromkeys(part for part in (self.province, self.city, self.district) if part))

    @property
    def seat(self) -> str:
        """Province and city in one word, a municipality said once; empty when neither is known."""
        return "".join(dict.fromkeys(part for part in (self.province, self.city) if part))

    @property
    def listing(self) -> str:
        """Where the firm is listed as officers say it; empty when nothing is said."""
        return listed_in_words(self.listed_as or "")

    @property
    def mark(self) -> str:
        """What every face shows beside the name of a firm that only the shipped list knows; else nothing."""
        return POOL_MARK if self.pool else ""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def leads(self, chain: str) -> bool:
        """Whether the firm is named a leading or anchor firm of the chain."""
        return any(role.chain is None or role.chain == chain for role in self.roles)


def listed_in_words(said: str) -> str:
    """上市情况 in words: a bare stock code becomes its board with the code, anything else stays.

    >>> listed_in_words("600973.SH"), listed_in_words("300750.SZ"), listed_in_words("未上市"), listed_in_words("")
    ('沪市主板 600973', '创业板 300750', '未上市', '')
    """
    found = STOCK_CODE.match(said.strip())
    if found is None:
        return said
    code, market = found.groups()
    if market.upper() == "HK":
        return f"港股 {code}"
    return f"{next((board for head, board in BOARDS if code.startswith(head)), MARKETS[market.upper()])} {code}"
