"""What a screen typed is called so in the journal: it came from no workbook, and is undone under its own name."""

from __future__ import annotations

from loaders.ecriture.journal import Acte, append_entree
from models.changement import Changement
from models.session import open_ecriture
from models.vocabulaire import NatureEntree
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes, run_ecran


def test_what_a_screen_typed_is_no_remontee(ouvrir: Ouvrir) -> None:
    ouvrir("journal.py")
    with open_ecriture() as session:
        corrige = Changement("suivi", "A16", "fait_marquant", "2026-T4", None, "Convention signée")
        acte = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
        numero = append_entree(session, acte, [corrige], trimestre="2026-T4").id
    page = run_ecran("journal.py", {"remontee": str(numero)})
    textes = read_textes(page)
    assert f"n°\u00a0{numero} · A16, saisie à l’écran" in textes
    assert "Saisie à l’écran" in textes
    assert f"Annuler la saisie n°\u00a0{numero}" in [e.label for e in page.expander]
