"""What every printed report needs to know besides its own matter."""

from dataclasses import dataclass
from datetime import date

from ..domain.organisation import Organisation
from ..i18n import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFrame:
    """`texts` are in the language of the report; `made_by` is a first name or an alias.

    `municipality` is a name and `law` are the paragraphs that a content file gives for the report;
    both are used by concern reports. `person_code` is the local code, or nothing.
    """

    texts: Texts
    organisation: Organisation
    printed_on: date
    made_by: str
    practice: bool = False
    municipality: str = ""
    law: tuple[str, ...] = ()
    person_code: str = ""
