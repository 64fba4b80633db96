#!/usr/bin/env python3
"""What each format costs to read: the same generated articles as text files and in other wrappings, ingested one after the other.

    benches/formats.py [ARTICLES]     (5000)

Prints CPU time against that of text files. Needs no package; with pyarrow, Parquet too.
"""

import bz2
import csv
import gzip
import html
import json
import sys
import tempfile
import zipfile
from pathlib import Path

from whole import build, measure

sys.dont_write_bytecode = True


def page(title, body):
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in body.split("\n\n"))
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    return (
        f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{html.escape(title)}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def warc(title, body):
    content = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(title, body)}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def mail(title, body):
    return f"From x@example.com Tue Jun 18 09:00:00 2024\nSubject: News\nContent-Type: text/plain; charset=utf-8\n\n{title}\n\n{body}\n\n"


def write(folder, articles):
    """The articles in every wrapping: folders by name."""
    places = {}

    def place(name, file):
        places[name] = folder / name.replace(" ", "-").replace(".", "")
        places[name].mkdir()
        return places[name] / file

    lines = "".join(json.dumps({"title": title, "text": body}) + "\n" for title, body in articles)
    place("JSON lines", "a.jsonl").write_text(lines)
    place("JSON lines, gzip", "a.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 6))
    place("JSON lines, bzip2", "a.jsonl.bz2").write_bytes(bz2.compress(lines.encode()))
    place("JSON list", "a.json").write_text(json.dumps([{"title": title, "text": body} for title, body in articles]))
    with place("CSV", "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("title", "text"), *articles])
    pages = place("HTML", "")
    for number, (title, body) in enumerate(articles):
        (pages / f"{number:06}.html").write_text(page(title, body))
    place("WARC, gzip", "a.warc.gz").write_bytes(b"".join(gzip.compress(warc(*article), 6) for article in articles))
    place("MBOX", "a.mbox").write_text("".join(mail(*article) for article in articles))
    with zipfile.ZipFile(place("zip of texts", "a.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (title, body) in enumerate(articles):
            archive.writestr(f"{number:06}.txt", f"{title}\n\n{body}")
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return places
    table = pyarrow.table({"title": [title for title, _ in articles], "text": [body for _, body in articles]})
    pyarrow.parquet.write_table(table, place("Parquet", "a.parquet"))
    return places


def main():
    import subprocess

    size = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    program, speed = build()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        texts = work / "text"
        texts.mkdir()
        subprocess.run([speed, "generate", texts, f"0..{size}"], check=True)
        files = sorted(texts.rglob("*.txt"))
        articles = [path.read_text().split("\n", 1) for path in files]
        articles = [(title.strip(), rest.strip()) for title, rest in articles]

        def ingest(folder):
            output = work / "output" / folder.name
            command = [program, "run", "--quiet", "--select", "ingest", "--set", "run.threads=1", "--input", folder, "--output", output]
            return measure(command)

        text = ingest(texts)
        print(f"{size} articles, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB of text, one thread")
        print(f"{'':18} {'CPU s':>8}  against text files")
        print(f"{'text files':18} {text[0]:8.2f}")
        for name, folder in write(work, articles).items():
            cpu, _, _ = ingest(folder)
            print(f"{name:18} {cpu:8.2f}  {cpu / text[0]:.2f}")


if __name__ == "__main__":
    main()
