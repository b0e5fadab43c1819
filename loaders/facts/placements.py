"""An officer's own 产业链 and 环节 columns: roles in chains, and corrections that say where a firm stands."""

import re

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.enterprise import Role
from chaingraph.model.promotion import Correction
from loaders.cells.lists import roles_of
from loaders.cells.values import is_unknown
from loaders.facts.building import Building, evidence
from loaders.facts.rows import ParsedRow

PARTS = re.compile(r"[；;\n、，,/|>→—]+|(?<=[一-龥])-(?=[一-龥])")
ROLE = re.compile(r"^(龙头|链主)(企业|单位)?$")
YES = {"是": True, "√": True, "1": True, "有": True, "否": False, "×": False, "0": False}


def chain_of(row: ParsedRow, field: str, name: str, building: Building) -> ChainId:
    """The chain a name means; an unknown one is kept as written and told with the nearest."""
    try:
        return ChainId(building.known.chains.chain(name))
    except UnknownName as error:
        building.hint(row, field, "产业链须已知", f"产业链库里没有“{name}”，按原样保留", error.suggestions)
        return ChainId(name)


def roles_in(row: ParsedRow, building: Building) -> tuple[Role, ...]:
    """The roles that the role column and the chain column give."""
    found, strange = roles_of(_role_text(row))
    if strange:
        building.hint(row, "roles", "角色", f"“{'、'.join(strange)}”不是 龙头 或 链主，未采用")
    said = [Role(kind=kind, chain=chain_of(row, "roles", chain, building) if chain else None) for kind, chain in found]
    words = _words(row.get("chain"))
    kinds = [match[1] for word in words if (match := ROLE.match(word))]
    if kinds:
        chains = [word for word in words if not ROLE.match(word) and not _is_segment(word, words, building)]
        said += [
            Role(kind=kind, chain=chain_of(row, "chain", chain, building) if chain else None)
            for kind in dict.fromkeys(kinds)
            for chain in chains or [""]
        ]
    return tuple(dict.fromkeys(said))


def _role_text(row: ParsedRow) -> str:
    """The role column, where a header such as 是否龙头 stands over 是 and 否."""
    text = row.get("roles") or ""
    said = YES.get(text)
    if said is None:
        return text
    header = row.headers.get("roles", "")
    return "" if not said else "链主" if "链主" in header else "龙头" if "龙头" in header else text


def place(row: ParsedRow, firm: EnterpriseId, building: Building) -> None:
    """Put a correction for every segment that the row's own columns name; what they name and nobody knows is told."""
    chains = [word for word in _words(row.get("chain")) if not ROLE.match(word)]
    known = [building.known.chains.chain_or_none(word) for word in chains]
    around = [chain for chain in known if chain is not None]
    for word, chain in zip(chains, known, strict=True):
        if chain is None and not _put(row, firm, word, around, building, quiet=True):
            _tell_chain(row, word, building)
    for word in _words(row.get("segment")):
        _put(row, firm, word, around, building)


def _tell_chain(row: ParsedRow, word: str, building: Building) -> None:
    try:
        building.known.chains.chain(word)
    except UnknownName as error:
        if not any(ROLE.match(other) for other in _words(row.get("chain"))):
            building.hint(row, "chain", "产业链须已知", f"产业链库里没有“{word}”，未采用", error.suggestions)


def _put(
    row: ParsedRow, firm: EnterpriseId, word: str, around: list[str], building: Building, *, quiet: bool = False
) -> bool:
    """Whether the word is a segment, of one of the chains or of one alone; its correction is put then."""
    suggestions: tuple[str, ...] = ()
    wanted: list[str | None] = [*around] or [None]
    for chain in wanted:
        try:
            found = building.known.chains.segment(word, chain)
        except UnknownName as error:
            suggestions = suggestions or error.suggestions
            continue
        except AmbiguousName as error:
            suggestions = suggestions or error.choices
            continue
        said = evidence(row)
        fact = Correction(enterprise=firm, chain=found.chain, segment=found.key, verdict=True, evidence=said)
        building.put("corrections", fact)
        return True
    if not quiet:
        building.hint(row, "segment", "环节须已知", f"产业链库里找不到环节“{word}”，未作为标注", suggestions)
    return False


def _is_segment(word: str, words: list[str], building: Building) -> bool:
    """Whether a word is no chain but a segment of one of the others."""
    chains = building.known.chains
    if chains.chain_or_none(word) is not None:
        return False
    return any(chains.has_segment(word, known) for other in words if (known := chains.chain_or_none(other)))


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in PARTS.split(text or "") if word.strip() and not is_unknown(word)]
