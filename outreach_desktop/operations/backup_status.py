"""How the backups stand, for the pages that say so."""

from ..domain.backups import Status, newest_good
from ..storage import backups as registry
from ..storage.backups import Work
from ..storage.database import Database
from .backup_upkeep import OWN, SECOND, SELF_TEST
from .organisation import load_organisation


def load_status(db: Database) -> Status:
    """Return what is known now, without looking at any folder."""
    organisation, work, copies = load_organisation(db), registry.work(db), registry.copies(db)
    tested = work.get(SELF_TEST)
    return Status(
        since=registry.made_at(db),
        newest=newest_good(copy for copy in copies if not copy.elsewhere),
        elsewhere=newest_good(copy for copy in copies if copy.elsewhere),
        second_place=organisation.backup_place,
        failure=_failure(work.get(OWN)),
        second_failure=_failure(work.get(SECOND)),
        tested_at=tested.at if tested else None,
        test_failure=_failure(tested),
    )


def _failure(done: Work | None) -> str:
    return done.failure if done else ""
