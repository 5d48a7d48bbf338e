"""The cells an owner may not type in: they are never stored, but a row that no longer matches its code is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.anomalie import cut_extrait
from loaders.lignes.rangee import Rangee
from loaders.lignes.validateur import Validateur
from models.colonnes import Colonne
from models.plan import Jalon
from models.texte import compare, find_proches, fold

COPILOTAGE = " (en copilotage)"
"""What follows the title of a copiloted action in the workbook."""

RESSEMBLANCE = 0.6
"""Below, two titles do not speak of the same thing (0 to 1): a title corrected since stays above."""

QUASI_IDENTIQUES = 0.85


def check_titre(validateur: Validateur, rangee: Rangee, code: str, titres: Mapping[str, str]) -> None:
    """Refuse a row whose code has the title of another one: a sort or a paste moved one without the other."""
    if not rangee.parlante:
        return
    for titre in rangee.temoins.values():
        cle = fold(titre.removesuffix(COPILOTAGE))
        if cle and cle != fold(titres[code]):
            autre = next((c for c, t in titres.items() if fold(t) == cle), None)
            if autre is not None:
                message = f"le code est {code} mais ce titre est celui de {autre}. Rétablissez la ligne."
                validateur.add(rangee, rangee.tableau.feuille.colonnes[0], "code_et_titre", message)


def check_jalon(validateur: Validateur, rangee: Rangee, jalon: Jalon) -> None:
    """Refuse a jalon's row whose title was typed over."""
    colonne = rangee.tableau.feuille.colonnes[1]
    titre = rangee.read_texte(colonne)
    if titre and compare(titre, jalon.libelle) < RESSEMBLANCE:
        code = jalon.reference.split("/")[0]
        message = (
            f"{jalon.reference} est « {cut_extrait(jalon.libelle)} ». Rétablissez ce titre ; un jalon nouveau "
            f"s’écrit sur une ligne libre, avec le code {code}."
        )
        validateur.add(rangee, colonne, "titre_remplace", message)


def warn_proche(validateur: Validateur, rangee: Rangee, colonne: Colonne, nom: str, connus: Iterable[str]) -> None:
    """Warn when a new title is nearly that of something that exists."""
    if proches := find_proches(nom, connus, 1, QUASI_IDENTIQUES):
        message = f"« {cut_extrait(nom)} » sera créé, alors qu’il ressemble à « {cut_extrait(proches[0])} » : vérifiez."
        validateur.add(rangee, colonne, "presque_identique", message, avis=True)


def warn_sans_effet(  # noqa: PLR0917
    validateur: Validateur, rangee: Rangee, colonne: Colonne, code: str, cle: str, rien: str
) -> None:
    """Warn when a partner is named for an action that does not expect it, and nothing is said or mistyped of it."""
    if not rangee.fautives.isdisjoint(rangee.tableau.feuille.saisies):
        return
    if cle not in validateur.attendus[code]:
        message = f"partenaire nommé sans {rien} : la ligne n’est pas lue. Complétez-la."
        validateur.add(rangee, colonne, "ligne_sans_effet", message, avis=True)
