#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores event triggers against CAT XML (MEANTIME: EVENT_MENTION; ECB+: ACTION_* and NEG_ACTION_*).

  score_events.py text FILE...           documents as JSON lines, for `dateline-cli extract --input ndjson --layer events`
  score_events.py score PRED FILE...     precision, recall, F1; --misses and --wrong list what differs; --half=0|1 takes every
                                         other file

A predicted trigger matches a gold mention if they overlap; one to one. Only annotated sentences count: the first six of
a MEANTIME article, in ECB+ those that have a mention."""
import json
import os
import re
import sys
import xml.etree.ElementTree as tree
from collections import Counter

CLOSE = {".", ",", ";", ":", "!", "?", ")", "]", "'s", "n't", "'", "''", "%", "'re", "'ve", "'ll", "'d", "'m"}


def read(path):
    root = tree.parse(path).getroot()
    text, spans, sentences = "", {}, {}
    last = None
    glue = True
    for token in root.iter("token"):
        word = token.text or ""
        form = '"' if word in ("``", "''") else word
        sentence = int(token.get("sentence"))
        if last is not None and sentence != last:
            text += "\n\n" if last < 2 and "ecb" not in path else "\n" if "ecb" in path else " "
            glue = True
        if not glue and form not in CLOSE and not (word == "''"):
            text += " "
        start = len(text)
        text += form
        spans[token.get("t_id")] = (start, len(text))
        sentences[token.get("t_id")] = sentence
        glue = form in ("(", "[", "$") or word == "``"
        last = sentence
    gold, marked = [], set()
    markables = root.find("Markables")
    for node in markables:
        if node.tag == "EVENT_MENTION" or node.tag.startswith("ACTION") or node.tag.startswith("NEG_ACTION"):
            anchors = [a.get("t_id") for a in node.findall("token_anchor")]
            anchors = [a for a in anchors if a in spans]
            if not anchors or (len(anchors) > 1 and int(anchors[-1]) - int(anchors[0]) > 4):
                continue
            span = (min(spans[a][0] for a in anchors), max(spans[a][1] for a in anchors))
            gold.append((span, sentences[anchors[0]]))
            marked.add(sentences[anchors[0]])
    bounds = {}
    for t, span in spans.items():
        s = sentences[t]
        b, e = bounds.get(s, span)
        bounds[s] = (min(b, span[0]), max(e, span[1]))
    if "ecb" in path:
        counted = marked
    else:
        counted = set(s for s in bounds if s < 6)
        gold = [g for g in gold if g[1] < 6]
    return text, gold, [bounds[s] for s in counted]


def name(path):
    return os.path.basename(os.path.dirname(path)) + "/" + os.path.basename(path)


def main():
    options = {a[2:].split("=")[0]: a.split("=")[-1] for a in sys.argv[1:] if a.startswith("--")}
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) < 2 or args[0] not in ("text", "score"):
        sys.exit(__doc__)
    if args[0] == "text":
        for path in args[1:]:
            print(json.dumps({"doc": name(path), "text": read(path)[0]}))
        return
    predicted = {}
    for line in open(args[1], encoding="utf-8"):
        row = json.loads(line)
        if row.get("layer") == "event":
            predicted.setdefault(row["doc"], []).append((row["start"], row["end"], row["text"], row.get("lemma")))
    paths = args[2:]
    if "half" in options:
        paths = sorted(paths)[int(options["half"])::2]
    n_gold = n_found = hit = 0
    missed, wrong = Counter(), Counter()
    for path in paths:
        text, gold, bounds = read(path)
        found = [p for p in predicted.get(name(path), []) if any(b <= p[0] < e for b, e in bounds)]
        used = set()
        n_gold += len(gold)
        n_found += len(found)
        for (b, e), _ in gold:
            match = next((i for i, p in enumerate(found) if i not in used and p[0] < e and b < p[1]), None)
            if match is None:
                missed[text[b:e].lower()] += 1
            else:
                used.add(match)
                hit += 1
        for i, p in enumerate(found):
            if i not in used:
                wrong[p[2].lower()] += 1
    p, r = hit / max(n_found, 1), hit / max(n_gold, 1)
    print(f"gold {n_gold} found {n_found} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(p + r, 1e-9):.1f}")
    for option, counter in (("misses", missed), ("wrong", wrong)):
        if option in options:
            print(option, ", ".join(f"{w} {n}" for w, n in counter.most_common(250)))


if __name__ == "__main__":
    main()
