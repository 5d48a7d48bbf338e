"""Ask whether a known fault touches a package that is installed here; where no advisory is in reach, say so and go on.

Exits 1 when one does, 0 otherwise: a machine without that network must not be taken for a faulty one, nor wait for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

TEMOIN = "pyyaml==5.3"
"""A version whose fault every source of advisories knows: one that tells none of it is no such source, and is asked
for nothing else."""
ATTENTE, DUREE_MAX = 30, 300
SAUTE = "Dependency audit SKIPPED: {} (this checks nothing: run it where advisories are in reach)."


def find_obstacle() -> str:
    """Return why advisories are out of reach, empty when they are not."""
    with tempfile.TemporaryDirectory() as dossier:
        besoins = Path(dossier) / "temoin.txt"
        besoins.write_text(f"{TEMOIN}\n", encoding="utf-8")
        try:
            fautes, _ = audit(["--no-deps", "--disable-pip", "--requirement", str(besoins)], ATTENTE)
        except (subprocess.TimeoutExpired, ValueError, KeyError) as erreur:
            return f"their source did not answer ({type(erreur).__name__})"
    return "" if fautes else f"their source tells nothing of {TEMOIN}"


def audit(quoi: list[str], duree: float) -> tuple[list[str], list[str]]:
    """Return the faults of some packages and those that nobody knew; raise when no report comes in time."""
    commande = [sys.executable, "-m", "pip_audit", *quoi, "--format", "json", "--progress-spinner", "off"]
    fait = subprocess.run(commande, capture_output=True, text=True, timeout=duree, check=False)
    return read_rapport(fait.stdout)


def read_rapport(texte: str) -> tuple[list[str], list[str]]:
    """Return what the report of the audit tells: the faults, one line each, and the packages that nobody knew."""
    paquets = json.loads(texte)["dependencies"]
    fautes = [f"{p['name']} {p['version']}: {v['id']}" for p in paquets for v in p.get("vulns", ())]
    return fautes, [p["name"] for p in paquets if "skip_reason" in p]


def main() -> int:
    """Audit, or say why not: an audit that looked at nothing is none."""
    if obstacle := find_obstacle():
        print(SAUTE.format(obstacle))
        return 0
    try:
        fautes, inconnus = audit(["--local"], DUREE_MAX)
    except (subprocess.TimeoutExpired, ValueError, KeyError) as erreur:
        print(SAUTE.format(f"the audit gave no report ({type(erreur).__name__})"))
        return 0
    if inconnus:
        print(SAUTE.format(f"{len(inconnus)} packages are unknown to the source, {inconnus[0]} the first"))
    print("\n".join(fautes) or "No known fault among the packages that were looked at.")
    return 1 if fautes else 0


if __name__ == "__main__":
    sys.exit(main())
