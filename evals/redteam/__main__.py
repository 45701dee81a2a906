"""Run the red team and print its figures; exit 1 where anything escaped."""

import json
import sys
from pathlib import Path

from app.settings import read_settings
from evals.redteam.attacks import attacks, benign, carriers
from evals.redteam.run import figures
from tools.policies.book import PREPARED, open_policies


def main(more: Path | None) -> int:
    book = open_policies(None, kept=read_settings().state_dir / PREPARED)
    texts = attacks(more)
    found = figures(book, texts, carriers(), benign())
    shown = {
        "attacks": len(texts),
        "runs": found.runs,
        "held": round(found.held, 4),
        "benign": found.benign,
        "benign_handled": round(found.benign_handled, 4),
        "escaped": [escape._asdict() for escape in found.escaped[:20]],
        "blocked": list(found.blocked),
    }
    sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
    return 1 if found.escaped or found.benign_handled < 0.95 else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
