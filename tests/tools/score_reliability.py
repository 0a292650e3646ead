#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the scores of relations and quotes can be believed, on annotated sentences.

  score_reliability.py CLI DOCS.jsonl GOLD.jsonl [--by-rule]

For each tenth of the score: how many rows have it, their mean score, and how many of 100 are right. A reliable score equals
that share. --by-rule prints the same for each rule that reads.
DOCS has a document a line (doc, text); GOLD a sentence a line: doc, words, at (code points of each word), relations (from, type,
to: word numbers) and quotes (cue, speaker, content). A relation is right if both ends hold the annotated heads and the type is the
annotated one; a quote if its cue is annotated, its words agree to .8 (F1) and its speaker is the annotated one.
Only lasting ties are judged; ends and speakers are judged as they stand in the text.
"""
import collections
import json
import subprocess
import sys

LASTING = {
    "head_of": "head_of", "post_in": "post_in", "spokesperson_of": "spokesperson_of", "member_of": "member_of",
    "employed_by": "works_for", "reports_to": "works_for", "represents": "represents", "founder_of": "founder_of",
    "owner_of": "owner_of", "part_of": "part_of", "spouse_of": "spouse_of", "parent_of": "parent_of",
    "sibling_of": "sibling_of", "relative_of": "relative_of", "located_in": "located_in", "lives_in": "lives_in",
    "born_in": "born_in", "associate_of": "ally_of"}
MUTUAL = {"spouse_of", "sibling_of", "relative_of", "ally_of"}
SKIPPED = {'"', "'", "``", "''", ",", ".", "that"}


class Sentence:
    def __init__(self, row):
        self.row, self.words = row, row["words"]

    def inside(self, span):
        """The numbers of the words that a row of the product covers."""
        if not isinstance(span, dict):
            return set()
        return {i for i, (b, e) in enumerate(self.row["at"]) if span["start"] < e and b < span["end"]}


def is_relation_right(sentence, row):
    kind = LASTING[row["type"]]
    a, b = sentence.inside(row["subject"]), sentence.inside(row.get("object"))
    for gold in sentence.row["relations"]:
        if gold["type"] != kind or not gold["to"]:
            continue
        source, target = gold["from"][-1], gold["to"][-1]
        if (source in a and target in b) or (kind in MUTUAL and source in b and target in a):
            return True
    return False


def is_quote_right(sentence, row):
    cue = sentence.inside(row.get("cue"))
    said = {i for i in sentence.inside(row) if sentence.words[i] not in SKIPPED}
    speaker = sentence.inside(row.get("speaker"))
    for gold in sentence.row["quotes"]:
        if not gold["cue"] or gold["cue"][0] not in cue:
            continue
        content = {i for i in gold["content"] if sentence.words[i] not in SKIPPED}
        if 2 * len(said & content) < .8 * (len(said) + len(content)):
            continue
        head = gold["speaker"]
        return head[-1] in speaker if head else not speaker
    return False


def print_table(title, rows):
    print(f"{title:24}    n  score  right of 100")
    for key in sorted(rows):
        scores = [score for score, right in rows[key]]
        right = sum(right for score, right in rows[key])
        print(f"{key:24} {len(scores):4}  {sum(scores) / len(scores):.2f}  {100 * right / len(scores):5.1f}")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    with open(sys.argv[3], encoding="utf-8") as file:
        sentences = [Sentence(row) for row in map(json.loads, file) if "relations" in row]
    by_doc = collections.defaultdict(list)
    for sentence in sentences:
        by_doc[sentence.row["doc"]].append(sentence)
    with open(sys.argv[2], encoding="utf-8") as file:
        text = "".join(line for line in file if json.loads(line)["doc"] in by_doc)
    command = [sys.argv[1], "extract", "--input", "ndjson", "--layer", "relations,quotes", "--format", "ndjson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    bins, rules = collections.defaultdict(list), collections.defaultdict(list)
    for row in map(json.loads, done.stdout.decode("utf-8").splitlines()):
        layer = row["layer"]
        if layer == "relation" and row["type"] in LASTING:
            place, judge, rule = row["subject"], is_relation_right, row.get("pattern", "")
        elif layer == "quote" and isinstance(row.get("cue"), dict):
            place, judge, rule = row["cue"], is_quote_right, row.get("rule", row.get("type", ""))
        else:
            continue
        for sentence in by_doc[row["doc"]]:
            if sentence.inside(place):
                score = row.get("score", 1)
                result = (score, judge(sentence, row))
                bins[f"{layer} {min(int(10 * score), 9) / 10:.1f} to {min(int(10 * score), 9) / 10 + .1:.1f}"].append(result)
                rules[f"{layer} {rule}"].append(result)
                break
    print_table("score", bins)
    if "--by-rule" in sys.argv:
        print_table("rule", rules)


if __name__ == "__main__":
    main()
