#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""train_pronouns.py INSTANCES [HELD_OUT] > resources/extract/resolve-pronoun-weights.txt

Weights of the ranker of antecedents: multinomial logistic regression over the candidates of each pronoun (a pronoun with
several right candidates shares the probability), L2, plain SGD with a fixed order, so that the result is the same each time.
"""
import collections
import math
import random
import sys


def read(path):
    out, cur = [], []
    for l in open(path, encoding='utf-8'):
        l = l.rstrip('\n')
        if not l:
            if any(c[0] for c in cur) and len(cur) > 1:
                out.append(cur)
            cur = []
        else:
            f = l.split('\t')
            cur.append((f[0] == '1', f[1:]))
    return out


def accuracy(data, w):
    ok = collections.Counter()
    n = collections.Counter()
    for inst in data:
        best = max(inst, key=lambda c: sum(w[x] for x in c[1]))
        k = inst[-1][1][0].split(' ')[-1]
        ok[k] += best[0]
        n[k] += 1
    return {k: '%.1f of %d' % (100 * ok[k] / n[k], n[k]) for k in n}


def train(data, epochs=12, rate=0.1, l2=1e-4):
    w = collections.defaultdict(float)
    rnd = random.Random(7)
    data = list(data)
    for e in range(epochs):
        rnd.shuffle(data)
        eta = rate / (1 + 0.3 * e)
        for inst in data:
            s = [sum(w[x] for x in f) for _, f in inst]
            m = max(s)
            p = [math.exp(x - m) for x in s]
            z = sum(p)
            zg = sum(x for x, (g, _) in zip(p, inst) if g)
            for x, (g, f) in zip(p, inst):
                d = (x / zg if g else 0) - x / z
                if abs(d) > 1e-4:
                    for name in f:
                        w[name] += eta * (d - l2 * w[name])
    return w


if __name__ == '__main__':
    data = read(sys.argv[1])
    w = train(data)
    sys.stderr.write('train %s\n' % accuracy(data, w))
    if len(sys.argv) > 2:
        sys.stderr.write('held out %s\n' % accuracy(read(sys.argv[2]), w))
    print('# Weights of features for the antecedents of pronouns, learned from the open part of GUM (Zeldes 2017; annotation')
    print('# CC BY 4.0, texts CC BY and CC BY-SA) with tests/tools/train_pronouns.py. A tab before each weight.')
    for k in sorted(w):
        if abs(w[k]) > 0.005:
            print('%s\t%.3f' % (k, w[k]))
