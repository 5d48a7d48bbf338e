"""A sigle says what it stands for at its first use on a screen: in text alone, escaped, links keep their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.libelle import Sigle
from tests.plans import make_action, make_plan
from tests.racine import RACINE
from tests.ui.conftest import Ouvrir
from ui.socle import sigles
from ui.socle.donnees import Version
from ui.socle.sigles import Lecture
from ui.socle.texte import Html

Lire = Callable[[], Lecture]
MOTS = (Sigle("ASE", 'Aide <b>"sociale"'), Sigle("IDEE 93", "Une fédération"), Sigle("IDEE", "Autre"), Sigle("PMI"))
ASE = 'title="Aide &lt;b&gt;&quot;sociale&quot;"'


@pytest.fixture
def lire(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Lire:
    """What a screen reads of a plan that has those sigles."""
    plan = make_plan([make_action("A01")], sigles=MOTS)
    monkeypatch.setattr(sigles, "get_plan", lambda _: plan)
    return lambda: Lecture(Version(request.node.nodeid, 0))


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        ("<p>L’ASE, puis l’ASE</p>", f'<p>L’<abbr {ASE} tabindex="0">ASE</abbr>, puis l’ASE</p>'),
        ("<p>l&#x27;ASE</p>", f'<p>l&#x27;<abbr {ASE} tabindex="0">ASE</abbr></p>'),
        ('<a href="x?ASE=ASE" title="ASE">ASE</a>', f'<a href="x?ASE=ASE" title="ASE"><abbr {ASE}>ASE</abbr></a>'),
        ("IDEE\u00a093", '<abbr title="Une fédération" tabindex="0">IDEE\u00a093</abbr>'),
        ("IDEE 93", '<abbr title="Une fédération" tabindex="0">IDEE 93</abbr>'),
        ("BASE, ASES, ase, &ASE;, PMI", "BASE, ASES, ase, &ASE;, PMI"),
        ("<svg><text>ASE</text></svg><button>ASE</button>", "<svg><text>ASE</text></svg><button>ASE</button>"),
        (
            "<abbr title='x'>ASE</abbr><td data-nom=\"ASE\"></td>",
            "<abbr title='x'>ASE</abbr><td data-nom=\"ASE\"></td>",
        ),
        (
            '<span class="lecteur"><span>ASE</span> ASE</span><br>ASE',
            f'<span class="lecteur"><span>ASE</span> ASE</span><br><abbr {ASE} tabindex="0">ASE</abbr>',
        ),
        ("1 < 2 ASE", f'1 < 2 <abbr {ASE} tabindex="0">ASE</abbr>'),
        ("&lt;ASE&gt;", f'&lt;<abbr {ASE} tabindex="0">ASE</abbr>&gt;'),
    ],
)
def test_only_the_first_use_in_a_text_is_marked(lire: Lire, contenu: str, attendu: str) -> None:
    assert lire().mark(Html(contenu)) == attendu


def test_the_first_use_is_that_of_the_screen_and_a_fold_holds_none(lire: Lire) -> None:
    ecran = lire()
    pli = Html("<details><summary>Suite</summary>ASE</details>")
    assert ecran.mark(pli).count("<abbr") == 1
    assert ecran.mark(Html(f"{pli}<p>ASE ASE</p>")).count("<abbr") == 2
    assert ecran.mark(Html("<p>ASE</p>")) == "<p>ASE</p>"
    assert lire().mark(Html("<p>ASE</p>")).count("<abbr") == 1, "another screen has its own"


@pytest.mark.parametrize("fichier", ["partenaires.py", "charte.py", "orientations_et_actions.py", "calendrier.py"])
def test_each_sigle_is_told_once_on_a_screen_and_at_each_run_of_it(ouvrir: Ouvrir, fichier: str) -> None:
    page = ouvrir(fichier)
    avant = re.findall(r"<abbr title=\"([^\"]+)\"", _read_en_vue(page))
    assert avant
    assert len(set(avant)) == len(avant)
    page.run()
    assert re.findall(r"<abbr title=\"([^\"]+)\"", _read_en_vue(page)) == avant


def _read_en_vue(page: AppTest) -> str:
    """Return the HTML of a screen without what folds hold."""
    html = "\n".join(e.proto.body for e in page.get("html"))
    return re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("module", [*RACINE.glob("ui/**/*.py"), *RACINE.glob("pages/*.py")], ids=lambda p: p.name)
def test_the_html_of_the_screens_leaves_by_one_door(module: Path) -> None:
    """The menu apart, where nothing is told: what goes round it would show sigles without their words."""
    lignes = [x for x in module.read_text(encoding="utf-8").splitlines() if re.search(r"\.html\(", x)]
    assert not [x for x in lignes if "st.sidebar.html(" not in x] or module.name == "sortie.py"
