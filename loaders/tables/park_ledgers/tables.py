"""The park ledgers in the order they depend on one another."""

from loaders.tables.columns import Table
from loaders.tables.park_ledgers.assessment import ASSESSMENTS, GRADES, INDICATORS, RESULTS, REWARDS
from loaders.tables.park_ledgers.firms import FIRM_SERVICES, MILESTONES, TASKS, VISITS
from loaders.tables.park_ledgers.land import PARCELS
from loaders.tables.park_ledgers.platforms import FUNDS, PLATFORMS
from loaders.tables.park_ledgers.standing import PARK_CHECKS, PARK_FACTORS, PARK_STATUSES, YEARLY_TARGETS

PARK_LEDGERS: tuple[Table, ...] = (
    PARK_STATUSES,
    PARK_FACTORS,
    PARK_CHECKS,
    YEARLY_TARGETS,
    PLATFORMS,
    FUNDS,
    PARCELS,
    MILESTONES,
    FIRM_SERVICES,
    VISITS,
    TASKS,
    INDICATORS,
    GRADES,
    REWARDS,
    ASSESSMENTS,
    RESULTS,
)
