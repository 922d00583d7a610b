"""What ships as content: read from `resources/content/` on first need, checked strictly, in both languages.

Each function takes an optional folder, which tests use; the answers are frozen and kept.
"""

from .agreement import Agreement, Promise, agreement
from .avoid import AllowedPhrase, AvoidedWord, allowed_phrases, avoid_list, avoided_words
from .bilingual import Bilingual
from .breach import Breach, BreachStep, breach
from .checklist import ShippedChecklist, ShippedItem, ShippedPhase, checklist
from .conversation import ConversationGuide, GuidePart, GuidePiece, conversation_guide
from .directory import Directory, DirectoryEntry, directory, entries_for
from .geography import (
    County,
    Municipality,
    PoliceRegion,
    counties,
    counties_by_name,
    county,
    county_of_town,
    find_municipality,
    municipalities,
    municipality,
    police_region,
    police_regions,
)
from .indicators import Indicator, IndicatorList, Note, indicators
from .law import LawEntry, law, laws, offences, report_wording
from .limits import Limit, Limits, limits
from .needs import FormNeed, form_needs
from .on_call import OnCallStep, OnCallSteps, on_call_steps
from .protection import Duty, Measure, Protection, Purpose, Question, Risk, protection
from .question_cards import QuestionCard, QuestionCards, question_cards
from .templates import Template, fill, lacks_privacy_link, seconds_to_read, templates, unknown_places

__all__ = [
    "Agreement",
    "AllowedPhrase",
    "AvoidedWord",
    "Bilingual",
    "Breach",
    "BreachStep",
    "ConversationGuide",
    "County",
    "Directory",
    "DirectoryEntry",
    "Duty",
    "FormNeed",
    "GuidePart",
    "GuidePiece",
    "Indicator",
    "IndicatorList",
    "LawEntry",
    "Limit",
    "Limits",
    "Measure",
    "Municipality",
    "Note",
    "OnCallStep",
    "OnCallSteps",
    "PoliceRegion",
    "Promise",
    "Protection",
    "Purpose",
    "Question",
    "QuestionCard",
    "QuestionCards",
    "Risk",
    "ShippedChecklist",
    "ShippedItem",
    "ShippedPhase",
    "Template",
    "agreement",
    "allowed_phrases",
    "avoid_list",
    "avoided_words",
    "breach",
    "checklist",
    "conversation_guide",
    "counties",
    "counties_by_name",
    "county",
    "county_of_town",
    "directory",
    "entries_for",
    "fill",
    "find_municipality",
    "form_needs",
    "indicators",
    "lacks_privacy_link",
    "law",
    "laws",
    "limits",
    "municipalities",
    "municipality",
    "offences",
    "on_call_steps",
    "police_region",
    "police_regions",
    "protection",
    "question_cards",
    "report_wording",
    "seconds_to_read",
    "templates",
    "unknown_places",
]
