"""What the server writes: as many lines as one reads, of a readable length, and no word of a cell."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from tests.ui.serveur.conftest import Horloge
from ui.serveur import ecrits
from ui.serveur.ecrits import FENETRE, LIGNES, LONGUEUR, Mesure, name_erreur, watch_ecrits

PERSONNE = "Jean Dupont 06 12 34 56 78"


@pytest.fixture
def sortie(horloge: Horloge) -> Iterator[io.StringIO]:
    """What a measured logger wrote."""
    flux, journal, mesure = io.StringIO(), logging.getLogger("essai.ecrits"), Mesure(horloge)
    tuyau = logging.StreamHandler(flux)
    journal.addHandler(tuyau)
    journal.addFilter(mesure)
    journal.propagate = False
    yield flux
    journal.removeHandler(tuyau)
    journal.removeFilter(mesure)


def write(texte: str, *args: object) -> None:
    logging.getLogger("essai.ecrits").warning(texte, *args)


def write_autre(texte: str) -> None:
    logging.getLogger("essai.ecrits").warning(texte)


def test_a_place_writes_so_many_lines_and_counts_the_others(sortie: io.StringIO, horloge: Horloge) -> None:
    for rang in range(1_000):
        write("demande de %s", f"10.0.{rang // 256}.{rang % 256}")
    assert len(sortie.getvalue().splitlines()) == LIGNES
    write_autre("autre chose")
    assert sortie.getvalue().endswith("autre chose\n")
    horloge.instant += FENETRE
    write("demande de %s", "encore")
    assert sortie.getvalue().endswith(f"demande de encore ({1_000 - LIGNES} more like this one were not written)\n")


def test_another_error_at_the_same_place_is_written(sortie: io.StringIO) -> None:
    """What a stranger can repeat at will does not hide what happens to somebody else."""
    for _ in range(2 * LIGNES):
        write_erreur(ValueError("x"))
    write_erreur(KeyError("y"))
    assert "KeyError" in sortie.getvalue()


@pytest.mark.parametrize("texte", ["a" * 100_000, "\n" * 5_000, "\x1b[31mrouge\x00\r\nWARNING fausse ligne"])
def test_a_line_is_one_line_of_a_readable_length(sortie: io.StringIO, texte: str) -> None:
    write("demande de %s", texte)
    (ligne,) = sortie.getvalue().split("\n")[:-1]
    assert len(ligne) < 2 * LONGUEUR
    assert ligne.isprintable()


def write_erreur(erreur: Exception, cause: Exception | None = None) -> None:
    try:
        raise erreur from cause
    except Exception:
        logging.getLogger("essai.ecrits").exception("import")


@pytest.mark.parametrize(
    "erreur",
    [
        ValueError(f"could not convert string to float: '{PERSONNE}'"),
        KeyError(PERSONNE),
        UnicodeEncodeError("ascii", PERSONNE, 0, 1, "é"),
        RuntimeError(PERSONNE),
        ExceptionGroup(PERSONNE, [ValueError(PERSONNE)]),
    ],
)
def test_the_words_of_a_cell_are_not_written(sortie: io.StringIO, erreur: Exception) -> None:
    write_erreur(erreur)
    write_erreur(RuntimeError("x"), erreur)
    write("%s", erreur)
    ecrit = sortie.getvalue()
    assert type(erreur).__name__ in ecrit
    assert "in write_erreur" in ecrit
    assert "Dupont" not in ecrit


@pytest.mark.parametrize(
    ("erreur", "dit"),
    [
        (AttributeError("'NoneType' object has no attribute 'x'"), "no attribute 'x'"),
        (OSError(28, "No space left on device", PERSONNE), "OSError: No space left on device"),
    ],
)
def test_an_error_of_the_program_says_what_it_is(erreur: Exception, dit: str) -> None:
    assert dit in name_erreur(erreur)
    assert "Dupont" not in name_erreur(erreur)


def test_loggers_made_later_are_measured_too(monkeypatch: pytest.MonkeyPatch) -> None:
    classe = logging.getLoggerClass()
    connus = {nom: log for nom, log in logging.Logger.manager.loggerDict.items() if isinstance(log, logging.Logger)}
    filtres = {log: list(log.filters) for log in (logging.getLogger(), *connus.values())}
    try:
        watch_ecrits()
        deja, apres = logging.getLogger("essai.ecrits"), logging.getLogger(f"essai.{id(monkeypatch)}")
        assert [isinstance(log.filters[-1], ecrits.Mesure) for log in (deja, apres, logging.getLogger())] == [True] * 3
    finally:
        logging.setLoggerClass(classe)
        for log, gardes in filtres.items():
            log.filters[:] = gardes
