#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_coref.py GOLD.tsv PRED.tsv [--kinds name,pronoun] [--types person,organization] [--docs PREFIX,...]

Coreference within documents: MUC, B3, CEAFe (phi4) and their mean, the CoNLL F1. GOLD is gum_to_tsv.py's output, PRED that
of resolve-tool: doc, begin, end, head begin, kind, type (1 person, 2 institution), entity; byte offsets.

A mention of the answer is the gold mention whose head word begins where its own head does, or whose head word stands in it
(names). Gold mentions of other kinds or types are left out on both sides: an answer that matches one is not counted, an
answer that matches nothing is (as a wrong mention), if it is of a wanted kind and type.
"""
import argparse
import collections


def read_gold(path):
    docs, doc, toks = {}, None, []
    for l in open(path, encoding='utf-8'):
        f = l.rstrip('\n').split('\t')
        if f[0] == 'D':
            doc, toks = f[1], []
            docs[doc] = []
        elif f[0] == 'T':
            toks.append((int(f[1]), int(f[2])))
        elif f[0] == 'M':
            b, n, h = map(int, f[1:4])
            docs[doc].append(dict(begin=toks[b][0], end=toks[b + n - 1][1], head=toks[h][0], head_end=toks[h][1],
                                  type=f[4], kind=f[5], entity=f[6]))
    return docs


def assignment(w):
    """Largest total weight of a one to one match; w[i][j] (Hungarian, O(n^3))."""
    n, m = len(w), len(w[0]) if w else 0
    if n == 0 or m == 0:
        return 0.0
    if n > m:
        w = [list(r) for r in zip(*w)]
        n, m = m, n
    INF = float('inf')
    u, v, p, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        p[0], j0 = i, 0
        minv, used = [INF] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = p[j0], INF, 0
            for j in range(1, m + 1):
                if not used[j]:
                    c = -w[i0 - 1][j - 1] - u[i0] - v[j]
                    if c < minv[j]:
                        minv[j], way[j] = c, j0
                    if minv[j] < delta:
                        delta, j1 = minv[j], j
            for j in range(m + 1):
                if used[j]:
                    u[p[j]] += delta
                    v[j] -= delta
                else:
                    minv[j] -= delta
            j0 = j1
            if p[j0] == 0:
                break
        while j0:
            p[j0] = p[way[j0]]
            j0 = way[j0]
    return sum(w[p[j] - 1][j - 1] for j in range(1, m + 1) if p[j])


def f1(pn, pd, rn, rd):
    p, r = (pn / pd if pd else 0), (rn / rd if rd else 0)
    return p, r, (2 * p * r / (p + r) if p + r else 0)


def muc(keys, response_of):
    num = den = 0
    for k in keys:
        parts = len({response_of[m] for m in k if m in response_of}) + sum(m not in response_of for m in k)
        num += len(k) - parts
        den += len(k) - 1
    return num, den


def b3(keys, response_of, responses):
    num = den = 0
    for k in keys:
        c = collections.Counter(response_of.get(m) for m in k if m in response_of)
        num += sum(n * n for n in c.values()) / len(k)
        den += len(k)
    return num, den


def index(clusters):
    return {m: i for i, c in enumerate(clusters) for m in c}


class Total:
    def __init__(self):
        self.t = collections.Counter()

    def add(self, gold, pred):
        """gold, pred: lists of sets of mention names"""
        g, p, t = index(gold), index(pred), self.t
        for name, f in (('muc', muc), ):
            a, b = f(gold, p)
            t['muc_rn'] += a
            t['muc_rd'] += b
            a, b = f(pred, g)
            t['muc_pn'] += a
            t['muc_pd'] += b
        a, b = b3(gold, p, pred)
        t['b3_rn'] += a
        t['b3_rd'] += b
        a, b = b3(pred, g, gold)
        t['b3_pn'] += a
        t['b3_pd'] += b
        w = [[2 * len(x & y) / (len(x) + len(y)) for y in pred] for x in gold]
        s = assignment(w) if gold and pred else 0
        t['ceaf_rn'] += s
        t['ceaf_pn'] += s
        t['ceaf_rd'] += len(gold)
        t['ceaf_pd'] += len(pred)

    def report(self):
        fs = []
        for m in ('muc', 'b3', 'ceaf'):
            p, r, f = f1(self.t[m + '_pn'], self.t[m + '_pd'], self.t[m + '_rn'], self.t[m + '_rd'])
            print('%-5s P %6.2f  R %6.2f  F1 %6.2f' % (m, 100 * p, 100 * r, 100 * f))
            fs.append(f)
        print('CoNLL F1 %.2f' % (100 * sum(fs) / 3))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('gold')
    ap.add_argument('pred')
    ap.add_argument('--kinds', default='name,pronoun')
    ap.add_argument('--types', default='person,organization')
    ap.add_argument('--docs', default='')
    ap.add_argument('--errors', type=int, default=0)
    a = ap.parse_args()
    kinds, types = a.kinds.split(','), a.types.split(',')
    gold = read_gold(a.gold)
    pred = collections.defaultdict(list)
    for l in open(a.pred):
        f = l.rstrip('\n').split('\t')
        pred[f[0]].append(f)
    total, n_match, n_gold, n_pred = Total(), 0, 0, 0
    for doc, ms in gold.items():
        if a.docs and not any(p in doc for p in a.docs.split(',')):
            continue
        wanted = [m for m in ms if m['kind'] in kinds and m['type'] in types]
        by_head = {m['head']: m for m in reversed(ms)}
        clusters, answers, used = collections.defaultdict(set), collections.defaultdict(set), set()
        for m in wanted:
            clusters[m['entity']].add(m['head'])
        heads = {m['head'] for m in wanted}
        for f in pred[doc]:
            begin, end, head = int(f[1]), int(f[2]), int(f[3])
            hit = by_head.get(head)
            if hit is None or (f[4] == 'name' and hit['head'] not in heads):
                hit = next((m for m in wanted if begin <= m['head'] < end), hit)
            if hit is not None:
                if hit['head'] in heads and hit['head'] not in used:
                    used.add(hit['head'])
                    answers[f[6]].add(hit['head'])
                    n_match += 1
                    n_pred += 1
            elif f[4] in kinds and f[5] in ('1', '2'):
                answers[f[6]].add('x%d' % begin)
                n_pred += 1
        n_gold += len(heads)
        total.add(list(clusters.values()), list(answers.values()))
    p, r, f = f1(n_match, n_pred, n_match, n_gold)
    print('mentions P %.2f R %.2f F1 %.2f (gold %d)' % (100 * p, 100 * r, 100 * f, n_gold))
    total.report()


if __name__ == '__main__':
    main()
