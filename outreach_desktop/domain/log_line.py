"""The log as people read it: who did what to which record, when. Ids and words of the program, no data."""

from dataclasses import dataclass
from datetime import date, datetime

from .attributes import Choice, Label


class Action(Choice):
    """What was done. The values stand in every vault, so they never change."""

    UNLOCK = "unlock", Label("unlocked")
    LOCK = "lock", Label("locked")
    CREATE = "create", Label("made")
    READ = "read", Label("read")
    LIST = "list", Label("listed all of")
    ADD = "add", Label("added")
    ADD_MANY = "add_many", Label("added many of")
    CHANGE = "change", Label("edited")
    REMOVE = "remove", Label("put into the bin")
    RESTORE = "restore", Label("restored")
    MOVE = "move", Label("moved")
    HAND_OVER = "hand_over", Label("handed over")
    START = "start", Label("began")
    FINISH = "finish", Label("finished")
    REOPEN = "reopen", Label("took up again")
    ERASE = "erase", Label("erased")
    REDUCE = "reduce", Label("erased all but alias and platform of")
    ERASE_CONTENT = "erase_content", Label("erased the text of")
    PROLONG = "prolong", Label("extended the time of")
    SHOW_DUE = "show_due", Label("showed that the time is over for")
    DOUBT_CLOCK = "doubt_clock", Label("found the clock doubtful for")
    TRUST_CLOCK = "trust_clock", Label("confirmed the clock for")
    PRINT = "print", Label("printed")
    EXPORT = "export", Label("exported")
    CHECK = "check", Label("checked")
    BACKUP = "backup", Label("backed up")
    SELF_TEST = "self_test", Label("tested a backup of")
    ROTATE = "rotate", Label("made new keys for")
    AGREE = "agree", Label("accepted the agreement for")
    CHANGE_ROLE = "change_role", Label("changed the role of")
    CHANGE_PASSPHRASE = "change_passphrase", Label("chose another passphrase for")
    NEW_RECOVERY_SHEET = "new_recovery_sheet", Label("made a new recovery sheet for")
    NEW_RECOVERY_PARTS = "new_recovery_parts", Label("made a new recovery key on three sheets for")
    LEAVE = "leave", Label("ended")
    MATCH = "match", Label("brought in step with the key file:")
    PROVE_RECOVERY_SHEET = "prove_recovery_sheet", Label("tried the recovery sheet of")
    GO_PAST = "go_past", Label("wrote, though told to wait, to")
    GIVE_GO = "give_go", Label("gave the go for")
    STOP_CLOCK = "stop_clock", Label("stopped a clock that belonged to no meeting, in")
    MIGRATE = "migrate", Label("brought up to date")
    MERGE = "merge", Label("merged")
    IMPORT = "import", Label("brought in from a spreadsheet:")
    UNDO_IMPORT = "undo_import", Label("undid bringing in from a spreadsheet:")
    UNDO_MERGE = "undo_merge", Label("undid the merging of")
    SPLIT = "split", Label("split")
    CLOSE = "close", Label("closed old lines of")
    ACCEPT_OLDER = "accept_older", Label("went on with an older state of")


class Subject(Choice):
    """What it was done to. Records go by the name of their table."""

    VAULT = "vault", Label("the vault")
    PERSON = "person", Label("person")
    IDENTIFIER = "identifier", Label("identifier")
    TOWN = "town", Label("town")
    NOTE = "note", Label("note")
    CONTACT = "contact", Label("contact")
    GOING_PAST = "going_past", Label("reason for writing all the same")
    FOLLOW_UP = "follow_up", Label("next step")
    ASSESSMENT = "assessment", Label("assessment")
    FINDING = "finding", Label("finding")
    CONCERN_REPORT = "concern_report", Label("concern report")
    STATISTICS = "statistics", Label("statistics")
    ORGANISATION = "organisation", Label("the organisation")
    ACCOUNT = "account", Label("account")
    PLATFORM = "platform", Label("platform")
    MESSAGE_TEMPLATE = "message_template", Label("message")
    SEEN_AD = "seen_ad", Label("ad or profile")
    ACCOUNT_EVENT = "account_event", Label("the history of our account")
    SAVED_FILTER = "saved_filter", Label("filter")
    SHIFT = "shift", Label("shift")
    SHIFT_INCIDENT = "shift_incident", Label("incident")
    SHIFT_FEELING = "shift_feeling", Label("how a shift felt")
    MEETING = "meeting", Label("meeting")
    CHECKLIST_ANSWER = "checklist_answer", Label("answer in a checklist")
    GOING_ANYWAY = "going_anyway", Label("reason for going all the same")
    MEETING_RISK = "meeting_risk", Label("risk before a meeting")
    CHECK_IN = "check_in", Label("check-in")
    MEETING_PARTING = "meeting_parting", Label("parting questions")
    MEETING_INCIDENT = "meeting_incident", Label("incident at a meeting")
    MEETING_LESSON = "meeting_lesson", Label("what was learnt from a meeting")
    OWN_CHECKLIST = "own_checklist", Label("the checklist")
    CHECKLIST_ITEM = "checklist_item", Label("item of the checklist")
    LOG = "log", Label("the log")
    RETENTION_PLAN = "retention_plan", Label("the retention periods")
    DO_NOT_DISTURB = "do_not_disturb", Label("do-not-disturb entry")
    ERASURE = "erasure", Label("receipts of erasure")
    BREACH = "breach", Label("the page about a leak")
    IMPACT_ASSESSMENT = "impact_assessment", Label("the impact assessment")
    PROCESSING_RECORD = "processing_record", Label("the record of processing")


@dataclass(frozen=True, slots=True)
class LogLine:
    """`id` is the line's number. `action` and `subject` may be of a newer version; `code` is that of a person."""

    id: int
    at: datetime
    account: str
    action: str
    subject: str
    uid: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines to show; the empty filter shows them all. Both days belong to the period.

    `record` is the code of a person, who stands for all that belongs to them, or the beginning of a record's id.
    """

    account: str = ""
    action: Action | None = None
    since: date | None = None
    until: date | None = None
    record: str = ""


@dataclass(frozen=True, slots=True)
class LogState:
    """What a check of the log found: how many lines, the first that does not fit, and how many do not.

    `ends_early`: the last line that was seen on this computer is missing or another. `closed`: how many older lines
    the closing line stands for.
    """

    lines: int
    damaged: int = 0
    first_damaged: int = 0
    ends_early: bool = False
    closed: int = 0

    @property
    def whole(self) -> bool:
        return not self.damaged and not self.ends_early
