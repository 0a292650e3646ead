#!/usr/bin/env python3
"""score_ecb.py OUT PRED.tsv [...]     events across documents against the same-head-lemma baseline, topic by topic

OUT is what `score_cross.py text` wrote for one topic, PRED what `tables-tool MODEL --mentions OUT/*.txt` printed. Both
are scored on the gold event mentions that were found as events at all: the baseline joins those with one head word (its
letters without an ending, within the topic), ours those with one event id. Prints B3 and the CoNLL F1 of both, over all.
"""
import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(__file__))
from score_coref import Total  # noqa: E402


def stem(w):
    w = w.lower().split()[-1]
    for e in ('ing', 'ed', 'es', 's', 'e'):
        if w.endswith(e) and len(w) > len(e) + 2:
            w = w[:-len(e)]
            break
    return re.sub(r'(.)\1$', r'\1', w)


def clusters(d):
    out = {}
    for m, c in d.items():
        out.setdefault(c, set()).add(m)
    return list(out.values())


def main():
    base, ours, n_gold, n = Total(), Total(), 0, 0
    for out, path in zip(sys.argv[1::2], sys.argv[2::2]):
        pred = {}
        for l in open(path):
            f = l.rstrip('\n').split('\t')
            if f[3] == 'event':
                pred.setdefault(f[0][:-4], []).append((int(f[1]), int(f[2]), f[5]))
        g, a, b = {}, {}, {}
        for p in sorted(glob.glob(out + '/*.gold')):
            doc, d = os.path.basename(p)[:-5], json.load(open(p))
            text = open(p[:-5] + '.txt', 'rb').read()
            for m in d['gold']:
                if m['kind'] != 'event':
                    continue
                n_gold += 1
                hit = next((x for x in pred.get(doc, []) if x[0] < m['end'] and m['begin'] < x[1]), None)
                if hit:
                    k = (doc, m['begin'], m['end'])
                    g[k], a[k] = m['id'], hit[2]
                    b[k] = stem(text[m['begin']:m['end']].decode())
        n += len(g)
        base.add(clusters(g), clusters(b))
        ours.add(clusters(g), clusters(a))
    print('gold event mentions %d, found %d' % (n_gold, n))
    print('same head lemma:')
    base.report()
    print('ours:')
    ours.report()


if __name__ == '__main__':
    main()
