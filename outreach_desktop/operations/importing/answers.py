"""What people write in the cells of their own spreadsheets, besides the program's own names of its answers."""

from collections.abc import Mapping

from ...domain.attributes import Choice
from ...domain.contact import Channel, Direction, Need, Outcome
from ...domain.folding import search_form

_CALLED: Mapping[Choice, str] = {
    Direction.OUT: "vi|oss|ut|utgående|skickat|us|we|outgoing",
    Direction.IN: "personen|hon|henne|han|honom|hen|henom|dem|in|inkommande|person|she|he|they|them|incoming",
    Direction.NOTE: "anteckning|observation|note",
    Channel.SITE_CHAT: "chatt|chatten|sidans chatt|sajten|chat|site",
    Channel.SMS: "text|meddelande|mess",
    Channel.CALL: "telefon|samtal|ringde|ringt|phone|call",
    Channel.APP: "app|whatsapp|snapchat|snap|telegram|signal|kik|instagram",
    Channel.EMAIL: "mejl|mail|email",
    Channel.PHYSICAL: "möte|träff|fysiskt|meeting|in person",
    Channel.VIDEO: "videosamtal|video call",
    Outcome.NO_ANSWER: "inget|ej svar|svarade inte|väntar|skickat|none|waiting|sent|-",
    Outcome.WHO_ARE_YOU: "vilka är ni|vem är ni|who are you",
    Outcome.QUESTION: "frågade|har en fråga|asked",
    Outcome.WANTS_TO_TALK: "prata|vill gärna prata|talk",
    Outcome.WANTS_TO_MEET: "träffas|vill ses|meet",
    Outcome.WANTS_SUPPORT: "stöd|vill ha hjälp|help|support",
    Outcome.DECLINED: "nej|nej tack|tackade nej|tackat nej|no|no thanks",
    Outcome.NO_MORE_CONTACT: "kontakta inte mer|vill inte ha kontakt|sluta skriv|stop",
    Outcome.HOSTILE: "otrevlig|arg|rude|angry",
    Outcome.ADDRESS_AND_PRICES: "prislista|adress och priser|priser|prices",
    Outcome.ACCOUNT_GONE: "borttagen|borta|kontot borttaget|gone|removed",
    Outcome.MET: "träffats|träffade|möttes",
    Need.HOUSING: "bostad|boende|housing",
}
_NOT_WRITTEN = "ej kontaktad|inte kontaktad|kontaktades inte|skrev inte|redan kontaktad|kontakta ej"
_NOT_WRITTEN += "|kontakta inte|spärrad|not contacted|already contacted|do not contact|left alone"


def folded(words: str) -> str:
    """Return words as answers are compared."""
    return " ".join(search_form(words).replace("–", "-").split())


def names_of(kind: type[Choice]) -> dict[str, Choice]:
    """Return what people call the members of a choice, folded."""
    return {
        folded(word): member
        for member, words in _CALLED.items()
        if isinstance(member, kind)
        for word in words.split("|")
    }


_NOBODY_WROTE = frozenset(map(folded, _NOT_WRITTEN.split("|")))


def says_nobody_wrote(cell: str) -> bool:
    """Say whether the answer of a line is that there was none to be had: the person was left alone."""
    return folded(cell) in _NOBODY_WROTE
