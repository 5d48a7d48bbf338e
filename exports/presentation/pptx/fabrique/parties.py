"""The parts of the template as their format writes them: layouts, master, theme.

Colours and fonts stand in the theme alone: everything else names them, and a deck is recoloured by changing the theme.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from charts.theme import CLAIR
from exports.presentation.graphiques.mots import EMU, Cadre, write_couleur
from exports.presentation.pptx.ecriture import COULEURS, ESPACES, write_cadre
from exports.presentation.pptx.fabrique.zones import (
    CORPS,
    GABARITS,
    GAUCHE,
    HAUT_CORPS,
    HAUTEUR,
    LARGE,
    LARGEUR,
    NUMERO,
    PIED,
    TITRE,
    Zone,
    make_corps,
)
from exports.presentation.pptx.noms import CHAMP_NUMERO, DECORATIF, Gabarit
from models.vocabulaire import Statut

ENTETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _write_police(zone: Zone) -> str:
    police = f'<a:latin typeface="{"+mj-lt" if zone.gras else "+mn-lt"}"/>'
    attributs = f'lang="fr-FR" sz="{zone.taille * 100:.0f}" b="{int(zone.gras)}"'
    return f"<a:defRPr {attributs}>{write_couleur(zone.couleur)}{police}</a:defRPr>"


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
        f"<p:spPr>{write_cadre(Cadre(zone.x, zone.y, zone.large, zone.haut))}"
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
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{write_cadre(Cadre(GAUCHE, 496, LARGE, 0))}'
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
        f"{COULEURS}</p:sldLayout>"
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
    corps = make_corps("Texte", GAUCHE, HAUT_CORPS, LARGE, CORPS)
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
        **{"accent1": CLAIR.action, "accent2": CLAIR.statuts[Statut.BLOQUEE].fond, "accent3": CLAIR.rampe[3]},
        **{"accent4": CLAIR.statuts[Statut.REALISEE].fond, "accent5": CLAIR.filet, "accent6": CLAIR.rampe[1]},
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


def write_presentation() -> str:
    """Return the part of a presentation without slides."""
    niveaux = _write_niveaux(1800, 0, 0)
    return (
        f'{ENTETE}<p:presentation {ESPACES} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{LARGEUR * EMU}" cy="{HAUTEUR * EMU}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="fr-FR"/></a:defPPr>{niveaux}</p:defaultTextStyle>'
        "</p:presentation>"
    )
