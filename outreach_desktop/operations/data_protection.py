"""A starting point for the impact assessment and for the record of processing, filled from this vault's settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..content import Protection, Purpose, Question, protection
from ..domain.attributes import Choice, attributes
from ..domain.log_closing import LOG_MONTHS
from ..domain.organisation import Organisation, Role
from ..domain.retention import BIN_DAYS, RetentionPlan
from ..domain.rights import RULES, Right
from ..export.paper import Blank, Facts, Grid, Paper, Part, Said, Section, paper_pdf
from ..i18n import Texts, texts
from ..storage import log
from ..storage.accounts import load_in_parts, load_sheet_proven
from ..storage.database import Database
from .backup_status import load_status
from .exports import report_frame
from .keeping import load_plan
from .organisation import load_accounts, load_organisation
from .saving import local_day, require_right

_LINES = 4  # to answer a question by hand
_PERIODS = {
    "contact": ("contact_months", "silent_months", "ended_months"),
    "declined": ("declined_months",),
    "support": ("support_months",),
    "report": ("report_months", "content_months", "incident_months"),
    "claim": ("claim_months",),
}


@dataclass(frozen=True, slots=True)
class _Vault:
    """What the papers are made from."""

    db: Database
    texts: Texts
    content: Protection
    organisation: Organisation
    plan: RetentionPlan

    @classmethod
    def asked(cls, db: Database, language: str) -> "_Vault":
        require_right(db, Right.ORGANISATION)
        return cls(db, texts(language), protection(), load_organisation(db), load_plan(db))


# --- the impact assessment ---


def assessment_paper(db: Database, language: str) -> Paper:
    """Return the template of the impact assessment; raises `NotPermitted`."""
    vault = _Vault.asked(db, language)
    gettext = vault.texts.gettext
    sections = (
        Section(gettext("Why it is made"), (*_duty(vault, "impact"), *_duty(vault, "consultation"))),
        _responsible(vault),
        Section(gettext("The processing")),
        *_purpose_sections(vault),
        *_questions(vault, "description"),
        Section(gettext("Necessity and proportion")),
        *_questions(vault, "necessity"),
        Section(gettext("Risks to the people, and what is done against them")),
        *_risks(vault),
        *_questions(vault, "risks"),
        _measures(vault),
        _roles(vault),
        Section(gettext("Who has been asked")),
        *_questions(vault, "views"),
        Section(gettext("Decision"), (Said(_decision_words(vault.texts)), Blank(_LINES))),
    )
    return _paper(vault, gettext("Data protection impact assessment"), sections)


def _paper(vault: _Vault, title: str, sections: tuple[Section, ...]) -> Paper:
    notice = (vault.texts.gettext("TEMPLATE"), vault.content.disclaimer.in_language(vault.texts.language))
    return Paper(title, vault.texts.gettext("For internal use"), notice, sections, signed=True)


def _duty(vault: _Vault, duty_id: str) -> tuple[Part, ...]:
    duty = next(each for each in vault.content.duties if each.id == duty_id)
    language = vault.texts.language
    source = vault.texts.gettext("Source: {source}. Checked on {day}.")
    named = source.format(source=duty.source.in_language(language), day=vault.texts.day(duty.checked_on))
    return Said(duty.text.in_language(language)), Said(named, small=True)


def _responsible(vault: _Vault) -> Section:
    gettext, own = vault.texts.gettext, vault.organisation
    contact = ", ".join(filter(None, (own.phone, own.email, own.web)))
    rows = [
        (gettext("Responsible"), own.name),
        (gettext("Town"), own.town),
        (gettext("Contact"), contact),
        (gettext("Privacy information"), own.privacy_link),
        (gettext("Data protection officer"), gettext("Name and contact, if you have one:")),
    ]
    return Section(gettext("Who is responsible"), (Facts(tuple((name, value) for name, value in rows)), Blank(1)))


def _purpose_sections(vault: _Vault) -> Iterator[Section]:
    for purpose in vault.content.purposes:
        facts = Facts(tuple(_purpose_rows(vault, purpose)))
        yield Section(_purpose_name(vault.texts, purpose.id), (facts,), level=3)


def _purpose_name(texts: Texts, purpose_id: str) -> str:
    return {
        "contact": texts.gettext("Ongoing contact"),
        "declined": texts.gettext("Do-not-contact list"),
        "support": texts.gettext("Support"),
        "report": texts.gettext("Report made"),
        "claim": texts.gettext("Legal claim"),
        "colleagues": texts.gettext("Accounts and log"),
    }[purpose_id]


def _purpose_rows(vault: _Vault, purpose: Purpose) -> Iterator[tuple[str, str]]:
    gettext, language = vault.texts.gettext, vault.texts.language
    yield gettext("Purpose"), purpose.text.in_language(language)
    yield gettext("About whom"), purpose.whose.in_language(language)
    yield gettext("Which data"), purpose.data.in_language(language)
    yield gettext("Recipients"), purpose.recipients.in_language(language)
    yield gettext("Ground in article 6"), _ground(vault, purpose, "6")
    if purpose.id != "colleagues":
        yield gettext("Ground in article 9"), _ground(vault, purpose, "9")
    yield gettext("Erased"), "\n".join(_erased(vault, purpose))


def _ground(vault: _Vault, purpose: Purpose, article: str) -> str:
    """Return the ground that the organisation has chosen; nothing is suggested where it has chosen none."""
    if purpose.id == "colleagues":
        return vault.texts.gettext("To be written by hand: the program has no field for it.")
    chosen: Choice = getattr(vault.plan, f"{purpose.id}_{article}")
    return vault.texts.gettext(chosen.label.text)


def _erased(vault: _Vault, purpose: Purpose) -> Iterator[str]:
    gettext, ngettext = vault.texts.gettext, vault.texts.ngettext
    if purpose.id == "colleagues":
        words = gettext("Lines of the log after {months} months. Who left stays by name, so that lines can be read.")
        yield words.format(months=LOG_MONTHS)
        return
    labels = {each.name: each.label.text for each in attributes(RetentionPlan)}
    for name in _PERIODS[purpose.id]:
        months = getattr(vault.plan, name)
        count = ngettext("{count} month", "{count} months", months).format(count=months)
        yield f"{gettext(labels[name])}: {count}"


def _questions(vault: _Vault, part: str) -> Iterator[Section]:
    for each in vault.content.questions:
        if each.part == part:
            yield _question(vault, each)


def _question(vault: _Vault, question: Question) -> Section:
    language = vault.texts.language
    source = vault.texts.gettext("Source: {source}. Checked on {day}.")
    named = source.format(source=question.source.in_language(language), day=vault.texts.day(question.checked_on))
    return Section(question.heading.in_language(language), (Said(named, small=True), Blank(_LINES)), level=3)


def _risks(vault: _Vault) -> Iterator[Section]:
    """Return each risk with what the program does; how likely and how bad it is, people judge."""
    gettext, language = vault.texts.gettext, vault.texts.language
    for each in vault.content.risks:
        rows = (
            (gettext("What can happen"), each.text.in_language(language)),
            (gettext("What the program does"), each.measure.in_language(language)),
            (gettext("How likely, how bad, and what you do besides"), gettext("In your own words:")),
        )
        yield Section(each.heading.in_language(language), (Facts(rows), Blank(2)), level=3)


def _decision_words(texts: Texts) -> str:
    return texts.gettext("What was decided, by whom, and when it is looked at again:")


# --- what both of them say ---


def _measures(vault: _Vault) -> Section:
    language = vault.texts.language
    known = tuple(Said(each.text.in_language(language)) for each in vault.content.measures)
    return Section(vault.texts.gettext("Technical measures"), (*known, Facts(tuple(_settings(vault)))))


def _settings(vault: _Vault) -> Iterator[tuple[str, str]]:
    """Return what is set in this vault."""
    texts, own = vault.texts, vault.organisation
    gettext, ngettext = texts.gettext, texts.ngettext
    minutes = ngettext("after {count} minute without work", "after {count} minutes without work", own.idle_minutes)
    yield gettext("Locks by itself"), minutes.format(count=own.idle_minutes)
    days = ngettext("kept for {count} day at most", "kept for {count} days at most", own.backup_days)
    yield gettext("Backups"), days.format(count=own.backup_days)
    yield gettext("Second place for backups"), gettext("chosen") if own.backup_place else gettext("none chosen yet")
    newest = load_status(vault.db).newest
    yield gettext("Last backup"), texts.instant(newest.made_at) if newest else gettext("none yet")
    sheets = gettext("on three sheets") if load_in_parts(vault.db) else gettext("on one sheet")
    tried = gettext("{sheets}, last tried on {day}").format(
        sheets=sheets, day=texts.day(local_day(load_sheet_proven(vault.db)))
    )
    yield gettext("Recovery key on paper"), tried
    yield gettext("The bin"), gettext("emptied after {days} days").format(days=BIN_DAYS)
    yield gettext("The log"), gettext("lines are kept for {months} months").format(months=LOG_MONTHS)


def _roles(vault: _Vault) -> Section:
    texts = vault.texts
    heads = (texts.gettext("Right"), texts.gettext("Roles"), texts.gettext("Kept"))
    rows = tuple(
        (
            texts.gettext(right.label.text),
            texts.listed([texts.gettext(role.label.text) for role in Role if role in rule.roles]),
            texts.gettext(rule.kept_by.label.text),
        )
        for right, rule in RULES.items()
    )
    return Section(texts.gettext("Roles"), (Facts(tuple(_accounts(vault))), Grid(heads, rows, (46, 34, 20))))


def _accounts(vault: _Vault) -> Iterator[tuple[str, str]]:
    active = [each.role for each in load_accounts(vault.db).values() if each.active]
    for role in Role:
        yield vault.texts.gettext(role.label.text), vault.texts.number(active.count(role))


# --- the record of processing ---


def record_paper(db: Database, language: str) -> Paper:
    """Return the record of processing; raises `NotPermitted`."""
    vault = _Vault.asked(db, language)
    gettext = vault.texts.gettext
    sections = (
        Section(gettext("Why it is kept"), _duty(vault, "record")),
        _responsible(vault),
        Section(gettext("The processing")),
        *_purpose_sections(vault),
        Section(gettext("Transfers outside the EU"), (Said(_transfer_words(vault.texts)), Blank(1))),
        _measures(vault),
        _roles(vault),
    )
    return _paper(vault, gettext("Record of processing"), sections)


def _transfer_words(texts: Texts) -> str:
    return texts.gettext("The program sends nothing anywhere. If you do, with exported files perhaps, write it here:")


# --- as files ---


def assessment_bytes(db: Database, language: str, now: datetime) -> bytes:
    """Return the impact assessment as PDF in `language`, without a line in the log; raises `NotPermitted`."""
    return paper_pdf(assessment_paper(db, language), report_frame(db, texts(language), local_day(now)))


def record_bytes(db: Database, language: str, now: datetime) -> bytes:
    """Return the record of processing as PDF in `language`, without a line in the log; raises `NotPermitted`."""
    return paper_pdf(record_paper(db, language), report_frame(db, texts(language), local_day(now)))


def note_left(db: Database, subject: str, action: str, now: datetime) -> None:
    """Write into the log that one of them left the vault: `action` is print or export."""
    with db.transaction():
        log.note(db, action, subject, "", now)
