"""The remarks of a file: as a table, up to a limit; as a CSV, which a spreadsheet opens, and runs nothing of it."""

from __future__ import annotations

import csv
import io

import pytest

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.apercu import Apercu, StatutApercu
from ui.importer.anomalies import ANOMALIES_MAX, build_csv, write_anomalies


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


@pytest.mark.parametrize(
    ("reste", "dit"),
    [(0, ""), (1, "et 1 autre, dans le fichier à télécharger"), (2, "et 2 autres, dans le fichier à télécharger")],
)
def test_les_dernieres_remarques_sont_comptees(reste: int, dit: str) -> None:
    anomalies = tuple(Anomalie("essai", f"message {n}", Gravite.ERREUR) for n in range(ANOMALIES_MAX + reste))
    html = write_anomalies(Apercu("a.xlsx", "", StatutApercu.INVALIDE, 1, anomalies=anomalies))
    assert html.endswith(f'<p class="note">{dit}</p>' if dit else "</div>")
