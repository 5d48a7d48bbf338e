"""One theme for every drawing: two grounds, the marks of the vocabulary, one Plotly template.

Colour means something or is absent: orientations have a hue (and always their number), statuts a colour and a symbol,
progress a single-hue ramp (0, then three steps), what the parties of the charter judge a hue of its own. Bloquée is the
only red, Réalisée the only green. « Non renseigné » is an empty outline, « non actualisé » is hatched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from models.vocabulaire import Appreciation, Meteo, Statut

if TYPE_CHECKING:
    import plotly.graph_objects as go

POLICE = "'Atkinson Hyperlegible Next', Arial, 'Helvetica Neue', 'Liberation Sans', 'Secours', sans-serif"
CORPS = 14
"""Size in pixels of the words of a drawing; those of its axes, and of a crowded one, are at 12."""


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
    orientations=("#2a2a72", "#78245e", "#0e6a6d", "#9e6c0d"),
    texte_orientation="#ffffff",
    rampe=("#f0f3fb", "#aabfe8", "#83a5e2", "#5f89d8"),
    texte_rampe=("#1b1c22",) * 4,
    statuts={
        Statut.NON_DEMARREE: Marque("○", "#eceef4", "#3d4252", "#6b7183"),
        Statut.EN_COURS: Marque("◐", "#cfdff8", "#173b7a", "#2f5fb3"),
        Statut.EN_PAUSE: Marque("‖", "#f3d6b8", "#5a3605", "#84571f"),
        Statut.BLOQUEE: Marque("■", "#b9242a", "#ffffff", "#b9242a"),
        Statut.REALISEE: Marque("✓", "#1c7447", "#ffffff", "#1c7447"),
        Statut.ABANDONNEE: Marque("×", "#4a4e5a", "#ffffff", "#4a4e5a"),
        Statut.SANS_OBJET: Marque("–", "#c9ccd6", "#2c2f3a", "#7d8190"),
    },
    meteos={
        Meteo.SOLEIL: Marque("sunny", "#fbe58c", "#4b3a00", "#8a6a00"),
        Meteo.COUVERT: Marque("partly_cloudy_day", "#dddace", "#35332a", "#6b6757"),
        Meteo.NUAGE: Marque("cloud", "#a9b4cc", "#1b2238", "#5d6a88"),
        Meteo.ORAGE: Marque("thunderstorm", "#3d4866", "#ffffff", "#3d4866"),
    },
    appreciations={
        Appreciation.SANS_ELEMENT: Marque("–", "#f4f5f9", "#565b6b", "#7d8190"),
        Appreciation.NON_ENGAGE: Marque("○", "#ffffff", "#1b1c22", "#6b7183"),
        Appreciation.LIMITE: Marque("◔", "#e4d0f4", "#1b1c22", "#7a4fb0"),
        Appreciation.SUBSTANTIEL: Marque("◕", "#b897df", "#1b1c22", "#7a4fb0"),
        Appreciation.TENU: Marque("●", "#4a2780", "#ffffff", "#4a2780"),
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
    orientations=("#6f78e6", "#d77bb9", "#62c9c9", "#f0cf7a"),
    texte_orientation="#13151b",
    rampe=("#1a2130", "#33559b", "#4974c4", "#86aef0"),
    texte_rampe=("#ecedf2", "#ffffff", "#ffffff", "#13151b"),
    statuts={
        Statut.NON_DEMARREE: Marque("○", "#2a2e3a", "#d3d7e3", "#969db0"),
        Statut.EN_COURS: Marque("◐", "#243a66", "#dce7ff", "#7fa6ee"),
        Statut.EN_PAUSE: Marque("‖", "#5a4022", "#ffe6cc", "#d9a066"),
        Statut.BLOQUEE: Marque("■", "#f07f7f", "#1a0606", "#f07f7f"),
        Statut.REALISEE: Marque("✓", "#5fc08d", "#05170d", "#5fc08d"),
        Statut.ABANDONNEE: Marque("×", "#767c8d", "#0d0f14", "#8f95a6"),
        Statut.SANS_OBJET: Marque("–", "#474c5b", "#ecedf2", "#878d9e"),
    },
    meteos={
        Meteo.SOLEIL: Marque("sunny", "#eccb4a", "#231a00", "#eccb4a"),
        Meteo.COUVERT: Marque("partly_cloudy_day", "#bdb9ae", "#14130e", "#bdb9ae"),
        Meteo.NUAGE: Marque("cloud", "#66728f", "#ffffff", "#8b97b4"),
        Meteo.ORAGE: Marque("thunderstorm", "#353f5c", "#ecedf2", "#8b97b4"),
    },
    appreciations={
        Appreciation.SANS_ELEMENT: Marque("–", "#1d2029", "#a9afc0", "#878d9e"),
        Appreciation.NON_ENGAGE: Marque("○", "#13151b", "#ecedf2", "#969db0"),
        Appreciation.LIMITE: Marque("◔", "#43305f", "#ecedf2", "#b897e8"),
        Appreciation.SUBSTANTIEL: Marque("◕", "#6b4a9c", "#ffffff", "#b897e8"),
        Appreciation.TENU: Marque("●", "#cbb3f5", "#13151b", "#cbb3f5"),
    },
    inconnu=Marque("?", "#13151b", "#a9afc0", "#878d9e"),
)

PALETTES = {p.nom: p for p in (CLAIR, SOMBRE)}


@lru_cache(maxsize=4)
def build_template(nom: str) -> go.layout.Template:
    """Return the Plotly template of a ground (« clair » or « sombre »): ours alone, not laid over the default one."""
    import plotly.graph_objects as go

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
    import plotly.graph_objects as go

    figure = go.Figure(data=list(traces))
    figure.update_layout(template=build_template(palette.nom), height=hauteur, **layout)
    return figure
