"""The tables of a fiche, as HTML: history, jalons, indicateurs, partners, provenance down to the cell of the file."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.etat import EtatAction
from metrics.format import FINE, NON_RENSEIGNE, format_compte, format_mesure, format_taux, format_trimestre
from metrics.indicateur import compute_taux
from models.changement import Changement, Valeur
from models.plan import Action, Indicateur, Participation
from models.provenance import Trace
from models.trimestre import Trimestre
from ui import marques as m
from ui.champs import find_libelle, write_valeur
from ui.temps import find_jour
from ui.texte import escape_html, shorten_nom

VIDE = '<span class="sourdine">–</span>'


def _section(titre: str, corps: str) -> str:
    return f'<h3 class="sous-titre">{escape_html(titre)}</h3>{corps}'


def _note(texte: str) -> str:
    return f'<p class="note">{escape_html(texte)}</p>'


def _texte(texte: str | None) -> str:
    return f'<span class="texte-libre">{escape_html(texte)}</span>' if texte else VIDE


def write_historique(etats: Sequence[EtatAction], connue_depuis: bool) -> str:
    """Return the history moment by moment, latest first; values that carry are hatched.

    `connue_depuis`: reports exist on later quarters than the one shown, so « jamais » would be false.
    """
    entetes = ("Trimestre", "Avancement", "Statut", "Météo", "Fait marquant", "Prochaine étape", "Reçu le")
    if all(e.dernier_suivi is None for e in etats):
        absence = "n’avait pas encore été renseignée" if connue_depuis else "n’a jamais été renseignée"
        return _section("Historique", _note(f"Cette action {absence}."))
    lignes = [_write_trimestre(e) for e in etats]
    legende = "Trimestre par trimestre, le plus récent d’abord\u202f; une barre hachurée reprend la valeur précédente"
    return _section("Historique", m.write_table(legende, entetes, lignes, large=(4, 5)))


def _write_trimestre(e: EtatAction) -> list[str]:
    barre = m.write_barre(e.avancement, m.find_attendu(e), m.find_report(e))
    avance = f'<span class="avance">{barre}{m.write_part(e.avancement)}</span>'
    recu = m.write_date(find_jour(e.declare_le)) if e.declare_le else '<span class="sourdine">pas de remontée</span>'
    if e.reporte and e.declare_le is None:
        recu = VIDE
    statut, meteo = m.write_statut(e.statut), m.write_meteo(e.meteo)
    return [
        f'<span class="insecable">{format_trimestre(e.trimestre)}</span>',
        avance,
        statut,
        meteo,
        _texte(e.fait_marquant),
        _texte(e.prochaine_etape),
        recu,
    ]


def write_jalons(etat: EtatAction) -> str:
    """Return the jalons, the original date kept beside the revised one."""
    if not etat.jalons:
        return _section("Jalons", _note("Aucun jalon n’est prévu pour cette action."))
    lignes = []
    for j in etat.jalons:
        revisee = VIDE
        if j.echeance != j.echeance_initiale and j.echeance:
            revisee = f"{m.write_date(j.echeance)} ({format_compte(j.reports, 'report')})"
        situation = f"atteint le {m.write_date(j.atteint_le)}" if j.atteint_le else "à venir"
        if j.en_retard:
            situation = '<span class="retard">en retard</span>'
        initiale = m.write_date(j.echeance_initiale)
        lignes.append([escape_html(j.reference), escape_html(j.libelle), initiale, revisee, situation])
    entetes = ("Référence", "Jalon", "Échéance initiale", "Échéance révisée", "Situation")
    return _section("Jalons", m.write_table("Jalons de l’action", entetes, lignes, large=(1,), legende_lue=True))


def write_indicateurs(action: Action, trimestre: Trimestre) -> str:
    """Return the indicateurs and how far each is on the way to its target."""
    if not action.indicateurs:
        return _section("Indicateurs", _note("Aucun indicateur n’est défini pour cette action."))
    lignes = [_write_indicateur(i, trimestre) for i in action.indicateurs]
    entetes = ("Indicateur", "Valeur initiale", "Valeur actuelle", "Cible", "Chemin parcouru")
    tableau = m.write_table("Indicateurs, jamais mêlés à l’avancement", entetes, lignes, (1, 2, 3), (0, 4))
    return _section("Indicateurs", tableau)


def _write_indicateur(indicateur: Indicateur, trimestre: Trimestre) -> list[str]:
    taux = compute_taux(indicateur, trimestre)
    unite = f"{FINE}{escape_html(indicateur.unite)}" if indicateur.unite else ""

    def mesure(valeur: float | None) -> str:
        return VIDE if valeur is None else f"{format_mesure(valeur)}{unite}"

    actuelle = mesure(taux.mesure.valeur if taux.mesure else None)
    if taux.mesure:
        actuelle += f'<br><span class="sourdine petit">{format_trimestre(taux.mesure.trimestre)}</span>'
    chemin = f'<span class="sourdine">{escape_html(taux.motif or "")}</span>'
    if taux.affiche is not None:
        chemin = f'<span class="avance">{m.write_barre(100 * taux.affiche)}{format_taux(taux.taux)}</span>'
    nom = escape_html(indicateur.libelle)
    return [nom, mesure(indicateur.valeur_initiale), actuelle, mesure(indicateur.cible), chemin]


def write_participations(action: Action, trimestre: Trimestre) -> str:
    """Return the partners: what is expected of each, what it did this moment; silence is said."""
    if not action.participations:
        return _section("Partenaires", _note("Aucun partenaire n’est attendu sur cette action."))
    lignes = [_write_participation(p, trimestre) for p in action.participations]
    entetes = (
        "Partenaire",
        "Rôle attendu",
        f"Implication au {format_trimestre(trimestre)}",
        "Contribution du trimestre",
    )
    return _section(
        "Partenaires", m.write_table("Partenaires de l’action", entetes, lignes, large=(0, 3), legende_lue=True)
    )


def _write_participation(participation: Participation, trimestre: Trimestre) -> list[str]:
    dite = next((i for i in participation.implications if i.trimestre == trimestre), None)
    role = str(participation.role) if participation.role else NON_RENSEIGNE
    if not participation.attendue:
        role = "spontané, non attendu"
    niveau = '<span class="sourdine">pas de remontée</span>'
    if dite is not None and dite.niveau is not None:
        niveau = escape_html(dite.niveau.libelle)
    return [
        escape_html(participation.partenaire),
        escape_html(role),
        niveau,
        _texte(dite.contribution if dite else None),
    ]


def write_provenance(etat: EtatAction, traces: Sequence[Trace]) -> str:
    """Return, for each value now in force, the remontée, the file and the cell it came from."""
    en_vigueur: tuple[tuple[str, Valeur, Trimestre | None], ...] = (
        ("avancement", etat.avancement, etat.trimestre_avancement),
        ("statut", etat.statut, etat.trimestre_statut),
        ("meteo", etat.meteo, etat.trimestre_meteo),
        ("point_blocage", etat.point_blocage, etat.trimestre_blocage),
        ("decision_attendue", etat.decision_attendue, etat.trimestre_decision),
        ("fait_marquant", etat.fait_marquant, etat.trimestre if etat.fait_marquant else None),
        ("prochaine_etape", etat.prochaine_etape, etat.trimestre if etat.prochaine_etape else None),
    )
    lignes = [
        _write_trace(champ, valeur, trimestre, _find_trace(traces, etat.code, champ, trimestre))
        for champ, valeur, trimestre in en_vigueur
        if valeur is not None and trimestre is not None
    ]
    if not lignes:
        return _section("D’où vient chaque valeur", _note("Aucune valeur n’a encore été reçue."))
    entetes = ("Donnée", "Valeur", "Trimestre", "Remontée", "Reçue le", "Fichier", "Cellule")
    legende = "Chaque valeur affichée et la cellule du classeur d’où elle vient"
    return _section("D’où vient chaque valeur", m.write_table(legende, entetes, lignes, large=(1,)))


def _find_trace(traces: Sequence[Trace], code: str, champ: str, trimestre: Trimestre) -> Trace | None:
    """Return the latest import in force that wrote a cell, None when its trace was not kept."""
    cle = ("suivi", code, champ, str(trimestre))
    return next(
        (
            t
            for t in reversed(traces)
            if t.changement.cle == cle and t.entree.nature == "import" and t.entree.annule_par is None
        ),
        None,
    )


def _write_trace(champ: str, valeur: Valeur, trimestre: Trimestre, trace: Trace | None) -> list[str]:
    moment = f'<span class="insecable">{format_trimestre(trimestre)}</span>'
    tete = [escape_html(find_libelle(champ)), write_valeur(champ, valeur), moment]
    if trace is None:
        return [*tete, VIDE, VIDE, VIDE, VIDE]
    e = trace.entree
    recue = f"{m.write_date(find_jour(e.date))}<br>{escape_html(e.auteur)}"
    return [
        *tete,
        f"n°\u00a0{e.id}",
        recue,
        escape_html(shorten_nom(e.fichier or "")),
        _write_cellule(trace.changement),
    ]


def _write_moment(texte: str | None) -> str:
    """Return a stored quarter as people read it, empty when the change is of none."""
    return escape_html(format_trimestre(Trimestre.parse(texte))) if texte else ""


def _write_cellule(changement: Changement) -> str:
    formule = " (formule)" if changement.formule else ""
    return f'<span class="insecable">{escape_html(changement.cellule)}</span>{formule}' if changement.cellule else VIDE


def write_changements(traces: Sequence[Trace]) -> str:
    """Return every change received on the action, latest first, undone ones marked."""
    entetes = ("Remontée", "Reçue le", "Trimestre", "Objet", "Avant", "Après", "Cellule")
    lignes = []
    for trace in reversed(traces):
        c, e = trace.changement, trace.entree
        suite = " (annulée)" if e.annule_par is not None else " (annulation)" if e.nature == "annulation" else ""
        objet = find_libelle(c.champ) if c.objet == "suivi" else f"{c.reference} – {find_libelle(c.champ)}"
        lignes.append(
            [
                f"n°\u00a0{e.id}{suite}",
                f"{m.write_date(find_jour(e.date))}, {escape_html(e.auteur)}",
                _write_moment(c.trimestre),
                escape_html(objet),
                write_valeur(c.champ, c.avant),
                write_valeur(c.champ, c.apres),
                _write_cellule(c),
            ]
        )
    return m.write_table("Tous les changements, le plus récent d’abord", entetes, lignes, large=(4, 5))
