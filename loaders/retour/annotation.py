"""The owner's own workbook, given back with what is wrong marked in it; mended and returned, it imports."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Sequence

from loaders.anomalie import Gravite
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.lecture.brut import Recu, name_seul
from loaders.lecture.lecteur.deballage import tell_apart
from loaders.lecture.lecteur.odf_classeur import is_odf
from loaders.lecture.processus import ATTENTE_PAR_FICHIER, run_enfant
from models.refus import DemandeInvalide
from models.remede import Canal

ANNOTATEUR = "loaders.retour.annotateur"
REMARQUES_MAX = 1_000
_FORMATS = re.compile(r"\.(?:xlsx|ods|csv|tsv|txt|html?)$", re.IGNORECASE)


def annotate_fichier(recu: Recu, apercu: Apercu) -> bytes:
    """Return the workbook with its faulty cells coloured and commented and a summary sheet in front.

    Raises DemandeInvalide when the file is refused as a whole (there is nothing to mark in what cannot be read), or
    when it cannot be marked within the annotator's bounds; ServeurOccupe when the machine gave it no time.
    """
    if apercu.statut is StatutApercu.REFUSE:
        faute = apercu.anomalies[0]
        raise DemandeInvalide(f"{apercu.fichier} : {faute.constat}", faute.remede)
    remarques = [
        {
            "feuille": a.feuille,
            "ligne": a.ligne,
            "colonne": a.colonne,
            "grave": a.gravite is Gravite.ERREUR,
            "message": f"{a.sujet} – {a.say(Canal.FICHIER)}" if a.sujet else a.say(Canal.FICHIER),
        }
        for a in [*apercu.erreurs, *apercu.avertissements][:REMARQUES_MAX]
    ]
    entree = json.dumps({"taille": len(recu.octets), "remarques": remarques}).encode() + b"\n" + recu.octets
    try:
        return run_enfant(ANNOTATEUR, entree, ATTENTE_PAR_FICHIER)
    except subprocess.CalledProcessError:
        raise DemandeInvalide(
            f"{apercu.fichier} ne peut pas être annoté. Recopiez les réponses dans un classeur neuf."
        ) from None


def is_rendu_en_xlsx(recu: Recu) -> bool:
    """Return whether a workbook that was read comes back in another format than its own."""
    if not recu.octets.startswith(b"PK"):
        return True
    with zipfile.ZipFile(io.BytesIO(recu.octets)) as archive:
        return is_odf(archive)


def name_annote(nom: str) -> str:
    """Return the name of the marked file, an .xlsx whatever came: `remontee_a_corriger.xlsx`."""
    return f"{_FORMATS.sub('', name_seul(nom))}_a_corriger.xlsx"


def pack_annotes(classeurs: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the marked files of an archive as an archive, each under its name, told apart where two have the same."""
    noms = tell_apart([name_annote(nom) for nom, _ in classeurs])
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, (_, octets) in zip(noms, classeurs, strict=True):
            archive.writestr(nom, octets)
    return tampon.getvalue()
