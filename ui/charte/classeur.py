"""The charter as a workbook: its commitments with both judgements of a year, and every séance of its bodies."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocs.charte.marques import name_cote
from exports.tableau import Case, Tableau
from models.vocabulaire import Cote
from phrases.format import FINE
from ui.charte.vue import VueCharte

ENTETES_REUNIONS = ("Instance", "Article", "Périodicité", "Période", "Due", "État", "Date")


def build_feuilles(vue: VueCharte) -> list[Tableau]:
    """Return both sheets."""
    charte, annee = vue.charte, vue.annee
    noms = [name_cote(charte, cote) for cote in Cote]
    dits = [f"{nom}{FINE}: {quoi}" for nom in noms for quoi in ("jugement", "éléments", "commentaire")]
    entetes = ("Code", "Numéro", "Domaine", "Partie engagée", "Engagement", "Année", *dits, "Écart (niveaux)")
    reunions = (*ENTETES_REUNIONS, *(f"Présents{FINE}: {nom}" for nom in noms), "Décisions")
    return [
        Tableau(f"Engagements {annee}", entetes, _list_engagements(vue)),
        Tableau("Réunions", reunions, _list_reunions(vue)),
    ]


def _list_engagements(vue: VueCharte) -> Iterator[tuple[Case, ...]]:
    charte, par_code = vue.charte, {j.engagement.code: j for j in vue.bilan.jugements}
    for domaine in charte.domaines:
        for e in domaine.engagements:
            jugement = par_code[e.code]
            dits: list[Case] = []
            for cote in Cote:
                v = jugement.find_evaluation(cote)
                dits += [None, None, None] if v is None else [v.appreciation, v.elements, v.commentaire]
            pris_par = name_cote(charte, e.partie)
            yield e.code, domaine.numero, domaine.libelle, pris_par, e.texte, vue.annee, *dits, jugement.distance


def _list_reunions(vue: VueCharte) -> Iterator[tuple[Case, ...]]:
    for s in vue.seances:
        i, r = s.instance, s.reunion
        dits: tuple[Case, ...] = (None, None, None, None)
        if r is not None:
            dits = r.jour, r.presents_departement, r.presents_partenaire, r.decisions
        periode = i.periodicite_texte or str(i.periodicite)
        yield i.libelle, i.article, periode, s.libelle, "oui" if s.due else "non", str(s.etat), *dits
