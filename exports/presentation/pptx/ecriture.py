"""The shapes of a slide as its format writes them: paragraphs, placeholders, tables and charts, notes."""

from __future__ import annotations

from exports.presentation.graphiques.mots import EMU, Cadre, write_attribut, write_run

ESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
COULEURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def write_paragraphe(*runs: str, avant: float = -1, cote: str = "", vide: float = 0) -> str:
    """Return a paragraph; what is not said of it is the placeholder's.

    `avant`: the space above it, in points; `cote`: « l » or « r »; `vide`: the size of its words when it has none.
    """
    espace = f'<a:spcBef><a:spcPts val="{avant * 100:.0f}"/></a:spcBef>' if avant >= 0 else ""
    sens = f' algn="{cote}"' if cote else ""
    taille = f' sz="{vide * 100:.0f}"' if vide else ""
    fin = "" if runs else f'<a:endParaRPr lang="fr-FR"{taille}/>'
    return f"<a:p>{f'<a:pPr{sens}>{espace}</a:pPr>' if espace or sens else ''}{''.join(runs)}{fin}</a:p>"


def write_cadre(cadre: Cadre, balise: str = "a:xfrm") -> str:
    """Return a position and a size."""
    place = f'<a:off x="{cadre.x * EMU:.0f}" y="{cadre.y * EMU:.0f}"/>'
    return f'<{balise}>{place}<a:ext cx="{cadre.large * EMU:.0f}" cy="{cadre.haut * EMU:.0f}"/></{balise}>'


def write_zone(numero: int, nom: str, ph: str, paragraphes: str, cadre: Cadre | None = None) -> str:
    """Return a filled placeholder of text; without `cadre` it stands where the layout puts it."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{numero}" name={write_attribut(nom)}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr>{write_cadre(cadre) if cadre else ''}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphes}</p:txBody></p:sp>"
    )


def write_objet(numero: int, nom: str, alternative: str, ph: str, *, cadre: Cadre, contenu: str) -> str:
    """Return a placeholder filled with a table or a chart, with its alternative text."""
    genre = "table" if contenu.startswith("<a:tbl") else "chart"
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{numero}" name={write_attribut(nom)}'
        f' descr={write_attribut(alternative)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr>{ph}</p:nvPr></p:nvGraphicFramePr>{write_cadre(cadre, 'p:xfrm')}<a:graphic>"
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{genre}">{contenu}</a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )


def write_arbre(formes: list[str]) -> str:
    """Return the shapes of a slide, in the order in which they are read."""
    return (
        f'<p:spTree {ESPACES}><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{''.join(formes)}</p:spTree>"
    )


def write_notes(lignes: list[str]) -> str:
    """Return the notes of a slide: its picture, then what is said over it."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Diapositive"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    )
    texte = "".join(write_paragraphe(write_run(ligne)) for ligne in lignes)
    dites = write_zone(3, "Notes", '<p:ph type="body" idx="1"/>', texte)
    return f"<p:notes {ESPACES}><p:cSld>{write_arbre([image, dites])}</p:cSld>{COULEURS}</p:notes>"
