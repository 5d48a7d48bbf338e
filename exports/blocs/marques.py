"""HTML marks: statut, météo, bars. Texts given here are escaped here, unless a name says HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from charts.theme import CLAIR
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from metrics.chiffres import Chiffres
from metrics.etat import EtatAction
from models.libelle import Libelle
from models.plan import Action, Orientation
from models.texte import slug
from models.trimestre import Trimestre
from models.vocabulaire import Fraicheur, Meteo, Statut, StatutLibelle
from phrases.actions import name_fraicheur_courte
from phrases.format import FINE, INSUFFISANTES, format_date, format_pourcent, format_trimestre, keep_sigles
from phrases.html import RIEN, Html, escape_html

_APOSTROPHE = re.compile(r"(?<=\w)‘(?=\w)")
_PROVISOIRE = Html(
    '\u00a0<span class="provisoire" title="intitulé provisoire"><span aria-hidden="true">°</span>'
    '<span class="lecteur">(intitulé provisoire)</span></span>'
)


INCONNU = Html('<span class="statut inconnu">Non renseigné</span>')
"""The outline of what nobody said."""


def teinte(numero: int) -> Html:
    """Return the class that gives an orientation its hue."""
    return f"teinte-{(numero - 1) % len(CLAIR.orientations)}"


def write_statut(statut: Statut | None) -> Html:
    """Return the HTML mark of a statut: symbol, colour and word."""
    return write_mot(statut, f"s-{slug(statut)}", CLAIR.statuts[statut].symbole) if statut else INCONNU


def write_mot(mot: str, classe: Html, symbole: str) -> Html:
    """Return the HTML mark of a word of the vocabulary: its symbol, its colour by its class, itself."""
    return (
        f'<span class="statut {classe}"><span aria-hidden="true">{escape_html(symbole)}</span>{escape_html(mot)}</span>'
    )


def write_meteo(meteo: Meteo | None) -> Html:
    """Return the HTML mark of a météo: icon and word, its meaning on demand."""
    if meteo is None:
        return Html('<span class="meteo sourdine">Non renseignée</span>')
    icone = escape_html(CLAIR.meteos[meteo].symbole)
    return (
        f'<span class="meteo" title="{escape_html(meteo.signification)}">'
        f'<span class="icone" aria-hidden="true">{icone}</span> {escape_html(meteo)}</span>'
    )


def write_retard(texte: str = "en retard") -> Html:
    """Return what is late, or past its date: in ink, bold, with the clock that the style sheet draws."""
    return f'<span class="retard">{escape_html(texte)}</span>'


def write_barre(avancement: float | None, attendu: float | None = None, reporte_de: Trimestre | None = None) -> Html:
    """Return an HTML progress bar: expected value as a tick, hatched when carried, an empty outline when unknown."""
    if avancement is None:
        return Html('<span class="barre inconnue" role="img" aria-label="avancement non renseigné"></span>')
    mots = [f"avancement {format_pourcent(avancement)}"]
    repere = RIEN
    if attendu is not None:
        mots.append(f"attendu {format_pourcent(attendu)}")
        repere = f'<b style="left:{attendu:.1f}%"></b>'
    if reporte_de is not None:
        mots.append(f"valeur du {format_trimestre(reporte_de)}")
    classe = Html("barre reporte-barre" if reporte_de else "barre")
    return (
        f'<span class="{classe}" role="img" aria-label="{escape_html(", ".join(mots))}">'
        f'<i style="width:{min(max(avancement, 0), 100):.1f}%"></i>{repere}</span>'
    )


def write_faits(faits: Iterable[tuple[str, Html]]) -> Html:
    """Return a list of names (plain text) and values (HTML)."""
    corps = "".join(f"<div><dt>{escape_html(nom)}</dt><dd>{valeur}</dd></div>" for nom, valeur in faits)
    return f'<dl class="fiche-faits">{corps}</dl>'


def name_texte(libelle: Libelle) -> str:
    """Return the words of a title as they are set on a screen; a reversed apostrophe of the source is turned."""
    return _APOSTROPHE.sub("’", keep_sigles(libelle.texte))


def name_libelle(libelle: Libelle) -> str:
    """Return a title, followed by the discreet mark « ° » when its words are provisional."""
    return name_texte(libelle) if libelle.statut is StatutLibelle.OFFICIEL else f"{name_texte(libelle)}\u00a0°"


def write_libelle(libelle: Libelle, marque: bool = True) -> Html:
    """Return a title as HTML, the mark « ° » saying what it means under the mouse and to screen readers.

    Without `marque` where it is said once of all the titles.
    """
    return escape_html(name_texte(libelle)) + (write_provisoire(libelle) if marque else RIEN)


def write_provisoire(libelle: Libelle) -> Html:
    """Return the mark of provisional words, empty for official ones."""
    return RIEN if libelle.statut is StatutLibelle.OFFICIEL else _PROVISOIRE


def write_pastille(orientation: Orientation) -> Html:
    """Return the small square that bears the number of an orientation in its hue."""
    return f'<span class="pastille {teinte(orientation.numero)}">{orientation.numero}</span>'


def write_action(action: Action, liens: Mapping[str, str], marque: bool = True) -> Html:
    """Return the code and the title of an action as a link to its fiche; `liens` go in its address too."""
    texte = f"{escape_html(action.code)} · {write_libelle(action.libelle, marque)}"
    return write_lien(PAGE_ACTIONS, texte, {"action": action.code, **liens})


def write_code(action: Action, liens: Mapping[str, str]) -> Html:
    """Return the code alone as such a link, the title being read aloud and shown under the mouse."""
    titre = escape_html(name_libelle(action.libelle))
    contenu = f'<span title="{titre}">{escape_html(action.code)}</span><span class="lecteur"> {titre}</span>'
    return write_lien(PAGE_ACTIONS, contenu, {"action": action.code, **liens})


def write_part(avancement: float | None) -> Html:
    """Return a progress as text, « – » when unknown."""
    return Html("–") if avancement is None else format_pourcent(avancement)


def write_avance(chiffres: Chiffres) -> Html:
    """Return the bar and the figure of a set of actions, « données insuffisantes » under the threshold."""
    if not chiffres.suffisante:
        return f'<span class="avance">{write_barre(None)}<span class="sourdine">{INSUFFISANTES}</span></span>'
    barre = write_barre(chiffres.avancement, chiffres.attendu)
    return f'<span class="avance">{barre}<span class="num">{format_pourcent(chiffres.avancement)}</span></span>'


def write_etat_action(etat: EtatAction, liens: Mapping[str, str], chiffre: bool = True) -> Html:
    """Return an action as an item of a list: its title, where it stands, how fresh that is.

    Without `chiffre` where its bar and its number stand beside it already.
    """
    barre = write_barre(etat.avancement, etat.attendu_compte, etat.trimestre_repris)
    avance = f'<span class="avance">{barre}<span class="num">{write_part(etat.avancement)}</span></span>'
    return (
        f"<li>{write_action(etat.action, liens)}{avance if chiffre else RIEN}{write_statut(etat.statut)}"
        f'<span class="sourdine petit">{escape_html(name_fraicheur_courte(etat))}</span></li>'
    )


CLASSES_FRAICHEUR: Mapping[Fraicheur, Html] = {
    Fraicheur.ACTUALISEE: Html("f-actualisee"),
    Fraicheur.NON_ACTUALISEE: Html("f-reportee"),
    Fraicheur.ANCIENNE: Html("f-ancienne"),
    Fraicheur.NON_RENSEIGNEE: Html("f-inconnue"),
}


def write_fraicheurs(fraicheurs: Mapping[Fraicheur, int]) -> Html:
    """Return the strip of freshness and its key, which holds the numbers."""
    presentes = [(f, n) for f, n in fraicheurs.items() if n]
    bandes = "".join(f'<span class="{CLASSES_FRAICHEUR[f]}" style="flex:{n}"></span>' for f, n in presentes)
    cles = "".join(
        f'<li><span class="cle {CLASSES_FRAICHEUR[f]}"></span>{escape_html(f)}{FINE}: <strong>{n}</strong></li>'
        for f, n in fraicheurs.items()
    )
    return f'<div class="empilee" aria-hidden="true">{bandes}</div><ul class="legende">{cles}</ul>'


def write_date(jour: date | None) -> Html:
    """Return a day that does not break over two lines."""
    return f'<span class="insecable">{format_date(jour)}</span>'


def write_legende_meteo() -> Html:
    """Return the key of the météo: colour, icon, word, meaning, and the empty outline."""
    items = "".join(
        f'<li><span class="cle m-{slug(meteo)}"></span>{write_meteo(meteo)} '
        f'<span class="sourdine">{escape_html(meteo.signification)}</span></li>'
        for meteo in Meteo
    )
    inconnue = f'<li><span class="cle f-inconnue"></span>{write_meteo(None)}</li>'
    return f'<ul class="legende">{items}{inconnue}</ul>'
