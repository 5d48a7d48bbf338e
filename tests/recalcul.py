"""Recompute every published figure from the leaves of `python -m exports json`; shares no code with the program.

`python tests/recalcul.py FICHIER.json...` prints one line per file, exits 1 when a figure differs, 2 when a file cannot
be read. Standard library only; exact fractions, so that the only tolerance is the rounding of what is published.
"""

import json
import sys
from datetime import date, timedelta
from fractions import Fraction

HORS_CALCUL = {"Abandonnée", "Sans objet"}
DECIMALES = {"avancement": 2, "encadrement": 2, "attendu": 2, "ecart": 2, "taux_realisation": 4, "taux_remontee": 4}
COMPTES = ("couverture", "exclues")


def find_dernier_jour(trimestre):
    annee, numero = int(trimestre[:4]), int(trimestre[-1])
    return (date(annee + 1, 1, 1) if numero == 4 else date(annee, 3 * numero + 1, 1)) - timedelta(days=1)


def compute_part(action, jour):
    debut, echeance = date.fromisoformat(action["debut"]), date.fromisoformat(action["echeance"])
    if echeance <= debut:
        return Fraction(100 if jour >= echeance else 0)
    return 100 * min(max(Fraction((jour - debut).days, (echeance - debut).days), Fraction(0)), Fraction(1))


def compute_moyenne(couples):
    poids = sum(p for p, _ in couples)
    return sum(p * v for p, v in couples) / poids if couples else None


def recompute(actions, jour):
    """Return the figures of some leaves, by the words of the rule."""
    actives = [a for a in actions if a["statut"] not in HORS_CALCUL]
    connues = [a for a in actives if a["avancement"] is not None]

    def compute_avec(absent):
        return compute_moyenne(
            [(Fraction(a["poids"]), absent if a["avancement"] is None else a["avancement"]) for a in actives]
        )

    avancement = compute_moyenne([(Fraction(a["poids"]), a["avancement"]) for a in connues])
    attendu = compute_moyenne([(Fraction(a["poids"]), compute_part(a, jour)) for a in connues])
    return {
        "avancement": avancement,
        "couverture": [len(connues), len(actives)],
        "encadrement": [compute_avec(0), compute_avec(100)] if actives else None,
        "taux_realisation": Fraction(sum(a["statut"] == "Réalisée" for a in actives), len(actives))
        if actives
        else None,
        "attendu": attendu,
        "ecart": avancement - attendu if connues else None,
        "exclues": len(actions) - len(actives),
        "taux_remontee": Fraction(sum(a["reporte"] for a in actives), len(actives)) if actives else None,
    }


def is_same(publie, calcule, decimales):
    if isinstance(calcule, list):
        return (
            isinstance(publie, list)
            and len(publie) == len(calcule)
            and all(is_same(p, c, decimales) for p, c in zip(publie, calcule, strict=True))
        )
    if publie is None or calcule is None:
        return publie is calcule
    if isinstance(publie, bool) or not isinstance(publie, (int, float)):
        return False
    tolerance = Fraction(1, 2 * 10**decimales) + Fraction(1, 10**9) if decimales else 0
    return abs(Fraction(publie) - calcule) <= tolerance


def list_niveaux(donnees):
    """Yield (name, published figures, leaves) of every level."""
    actions = donnees["actions"]
    yield "plan", donnees["plan"], actions
    for groupe, cle in (("orientations", "orientation"), ("priorites", "priorite")):
        for niveau in donnees[groupe]:
            yield f"{groupe} {niveau['code']}", niveau, [a for a in actions if a[cle] == niveau["code"]]
    for niveau in donnees["engagements"]:
        numero = niveau["numero"]
        yield f"engagements {numero}", niveau, [a for a in actions if numero in a["engagements"]]


def check_arbre(donnees):
    """Yield what is wrong in the tree itself: leaves that no level holds, links that do not agree."""
    codes = [a["code"] for a in donnees["actions"]]
    if len(codes) != len(set(codes)):
        yield "actions : un code figure deux fois"
    for groupe, cle in (("orientations", "orientation"), ("priorites", "priorite")):
        connus = {n["code"] for n in donnees[groupe]}
        yield from (f"{a['code']} : {cle} {a[cle]} absente" for a in donnees["actions"] if a[cle] not in connus)
    for niveau in donnees["engagements"]:
        lies = {a["code"] for a in donnees["actions"] if niveau["numero"] in a["engagements"]}
        if set(niveau["actions"]) != lies:
            yield f"engagements {niveau['numero']} : la liste des actions ne correspond pas"
    for action in donnees["actions"]:
        source = action["trimestre_de_la_valeur"]
        if (source is None) != (action["avancement"] is None) or (source or "") > donnees["trimestre"]:
            yield f"{action['code']} : trimestre de la valeur {source} impossible"


def check(donnees):
    """Return (number of figures recomputed, list of differences)."""
    jour, figures, ecarts = find_dernier_jour(donnees["trimestre"]), 0, list(check_arbre(donnees))
    for nom, publies, actions in list_niveaux(donnees):
        calcules = recompute(actions, jour)
        for champ in (*DECIMALES, *COMPTES):
            figures += 1
            publie = publies.get(champ, "absent")
            if not is_same(publie, calcules[champ], DECIMALES.get(champ, 0)):
                ecarts.append(f"{nom} : {champ} publié {publie}, recalculé {show(calcules[champ])}")
    return figures, ecarts


def show(valeur):
    if isinstance(valeur, list):
        return [show(v) for v in valeur]
    return valeur if valeur is None or isinstance(valeur, int) else round(float(valeur), 4)


def main(fichiers):
    code = 0 if fichiers else 2
    for fichier in fichiers:
        try:
            with open(fichier, encoding="utf-8") as flux:  # noqa: PTH123
                figures, ecarts = check(json.load(flux))
        except (OSError, ValueError, KeyError, TypeError) as erreur:
            print(f"{fichier} : illisible ({type(erreur).__name__} : {erreur})")
            code = 2
            continue
        print(f"{fichier} : {figures} figures recalculées, {len(ecarts)} écart{'s' if len(ecarts) > 1 else ''}")
        for ecart in ecarts:
            print(f"  {ecart}")
        code = max(code, 1 if ecarts else 0)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
