#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_ecb.py [--all] OUT PRED.tsv [...]     events across documents against the same-head-lemma baseline, topic by topic

OUT is what `score_cross.py text` wrote for one topic, PRED what `tables-tool MODEL --given OUT/*.txt` (gold mentions are the
events) or `--found` (raw text; a gold mention without an event stands alone) printed. Both answers are scored on all gold
event mentions that corefer; with --all also on those that stand alone in the sentences which were annotated. The baseline
joins mentions with one lemma of the head word within the topic. Prints MUC, B3, CEAFe and CoNLL F1 of both, over all.
"""
import collections
import glob
import json
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from score_coref import Total  # noqa: E402


def clusters(d):
    out = collections.defaultdict(set)
    for m, c in d.items():
        out[c].add(m)
    return list(out.values())


def main():
    args = [a for a in sys.argv[1:] if a != '--all']
    base, ours, n, found = Total(), Total(), 0, 0
    for out, path in zip(args[::2], args[1::2]):
        pred = {}
        for l in open(path):
            doc, begin, end, lemma, event = l.rstrip('\n').split('\t')
            pred[(doc[:-4], int(begin), int(end))] = (lemma.lower(), event)
        g, a, b = {}, {}, {}
        for p in sorted(glob.glob(out + '/*.gold')):
            doc, gold = os.path.basename(p)[:-5], json.load(open(p))['gold']
            told = {m['sentence'] for m in gold if m['kind'] == 'event' and not m.get('single')}
            for m in gold:
                if m['kind'] != 'event' or (m.get('single') and ('--all' not in sys.argv or m['sentence'] not in told)):
                    continue
                k = (doc, m['begin'], m['end'])
                b[k], a[k] = pred[k]
                if a[k] == '0':
                    a[k] = k
                else:
                    found += 1
                g[k] = m['id']
        n += len(g)
        base.add(clusters(g), clusters(b))
        ours.add(clusters(g), clusters(a))
    print('gold event mentions %d, found %d' % (n, found))
    print('same head lemma:')
    base.report()
    print('ours:')
    ours.report()


if __name__ == '__main__':
    main()
