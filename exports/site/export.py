"""The format « html »: the pages, their style sheet, the open data beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from charts.theme import CLAIR
from exports.ecriture import EMPREINTES, list_empreintes
from exports.formats import Demande
from exports.site.actions import list_fiches, list_listes
from exports.site.adresses import Adresses, build_adresses
from exports.site.cadre import FAVICON, FEUILLES, Page, find_feuille, write_page
from exports.site.calendrier import list_calendrier
from exports.site.charte import build_charte
from exports.site.donnees import DOSSIER, build_donnees, build_fichiers
from exports.site.engagements import list_engagements
from exports.site.feuille import build_feuille, list_classes
from exports.site.methode import build_methode
from exports.site.partenaires import list_partenaires
from exports.site.synthese import build_synthese
from exports.site.vue import Vue
from models.refus import DemandeInvalide

ADRESSE: Final = "adresse"
_ICONE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="{fond}"/>'
    '<path d="M7 22h18M7 16h12M7 10h7" stroke="{trait}" stroke-width="4"/></svg>\n'
)


def export(demande: Demande) -> dict[str, bytes]:
    """Return the files of the site by their paths; blocages, decisions and free texts are there on demand alone.

    They depend on the data and on the day it is judged at: nothing says when they were made. The option « adresse » is
    where the site will be read; raise DemandeInvalide when it is no address.
    """
    vue, adresses = Vue(demande, _read_adresse(demande)), build_adresses(demande.plan)
    donnees = build_fichiers(demande)
    fichiers: dict[str, bytes] = {}
    classes: dict[str, set[str]] = {nom: set() for nom in FEUILLES}
    pages = (*_list_pages(vue, adresses), build_donnees(vue, donnees))
    for rang, page in enumerate(pages, 1):
        demande.avance(f"Page {rang} sur {len(pages)}…")
        document = write_page(page, vue, adresses)
        classes[find_feuille(page)] |= list_classes(document)
        fichiers[page.adresse] = document.encode()
    fichiers |= {nom: build_feuille(siennes).encode() for nom, siennes in classes.items()}
    fichiers[FAVICON] = _ICONE.format(fond=CLAIR.action, trait=CLAIR.papier).encode()
    fichiers |= {f"{DOSSIER}{nom}": octets for nom, octets in donnees.items()}
    return fichiers | {EMPREINTES: list_empreintes(fichiers)}


def _list_pages(vue: Vue, adresses: Adresses) -> Iterator[Page]:
    yield build_synthese(vue)
    yield from list_listes(vue)
    yield from list_engagements(vue, adresses)
    yield from list_calendrier(vue)
    yield from list_partenaires(vue, adresses)
    if (charte := build_charte(vue)) is not None:
        yield charte
    yield build_methode(vue)
    yield from list_fiches(vue, adresses)


def _read_adresse(demande: Demande) -> str:
    """Return where the site will be read, with a slash at its end; empty when nobody said."""
    adresse = demande.options.get(ADRESSE, "")
    if adresse and not adresse.startswith(("http://", "https://")):
        raise DemandeInvalide(f"Adresse «\u202f{adresse}\u202f»\u202f: une adresse commence par http:// ou https://.")
    return f"{adresse.rstrip('/')}/" if adresse else ""
