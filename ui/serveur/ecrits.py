"""What the server writes for who runs it: bounded, whatever a stranger asks for, and without what people typed.

An error is written with its place in the program; its own words only where none of them can come from a cell.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from ui.serveur.lignes import Sortie, is_json

LIGNES, FENETRE = 20, 600.0
"""Lines that one place of the program writes within that many seconds; the next ones are counted, not written."""
LONGUEUR = 800
"""Characters of a line: an address or a header may be far longer."""
PROFONDEUR, CHAINE = 12, 4
"""Calls told of an error, and errors told of those that it came from."""
_NOUS = __name__.partition(".")[0]
_DITES = (ImportError, NameError, AttributeError, TypeError, RecursionError, MemoryError)
"""Errors that speak of the program alone; a ValueError or a KeyError quotes what it was given."""
_MUETTE = "its words are not written: they may be those of a cell"


class _Compte(NamedTuple):
    """Since when lines of a place are counted, how many were written, how many were not."""

    debut: float
    ecrites: int = 0
    tues: int = 0


class Mesure(logging.Filter):
    """Lets a line through when its place has not written too many, shortened, its error told without its words."""

    def __init__(self, horloge: Callable[[], float] = time.monotonic, sortie: Sortie | None = None) -> None:
        """With a `sortie`, lines are written there, and nowhere else."""
        super().__init__()
        self._sortie = sortie
        self._horloge, self._verrou = horloge, Lock()
        self._comptes: dict[tuple[object, ...], _Compte] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line is written, once it is what may be written."""
        erreur = record.exc_info[1] if record.exc_info else None
        tues = self._count((record.pathname, record.lineno, type(erreur), _find_place(erreur)))
        if tues is None:
            return False
        if isinstance(record.args, tuple):
            record.args = tuple(name_erreur(a) if isinstance(a, BaseException) else a for a in record.args)
        suite = f" ({tues} more like this one were not written)" if tues else ""
        record.msg, record.args = _shorten(record.getMessage()) + suite, ()
        if erreur is not None:
            record.exc_text = write_erreur(erreur)
        if self._sortie is None:
            return True
        # Here rather than by a handler: every library sets its own, on each of its loggers, and sets it again later.
        self._sortie.write(record)
        return False

    def _count(self, cle: tuple[object, ...]) -> int | None:
        """Return how many lines went unwritten before this one, None when it is one more of them."""
        with self._verrou:  # a thread a screen
            instant = self._horloge()
            compte = self._comptes.get(cle, _Compte(instant))
            if ouverte := instant - compte.debut >= FENETRE:
                self._comptes[cle] = _Compte(instant, 1)
            elif compte.ecrites < LIGNES:
                self._comptes[cle] = compte._replace(ecrites=compte.ecrites + 1)
            else:
                self._comptes[cle] = compte._replace(tues=compte.tues + 1)
                return None
            return compte.tues if ouverte else 0


def watch_ecrits() -> None:
    """Measure what every part of the program writes, those that are imported later too."""
    mesure = Mesure(sortie=Sortie() if is_json() else None)
    if is_json():
        logging.captureWarnings(capture=True)
        logging.getLogger(_NOUS).setLevel(logging.INFO)

    class Mesuree(logging.Logger):
        """A logger whose lines are measured."""

        def __init__(self, name: str, level: int = logging.NOTSET) -> None:
            super().__init__(name, level)
            self.addFilter(mesure)

    connus = [log for log in logging.Logger.manager.loggerDict.values() if isinstance(log, logging.Logger)]
    for log in (logging.getLogger(), *connus):
        log.addFilter(mesure)
    logging.setLoggerClass(Mesuree)


def name_erreur(erreur: BaseException) -> str:
    """Return what an error is, with its words where they can be told."""
    nom = type(erreur).__name__
    if isinstance(erreur, OSError):
        return f"{nom}: {erreur.strerror}"
    if isinstance(erreur, _DITES) or type(erreur).__module__ == "sqlite3":
        return f"{nom}: {_shorten(str(erreur))}"
    return f"{nom} ({_MUETTE})"


def write_erreur(erreur: BaseException) -> str:
    """Return where an error was raised and what it is, after those that it came from."""
    blocs: list[str] = []
    suite: BaseException | None = erreur
    while suite is not None and len(blocs) < CHAINE:
        pile = "".join(traceback.format_tb(suite.__traceback__, -PROFONDEUR))
        blocs.append(f"{pile}{name_erreur(suite)}")
        if isinstance(suite, BaseExceptionGroup):
            suite = suite.exceptions[0]
        else:
            suite = suite.__cause__ or (None if suite.__suppress_context__ else suite.__context__)
    return "\n".join(reversed(blocs))


def _find_place(erreur: BaseException | None) -> tuple[str, int] | None:
    """Return the line of the program that raised an error."""
    pile = traceback.extract_tb(erreur.__traceback__, -1) if erreur is not None else []
    return (pile[-1].filename, pile[-1].lineno or 0) if pile else None


def _shorten(texte: str) -> str:
    """Return a text on one line, cut where it is long."""
    ligne = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in texte[: LONGUEUR + 1])
    return ligne if len(texte) <= LONGUEUR else f"{ligne[:LONGUEUR]}… ({len(texte)} characters)"
