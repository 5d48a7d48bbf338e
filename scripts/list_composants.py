"""Write what the application is made of (SBOM): each package that it needs, its version, its licence, in CycloneDX.

`python scripts/list_composants.py FILE`. What is listed is what is installed here of `requirements.txt` and of what
those packages need; the tools of the tests are left out. Exits 1 when a package of the file is not installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RACINE = Path(__file__).resolve().parents[1]
COMMANDE = ("-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON")


def read_environnement() -> dict[str, Any]:
    """Return everything that is installed here, as CycloneDX has it."""
    fait = subprocess.run([sys.executable, *COMMANDE], capture_output=True, text=True, check=True)
    lu: dict[str, Any] = json.loads(fait.stdout)
    return lu


def list_besoins(texte: str) -> set[str]:
    """Return the packages that a requirements file asks for and those that they need, in the one form of their names.

    What an extra alone needs is left out, unless that extra is asked for. Raises PackageNotFoundError for what is not
    installed.
    """
    lignes = (ligne.partition("#")[0].strip() for ligne in texte.splitlines())
    a_voir = [Requirement(ligne) for ligne in lignes if ligne and not ligne.startswith("-")]
    vus: dict[str, set[str]] = {}
    while a_voir:
        besoin = a_voir.pop()
        nom, extras = canonicalize_name(besoin.name), {"", *besoin.extras}
        nouveaux = extras - vus.get(nom, set())
        if not nouveaux:
            continue
        vus[nom] = vus.get(nom, set()) | extras
        a_voir += [
            suite
            for suite in map(Requirement, distribution(nom).requires or ())
            if suite.marker is None or any(suite.marker.evaluate({"extra": extra}) for extra in extras)
        ]
    return set(vus)


def select_composants(sbom: dict[str, Any], besoins: set[str]) -> dict[str, Any]:
    """Return the document with what is needed alone."""
    gardes = {c["bom-ref"] for c in sbom["components"] if canonicalize_name(c["name"]) in besoins}
    liens = [d for d in sbom["dependencies"] if d["ref"] in gardes]
    return {
        **sbom,
        "components": [c for c in sbom["components"] if c["bom-ref"] in gardes],
        "dependencies": [
            {**d, "dependsOn": [r for r in d["dependsOn"] if r in gardes]} if "dependsOn" in d else d for d in liens
        ],
    }


def main(arguments: list[str]) -> int:
    """Write the file and say what it holds."""
    if len(arguments) != 1:
        print("Usage: python scripts/list_composants.py FILE", file=sys.stderr)
        return 2
    try:
        besoins = list_besoins((RACINE / "requirements.txt").read_text(encoding="utf-8"))
    except PackageNotFoundError as absent:
        print(f"Not installed here: {absent.name}. Run make first.", file=sys.stderr)
        return 1
    sbom = select_composants(read_environnement(), besoins)
    sortie = Path(arguments[0])
    sortie.parent.mkdir(parents=True, exist_ok=True)
    sortie.write_text(json.dumps(sbom, indent=2) + "\n", encoding="utf-8")
    sans = [c["name"] for c in sbom["components"] if not c.get("licenses")]
    print(f"{sortie}: {len(sbom['components'])} packages, {len(sans)} without a licence told ({', '.join(sans)})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
