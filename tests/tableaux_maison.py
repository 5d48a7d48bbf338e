"""Ten trackers of ten makers, after the kinds that public bodies keep: heads, words and units of their own.

Each says the same of three actions of the plan; what is right for each is what `attendu` says.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from loaders.lecture.brut import Recu
from models.plan import Plan

Attendu = dict[tuple[str, str], object]
CODES = ("A16", "A17", "A33")
TET = [
    "Axe (x)",
    "Sous-axe (x.x)",
    "Sous-sous axe (x.x.x)",
    "Titre de la fiche action",
    "Descriptif",
    "Instances de gouvernance",
    "Objectifs",
    "Indicateurs liés",
    "Structure pilote",
    "Moyens humains et techniques",
    "Partenaires",
    "Direction ou service pilote",
    "Personne pilote",
    "Élu·e référent·e",
    "Participation Citoyenne",
    "Financements",
    "Financeur 1",
    "Montant € HT",
    "Financeur 2",
    "Montant € HT",
    "Financeur 3",
    "Montant € HT",
    "Budget prévisionnel total € HT",
    "Statut",
    "Niveau de priorité",
    "Date de début",
    "Date de fin",
    "Action en amélioration continue",
    "Calendrier",
    "Actions liées",
    "Fiches des plans liées",
    "Notes de suivi",
    "Etapes de la fiche action",
    "Notes complémentaires",
    "Documents et liens",
]
"""The heads of the import model of the national tool for action plans."""


@dataclass(frozen=True)
class Maison:
    """A file of somebody's own: what it says, how many things are asked the first time, then the second."""

    nom: str
    octets: bytes
    attendu: Attendu
    gestes: int
    ensuite: int = 0
    trimestre: str | None = None

    @property
    def recu(self) -> Recu:
        return Recu(self.nom, self.octets)


def build(*feuilles: tuple[str, Sequence[Sequence[object]], Sequence[str]]) -> bytes:
    """A workbook of sheets: a name, rows, merges."""
    classeur: Any = Workbook()
    classeur.remove(classeur.active)
    for nom, lignes, fusions in feuilles:
        page = classeur.create_sheet(nom)
        for ligne in lignes:
            page.append(list(ligne))
        for zone in fusions:
            page.merge_cells(zone)
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def say(codes: Sequence[str], **champs: Sequence[object]) -> Attendu:
    """What is right: a value for each action, field by field; None for nothing said."""
    return {
        (code, champ): valeur
        for champ, valeurs in champs.items()
        for code, valeur in zip(codes, valeurs, strict=True)
        if valeur is not None
    }


def list_maisons(plan: Plan) -> dict[str, Maison]:
    """The ten, by what is odd in each."""
    t = {a.code: a.libelle.texte for a in plan.actions}
    a, b, c = CODES
    avances = say(CODES, avancement=(45, 60, 10), statut=("En cours", "En cours", "En pause"))
    return {
        "titres et fusions": Maison(
            "suivi PP.xlsx",
            build(
                (
                    "Suivi PP",
                    [
                        ["Direction de l’enfance – service prévention"],
                        ["Suivi des actions – 3e trimestre 2026"],
                        ["Volet", "N°", "Intitulé", "% réalisé", "Où en est-on ?", "Commentaires", "Freins"],
                        ["Prévention", 16, t[a], 45, "En cours", "6 villes signataires", None],
                        [None, 17, t[b], 60, "En cours", "Appel publié", None],
                        [None, 33, t[c], 10, "En pause", "Local non trouvé", "Pas de local adapté"],
                        [None, None, "Moyenne", 38, None, None, None],
                    ],
                    ["A1:G1", "A2:G2", "A4:A7"],
                )
            ),
            avances
            | say(CODES, fait_marquant=("6 villes signataires", "Appel publié", "Local non trouvé"))
            | say(CODES, point_blocage=(None, None, "Pas de local adapté")),
            1,
        ),
        "csv de Windows, sections et total": Maison(
            "export_T3_2026.csv",
            (
                "Réf.;Action;Taux d’avancement;État;Observations;Prochaines étapes\r\n"
                "Axe 1 : prévenir;;;;;\r\n"
                f'{a};{t[a]};45 %;En cours;"6 villes ; signataires";Signer\r\n'
                f"{b};{t[b]};60 %;En cours;;\r\n"
                "Axe 2 : accompagner;;;;;\r\n"
                f"{c};{t[c]};10 %;En pause;Local;\r\n"
                "TOTAL;;38 %;;;\r\n"
            ).encode("cp1252"),
            avances
            | say(
                CODES, fait_marquant=("6 villes ; signataires", None, "Local"), prochaine_etape=("Signer", None, None)
            ),
            1,
        ),
        "titres sur deux lignes, deux trimestres": Maison(
            "suivi.xlsx",
            build(
                (
                    "Feuil1",
                    [
                        ["Code", "Libellé de l’action", "T2 2026", None, "T3 2026", None],
                        [None, None, "%", "Statut", "%", "Statut"],
                        [a, t[a], 30, "En cours", 45, "En cours"],
                        [b, t[b], 50, "En cours", 60, "En cours"],
                        [c, t[c], 5, "En cours", 10, "En pause"],
                    ],
                    ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
                )
            ),
            avances,
            2,
            1,
            "2026-T3",
        ),
        "modèle national": Maison(
            "plan T3 2026.xlsx",
            build(
                (
                    "Plan",
                    [
                        TET,
                        _fill_tet(t[a], "En cours", "Six villes"),
                        _fill_tet(t[b], "En retard", None),
                        _fill_tet(t[c], "À venir", None),
                    ],
                    [],
                )
            ),
            say(CODES, statut=("En cours", "En cours", "Non démarrée"), fait_marquant=("Six villes", None, None)),
            0,
        ),
        "parts de 1 et mots à soi": Maison(
            "tableau_T3-2026.xlsx",
            build(
                (
                    "Suivi",
                    [
                        ["Code action", "Avancement", "Situation", "Confiance", "Bilan du trimestre"],
                        [a, 0.45, "lancée", "vert", "Six villes"],
                        [b, 0.6, "lancée", "orange", None],
                        [c, 0.1, "gelée", "vert", None],
                    ],
                    [],
                )
            ),
            avances | say(CODES, meteo=("Soleil", "Couvert", "Soleil"), fait_marquant=("Six villes", None, None)),
            4,
        ),
        "titres à peu près": Maison(
            "retour service T3 2026.xlsx",
            build(
                (
                    "Retour",
                    [
                        ["Actions du schéma", "Avancement (en %)", "Statut (T3)", "Remarques", "Arbitrage demandé"],
                        [t[a].lower()[:-3], 45, "En cours", "Six villes", None],
                        [t[b].upper(), 60, "EN COURS", None, None],
                        [t[c] + " (suite)", 10, "en pause", None, "Un local"],
                    ],
                    [],
                )
            ),
            avances | say(CODES, fait_marquant=("Six villes", None, None), decision_attendue=(None, None, "Un local")),
            1,
        ),
        "deux feuilles de même forme, une notice": Maison(
            "suivi 2026-T3.xlsx",
            build(
                ("Notice", [["Mode d’emploi"], ["Remplir chaque onglet"]], []),
                (
                    "Orientation 1",
                    [["N° fiche", "Fiche action", "Taux de réalisation", "Statut"], [16, t[a], 45, "En cours"]],
                    [],
                ),
                (
                    "Orientation 2",
                    [
                        ["N° fiche", "Fiche action", "Taux de réalisation", "Statut"],
                        [17, t[b], 60, "En cours"],
                        [33, t[c], 10, "En pause"],
                    ],
                    [],
                ),
            ),
            avances,
            1,
        ),
        "tableau d’un courriel": Maison(
            "Tableau collé.html",
            (
                "<p>Bonjour, notre retour du T3 2026 :</p>"
                "<table><tr><th>Action</th><th>Où en est-on</th><th>%</th></tr>"
                f"<tr><td>{a} – {t[a]}</td><td>En&nbsp;cours</td><td>45 %</td></tr>"
                f"<tr><td>{b} – {t[b]}</td><td>en cours</td><td>60 %</td></tr>"
                f"<tr><td>{c} – {t[c]}</td><td>Pause</td><td>10 %</td></tr></table>"
            ).encode(),
            avances,
            2,
            1,
            "2026-T3",
        ),
        "texte Unicode d’Excel": Maison(
            "Suivi T3 2026.txt",
            b"\xff\xfe"
            + (
                "N° action\tIntitulé de l’action\tNiveau d’avancement (%)\tÉtat d’avancement\tPoints de vigilance\r\n"
                f"16\t{t[a]}\t45,0\tEn cours\t\r\n17\t{t[b]}\t60,0\tEn cours\t\r\n33\t{t[c]}\t10,0\tEn pause\tLocal\r\n"
            ).encode("utf-16-le"),
            avances | say(CODES, point_blocage=(None, None, "Local")),
            1,
        ),
        "une numérotation à soi": Maison(
            "mission 3T2026.xlsx",
            build(
                (
                    "Mission",
                    [
                        ["N°", "Mesure", "Progression", "Stade", "Difficultés rencontrées"],
                        [1, t[a], 45, "En cours", None],
                        [2, t[b], 60, "En cours", None],
                        [3, t[c], 10, "En pause", "Local"],
                    ],
                    [],
                )
            ),
            avances | say(CODES, point_blocage=(None, None, "Local")),
            1,
        ),
    }


def _fill_tet(titre: str, statut: str, note: str | None) -> list[object]:
    dits = {"Axe (x)": "Axe 1", "Titre de la fiche action": titre, "Statut": statut, "Notes de suivi": note}
    return [dits.get(nom) for nom in TET]
