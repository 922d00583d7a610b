"""The key file: the signed roster and the slots. Everything in it may be read; nothing may be changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import roster as rosters
from . import slots
from .accounts import Secret, SharedKeys, UserKeys
from .envelope import Fields, Malformed, canonical, pack, unpack
from .errors import KeyFileDamaged
from .primitives import KEY, SIGNATURE, box_public, is_signed, sign, sign_public
from .roster import Member, Roster
from .slots import Slot

FORMAT, VERSION = "outreach key file", 2
FIRST_VERSION = 1
MOST_SLOTS, MOST_HANDOVERS = 64, 100
_NAMES = ("roster", "roster_public", "signature", "slots")
_HANDED = b"outreach roster key 1\n"


@dataclass(frozen=True, slots=True)
class Handover:
    """A roster key that signed its successor, since who left still knows it."""

    public: bytes
    signature: bytes

    @classmethod
    def signed(cls, vault_id: str, old: bytes, successor: bytes) -> "Handover":
        """`old` is the seed of the key that is given up, `successor` the public key that follows."""
        return cls(sign_public(old), sign(old, _handed_text(vault_id, successor)))

    def names(self, vault_id: str, successor: bytes) -> bool:
        return is_signed(self.public, _handed_text(vault_id, successor), self.signature)


def _handed_text(vault_id: str, successor: bytes) -> bytes:
    return _HANDED + canonical([vault_id, successor.hex()])


@dataclass(frozen=True, slots=True)
class KeyFile:
    """`handovers` are the roster keys that were given up, oldest first."""

    roster: Roster
    roster_public: bytes
    signature: bytes
    slots: tuple[Slot, ...]
    handovers: tuple[Handover, ...] = ()

    @property
    def bound(self) -> dict[str, object]:
        """What each slot is bound to: with the passphrase one also trusts this vault and its signer."""
        return self._bound_to(self.roster_public)

    def _bound_to(self, signer: bytes) -> dict[str, object]:
        return bound(self.roster.vault_id, signer, practice=self.roster.practice)

    @property
    def bounds(self) -> list[dict[str, object]]:
        """What a slot may be bound to: the present signer, or one before, until its owner unlocks again."""
        return [self.bound, *(self._bound_to(each.public) for each in reversed(self.handovers))]

    def is_handed_on(self, steps: int) -> bool:
        """Say whether each of the last `steps` roster keys named its successor."""
        publics = [*(each.public for each in self.handovers), self.roster_public]
        last = list(zip(self.handovers, publics[1:], strict=True))[len(self.handovers) - steps :]
        return all(each.names(self.roster.vault_id, successor) for each, successor in last)

    def slot(self, uid: str, kind: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.uid == uid and slot.kind == kind), None)

    def with_slot(self, slot: Slot) -> "KeyFile":
        """Return the key file with `slot` in place of one for the same user and kind."""
        others = tuple(s for s in self.slots if (s.uid, s.kind) != (slot.uid, slot.kind))
        return replace(self, slots=(*others, slot))

    def without_slots(self, uid: str, *kinds: str) -> "KeyFile":
        """Return the key file without the account's slots, or those of some kinds."""
        kept = tuple(s for s in self.slots if s.uid != uid or (kinds and s.kind not in kinds))
        return replace(self, slots=kept)

    def signed(self, roster: Roster, roster_key: bytes) -> "KeyFile":
        return replace(self, roster=roster, signature=roster.signature(roster_key))

    def packed(self) -> bytes:
        """Return the contents, in the oldest version that can say it."""
        body: dict[str, object] = {
            "roster": self.roster.written(),
            "roster_public": self.roster_public.hex(),
            "signature": self.signature.hex(),
            "slots": [slot.written() for slot in self.slots],
        }
        if self.handovers:
            body["handovers"] = [{"public": h.public.hex(), "signature": h.signature.hex()} for h in self.handovers]
        newer = self.handovers or any(slot.with_file for slot in self.slots)
        return pack(FORMAT, VERSION if newer else FIRST_VERSION, body)


def bound(vault_id: str, roster_public: bytes, *, practice: bool) -> dict[str, object]:
    return {"vault_id": vault_id, "practice": practice, "roster_public": roster_public.hex()}


def parse(contents: bytes) -> KeyFile:
    """Read a key file without any key; raises `Unreadable` and nothing else."""
    try:
        return _parsed(unpack(contents, FORMAT, VERSION))
    except Malformed:
        raise KeyFileDamaged from None


def _parsed(body: object) -> KeyFile:
    handed = isinstance(body, dict) and "handovers" in body
    fields = Fields(body, (*_NAMES, "handovers") if handed else _NAMES)
    found = KeyFile(
        roster=rosters.parse(fields.value("roster")),
        roster_public=fields.raw("roster_public", KEY),
        signature=fields.raw("signature", SIGNATURE),
        slots=tuple(slots.parse(entry) for entry in fields.listed("slots", MOST_SLOTS)),
        handovers=tuple(_handover(entry) for entry in fields.listed("handovers", MOST_HANDOVERS)) if handed else (),
    )
    owners, labels = {(s.uid, s.kind) for s in found.slots}, {m.label.casefold() for m in found.roster.active()}
    active = {member.uid for member in found.roster.active()}
    if len(owners) < len(found.slots) or {uid for uid, _kind in owners} - active or len(labels) < len(active):
        raise Malformed
    return found


def _handover(value: object) -> Handover:
    fields = Fields(value, ("public", "signature"))
    return Handover(fields.raw("public", KEY), fields.raw("signature", SIGNATURE))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Opening(Secret):
    """What a slot opens. `rebound` is the slot bound to the present signer, the same where it was already."""

    member: Member
    user: UserKeys
    shared: SharedKeys
    rebound: Slot


def open_slot(key_file: KeyFile, slot: Slot, secret: bytes) -> Opening:
    """Open a slot and prove the roster with it; raises `WrongSecret`, `KeyFileDamaged`."""
    user, steps, rebound = slots.unwrap(slot, secret, key_file.bounds)
    if not key_file.is_handed_on(steps):
        raise KeyFileDamaged
    member, shared = open_member(key_file, slot.uid, user)
    return Opening(member, user, shared, rebound)


def open_member(key_file: KeyFile, uid: str, user: UserKeys) -> tuple[Member, SharedKeys]:
    """Return an account's entry and shared keys, with the roster proven; raises `KeyFileDamaged`."""
    member = key_file.roster.member(uid)
    if member is None or not key_file.roster.is_signed(key_file.roster_public, key_file.signature):
        raise KeyFileDamaged
    if (member.box, member.signing) != (box_public(user.box), sign_public(user.signing)):
        raise KeyFileDamaged
    shared = rosters.open_grants(member, user)
    _require_pair(shared.restricted, box_public, key_file.roster.restricted)
    _require_pair(shared.roster, sign_public, key_file.roster_public)
    return member, shared


def _require_pair(private: bytes | None, public_of: Callable[[bytes], bytes], public: bytes) -> None:
    if private is not None and public_of(private) != public:
        raise KeyFileDamaged
