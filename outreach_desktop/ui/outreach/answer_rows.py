"""The rows of an answer that names more than one: persons to choose among, or the pieces of a text."""

from ...i18n import _, ngettext
from ...operations.lookups import Answer, Likeness, LookUp, Match
from ..look.painted import Row
from ..people.child_notice import may_be_child
from ..words import Sign, last_word, permission_sign
from .answer_words import Surroundings, colleague_words, name_of, said_of_left_alone, shortened


def rows_of(answer: LookUp, around: Surroundings) -> list[Row]:
    """Return a row for each piece or person, and one for somebody new unless the text names somebody known."""
    if answer.pieces:
        rows = [_row_of_piece(each, around) for each in answer.pieces]
        somebody_new = _("A new person with all of these")
    else:
        rows = [_row_of(each, around) for each in answer.matches]
        somebody_new = _("None of these: a new person")
    if answer.answer in (Answer.NEW, Answer.MAYBE):
        rows.append(Row(somebody_new, shortened(answer.typed), "plus", key=""))
    return rows


def _row_of(match: Match, around: Surroundings) -> Row:
    sign = permission_sign(match.permission, around.today)
    return Row(name_of(match.person), _detail(match, around), sign.icon, sign.text, sign.tone, key=match.person.code)


def _detail(match: Match, around: Surroundings) -> str:
    child = _("May be a child") if may_be_child(match.person) else ""
    last = colleague_words(match, around) or last_word(match.summary, around.today)
    return " · ".join(filter(None, [_likeness(match), child, last]))


def _likeness(match: Match) -> str:
    what = match.like_what if match.like_what != match.person.alias else ""
    match match.like:
        case Likeness.NUMBER:
            return _("Number nearly the same: {number}").format(number=what)
        case Likeness.SPELLING:
            return _("Spelled alike: {alias}").format(alias=what) if what else _("Spelled alike")
        case Likeness.PART:
            return _("Has this in it")
        case Likeness.NAMED:
            return _("Named in the text")
        case None:
            return ""


def _row_of_piece(piece: LookUp, around: Surroundings) -> Row:
    title = shortened(piece.typed)
    if not piece.matches and piece.answer.blocks:
        said = said_of_left_alone(piece)
        return Row(title, _("Has asked to be left alone"), said.icon, said.title, said.tone, key=piece.typed)
    if not piece.matches:
        return Row(title, _("New"), "plus", key=piece.typed)
    first, count = piece.matches[0], len(piece.matches)
    sign = permission_sign(first.permission, around.today)
    if count > 1 and not piece.answer.blocks:
        persons = ngettext("{count} person", "{count} persons", count).format(count=count)
        sign = Sign("users", persons, "warning")
    return Row(title, _detail_of_piece(piece, around), sign.icon, sign.text, sign.tone, key=piece.typed)


def _detail_of_piece(piece: LookUp, around: Surroundings) -> str:
    names = ", ".join(name_of(match.person) for match in piece.matches)
    known = (_("Maybe known: {names}") if piece.answer is Answer.MAYBE else _("Known: {names}")).format(names=names)
    return known if len(piece.matches) > 1 else f"{known} · {_detail(piece.matches[0], around)}"
