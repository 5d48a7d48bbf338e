"""The flagship commitments: one below the other with their words, figures and actions; as a strip of cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from exports.blocs import marques as m
from exports.blocs.engagements.sommaire import write_sommaire
from exports.blocs.liens import PAGE_ENGAGEMENTS, write_lien
from metrics.bilan import Bilan
from metrics.chiffres import DECIMALES, Chiffres
from metrics.confiance import ClasseEcart
from metrics.engagement import JalonAction, compute_dates, find_rythme, list_atteints, list_etats
from metrics.etat import EtatAction
from models.plan import Engagement, Plan
from models.trimestre import Trimestre
from models.vocabulaire import StatutLibelle
from phrases.engagements import write_ouverture_engagements
from phrases.format import FINE, INSECABLE, INSUFFISANTES, format_compte, format_points, format_pourcent
from phrases.html import RIEN, Html, escape_html
from phrases.nom import write_nom
from phrases.synthese import explain_couverture, write_fiabilite
from phrases.trimestre import write_attendus

EN_VUE = 20
"""Actions of an engagement under its words: beyond, its sheet lists them."""
AVIS = (
    f'<p class="note">Le texte est celui de la source{FINE}; les actions rattachées sont déduites. Une action peut '
    f"servir plusieurs engagements{FINE}: leurs avancements ne s’additionnent pas.</p>"
)


def write_phrase(bilan: Bilan, aujourd_hui: date) -> Html:
    """Return the sentence of the screen, as HTML."""
    return f'<p class="phrase">{escape_html(write_ouverture_engagements(bilan, aujourd_hui))}</p>'


def write_blocs(bilan: Bilan, liens: Mapping[str, str], aujourd_hui: date | None) -> Html:
    """Return every engagement, one below the other, as HTML; `liens` go in the addresses of its links."""
    blocs = (_write_bloc(bilan, e, liens, aujourd_hui) for e in bilan.plan.engagements)
    sommaire = write_sommaire(bilan, liens, bilan.is_comparable(aujourd_hui))
    return f'{sommaire}{AVIS}<ol class="blocs">{"".join(blocs)}</ol>'


def write_libelle(engagement: Engagement) -> Html:
    """Return the official words as HTML, the source's own slips followed by « [sic] », provisional ones by « ° »."""
    texte = m.write_libelle(engagement.libelle)
    if engagement.libelle.statut is StatutLibelle.OFFICIEL:
        for mots in map(escape_html, engagement.sic):
            texte = texte.replace(mots, f'{mots} <span class="sic">[sic]</span>')
    return texte


def write_rattachement(bilan: Bilan, engagement: Engagement) -> Html:
    """Return the orientation an engagement was tied to, with its number, and that it was deduced."""
    orientation = next((o for o in bilan.plan.orientations if o.code == engagement.orientation), None)
    if orientation is None:
        return Html("Rattachement à une orientation non renseigné")
    return (
        f'<span class="lecteur">Orientation </span>{m.write_pastille(orientation)} '
        f'{escape_html(orientation.libelle_court)} <span class="insecable">(rattachement déduit)</span>'
    )


def write_numero(engagement: Engagement) -> Html:
    """Return « n° 2 », said in full to screen readers."""
    return f'<span class="lecteur">Engagement </span><span class="rang">n°\u00a0{engagement.numero}</span> '


def find_teinte(bilan: Bilan, engagement: Engagement) -> Html:
    """Return the class that gives an engagement the hue of its orientation, empty without one."""
    numeros = {o.code: o.numero for o in bilan.plan.orientations}
    return m.teinte(numeros[engagement.orientation]) if engagement.orientation in numeros else RIEN


def _write_bloc(bilan: Bilan, engagement: Engagement, liens: Mapping[str, str], aujourd_hui: date | None) -> Html:
    etats, chiffres = list_etats(bilan, engagement), bilan.engagements[engagement.numero]
    seule = etats[0] if len(etats) == 1 and chiffres.suffisante else None
    barre = write_barre(chiffres, seule.trimestre_repris if seule else None)
    dates, figures = _write_dates(etats, bilan.plan), _write_chiffres(chiffres, barre, bilan.trimestre, aujourd_hui)
    adresse = {"engagement": str(engagement.numero), **liens}
    actions = "".join(m.write_etat_action(e, liens, chiffre=seule is None) for e in etats[:EN_VUE])
    if len(etats) > EN_VUE:
        tout = f"Voir les {format_compte(len(etats), 'action')}"
        actions += f"<li>{write_lien(PAGE_ENGAGEMENTS, tout, adresse)}</li>"
    corps = f'<ul class="actions">{actions}</ul>' if etats else Html('<p class="note">Aucune action rattachée.</p>')
    return (
        f'<li><div class="mots"><h2>{write_numero(engagement)}'
        f"{write_lien(PAGE_ENGAGEMENTS, write_libelle(engagement), adresse)}</h2>"
        f'<p class="note">{write_rattachement(bilan, engagement)}</p></div>'
        f'<div class="chiffres">{figures}{dates}{_write_jalons(etats, aujourd_hui)}</div>'
        f"{corps}</li>"
    )


def _write_chiffres(chiffres: Chiffres, barre: Html, trimestre: Trimestre, aujourd_hui: date | None) -> Html:
    if not chiffres.total:
        return Html('<p class="note">Non renseigné</p>')
    reste = [f"{format_compte(chiffres.realisees, 'réalisée')} sur {chiffres.actives}"]
    if chiffres.bloquees:
        reste.append(f'<span class="rouge">{format_compte(chiffres.bloquees, "bloquée")}</span>')
    return (
        f'<div class="avance grande">{barre}<strong>{write_figure(chiffres, DECIMALES)}</strong></div>'
        f'<p class="note">{write_detail(chiffres, trimestre, aujourd_hui)}</p>'
        f'<p class="note">{", ".join(reste)} · {write_pire(chiffres)}</p>'
    )


def write_barre(chiffres: Chiffres, reporte_de: Trimestre | None = None) -> Html:
    """Return the bar of an engagement, the outline of the unknown when too little is known to say its avancement.

    `reporte_de` is the quarter that the value of its only action carries from.
    """
    if not chiffres.suffisante:
        return m.write_barre(None)
    return m.write_barre(chiffres.avancement, chiffres.attendu, reporte_de)


def write_figure(chiffres: Chiffres, decimales: int = 0) -> Html:
    """Return the avancement, « – » when too little is known to say it."""
    return format_pourcent(chiffres.avancement, decimales) if chiffres.suffisante else Html("–")


def write_detail(chiffres: Chiffres, trimestre: Trimestre, aujourd_hui: date | None) -> Html:
    """Return what goes with a figure that has `DECIMALES`: the expected, the gap, what it stands on, its bracket."""
    if not chiffres.suffisante:
        return escape_html(write_fiabilite(chiffres))
    ecart = format_points(chiffres.ecart_lu, DECIMALES).replace(" ", INSECABLE)
    attendus = write_attendus(chiffres.attendu, trimestre, aujourd_hui, DECIMALES)
    return escape_html(f"{attendus}, {ecart} · {explain_couverture(chiffres)}")


def write_pire(chiffres: Chiffres) -> Html:
    """Return the worst météo of the actions, said to be the worst."""
    return f"météo la moins favorable{FINE}: {m.write_meteo(chiffres.pire_meteo)}"


def _write_dates(etats: Sequence[EtatAction], plan: Plan) -> Html:
    dates = compute_dates(etats)
    if dates.debut is None:
        return RIEN
    retard = f", {m.write_retard(f'{len(dates.en_retard)} en retard')}" if dates.en_retard else RIEN
    origine = RIEN if dates.propres else f" (dates {escape_html(write_nom(plan).du)}, faute de dates propres)"
    return f'<p class="note">Du {m.write_date(dates.debut)} au {m.write_date(dates.echeance)}{retard}{origine}</p>'


def _write_jalons(etats: Sequence[EtatAction], aujourd_hui: date | None) -> Html:
    """Return the next jalon, the last one reached when none is to come, nothing where there is none.

    One whose day went by since the end of the quarter is not next: the next report says what became of it.
    """
    dits = [(_name_a_venir(x, aujourd_hui), x.jalon, x.jalon.echeance) for x in compute_dates(etats).a_venir[:1]]
    dits += [("Dernier jalon", x.jalon, x.jalon.atteint_le) for x in list_atteints(etats)[:1]]
    if not dits:
        return RIEN
    nom, jalon, jour = dits[0]
    retard = f", {m.write_retard()}" if jalon.en_retard else RIEN
    return f'<p class="note">{escape_html(nom)} le {m.write_date(jour)}{retard}{FINE}: {escape_html(jalon.libelle)}</p>'


def _name_a_venir(jalon: JalonAction, aujourd_hui: date | None) -> str:
    jour, tardif = jalon.jalon.echeance, jalon.jalon.en_retard
    passe = jour is not None and aujourd_hui is not None and jour < aujourd_hui and not tardif
    return "Jalon à confirmer, prévu" if passe else "Prochain jalon"


def write_bande(bilan: Bilan, liens: Mapping[str, str], compare: bool) -> Html:
    """Return the flagship commitments as cards that open: number, progress, écart, words, what is blocked.

    `compare` is False where no distance to the expected may be told.
    """
    cartes = "".join(_write_carte(bilan, e, liens, compare) for e in bilan.plan.engagements)
    return f'<ol class="engagements">{cartes}</ol>'


def _write_carte(bilan: Bilan, engagement: Engagement, liens: Mapping[str, str], compare: bool) -> Html:
    chiffres = bilan.engagements[engagement.numero]
    etat = format_compte(len(engagement.actions), "action")
    if chiffres.bloquees:
        etat += f", {format_compte(chiffres.bloquees, 'bloquée')}"
    if not chiffres.suffisante:
        etat += f", {INSUFFISANTES}"
    tete = (
        f'<span class="numero">n°\u00a0{engagement.numero}</span><span class="figure">{write_figure(chiffres)}</span>'
    )
    libelle = write_lien(
        PAGE_ENGAGEMENTS,
        write_libelle(engagement),
        {"engagement": str(engagement.numero), **liens},
        "libelle",
    )
    return (
        f'<li class="{find_teinte(bilan, engagement)}"><span class="tete">{tete}</span>'
        f"{write_barre(chiffres)}{_write_ecart(chiffres) if compare else RIEN}"
        f'{libelle}<span class="sourdine">{etat}</span></li>'
    )


def _write_ecart(chiffres: Chiffres) -> Html:
    """Return the distance to the expected, bold from the threshold of alerts on; nothing when too little is known."""
    if not chiffres.suffisante or chiffres.ecart is None:
        return RIEN
    classe = Html("ecart loin" if find_rythme(chiffres) is ClasseEcart.LOIN else "ecart")
    return f'<span class="{classe}">{format_points(chiffres.ecart)}</span>'
