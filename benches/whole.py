#!/usr/bin/env python3
"""Whole runs over generated articles: against the floor from the same files, with one thread and two, with nothing new, with
a hundred new articles, and over two sizes of the corpus.

    benches/whole.py [ARTICLES] [LARGER]     (10000 and, if wanted, e.g. 1000000)

Everything is a ratio of two things measured here, one after the other. CPU is that of all threads. Needs no package.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build():
    """The program and the benchmark: their paths."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    out = subprocess.run(
        ["cargo", "bench", "--bench", "speed", "--no-run"], cwd=ROOT, check=True, stderr=subprocess.PIPE, text=True
    ).stderr
    speed = out.rsplit("(", 1)[1].split(")")[0]
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "communique", ROOT / speed


def measure(command):
    """CPU seconds, seconds on the wall, peak memory in MB of one command."""
    begun = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


def main():
    sizes = [int(word) for word in sys.argv[1:]] or [10_000]
    program, speed = build()
    with tempfile.TemporaryDirectory() as work:
        peaks = []
        for size in sizes:
            peaks.append(one_size(Path(work) / str(size), size, program, speed))
        if len(peaks) > 1:
            print(f"\npeak memory, {sizes[-1]} articles against {sizes[0]}: {peaks[-1] / peaks[0]:.2f}")


def one_size(work, size, program, speed):
    articles, output = work / "articles", work / "output"
    articles.mkdir(parents=True)
    subprocess.run([speed, "generate", articles, f"0..{size}"], check=True)
    # a file that is younger than two seconds is looked at again by the next run, whatever its time says
    hour_ago = time.time() - 3600
    for path in articles.rglob("*.txt"):
        os.utime(path, (hour_ago, hour_ago))
    megabytes = sum(path.stat().st_size for path in articles.rglob("*.txt")) / 1e6
    print(f"\n{size} articles, {megabytes:.0f} MB")

    def run(*more, to=output):
        return measure([program, "run", "--quiet", "--input", articles, "--output", to, *more])

    floor = measure([speed, "floor", articles])
    one = run("--set", "run.threads=1", to=work / "one")
    two = run("--set", "run.threads=2")
    nothing = run()
    walk = measure(["find", articles, "-name", "*.txt", "-size", "+0"])
    subprocess.run([speed, "generate", articles, f"{size}..{size + 100}"], check=True)
    hundred = run()
    rows = [
        ("floor from files", floor, ""),
        ("run, one thread", one, f"{floor[0] / one[0]:.3f} of the floor"),
        ("run, two threads", two, f"{two[0] / one[0]:.2f} times the CPU of one thread"),
        ("nothing new", nothing, f"{nothing[0] / walk[0]:.1f} times a walk with a stat of each file"),
        ("100 new articles", hundred, f"{hundred[0] / two[0]:.3f} of the full run"),
    ]
    print(f"{'':18} {'CPU s':>8} {'wall s':>8} {'peak MB':>8}")
    for name, (cpu, wall, peak), ratio in rows:
        print(f"{name:18} {cpu:8.2f} {wall:8.2f} {peak:8.0f}  {ratio}")
    return two[2]


if __name__ == "__main__":
    main()
