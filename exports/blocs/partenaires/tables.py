"""The parts of a partner's sheet, as HTML: its actions, what comes next, its level quarter by quarter, its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from exports.blocs import marques as m
from exports.blocs.fiche import VIDE, write_section
from exports.blocs.liens import PAGE_CHARTE, write_lien
from exports.blocs.mots import write_note
from exports.blocs.table import Case, Rangee, write_grille, write_table
from metrics.bilan import Bilan
from metrics.etat import EtatAction
from metrics.implication import Paire
from metrics.partenaire import Attente, LigneAction, list_attentes
from models.plan import Orientation
from models.trimestre import Trimestre
from models.vocabulaire import Cote, NiveauImplication
from phrases.decisions import A_CONFIRMER
from phrases.format import FINE, NON_RENSEIGNE, format_date, format_trimestre, name_orientation
from phrases.html import RIEN, Html, escape_html

MOTS_EN_VUE = 12
"""Past contributions shown, the latest first; the others are in the workbook."""
CORRECTION = (
    f"Une erreur, un oubli{FINE}? Dites-le au pilote de l’action, nommé sous son titre{FINE}: "
    "c’est sa remontée qui se lit ici."
)
_NIVEAUX = "".join(
    f'<span><span class="case-cle degre-{int(n)}">{int(n)}</span> {escape_html(n.libelle)}</span>'
    for n in reversed(NiveauImplication)
)
_SILENCE = Html('<span><span class="case-cle muette">?</span> attendu, sans nouvelle</span>')
LEGENDE_NIVEAUX = f'<p class="note cles-carte">{_NIVEAUX}{_SILENCE}</p>'


def name_role(ligne: LigneAction) -> str:
    """Return the role expected of a partner in an action, and through whom."""
    if ligne.au_titre_de is not None:
        return f"pour sa catégorie, {ligne.au_titre_de}"
    if not ligne.paire.attendue:
        return "non attendu"
    return str(ligne.paire.role) if ligne.paire.role else NON_RENSEIGNE


def write_niveau(ligne: LigneAction) -> Html:
    """Return what was reported in the quarter shown, silence said apart from « Non mobilisé »."""
    paire, etat = ligne.paire, ligne.etat
    par = f' <span class="sourdine petit">par {escape_html(", ".join(paire.voix))}</span>' if paire.voix else RIEN
    if paire.niveau is not None:
        return f"<strong>{escape_html(paire.niveau.libelle)}</strong>{par}"
    if paire.remontee:
        return f"Niveau non renseigné{par}"
    mot = "Sans nouvelle" if paire.attendue else "–"
    dit = mot if etat.active else f"Action {str(etat.statut).lower()}, hors calcul"
    return f'<span class="sourdine">{escape_html(dit)}</span>'


def write_actions(
    bilan: Bilan, lignes: Sequence[LigneAction], liens: Mapping[str, str], *, interne: bool = True
) -> Html:
    """Return the actions of a partner: its own, then those where only its catégorie is expected and it said nothing.

    What pilots write is there where what is `interne` may be read.
    """
    if not lignes:
        vide = write_note("Ce partenaire n’est attendu sur aucune action, et rien n’a été remonté de lui.")
        return write_section("Ses actions", vide)
    suivant = bilan.trimestre.decale(1)
    etape = "l’étape que le pilote annonce, " if interne else ""
    note = write_note(
        f"À venir{FINE}: {etape}les jalons et l’échéance de l’action entière jusqu’au "
        f"{format_date(suivant.dernier_jour)}, retards compris."
    )
    note = f'<p class="correction">{CORRECTION}</p>{note}' if interne else note
    siennes = [x for x in lignes if not _is_muette_au_titre(x)]
    sections = (
        write_section("Ses actions", note + _write_orientations(bilan, siennes, liens, interne=interne))
        if siennes
        else RIEN
    )
    reste = [x for x in lignes if _is_muette_au_titre(x)]
    if reste:
        titre = f"Ses actions pour sa catégorie, «{FINE}{reste[0].au_titre_de}{FINE}»"
        sections += write_section(
            titre, (RIEN if siennes else note) + _write_orientations(bilan, reste, liens, interne=interne)
        )
    return sections


def hide_textes(attente: Attente) -> Attente:
    """Return what is expected without what pilots write, for who may not read it."""
    return replace(attente, prochaine_etape=None, decision=None)


def _is_muette_au_titre(ligne: LigneAction) -> bool:
    """Return whether only the catégorie of a partner is expected, and the partner never said anything."""
    return ligne.au_titre_de is not None and not any(p.remontee for p in ligne.paires)


def _write_orientations(
    bilan: Bilan, lignes: Sequence[LigneAction], liens: Mapping[str, str], *, interne: bool
) -> Html:
    """Return a table an orientation: what was done, but where the partner never said anything; what comes next."""
    attentes = {a.ligne.etat.code: a if interne else hide_textes(a) for a in list_attentes(bilan, lignes)}
    entetes: tuple[str, ...] = (
        "Action et rôle attendu",
        f"Au {format_trimestre(bilan.trimestre)}",
        f"À venir au {format_trimestre(bilan.trimestre.decale(1))}",
    )
    if all(map(_is_muette_au_titre, lignes)):
        entetes = ("Action", entetes[2])
    blocs = []
    for orientation in bilan.plan.orientations:
        siennes = [x for x in lignes if x.etat.action.orientation == orientation.code]
        if siennes:
            corps = [_write_action(x, attentes.get(x.etat.code), liens, interne=interne) for x in siennes]
            table = write_table(name_orientation(orientation), entetes, corps, legende_lue=True, fixe=True)
            blocs.append(f"{_write_orientation(orientation)}{table}")
    return "".join(blocs)


def _write_orientation(orientation: Orientation) -> Html:
    return (
        f'<h3 class="orientation-fiche">{m.write_pastille(orientation)} {escape_html(orientation.libelle_court)}</h3>'
    )


def _write_action(
    ligne: LigneAction, attente: Attente | None, liens: Mapping[str, str], *, interne: bool
) -> list[Html]:
    texte = ligne.paire.contribution if interne else None
    dit = f'<br><span class="texte-libre">{escape_html(texte)}</span>' if texte else RIEN
    etape = attente.prochaine_etape if attente else None
    suite = [f'<span class="texte-libre">{escape_html(etape)}</span>'] if etape else []
    suite += _list_dates(attente) if attente else []
    muette = _is_muette_au_titre(ligne)
    dessous = [] if muette else [_say_role(ligne)]
    dessous.append(f"Pilote{FINE}: {ligne.etat.action.pilote.nom}")
    role = f'<span class="sourdine petit">{"<br>".join(map(escape_html, dessous))}</span>'
    tete, venir = f"{m.write_action(ligne.etat.action, liens)}<br>{role}", "<br>".join(suite) or VIDE
    if muette:
        return [tete, venir if ligne.etat.active else write_niveau(ligne)]
    return [tete, f"{write_niveau(ligne)}{dit}", venir]


def _say_role(ligne: LigneAction) -> str:
    """Return the role as it stands under an action."""
    role = name_role(ligne)
    nomme = ligne.paire.attendue and ligne.au_titre_de is None
    return f"Rôle{FINE}: {role}" if nomme else role[0].upper() + role[1:]


def _list_dates(attente: Attente) -> list[Html]:
    """Return what is dated, and the décision wanted of the partner itself."""
    dits = [_write_decision(attente.ligne.etat, attente.decision)] if attente.decision else []
    for j in attente.jalons:
        retard = f" {m.write_retard()}" if j.en_retard else RIEN
        dits.append(f"{escape_html(j.libelle)}, {m.write_date(j.echeance)}{retard}")
    if attente.echeance:
        etat = attente.ligne.etat
        retard = f" {m.write_retard()}" if etat.en_retard else RIEN
        dits.append(f"Échéance de l’action, {m.write_date(etat.echeance)}{retard}")
    return dits


def _write_decision(etat: EtatAction, texte: str) -> Html:
    """Return the décision wanted of the partner, and the doubt where the action is no longer blocked."""
    if not etat.decision_a_confirmer:
        return f"Décision attendue de sa part{FINE}: {escape_html(texte)}"
    doute = f'<span class="avis">({escape_html(A_CONFIRMER)})</span>'
    return f"Décision de sa part{FINE}: {escape_html(texte)} {doute}"


def write_trimestres(lignes: Sequence[LigneAction], trimestres: Sequence[Trimestre], liens: Mapping[str, str]) -> Html:
    """Return the level quarter by quarter, a row an action; older quarters give way on a phone."""
    lignes = [x for x in lignes if any(p.attendue or p.remontee for p in x.paires)]
    if not lignes or len(trimestres) < 2:
        return RIEN
    classes = ["ancien" if rang < len(trimestres) - 4 else "" for rang in range(len(trimestres))]
    tetes = [Case(f"T{t.numero}<br>{t.annee}", c) for c, t in zip(classes, trimestres, strict=True)]
    rangees = [
        Rangee(
            m.write_code(x.etat.action, liens),
            [_write_cellule(*cellule) for cellule in zip(x.paires, x.actives, classes, strict=True)],
        )
        for x in lignes
    ]
    legende = "Implication par action et par trimestre"
    table = write_grille(legende, [[Case(Html("Action")), *tetes]], rangees, "carte trimestres")
    return write_section("Trimestre par trimestre", LEGENDE_NIVEAUX + table)


def _write_cellule(paire: Paire, active: bool, classe: str) -> Case:
    if not paire.remontee and not (paire.attendue and active):
        return Case(Html('<span class="lecteur">non attendu</span>'), classe)
    if paire.niveau is None:
        mot, signe = ("niveau non renseigné", "·") if paire.remontee else ("sans nouvelle", "?")
        return _write_marque(f"case muette {classe}", signe, mot)
    return _write_marque(f"case degre-{int(paire.niveau)} {classe}", str(paire.niveau.value), paire.niveau.libelle)


def _write_marque(classe: str, signe: str, mot: str) -> Case:
    contenu = f'<b aria-hidden="true">{escape_html(signe)}</b><span class="lecteur">{escape_html(mot)}</span>'
    return Case(contenu, classe.strip(), mot)


def write_contributions(lignes: Sequence[LigneAction], liens: Mapping[str, str]) -> Html:
    """Return what was said of its contributions in the quarters before, the latest first."""
    dits = list_contributions(lignes)
    if not dits:
        return RIEN
    items = "".join(
        f'<li><span class="sourdine">{format_trimestre(t)} · {m.write_code(x.etat.action, liens)}</span> '
        f'<span class="texte-libre">{escape_html(p.contribution or "")}</span></li>'
        for t, x, p in dits[:MOTS_EN_VUE]
    )
    reste = len(dits) - MOTS_EN_VUE
    suite = write_note(f"{reste} plus anciennes sont dans les tableaux de la fiche.") if reste > 0 else RIEN
    return write_section("Contributions des trimestres précédents", f'<ul class="contributions">{items}</ul>{suite}')


def list_contributions(lignes: Sequence[LigneAction]) -> list[tuple[Trimestre, LigneAction, Paire]]:
    """Return the past contributions that were put in words, the latest quarter first, then in the order of the tree."""
    dits = [
        (x.etat.trimestre.decale(rang + 1 - len(x.paires)), x, p)
        for x in lignes
        for rang, p in enumerate(x.paires[:-1])
        if p.contribution
    ]
    return sorted(dits, key=lambda d: -d[0].rang)


def write_charte(bilan: Bilan, liens: Mapping[str, str]) -> Html:
    """Return the commitments of the partners' side, for who surely stands there; empty without a charter."""
    charte = bilan.plan.charte
    if charte is None:
        return RIEN
    lien = f'<p class="note sans-impression">{write_lien(PAGE_CHARTE, "Lire la charte", liens)}</p>'
    nom = charte.name_partie(Cote.PARTENAIRE)
    items = "".join(f"<li>{escape_html(e.texte)}</li>" for e in charte.engagements if e.partie is Cote.PARTENAIRE)
    titre = f"Engagements de {nom} dans la charte"
    debut = f"<p>{escape_html(nom)} s’engage{FINE}:</p>"
    return write_section(titre, f'{debut}<ul class="engagements-charte">{items}</ul>{lien}')
