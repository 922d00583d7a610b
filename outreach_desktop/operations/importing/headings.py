"""Which field a column is, told from its heading in Swedish or English; what people call things is listed here."""

from collections.abc import Mapping, Sequence
from functools import cache

from ...domain.folding import search_form
from ...domain.importing import AT, CLOCK, Group, Target, targets
from ...i18n import LANGUAGES, Texts, texts

# Words of headings as they stand in spreadsheets, besides the program's own names of its fields.
_CALLED: Mapping[str, str] = {
    "person.code": "kod|personkod|id|nr|code|person code",
    "person.alias": "alias|namn|profilnamn|annonsnamn|nick|nickname|name|profile name|username|användarnamn",
    "person.state": "status|läge|state",
    "person.languages": "språk|talar|language|languages|speaks",
    "person.age_band": "ålder|uppskattad ålder|age|perceived age",
    "person.may_be_child": "barn|kan vara barn|minderårig|under 18|child|may be child|minor",
    "person.safe_ways": "säkra sätt|säkert sätt|säker kontakt|safe ways|safe contact",
    "person.no_contact_since": "kontakta inte|kontakta ej|kontakta ej sedan|kontakta inte från|do not contact|spärrad",
    "person.no_contact_until": "kontakta ej till|kontakta inte till|do not contact until|spärrad till",
    "person.no_contact_reason": "varför inte|orsak|skäl|reason|why not",
    "identifier.phone": "telefon|tel|tfn|mobil|mobilnummer|telefonnummer|nummer|phone|phone number|mobile|number",
    "identifier.chat": "chatt|chat|handle|chattnamn|snapchat|snap|kik|telegram|whatsapp|instagram|insta|signal",
    "identifier.email": "e-post|epost|mejl|mail|e-mail|email|e-postadress",
    "identifier.ad": "annons|annonsadress|annonslänk|länk|url|webbadress|ad|link|ad address|ad link|web address",
    "identifier.profile": "profil|profillänk|profile|profile link",
    "identifier.alias": "andra alias|annat alias|also known as|aka|other alias|other names",
    "town.name": "ort|stad|orter|plats|var|town|city|place|location",
    "town.seen_on": "sedd|sedd den|sågs|seen|seen on",
    "note.text": "om personen|personanteckning|about|about the person|background|bakgrund",
    "contact.at": "datum|dag|när|kontaktdatum|kontaktad|senast kontaktad|date|day|when|contacted|last contact",
    "contact.clock": "tid|klockan|klockslag|kl|time|time of day",
    "contact.direction": "riktning|från|direction|from",
    "contact.channel": "kanal|via|sätt|channel",
    "contact.identifier": "använt nummer|used number",
    "contact.second_person": "kollega|andra person|tillsammans med|colleague|second person|with",
    "contact.outcome": "utfall|resultat|svar|hur det gick|outcome|result|answer|response",
    "contact.needs": "behov|needs",
    "contact.note": "anteckning|anteckningar|kommentar|kommentarer|notering|text|note|notes|comment|comments",
    "contact.next_step": "nästa steg|uppföljning|att göra|next step|follow-up|follow up|to do",
    "contact.next_step_on": "nästa steg den|uppföljning den|följ upp|next step on|follow up on|follow-up on",
    "contact.platform_id": "plattform|sajt|sida|site|platform",
}
_STEPS = {"person.follow_up": "contact.next_step", "person.follow_up_on": "contact.next_step_on"}
_SEVERAL = (Group.IDENTIFIER,)  # may stand in more than one column


def heading_of(target: Target, wanted: Texts) -> str:
    """Return what a column of this field is called: by its name, after what it is about where that must be said."""
    label = wanted.gettext(target.label)
    if not target.active:
        return wanted.gettext("{name}, no longer active").format(name=label)
    if target.group is Group.CONTACT:
        return wanted.gettext("Log: {name}").format(name=label)
    return label


@cache
def _known() -> dict[str, str]:
    """Return fields by the folded words that a heading of theirs may be; the program's own names come first."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for target in targets().values():
            found.setdefault(_folded(heading_of(target, texts(language))), target.id)
    for target_id, words in _CALLED.items():
        for word in words.split("|"):
            found.setdefault(_folded(word), target_id)
    return found


def _folded(heading: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in search_form(heading)).split())


def _is_ours(heading: str) -> bool:
    """Say whether our own files call the day of a line so."""
    return _folded(heading) in {_folded(heading_of(targets()[AT], texts(language))) for language in LANGUAGES}


def recognise(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the id of the field of each column, "" where none is recognised; no field twice that a person has once.

    A note that stands in a table without lines of a log is one about the person; a next step that stands in one with
    lines is planned by its line, save in our own files, which name each by itself.
    """
    taken, known = set[str](), targets()
    found = []
    for heading in headings:
        target_id = _known().get(_folded(heading), "")
        if target_id in taken and known[target_id].group not in _SEVERAL:
            target_id = ""
        taken.update({target_id} - {""})
        found.append(target_id)
    if CLOCK in found and AT not in found:  # *Tid* alone says both the day and the time
        found[found.index(CLOCK)] = AT
    if "contact.note" in found and AT not in found and "note.text" not in found:
        found[found.index("contact.note")] = "note.text"
    if AT in found and not _is_ours(headings[found.index(AT)]):
        found = [_STEPS[each] if each in _STEPS and _STEPS[each] not in found else each for each in found]
    return tuple(found)
