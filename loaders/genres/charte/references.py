"""From a row to the judgement it speaks of: a commitment of the charter, by a side, for a year."""

from __future__ import annotations

from loaders.anomalie import cut_extrait
from loaders.lignes.cles import Resolue, read_cle
from loaders.lignes.rangee import Rangee
from loaders.lignes.titres import check_titre
from loaders.lignes.validateur import Validateur
from metrics.instances import list_annees_possibles
from models.charte import Charte
from models.colonnes import Colonne
from models.colonnes_partenariat import APPRECIATIONS
from models.texte import find_proches, fold
from models.vocabulaire import Cote

PARTIE, ANNEE = APPRECIATIONS.colonnes[4:6]


def resolve_appreciation(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    """Return the judgement of a row: a commitment, by a side, for a year."""
    code_lu = read_cle(validateur, rangee, APPRECIATIONS.colonnes[0], "d’engagement")
    charte = validateur.plan.charte
    if not code_lu or not rangee.parlante or charte is None:
        return None
    engagements = {fold(e.code): e for e in charte.engagements}
    if fold(code_lu) not in engagements:
        proches = ", ".join(find_proches(cut_extrait(code_lu), [e.code for e in charte.engagements]))
        message = f"« {cut_extrait(code_lu)} » inconnu. Les plus proches : {proches}. Corrigez le code."
        validateur.add(rangee, APPRECIATIONS.colonnes[0], "code_inconnu", message)
        return None
    code = engagements[fold(code_lu)].code
    check_titre(validateur, rangee, code, {e.code: e.texte for e in charte.engagements})
    partie, annee = _read_partie(validateur, rangee, charte), _read_annee(validateur, rangee, charte)
    return None if partie is None or annee is None else ("", f"{code}/{partie.value}/{annee}", [])


def _read_partie(validateur: Validateur, rangee: Rangee, charte: Charte) -> Cote | None:
    """Return the side that judges, by its short name, its full name or its code."""
    dit, noms = rangee.read_texte(PARTIE), " ou ".join(f"« {p.nom} »" for p in charte.parties)
    for partie in charte.parties:
        if _squeeze(dit) in map(_squeeze, (partie.nom, partie.nom_long, partie.cote)):
            return partie.cote
    if PARTIE not in rangee.fautives:
        quoi = f"« {cut_extrait(dit)} » lu" if dit else _write_vide(rangee, PARTIE)
        validateur.add(rangee, PARTIE, "partie_inconnue", f"{quoi} ; attendu : {noms}.")
    return None


def _squeeze(nom: str) -> str:
    """Return the key of a side's name, which the charter itself writes with and without its space."""
    return fold(nom).replace(" ", "")


def _write_vide(rangee: Rangee, colonne: Colonne) -> str:
    """Return why a key is not there: an empty cell, or no such column in a home-made table."""
    return "case vide" if colonne in rangee.tableau.lettres else "colonne absente"


def _read_annee(validateur: Validateur, rangee: Rangee, charte: Charte) -> int | None:
    """Return the year that is judged: one of the charter's, or the present one."""
    possibles = list_annees_possibles(charte, validateur.identite.aujourd_hui)
    lu = rangee.valeurs.get(ANNEE)
    if lu is not None and lu.valeur in possibles:
        return int(str(lu.valeur))
    if ANNEE not in rangee.fautives:
        quoi = f"« {lu.valeur} » lu" if lu is not None and lu.valeur is not None else _write_vide(rangee, ANNEE)
        attendu = f"une année de {possibles[-1]} à {possibles[0]}" if len(possibles) > 1 else str(possibles[0])
        validateur.add(rangee, ANNEE, "annee_impossible", f"{quoi} ; attendu : {attendu}.")
    return None
