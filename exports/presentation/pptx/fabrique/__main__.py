"""`python -m exports.presentation.pptx.fabrique`: write the template in its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from exports.presentation.pptx.ecriture import ESPACES
from exports.presentation.pptx.fabrique.parties import (
    ENTETE,
    write_gabarit,
    write_maitre,
    write_presentation,
    write_theme,
)
from exports.presentation.pptx.fabrique.zones import GABARITS
from exports.presentation.pptx.modele import NOTRE

EPOQUE = (1980, 1, 1, 0, 0, 0)
PAQUET = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f"{PAQUET}/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml"


def _write_relations(cibles: list[tuple[str, str]]) -> str:
    liens = "".join(
        f'<Relationship Id="rId{n}" Type="{genre}" Target="{cible}"/>'
        for n, (genre, cible) in enumerate(cibles, start=1)
    )
    return f'{ENTETE}<Relationships xmlns="{RELATIONS}">{liens}</Relationships>'


def _write_types(parties: dict[str, str]) -> str:
    dits = "".join(f'<Override PartName="/{nom}" ContentType="{genre}"/>' for nom, genre in parties.items())
    return (
        f'{ENTETE}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/>{dits}</Types>'
    )


def build_modele() -> bytes:
    """Return the template: a presentation without slides, its master, its layouts, its theme."""
    noms = [f"ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, len(GABARITS) + 1)]
    gabarits = dict(zip(noms, (write_gabarit(g, z) for g, z in GABARITS.items()), strict=True))
    coeur = (
        f'{ENTETE}<cp:coreProperties xmlns:cp="{PAQUET}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Modèle de la réunion annuelle</dc:title>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
    )
    styles = (
        f'{ENTETE}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
    )
    parties = {
        "ppt/presentation.xml": (f"{TYPE}.presentation.main+xml", write_presentation()),
        "ppt/slideMasters/slideMaster1.xml": (f"{TYPE}.slideMaster+xml", write_maitre()),
        **{nom: (f"{TYPE}.slideLayout+xml", texte) for nom, texte in gabarits.items()},
        "ppt/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", write_theme()),
        "ppt/presProps.xml": (f"{TYPE}.presProps+xml", f"{ENTETE}<p:presentationPr {ESPACES}/>"),
        "ppt/viewProps.xml": (f"{TYPE}.viewProps+xml", f"{ENTETE}<p:viewPr {ESPACES}/>"),
        "ppt/tableStyles.xml": (f"{TYPE}.tableStyles+xml", styles),
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", coeur),
    }
    du_maitre = [(f"{OFFICE}/slideLayout", f"../slideLayouts/{Path(nom).name}") for nom in noms]
    relations = {
        "_rels/.rels": [
            (f"{OFFICE}/officeDocument", "ppt/presentation.xml"),
            (f"{RELATIONS}/metadata/core-properties", "docProps/core.xml"),
        ],
        "ppt/_rels/presentation.xml.rels": [
            (f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{OFFICE}/presProps", "presProps.xml"),
            (f"{OFFICE}/viewProps", "viewProps.xml"),
            (f"{OFFICE}/theme", "theme/theme1.xml"),
            (f"{OFFICE}/tableStyles", "tableStyles.xml"),
        ],
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": [*du_maitre, (f"{OFFICE}/theme", "../theme/theme1.xml")],
        **{
            f"ppt/slideLayouts/_rels/{Path(nom).name}.rels": [
                (f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")
            ]
            for nom in noms
        },
    }
    contenus = {"[Content_Types].xml": _write_types({nom: genre for nom, (genre, _) in parties.items()})}
    contenus |= {nom: _write_relations(cibles) for nom, cibles in relations.items()}
    contenus |= {nom: texte for nom, (_, texte) in parties.items()}
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, texte in contenus.items():
            archive.writestr(zipfile.ZipInfo(nom, EPOQUE), texte.encode(), zipfile.ZIP_DEFLATED)
    return tampon.getvalue()


if __name__ == "__main__":
    NOTRE.write_bytes(build_modele())
