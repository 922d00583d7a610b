"""What can go wrong with a vault, each in its own sentence. None carries a name, a path or a key."""

from ..domain.errors import KnownError


class NotAVault(KnownError):
    def __init__(self) -> None:
        super().__init__("There is no vault in this folder. Choose the folder in which the vault was made.")


class FolderNotEmpty(KnownError):
    def __init__(self) -> None:
        super().__init__("This folder is not empty. Choose an empty folder for the new vault.")


class NetworkNotRefused(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "This computer does not let the program shut itself off from the network, so it does not start. Ask "
            "whoever looks after the computer for a Linux whose kernel has seccomp, on x86_64 or aarch64."
        )


class InUse(KnownError):
    def __init__(self) -> None:
        super().__init__("This vault is already open on this computer. Go to that window, or close it and try again.")


class CannotLock(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The vault cannot be used here, since this disk cannot keep others out. Move it to a local disk."
        )


class OnShare(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "This vault is on a network share, where two computers could damage it. Copy it to a local disk and open "
            "it there. A share is a good place for backups."
        )


class CannotWrite(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The vault's folder cannot be written. Check that the disk is there, has space and is not write-protected."
        )


class CannotReadFolder(KnownError):
    def __init__(self) -> None:
        super().__init__("The vault's folder cannot be read. Check that the disk is there and that you may open it.")


class Unreadable(KnownError):
    """A file of the vault is refused; the only type that leaves the parsers."""


class MadeByNewerVersion(Unreadable):
    def __init__(self) -> None:
        super().__init__("This was made by a newer version of the program. Install the newest version and try again.")


class Damaged(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "A part of the vault is missing or damaged. Check that the disk is in place and open the vault again. "
            "If that does not help, restore a backup."
        )


class ClockUnreadable(Unreadable):
    """Nobody knows then whether a check-in is overdue, so it counts as one that is."""

    def __init__(self) -> None:
        super().__init__(
            "A reminder is set, but its clock cannot be read. Make sure now that all is well. Then unlock: the clock "
            "is set anew."
        )


class KeyFileDamaged(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "The key file of the vault is damaged or was changed. Your passphrase may still be right. "
            "Restore the key file from a backup."
        )


class KeyFileMissing(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "The key file of the vault is missing. Check that the disk is in place, or restore the key file "
            "from a backup."
        )


class WrongPassphrase(KnownError):
    def __init__(self) -> None:
        super().__init__("That is not the passphrase. Check Caps Lock and the keyboard layout, and try again.")


class WrongPassphraseOrSecondKey(WrongPassphrase):
    """Of an account with a second key: which of the two is wrong cannot be told, and should not be."""

    def __init__(self) -> None:
        super(WrongPassphrase, self).__init__(
            "The passphrase or the second key is wrong. Check Caps Lock, and that it is the right file."
        )


class SecondKeyNeeded(KnownError):
    def __init__(self) -> None:
        super().__init__("This account has a second key. Plug in the USB stick and choose the file.")


class SecondKeyNotRead(KnownError):
    def __init__(self) -> None:
        super().__init__("The second key cannot be read. Check that the USB stick is plugged in, and choose the file.")


class SecondKeyUnfit(KnownError):
    def __init__(self) -> None:
        super().__init__("This file will not do as a second key: it is too short or too long. Choose another file.")


class SecondKeyNotMade(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The second key could not be made. Check that the USB stick is plugged in and can be written, and that "
            "no file of that name is there."
        )


class WrongRecoveryKey(KnownError):
    def __init__(self) -> None:
        super().__init__("That recovery key does not belong to this vault. Check that you have the right sheet.")


class WrongRecoverySheets(WrongRecoveryKey):
    """Of two sheets out of three, which are whole and belong together."""

    def __init__(self) -> None:
        super(WrongRecoveryKey, self).__init__(
            "The two sheets belong together, but they do not open this vault. Look whether they are older sheets, or "
            "of another vault."
        )


class UnknownAccount(KnownError):
    def __init__(self) -> None:
        super().__init__("There is no account with that name in this vault.")


class RecoveryKeyMistyped(KnownError):
    """A line, counted from 1, is not what was printed."""

    def __init__(self, line: int) -> None:
        super().__init__("Line {line} of the recovery key is mistyped. Compare it with the sheet.", line=line)
        self.line = line


class SameSheetTwice(KnownError):
    def __init__(self, number: int) -> None:
        super().__init__(
            "This is sheet {number} once more. Fetch one of the other two sheets and type that one.", number=number
        )


class SheetsOfTwoMakings(KnownError):
    """Each sheet is whole, and they carry different marks."""

    def __init__(self) -> None:
        super().__init__(
            "The two sheets do not belong together: one is older, or of another vault. Take two sheets with the same "
            "date and the same vault number."
        )


class SheetsDisagree(KnownError):
    """Both sheets carry the mark of one making, and a line that stands on both is not the same."""

    def __init__(self, line: int, sheet: int, other_line: int, other_sheet: int) -> None:
        super().__init__(
            "Line {line} of sheet {sheet} and line {other_line} of sheet {other_sheet} must be the same, and are not. "
            "Compare both with the paper.",
            line=line,
            sheet=sheet,
            other_line=other_line,
            other_sheet=other_sheet,
        )


class SheetOfNewerVersion(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "This sheet was made by a newer version of the program. Install the newest version and try again."
        )


class NotEnoughMemory(KnownError):
    def __init__(self) -> None:
        super().__init__("There is not enough free memory to unlock. Close other programs and try again.")


class OnlyAdministrators(KnownError):
    def __init__(self) -> None:
        super().__init__("Only an administrator can change who has an account.")


class LastAdministrator(KnownError):
    def __init__(self) -> None:
        super().__init__("Somebody must be administrator. Make another person administrator first.")


class OwnAccount(KnownError):
    def __init__(self) -> None:
        super().__init__("You cannot do this to your own account. Ask another administrator.")


class RecoverySheetElsewhere(KnownError):
    """The paper recovery key opens the account that would lose its place."""

    def __init__(self) -> None:
        super().__init__(
            "The recovery sheet opens this person's account. Make a new recovery sheet first, so that there are two "
            "ways into the vault afterwards too."
        )


class LabelRefused(KnownError):
    def __init__(self) -> None:
        super().__init__("Choose a short name for the account, at most 40 characters on one line.")


class LabelTaken(KnownError):
    def __init__(self) -> None:
        super().__init__("There is already an account with that name. Choose another name.")


class TooManyAccounts(KnownError):
    def __init__(self) -> None:
        super().__init__("This vault has no room for more accounts.")


class KeyFileNotWritten(KnownError):
    """Writing failed before the new key file took effect."""

    def __init__(self) -> None:
        super().__init__(
            "The key file could not be written, so nothing was changed: the same passphrases hold as before. "
            "Check that the disk has space, and try again."
        )


class CopyNotWritten(KnownError):
    """The new key file holds, but its second copy could not be written."""

    def __init__(self) -> None:
        super().__init__(
            "The change is made and holds from now on, but the second copy of the key file could not be written. "
            "Check that the disk has space, and make a backup."
        )


class KeyFileUncertain(KnownError):
    """Writing failed, and what is on the disk cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "The disk stopped answering while the key file was written. Check that it is in place and open the "
            "vault again: either the old passphrase holds or the new one."
        )


class GenerationUncertain(KnownError):
    """Letting a new generation count failed, and which one holds cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "The disk stopped answering at the last step. Check that it is in place and open the vault again: it is "
            "whole, either as before or with the change."
        )


class PassphraseTooShort(KnownError):
    def __init__(self) -> None:
        super().__init__("Too short: use at least 15 characters, for instance four words or more.")


class PassphraseTooLong(KnownError):
    def __init__(self) -> None:
        super().__init__("Too long: use at most 1000 characters.")


class PassphraseGuessable(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "This passphrase is easy to guess. Choose words that do not belong together, or take the one that "
            "is offered to you."
        )
