"""What a row speaks of, in the words that its remarks begin with: « A16 (Consolider le recueil et…) » (fault 86)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.anomalie import Anomalie
from loaders.cellules.affichage import write_brut
from loaders.lignes.actions import fold_code
from loaders.tableaux.tableaux import LigneBrute, Tableau
from models.colonnes import Genre
from models.plan import Plan

TITRE_MAX = 42
"""Signs of a title that a remark begins with, whole words."""


def name_anomalies(anomalies: Sequence[Anomalie], plan: Plan, tableaux: Sequence[Tableau]) -> list[Anomalie]:
    """Return the anomalies, those of a row with what the row speaks of."""
    titres = list_titres(plan)
    lignes = {(t.nom, ligne.numero): (t, ligne) for t in tableaux for ligne in t.lignes}
    nommees = []
    for a in anomalies:
        trouvee = lignes.get((a.feuille or "", a.ligne or 0))
        nommees.append(replace(a, sujet=_name_ligne(*trouvee, titres)) if trouvee else a)
    return nommees


def list_titres(plan: Plan) -> dict[str, str]:
    """Return what each code of the plan is called, by folded code: actions, jalons, commitments of the charter."""
    titres = {a.code: a.libelle.texte for a in plan.actions}
    titres |= {j.reference: j.libelle for a in plan.actions for j in a.jalons}
    titres |= {e.code: e.texte for e in (plan.charte.engagements if plan.charte else ())}
    fois = Counter(map(fold_code, titres))  # of two codes that are read as one, neither is meant
    return {fold_code(code): write_sujet(code, titre) for code, titre in titres.items() if fois[fold_code(code)] == 1}


def write_sujet(code: str, titre: str) -> str:
    """Return a code and the first words of its title: « A16 (Consolider le recueil et…) »."""
    return f"{code} ({cut_mots(titre)})" if titre else code


def cut_mots(titre: str) -> str:
    """Return the first words of a title, on one line."""
    dit = " ".join(titre.split())
    if len(dit) <= TITRE_MAX:
        return dit
    return f"{dit[: TITRE_MAX + 1].rpartition(' ')[0] or dit[:TITRE_MAX]}…"


def _name_ligne(tableau: Tableau, ligne: LigneBrute, titres: Mapping[str, str]) -> str:
    """Return what a row speaks of by its key; nothing where its code is not known: its own remark quotes it."""
    dits = []
    for colonne in tableau.feuille.cles:
        dit = write_brut(ligne.cellules[colonne][1]) if colonne in ligne.cellules else ""
        dits.append(titres.get(fold_code(dit), "") if colonne.genre is Genre.CODE else dit)
    return ", ".join(filter(None, dits)) if dits[0] else ""
