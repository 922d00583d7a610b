"""What can go wrong that a person can do something about."""


class KnownError(Exception):
    """A failure told in plain words: what happened and what to do.

    `text` is an English sentence that is translated where it is shown; `values` fill its
    `{name}` places. Both are free of what users typed and of paths, since errors may be logged;
    a path that the user must see is added by who shows the error.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values
