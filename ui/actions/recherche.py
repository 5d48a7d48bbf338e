"""Full-text search over the actions: their titles and services, and the words said this quarter, with where it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metrics.etat import EtatAction
from models.plan import Plan
from models.texte import fold
from models.trimestre import Trimestre
from phrases.decisions import name_decision
from phrases.format import FINE
from ui.kit.recherche import read_mots
from ui.socle.donnees import Version, get_bilan
from ui.socle.memoire import keep
from ui.socle.texte import Html, escape_html

AVANT, APRES = 6, 9
"""Words shown around the one that was found."""


@dataclass(frozen=True, slots=True)
class Texte:
    """A searchable text: what it is (« Fait marquant »), its words, the same folded; one for one."""

    nom: str
    mots: tuple[str, ...]
    plies: tuple[str, ...]

    def has(self, mot: str) -> bool:
        """Return whether a folded word, or a part of one, is in the text."""
        return any(mot in plie for plie in self.plies)


@dataclass(frozen=True, slots=True)
class Fond:
    """What is searched of an action: what the row shows already, then what was said."""

    titre: Texte
    dits: tuple[Texte, ...]

    def has(self, mot: str) -> bool:
        """Return whether a folded word is anywhere."""
        return self.titre.has(mot) or any(t.has(mot) for t in self.dits)


@keep(64)
def search(version: Version, trimestre: Trimestre, texte: str) -> dict[str, Html]:
    """Return, by code, the actions where every word is, each with an HTML snippet when a word is not in its title.

    Words are compared as `ui/kit/recherche.py` reads them. The texts are those in force in the quarter shown.
    """
    mots = read_mots(texte)
    trouvees = {code: fond for code, fond in _get_fonds(version, trimestre).items() if all(map(fond.has, mots))}
    return {code: _write_extrait(fond, mots) for code, fond in trouvees.items()}


@keep(8)
def _get_fonds(version: Version, trimestre: Trimestre) -> dict[str, Fond]:
    bilan = get_bilan(version, trimestre)
    return {code: _build_fond(bilan.plan, etat) for code, etat in bilan.etats.items()}


def _build_fond(plan: Plan, etat: EtatAction) -> Fond:
    action = etat.action
    priorite = next(p for o in plan.orientations for p in o.priorites if p.code == action.priorite)
    pilotes = [p.nom for p in (action.pilote, *action.copilotes)]
    dits = (
        ("Point de blocage", etat.point_blocage),
        (name_decision(etat), etat.decision_attendue),
        ("Destinataire", etat.destinataire),
        ("Fait marquant", etat.fait_marquant),
        ("Prochaine étape", etat.prochaine_etape),
    )
    titre = " ".join([action.code, action.libelle.texte, priorite.libelle.texte, *pilotes])
    return Fond(_build_texte("", titre), tuple(_build_texte(nom, texte) for nom, texte in dits if texte))


def _build_texte(nom: str, texte: str) -> Texte:
    mots = tuple(texte.split())
    return Texte(nom, mots, tuple(map(fold, mots)))


def _write_extrait(fond: Fond, mots: Iterable[str]) -> Html:
    """Return « Fait marquant : … le <mark>mot</mark> … » for the texts that hold what the title does not."""
    restants = [mot for mot in mots if not fond.titre.has(mot)]
    lignes = []
    for texte in fond.dits:
        if ici := [mot for mot in restants if texte.has(mot)]:
            restants = [mot for mot in restants if mot not in ici]
            lignes.append(f"{escape_html(texte.nom)}{FINE}: {_write_passage(texte, ici)}")
    return "<br>".join(lignes)


def _write_passage(texte: Texte, cherches: list[str]) -> Html:
    rangs = [i for i, plie in enumerate(texte.plies) if any(mot in plie for mot in cherches)]
    debut, fin = max(rangs[0] - AVANT, 0), min(rangs[0] + APRES, len(texte.mots))
    mots = [
        f"<mark>{escape_html(texte.mots[i])}</mark>" if i in rangs else escape_html(texte.mots[i])
        for i in range(debut, fin)
    ]
    return f"{'… ' if debut else ''}{' '.join(mots)}{' …' if fin < len(texte.mots) else ''}"
