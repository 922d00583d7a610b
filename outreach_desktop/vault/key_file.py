"""The key file: the signed roster and the slots. Everything in it may be read; nothing may be changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import roster as rosters
from . import slots
from .accounts import SharedKeys, UserKeys
from .envelope import Fields, Malformed, pack, unpack
from .errors import KeyFileDamaged
from .primitives import KEY, SIGNATURE, box_public, sign_public
from .roster import Member, Roster
from .slots import Slot

FORMAT, VERSION = "outreach key file", 1
MOST_SLOTS = 64
_NAMES = ("roster", "roster_public", "signature", "slots")


@dataclass(frozen=True, slots=True)
class KeyFile:
    roster: Roster
    roster_public: bytes
    signature: bytes
    slots: tuple[Slot, ...]

    @property
    def bound(self) -> dict[str, object]:
        """What each slot is bound to: with the passphrase one also trusts this vault and its signer."""
        return bound(self.roster.vault_id, self.roster_public, practice=self.roster.practice)

    def slot(self, uid: str, kind: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.uid == uid and slot.kind == kind), None)

    def with_slot(self, slot: Slot) -> "KeyFile":
        """Return the key file with `slot` in place of one for the same user and kind."""
        others = tuple(s for s in self.slots if (s.uid, s.kind) != (slot.uid, slot.kind))
        return replace(self, slots=(*others, slot))

    def signed(self, roster: Roster, roster_key: bytes) -> "KeyFile":
        return replace(self, roster=roster, signature=roster.signature(roster_key))

    def packed(self) -> bytes:
        return pack(
            FORMAT,
            VERSION,
            {
                "roster": self.roster.written(),
                "roster_public": self.roster_public.hex(),
                "signature": self.signature.hex(),
                "slots": [slot.written() for slot in self.slots],
            },
        )


def bound(vault_id: str, roster_public: bytes, *, practice: bool) -> dict[str, object]:
    return {"vault_id": vault_id, "practice": practice, "roster_public": roster_public.hex()}


def parse(contents: bytes) -> KeyFile:
    """Read a key file without any key; raises `Unreadable` and nothing else."""
    try:
        return _parsed(unpack(contents, FORMAT, VERSION))
    except Malformed:
        raise KeyFileDamaged from None


def _parsed(body: object) -> KeyFile:
    fields = Fields(body, _NAMES)
    found = KeyFile(
        roster=rosters.parse(fields.value("roster")),
        roster_public=fields.raw("roster_public", KEY),
        signature=fields.raw("signature", SIGNATURE),
        slots=tuple(slots.parse(entry) for entry in fields.listed("slots", MOST_SLOTS)),
    )
    owners, labels = {(s.uid, s.kind) for s in found.slots}, {m.label.casefold() for m in found.roster.active()}
    active = {member.uid for member in found.roster.active()}
    if len(owners) < len(found.slots) or {uid for uid, _kind in owners} - active or len(labels) < len(active):
        raise Malformed
    return found


def open_slot(key_file: KeyFile, slot: Slot, secret: bytes) -> tuple[Member, UserKeys, SharedKeys]:
    """Open a slot and prove the roster with it; raises `WrongSecret`, `KeyFileDamaged`."""
    user = slots.unwrap(slot, secret, key_file.bound)
    member = key_file.roster.member(slot.uid)
    if member is None or not key_file.roster.is_signed(key_file.roster_public, key_file.signature):
        raise KeyFileDamaged
    if (member.box, member.signing) != (box_public(user.box), sign_public(user.signing)):
        raise KeyFileDamaged
    shared = rosters.open_grants(member, user)
    _require_pair(shared.restricted, box_public, key_file.roster.restricted)
    _require_pair(shared.roster, sign_public, key_file.roster_public)
    return member, user, shared


def _require_pair(private: bytes | None, public_of: Callable[[bytes], bytes], public: bytes) -> None:
    if private is not None and public_of(private) != public:
        raise KeyFileDamaged
