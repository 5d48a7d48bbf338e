"""What names a row of which nothing is read: typed over what was printed, or alone on a free row (fault 64).

A row of ours that says nothing is what we printed: silence is no anomaly. One whose name we did not print was typed by
somebody, and nothing of it is kept. A name of ours typed over another is told by the title that it left beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.anomalie import Anomalie
from loaders.apercu.imprimees import Imprimees, read_cles
from loaders.cellules.affichage import write_brut
from loaders.lignes.validateur import Validateur
from loaders.tableaux.tableaux import LigneBrute, Tableau
from models.cellule import Cellule

MONTREES = 12
"""How many such rows of a sheet a message names."""
REMEDE = "Si c’est une réponse, écrivez-la dans une cellule blanche, sur la ligne de ce dont elle parle."


def check_muettes(validateur: Validateur, tableaux: Sequence[Tableau], imprimees: Imprimees) -> list[Anomalie]:
    """Return a warning a sheet of a workbook of ours that has such rows: the sections of a report are told together."""
    if not imprimees.connue or not any(imprimees.count(t.feuille) for t in tableaux):
        return []  # what a kind of workbook prints is known of those that say it
    return [_warn(t, lignes) for t in tableaux if (lignes := list(_list_muettes(validateur, t, imprimees)))]


def _list_muettes(validateur: Validateur, tableau: Tableau, imprimees: Imprimees) -> Iterator[LigneBrute]:
    """Yield the rows that name something and say nothing; a remark says it, what was printed needs none.

    Nor does a row that names what is known in other words than ours: a jalon by its title, that the file itself made.
    """
    feuille = tableau.feuille
    dites = {a.ligne for a in validateur.anomalies if a.feuille == tableau.nom}
    dites |= {x.numero for x in validateur.lignes if x.feuille == feuille.nom}
    places = validateur.places.values()
    dites |= {r.ligne.numero for r in places if r.tableau.feuille is feuille and not r.muette}
    for ligne in tableau.lignes:
        cles = read_cles(feuille, ligne.cellules)
        if any(cles) and ligne.numero not in dites and not imprimees.has(feuille, cles):
            yield ligne


def _warn(tableau: Tableau, lignes: Sequence[LigneBrute]) -> Anomalie:
    """Return the warning of the rows of a sheet, on the cell when it is one."""
    ordre = sorted(lignes, key=lambda x: x.numero)
    cellules = [next(x.cellules[c] for c in tableau.feuille.lues if c in x.cellules) for x in ordre]
    dites = [f"{lettre}{x.numero} (« {write_brut(c)} »)" for x, (lettre, c) in zip(ordre, cellules, strict=True)]
    if len(dites) == 1:
        quoi = "rien d’autre n’est lu sur cette ligne : elle ne change rien."
        place = Cellule(tableau.nom, cellules[0][0], ordre[0].numero)
        valeur = write_brut(cellules[0][1])
        return Anomalie.sur(place, "ligne_sans_reponse", f"« {valeur} », {quoi} {REMEDE}", valeur=valeur)
    suite = "…" if len(dites) > MONTREES else ""
    message = f"{len(dites)} lignes nomment quelque chose et n’en disent rien : {', '.join(dites[:MONTREES])}{suite}."
    return Anomalie.sur(Cellule(tableau.nom), "ligne_sans_reponse", f"{message} {REMEDE}")
