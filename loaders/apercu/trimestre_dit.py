"""Which quarter a stamped workbook is for, asked where its stamp may not be what was meant (fault 66)."""

from __future__ import annotations

from datetime import date

from loaders.lecture.brut import name_seul
from loaders.options import Options
from loaders.question import CodeQuestion, Question, Reponse
from loaders.tableaux.identite import Identite
from loaders.tableaux.trimestres import find_trimestres
from metrics.bilan import is_du_plan
from metrics.courant import is_remontee
from models.plan import Plan
from models.temps import find_jour
from models.trimestre import Trimestre


def find_trimestre_du_nom(nom: str, courant: Trimestre) -> Trimestre | None:
    """Return the quarter that a file's name says, None when it says none, or two.

    Without its year, it is the latest of that number that has begun. Of a file of an archive, its own name alone says
    it: that of the archive is of the batch, which may hold another quarter.
    """
    dits = find_trimestres(name_seul(nom), courant)
    return dits.pop() if len(dits) == 1 else None


def ask_trimestre(
    plan: Plan, identite: Identite, nom: str, options: Options, aujourd_hui: date, *, dit_seul: bool = False
) -> Question | None:
    """Return the question of a file whose stamp may not be the quarter meant, answered or not; None for none.

    `dit_seul` tells a file that says its quarter without a stamp, in its name or in the titles of its table.

    It is asked of a quarter already reported while a later one runs, and where the name of the file says another. A
    quarter given by hand beside the file is an answer, and so is why a closed one is corrected; a workbook without a
    stamp has no other.
    """
    sien, courant = identite.trimestre, Trimestre.from_date(aujourd_hui)
    timbre = identite.timbre is not None and identite.timbre.trimestre
    if sien is None or not (timbre or dit_seul) or options.trimestre or options.correction:
        return None
    dit = find_trimestre_du_nom(nom, courant)
    autres = [dit] if dit not in (None, sien) else []
    remontee = sien < courant and _is_remontee(plan, identite, sien, aujourd_hui)
    if remontee and courant not in autres:
        autres.append(courant)
    possibles = [t for t in autres if t is not None and _is_ouvert(plan, t, courant)]
    if not possibles:
        return None
    deja = f"Le {sien.libelle} a déjà été remonté" if remontee else f"Ce classeur porte le timbre du {sien.libelle}"
    suite = f", et le nom du fichier dit {dit.libelle}" if dit not in (None, sien) else ""
    question = Question(
        CodeQuestion.TRIMESTRE,
        f"{deja}{suite}. De quel trimestre parle ce classeur ?",
        (
            Reponse(str(sien), f"{sien.libelle} : le corriger" if remontee else sien.libelle, ""),
            *(Reponse(str(t), f"{t.libelle} : le lire comme une remontée du {t.libelle}", "") for t in possibles),
        ),
        sinon="Demandez un classeur du trimestre voulu.",
    )
    return question.answer(options.reponses)


def _is_remontee(plan: Plan, identite: Identite, trimestre: Trimestre, aujourd_hui: date) -> bool:
    """Return whether something was reported for a quarter, before today, of the actions the file may speak of.

    What the same day brought is the same batch, or its correction: whoever sends it knows of which quarter.
    """
    return any(
        s.trimestre == trimestre and is_remontee(s) and (s.declare_le is None or find_jour(s.declare_le) < aujourd_hui)
        for a in plan.actions
        if identite.owns(plan, a.code)
        for s in a.suivis
    )


def _is_ouvert(plan: Plan, trimestre: Trimestre, courant: Trimestre) -> bool:
    """Return whether a quarter may receive a report: begun, of the plan, not closed."""
    return trimestre <= courant and is_du_plan(plan, trimestre) and plan.find_cloture(trimestre) is None
