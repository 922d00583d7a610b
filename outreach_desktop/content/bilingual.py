"""A text in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same thing said in Swedish and in English; neither is empty."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in `sv` or `en`; any other language is a mistake of the caller (`ValueError`)."""
        if language not in ("sv", "en"):
            raise ValueError(language)
        return self.sv if language == "sv" else self.en
