"""Records and vaults for tests: only what a test cares about needs to be said."""

from datetime import date, datetime, timedelta
from pathlib import Path

from outreach_desktop.domain.assessment import Answer, Assessment, Conclusion, Finding, Source
from outreach_desktop.domain.concern_report import ConcernReport
from outreach_desktop.domain.contact import Contact
from outreach_desktop.domain.meeting import Meeting
from outreach_desktop.domain.organisation import Account, Organisation, Role
from outreach_desktop.domain.person import Person
from outreach_desktop.i18n import ZONE
from outreach_desktop.operations.vaults import NewVault

NOW = datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)
TODAY = date(2026, 11, 24)
PASSPHRASE = "sex lugna ord under en bro"


def a_person(**values):
    return Person(**{"alias": "Luna"} | values)


def a_contact(**values):
    return Contact(**{"at": NOW, "note": "hej, vad har ni för hjälp"} | values)


def an_assessment(**values):
    finding = Finding(
        indicator="shared_phone", answer=Answer.OBSERVED, source=Source.AD, note="samma nummer två gånger"
    )
    usual = {
        "conclusion": Conclusion.UNSURE,
        "reason": "Vi vet för lite än.",
        "list_version": 1,
        "findings": (finding,),
    }
    return Assessment(**usual | values)


def a_report(**values):
    usual = {
        "municipality": "0180",
        "written_on": TODAY,
        "child_name": "Tova",
        "child_told_why": "Vi når henne inte.",
        "seen": "12-19 november: annonsen flyttar mellan tre orter.",
        "reporter_name": "Anna",
    }
    return ConcernReport(**usual | values)


def a_meeting(**values):
    usual = {
        "starts_at": NOW + timedelta(days=2),
        "place": "Kaféet vid torget",
        "others": "Bo, Cilla",
        "on_call": "Dana",
        "goers_phone": "070-174 06 09",
        "on_call_phone": "070-174 06 07",
    }
    return Meeting(**usual | values)


def a_new_vault(folder: Path, **values):
    usual = {
        "folder": folder,
        "account": Account(name="Anna", alias="Anna", role=Role.ADMINISTRATOR, language="sv"),
        "passphrase": PASSPHRASE,
        "organisation": Organisation(name="Kvällsljus", phone="070-174 06 05", standard_text="Vi är en förening."),
    }
    return NewVault(**usual | values)
