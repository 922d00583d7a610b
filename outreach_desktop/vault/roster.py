"""The roster: who is in the vault, in which role, with which public keys and which shared keys.

It is signed with the roster key, which administrators hold. The shared keys stand in it sealed to
each user, so that nobody can slip in keys of their own making.
"""

from dataclasses import dataclass, replace

from . import primitives
from .accounts import (
    LONGEST_LABEL,
    AccountEntry,
    SharedKeys,
    UserKeys,
    is_administrator,
    known_role,
    reads_restricted,
)
from .envelope import Fields, Malformed, canonical
from .errors import KeyFileDamaged
from .primitives import KEY, SEALED_KEY, SIGNATURE

MOST_MEMBERS = 500  # who left stays, so that old lines of the log can be verified
_SIGNED = b"outreach roster 1\n"
_NAMES = ("serial", "generation", "vault_id", "practice", "restricted", "accounts")
_MEMBER = ("uid", "label", "role", "active", "box", "signing", "grants")


@dataclass(frozen=True, slots=True)
class Member:
    """One account; `grants` are the shared keys sealed to `box`, by name. Who left keeps `signing`."""

    uid: str
    label: str
    role: str
    active: bool
    box: bytes
    signing: bytes
    grants: dict[str, bytes]

    @property
    def entry(self) -> AccountEntry:
        return AccountEntry(self.uid, self.label, self.role)

    def written(self) -> dict[str, object]:
        return {
            "uid": self.uid,
            "label": self.label,
            "role": self.role,
            "active": self.active,
            "box": self.box.hex(),
            "signing": self.signing.hex(),
            "grants": {name: sealed.hex() for name, sealed in self.grants.items()},
        }


@dataclass(frozen=True, slots=True)
class Roster:
    """`serial` grows with each signing; `generation` is that of the shared keys.

    `restricted` is the public key that restricted texts are sealed to.
    """

    serial: int
    generation: int
    vault_id: str
    practice: bool
    restricted: bytes
    members: tuple[Member, ...]

    def active(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.active)

    def member(self, uid: str) -> Member | None:
        return next((member for member in self.members if member.uid == uid), None)

    def labelled(self, label: str) -> Member | None:
        return next((m for m in self.active() if m.label.casefold() == label.casefold()), None)

    def with_member(self, member: Member) -> "Roster":
        """Return the roster with an account more, or with another entry for one it has."""
        known = any(each.uid == member.uid for each in self.members)
        others = tuple(member if each.uid == member.uid else each for each in self.members)
        return replace(self, serial=self.serial + 1, members=others if known else (*others, member))

    def written(self) -> dict[str, object]:
        return {
            "serial": self.serial,
            "generation": self.generation,
            "vault_id": self.vault_id,
            "practice": self.practice,
            "restricted": self.restricted.hex(),
            "accounts": [member.written() for member in self.members],
        }

    def _signed_text(self) -> bytes:
        return _SIGNED + canonical(self.written())

    def signature(self, roster_key: bytes) -> bytes:
        return primitives.sign(roster_key, self._signed_text())

    def is_signed(self, roster_public: bytes, signature: bytes) -> bool:
        return len(signature) == SIGNATURE and primitives.is_signed(roster_public, self._signed_text(), signature)


def granted(role: str) -> frozenset[str]:
    """Return the names of the shared keys that a role holds."""
    names = {"data", "fingerprint"}
    if reads_restricted(role):
        names.add("restricted")
    if is_administrator(role):
        names.add("roster")
    return frozenset(names)


def enrol(uid: str, label: str, role: str, keys: UserKeys, shared: SharedKeys) -> Member:
    """Return the entry of an account, with the shared keys of its role sealed to it."""
    box, signing = primitives.box_public(keys.box), primitives.sign_public(keys.signing)
    return regrant(Member(uid, label, role, active=True, box=box, signing=signing, grants={}), role, shared)


def regrant(member: Member, role: str, shared: SharedKeys) -> Member:
    """Return the entry with another role, and its shared keys sealed anew; nothing secret of the member is needed."""
    grants = {name: primitives.seal_to(member.box, getattr(shared, name)) for name in sorted(granted(role))}
    return replace(member, role=role, grants=grants)


def open_grants(member: Member, keys: UserKeys) -> SharedKeys:
    """Return the shared keys of an account; raises `KeyFileDamaged`."""
    try:
        opened = {name: primitives.unseal(keys.box, sealed) for name, sealed in member.grants.items()}
    except primitives.NotAuthentic:
        raise KeyFileDamaged from None
    return SharedKeys(opened["data"], opened["fingerprint"], opened.get("restricted"), opened.get("roster"))


def parse(value: object) -> Roster:
    """Read a roster, its signature not yet checked; raises `Malformed`."""
    fields = Fields(value, _NAMES)
    members = tuple(_member(entry) for entry in fields.listed("accounts", MOST_MEMBERS))
    if len({member.uid for member in members}) < len(members):
        raise Malformed
    return Roster(
        serial=fields.whole("serial", 1, 1 << 53),
        generation=fields.whole("generation", 1, 999_999),
        vault_id=fields.uid("vault_id"),
        practice=fields.flag("practice"),
        restricted=fields.raw("restricted", KEY),
        members=members,
    )


def _member(value: object) -> Member:
    fields = Fields(value, _MEMBER)
    role, active = _role(fields), fields.flag("active")
    return Member(
        uid=fields.uid("uid"),
        label=fields.text("label", LONGEST_LABEL),
        role=role,
        active=active,
        box=fields.raw("box", KEY),
        signing=fields.raw("signing", KEY),
        grants=_grants(fields.value("grants"), granted(role) if active else frozenset()),
    )


def _role(fields: Fields) -> str:
    try:
        return str(known_role(fields.text("role", 40)).value)
    except ValueError:
        raise Malformed from None


def _grants(value: object, names: frozenset[str]) -> dict[str, bytes]:
    fields = Fields(value, names)
    return {name: fields.raw(name, SEALED_KEY) for name in sorted(names)}
