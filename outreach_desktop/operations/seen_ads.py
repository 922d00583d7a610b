"""What a user can do to ads and profiles that were seen."""

from dataclasses import replace
from datetime import datetime, timedelta

from ..domain.erasure import Cause, Scope
from ..domain.folding import search_form
from ..domain.seen_ad import SeenAd
from ..storage import drafts, seen_ads
from ..storage.database import Database
from ..storage.reading import load_one
from .erasing import Gone, note_erased
from .saving import local_day, note, remove_record, restore_record, save_record

STRAY_DAYS = 30
_PURPOSE = "ad text"


def save_ad(db: Database, ad: SeenAd, now: datetime) -> SeenAd:
    """Store a new or edited ad. Its text leaves a keyed fingerprint, and stays only where it was chosen.

    Without a text, the fingerprint of the one that was seen before stays. Raises `Invalid`.
    """
    marked = replace(ad, fingerprint=fingerprint(db, ad.text) or ad.fingerprint)
    return save_record(db, marked if ad.keeps_text else replace(marked, text=""), now)


def fingerprint(db: Database, text: str) -> str:
    """Return the keyed fingerprint of a text, 64 hex digits; the same however it is spaced, empty for none."""
    words = " ".join(search_form(text).split())
    return db.sealer.fingerprint(f"{_PURPOSE}\0{words}").hex() if words else ""


def open_ad(db: Database, ad_id: int, now: datetime) -> SeenAd:
    """Return one ad, and note that it was read; raises `NotThere`."""
    ad = load_one(db, SeenAd, ad_id)
    with db.transaction():
        note(db, "read", ad, now)
    return ad


def remove_ad(db: Database, ad_id: int, now: datetime) -> SeenAd:
    """Put an ad into the bin."""
    ad = load_one(db, SeenAd, ad_id)
    remove_record(db, ad, now)
    return ad


def restore_ad(db: Database, ad: SeenAd, now: datetime) -> None:
    """Take an ad out of the bin."""
    restore_record(db, ad, now)


def erase_stray_ads(db: Database, now: datetime) -> int:
    """Erase ads that are nobody's and were not seen for 30 days, the bin included; return how many."""
    with db.transaction():
        uids = seen_ads.erase_stray(db, local_day(now) - timedelta(days=STRAY_DAYS))
        for uid in uids:
            drafts.discard_about(db, uid)
            note_erased(db, Gone(SeenAd(uid=uid), Scope.WHOLE), Cause.DATE, now)
    return len(uids)
