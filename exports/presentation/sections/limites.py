"""What the figures do not say: missing, old, felt against measured, provisional."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Section, Texte
from exports.presentation.sections.outils import AIDE, link_ecran, list_textes, make_section
from metrics.confiance import compute_confiance
from phrases.confiance import write_confiance
from phrases.format import FINE
from phrases.nom import Nom
from phrases.reunion.partage import write_manquants, write_provisoires

CLE, NOM = "limites", "Limites des chiffres"
CONSTAT = "Ce que ces chiffres ne disent pas"
SOURCE = "remontées reçues et référentiel."


def build(c: Contexte) -> Section | None:
    """Return the section, which is in every story: no figure is told without what it leaves out."""
    jamais, repris = write_manquants(c.bilan)
    confiance = f"{write_confiance(compute_confiance(c.bilan))}." if c.comparable else ""
    rythme = _write_rythme(c.nom) if c.comparable and c.bilan.rythme_constant else ""
    return make_section(
        CLE,
        NOM,
        CONSTAT,
        SOURCE,
        link_ecran(c, AIDE),
        dire=f"{jamais} {repris}".strip(),
        textes=list_textes(
            Texte(repris, jamais) if c.bilan.etats else "",
            Texte(
                f"La météo dit leur confiance, jamais moyennée. {confiance}".strip(),
                "L’avancement est déclaré par les pilotes.",
            ),
            rythme,
            write_provisoires(c.bilan),
        ),
    )


def _write_rythme(nom: Nom) -> str:
    """Return that most actions have no dates of their own, so that the expected is the plan's constant pace."""
    return f"La plupart des actions n’ont pas de dates propres{FINE}: l’attendu est alors le temps écoulé {nom.du}."
