#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision of relations against Re-DocRED (document-level Wikidata properties) or re3d (relations of reports on Syria).

  score_relations.py text SOURCE         documents as JSON lines, for `dateline-cli extract --input ndjson --layer relations`
  score_relations.py score SOURCE PRED   precision for each type that maps
      --wrong        lists what the source does not have
      --sample=60    lists that many of what it could judge, drawn with a fixed seed, to be judged by hand
      --min-score=S  counts only relations of at least that score

SOURCE is a file of Re-DocRED or the folder of re3d. A relation counts if its type maps and each of its ends covers half of
a mention of an entity of the source. Two figures: of all such relations, and of those whose two ends the source ties in
any way ("tied pairs"). The second is the fair one: both sources leave out most of what their sentences state (Re-DocRED
has what Wikidata knows, re3d one relation for a few pairs of a sentence), and where a pair is not tied nothing can be
learned from that. What is left out is judged by hand on a sample of all.
Of the 60 of Re-DocRED that --sample=60 lists 56 state what is drawn (93 %), of all 18 of re3d 16 (89 %), judged
by hand from the sentences at the default setting (November 2026).
"""
import glob
import json
import os
import random
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

# the same for re3d; both directions count, as its authors turn many
MAP_RE3D = {
    "head_of": ["InChargeOf", "BelongsTo"],
    "member_of": ["BelongsTo", "InChargeOf"],
    "employed_by": ["BelongsTo", "InChargeOf"],
    "spokesperson_of": ["BelongsTo", "InChargeOf"],
    "represents": ["BelongsTo", "InChargeOf", "AlliesOf"],
    "founder_of": ["InChargeOf", "BelongsTo"],
    "owner_of": ["InChargeOf", "BelongsTo"],
    "part_of": ["BelongsTo"],
    "appoints": ["InChargeOf", "CommWith"],
    "dismisses": ["InChargeOf"],
    "reports_to": ["InChargeOf", "BelongsTo"],
    "tells": ["CommWith"],
    "meets": ["CommWith"],
    "attacks": ["FightingAgainst", "Dislikes"],
    "arrests": ["FightingAgainst", "InChargeOf"],
    "opposes": ["FightingAgainst", "Dislikes"],
    "accuses": ["Dislikes", "CommWith", "FightingAgainst"],
    "sanctions": ["Dislikes", "FightingAgainst"],
    "supports": ["AlliesOf", "Likes"],
    "funds": ["AlliesOf", "Likes", "InChargeOf"],
    "located_in": ["CoLocated", "BelongsTo"],
    "lives_in": ["CoLocated", "BelongsTo"],
    "born_in": ["CoLocated", "BelongsTo"],
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


class DocRed:
    """Documents by number; the text is put together from tokens."""

    def __init__(self, path):
        self.rows = json.load(open(path, encoding="utf-8"))
        self.names = [str(i) for i in range(len(self.rows))]
        self.maps = MAP

    def text(self, i):
        return read(self.rows[i])[0]

    def entities(self, i):
        return read(self.rows[i])[1]

    def gold(self, i):
        return {(t["h"], t["r"], t["t"]) for t in self.rows[i]["labels"]}


class Re3d:
    """Documents by identifier; each span is an entity of its own, as re3d ties spans, not entities."""

    def __init__(self, folder):
        def load(name):
            return [json.loads(line) for path in sorted(glob.glob(os.path.join(folder, "*", name)))
                    for line in open(path, encoding="utf-8") if line.strip()]
        self.rows = load("documents.json")
        self.names = [row["_id"] for row in self.rows]
        self.maps = MAP_RE3D
        self.spans, self.ties = {}, {}
        for row in load("entities.json"):
            self.spans.setdefault(row["documentId"], set()).add((row["begin"], row["end"]))
        for row in load("relations.json"):
            source, target = (row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])
            self.ties.setdefault(row["documentId"], []).append((source, row["type"], target))
            self.spans.setdefault(row["documentId"], set()).update((source, target))

    def text(self, i):
        return self.rows[i]["text"]

    def entities(self, i):
        return [[span] for span in sorted(self.spans.get(self.names[i], ()))]

    def gold(self, i):
        index = {spans[0]: j for j, spans in enumerate(self.entities(i))}
        gold = set()
        for a, kind, b in self.ties.get(self.names[i], ()):
            gold |= {(index[a], kind, index[b]), (index[b], kind, index[a])}
        return gold


def main():
    options = dict((a[2:].split("=", 1) + [""])[:2] for a in sys.argv[1:] if a.startswith("--"))
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) < 2:
        sys.exit(__doc__)
    source = Re3d(args[1]) if os.path.isdir(args[1]) else DocRed(args[1])
    if args[0] == "text":
        for i, name in enumerate(source.names):
            print(json.dumps({"doc": name, "text": source.text(i)}))
        return
    predictions = {}
    for line in open(args[2], encoding="utf-8"):
        row = json.loads(line)
        if row.get("layer") == "relation" and row.get("score", 1) >= float(options.get("min-score", 0)):
            predictions.setdefault(row["doc"], []).append(row)
    right, tied, total, outside, judged = Counter(), Counter(), Counter(), 0, []
    for i, name in enumerate(source.names):
        entities, gold = source.entities(i), source.gold(i)
        for row in predictions.get(name, []):
            if row["type"] not in source.maps:
                continue
            subjects, objects = [[j for j, spans in enumerate(entities)
                                  if any(2 * (min(e, row[end]["end"]) - max(b, row[end]["start"])) >= e - b for b, e in spans)]
                                 for end in ("subject", "object")]
            if not subjects or not objects:
                outside += 1
                continue
            has = {(r, h in subjects) for h, r, t in gold
                   if (h in subjects and t in objects) or (h in objects and t in subjects)}
            hit = any((p.lstrip("-"), not p.startswith("-")) in has for p in source.maps[row["type"]])
            total[row["type"]] += 1
            tied[row["type"]] += bool(has)
            right[row["type"]] += hit
            shown = (f'{row["type"]} | {row["subject"]["text"]} -> {row["object"]["text"]} | {row.get("caption")} '
                     f'[{row.get("pattern")}] has {sorted(r for r, _ in has)} | {row["evidence"]["text"][:260]}')
            judged.append(shown)
            if not hit and "wrong" in options:
                print(shown)
    if "sample" in options:
        print("\n".join(random.Random(1).sample(judged, min(int(options["sample"]), len(judged)))))
    for kind in sorted(total):
        print(f"{kind:16} right {right[kind]:4}  of tied pairs {tied[kind]:4}  of all {total[kind]:4}")
    n, m, k = sum(right.values()), sum(tied.values()), sum(total.values())
    print(f"all              right {n:4}  of tied pairs {m:4} = {100 * n / max(m, 1):.1f}  of all {k:4} = {100 * n / max(k, 1):.1f}"
          f"   ends not in the source: {outside}")


if __name__ == "__main__":
    main()
