"""The rows of the register, as HTML and as those of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exports.blocs import marques as m
from exports.blocs.actions.preuves import write_preuve
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from exports.blocs.table import write_table
from exports.tableau import Case
from metrics.registre import Etape, LigneRegistre
from models.plan import Plan
from phrases.decisions import A_CONFIRMER
from phrases.format import FINE, format_compte, format_date, format_trimestre, join_mots, keep_sigles
from ui.socle.texte import RIEN, Html, escape_html

ENTETES = ("Action", "Ce qui est demandé", "À qui, pour quand", "Depuis", "Décision et suites")
ENTETES_CLASSEUR = (
    *("Action", "Intitulé", "Statut", "Étape", "Point de blocage", "Décision demandée", "Demandée au", "Destinataire"),
    *("Pour le", "Demandée depuis le", "Jours", "Décision prise", "Prise par", "Prise le", "Suites données"),
    *("Réunion", "Preuve", "Adresse de la preuve", "Action débloquée"),
)
DEBLOQUEE = "L’action n’est plus bloquée."


def write_phrase(lignes: Sequence[LigneRegistre], filtre: bool) -> str:
    """Return « 8 décisions : 6 attendues, dont 2 dépassées, et 2 prises. », « 6 décisions attendues. »."""
    if not lignes:
        return "Aucune décision ne répond à ces filtres." if filtre else "Aucune décision n’a été demandée ni prise."
    comptes = {etape: sum(x.etape is etape for x in lignes) for etape in Etape}
    retards = sum(x.retard_jours is not None for x in lignes)
    dont = f", dont {format_compte(retards, 'dépassée')}" if retards else ""
    prises = comptes[Etape.PRISE] + comptes[Etape.SUIVIE]
    suivies = f", dont {comptes[Etape.SUIVIE]} avec leurs suites" if comptes[Etape.SUIVIE] else ""
    dits = [
        *([f"{format_compte(comptes[Etape.ATTENDUE], 'attendue')}{dont}"] if comptes[Etape.ATTENDUE] else []),
        *([f"{comptes[Etape.A_CONFIRMER]} à confirmer"] if comptes[Etape.A_CONFIRMER] else []),
        *([f"{format_compte(prises, 'prise')}{suivies}"] if prises else []),
    ]
    total = format_compte(len(lignes), "décision")
    if len(dits) == 1:
        return f"{total} {dits[0].partition(' ')[2]}."
    return f"{total}{FINE}: {join_mots(dits)}."


def write_registre(plan: Plan, lignes: Sequence[LigneRegistre], liens: Mapping[str, str]) -> Html:
    """Return a row a décision, its action a link."""
    corps = [
        [_write_action(x, liens), _write_demande(x), _write_qui(x), _write_age(x), _write_suite(plan, x)]
        for x in lignes
    ]
    return write_table("Décisions, les plus pressantes d’abord", ENTETES, corps, large=(0, 1, 4), legende_lue=True)


def _write_action(x: LigneRegistre, liens: Mapping[str, str]) -> Html:
    action = x.etat.action
    texte = escape_html(keep_sigles(f"{action.code} · {action.libelle.texte}"))
    return f"{write_lien(PAGE_ACTIONS, texte, {'action': action.code, **liens})}<br>{m.write_statut(x.etat.statut)}"


def _write_demande(x: LigneRegistre) -> Html:
    quand = f"Demandée au {format_trimestre(x.demandee_au)}" if x.demandee_au else ""
    blocage = x.etat.point_blocage if x.decision is None or x.decision == x.etat.prise else None
    motif = f'<br><span class="petit">Blocage{FINE}: {escape_html(blocage)}</span>' if blocage else RIEN
    suite = f'<br><span class="sourdine petit">{escape_html(quand)}</span>' if quand else RIEN
    return f'<span class="texte-libre">{escape_html(x.demande)}</span>{motif}{suite}'


def _write_qui(x: LigneRegistre) -> Html:
    qui = escape_html(keep_sigles(x.destinataire)) if x.destinataire else Html('<span class="sourdine">–</span>')
    if x.pour_le is None:
        return qui
    retard = RIEN
    if x.retard_jours is not None:
        dit = f"dépassée de {format_compte(x.retard_jours, 'jour')}"
        retard = f"<br>{m.write_retard(dit)}"
    return f"{qui}<br>pour le {format_date(x.pour_le)}{retard}"


def _write_age(x: LigneRegistre) -> Html:
    if x.jours is None:
        return Html('<span class="sourdine">–</span>')
    depuis = f"depuis le {format_date(x.depuis)}" if x.decision is None else "entre la demande et la décision"
    return f'{format_compte(x.jours, "jour")}<br><span class="sourdine petit">{escape_html(depuis)}</span>'


def _write_suite(plan: Plan, x: LigneRegistre) -> Html:
    d = x.decision
    if d is None:
        dit = A_CONFIRMER.capitalize() if x.etape is Etape.A_CONFIRMER else "Attendue"
        return f'<span class="avis">{escape_html(dit)}</span>' if x.etape is Etape.A_CONFIRMER else escape_html(dit)
    reunion = next((f" · {p.titre}" for p in plan.presentations if p.reference == d.presentation), "")
    qui = escape_html(keep_sigles(f"{d.par}, le {format_date(d.prise_le)}{reunion}"))
    suites = f"<br><strong>Suites</strong>{FINE}: {escape_html(d.suites)}" if d.suites else RIEN
    libre = f'<br><span class="petit">{escape_html(DEBLOQUEE)}</span>' if x.debloquee else RIEN
    preuve = write_preuve(x.etat.action, d.reference)
    texte = f'<span class="texte-libre">{escape_html(d.texte)}{suites}</span>'
    return f'{texte}<br><span class="sourdine petit">{qui}</span>{libre}{preuve}'


def build_lignes(plan: Plan, lignes: Sequence[LigneRegistre]) -> Iterator[Sequence[Case]]:
    """Yield a row a décision, under `ENTETES_CLASSEUR`."""
    titres = {p.reference: p.titre for p in plan.presentations}
    for x in lignes:
        d, action = x.decision, x.etat.action
        preuve = next((p for p in action.preuves if d and p.reference == d.reference), None)
        yield (
            *(action.code, action.libelle.texte, None if x.etat.statut is None else str(x.etat.statut), str(x.etape)),
            *(x.etat.point_blocage, x.demande, x.demandee_au.libelle if x.demandee_au else None, x.destinataire),
            *(x.pour_le, x.depuis, x.jours, d.texte if d else None, d.par if d else None, d.prise_le if d else None),
            *((d.suites or None) if d else None, titres.get(d.presentation or "") if d else None),
            *(preuve.titre if preuve else None, preuve.adresse if preuve else None, "oui" if x.debloquee else "non"),
        )
