#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision of relations against Re-DocRED (document-level Wikidata properties).

  score_relations.py text FILE.json         documents as JSON lines, for `dateline-cli extract --input ndjson --layer relations`
  score_relations.py score FILE.json PRED   precision for each type that maps; --wrong lists what the file does not have

Only relations count whose two ends are entities of the file and whose type maps to properties. The file is a
knowledge base's view: a relation that a sentence states may be missing there, so read the list before the figure."""
import json
import sys
from collections import Counter

# type: properties from subject to object; a leading "-" turns them
MAP = {
    "head_of": ["-P6", "-P35", "-P488", "-P169", "P39", "-P1037", "-P286", "P1308", "-P2388", "P1001", "P463", "P108"],
    "member_of": ["P463", "P102", "P54", "P361", "-P527", "P108", "P241", "P69"],
    "employed_by": ["P108", "P463", "P54", "P69", "P937", "P241", "P102"],
    "founder_of": ["-P112", "-P170", "P800"],
    "owner_of": ["-P127", "-P749", "P355", "-P137", "-P176"],
    "part_of": ["P361", "P749", "P127", "-P355", "P463", "-P527"],
    "acquires": ["-P127", "P355", "-P749"],
    "spouse_of": ["P26", "-P26"],
    "parent_of": ["P40", "-P22", "-P25"],
    "sibling_of": ["P3373", "-P3373"],
    "relative_of": ["P1038", "-P1038", "P40", "-P40", "P22", "-P22", "P3373", "P26"],
    "born_in": ["P19", "P27", "P551"],
    "lives_in": ["P551", "P27", "P937", "P20", "P19"],
    "located_in": ["P131", "P17", "P159", "P276", "P706", "P740", "-P150", "P30"],
}


def detokenise(tokens):
    text, starts = "", []
    glue = True
    for token in tokens:
        if not glue and token not in {".", ",", ";", ":", "!", "?", ")", "]", "'s", "n't", "%"}:
            text += " "
        starts.append((len(text), len(text) + len(token)))
        text += token
        glue = token in ("(", "[", "$")
    return text, starts


def read(document):
    text, spans = "", []
    for tokens in document["sents"]:
        if text:
            text += " "
        sentence, starts = detokenise(tokens)
        spans.append([(b + len(text), e + len(text)) for b, e in starts])
        text += sentence
    entities = []
    for vertices in document["vertexSet"]:
        entities.append([(spans[v["sent_id"]][v["pos"][0]][0], spans[v["sent_id"]][v["pos"][1] - 1][1])
                         for v in vertices])
    return text, entities


def main():
    options = {a[2:] for a in sys.argv[1:] if a.startswith("--")}
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) < 2:
        sys.exit(__doc__)
    documents = json.load(open(args[1], encoding="utf-8"))
    if args[0] == "text":
        for i, document in enumerate(documents):
            print(json.dumps({"doc": str(i), "text": read(document)[0]}))
        return
    right, total, ends = Counter(), Counter(), Counter()
    predictions = {}
    for line in open(args[2], encoding="utf-8"):
        row = json.loads(line)
        if row.get("layer") == "relation":
            predictions.setdefault(int(row["doc"]), []).append(row)
    for i, document in enumerate(documents):
        text, entities = read(document)
        gold = {(t["h"], t["r"], t["t"]) for t in document["labels"]}

        def entity(end):
            found = [j for j, spans in enumerate(entities)
                     if any(b < end["end"] and end["start"] < e for b, e in spans)]
            return found

        for row in predictions.get(i, []):
            if row["type"] not in MAP:
                continue
            subjects, objects = entity(row["subject"]), entity(row["object"])
            if not subjects or not objects:
                ends[row["type"]] += 1
                continue
            hit = False
            for p in MAP[row["type"]]:
                for s in subjects:
                    for o in objects:
                        hit = hit or ((o, p[1:], s) in gold if p.startswith("-") else (s, p, o) in gold)
            total[row["type"]] += 1
            right[row["type"]] += hit
            if not hit and "wrong" in options:
                evidence = row["evidence"]
                has = [r for h, r, t in gold for s in subjects for o in objects if {h, t} == {s, o}]
                print(f'{row["type"]} | {row["subject"]["text"]} -> {row["object"]["text"]} | {row.get("caption")} '
                      f'[{row.get("pattern")}] has {has} | {evidence["text"][:260]}')
    for kind in sorted(total):
        print(f"{kind:16} {right[kind]:4}/{total[kind]:4}")
    n, m = sum(right.values()), sum(total.values())
    print(f"all              {n:4}/{m:4}  precision {100 * n / max(m, 1):.1f}   ends not in the file: {sum(ends.values())}")


if __name__ == "__main__":
    main()
