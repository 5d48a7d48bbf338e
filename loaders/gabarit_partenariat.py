"""The workbooks of the partnership, ready to be filled: partners, the charter judged by a side, its meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from loaders.gabarit import build_timbre, list_mentions
from loaders.gabarit_contenu import NOTE, Ligne
from loaders.gabarit_feuilles import ENTETE, Contenu, Page
from metrics.instances import list_annees_possibles
from models.charte import Charte, EngagementCharte
from models.colonnes import Colonne, Feuille
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from models.modeles import CHARTE, PARTENAIRES, REUNIONS_CHARTE, Modele
from models.plan import Plan
from models.refus import DemandeInvalide
from models.temps import find_jour
from models.texte import slug
from models.vocabulaire import Cote, NaturePartenaire
from phrases.format import format_date


@dataclass(frozen=True, slots=True)
class GabaritPartenariat:
    """A workbook of the partnership to make; a charter's is that of a side for a year."""

    plan: Plan
    modele: Modele
    maintenant: datetime
    cote: Cote | None = None
    annee: int | None = None

    @property
    def nom_fichier(self) -> str:
        """Return the file's name: `partenaires.xlsx`, `charte_2026_departement.xlsx`."""
        morceaux = [self.modele.prefixe, str(self.annee or ""), slug(self.cote or "")]
        return f"{'_'.join(filter(None, morceaux))}.xlsx"

    def build_contenu(self) -> Contenu:
        """Return what the workbook is made of; raise DemandeInvalide when the plan has no charter to speak of."""
        sujets = [f"{_find_charte(self.plan).name_partie(self.cote)}, {self.annee}"] if self.cote else [self.plan.nom]
        timbre = {"nature": self.modele.cle}
        return Contenu(
            self.modele.titre,
            sujets + list_mentions(self.plan),
            _list_lisez_moi(self, sujets),
            [Page(f, AIDES[f.nom], self._build_lignes(f)) for f in self.modele.feuilles],
            build_timbre(self.plan, **timbre),
            _list_choix(self.plan, self.modele),
        )

    def _build_lignes(self, feuille: Feuille) -> list[Ligne]:
        if feuille is LISTE:
            return _list_partenaires(self.plan)
        if feuille is PARTICIPATIONS:
            return _list_participations(self.plan)
        charte = _find_charte(self.plan)
        return _list_reunions(charte) if feuille is REUNIONS else _list_appreciations(charte, self.cote, self.annee)


def _find_charte(plan: Plan) -> Charte:
    if plan.charte is None:
        raise DemandeInvalide("Le schéma chargé n’a pas de charte : il n’y a pas de classeur à remplir pour elle.")
    return plan.charte


def iter_gabarits_partenariat(
    plan: Plan, modele: Modele, maintenant: datetime, annee: int | None = None, cotes: Sequence[Cote] = tuple(Cote)
) -> Iterator[GabaritPartenariat]:
    """Yield the workbooks of a kind: one per side for the charter, by default of the present year.

    Raises DemandeInvalide when the plan has no charter, or when the year is not one that it may be judged for.
    """
    if modele is PARTENAIRES:
        yield GabaritPartenariat(plan, modele, maintenant)
        return
    charte, presente = _find_charte(plan), find_jour(maintenant).year
    if modele is REUNIONS_CHARTE:
        yield GabaritPartenariat(plan, modele, maintenant)
        return
    possibles = list_annees_possibles(charte, find_jour(maintenant))
    if (annee or presente) not in possibles:
        raise DemandeInvalide(f"La charte s’apprécie pour une année de {possibles[-1]} à {possibles[0]}, pas {annee}.")
    for cote in cotes:
        yield GabaritPartenariat(plan, modele, maintenant, cote, annee or presente)


def _note(colonne: Colonne, valeur: object) -> Ligne:
    """Return the note that says what is already known of a typed cell; nothing when nothing is."""
    if valeur is None:
        return {}
    dite = {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else str(valeur)
    return {f"{NOTE}{colonne.libelle}": f"Déjà connu : {dite}. Ne le répétez pas."}


def _list_notes(feuille: Feuille, source: object) -> Ligne:
    """Return the notes of every typed cell of a row, from the fields of what is stored."""
    notes: Ligne = {}
    for colonne in feuille.saisies:
        notes |= _note(colonne, getattr(source, colonne.champ or "", None))
    return notes


def _list_partenaires(plan: Plan) -> list[Ligne]:
    return [{"Partenaire": p.nom, **_list_notes(LISTE, p)} for p in plan.partenaires]


def _list_participations(plan: Plan) -> list[Ligne]:
    return [
        {
            "Code": action.code,
            "Action": action.libelle.texte,
            "Partenaire": p.partenaire,
            **_note(PARTICIPATIONS.find("role"), p.role),
        }
        for action, p in plan.iter_participations()
        if p.attendue
    ]


def _list_appreciations(charte: Charte, cote: Cote | None, annee: int | None) -> list[Ligne]:
    if cote is None or annee is None:
        return []
    return [
        _appreciation(charte, domaine.libelle, e, cote, annee)
        for domaine in charte.domaines
        for e in domaine.engagements
    ]


def _appreciation(charte: Charte, domaine: str, engagement: EngagementCharte, cote: Cote, annee: int) -> Ligne:
    precedente = engagement.find_evaluation(cote, annee - 1)
    connue = precedente.appreciation if precedente else None
    return {
        "Code": engagement.code,
        "Domaine": domaine,
        "Engagement": engagement.texte,
        "Pris par": charte.name_partie(engagement.partie),
        "Apprécié par": charte.name_partie(cote),
        "Année": annee,
        "Appréciation de l’année précédente": connue.value if connue else "non renseigné",
        **_list_notes(APPRECIATIONS, engagement.find_evaluation(cote, annee)),
    }


def _list_reunions(charte: Charte) -> list[Ligne]:
    connues = sorted(((r, i) for i in charte.instances for r in i.reunions), key=lambda x: (x[0].jour, x[0].reference))
    return [{"Instance": i.libelle, "Date": r.jour, **_list_notes(REUNIONS, r)} for r, i in connues]


def _list_choix(plan: Plan, modele: Modele) -> dict[Colonne, Sequence[str] | str]:
    """Return the drop-downs that are data: catégories, partners (those of the first sheet's free rows too), bodies."""
    if modele is REUNIONS_CHARTE:
        return {REUNIONS.colonnes[0]: [i.libelle for i in _find_charte(plan).instances]}
    if modele is CHARTE:
        return {}
    derniere = ENTETE + len(plan.partenaires) + LISTE.lignes_libres
    return {
        LISTE.find("parent"): [p.nom for p in plan.partenaires if p.nature == NaturePartenaire.CATEGORIE],
        PARTICIPATIONS.colonnes[2]: f"'{LISTE.nom}'!$A${ENTETE + 1}:$A${derniere}",
    }


AIDES = {
    LISTE.nom: "Cellules blanches : à remplir. Ce qui est déjà connu est en note sur la cellule. Un partenaire "
    "nouveau s’ajoute sur une ligne vide du bas, avec sa nature.",
    PARTICIPATIONS.nom: "Chaque ligne grisée est une participation attendue. Pour en ajouter une, sur une ligne vide "
    "du bas : le code de l’action, le partenaire et un x. EFFACER dans la dernière colonne la retire.",
    APPRECIATIONS.nom: "Cellules blanches : à remplir. Grisées : pour information. Une cellule laissée vide ne change "
    "rien ; EFFACER retire ce qui a été dit pour cette année.",
    REUNIONS.nom: "Une ligne par réunion, tenue ou prévue : l’instance et la date suffisent à la prévoir. Les lignes "
    "grisées sont déjà connues ; ce qu’on en sait est en note sur la cellule.",
}
_GESTES = {
    PARTENAIRES.cle: (
        "1. Feuille « Liste des partenaires » : qui ils sont. Un nom nouveau, sur une ligne libre, crée le partenaire.",
        "2. « Rattaché à » prend le nom d’une catégorie ; « Membre » se laisse vide tant que ce n’est pas établi.",
        "3. Feuille « Participations » : qui est attendu dans quelle action, et à quel titre.",
    ),
    CHARTE.cle: (
        "1. Une ligne par engagement, ceux des deux parties : dites comment chacun a été tenu pendant l’année.",
        "2. Cinq réponses, de « Pas d’élément disponible » à « Tenu », choisies dans la liste.",
        "3. « Éléments à l’appui » dit sur quoi l’appréciation se fonde ; « Commentaire », le reste.",
    ),
    REUNIONS_CHARTE.cle: (
        "1. Une ligne par réunion d’une instance de la charte ; l’instance se choisit dans la liste.",
        "2. Réunion à venir : l’instance et la date suffisent. Passée : dites si elle s’est tenue.",
        "3. Les présents se comptent, ils ne se nomment pas. « Décisions » : ce qui a été décidé.",
    ),
}


def _list_lisez_moi(gabarit: GabaritPartenariat, sujets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines of the first sheet: (style, text)."""
    yield "titre", gabarit.modele.titre
    yield "texte", gabarit.plan.nom
    if gabarit.plan.demonstration:
        yield "intertitre", "DONNÉES DE DÉMONSTRATION : tout ce que contient ce classeur est fictif."
    if gabarit.cote:
        yield "texte", f"Pour : {sujets[0]}"
    yield "texte", f"Préparé le {format_date(find_jour(gabarit.maintenant))}"
    yield "intertitre", "En cinq gestes"
    for geste in _GESTES[gabarit.modele.cle]:
        yield "texte", geste
    yield "texte", "4. Une cellule vide ne change rien. Pour retirer ce qui a été dit, écrivez EFFACER."
    yield "texte", "5. Enregistrez au format .xlsx et renvoyez le fichier, sans changer les en-têtes."
    yield "intertitre", "À savoir"
    yield "texte", "Aucune donnée sur un enfant, une famille ou un professionnel : ni nom, ni téléphone, ni courriel."
    yield "texte", "Contact : l’unité de la Direction de l’enfance et de la famille qui vous a envoyé ce classeur."
