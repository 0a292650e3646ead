#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_copies.py TABLES_TOOL MODEL FILE.txt...     pair accuracy of near-duplicates on a set made of these articles

Each article of 60 words or more is joined by four copies: under a new headline, cut to its first 70 %, with one word in ten
and with one in five replaced by a word from another article. Pairs of one article's versions are to be found (same_as, one
level), all other pairs are not.
"""
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile

rnd = random.Random(3)
texts = [t for t in (open(p).read() for p in sys.argv[3:]) if len(t.split()) >= 60]
words = [w for t in texts for w in t.split()]


def edit(t, share):
    return ' '.join(rnd.choice(words) if rnd.random() < share else w for w in t.split(' '))


with tempfile.TemporaryDirectory() as d:
    names = []
    for i, t in enumerate(texts):
        for k, v in enumerate([t, 'Told again: what is known\n' + t, t[:int(len(t) * .7)], edit(t, .1), edit(t, .2)]):
            names.append((i, os.path.join(d, '%03d-%d.txt' % (i, k))))
            open(names[-1][1], 'w').write(v)
    out = subprocess.run(sys.argv[1:3] + [n for _, n in names], capture_output=True, text=True, errors='replace').stdout
same = {}
for m in re.finditer(r'^D (\d+) .* copy of (\d+):', out, re.M):
    same[int(m.group(1))] = int(m.group(2)) or int(m.group(1))
good = bad = tp = fp = fn = 0
for (a, x), (b, y) in itertools.combinations(enumerate(names, 1), 2):
    gold, ours = x[0] == y[0], same[a] == same[b]
    tp, fp, fn = tp + (gold and ours), fp + (ours and not gold), fn + (gold and not ours)
    good, bad = good + (gold == ours), bad + (gold != ours)
print('%d articles, %d versions: pairs right %.3f %%; of copies found %.1f %%, of found right %.1f %%'
      % (len(texts), len(names), 100 * good / (good + bad), 100 * tp / (tp + fn), 100 * tp / max(1, tp + fp)))
