"""The window's language: our texts, Qt's own texts, and how dates and numbers are written."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ..i18n import LANGUAGES, LOCALES, use_language, window_texts

_OWNER = "qtWords"  # the name of the translator, so that the next switch finds it


def system_language() -> str:
    """Return the first language of the system that we speak; English when there is none."""
    wanted = (language.split("-")[0] for language in QLocale.system().uiLanguages())
    return next((language for language in wanted if language in LANGUAGES), "en")


def speak(language: str) -> None:
    """Speak a language where it is one of ours and another than now; windows must be rebuilt after."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and language in LANGUAGES and language != window_texts().language:
        apply_language(app, language)


def apply_language(app: QApplication, language: str) -> None:
    """Speak `language` from now on; windows must be rebuilt after."""
    locale = QLocale(LOCALES[language])
    QLocale.setDefault(locale)
    _replace_qt_words(app, language)
    app.setLayoutDirection(locale.textDirection())
    use_language(language)


def _replace_qt_words(app: QApplication, language: str) -> None:
    old = app.findChild(QTranslator, _OWNER)
    if isinstance(old, QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
        old.setObjectName("")
    words = QTranslator(app)
    words.setObjectName(_OWNER)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not words.load(f"qtbase_{language}", folder):
        raise FileNotFoundError(f"qtbase_{language}.qm")
    app.installTranslator(words)
