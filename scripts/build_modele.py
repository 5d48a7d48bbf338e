"""Build the deck's own master and layouts: `python -m scripts.build_modele` writes its file.

The package is written part by part, so that nothing of another template stays in it. Colours and fonts stand in the
theme part alone: everything else names them, and a deck is recoloured by changing the theme in PowerPoint. The same
sources give the same bytes; a test compares them with the file of the repository.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from charts.theme import CLAIR
from exports.presentation.pptx.noms import CHAMP_NUMERO, DECORATIF, Gabarit
from models.vocabulaire import Statut

MODELE = Path(__file__).resolve().parents[1] / "exports" / "presentation" / "pptx" / "modele.pptx"
EPOQUE = (1980, 1, 1, 0, 0, 0)
EMU = 12700
"""Length units of the format in a point; the grid below is in points, on a slide of 960 × 540."""
LARGEUR, HAUTEUR = 960, 540
GAUCHE, LARGE = 45, 870
HAUT_CORPS, BAS_CORPS = 136, 480
CORPS = BAS_CORPS - HAUT_CORPS
GOUTTIERE = 24

ESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
ENTETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PAQUET = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f"{PAQUET}/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml"


@dataclass(frozen=True, slots=True)
class Zone:
    """A placeholder: its name, its kind, its rectangle in points, its prompt, the size and look of its words."""

    nom: str
    genre: str
    x: float
    y: float
    large: float
    haut: float
    invite: str = ""
    taille: float = 20
    gras: bool = False
    couleur: str = "tx1"
    ancre: str = "t"
    cote: str = "l"


TITRE = Zone("Constat", "title", GAUCHE, 34, LARGE, 88, "Le constat, en deux lignes au plus", 32, gras=True)
PIED = Zone("Pied de page", "ftr", GAUCHE, 500, 790, 28, "Pied de page", 12, couleur="tx2", ancre="ctr")
NUMERO = Zone("Numéro", "sldNum", 855, 500, 60, 28, "", 12, couleur="tx2", ancre="ctr", cote="r")
COLONNE = (LARGE - GOUTTIERE) / 2
QUART = (LARGE - 3 * GOUTTIERE) / 4
COTE = 252
"""Width of the words beside a drawing."""


def _corps(nom: str, x: float, y: float, large: float, haut: float, *, taille: float = 20) -> Zone:
    return Zone(nom, "body", x, y, large, haut, "Texte", taille)


GABARITS: dict[Gabarit, tuple[Zone, ...]] = {
    Gabarit.TITRE: (
        Zone("Réunion", "body", GAUCHE, 96, LARGE, 52, "La réunion et sa date", 20, couleur="tx2", ancre="b"),
        Zone("Titre", "ctrTitle", GAUCHE, 160, LARGE, 156, "Le nom du plan", 44, gras=True),
        Zone("Sous-titre", "subTitle", GAUCHE, 326, LARGE, 60, "Ce dont il est question", 24, couleur="accent1"),
        Zone("Mention", "body", GAUCHE, 430, LARGE, 56, "La date des données", 18, couleur="tx2", ancre="b"),
    ),
    Gabarit.SECTION: (
        Zone("Titre", "title", GAUCHE, 150, LARGE, 120, "Le titre de la partie", 40, gras=True, ancre="b"),
        Zone("Texte", "body", GAUCHE, 286, LARGE, 200, "Ce qu’elle contient", 20, couleur="tx2"),
    ),
    Gabarit.DESSIN: (
        TITRE,
        Zone("Dessin", "chart", GAUCHE, HAUT_CORPS, LARGE - COTE - GOUTTIERE, CORPS),
        _corps("Texte", GAUCHE + LARGE - COTE, HAUT_CORPS, COTE, CORPS, taille=18),
    ),
    Gabarit.TABLEAU: (
        TITRE,
        Zone("Tableau", "tbl", GAUCHE, HAUT_CORPS, LARGE, 272),
        _corps("Texte", GAUCHE, 420, LARGE, 66, taille=18),
    ),
    Gabarit.NOMBRES: (
        TITRE,
        *(
            _corps(f"Nombre {i + 1}", GAUCHE + i * (QUART + GOUTTIERE), HAUT_CORPS, QUART, 160, taille=18)
            for i in range(4)
        ),
        _corps("Texte", GAUCHE, 322, LARGE, BAS_CORPS - 322),
    ),
    Gabarit.TEXTE: (TITRE, _corps("Texte", GAUCHE, HAUT_CORPS, LARGE, CORPS, taille=24)),
    Gabarit.COLONNES: (
        TITRE,
        _corps("Colonne de gauche", GAUCHE, HAUT_CORPS, COLONNE, CORPS),
        _corps("Colonne de droite", GAUCHE + COLONNE + GOUTTIERE, HAUT_CORPS, COLONNE, CORPS),
    ),
}


def _write_rectangle(x: float, y: float, large: float, haut: float) -> str:
    cadre = f'<a:off x="{x * EMU:.0f}" y="{y * EMU:.0f}"/><a:ext cx="{large * EMU:.0f}" cy="{haut * EMU:.0f}"/>'
    return f"<a:xfrm>{cadre}</a:xfrm>"


def _write_police(zone: Zone) -> str:
    couleur = f'<a:solidFill><a:schemeClr val="{zone.couleur}"/></a:solidFill>'
    police = f'<a:latin typeface="{"+mj-lt" if zone.gras else "+mn-lt"}"/>'
    return f'<a:defRPr lang="fr-FR" sz="{zone.taille * 100:.0f}" b="{int(zone.gras)}">{couleur}{police}</a:defRPr>'


def _write_zone(zone: Zone, numero: int, idx: int, *, maitre: bool = False) -> str:
    """Return a placeholder; on the master the body has no number, its kind is enough."""
    genre = zone.genre
    rang = "" if genre in ("title", "ctrTitle") or (maitre and genre == "body") else f' idx="{idx}"'
    taille = ' sz="quarter"' if genre in ("ftr", "sldNum") else ""
    if genre == "sldNum":
        champ = f'<a:fld id="{CHAMP_NUMERO}" type="slidenum">'
        texte = f'{champ}<a:rPr lang="fr-FR"/><a:t>‹N°›</a:t></a:fld>'
    else:
        texte = f'<a:r><a:rPr lang="fr-FR"/><a:t>{escape(zone.invite)}</a:t></a:r>' if zone.invite else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{numero}" name="{zone.nom}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{genre}"{taille}{rang}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_write_rectangle(zone.x, zone.y, zone.large, zone.haut)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{zone.ancre}">'
        f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{zone.cote}"><a:buNone/>'
        f"{_write_police(zone)}</a:lvl1pPr></a:lstStyle>"
        f'<a:p>{texte}<a:endParaRPr lang="fr-FR"/></a:p></p:txBody></p:sp>'
    )


def _write_filet(numero: int) -> str:
    """Return the line above the foot, which says nothing."""
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{numero}" name="Filet">{DECORATIF}</p:cNvPr><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{_write_rectangle(GAUCHE, 496, LARGE, 0)}'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:schemeClr val="accent5"/>'
        "</a:solidFill></a:ln></p:spPr></p:cxnSp>"
    )


def _write_arbre(formes: str) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{formes}</p:spTree>"
    )


def write_gabarit(gabarit: Gabarit, zones: tuple[Zone, ...]) -> str:
    """Return the part of a layout: its placeholders in the order in which they are read, its foot but on the cover."""
    formes = [_write_zone(zone, numero, numero + 8) for numero, zone in enumerate(zones, start=2)]
    couverture = gabarit is Gabarit.TITRE
    if not couverture:
        formes += [_write_zone(PIED, 20, 3), _write_zone(NUMERO, 21, 4)]
    genre = {Gabarit.TITRE: ' type="title"', Gabarit.SECTION: ' type="secHead"', Gabarit.COLONNES: ' type="twoObj"'}
    maitre = ' showMasterSp="0"' if couverture else ""
    return (
        f'{ENTETE}<p:sldLayout {ESPACES}{maitre}{genre.get(gabarit, "")} preserve="1" userDrawn="1">'
        f'<p:cSld name="{gabarit}">{_write_arbre("".join(formes))}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _write_niveaux(taille: int, gras: int, avant: int) -> str:
    return "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 228600}" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1"'
        f' latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef>'
        f'<a:spcPts val="{avant if n > 1 or avant else 0}"/></a:spcBef><a:buNone/><a:defRPr lang="fr-FR" sz="{taille}"'
        f' b="{gras}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+m'
        f'{"j" if gras else "n"}-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )


def write_maitre() -> str:
    """Return the part of the master: title, body, foot, number and the line above them."""
    corps = _corps("Texte", GAUCHE, HAUT_CORPS, LARGE, CORPS)
    formes = [_write_zone(z, n, n, maitre=True) for n, z in enumerate((TITRE, corps, PIED, NUMERO), start=2)]
    gabarits = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(GABARITS)))
    couleurs = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f'{ENTETE}<p:sldMaster {ESPACES} preserve="1"><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/>'
        f"</a:solidFill><a:effectLst/></p:bgPr></p:bg>{_write_arbre(''.join(formes) + _write_filet(20))}</p:cSld>"
        f'<p:clrMap {couleurs} hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>{gabarits}</p:sldLayoutIdLst>'
        '<p:hf hdr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{_write_niveaux(3200, 1, 0)}</p:titleStyle>"
        f"<p:bodyStyle>{_write_niveaux(2000, 0, 900)}</p:bodyStyle>"
        f"<p:otherStyle>{_write_niveaux(1800, 0, 0)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def write_theme() -> str:
    """Return the part of the theme: the colours of the light ground of the screens, and Arial."""
    couleurs = {
        **{"dk1": CLAIR.encre, "lt1": CLAIR.papier, "dk2": CLAIR.sourdine, "lt2": CLAIR.surface},
        **{"accent1": CLAIR.action, "accent2": CLAIR.statuts[Statut.BLOQUEE].fond, "accent3": CLAIR.rampe[1]},
        **{"accent4": CLAIR.statuts[Statut.REALISEE].fond, "accent5": CLAIR.filet, "accent6": CLAIR.orientations[2]},
        **{"hlink": CLAIR.action, "folHlink": CLAIR.orientations[1]},
    }
    palette = "".join(f'<a:{nom}><a:srgbClr val="{c[1:].upper()}"/></a:{nom}>' for nom, c in couleurs.items())
    police = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    plein = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    trait = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{plein}<a:prstDash val="solid"/></a:ln>'
    effet = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{ENTETE}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Réunion annuelle">'
        f'<a:themeElements><a:clrScheme name="Réunion annuelle">{palette}</a:clrScheme>'
        f'<a:fontScheme name="Arial"><a:majorFont>{police}</a:majorFont><a:minorFont>{police}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="Sobre"><a:fillStyleLst>{plein * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{trait * 3}</a:lnStyleLst><a:effectStyleLst>{effet * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plein * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _write_presentation() -> str:
    niveaux = _write_niveaux(1800, 0, 0)
    return (
        f'{ENTETE}<p:presentation {ESPACES} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{LARGEUR * EMU}" cy="{HAUTEUR * EMU}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="fr-FR"/></a:defPPr>{niveaux}</p:defaultTextStyle>'
        "</p:presentation>"
    )


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
        "ppt/presentation.xml": (f"{TYPE}.presentation.main+xml", _write_presentation()),
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
    MODELE.write_bytes(build_modele())
