"""月通报 as one HTML file that opens from disk and asks for nothing."""

from collections.abc import Iterator, Sequence
from html import escape

from chaingraph.findings.report.month import MonthPack, Section

STYLE = (
    "body{font:16px/1.7 'Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#16202e;max-width:1080px;margin:2em auto;"
    "padding:0 1em}h1{color:#123a6b;text-align:center;font-size:28px;margin:0}.month{text-align:center;color:#5b6675}"
    "h2{color:#123a6b;font-size:20px;border-bottom:2px solid #123a6b;margin:1.4em 0 .5em}"
    "table{border-collapse:collapse;width:100%;font-size:14px}th,td{border:1px solid #c9d3e0;padding:4px 8px;"
    "text-align:left;vertical-align:top}th{background:#dce6f3}ul{list-style:none;display:flex;flex-wrap:wrap;padding:0;"
    "gap:10px}li{background:#eef3fa;padding:8px 14px;text-align:center;min-width:96px}li b{display:block;"
    "font-size:24px;"
    "color:#123a6b}.basis{color:#5b6675;font-size:14px}@media print{body{margin:0}tr{break-inside:avoid}}"
)


def bulletin_html(found: MonthPack) -> str:
    """The whole page; every word of the data is escaped."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: MonthPack) -> Iterator[str]:
    title = escape(f"{found.title}（{found.month_words}）")
    yield "<!doctype html>"
    yield f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head><body>'
    yield f'<h1>{escape(found.title)}</h1><p class="month">{escape(found.month_words)}</p>'
    yield f"<ul>{''.join(f'<li><b>{escape(number)}</b>{escape(word)}</li>' for number, word in found.figures)}</ul>"
    for section in found.sections:
        yield from _section(section)
    yield f'<h2>数据来源与口径</h2><p class="basis">{escape(found.basis)}</p></body></html>'


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.title)}</h2>"
    yield from (f"<p>{escape(sentence)}</p>" for sentence in section.said)
    if section.rows:
        rows = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in section.rows)
        yield f"<table><thead><tr>{_cells(section.heads, 'th')}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(texts: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
