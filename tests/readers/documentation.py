#!/usr/bin/env python3
"""Runs every fenced block of README.md and docs/*.md, and the commands in their text: documentation.py COMMUNIQUE

A block says its language. `sh`, `sql` and `python` blocks are run one after another, page by page, in a project with the articles of
seeds/, the commands of a `crontab` block too; `toml` blocks are read as settings, `json` ones must be JSON. Anything else must be of a language that is only looked
at. `cargo run --release` stands for the program; other commands of cargo must be among the steps of .ci/run, which has installed the
Python package before. What names Spark runs in the environment of COMMUNIQUE_SPARK_VENV, on this machine.
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
ONLY_LOOKED_AT = {"text", "yaml", "ini"}
# What stands in running text: run too, with something that there is in the place of a name in capitals.
INLINE = re.compile(r"`(communique [^`]*)`")
FACT = "import duckdb, sys; print(duckdb.execute(f\"SELECT min(fact_id) FROM '{sys.argv[1]}'\").fetchall()[0][0])"
NAMES = {"COMMAND": "run", "FACT_ID": f'"$("$PYTHON" -c {shlex.quote(FACT)} "$(communique path trade_figures)")"'}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def project(program, folder):
    """A project whose next run has a generation before it, and what the examples name."""
    (folder / "bin").mkdir()
    (folder / "bin" / "communique").symlink_to(program)
    (folder / "project" / "seeds").mkdir(parents=True)
    (folder / "project" / "articles").mkdir()
    shutil.copy(HOME / "pipeline.toml", folder / "project")
    shutil.copytree(HOME / "deploy", folder / "project" / "deploy")
    shutil.copytree(HOME / "examples" / "output", folder / "project" / "examples" / "output")
    seeds = sorted((HOME / "seeds").glob("*.txt"))
    for seed in seeds[1:]:
        shutil.copy(seed, folder / "project" / "seeds")
    subprocess.run([program, "-q", "run"], cwd=folder / "project", check=True)
    shutil.copy(seeds[0], folder / "project" / "seeds")
    shutil.copy(seeds[0], folder / "project" / "articles")
    line = json.dumps({"id": "1", "text": seeds[0].read_text()})
    (folder / "project" / "articles.jsonl").write_text(line + "\n")
    return folder / "project"


def shell(text):
    """The commands of a block, those of cargo replaced."""
    steps = (HOME / ".ci" / "run").read_text()
    lines = []
    for line in text.replace("/srv/news", ".").replace("/usr/local/bin/", "").splitlines():
        command = line.split("#")[0].strip()
        if command.startswith("cargo run --release"):
            lines.append("communique " + command.removeprefix("cargo run --release").removeprefix(" -- "))
        elif command.startswith("cargo "):
            if command not in steps:
                raise ValueError(f"`{command}` is no step of .ci/run")
        elif command == "pip install ./python":
            # takes minutes: .ci/run has built it and installed what it built
            lines.append('"$PYTHON" -c "import communique"')
        else:
            lines.append(line)
    return "\n".join(lines)


def named(command):
    """A command of running text with names that mean something."""
    for name, value in NAMES.items():
        command = command.replace(name, value)
    return command


def command_of(language, text):
    """What to run, and what it reads."""
    if language == "sh":
        return ["sh", "-euc", shell(text)], None
    if language == "crontab":
        jobs = [line.split(None, 5)[5] for line in text.splitlines() if line[:1].isdigit() or line.startswith("*")]
        return ["sh", "-euc", shell("\n".join(jobs))], None
    if language == "sql":
        return [sys.executable, "-c", "import duckdb, sys; print(duckdb.sql(sys.stdin.read()))"], text
    if language == "python":
        return [sys.executable, "-"], text
    if language == "json":
        return [sys.executable, "-m", "json.tool"], text
    if language == "toml":
        return ["communique", "-c", "/dev/stdin", "config", "show"], text
    return None, None


def main():
    program = Path(sys.argv[1]).resolve()
    failures, blocks = [], 0
    for page in [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]:
        with tempfile.TemporaryDirectory() as folder:
            home = project(program, Path(folder))
            environment = os.environ | {"PATH": f"{folder}/bin:{os.environ['PATH']}", "PYTHON": sys.executable}
            pieces = FENCE.findall(page.read_text())
            prose = FENCE.sub("", page.read_text())
            pieces += [("sh", named(command) + "\n") for command in INLINE.findall(prose)]
            for language, text in pieces:
                where = f"{page.relative_to(HOME)}: {text.splitlines()[0]}"
                if language in ONLY_LOOKED_AT:
                    continue
                command, given = command_of(language, text)
                if command is None:
                    failures.append(f"{where}: a block of language {language!r}, which nothing runs")
                    continue
                blocks += 1
                its_own = environment
                if "spark" in text:
                    venv = Path(os.environ["COMMUNIQUE_SPARK_VENV"])
                    its_own = environment | {"PATH": f"{venv / 'bin'}:{environment['PATH']}", "SPARK_LOCAL_IP": "127.0.0.1"}
                    command = [str(venv / "bin" / "python") if word == sys.executable else word for word in command]
                done = subprocess.run(command, input=given, cwd=home, env=its_own, capture_output=True, text=True)
                if done.returncode:
                    failures.append(f"{where}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    if not blocks:
        failures.append("no block was found")
    print("\n".join(failures) or f"{blocks} blocks of README.md and docs/ run")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
