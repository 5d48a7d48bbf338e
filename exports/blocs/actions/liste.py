"""The list of actions as HTML: the sentence that counts them, its key, its rows under what they are listed under.

One piece of HTML rather than a widget per row: forty of those cost the server more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from exports.blocs.actions.lignes import write_orientation, write_priorite
from metrics.bilan import Bilan
from metrics.etat import EtatAction
from models.plan import Plan
from models.vocabulaire import StatutLibelle
from phrases.actions import write_ouverture_liste
from phrases.html import RIEN, Html, escape_html

CLES = Html(
    '<span><span class="cle f-reportee"></span>valeur d’un trimestre antérieur</span>'
    '<span><span class="cle attendu"></span>attendu</span>'
)
UN_PROVISOIRE = Html("<span>° intitulé provisoire, sa source est dans la fiche</span>")
TOUS_PROVISOIRES = Html("<span>intitulés provisoires</span>")
SAUF_ORIENTATIONS = Html("<span>intitulés provisoires, sauf ceux des orientations</span>")


def write_phrase(gardees: Sequence[EtatAction], parmi: int | None = None) -> Html:
    """Return the sentence that counts what is kept, as HTML; `parmi`: of how many, where filters leave some out."""
    return f'<p class="phrase" role="status">{escape_html(write_ouverture_liste(gardees, parmi))}</p>'


def group_lignes(bilan: Bilan, lignes: Mapping[str, Html], marque: bool, comparable: bool) -> Html:
    """Return the orientations and priorités that keep an action, with the rows (by code) of those they keep."""
    morceaux: list[Html] = []
    for orientation in bilan.plan.orientations:
        blocs = [
            f"{write_priorite(priorite, bilan, marque, comparable)}{write_liste(gardees)}"
            for priorite in orientation.priorites
            if (gardees := [lignes[a.code] for a in priorite.actions if a.code in lignes])
        ]
        if blocs:
            morceaux += [write_orientation(orientation, bilan, marque, comparable), *blocs]
    return "".join(morceaux)


def write_liste(lignes: Iterable[Html]) -> Html:
    """Return rows one below the other."""
    return f'<ul class="lignes">{"".join(lignes)}</ul>'


def find_provisoires(plan: Plan) -> Html:
    """Return what says once of the titles that they are provisional, empty where each is to be marked.

    Once is enough when no priorité and no action has its official words, and the orientations have them all or none.
    """
    priorites = [p for o in plan.orientations for p in o.priorites]
    orientations = {o.libelle.statut is StatutLibelle.OFFICIEL for o in plan.orientations}
    libelles = [*(p.libelle for p in priorites), *(a.libelle for a in plan.actions)]
    if len(orientations) > 1 or any(x.statut is StatutLibelle.OFFICIEL for x in libelles):
        return RIEN
    return SAUF_ORIENTATIONS if True in orientations else TOUS_PROVISOIRES


def write_legende(plan: Plan) -> Html:
    """Return what the marks of the rows mean, the titles' own told first."""
    return f'<p class="note cles">{find_provisoires(plan) or UN_PROVISOIRE}{CLES}</p>'


def write_entete(comparable: bool) -> Html:
    """Return the names of the columns, for the eye: each row says in words what its marks are."""
    noms = ("Statut", "Avancement", "Écart" if comparable else "", "Météo", "Pilote")
    colonnes = "".join(f"<span>{escape_html(nom)}</span>" for nom in noms)
    return f'<div class="colonnes" aria-hidden="true"><span>Action</span><div class="meta">{colonnes}</div></div>'
