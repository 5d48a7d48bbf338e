"""What an import left, as the report and the journal say it."""

from __future__ import annotations

import pytest

from models.suites import Laissee, Motif, Repondue, Suites, dump_suites, load_suites
from phrases.suites import list_suites

TOUT = Suites(
    (Repondue("Faut-il l’ôter ?", "Ôter le point de blocage"),),
    (
        Laissee("Avancement!7", "A28", Motif.ERREUR),
        Laissee("Jalons!9", "A28", Motif.ERREUR),
        Laissee("Liste des partenaires!12", "", Motif.ERREUR),
        Laissee("Avancement!8", "A13", Motif.DECOCHEE),
        Laissee("Avancement!9", "A14", Motif.SANS_REPONSE),
    ),
    ("A33", "A36"),
)


def test_each_reason_has_its_sentence_and_each_subject_is_said_once() -> None:
    assert [p.replace("\u202f", " ") for p in list_suites(TOUT)] == [
        "En erreur, non appliqué : A28 et Liste des partenaires, ligne 12.",
        "Sans réponse, non appliqué : A14.",
        "Laissé de côté : A13.",
        "Rien n’est dit de A33 et A36.",
    ]


def test_nothing_left_says_nothing() -> None:
    assert list_suites(Suites()) == []
    assert dump_suites(Suites()) is None
    assert load_suites(None) == Suites()


@pytest.mark.parametrize("suites", [TOUT, Suites(muettes=("A01",)), Suites(laissees=TOUT.laissees[:1])])
def test_what_is_kept_is_read_back(suites: Suites) -> None:
    assert load_suites(dump_suites(suites)) == suites
