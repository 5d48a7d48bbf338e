"""`verify` on PostgreSQL: what another hand than the program's did is named, as on a file."""

from __future__ import annotations

import pytest

from tests.bases import alter_base
from tests.constats import Lancer, Verifier
from tests.fabrique import fill

pytestmark = pytest.mark.postgresql_seul


@pytest.mark.parametrize(
    ("ordre", "dit"),
    [
        ("UPDATE suivi SET avancement = 46", "La base dit « 46 » pour « suivi · A16 · avancement · 2026-T3 »"),
        ("DELETE FROM suivi", "La base dit rien"),
        ("UPDATE changement SET apres = '46' WHERE objet = 'suivi'", "L’entrée n° 1 du journal ne correspond pas"),
        ("UPDATE remontee SET date = date + interval '1 second' WHERE id = 1", "L’entrée n° 1 du journal"),
        ("UPDATE remontee SET id = 3 WHERE id = 2", "L’entrée n° 2 du journal manque"),
        ("UPDATE remontee SET annule_par = NULL WHERE id = 1", "est marquée en vigueur"),
        ("UPDATE fichier_recu SET octets = '\\x00'", "n’est plus celui qui a été reçu"),
        ("INSERT INTO fichier_recu VALUES ('ff', '\\x00')", "n’est celui d’aucune entrée"),
    ],
)
def test_ce_qu_une_autre_main_a_fait_est_nomme(
    base: str, appliquer: Verifier, lancer: Lancer, gabarit: bytes, ordre: str, dit: str
) -> None:
    assert appliquer(fill(gabarit, {"H5": 45}))["remontee"] == 1
    if "id = 2" in ordre or "annule_par" in ordre:
        assert lancer("undo", 1, "--auteur", "C").code == 0
    assert lancer("verify").code == 0
    lies = "ALTER TABLE remontee DISABLE TRIGGER ALL"
    alter_base(*([lies] if "id = 3" in ordre else []), ordre)
    sortie = lancer("verify")
    assert (sortie.code, dit in sortie.out) == (1, True), sortie.out
