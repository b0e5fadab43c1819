"""From facts and findings to the records the JSON routes answer with."""

from collections.abc import Iterable

from api.jobs.jobs import Job
from api.officer.names import segment_name
from api.server.office import Office
from api.v1 import schemas
from api.v1.schemas.findings import FirmPurchasesRow
from chaingraph.findings.firm.doubt import Doubt
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Gap, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import TagEvidence
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.place import Park
from chaingraph.model.provenance import Evidence


def place_row(place: Place, snapshot: Snapshot) -> schemas.PlaceRow:
    """A place with the number of its firms."""
    return schemas.PlaceRow(
        name=place.name,
        kind=place.kind.value,
        province=place.province,
        city=place.city,
        district=place.district,
        firms=int(snapshot.members(place).sum()),
    )


def park_facts(park: Park) -> schemas.ParkFacts:
    """What a park offers."""
    return schemas.ParkFacts(
        status=park.status,
        chains=list(park.chains),
        land_mu=park.land_mu,
        plant_m2=park.plant_m2,
        fund_yuan=park.fund_yuan,
        source=park.evidence.source,
        as_of=park.evidence.as_of,
    )


def evidence_row(evidence: Evidence) -> schemas.EvidenceRow:
    """Who says so."""
    return schemas.EvidenceRow(
        source=evidence.source, as_of=evidence.as_of, origin=evidence.origin, certainty=evidence.certainty.value
    )


def enterprise_row(enterprise: Enterprise) -> schemas.EnterpriseRow:
    """An enterprise as a list shows it."""
    return schemas.EnterpriseRow(
        id=enterprise.id,
        enterprise=enterprise.name,
        short_name=enterprise.short_name,
        uscc=enterprise.uscc,
        park=enterprise.park,
        region=enterprise.region,
        revenue_yuan=enterprise.revenue_yuan,
        employees=enterprise.employees,
    )


def enterprise_answer(snapshot: Snapshot, firm: int) -> schemas.EnterpriseAnswer:
    """All that is known of one enterprise."""
    enterprise = snapshot.enterprises[firm]
    offerings = snapshot.offerings_of[firm]
    return schemas.EnterpriseAnswer(
        data_version=snapshot.version,
        enterprise=enterprise_row(enterprise),
        registered_capital_yuan=enterprise.registered_capital_yuan,
        founded_on=enterprise.founded_on,
        listed_as=enterprise.listed_as,
        qualifications=list(enterprise.qualifications),
        industry_code=enterprise.industry_code,
        industry=enterprise.industry,
        business_scope=enterprise.business_scope,
        evidence=evidence_row(enterprise.evidence),
        offerings=[
            schemas.OfferingRow(product=o.product, share=o.share, evidence=evidence_row(o.evidence)) for o in offerings
        ],
        tags=tag_rows(snapshot, firm),
    )


def tags_answer(snapshot: Snapshot, firm: int, doubt: Doubt) -> schemas.TagsAnswer:
    """Segments of a firm, what speaks for others, and what is missing where there is none."""
    rows, likely = tag_rows(snapshot, firm), doubt.likely
    return schemas.TagsAnswer(
        data_version=snapshot.version,
        enterprise=snapshot.enterprises[firm].name,
        segments=rows,
        abstained=not rows,
        candidates=[
            schemas.CandidateRow(
                chain=candidate.chain,
                chains=list(candidate.chains),
                key=candidate.key,
                segment=candidate.segment,
                score=candidate.score,
                probability=candidate.probability,
                evidence=tag_evidence_rows(candidate.evidence),
                lost=candidate.lost,
            )
            for candidate in doubt.candidates
        ],
        missing=list(doubt.missing),
        likely_chain=None
        if likely is None
        else schemas.LikelyChainRow(
            chain=likely.chain, score=likely.score, words=list(likely.words), sentence=likely.sentence
        ),
    )


def tag_evidence_rows(evidence: Iterable[TagEvidence]) -> list[schemas.TagEvidenceRow]:
    """The words a tag rests on."""
    return [
        schemas.TagEvidenceRow(field=e.field, text=e.text, matched=e.matched, sentence=e.sentence) for e in evidence
    ]


def tag_rows(snapshot: Snapshot, firm: int) -> list[schemas.TagRow]:
    """Segments of a firm, best first."""
    return [
        schemas.TagRow(
            chain=tag.chain,
            key=tag.key,
            segment=segment_name(snapshot, tag.chain, tag.key),
            score=tag.score,
            probability=tag.probability,
            share=tag.share,
            evidence=tag_evidence_rows(tag.evidence),
        )
        for tag in snapshot.tags.of_firm(firm)
    ]


def segment_rows(graph: ChainGraph) -> list[schemas.SegmentRow]:
    """Segments of a chain in drawing order."""
    return [
        schemas.SegmentRow(
            key=segment.key,
            segment=segment.name,
            stage=graph.stages[number].value,
            branch=segment.branch,
            tier=int(graph.tiers[number]),
            aliases=list(segment.aliases),
            definition=segment.definition,
            industry_codes=list(segment.industry_codes),
            locality=segment.locality,
            critical=segment.critical,
            chokepoint=segment.chokepoint,
            inputs=_input_rows(graph, number),
        )
        for number, segment in enumerate(graph.segments)
    ]


def _input_rows(graph: ChainGraph, segment: int) -> list[schemas.SegmentInputRow]:
    return [
        schemas.SegmentInputRow(
            input=edge.input,
            cost_share=edge.middle_share,
            required=edge.required,
            substitutes=edge.substitutes,
            recycle=edge.recycle,
        )
        for edge in graph.suppliers(segment)
    ]


def ecosystem_answer(found: Ecosystem, snapshot: Snapshot) -> schemas.EcosystemAnswer:
    """Suppliers and customers by tier."""
    nodes = [
        schemas.NodeRow(
            id=node.id,
            tier=node.tier,
            enterprise_id=None if node.firm is None else snapshot.enterprises[node.firm].id,
            name=node.name,
            segment=node.segment,
            nearness=node.nearness.value,
            size_yuan=node.size_yuan,
            observed=node.observed,
        )
        for node in found.nodes
    ]
    return schemas.EcosystemAnswer(
        data_version=found.data_version,
        enterprise=found.enterprise,
        enterprise_id=found.enterprise_id,
        nodes=nodes,
        edges=[schemas.EdgeRow.model_validate(edge) for edge in found.edges],
        total={str(tier): count for tier, count in sorted(found.total.items())},
        local_supplier_share=found.local_supplier_share,
        purchases=FirmPurchasesRow.model_validate(found.purchases),
        truncated=found.truncated,
        as_of=found.as_of,
    )


def state_rows(states: Iterable[SegmentState]) -> list[schemas.StateRow]:
    """Segment states as rows."""
    return [
        schemas.StateRow(
            key=state.segment.key,
            segment=state.segment.name,
            stage=state.stage.value,
            tier=state.tier,
            branch=state.segment.branch,
            status=state.status.value,
            local_firms=len(state.local),
            known_firms=state.known,
            backbone=state.backbone,
            anchors=state.anchors,
            capability_yuan=state.capability_yuan,
            demand_yuan=state.demand_yuan,
            local_supply_rate=state.local_supply_rate,
            hhi=state.hhi,
            why=state.why,
            absence=state.absence,
            certain=state.certain,
            suspects=[schemas.SuspectRow.model_validate(suspect) for suspect in state.suspects],
        )
        for state in states
    ]


def gap_row(gap: Gap) -> schemas.GapRow:
    """A gap under the names of the command."""
    values = {name: getattr(gap, name) for name in schemas.GapRow.model_fields}
    suspects = [schemas.SuspectRow.model_validate(suspect) for suspect in gap.suspects]
    told = {"elsewhere": [found.sentence for found in gap.elsewhere], "suspects": suspects}
    return schemas.GapRow.model_validate({**values, **told})


def target_row(target: Target) -> schemas.TargetRow:
    """A target under the names of the command."""
    plain = schemas.TargetRow.model_fields.keys() - {"evidence", "worth"}
    values = {name: getattr(target, name) for name in sorted(plain)}
    worth = None if target.worth is None else schemas.WorthRow.model_validate(target.worth)
    evidence = [schemas.TargetEvidenceRow.model_validate(piece) for piece in target.evidence]
    return schemas.TargetRow(**values, evidence=evidence, worth=worth)


def job_answer(office: Office, job: Job) -> schemas.JobAnswer:
    """A job as the JSON routes answer with it."""
    return schemas.JobAnswer(data_version=office.workspace.store.data_version(), job=schemas.JobRow.model_validate(job))
