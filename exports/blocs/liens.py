"""Links that a text or a table holds: the addresses of the screens, which the public site turns into its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final
from urllib.parse import urlencode

from models.trimestre import Trimestre
from phrases.explications.figures import FIGURES
from phrases.html import Html, escape_html

PAGE_SYNTHESE = "synthese.py"
PAGE_ACTIONS = "orientations_et_actions.py"
PAGE_ENGAGEMENTS = "engagements.py"
PAGE_CALENDRIER = "calendrier.py"
PAGE_DECISIONS = "decisions.py"
PAGE_PARTENAIRES = "partenaires.py"
PAGE_CHARTE = "charte.py"
PAGE_CAMPAGNE = "campagne.py"
PAGE_IMPORTER = "importer.py"
PAGE_JOURNAL = "journal.py"
PAGE_PRESENTATION = "presentation.py"
PAGE_ACCES = "acces.py"
PAGE_ETAT = "etat.py"
PAGE_AIDE = "aide.py"
PAGE_RECHERCHE = "recherche.py"
ECRANS: Final = {
    fichier: PurePath(fichier).stem
    for fichier in (
        *(PAGE_SYNTHESE, PAGE_ACTIONS, PAGE_ENGAGEMENTS, PAGE_CALENDRIER, PAGE_DECISIONS),
        *(PAGE_PARTENAIRES, PAGE_CHARTE, PAGE_CAMPAGNE, PAGE_IMPORTER, PAGE_JOURNAL, PAGE_PRESENTATION),
        *(PAGE_ACCES, PAGE_ETAT, PAGE_AIDE, PAGE_RECHERCHE),
    )
}
"""The address of each screen by its file."""
COMMENT: Final = "Comment ce chiffre est calculé"


def link_trimestre(trimestre: Trimestre) -> dict[str, str]:
    """Return what tells a quarter in an address: the same one whoever opens it, and when."""
    return {"trimestre": trimestre.libelle}


def find_adresse(fichier: str, parametres: Mapping[str, str] | None = None) -> str:
    """Return the address of a screen, relative to the application; raise KeyError for a page that is no screen."""
    suite = f"?{urlencode(parametres)}" if parametres else ""
    return f"{ECRANS[fichier]}{suite}"


def write_lien(fichier: str, contenu: Html, parametres: Mapping[str, str] | None = None, classe: str = "") -> Html:
    """Return an HTML link around `contenu`; `francais.js` opens class `ecran` in place."""
    classes = escape_html(f"ecran {classe}".strip())
    return f'<a class="{classes}" href="{escape_html(find_adresse(fichier, parametres))}">{contenu}</a>'


def link_explication(contenu: Html, chiffre: str, liens: Mapping[str, str], portee: str = "") -> Html:
    """Return a figure as a link to its explanation in Aide.

    `chiffre` is a key of `FIGURES` (else KeyError); `liens` carries the quarter; `portee` is empty for the plan, else
    the code of an orientation, a priorité or an action, or what `metrics.portee.make_code_engagement` gives.
    """
    adresse = {"chiffre": FIGURES[chiffre].cle, **({"portee": portee} if portee else {}), **liens}
    lue = f'<span class="lecteur">, {escape_html(COMMENT.lower())}</span>'
    return write_lien(PAGE_AIDE, f"{contenu}{lue}", adresse, "explique")
