#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores quotes against attributions in brat format (source, cue, content).

  score_quotes.py text FOLDER            documents as JSON lines, for `dateline-cli extract --input ndjson --layer quotes`
  score_quotes.py score FOLDER PRED      precision, recall, F1; --misses and --wrong print what differs,
                                         --outer leaves out quotes in quotes, which PolNeAR does not mark

FOLDER holds text/NAME.txt and attributions/NAME.ann. A predicted quote and those that continue it are one. It matches an
attribution if their contents share at least half of their characters' union (partial: any half of the shorter), and
its source is right if the two source spans overlap. One to one, best overlap first. "Direct" are attributions whose content is mostly
between quotation marks."""
import glob
import json
import os
import re
import sys


def read_gold(folder):
    gold = {}
    for path in sorted(glob.glob(os.path.join(folder, "attributions", "*.ann"))):
        spans, events = {}, []
        for line in open(path, encoding="utf-8"):
            parts = line.rstrip("\n").split("\t")
            if parts[0].startswith("T"):
                ranges = parts[1].split(" ", 1)[1]
                spans[parts[0]] = [tuple(map(int, r.split())) for r in ranges.split(";")]
            elif parts[0].startswith("E"):
                event = {"Source": [], "Cue": [], "Content": []}
                for item in parts[1].split():
                    role, target = item.split(":")
                    role = role.rstrip("0123456789")
                    if role in event and target in spans:
                        event[role] += spans[target]
                if event["Content"]:
                    events.append(event)
        gold[re.sub(r"(_[0-9a-f]{4})?\.ann$", "", os.path.basename(path))] = events
    return gold


def positions(ranges):
    return set(p for b, e in ranges for p in range(b, e))


def is_direct(text, content):
    inside = positions(content)
    depth, quoted = False, 0
    b, e = min(inside), max(inside) + 1
    for p in range(max(0, b - 2), e):
        c = text[p]
        if c in "“”\"":
            depth = (c == "“") or (c in "\"”" and not depth and (c != "”" or p <= b + 1))
        elif p in inside and depth:
            quoted += 1
    return quoted > 0.7 * len(inside)


def read_predictions(path, outer=False):
    found = {}
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        if row.get("layer") != "quote" or (outer and "inside" in row):
            continue
        rows = found.setdefault(row["doc"], {})
        quote = {"Content": [(row["start"], row["end"])], "type": row["type"], "score": row.get("score", 1),
                 "Source": [(row["speaker"]["start"], row["speaker"]["end"])] if row.get("speaker") else [],
                 "cue": (row.get("cue") or {}).get("text")}
        first = rows.get(row.get("continues"))
        if first is not None:
            first["Content"] += quote["Content"]
            rows[row["start"]] = first
        else:
            rows[row["start"] if row["start"] not in rows else (row["start"], row["end"])] = quote
    return {doc: list({id(q): q for q in rows.values()}.values()) for doc, rows in found.items()}


def overlap(a, b):
    shared = len(a & b)
    return shared / len(a | b), shared / min(len(a), len(b))


def score(folder, path, options):
    gold = read_gold(folder)
    predicted = read_predictions(path, options.get("outer"))
    total = {kind: [0, 0, 0, 0] for kind in ("all", "direct", "indirect")}  # gold, predicted, matched, with source
    strict = [0, 0]
    for doc, events in gold.items():
        text = open(os.path.join(folder, "text", doc + ".txt"), encoding="utf-8").read()
        quotes = predicted.get(doc, [])
        pairs = []
        g = [positions(x["Content"]) for x in events]
        q = [positions(x["Content"]) for x in quotes]
        direct = [is_direct(text, x["Content"]) for x in events]
        for i, a in enumerate(g):
            for j, b in enumerate(q):
                union, least = overlap(a, b)
                source = bool(positions(events[i]["Source"]) & positions(quotes[j]["Source"]))
                if union >= 0.5 or (least >= 0.5 and (union >= 0.25 or options.get("partial"))):
                    pairs.append((source, union, i, j))
        pairs.sort(key=lambda x: (-x[0], -x[1]))
        used_g, used_q = {}, {}
        for source, union, i, j in pairs:
            if i in used_g or j in used_q:
                continue
            used_g[i], used_q[j] = (j, source), i
            strict[0] += union >= 0.5 and source
        for i in range(len(events)):
            kind = "direct" if direct[i] else "indirect"
            for k in ("all", kind):
                total[k][0] += 1
                if i in used_g:
                    total[k][2] += 1
                    total[k][3] += used_g[i][1]
            if i not in used_g or not used_g[i][1]:
                if options.get("misses"):
                    words = " ".join(text[b:e] for b, e in events[i]["Content"])[:150].replace("\n", " | ")
                    cue = " ".join(text[b:e] for b, e in events[i]["Cue"])
                    who = " ".join(text[b:e] for b, e in events[i]["Source"])
                    got = ""
                    if i in used_g:
                        s = quotes[used_g[i][0]]["Source"]
                        got = " GOT " + (" ".join(text[b:e] for b, e in s) or "nobody")
                    print(f"{kind[0].upper()} [{cue}] <{who}>{got} {words}")
        for j, quote in enumerate(quotes):
            kind = "direct" if quote["type"] == "direct" else "indirect"
            total["all"][1] += 1
            total[kind][1] += 1
            if j not in used_q and options.get("wrong"):
                words = " ".join(text[b:e] for b, e in quote["Content"])[:150].replace("\n", " | ")
                who = " ".join(text[b:e] for b, e in quote["Source"])
                print(f"W {quote['type']} {quote['score']:.2f} [{quote['cue']}] <{who}> {words}")
    for kind, (n_gold, n_found, matched, right) in total.items():
        def f1(hit):
            p, r = hit / max(n_found, 1), hit / max(n_gold, 1)
            return f"P {100 * p:5.1f} R {100 * r:5.1f} F1 {200 * p * r / max(p + r, 1e-9):5.1f}"
        print(f"{kind:9} gold {n_gold:5} found {n_found:5}  content {f1(matched)}   with source {f1(right)}")


def main():
    options = {a[2:]: True for a in sys.argv[1:] if a.startswith("--")}
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) == 2 and args[0] == "text":
        for path in sorted(glob.glob(os.path.join(args[1], "text", "*.txt"))):
            text = open(path, encoding="utf-8").read()
            print(json.dumps({"doc": os.path.basename(path)[:-4], "text": text}))
    elif len(args) == 3 and args[0] == "score":
        score(args[1], args[2], options)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
