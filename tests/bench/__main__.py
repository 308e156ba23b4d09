"""`python -m tests.bench NAME …`: run one benchmark."""

import importlib
import sys

BENCHES = {
    "accuracy": "tests.bench.accuracy",
}


def main(argv: list[str]) -> int:
    """Hand the arguments to the benchmark named first."""
    if not argv or argv[0] not in BENCHES:
        print("usage: python -m tests.bench", "|".join(BENCHES), "[options]")
        return 0 if not argv else 2
    return int(importlib.import_module(BENCHES[argv[0]]).main(argv[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
