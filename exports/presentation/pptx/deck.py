"""The deck: its slides, their notes, and a file that depends on the story alone."""

from __future__ import annotations

import io
from datetime import datetime, time
from pathlib import Path
from typing import Any

from exports.presentation.pieces import Recit
from exports.presentation.pptx.ecriture import write_notes
from exports.presentation.pptx.feuille import Feuille
from exports.presentation.pptx.modele import Disposition, open_modele
from exports.presentation.pptx.noms import Gabarit
from exports.presentation.pptx.places import Page
from exports.presentation.pptx.plan import plan_pages
from models.archive import freeze_archive
from models.texte import clean
from phrases.format import FINE

LANGUE = "fr-FR"
MENTION = "Données fictives de démonstration"


def build_pptx(recit: Recit, adresse_base: str = "", modele: Path | None = None) -> bytes:
    """Return the deck of a story as a .pptx file; the same story gives the same bytes.

    `adresse_base` is where the application is served, for the notes; `modele` a template of the Département's, whose
    layouts bear the names of `Gabarit`: raise DemandeInvalide, in French, where it cannot be used.
    """
    ouvert = open_modele(modele)
    pages = plan_pages(recit, ouvert)
    feuilles = []
    for numero, gabarit in enumerate([Gabarit.TITRE, *(page.gabarit for page in pages)], start=1):
        disposition = ouvert.dispositions[gabarit]
        feuilles.append(Feuille(_add_diapositive(ouvert.presentation, disposition), disposition, numero))
    feuilles[0].write_couverture(recit.couverture)
    par_cle = {page.cle: feuille for page, feuille in zip(pages, feuilles[1:], strict=True)}
    for page, feuille in zip(pages, feuilles[1:], strict=True):
        titre = feuille.write_page(page, recit.pied, par_cle.get(page.suite))
        _add_note(ouvert.presentation, feuille, page, titre, adresse_base)
    quand = datetime.combine(recit.periode.jusqu_a.dernier_jour, time())
    _write_proprietes(ouvert.presentation, recit, quand)
    tampon = io.BytesIO()
    ouvert.presentation.save(tampon)
    return freeze_archive(tampon.getvalue(), quand)


def _add_diapositive(presentation: Any, disposition: Disposition) -> Any:
    """Add a slide without the placeholders of its layout, which are written filled."""
    relation, diapositive = presentation.part.add_slide(disposition.gabarit)
    presentation.part._element.get_or_add_sldIdLst().add_sldId(relation)
    return diapositive


def _add_note(presentation: Any, feuille: Feuille, page: Page, titre: str, adresse_base: str) -> None:
    """Write the sentence to say, the finding whole where the slide cuts it, and the screen that shows it."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml
    from pptx.parts.slide import NotesSlidePart

    entier = page.titre if titre != page.titre else ""
    ecran = f"À l’écran{FINE}: {adresse_base}{page.adresse}" if page.adresse else ""
    lignes = [clean(ligne) for texte in (entier, page.note, ecran) for ligne in texte.splitlines()]
    if not lignes:
        return
    nom = PackURI(f"/ppt/notesSlides/notesSlide{feuille.numero}.xml")
    element = parse_xml(write_notes(lignes))
    notes = NotesSlidePart(nom, CONTENT_TYPE.PML_NOTES_SLIDE, presentation.part.package, element)
    notes.relate_to(presentation.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
    notes.relate_to(feuille.diapositive.part, RELATIONSHIP_TYPE.SLIDE)
    feuille.diapositive.part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)


def _write_proprietes(presentation: Any, recit: Recit, quand: datetime) -> None:
    proprietes = presentation.core_properties
    proprietes.title = clean(recit.couverture.titre)[:255]
    proprietes.subject = clean(recit.couverture.reunion)[:255]
    proprietes.language = LANGUE
    proprietes.author = proprietes.last_modified_by = ""
    proprietes.comments = MENTION if recit.demonstration else ""
    proprietes.created = proprietes.modified = quand
    proprietes.revision = 1
