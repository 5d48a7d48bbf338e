"""A full database in a second: the demonstration story written straight to the journal, without workbooks."""

from __future__ import annotations

import csv
import hashlib
from datetime import UTC, datetime, timedelta
from itertools import groupby

from sqlmodel import Session

from loaders.base.preparation import ensure_base
from loaders.ecriture.journal import Acte, append_entree, keep_fichier
from models.cellule import Cellule
from models.changement import Changement, Valeur
from models.objets import OBJETS, to_json
from models.session import open_ecriture
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, NiveauImplication
from tests.racine import RACINE
from tests.ui.partenariat import fill_partenariat

RECIT = RACINE / "schema_data" / "demonstration" / "recit.csv"
TEXTES = ("statut", "meteo", "fait_marquant", "prochaine_etape", "point_blocage", "decision_attendue", "destinataire")
COLONNES = dict(zip(("avancement", *TEXTES, "pour_le", "sans_changement"), "HIJKLMNOPQ", strict=False))


def fill_base(maintenant: datetime) -> None:
    """Create the database that `DATABASE_URL` names and write the story in it, undone workbooks apart."""
    ensure_base(maintenant, fictif=True)
    fill_partenariat()
    with RECIT.open(encoding="utf-8-sig", newline="") as flux:
        lignes = [ligne for ligne in csv.DictReader(flux, delimiter=";") if ligne["envoi"] != "annule"]
    lignes.sort(key=lambda ligne: (ligne["trimestre"], ligne["envoi"], ligne["pilote"]))
    for (trimestre, envoi, pilote), groupe in groupby(lignes, key=lambda x: (x["trimestre"], x["envoi"], x["pilote"])):
        with open_ecriture() as session:
            _apply(session, Trimestre.parse(trimestre), envoi, pilote, list(groupe))


def _apply(session: Session, trimestre: Trimestre, envoi: str, pilote: str, lignes: list[dict[str, str]]) -> None:
    nom = f"remontee_{trimestre}_{pilote}.xlsx"
    octets = f"{nom} {envoi}".encode()
    empreinte = hashlib.sha256(octets).hexdigest()
    keep_fichier(session, empreinte, octets)
    quand = datetime.combine(trimestre.dernier_jour + timedelta(days=20 + int(envoi)), datetime.min.time(), UTC)
    changements = [c for rang, ligne in enumerate(lignes, start=5) for c in _changes(session, trimestre, ligne, rang)]
    acte = Acte(NatureEntree.IMPORT, "Camille Exemple", quand)
    append_entree(session, acte, changements, fichier=nom, empreinte=empreinte, trimestre=str(trimestre), pilote=pilote)


def _changes(session: Session, trimestre: Trimestre, ligne: dict[str, str], rang: int) -> list[Changement]:
    valeurs: dict[str, Valeur]
    objet, reference = "suivi", ligne["code"]
    if ligne["feuille"] == "Jalons":
        objet, valeurs = "suivi_jalon", {c: ligne[c] or None for c in ("echeance_revisee", "atteint_le")}
    elif ligne["feuille"] == "Indicateurs":
        objet, reference = "mesure", f"{ligne['code']}/{ligne['libelle']}"
        valeur = float(ligne["valeur"].replace(",", ".")) if ligne["valeur"] else None
        valeurs = {
            "valeur": valeur,
            "date_mesure": ligne["date_mesure"] or None,
            "commentaire": ligne["commentaire"] or None,
        }
    elif ligne["feuille"] == "Partenaires":
        objet, reference = "implication", f"{ligne['code']}/{ligne['partenaire']}"
        niveaux: dict[str, int] = {n.libelle: int(n) for n in NiveauImplication}
        valeurs = {"niveau": niveaux.get(ligne["implication"]), "contribution": ligne["contribution"] or None}
    else:
        valeurs = {c: "" if ligne[c] == "EFFACER" else ligne[c] or None for c in (*TEXTES, "pour_le")}
        valeurs["avancement"] = int(ligne["avancement"]) if ligne["avancement"] else None
        valeurs["sans_changement"] = True if ligne["sans_changement"] else None
    resultat = []
    stockee = session.get(OBJETS[objet].table, (reference, str(trimestre)))
    for champ, apres in valeurs.items():
        if apres is None:
            continue
        cellule = Cellule(ligne["feuille"], COLONNES.get(champ, "E"), rang)
        avant = None if stockee is None else to_json(getattr(stockee, champ))
        if avant != apres:
            resultat.append(Changement(objet, reference, champ, str(trimestre), avant, apres, cellule))
    return resultat
