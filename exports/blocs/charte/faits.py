"""The sentence of the charter and its facts: dates, term, amendments, meetings and evaluation of the year."""

from __future__ import annotations

from exports.blocs import marques as m
from exports.blocs.charte.vue import VueCharte
from metrics.instances import compute_reunions, list_evaluations
from models.charte import Charte
from models.texte import fold
from phrases.charte import write_etat, write_ouverture_charte, write_tenues, write_terme
from phrases.format import FINE, NON_RENSEIGNE, format_compte, format_date, set_espaces
from phrases.html import RIEN, Html, escape_html


def write_phrase(vue: VueCharte) -> Html:
    """Return the sentence of the screen, as HTML."""
    return f'<p class="phrase">{escape_html(write_ouverture_charte(vue.charte, vue.bilan, vue.terme))}</p>'


def write_faits_charte(vue: VueCharte) -> Html:
    """Return the facts of the charter and its source, as HTML."""
    charte, renouvelee = vue.charte, vue.charte.renouvelee_jusqu_au
    duree = f"«{FINE}{escape_html(charte.duree_texte)}{FINE}»" if charte.duree_texte else f"{NON_RENSEIGNE}e"
    faits = (
        ("Signature", m.write_date(charte.signee_le) if charte.signee_le else f"{NON_RENSEIGNE}e"),
        ("Notification", m.write_date(charte.notifiee_le) if charte.notifiee_le else f"{NON_RENSEIGNE}e"),
        ("Durée", duree),
        ("Terme", escape_html(write_terme(vue.terme))),
        ("Renouvellement", f"jusqu’au {m.write_date(renouvelee)}" if renouvelee else Html("à confirmer")),
        ("Avenants", _write_avenants(charte)),
        (f"Réunions en {vue.annee}", _write_tenues(vue)),
        (f"Évaluation de la charte en {vue.annee}", _write_evaluation(vue)),
    )
    return f'{m.write_faits(faits)}<p class="note">{_write_source(charte)}</p>'


def _write_source(charte: Charte) -> Html:
    """Return the title of the charter and its source, which often bears the same."""
    if charte.source is None:
        return f"{escape_html(charte.titre)}, source {NON_RENSEIGNE}e."
    titre = set_espaces(charte.source.titre)
    nom = RIEN if fold(titre) == fold(set_espaces(charte.titre)) else f"{escape_html(set_espaces(charte.titre))}. "
    return f"{nom}Source{FINE}: {escape_html(titre)}, {escape_html(charte.source.date)}."


def _write_avenants(charte: Charte) -> Html:
    if not charte.avenants:
        return Html("aucun avenant connu")
    dits = []
    for avenant in charte.avenants:
        objet = f"{FINE}: {escape_html(avenant.objet)}" if avenant.objet else RIEN
        dits.append(f"n°\u00a0{escape_html(avenant.numero)}, {format_date(avenant.date)}{objet}")
    return "<br>".join(dits)


def _write_tenues(vue: VueCharte) -> Html:
    bilan = compute_reunions(s for s in vue.seances if s.debut.year == vue.annee)
    if not bilan.prevues and not bilan.a_venir:
        return Html("aucune échéance")
    reste: list[Html] = []
    if bilan.non_tenues:
        reste.append(format_compte(bilan.non_tenues, "non tenue", "non tenues"))
    if 0 < bilan.non_renseignees < bilan.prevues:
        reste.append(format_compte(bilan.non_renseignees, "non renseignée", "non renseignées"))
    if bilan.a_venir:
        reste.append(f"{bilan.a_venir} à venir")
    precision = f'<br><span class="sourdine petit">{", ".join(reste)}</span>' if reste else RIEN
    return f"{vue.link_explication(escape_html(write_tenues(bilan)), 'reunions')}{precision}"


def _write_evaluation(vue: VueCharte) -> Html:
    """Return whether each body that evaluates the charter met in the year."""
    codes = {i.code for i in list_evaluations(vue.charte)}
    siennes = [s for s in vue.seances if s.instance.code in codes and s.due and s.debut.year == vue.annee]
    dits = []
    for seance in siennes:
        article = seance.instance.article
        lieu = f"comité de l’article {escape_html(article)}" if article else escape_html(seance.instance.libelle)
        dits.append(f'{escape_html(write_etat(seance))}<br><span class="sourdine petit">{lieu}</span>')
    return "<br>".join(dits) or Html("aucune échéance")
