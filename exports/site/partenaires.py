"""The partners in one table, and the page of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exports.blocs import fiche
from exports.blocs.liens import PAGE_PARTENAIRES
from exports.blocs.mots import write_note
from exports.blocs.partenaires import faits, tables
from exports.blocs.table import write_table
from exports.presentation.sections import partenaires as section
from exports.site.adresses import PARTENAIRES, Adresses
from exports.site.cadre import Page, join
from exports.site.dessins import write_figure
from exports.site.vue import Vue
from metrics.implication import ImplicationPartenaire, compute_implication
from metrics.partenaire import is_signataire, list_attentes, list_lignes, list_trimestres_partenaire
from metrics.partenariat import compute_partenariat, list_sans_actif
from metrics.partenariat_temps import find_derniers
from models.plan import Partenaire
from models.texte import clean
from models.trimestre import Trimestre
from phrases.format import format_nombre, set_espaces
from phrases.html import RIEN, Html, escape_html
from phrases.partenaires import (
    write_ouverture_partenaire,
    write_ouverture_partenaires,
    write_suite_partenaire,
    write_taux,
)

TITRE = "Partenaires"
ENTETES = ("Partenaire", "Type", "Attendues", "Mobilisées", "Sans nouvelle", "Taux de mobilisation")
NOTE = (
    "Mobilisées : parmi les participations attendues, celles d’un contributeur ou d’un co-porteur. Un silence n’est "
    "pas un refus : rien n’a été dit ce trimestre."
)
TRIMESTRES_EN_VUE = 8
"""Quarters of the history on a page; the data has them all."""


def list_partenaires(vue: Vue, adresses: Adresses) -> Iterator[Page]:
    """Yield the list, then the page of each partner."""
    if not vue.plan.partenaires:
        return
    partenariat = compute_partenariat(vue.bilan)
    ouverture = write_ouverture_partenaires(partenariat, list_sans_actif(partenariat), vue.aujourd_hui)
    figure = write_figure(section.build(vue.recit))
    corps = join([f'<p class="phrase">{escape_html(ouverture)}</p>', figure, _write_liste(vue)])
    yield Page(PARTENAIRES, PARTENAIRES, TITRE, corps, ouverture)
    derniers = find_derniers(vue.plan, vue.trimestre)
    for partenaire in vue.plan.partenaires:
        yield _build_fiche(vue, partenaire, adresses.partenaires[partenaire.nom], derniers)


def _write_liste(vue: Vue) -> Html:
    types = {p.nom: p.type or str(p.nature) for p in vue.plan.partenaires}
    lignes = [_write_ligne(i, types.get(i.nom, "")) for i in compute_implication(vue.bilan)]
    table = write_table("Participations de chaque partenaire ce trimestre", ENTETES, lignes, (2, 3, 4, 5), (0,))
    return table + write_note(set_espaces(NOTE))


def _write_ligne(i: ImplicationPartenaire, genre: str) -> list[Html]:
    nombres = (i.attendues, i.mobilisees, i.silencieuses)
    taux = write_taux(i) if i.attendues else "rien d’attendu"
    nom = faits.link_partenaire(i.nom, {})
    return [nom, escape_html(genre), *(escape_html(format_nombre(n)) for n in nombres), escape_html(taux)]


def _build_fiche(vue: Vue, partenaire: Partenaire, adresse: str, derniers: Mapping[str, Trimestre]) -> Page:
    bilan, nom, interne = vue.bilan, partenaire.nom, vue.interne
    trimestres = list_trimestres_partenaire(vue.plan, vue.trimestre, TRIMESTRES_EN_VUE)
    lignes = list_lignes(bilan, nom, trimestres)
    partenariat = compute_partenariat(bilan, {nom})
    ouverture = write_ouverture_partenaire(nom, partenariat, vue.aujourd_hui)
    attentes = [x if interne else tables.hide_textes(x) for x in list_attentes(bilan, lignes)]
    suite = write_suite_partenaire(bilan, attentes)
    morceaux = [
        f'<p class="phrase">{escape_html(ouverture)}</p>',
        f'<p class="phrase suite-phrase">{escape_html(suite)}</p>' if suite else RIEN,
        faits.write_faits(bilan, partenaire, partenariat.ensemble, lignes, derniers.get(nom), {}),
        tables.write_actions(bilan, lignes, {}, interne=interne),
        tables.write_trimestres(lignes, trimestres, {}),
        tables.write_contributions(lignes, {}) if interne else RIEN,
        tables.write_charte(bilan, {}) if is_signataire(vue.plan, partenaire) else RIEN,
    ]
    tete = fiche.write_tete(PAGE_PARTENAIRES, TITRE, {}, escape_html(nom), len(nom))
    corps = f'<div class="fiche-partenaire">{join(morceaux)}</div>'
    return Page(adresse, PARTENAIRES, clean(nom), corps, ouverture, tete)
