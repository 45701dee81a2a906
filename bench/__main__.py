"""Every benchmark, one after the other: `python -m bench`. Each also runs alone, as `python -m bench.campaign`."""

import subprocess
import sys

BENCHMARKS = ("start", "campaign", "many_systems", "connectors", "audience_size", "library_search")


def main() -> None:
    for name in BENCHMARKS:
        print(f"\n── {name} ──", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", "-m", f"bench.{name}"], check=True)


if __name__ == "__main__":
    main()
