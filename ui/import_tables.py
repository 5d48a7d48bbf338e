"""The tables of a preview, as HTML: changes before and after, what the file leaves unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.apercu import Apercu
from loaders.diff import find_reconduit
from metrics.format import FINE, format_compte
from models.changement import Changement
from models.objets import to_json
from models.plan import Plan
from models.trimestre import Trimestre
from ui import marques as m
from ui.champs import find_libelle, name_valeur, write_valeur
from ui.texte import escape_html


def group_par_action(apercu: Apercu) -> dict[str, list[tuple[str, tuple[Changement, ...]]]]:
    """Return the rows of a file by action (the empty text for what concerns none), in the order of the file."""
    groupes: dict[str, list[tuple[str, tuple[Changement, ...]]]] = {}
    for cle, changements in apercu.lignes.items():
        if changements:
            de_suivi = next((c for c in changements if c.objet != "partenaire"), changements[0])
            code = "" if de_suivi.objet == "partenaire" else de_suivi.reference.split("/", 1)[0]
            groupes.setdefault(code, []).append((cle, changements))
    return groupes


def write_action(plan: Plan, code: str) -> str:
    """Return the title of a group of rows."""
    action = plan.actions_par_code.get(code)
    titre = f"{code} · {m.name_libelle(action.libelle)}" if action else code or "Partenaires à créer"
    return f'<h3 class="sous-titre">{escape_html(titre)}</h3>'


def write_changements(plan: Plan, changements: Sequence[Changement]) -> str:
    """Return before and after, per cell; the value that carries from an earlier quarter stands beside « avant »."""
    lignes = [
        [
            escape_html(_name(c)),
            _write_avant(plan, c),
            f"<strong>{write_valeur(c.champ, c.apres)}</strong>",
            f'<span class="insecable">{escape_html(c.cellule or "")}</span>{" (formule)" if c.formule else ""}',
        ]
        for c in changements
    ]
    entetes = ("Donnée", "Avant", "Après", "Cellule")
    return m.write_table("Avant et après, cellule par cellule", entetes, lignes, legende_lue=True, fixe=True)


def _name(changement: Changement) -> str:
    sujet = changement.reference.partition("/")[2]
    if changement.objet == "suivi" or not sujet:
        return find_libelle(changement.champ)
    return f"{sujet}{FINE}: {find_libelle(changement.champ).lower()}"


def _write_avant(plan: Plan, c: Changement) -> str:
    """Return what is stored for the quarter, and the value that carries where nothing is."""
    if c.avant is not None or c.trimestre is None:
        return write_valeur(c.champ, c.avant)
    return f'<span class="sourdine">rien ce trimestre</span>{_write_reconduit(plan, c)}'


def _write_reconduit(plan: Plan, c: Changement) -> str:
    """Return the value that carries where nothing is stored for the quarter, empty when there is none."""
    action = plan.actions_par_code.get(c.reference)
    if c.avant is not None or c.objet != "suivi" or c.trimestre is None or action is None:
        return ""
    valeur = find_reconduit(action, c.champ, Trimestre.parse(c.trimestre))
    texte = None if valeur is None else name_valeur(c.champ, to_json(valeur))
    if texte is None or c.champ in {"fait_marquant", "prochaine_etape", "sans_changement"}:
        return ""
    return f'<br><span class="sourdine petit">valeur en cours{FINE}: {escape_html(texte)}</span>'


def write_inchangees(apercu: Apercu) -> str:
    """Return how many actions stay as they are, and which the file does not hold."""
    texte = f"{format_compte(apercu.inchangees, 'action inchangée', 'actions inchangées')}."
    if apercu.absentes:
        texte += f" Absentes du classeur, donc inchangées{FINE}: {', '.join(apercu.absentes)}."
    return f'<p class="note">{escape_html(texte)}</p>'
