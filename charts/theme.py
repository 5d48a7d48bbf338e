"""One theme for every drawing: two grounds, the marks of the vocabulary, one Plotly template.

Colour means something or is absent: orientations have a hue (and always their number), statuts a colour and a symbol,
progress a single-hue ramp. Bloquée is the only red, Réalisée the only green. « Non renseigné » is an empty outline,
« non actualisé » is hatched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go

from models.vocabulaire import Appreciation, Meteo, Statut

POLICE = "'Atkinson Hyperlegible Next', Arial, 'Helvetica Neue', 'Liberation Sans', 'Secours', sans-serif"
CORPS = 13


@dataclass(frozen=True, slots=True)
class Marque:
    """How a word of the vocabulary is drawn: its symbol, its ground, the text on it, and its colour as a thin mark."""

    symbole: str
    fond: str
    texte: str
    trait: str


@dataclass(frozen=True)
class Palette:
    """The colours of one ground, as hexadecimal texts."""

    nom: str
    papier: str
    surface: str
    encre: str
    sourdine: str
    filet: str
    action: str
    orientations: tuple[str, ...]
    texte_orientation: str
    rampe: tuple[str, ...]
    texte_rampe: tuple[str, ...]
    statuts: dict[Statut, Marque]
    meteos: dict[Meteo, Marque]
    appreciations: dict[Appreciation, Marque]
    inconnu: Marque

    def colour_orientation(self, numero: int) -> str:
        """Return the hue of an orientation; beyond the last one they start again (the number tells them apart)."""
        return self.orientations[(numero - 1) % len(self.orientations)]

    def find_meteo(self, meteo: Meteo | None) -> Marque:
        """Return the mark of a météo, the empty outline when it is unknown."""
        return self.inconnu if meteo is None else self.meteos[meteo]

    def find_appreciation(self, appreciation: Appreciation | None) -> Marque:
        """Return the mark of a judgement, the empty outline when none was given."""
        return self.inconnu if appreciation is None else self.appreciations[appreciation]


CLAIR = Palette(
    nom="clair",
    papier="#ffffff",
    surface="#f4f5f9",
    encre="#1b1c22",
    sourdine="#565b6b",
    filet="#d5d8e2",
    action="#1f3a8a",
    orientations=("#2a2a72", "#8a2d6c", "#106f72", "#9e6c0d"),
    texte_orientation="#ffffff",
    rampe=("#eef2fb", "#d9e3f6", "#bfd0ef", "#9fb9e6", "#7b9edb"),
    texte_rampe=("#1b1c22",) * 5,
    statuts={
        Statut.NON_DEMARREE: Marque("○", "#eceef4", "#3d4252", "#6b7183"),
        Statut.EN_COURS: Marque("◐", "#dbe6f8", "#173b7a", "#2f5fb3"),
        Statut.EN_PAUSE: Marque("‖", "#f3e3b8", "#5a4304", "#96690a"),
        Statut.BLOQUEE: Marque("■", "#b9242a", "#ffffff", "#b9242a"),
        Statut.REALISEE: Marque("✓", "#1c7447", "#ffffff", "#1c7447"),
        Statut.ABANDONNEE: Marque("×", "#4a4e5a", "#ffffff", "#4a4e5a"),
        Statut.SANS_OBJET: Marque("–", "#c9ccd6", "#2c2f3a", "#7d8190"),
    },
    meteos={
        Meteo.SOLEIL: Marque("sunny", "#fbe9a9", "#4b3a00", "#8a6a00"),
        Meteo.COUVERT: Marque("partly_cloudy_day", "#dfe5f1", "#2b3550", "#5a6b94"),
        Meteo.NUAGE: Marque("cloud", "#a9b4cc", "#1b2238", "#5d6a88"),
        Meteo.ORAGE: Marque("thunderstorm", "#3d4866", "#ffffff", "#3d4866"),
    },
    appreciations={
        Appreciation.SANS_ELEMENT: Marque("–", "#f4f5f9", "#565b6b", "#7d8190"),
        Appreciation.NON_ENGAGE: Marque("○", "#ffffff", "#1b1c22", "#6b7183"),
        Appreciation.LIMITE: Marque("◔", "#d9e3f6", "#1b1c22", "#2f5fb3"),
        Appreciation.SUBSTANTIEL: Marque("◕", "#9fb9e6", "#1b1c22", "#2f5fb3"),
        Appreciation.TENU: Marque("●", "#1f3a8a", "#ffffff", "#1f3a8a"),
    },
    inconnu=Marque("?", "#ffffff", "#565b6b", "#7d8190"),
)

SOMBRE = Palette(
    nom="sombre",
    papier="#13151b",
    surface="#1d2029",
    encre="#ecedf2",
    sourdine="#a9afc0",
    filet="#3a3f4d",
    action="#a9bfff",
    orientations=("#6f78e6", "#d77bb9", "#5cc4c4", "#f0cf7a"),
    texte_orientation="#13151b",
    rampe=("#1f2738", "#26355a", "#2e467c", "#39599f", "#4a70c0"),
    texte_rampe=("#ecedf2",) * 4 + ("#ffffff",),
    statuts={
        Statut.NON_DEMARREE: Marque("○", "#2a2e3a", "#d3d7e3", "#969db0"),
        Statut.EN_COURS: Marque("◐", "#243a66", "#dce7ff", "#7fa6ee"),
        Statut.EN_PAUSE: Marque("‖", "#574513", "#ffedbf", "#d9ad45"),
        Statut.BLOQUEE: Marque("■", "#f07f7f", "#1a0606", "#f07f7f"),
        Statut.REALISEE: Marque("✓", "#5fc08d", "#05170d", "#5fc08d"),
        Statut.ABANDONNEE: Marque("×", "#767c8d", "#0d0f14", "#8f95a6"),
        Statut.SANS_OBJET: Marque("–", "#474c5b", "#ecedf2", "#878d9e"),
    },
    meteos={
        Meteo.SOLEIL: Marque("sunny", "#e9c75a", "#231a00", "#e9c75a"),
        Meteo.COUVERT: Marque("partly_cloudy_day", "#a3b0cd", "#10141f", "#a3b0cd"),
        Meteo.NUAGE: Marque("cloud", "#66728f", "#ffffff", "#8b97b4"),
        Meteo.ORAGE: Marque("thunderstorm", "#353f5c", "#ecedf2", "#8b97b4"),
    },
    appreciations={
        Appreciation.SANS_ELEMENT: Marque("–", "#1d2029", "#a9afc0", "#878d9e"),
        Appreciation.NON_ENGAGE: Marque("○", "#13151b", "#ecedf2", "#969db0"),
        Appreciation.LIMITE: Marque("◔", "#26355a", "#ecedf2", "#7fa6ee"),
        Appreciation.SUBSTANTIEL: Marque("◕", "#39599f", "#ecedf2", "#7fa6ee"),
        Appreciation.TENU: Marque("●", "#a9bfff", "#13151b", "#a9bfff"),
    },
    inconnu=Marque("?", "#13151b", "#a9afc0", "#878d9e"),
)

PALETTES = {p.nom: p for p in (CLAIR, SOMBRE)}


@lru_cache(maxsize=4)
def build_template(nom: str) -> go.layout.Template:
    """Return the Plotly template of a ground (« clair » or « sombre »): ours alone, not laid over the default one."""
    p = PALETTES[nom]
    axe = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"color": p.sourdine},
        "fixedrange": True,
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": POLICE, "size": CORPS, "color": p.encre},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
            "separators": ",\u202f",
            "showlegend": False,
            "hoverlabel": {"bgcolor": p.encre, "font": {"family": POLICE, "size": CORPS, "color": p.papier}},
            "xaxis": axe,
            "yaxis": axe,
            "dragmode": False,
        }
    )


def build_figure(palette: Palette, hauteur: int, *traces: go.Figure, **layout: object) -> go.Figure:
    """Return a figure of a height in pixels on a ground, with nothing of Plotly's default look."""
    figure = go.Figure(data=list(traces))
    figure.update_layout(template=build_template(palette.nom), height=hauteur, **layout)
    return figure
