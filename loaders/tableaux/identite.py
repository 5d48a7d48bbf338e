"""The identity of a file: quarter, pilot, template version, checked against the plan (faults 27, 32, 33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.options import Options
from loaders.tableaux.timbre import TOUS, Timbre
from metrics.bilan import is_du_plan
from models.colonnes import VERSION_GABARIT
from models.modeles import Modele
from models.plan import Pilote, Plan
from models.refus import ClasseurRefuse
from models.remede import Remede
from models.trimestre import Trimestre
from phrases.nom import write_nom_commun
from phrases.trimestre import write_hors_plan


@dataclass(frozen=True, slots=True)
class Identite:
    """What a file is about.

    `trimestre` is None for a kind of workbook that has none, `pilote` for every action or when nothing says, `timbre`
    for no stamp. `anciennes` are the actions that the pilot had when the workbook was made, and handed over since.
    """

    trimestre: Trimestre | None
    pilote: Pilote | None
    timbre: Timbre | None
    aujourd_hui: date
    modele: Modele
    anciennes: frozenset[str] = frozenset()

    def find_revision(self, options: Options) -> int | None:
        """Return the revision of the data that whoever filled or dropped the file had seen, None when nothing says."""
        timbre = self.timbre.revision if self.timbre else None
        return timbre if timbre is not None else options.revision

    def owns(self, plan: Plan, code: str) -> bool:
        """Return whether the file may speak of an action: its pilot's or copilot's, any when there is no pilot."""
        action = plan.actions_par_code[code]
        sienne = self.pilote is None or self.pilote == action.pilote or self.pilote in action.copilotes
        return sienne or code in self.anciennes


def identify(
    plan: Plan, timbre: Timbre | None, modele: Modele, options: Options, aujourd_hui: date
) -> tuple[Identite, list[Anomalie]]:
    """Return what a file is about and the warnings of its stamp; raise ClasseurRefuse when it cannot be taken.

    A quarter chosen for a kind of workbook that has none is not used, and a warning says so.
    """
    anomalies = [] if timbre is None else _check_timbre(plan, timbre)
    trimestre = None
    if modele.par_trimestre:
        trimestre = _resolve_trimestre(timbre, options)
        _check_trimestre(plan, trimestre, aujourd_hui, options)
    elif options.trimestre:
        dit = f"ce classeur (« {modele.titre} ») ne dépend d’aucun trimestre : celui qui est choisi ne lui sert pas."
        anomalies.append(("trimestre_sans_objet", dit))
    if modele.de_la_charte and plan.charte is None:
        nom = write_nom_commun(plan)
        raise ClasseurRefuse(
            "charte_absente", f"{nom.debut} chargé{nom.e} n’a pas de charte : ce classeur ne peut pas être lu."
        )
    identite = Identite(trimestre, _find_pilote(plan, timbre), timbre, aujourd_hui, modele)
    return identite, [Anomalie(code, message, Gravite.AVERTISSEMENT) for code, message in anomalies]


def _check_timbre(plan: Plan, timbre: Timbre) -> list[tuple[str, str]]:
    """Return the warnings of a stamp, as (code, message); raise ClasseurRefuse for another version of the template.

    Fictitious figures never enter a real database (fault 84).
    """
    anomalies = []
    if (timbre.gabarit or "").split(".")[0] != VERSION_GABARIT.split(".")[0]:
        raise ClasseurRefuse(
            "gabarit_version",
            f"Ce classeur suit le modèle {cut_extrait(timbre.gabarit)}, plus le modèle {VERSION_GABARIT} :",
            Remede(
                ecran="téléchargez un classeur à jour sur cet écran.",
                commande="demandez un classeur à jour (« python -m loaders template », ou l’écran Importer).",
                fichier="demandez un classeur à jour.",
            ),
        )
    if timbre.schema not in (None, plan.code):
        schema = cut_extrait(timbre.schema)
        autre = f"ce classeur porte le timbre d’{write_nom_commun(plan).un_autre} (« {schema} ») : "
        anomalies.append(("autre_schema", f"{autre}vérifiez qu’il vous est bien destiné."))
    if timbre.demonstration and not plan.demonstration:
        raise ClasseurRefuse(
            "classeur_de_demonstration",
            "Ce classeur vient de la démonstration : ses données sont fictives, rien n’en est repris ici. Repartez "
            "d’un classeur téléchargé dans l’écran Importer.",
        )
    if timbre.demonstration != plan.demonstration:
        anomalies.append(("autre_base", "ce classeur vient de la base réelle, pas de celle-ci."))
    return anomalies


def parse_trimestre(texte: str) -> Trimestre:
    """Return a quarter as people write it; raise ClasseurRefuse when it is none."""
    try:
        return Trimestre.parse(texte)
    except ValueError as erreur:
        raise ClasseurRefuse("trimestre_inconnu", str(erreur)) from None


def _resolve_trimestre(timbre: Timbre | None, options: Options) -> Trimestre:
    dit = parse_trimestre(options.trimestre) if options.trimestre else None
    porte = parse_trimestre(timbre.trimestre) if timbre and timbre.trimestre else None
    if dit and porte and dit != porte:
        raise ClasseurRefuse(
            "trimestre_contradictoire",
            f"Le classeur est celui du {porte.libelle}, mais le trimestre choisi est le {dit.libelle}. "
            "Choisissez l’un ou l’autre.",
        )
    if (trimestre := dit or porte) is None:
        raise ClasseurRefuse(
            "trimestre_inconnu",
            "Le trimestre de ce classeur est inconnu (il ne porte pas notre timbre) :",
            Remede(
                ecran="précisez-le, en haut de cet écran.",
                commande="précisez-le (sur l’écran, ou avec --trimestre 2026-T3).",
                fichier="demandez un classeur qui le porte.",
            ),
        )
    return trimestre


def _check_trimestre(plan: Plan, trimestre: Trimestre, aujourd_hui: date, options: Options) -> None:
    if trimestre > Trimestre.from_date(aujourd_hui):
        raise ClasseurRefuse(
            "trimestre_futur", f"Le {trimestre.libelle} n’a pas commencé : vérifiez le trimestre du classeur."
        )
    if not is_du_plan(plan, trimestre):
        raise ClasseurRefuse("trimestre_hors_plan", write_hors_plan(plan, trimestre))
    if (clos_le := plan.find_cloture(trimestre)) is not None and not options.correction:
        raise ClasseurRefuse(
            "trimestre_clos",
            f"Le {trimestre.libelle} est clos depuis le {clos_le:%d/%m/%Y} : "
            "demandez sa réouverture à l’administrateur.",
        )


def _find_pilote(plan: Plan, timbre: Timbre | None) -> Pilote | None:
    if timbre is None or timbre.pilote in (None, TOUS):
        return None
    pilote = next((p for p in plan.pilotes if p.code == timbre.pilote), None)
    if pilote is None:
        raise ClasseurRefuse(
            "pilote_inconnu",
            f"Le pilote de ce classeur (« {cut_extrait(timbre.pilote)} ») n’est pas dans {write_nom_commun(plan).le} : "
            "demandez un classeur à jour.",
        )
    return pilote
