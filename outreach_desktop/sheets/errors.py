"""Why a file cannot be read as a spreadsheet: each a sentence with what to do."""

from ..domain.errors import KnownError


class Unreadable(KnownError):
    """A file that is no spreadsheet which we read; every reader raises this and nothing else."""


class SheetGone(Unreadable):
    def __init__(self) -> None:
        super().__init__("The file cannot be read. Check that it is there, and that no other program has it open.")


class SheetEmpty(Unreadable):
    def __init__(self) -> None:
        super().__init__("There is nothing in the file. Choose another one.")


class SheetTooLarge(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "The file is larger than what can be read at once: 200 000 rows, 300 columns, 64 MB, or very much more "
            "when it is unpacked. Divide it into several files."
        )


class SheetDamaged(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "The file is damaged or was not copied to its end. Copy it again from where it came, or open it in your "
            "spreadsheet program and save it anew."
        )


class SheetEncrypted(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "The file is protected by a password. Open it in your spreadsheet program, save it without the password, "
            "and delete that copy afterwards."
        )


class OldExcel(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            "This is a file of an older Excel (.xls). Open it in your spreadsheet program and save it as CSV or XLSX."
        )


class OpenDocument(Unreadable):
    def __init__(self) -> None:
        super().__init__("This is a file of LibreOffice (.ods). Open it in LibreOffice and save it as CSV or XLSX.")


class NoSheet(Unreadable):
    def __init__(self) -> None:
        super().__init__("This is no spreadsheet. Choose a file in CSV or XLSX form.")
