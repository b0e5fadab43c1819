"""What a person decides of a project: that it has landed, which makes its firm one of the park's."""

from dataclasses import replace
from hashlib import blake2b
from typing import Any

from chaingraph.analysis.parks.projects import project_id
from chaingraph.errors import Refused, UnknownName
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.veil import is_veiled
from chaingraph.ids import EnterpriseId, ImportId, ProductId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.model.promotion import Correction, Project
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch

LANDED = "落地"
LANDING = "landing-"
"""How its import's id begins: no decision that leaves tags as they are, for a firm comes with it and is tagged."""


def find(snapshot: Snapshot, wanted: str) -> Project:
    """The project of that id. Raises UnknownName."""
    for one in snapshot.projects:
        if not is_veiled(one) and project_id(one) == wanted:
            return one
    raise UnknownName("项目", wanted[:40])


def land(workspace: Workspace, project: Project, *, by: str, at: str) -> EnterpriseId:
    """Write the enterprise that the project became, and return its id.

    A firm that sits nowhere yet moves into the park; one that sits elsewhere gets a new firm of its project here, with
    its products; a project without a firm becomes one of its own name, to be verified. Its segment is written as said
    by the person. Raises Refused when its firm sits in the park already, or the project's place is no park.
    """
    snapshot = workspace.snapshot()
    park = next((one for one in snapshot.parks if one.name == project.park), None)
    if park is None:
        raise Refused(f"“{project.park}”不是园区；请先写明项目落在哪个园区")
    said = Evidence(source=f"项目落地（{by}）：{project.name}", as_of=at[:10])
    number = snapshot.index.get(project.enterprise) if project.enterprise else None
    firm = None if number is None else snapshot.enterprises[number]
    if firm is not None and firm.park == park.name:
        raise Refused(f"“{firm.name}”已经是{park.name}的企业")
    seat: dict[str, Any] = {"park": park.name, "province": park.province, "city": park.city, "district": park.district}
    if firm is not None and not firm.city and not firm.park and not firm.pool:
        made = replace(firm, **seat, evidence=said)
    else:
        name = f"{firm.name}（{park.name}项目公司）" if firm else f"{project.name}（项目公司，名称待核实）"
        made = Enterprise(id=_id(name), name=name, industry=firm.industry if firm else None, **seat, evidence=said)
    facts: dict[str, list[Any]] = {
        "enterprises": [made],
        "projects": [replace(project, enterprise=made.id, status=LANDED, evidence=said)],
        "offerings": _products(snapshot, number, made, project, said),
    }
    if project.chain and project.segment:
        word = Correction(
            enterprise=made.id, chain=project.chain, segment=project.segment, by=by, on=at[:10], evidence=said
        )
        facts["corrections"] = [word]
    _write(workspace, facts, title=f"项目落地：{project.name}", by=by, at=at)
    return made.id


def _id(name: str) -> EnterpriseId:
    return EnterpriseId(f"n{blake2b(name.encode(), digest_size=8).hexdigest()}")


def _products(
    snapshot: Snapshot, number: int | None, made: Enterprise, project: Project, said: Evidence
) -> list[Offering]:
    """What the parent makes; without a parent, the segment's name."""
    if number is not None:
        known = snapshot.offerings_of[number]
        return [replace(one, enterprise=made.id, share=None, evidence=said) for one in known]
    graph = snapshot.chains.get(project.chain) if project.chain else None
    place = graph.index.get(project.segment) if graph and project.segment else None
    if graph is None or place is None:
        return []
    return [Offering(enterprise=made.id, product=ProductId(graph.segments[place].name), evidence=said)]


def _write(workspace: Workspace, facts: dict[str, list[Any]], *, title: str, by: str, at: str) -> None:
    digest = blake2b(f"{title}\n{by}\n{at}".encode(), digest_size=8).hexdigest()
    kinds = {kind: own for kind, own in facts.items() if own}
    workspace.store.write(ImportBatch(id=ImportId(LANDING + digest), title=title, facts=kinds, by=by, at=at))
