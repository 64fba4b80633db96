#!/usr/bin/env python3
"""Fails when a table's exact F1 is below its floor: floors.py SCORES.json SECTION (of tests/gold/floors.toml)."""
import json
import sys
import tomllib
from pathlib import Path

FLOORS = Path(__file__).parent.parent / "tests/gold/floors.toml"


def main():
    scores = json.loads(Path(sys.argv[1]).read_text())
    floors = tomllib.loads(FLOORS.read_text())[sys.argv[2]]
    low = {table: floor for table, floor in floors.items() if scores[table]["exact"]["f1"] < floor}
    for table, floor in low.items():
        print(f"{table}: exact F1 {scores[table]['exact']['f1']:.3f} is below the floor {floor:.3f}")
    sys.exit(bool(low))


if __name__ == "__main__":
    main()
