"""From facts and findings to the records the JSON routes answer with."""

from api.jobs.jobs import Job
from api.server.office import Office
from api.v1 import schemas
from chaingraph.findings.firm.doubt import Doubt
from chaingraph.findings.known.firm import named_tags
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.live import standing
from chaingraph.model.place import Park


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
        standing=standing(enterprise),
        pool=enterprise.pool,
    )


def tags_answer(snapshot: Snapshot, firm: int, doubt: Doubt) -> schemas.TagsAnswer:
    """Segments of a firm, what speaks for others, and what is missing where there is none."""
    tags = named_tags(snapshot, firm)
    return schemas.TagsAnswer(
        data_version=snapshot.version,
        enterprise=snapshot.enterprises[firm].name,
        segments=tags,
        abstained=not tags,
        candidates=doubt.candidates,
        missing=doubt.missing,
        likely_chain=doubt.likely,
    )


def job_answer(office: Office, job: Job) -> schemas.JobAnswer:
    """A job as the JSON routes answer with it."""
    return schemas.JobAnswer(data_version=office.workspace.store.data_version(), job=schemas.JobRow.model_validate(job))
