#!/usr/bin/env python3
"""Scores places on articles whose place names people have marked (Local-Global Lexicon: lgl.xml).

    python3 tests/eval/places.py lgl.xml target/debug/dateline [even|odd|all] [--errors]

The articles are written to a folder, headline first, and read by `dateline annotate`. Recognition: a name counts where its bytes are
those of the annotation (`exact`) or share some with it (`overlap`). Nearness: of the names recognised exactly whose annotation has
coordinates, how many lie within 161 km of them. Articles whose number has an even hash (MD5) were read while rules were written;
those with an odd one were only scored.
"""

import collections
import hashlib
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

NEAR = 161.0


def main():
    gold, program, which, errors = sys.argv[1], sys.argv[2], (sys.argv[3:] or ["odd"])[0], "--errors" in sys.argv
    articles = [article for article in read(gold) if which == "all" or half(article["id"]) == which]
    with tempfile.TemporaryDirectory() as folder:
        for article in articles:
            (pathlib.Path(folder) / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8", newline="")
        found = predicted(program, folder)
    total = collections.Counter()
    for article in articles:
        score(article, found.get(article["id"], []), total, errors)
    report(which, total)


def half(number):
    return "odd" if int(hashlib.md5(number.encode()).hexdigest(), 16) % 2 else "even"


def read(path):
    """Articles as files have them: the headline, a blank line, the text; names with the bytes where they stand."""
    for article in ElementTree.parse(path).getroot():
        head, body = (article.findtext("title") or "").strip(), article.findtext("text")
        text = f"{head}\n\n{body}" if head else body
        shift = len(text) - len(body)
        names = []
        for toponym in article.find("toponyms"):
            start, end = (shift + int(toponym.findtext(key)) for key in ("start", "end"))
            place = toponym.find("gaztag")
            where = None if place is None else (float(place.findtext("lat")), float(place.findtext("lon")))
            names.append((bytes_before(text, start), bytes_before(text, end), where))
        yield {"id": article.get("docid"), "text": text, "names": names, "from": bytes_before(text, shift)}


def bytes_before(text, at):
    return len(text[:at].encode())


def predicted(program, folder):
    """Names by article: first and last byte, and where the place lies."""
    by_article = {}
    printed = {}
    for command, field in (("extract", "locations"), ("annotate", "finds")):
        lines = subprocess.run([program, command, folder, "--format", "jsonl"], capture_output=True, text=True, check=True).stdout
        printed[field] = {pathlib.Path(o["path"]).stem: o[field] for o in map(json.loads, lines.rstrip("\n").split("\n"))}
    for number, finds in printed["finds"].items():
        first = {tuple(location["span"]): location for location in printed["locations"][number]}
        finds = [find for find in finds if find["field"] == "location" and find["span"]]
        means = {find["value"]: first[tuple(find["span"])] for find in finds if tuple(find["span"]) in first}
        places = []
        for find in finds:
            place = means.get(find["value"])
            where = (place["latitude"], place["longitude"]) if place and place["latitude"] is not None else None
            places.append((*find["span"], where, f"{find['value']} [{find['rule']}]"))
        by_article[number] = places
    return by_article


def score(article, found, total, errors):
    gold = {(start, end): where for start, end, where in article["names"]}
    # Names in the headline that stands above the text are not marked.
    found = {(start, end): (where, what) for start, end, where, what in found if start >= article["from"]}
    total["gold"] += len(gold)
    total["found"] += len(found)
    total["overlap in gold"] += sum(any(overlap(one, other) for other in found) for one in gold)
    total["overlap in found"] += sum(any(overlap(one, other) for other in gold) for one in found)
    for span, where in gold.items():
        if span not in found:
            show(errors, "missed", article, span, "")
            continue
        total["exact"] += 1
        if where is None:
            continue
        total["placed"] += 1
        ours, what = found[span]
        if ours and kilometres(where, ours) <= NEAR:
            total["near"] += 1
        else:
            show(errors, "far", article, span, what)
    for span in found.keys() - gold.keys():
        show(errors, "wrong", article, span, found[span][1])


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def show(errors, kind, article, span, what):
    if errors:
        data = article["text"].encode()
        around = [data[max(0, span[0] - 40):span[0]], data[span[0]:span[1]], data[span[1]:span[1] + 30]]
        before, name, behind = (part.decode(errors="ignore").replace("\n", " ") for part in around)
        print(f"{kind}\t{article['id']}\t{before}[[{name}]]{behind}\t{what}")


def kilometres(one, other):
    (lat, lon), (north, east) = (map(math.radians, point) for point in (one, other))
    half = math.sin((north - lat) / 2) ** 2 + math.cos(lat) * math.cos(north) * math.sin((east - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def report(which, total):
    def line(name, right_of_found, right_of_gold):
        precision, recall = right_of_found / max(1, total["found"]), right_of_gold / max(1, total["gold"])
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"lgl {which} {name} P {precision:.4f} R {recall:.4f} F1 {both:.4f}")

    line("exact", total["exact"], total["exact"])
    line("overlap", total["overlap in found"], total["overlap in gold"])
    print(f"lgl {which} near right {total['near']} of {total['placed']} = {total['near'] / max(1, total['placed']):.4f}")


if __name__ == "__main__":
    main()
