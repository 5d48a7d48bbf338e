"""The fields in which a décision is written down, wherever it is: in a meeting, or in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from exports.blocs import marques as m
from loaders.ecriture.decisions import DECISION_MAX, PAR_MAX, DecisionVoulue
from metrics.etat import EtatAction
from metrics.preuves import find_preuve
from models.colonnes import NOM_MAX
from models.trimestre import Trimestre
from phrases.coupe import cut_mots
from phrases.decisions import write_prise
from phrases.format import FINE, NON_RENSEIGNE, keep_sigles
from ui.socle.texte import Html, escape_html


@dataclass(frozen=True, slots=True)
class Saisie:
    """What was typed of a décision; `jour` is None while no day is chosen."""

    texte: str
    par: str
    jour: date | None
    suites: str
    preuve: str
    lien: str

    @property
    def complete(self) -> bool:
        """Return whether it says what was decided, by whom and when."""
        return bool(self.texte.strip() and self.par.strip() and self.jour is not None)

    def build(self, etat: EtatAction, trimestre: Trimestre, presentation: str | None = None) -> DecisionVoulue:
        """Return the décision to write, of what an action asks for, seen from a quarter."""
        assert self.jour is not None  # noqa: S101  (nothing is written of one that is not complete)
        demande = etat.decision_attendue or ""
        dits = (self.texte, self.par, self.jour, self.suites, self.preuve, self.lien)
        return DecisionVoulue(etat.code, trimestre, demande, *dits, presentation)


def name_demande(etat: EtatAction) -> str:
    """Return « A07 · Arbitrer… », with « (prise) » once it was decided."""
    prise = " (prise)" if etat.prise else ""
    return f"{etat.code}{prise} · {cut_mots(etat.decision_attendue or '', 90)}"


def write_demande(etat: EtatAction) -> Html:
    """Return the action, what it asks for and of whom; what was decided already, which is corrected here."""
    faits = [
        ("Action", etat.action.libelle.texte),
        ("Demande", etat.decision_attendue or ""),
        ("Destinataire", etat.destinataire or NON_RENSEIGNE),
    ]
    if etat.prise is not None:
        faits.append(("Déjà noté", f"{write_prise(etat.prise)}{FINE}; ce qui est corrigé ici le remplace"))
    lignes = m.write_faits((nom, escape_html(keep_sigles(valeur))) for nom, valeur in faits)
    return f'<div class="demande">{lignes}</div>'


def type_decision(etat: EtatAction, propose: date, aujourd_hui: date) -> Saisie:
    """Draw the fields, filled with what was written already, and return what they hold; `propose` is a first day."""
    prise, code = etat.prise, etat.code
    preuve = find_preuve(etat.action, prise.reference) if prise else None
    texte = _type_texte("Décision prise", "decision", code, prise.texte if prise else "")
    gauche, droite = st.columns([2, 1])
    with gauche:
        qui = prise.par if prise else etat.destinataire or ""
        par = st.text_input("Prise par", qui, max_chars=PAR_MAX, key=f"decision_par_{code}")
    with droite:
        quand = prise.prise_le if prise else propose
        jour = st.date_input("Le", quand, format="DD/MM/YYYY", max_value=aujourd_hui, key=f"decision_le_{code}")
    suites = _type_texte("Suites données (facultatif)", "suites", code, prise.suites if prise else "")
    gauche, droite = st.columns(2)
    titre = gauche.text_input(
        "Preuve (facultatif)",
        (preuve and preuve.titre) or "",
        max_chars=NOM_MAX,
        key=f"decision_preuve_{code}",
        placeholder="Délibération, relevé de décisions",
    )
    lien = droite.text_input(
        "Adresse de la preuve",
        (preuve and preuve.adresse) or "",
        key=f"decision_lien_{code}",
        placeholder="https://",
        help="Un lien, jamais un fichier.",
    )
    return Saisie(texte, par or "", jour if isinstance(jour, date) else None, suites, titre or "", lien or "")


def _type_texte(nom: str, cle: str, code: str, valeur: str) -> str:
    return st.text_area(nom, valeur, max_chars=DECISION_MAX, key=f"decision_{cle}_{code}", height=90) or ""
