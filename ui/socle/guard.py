"""The first line of every page: who may open it, what it is called, which data it stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

import streamlit as st

from exports.blocs.clos import write_cloture
from exports.blocs.liens import PAGE_AIDE, link_trimestre, write_lien
from metrics.bilan import find_derniere_remontee, list_choix_trimestres
from models.acces import Agissant
from models.plan import Plan
from models.refus import DroitInsuffisant, Refus
from models.remede import Canal
from models.session import is_figee
from models.temps import find_jour
from models.texte import slug
from models.trimestre import Trimestre
from models.vocabulaire import Role
from phrases.format import FINE, format_date, format_trimestre, set_espaces
from ui.socle import identity
from ui.socle.adresse import tell_adresse
from ui.socle.base import ensure_base, find_alteration
from ui.socle.champ import write_champ
from ui.socle.choix_trimestre import CLE, read_demande, show_choix_trimestre, take_trimestre
from ui.socle.donnees import Version, find_version, get_defaut, get_plan, maintenant, name_signataire
from ui.socle.identity import ADMINISTRER, OU_EST_LE_LIEN
from ui.socle.impression import write_attributs, write_boutons
from ui.socle.inconnus import show_etat, tell_inconnu
from ui.socle.navigation import Ecran, find_ecran, name_ecran
from ui.socle.pied import stop_ecran
from ui.socle.sortie import begin_ecran, show_html
from ui.socle.style import configure_page
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown
from ui.socle.voies import name_contact

CONSULTATION = (
    f"<strong>Consultation seule.</strong> La base ne peut pas être modifiée pour le moment{FINE}: les chiffres se "
    "lisent, les imports et les annulations sont fermés. Prévenez l’administrateur."
)


WriteTete = Callable[[Plan, Mapping[str, str]], Html | None]
"""What writes the head of a sheet, given what its links carry; None when the address asks for no sheet."""


@dataclass(frozen=True)
class Contexte:
    """What an open page stands on; `trimestre` is the one shown, `maintenant` is UTC."""

    ecran: Ecran
    agissant: Agissant
    role: Role
    version: Version
    plan: Plan
    maintenant: datetime
    trimestre: Trimestre
    trimestre_par_defaut: Trimestre
    figee: bool = False
    """Whether the database can be read but not written for now (fault 43)."""

    @property
    def peut_ecrire(self) -> bool:
        """Return whether this session may change the data, and the data may be changed."""
        return self.role.allows(Role.MISE_A_JOUR) and not self.figee

    @property
    def aujourd_hui(self) -> date:
        """Return today's date in Paris."""
        return find_jour(self.maintenant)

    @property
    def liens(self) -> dict[str, str]:
        """Return what a link adds to its address so that the next screen shows the same quarter, today and later.

        Nothing from a screen without a quarter: the next one shows that of the screen before.
        """
        return link_trimestre(self.trimestre) if self.ecran.par_trimestre else {}


def open_page(fichier: str, write_tete: WriteTete | None = None) -> Contexte:
    """Check the role, draw the title and the state of the data, and return the context; stop the page otherwise.

    `write_tete` gives a sheet the title of the page, in the place of the screen's.
    """
    ecran = find_ecran(fichier)
    agissant = identity.find_agissant()
    role = agissant.role
    if role is None or not role.allows(ecran.role):
        configure_page(ecran.titre)
        _refuse(ecran, agissant)
    instant = maintenant()
    aujourd_hui = find_jour(instant)
    plan, version = _load(ecran, aujourd_hui)
    begin_ecran(version)
    configure_page(f"{name_ecran(ecran, name_signataire(plan))} — {plan.nom}")
    compte = _write_compte(agissant) if agissant.personne is not None else RIEN
    st.sidebar.html(f"{write_menu(plan, role)}{compte}")
    defaut = get_defaut(version, aujourd_hui)
    trimestre = _show_entete(ecran, plan, defaut, aujourd_hui, write_tete)
    for avis in list_avis():
        show_html(avis)
    tell_adresse(ecran)
    return Contexte(ecran, agissant, role, version, plan, instant, trimestre, defaut, is_figee())


def check_role(requis: Role) -> None:
    """Check the role again where something is about to be written; raise DroitInsuffisant."""
    if not identity.find_agissant().allows(requis):
        raise DroitInsuffisant("Accès refusé : votre session ne permet que la lecture.")


def write_menu(plan: Plan, role: Role) -> Html:
    """Return what stands above the menu: the name of the plan, the search, and who only reads being told so."""
    territoire = f"<span>{escape_html(plan.territoire)}</span>"
    return f'<p class="plan">{escape_html(plan.nom)}{territoire}</p>{write_champ()}{_write_lecture(role)}'


def list_avis() -> list[Html]:
    """Return what every screen says of the data above its own: that they may only be read, that they were altered."""
    dits = [CONSULTATION] if is_figee() else []
    if rupture := find_alteration():
        dits.append(_write_alteration(rupture))
    return [Html(f'<p class="consultation" role="status">{dit}</p>') for dit in dits]


def _write_alteration(rupture: str) -> Html:
    return (
        f"<strong>Journal altéré.</strong> {escape_html(set_espaces(rupture))} Les chiffres restent affichés, mais ne "
        "sont plus garantis. Prévenez l’administrateur."
    )


def _write_lecture(role: Role) -> Html:
    """Return, for who only reads, the way to what says how one administers; with accounts, there is none to take."""
    if role.allows(Role.MISE_A_JOUR) or identity.has_comptes():
        return RIEN
    lien = write_lien(PAGE_AIDE, "Administrer", {"rubrique": "campagne", "sujet": slug(ADMINISTRER)})
    return f'<p class="note lecture">Lecture seule · {lien}</p>'


def _refuse(ecran: Ecran, agissant: Agissant) -> NoReturn:
    st.title(ecran.titre, anchor=False)
    pourquoi: str
    remede: str
    if not identity.has_comptes():
        pourquoi = "cet écran modifie les données et votre session ne permet que la lecture."
        remede = f"Pour administrer, ouvrez le lien {OU_EST_LE_LIEN}, ou demandez à la personne qui l’a démarré."
    elif agissant.role is None:
        pourquoi, remede = "votre compte n’ouvre pas ce tableau de bord.", _write_contact("l’accès")
    else:
        pourquoi = f"cet écran demande le rôle « {ecran.role.libelle} », et vous avez « {agissant.role.libelle} »."
        remede = _write_contact("ce rôle")
    st.error(escape_markdown(set_espaces(f"Accès refusé : {pourquoi} {remede}")), icon=":material/lock:")
    stop_ecran()


def _write_contact(quoi: str) -> str:
    return f"Pour demander {quoi} : {name_contact()}."


def _write_compte(agissant: Agissant) -> Html:
    """Return who is signed in and as what, above the menu."""
    role = agissant.role.libelle if agissant.role else "sans accès"
    sortir = (
        Html('<br><a href="deconnexion">Se\u00a0déconnecter</a>')
        if agissant.personne and agissant.personne.seance
        else RIEN
    )
    return Html(f'<p class="note compte">{escape_html(agissant.nom)} · {escape_html(role)}{sortir}</p>')


def _load(ecran: Ecran, aujourd_hui: date) -> tuple[Plan, Version]:
    try:
        ensure_base()
        version = find_version(aujourd_hui)
        return get_plan(version), version
    except Refus as refus:
        configure_page(ecran.titre)
        st.title(refus.titre, anchor=False)
        lignes = map(escape_markdown, set_espaces(refus.say(Canal.ECRAN)).splitlines())
        st.error("  \n".join(lignes), icon=":material/database_off:")
        stop_ecran()


def _show_entete(
    ecran: Ecran, plan: Plan, defaut: Trimestre, aujourd_hui: date, write_tete: WriteTete | None
) -> Trimestre:
    demande = st.query_params.get(CLE) if ecran.par_trimestre else None  # the picker puts another in its place
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="entete"):
        trimestre = defaut
        if ecran.par_trimestre:
            trimestre = take_trimestre(plan, ecran.fichier, defaut, aujourd_hui)
        if write_tete and (tete := write_tete(plan, link_trimestre(trimestre))):
            show_html(tete)
        else:
            st.title(escape_markdown(name_ecran(ecran, name_signataire(plan))), anchor=False, width="stretch")
        if ecran.par_trimestre:
            show_choix_trimestre(plan, aujourd_hui)
    show_etat(write_etat(ecran, plan, trimestre, aujourd_hui))
    if demande and read_demande(demande, list_choix_trimestres(plan, aujourd_hui)) is None:
        tell_inconnu("Trimestre", demande, f"voici le {format_trimestre(trimestre)}.")
    return trimestre


def write_etat(ecran: Ecran, plan: Plan, trimestre: Trimestre, aujourd_hui: date) -> Html:
    """Return « Données au …, dernière remontée le … » and the base, never a day to come; print, project.

    A quarter that was closed is told as it was shown and as it was corrected since, on every screen that shows it.
    """
    dits = write_attributs(ecran, name_signataire(plan), plan, trimestre, aujourd_hui)
    etat = f'<p class="etat-donnees">{_say_etat(plan, trimestre, aujourd_hui)}</p>'
    clos = write_cloture(plan, trimestre) if ecran.par_trimestre else RIEN
    return f'<div class="etat-ecran" {dits}>{etat}{write_boutons(ecran)}</div>{clos}'


def _say_etat(plan: Plan, trimestre: Trimestre, aujourd_hui: date) -> Html:
    jour = min(trimestre.dernier_jour, aujourd_hui)
    fin = f"Données au {format_date(jour)} ({format_trimestre(trimestre)})"
    derniere = find_derniere_remontee(plan, trimestre)
    if derniere is not None:
        remontee = f"dernière remontée le {format_date(find_jour(derniere))}"
    else:
        remontee = "aucune remontée reçue" + (" à cette date" if plan.derniere_remontee else "")
    if plan.demonstration:
        return f'<strong class="bandeau">Base de démonstration – données fictives</strong> {fin}, {remontee}'
    return f"{fin}, {remontee} · base réelle"
