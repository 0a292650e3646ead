#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores timelines of entities from raw text by the definition of SemEval-2015 task 4 (Minard et al. 2015), main track.

  score_timelines.py text ARTICLE...                 JSON lines for `dateline-cli import`: text and publication day, with
                                                     --undated the text alone (its second line says the day; where the
                                                     two differ, in four articles, it is the gold timelines' day)
  score_timelines.py score DUMP GOLD ARTICLE...      F1, DUMP being what `dateline-cli dump` printed of that case; GOLD
                                                     is the folder of gold timelines; --half=0|1 takes every other one,
                                                     --why lists what is missing and what is too much
  score_timelines.py timelines DUMP GOLD ARTICLE...  prints our timelines in the form of the gold ones
  score_timelines.py check GOLD                      scores gold against itself, reversed, shuffled, and one half of it

ARTICLE is a document of the task (CAT XML or TimeML). A gold timeline is named on its first line and has on each further
line a position, a date and the events of that position: article-sentence-word, mentions of one event side by side. Events
at position 0 could not be ordered; they count neither for nor against.

The timeline of a target is made of the events in which an entity with that name takes part as agent or patient (ARG0 and
ARG1, which is what the task asks for), asserted and not negated, in the order of their dates; of a date that is an
interval the last day counts. An event of ours is one of the task's if it is the same word of the same sentence (a word
of it if the task's has several).

As in the task, a timeline is turned into temporal relations and scored as in TempEval-3 (UzZaman et al. 2013), over
the relations of all targets together: each event SIMULTANEOUS with its date; events at one position SIMULTANEOUS with
each other; events at one position BEFORE those at the next. Precision is the share of our relations that follow from the
gold ones, recall the share of the gold relations that follow from ours; "follow" means the transitive closure, and the
relations that are counted are those of the reduced graph (a chain through each position, one step from each to the next).
Dates are compared as written, without their XX; unknown ones give no relation. Also printed: F1 of the events alone and
of the order alone (the task's subtrack)."""
import glob
import json
import os
import random
import re
import sys
import xml.etree.ElementTree as tree

CLOSE = {".", ",", ";", ":", "!", "?", ")", "]", "'s", "n't", "'", "''", "%", "'re", "'ve", "'ll", "'d", "'m"}
ROLES = ("agent", "patient")


class Article:
    """The raw text of an article of the task, with the place of each word in it."""

    def __init__(self, path):
        root = tree.parse(path).getroot()
        if root.tag == "TimeML":
            self.id = root.findtext("DOCID").strip()
            self.date = root.find("DCT/TIMEX3").get("value")
            words = [(int(s.get("id")), w) for s in root.iter("s") for w in "".join(s.itertext()).split()]
        else:
            self.id = root.get("doc_id") or re.match(r"\d+", os.path.basename(path)).group()
            self.date = next(t.get("value") for t in root.iter("TIMEX3")
                             if t.get("functionInDocument") == "CREATION_TIME")
            words = [(int(t.get("sentence")), t.text or "") for t in root.iter("token")]
        self.text, self.words = "", []  # words: begin, end, sentence, form
        glue, last, quoted = True, None, False
        for sentence, word in words:
            form = '"' if word in ("``", "''") else word
            if last is not None and sentence != last:
                self.text += "\n\n" if last < 2 else " "
                glue, quoted = True, quoted and sentence > 2
            closes = word == "''" or (word == '"' and quoted)
            if not glue and (form not in CLOSE or word == "''") and not closes:
                self.text += " "
            self.words.append((len(self.text), len(self.text) + len(form), sentence, form))
            self.text += form
            if form == '"':
                quoted = not closes
            glue = form in ("(", "[", "$") or (form == '"' and not closes)
            last = sentence

    def key(self, begin, end):
        """The word of ours at these offsets as article-sentence-word."""
        for b, e, sentence, form in self.words:
            if b < end and begin < e:
                return (self.id, sentence, form.lower())
        return None


def day(text):
    return "" if text is None else re.sub(r"(-XX|-?XXX+)+$", "", text)


def read_gold(path):
    """(name, [(position, date, [mention])])"""
    lines = open(path, encoding="utf-8").read().strip().split("\n")
    rows = []
    for line in lines[1:]:
        cells = line.rstrip().split("\t")
        mentions = []
        for cell in cells[2:]:
            article, sentence, word = cell.split("-", 2)
            mentions.append((article, int(sentence), word.lower()))
        rows.append((int(cells[0]), day(cells[1]), mentions))
    return lines[0].strip(), rows


def all_gold(folder):
    paths = sorted(glob.glob(folder + "/*.txt"))
    seen, out = set(), []
    for path in paths:
        name, rows = read_gold(path)
        if str(rows) not in seen:
            seen.add(str(rows))
            out.append((name, rows))
    return out


def fold(name):
    return [w for w in re.sub(r"[^a-z0-9&.]+", " ", name.lower().replace(" and ", " & ")).split() if w != "the"]


class Dump:
    """What a case knows: names of entities, and events with who takes part."""

    def __init__(self, path):
        self.names, self.events = {}, []
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            if row.get("layer") in ("name", "mention") and row.get("entity") and row.get("kind") in (None, "name"):
                self.names.setdefault(row["entity"], {}).setdefault(" ".join(fold(row["text"])), 0)
                self.names[row["entity"]][" ".join(fold(row["text"]))] += 1
            elif row.get("layer") == "event":
                self.events.append(row)
                for who in row["who"]:
                    if who.get("entity"):
                        self.names.setdefault(who["entity"], {}).setdefault(" ".join(fold(who["name"])), 1)

    def find(self, target):
        """Entities that are written as the target is; else those of which it is the longer or shorter form."""
        wanted = " ".join(fold(target))
        found = {e for e, names in self.names.items() if wanted in names}
        if found:
            return found
        words = set(wanted.split())
        best = {}
        for e, names in self.names.items():
            for n in names:
                own = set(n.split())
                if own and (own <= words or words <= own):
                    best[e] = max(best.get(e, 0), len(own & words) / len(own | words))
        top = max(best.values(), default=0)
        return {e for e, v in best.items() if v == top and top >= 0.5}


def make(dump, articles, target):
    """Our timeline of a target as rows (position, date, [mention])."""
    ids = dump.find(target)
    by_date = {}
    for row in dump.events:
        part = [w["role"] for w in row["who"] if w.get("entity") in ids]
        if not any(r in ROLES for r in part) or row["polarity"] != "positive" or row["modality"] != "asserted":
            continue
        article = articles[row["doc"]]
        key = article.key(row["start"], row["end"])
        when = row.get("when")
        if key is None or when is None:
            continue
        parts = re.findall(r"\d{4}(?:-\d\d(?:-\d\d)?)?", when)
        if not parts:
            continue
        by_date.setdefault(parts[-1], {}).setdefault(row.get("event") or key, []).append(key)
    return [(i + 1, d, keys) for i, d in enumerate(sorted(by_date)) for keys in by_date[d].values()]


def relations(rows):
    """(reduced relations, position by mention, date by mention)"""
    position, date = {}, {}
    for at, when, mentions in rows:
        if at > 0:
            for m in mentions:
                if m not in position:
                    position[m], date[m] = at, when
    groups = {}
    for m, at in position.items():
        groups.setdefault(at, []).append(m)
    reduced = [("date", m, d) for m, d in date.items() if d]
    order = sorted(groups)
    for i, at in enumerate(order):
        reduced += [("same", a, b) for a, b in zip(groups[at], groups[at][1:])]
        if i + 1 < len(order):
            reduced.append(("before", groups[at][-1], groups[order[i + 1]][0]))
    return reduced, position, date


def follows(relation, position, date):
    kind, a, b = relation
    if kind == "date":
        return date.get(a) == b
    if a not in position or b not in position:
        return False
    return position[a] == position[b] if kind == "same" else position[a] < position[b]


class Total:
    def __init__(self):
        self.hit_p = self.n_p = self.hit_r = self.n_r = 0

    def add(self, ours, ours_state, gold, gold_state, kinds):
        ours = [r for r in ours if r[0] in kinds]
        gold = [r for r in gold if r[0] in kinds]
        self.hit_p += sum(follows(r, *gold_state) for r in ours)
        self.hit_r += sum(follows(r, *ours_state) for r in gold)
        self.n_p += len(ours)
        self.n_r += len(gold)

    def __str__(self):
        p, r = self.hit_p / max(self.n_p, 1), self.hit_r / max(self.n_r, 1)
        return f"P {100 * p:5.1f} R {100 * r:5.1f} F1 {200 * p * r / max(p + r, 1e-9):5.1f}"


def align(ours, gold):
    """Our words written as the task's mention that they are a part of; what the task leaves unordered is left out."""
    by_word = {}
    ignored = set()
    for at, _, mentions in gold:
        for m in mentions:
            for word in m[2].split("_"):
                by_word.setdefault((m[0], m[1], word), m)
            if at == 0:
                ignored.add(m)
    rows = []
    for at, when, mentions in ours:
        keys = [by_word.get(m, m) for m in mentions]
        keys = [m for m in keys if m not in ignored]
        if keys:
            rows.append((at, when, keys))
    return rows


def score(pairs, why=False):
    """pairs: [(name, our rows, gold rows)]"""
    everything, order, events = Total(), Total(), Total()
    for name, ours, gold in pairs:
        ours = align(ours, gold)
        o, *o_state = relations(ours)
        g, *g_state = relations(gold)
        one = Total()
        for total, kinds in ((everything, ("date", "same", "before")), (order, ("same", "before")),
                             (one, ("date", "same", "before"))):
            total.add(o, o_state, g, g_state, kinds)
        found = set(o_state[0]) & set(g_state[0])
        events.hit_p += len(found)
        events.hit_r += len(found)
        events.n_p += len(o_state[0])
        events.n_r += len(g_state[0])
        print(f"{name:32} {one}  events {len(found)} of {len(g_state[0])}, ours {len(o_state[0])}; "
              f"dates {sum(o_state[1][m] == g_state[1][m] for m in found)}")
        if why:
            print("  missing:", " ".join("%s-%d-%s@%s" % (*m, d) for m, d in g_state[1].items() if m not in o_state[0]))
            print("  too much:", " ".join("%s-%d-%s@%s" % (*m, d) for m, d in o_state[1].items() if m not in g_state[0]))
            print("  other date:", " ".join("%s-%d-%s@%s!%s" % (*m, d, g_state[1][m]) for m, d in o_state[1].items()
                                            if m in found and g_state[1][m] != d))
    print(f"timelines (dates and order)      {everything}")
    print(f"order alone                      {order}")
    print(f"events alone                     {events}")
    return everything


def check(folder):
    gold = all_gold(folder)
    print("gold against gold")
    same = score([(n, r, r) for n, r in gold])
    print("order reversed")
    score([(n, [(1000 - p if p else 0, d, m) for p, d, m in r], r) for n, r in gold])
    print("order shuffled")
    chance = random.Random(1)
    shuffled = []
    for n, r in gold:
        at = [p for p, _, _ in r]
        chance.shuffle(at)
        shuffled.append((n, [(p, d, m) for p, (_, d, m) in zip(at, r)], r))
    score(shuffled)
    print("every other event")
    score([(n, r[::2], r) for n, r in gold])
    if same.hit_p != same.n_p or same.hit_r != same.n_r:
        sys.exit("gold against gold is not 100")


def main():
    options = {a[2:].split("=")[0]: a.split("=")[-1] for a in sys.argv[1:] if a.startswith("--")}
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not args or args[0] not in ("text", "score", "timelines", "check") or len(args) < 2:
        sys.exit(__doc__)
    if args[0] == "check":
        check(args[1])
    elif args[0] == "text":
        for path in args[1:]:
            article = Article(path)
            row = {"doc": article.id, "text": article.text}
            if "undated" not in options:
                row["date"] = article.date
            print(json.dumps(row))
    else:
        articles = {a.id: a for a in map(Article, args[3:])}
        dump = Dump(args[1])
        gold = all_gold(args[2])
        if "half" in options:
            gold = gold[int(options["half"])::2]
        if args[0] == "score":
            score([(n, make(dump, articles, n), r) for n, r in gold], "why" in options)
        else:
            for n, _ in gold:
                print(n)
                for at, when, mentions in make(dump, articles, n):
                    print(at, when, *("%s-%d-%s" % m for m in mentions), sep="\t")


if __name__ == "__main__":
    main()
