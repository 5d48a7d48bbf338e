"""The domains of the charter: what each side committed to, face to face, in its exact words, and both judgements."""

from __future__ import annotations

from collections.abc import Mapping

from exports.blocs.charte.marques import name_ancre, name_cote, write_appreciation
from exports.blocs.charte.vue import VueCharte
from exports.blocs.marques import write_etat_action
from exports.blocs.pli import write_pli
from metrics.bilan import Bilan
from metrics.charte import Jugement
from models.charte import Charte, Domaine, EngagementCharte
from models.vocabulaire import Cote
from phrases.charte import write_ecart
from phrases.format import FINE, format_trimestre
from phrases.html import RIEN, Html, escape_html

DEDUIT = "déduit"
"""How the tree says that a tie is ours."""


def write_domaines(vue: VueCharte) -> Html:
    """Return every domain as HTML, its commitments judged for the year."""
    charte = vue.charte
    blocs = "".join(_write_domaine(d, vue) for d in charte.domaines)
    return f'<h2 class="sous-titre titre-charte">Les engagements réciproques</h2>{_write_avis(charte)}{blocs}'


def _write_avis(charte: Charte) -> Html:
    numeros = [d.numero for d in charte.domaines]
    double = len(set(numeros)) < len(numeros)
    exemples = ", ".join(e.code for e in charte.engagements[:2])
    suite = f"{FINE}: deux portent le même" if double else RIEN
    return (
        '<p class="note">Les engagements sont cités mot pour mot et les domaines portent les numéros de la charte'
        f"{suite}. Les codes ({escape_html(exemples)}…) sont ceux du tableau de bord.</p>"
    )


def _write_domaine(domaine: Domaine, vue: VueCharte) -> Html:
    par_code = {j.engagement.code: j for j in vue.bilan.jugements}
    cotes = [[e for e in domaine.engagements if e.partie == cote] for cote in Cote]
    rangs = max(map(len, cotes), default=0) + 1
    colonnes = "".join(
        _write_cote(vue, cote, [par_code[e.code] for e in siens]) for cote, siens in zip(Cote, cotes, strict=True)
    )
    return (
        f'<section class="domaine"><h3><span class="rang">{escape_html(domaine.numero)}</span> '
        f"{escape_html(domaine.libelle)}</h3>"
        f'<div class="face" style="--rangs:{rangs}">{colonnes}</div>'
        f'<div class="pied">{_write_actions(domaine, vue.vue.bilan, vue.vue.liens)}{_write_suite(domaine)}</div>'
        "</section>"
    )


def _write_cote(vue: VueCharte, cote: Cote, jugements: list[Jugement]) -> Html:
    nom = escape_html(name_cote(vue.charte, cote))
    items = "".join(_write_engagement(vue, j) for j in jugements)
    corps = f"<ul>{items}</ul>" if items else Html('<p class="note">Aucun engagement.</p>')
    return f'<div class="cote"><h4>{nom} s’engage</h4>{corps}</div>'


def _write_engagement(vue: VueCharte, jugement: Jugement) -> Html:
    engagement: EngagementCharte = jugement.engagement
    dits = _write_jugements(vue, jugement) if vue.bilan.renseigne else RIEN
    return (
        f'<li id="{escape_html(name_ancre(engagement.code))}" tabindex="-1"><p class="mots">'
        f'<span class="code">{escape_html(engagement.code)}</span> '
        f"{escape_html(engagement.texte)}</p>{dits}</li>"
    )


def _write_jugements(vue: VueCharte, jugement: Jugement) -> Html:
    """Return what both sides say side by side, then their gap in words, then evidence and comments on demand."""
    dits = "".join(
        f"<div><dt>{escape_html(name_cote(vue.charte, cote))}</dt>"
        f"<dd>{write_appreciation(jugement.find_appreciation(cote))}</dd></div>"
        for cote in Cote
    )
    ecart = write_ecart(jugement)
    classe = Html("ecart" if jugement.distance else "ecart accord")
    marque = f'<p class="{classe}">{escape_html(ecart)}</p>' if ecart else RIEN
    preuves = "".join(_write_preuves(vue, cote, jugement) for cote in Cote)
    plus = RIEN
    if preuves:
        lue = f'<span class="lecteur"> de {escape_html(jugement.engagement.code)}</span>'
        nom = Html("Éléments, commentaires, origine" if jugement.commente and vue.vue.interne else "Origine")
        plus = write_pli(f"{nom}{lue}", preuves)
    return f'<div class="jugements"><dl>{dits}</dl>{marque}</div>{plus}'


def _write_preuves(vue: VueCharte, cote: Cote, jugement: Jugement) -> Html:
    """Return the evidence and the comment of a side, and the workbook that its judgement came from."""
    evaluation = jugement.find_evaluation(cote)
    if evaluation is None:
        return RIEN
    textes = ((f"Éléments{FINE}:", evaluation.elements), (f"Commentaire{FINE}:", evaluation.commentaire))
    dits = "".join(
        f'<p class="texte-libre"><span class="sourdine">{escape_html(nom)}</span> {escape_html(texte)}</p>'
        for nom, texte in textes
        if texte and vue.vue.interne
    )
    dits += vue.write_origine(jugement.engagement.code, cote)
    cite = escape_html(name_cote(vue.charte, cote))
    return f'<div class="preuves"><strong>{cite}</strong>{dits}</div>' if dits else RIEN


def _write_suite(domaine: Domaine) -> Html:
    """Return the words that end the domain in the charter, on demand."""
    if not domaine.suite:
        return RIEN
    lue = f'<span class="lecteur"> du domaine {escape_html(domaine.libelle)}</span>'
    mots = f'<blockquote class="citation">{escape_html(domaine.suite)}</blockquote>'
    return write_pli(f"Cadre de travail, mot pour mot{lue}", mots)


def _write_actions(domaine: Domaine, bilan: Bilan, liens: Mapping[str, str]) -> Html:
    connus = [lien for lien in domaine.liens if lien.action in bilan.etats]
    if not connus:
        return Html('<p class="note">Aucune action rattachée à ce domaine.</p>')
    items = "".join(write_etat_action(bilan.etats[lien.action], liens) for lien in connus)
    extraits = "".join(
        f"<li>{escape_html(lien.action)}{FINE}: «{FINE}{escape_html(lien.extrait)}{FINE}»</li>"
        for lien in connus
        if lien.extrait
    )
    deduits = any(lien.rattachement == DEDUIT for lien in connus)
    mention = Html(" (rattachement déduit)" if deduits else "")
    nom = Html("Actions rattachées" if len(connus) > 1 else "Action rattachée")
    les = Html("les" if len(connus) > 1 else "la")
    mots = write_pli(f"Les mots qui {les} rattachent", f"<ul>{extraits}</ul>")
    return (
        f'<div class="rattachees"><p class="note">{nom}{mention}, au {format_trimestre(bilan.trimestre)}</p>'
        f'<ul class="actions">{items}</ul>{mots if extraits else ""}</div>'
    )
