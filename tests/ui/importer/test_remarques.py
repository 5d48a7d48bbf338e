"""The remarks of a file as a CSV: a spreadsheet opens it, and runs nothing of it."""

from __future__ import annotations

import csv
import io

import pytest

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.apercu import Apercu, StatutApercu
from ui.importer.anomalies import build_csv


def read(valeur: str, fichier: str = "a.xlsx") -> list[str]:
    anomalie = Anomalie("essai", "message", Gravite.ERREUR, None, valeur)
    octets = build_csv(Apercu(fichier, "", StatutApercu.INVALIDE, 1, anomalies=(anomalie,)))
    _, ligne = csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";")
    return ligne


@pytest.mark.parametrize("signe", "=+-@＝＋－＠")
@pytest.mark.parametrize("devant", ["", " ", "\n", "\r", "\t", "\u00a0", "\u200b"])
def test_faute_47_une_case_n_est_jamais_une_formule(devant: str, signe: str) -> None:
    texte = f"{devant}{signe}1+1"
    assert read(texte)[3] == f"'{texte}"
    assert read("x", fichier=texte)[0] == f"'{texte}"


def test_une_case_ordinaire_reste_telle_quelle() -> None:
    assert read("« 45 = 45 »")[3] == "« 45 = 45 »"
