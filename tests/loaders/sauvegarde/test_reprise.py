"""The restore drill, while two people import: nothing acknowledged before the backup is lost, nothing is half there."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from loaders.ecriture.journal import Acte, append_entree, keep_fichier
from loaders.ecriture.ouverture import open_acte
from loaders.integrite.controle import check_base
from loaders.sauvegarde.copie import write_sauvegarde
from loaders.sauvegarde.restauration import restore_sauvegarde
from models.changement import Changement, Valeur
from models.provenance import load_journal
from models.session import dispose_engines, open_base
from models.vocabulaire import NatureEntree
from tests.agissants import EDITEUR
from tests.fabrique import MAINTENANT
from tests.loaders.processus import PATIENCE

pytestmark = pytest.mark.deux_moteurs
AVANT, APRES = 4, 3
"""Imports acknowledged before the backup is asked for, and at least after it was."""
ACTIONS = ("A16", "A17")


class Import:
    """Somebody who imports a workbook after another, and notes what they were told is done."""

    def __init__(self, action: str) -> None:
        self.action, self.faits = action, 0
        self.acquittes: dict[int, str] = {}
        self.avance = threading.Condition()
        self.fin = threading.Event()

    def run(self) -> None:
        valeur: Valeur = None
        while not self.fin.is_set() and self.faits < 500:
            octets = f"{self.action} {self.faits}".encode()
            empreinte, neuve = sha256(octets).hexdigest(), self.faits % 100
            changes = [
                Changement("suivi", self.action, "avancement", "2026-T3", valeur, neuve),
                Changement("suivi", self.action, "fait_marquant", "2026-T3", None, f"Fait {self.faits}")
                if valeur is None
                else Changement(
                    "suivi", self.action, "fait_marquant", "2026-T3", f"Fait {self.faits - 1}", f"Fait {self.faits}"
                ),
            ]
            with open_acte(Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), EDITEUR) as (session, _, acte):
                keep_fichier(session, empreinte, octets)
                numero = append_entree(session, acte, changes, fichier=f"{self.action}.xlsx", empreinte=empreinte).id
            valeur = neuve
            with self.avance:  # the writer is told only now
                self.acquittes[numero] = empreinte
                self.faits += 1
                self.avance.notify_all()

    def wait(self, nombre: int) -> dict[int, str]:
        """Wait for that many acknowledged imports and return them all."""
        with self.avance:
            assert self.avance.wait_for(lambda: self.faits >= nombre, PATIENCE)
            return dict(self.acquittes)


def test_what_was_acknowledged_before_a_backup_is_in_it_whole(base: str, tmp_path: Path) -> None:
    sauvegarde = tmp_path / "copies" / "nuit.sauvegarde"
    sauvegarde.parent.mkdir()
    imports = [Import(action) for action in ACTIONS]
    with ThreadPoolExecutor(2) as fils:
        lances = [fils.submit(i.run) for i in imports]
        try:
            acquittes: dict[int, str] = {}
            for un in imports:
                acquittes |= un.wait(AVANT)
            ecrite = write_sauvegarde(sauvegarde)
            for un in imports:
                un.wait(un.faits + APRES)
        finally:
            for un in imports:
                un.fin.set()
        for lance in lances:
            lance.result(PATIENCE)
    dispose_engines()
    assert ecrite.examen.fautes == ()
    restore_sauvegarde(sauvegarde, MAINTENANT)
    with open_base() as session:
        restees = {e.id: e.empreinte for e in load_journal(session)}
        assert acquittes.items() <= restees.items()
        assert check_base(session).fautes == ()  # seals, received files, rows against the journal: nothing half there
    tous = {numero for un in imports for numero in un.acquittes}
    assert set(restees) - {0} < tous, "the backup is of an instant in the middle of imports"
