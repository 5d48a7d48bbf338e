"""The fields of the journal in the words of the screens."""

from __future__ import annotations

from exports.blocs import marques as m
from loaders.genres.registre import REGISTRE
from models.acces import ACCES, JETON
from models.cellule import Cellule
from models.changement import Changement, Valeur
from models.plan import Plan
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, Role, Statut
from phrases.format import FINE, NON_RENSEIGNE, format_trimestre, set_espaces
from phrases.valeurs import format_valeur
from ui.socle.texte import Html, escape_html

LIBELLES = {
    "avancement": "Avancement",
    "sans_changement": "Sans changement",
    "libelle": "Intitulé",
    "rang": "Rang dans la liste",
    "attendue": "Attendue",
    "tenue": "Tenue",
    "prevue": "Prévue",
    # of the annual meeting, which no workbook gives
    "comptee_au": "Comptée à partir du",
    "decision": "Décision prise",
    "demande": "Décision demandée",
    "demandee_au": "Demandée au",
    "depuis": "Racontée depuis",
    "faits": "Faits marquants choisis",
    "instance": "Instance",
    "introduction": "Mot d’introduction",
    "jour": "Jour de la réunion",
    "jusqu_a": "Trimestre raconté",
    "portee": "Portée",
    "presentation": "Réunion",
    "presentee_le": "Présentée le",
    "prise_le": "Prise le",
    "prise_par": "Prise par",
    "regle": "Règle de calcul",
    "sections": "Sections racontées",
    "suites": "Suites données",
    "tete": "Dernière entrée du journal présentée",
    # of a campaign
    "chiffres": "Chiffres publiés",
    "courriel": "Adresse de courriel",
    "ouverte_le": "Ouverte le",
    "visa": "Visa des services",
    "vise_le": "Visé le",
    "vise_par": "Visé par",
    # of the tree, which no workbook gives
    "adopte_le": "Adopté le",
    "agents": "Nom des agents",
    "article": "Article",
    "close_le": "Close le",
    "code": "Code",
    "contact": "Contact",
    "copilotes": "Copilotes",
    "date": "Date",
    "debut": "Début",
    "definition": "Définition",
    "demonstration": "Démonstration",
    "developpe": "Développé",
    "domaine": "Domaine",
    "duree_annees": "Durée en années",
    "duree_texte": "Durée, telle qu’écrite",
    "echeance": "Échéance",
    "emetteur": "Émetteur",
    "empreinte": "Empreinte (SHA-256)",
    "evalue_la_charte": "Évalue la charte",
    "expire_le": "Expire le",
    "extrait": "Extrait",
    "fin": "Fin",
    "genre": "Genre du nom",
    "libelle_court": "Intitulé court",
    "nom": "Nom",
    "nom_court": "Nom court",
    "nom_long": "Nom long",
    "notifiee_le": "Notifiée le",
    "numero": "Numéro",
    "objet": "Objet",
    "orientation": "Orientation",
    "orientations": "Orientations",
    "partie": "Partie",
    "periodicite": "Périodicité",
    "periodicite_texte": "Périodicité, telle qu’écrite",
    "perimetre": "Périmètre",
    "pilote": "Pilote",
    "poids": "Poids",
    "priorite": "Priorité",
    "profil": "Rôle",
    "rattachement": "Source du rattachement",
    "rattachement_extrait": "Extrait du rattachement",
    "rattachement_sources": "Sources du rattachement",
    "renouvelee_jusqu_au": "Renouvelée jusqu’au",
    "sens": "Sens",
    "sic": "Fautes de la source gardées",
    "signee_le": "Signée le",
    "source": "Source",
    "sources": "Sources",
    "statut_libelle": "Statut de l’intitulé",
    "suite": "Suite du texte",
    "territoire": "Territoire",
    "texte": "Texte",
    "titre": "Titre",
    "valeur_initiale": "Valeur initiale",
}
"""Words of the fields whose header in the workbooks carries advice, or that have none there."""


TRIMESTRES = {
    ("presentation", "depuis"),
    ("presentation", "jusqu_a"),
    ("decision", "demandee_au"),
    ("decision", "comptee_au"),
}
"""The fields of the annual meeting that hold a quarter."""
FIGES = ("campagne", "chiffres")
"""What closing a quarter keeps of it: nobody reads it as it is stored."""
GENRES_DE_L_ARBRE = {
    "source": "Source",
    "sigle": "Sigle",
    "orientation": "Orientation",
    "priorite": "Priorité",
    "profil": "Rôle",
    "pilote": "Pilote",
    "engagement": "Engagement",
    "lien": "Lien d’un engagement",
    "campagne": "Campagne",
    "contact": "Contact",
    "visa": "Visa",
    "charte": "Charte",
    "partie": "Partie de la charte",
    "domaine": "Domaine de la charte",
    "engagement_charte": "Engagement de la charte",
    "lien_charte": "Lien de la charte",
    "instance": "Instance",
    "avenant": "Avenant",
    "repere": "Repère",
}
"""What a row of the tree is, where its reference alone does not say so."""


def find_libelle(champ: str) -> str:
    """Return the words of a field, its own name when it has none."""
    colonnes = (c for feuille in REGISTRE.modeles.feuilles for c in feuille.colonnes if c.champ == champ)
    return LIBELLES.get(champ) or next((c.libelle for c in colonnes), champ.replace("_", " "))


def name_valeur(objet: str, champ: str, valeur: Valeur) -> str | None:
    """Return a stored value as people read it, None when nothing is stored."""
    if champ == "profil" and valeur in set(Role):
        return Role(str(valeur)).libelle
    if isinstance(valeur, str) and (objet, champ) in TRIMESTRES:
        return format_trimestre(Trimestre.parse(valeur))
    return None if valeur is None else format_valeur(REGISTRE.modeles.find_colonne(objet, champ), valeur)


def write_valeur(objet: str, champ: str, valeur: Valeur, trimestre: str | None = None) -> Html:
    """Return a stored value as HTML, a statut or a météo with its mark.

    With the quarter that the value is of, nothing stored is said to be unknown for that quarter alone.
    """
    texte = name_valeur(objet, champ, valeur)
    if texte is not None and (objet, champ) == FIGES:  # a text for programs, of thousands of figures
        return Html('<span class="texte-libre">gardés tels quels</span>')
    if texte is None and champ == "attendue":  # what nothing says to be expected is not
        return Html('<span class="texte-libre">non</span>')
    if texte is None:
        return f'<span class="sourdine">{NON_RENSEIGNE}{" ce trimestre" if trimestre else ""}</span>'
    if champ == "statut" and texte in set(Statut):
        return m.write_statut(Statut(texte))
    if champ == "meteo" and texte in set(Meteo):
        return m.write_meteo(Meteo(texte))
    return f'<span class="texte-libre">{escape_html(texte)}</span>'


def name_cellule(cellule: Cellule | None) -> str:
    """Return « feuille Avancement, H5 »; empty for what came from no cell."""
    return f"feuille {cellule.feuille}, {cellule.adresse}" if cellule else ""


def name_ligne(cellule: Cellule | None) -> str:
    """Return « feuille Avancement, ligne 5 »; empty for what came from no row."""
    return f"feuille {cellule.feuille}, ligne {cellule.ligne}" if cellule and cellule.ligne else ""


def name_reference(plan: Plan, reference: str) -> str:
    """Return « A04 · Nombre de sessions… »: the code of what a change speaks of, then its title where it has one."""
    code, _, suite = reference.partition("/")
    action = plan.actions_par_code.get(code)
    if action is None:
        return reference.replace("/", " · ")
    if not suite:
        return f"{code} · {m.name_libelle(action.libelle)}"
    jalon = next((j for j in action.jalons if j.reference == reference), None)
    return f"{code} · {suite}" if jalon is None else f"{code} · {suite} · {jalon.libelle}"


def name_sujet(plan: Plan, changement: Changement) -> str:
    """Return what a change speaks of: the plan, a partner, a meeting, an orientation, else as `name_reference`."""
    objet, reference = changement.objet, changement.reference
    if objet in ("presentation", "note_presentation"):
        numero, _, section = reference.partition("/")
        titre = next((p.titre for p in plan.presentations if p.reference == numero), "")
        suite = f"note sur la section «{FINE}{section}{FINE}»" if section else ""
        return " · ".join(filter(None, (f"Réunion n°\u00a0{numero}", set_espaces(titre), suite)))
    if objet == "decision":
        return f"{name_reference(plan, reference.partition('/')[0])} · décision prise"
    if objet == "schema":
        return plan.nom
    if objet == "instance" and plan.charte:
        return next((i.libelle for i in plan.charte.instances if i.code == reference), reference)
    if objet == ACCES:
        return f"Accès · {reference.partition(':')[2]}"
    if objet == JETON:
        return f"Jeton · {reference}"
    if objet in GENRES_DE_L_ARBRE:
        return f"{GENRES_DE_L_ARBRE[objet]} · {reference.replace('/', ' · ')}"
    return REGISTRE.sujets.get(objet, name_reference)(plan, reference)
