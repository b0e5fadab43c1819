"""What has to be served and filed at each step of dealing with idle land, in order.

Source: 闲置土地处置办法（国土资源部令第53号，2012）, articles 5 to 17.
"""

from chaingraph.findings.rule.land import ClockState

SURVEY = (
    "出让合同或划拨决定书及约定动工日",
    "现场核查记录与影像",
    "《闲置土地调查通知书》及送达回证（发现之日起 30 日内调查核实）",
    "使用权人的书面说明与举证材料（接到通知书之日起 30 日内）",
)
RECOGNISED = ("《闲置土地认定书》及送达回证", "闲置土地信息公示截图")
HEARING = ("听证权利告知书及送达回证（听证笔录，如申请）",)
FEE = (
    *SURVEY,
    *RECOGNISED,
    *HEARING,
    "本级人民政府批准文件",
    "《征缴土地闲置费决定书》及送达回证",
    "缴款凭证（送达之日起 30 日内）",
)
RECLAIM = (
    *SURVEY,
    *RECOGNISED,
    *HEARING,
    "有批准权的人民政府批准文件",
    "《收回国有建设用地使用权决定书》及送达回证（设有抵押的抄送抵押权人）",
    "使用权注销登记与交回的权利证书（送达之日起 30 日内）",
)
STOPPED = ("政府原因或不可抗力的证明材料", "《闲置土地处置方案》与协商记录（延期动工一般不超过一年）", "补充协议")
BY_STATE: dict[ClockState, tuple[str, ...]] = {
    ClockState.RECLAIM: RECLAIM,
    ClockState.FEE: FEE,
    ClockState.SUSPENDED: (*SURVEY, "已开发面积与已投资额的核定材料", *RECOGNISED),
    ClockState.LATE: ("动工提醒函及送达回证",),
    ClockState.STOPPED: STOPPED,
    ClockState.STARTED_LATE: ("施工许可证与动工核查记录", "闲置费征缴情况核实记录"),
    ClockState.UNKNOWN: ("出让合同或划拨决定书",),
    ClockState.RECOVERED: ("收储或重新供应的批准文件",),
}


def documents(state: ClockState) -> tuple[str, ...]:
    """The papers of the step that the parcel stands at, in order; none where nothing is to do.

    >>> documents(ClockState.STARTED)
    ()
    """
    return BY_STATE.get(state, ())
