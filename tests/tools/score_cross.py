#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_cross.py text  FOLDER OUT                   write the texts of CAT files (MEANTIME, ECB+) into OUT, with gold beside
   score_cross.py score OUT PRED.tsv                 B3 of entities and events across documents, from raw text

PRED is the output of `tables-tool MODEL --mentions OUT/*.txt`. Gold mentions with an instance (or a cross-document link) are
counted. A gold mention is matched with an answer that covers or touches its last content word; a gold mention without an
answer and an answer without a gold mention count as wrong singletons (B3 with twinless mentions as in Bagga and Baldwin's
B3-all). Entities: people, institutions and places (instances of other kinds are ignored on both sides); events: all.

Three lines each. "whole": the sentences that MEANTIME annotates whole, the title and the first ones (WHOLE; its time and
value expressions end there); "heads": the same, but of gold mentions of one instance that lie in each other ("Steve Jobs" in
"Apple CEO Steve Jobs") the inner ones alone, for they share their head; "all": every sentence with a gold mention. Behind the
first sentences only mentions of the topic's main instances were added, wherever the annotators met them, so that there an
answer without a gold mention is not shown to be wrong.
"""
import collections
import glob
import itertools
import json
import os
import sys
import xml.etree.ElementTree as ET

WHOLE = 6  # the title, the date and four sentences: no TIMEX3, VALUE or SIGNAL stands behind them
NO_SPACE_BEFORE = set(".,;:!?%)]}'") | {"'s", "n't", "''", "'re", "'ve", "'ll", "'d", "'m"}


def read(path):
    root = ET.parse(path).getroot()
    toks, text, last = {}, '', None
    for t in root.iter('token'):
        w, s = t.text or '', int(t.get('sentence'))
        if last is not None and s != last:
            text += '\n'
        elif text and w not in NO_SPACE_BEFORE and not text.endswith(('(', '[', '$', '``', '\n')):
            text += ' '
        b = len(text.encode())
        text += {'``': '"', "''": '"'}.get(w, w)
        toks[t.get('t_id')] = (b, len(text.encode()), s)
        last = s
    mk = root.find('Markables')
    mentions, inst = {}, {}
    for m in mk:
        anchors = [toks[a.get('t_id')] for a in m.findall('token_anchor') if a.get('t_id') in toks]
        if anchors:
            mentions[m.get('m_id')] = (m.tag, anchors)
        elif m.get('instance_id'):
            inst[m.get('m_id')] = (m.get('instance_id'), m.get('ent_type') or '')
    gold = []
    for r in root.find('Relations'):
        if r.tag not in ('REFERS_TO', 'CROSS_DOC_COREF', 'INTRA_DOC_COREF'):
            continue
        tgt = r.find('target')
        if tgt is None:
            continue
        i = inst.get(tgt.get('m_id'))
        name = i[0] if i else r.get('note') or os.path.basename(path) + r.get('r_id', '')
        for s in r.findall('source'):
            if s.get('m_id') in mentions:
                tag, a = mentions[s.get('m_id')]
                kind = 'event' if tag.startswith(('EVENT', 'ACTION', 'NEG')) else 'entity'
                if tag.startswith('TIME') or tag.startswith('LOC_') and False:
                    continue
                et = (i[1] if i else '') or {'HUM': 'PER', 'NON': 'PRO', 'LOC': 'LOC', 'TIM': 'TIM'}.get(tag[:3], '')
                gold.append(dict(kind=kind, type=et, begin=a[0][0], end=a[-1][1], last=a[-1][0], sentence=a[0][2], id=name))
    single = {m for r in root.find('Relations') for x in r.findall('source') for m in [x.get('m_id')]}
    for m, (tag, a) in mentions.items():
        if m not in single and tag.startswith(('ACTION', 'NEG_ACTION')):
            gold.append(dict(kind='event', type='', begin=a[0][0], end=a[-1][1], last=a[-1][0], sentence=a[0][2],
                             id=os.path.basename(path) + 'm' + m, single=True))
    bounds = {}
    for b, e, s in toks.values():
        x = bounds.get(s, (b, e))
        bounds[s] = (min(b, x[0]), max(e, x[1]))
    return text, gold, bounds


def prepare(folder, out):
    os.makedirs(out, exist_ok=True)
    for p in sorted(glob.glob(folder + '/*.xml')):
        text, gold, bounds = read(p)
        base = os.path.join(out, os.path.basename(p)[:-4])
        open(base + '.txt', 'w').write(text + '\n')
        json.dump(dict(gold=gold, bounds=bounds), open(base + '.gold', 'w'))
        with open(base + '.spans', 'w') as f:
            f.writelines('%d %d\n' % (m['begin'], m['end']) for m in gold if m['kind'] == 'event')


def b3(gold, pred):
    """gold, pred: {mention: cluster}; mentions of one that the other lacks are twinless."""
    def side(a, b):
        ca, cb = collections.defaultdict(set), collections.defaultdict(set)
        for m, c in a.items():
            ca[c].add(m)
        for m, c in b.items():
            cb[c].add(m)
        t = sum(len(ca[c] & cb[b[m]]) / len(ca[c]) if m in b else 0 for m, c in a.items())
        return t / len(a) if a else 0
    r, p = side(gold, pred), side(pred, gold)
    return p, r, 2 * p * r / (p + r) if p + r else 0


def drop_outer(mentions):
    def inside(x, m):
        return (x is not m and x['id'] == m['id'] and m['begin'] <= x['begin'] and x['end'] <= m['end']
                and (x['begin'], x['end']) != (m['begin'], m['end']))
    return [m for m in mentions if not any(inside(x, m) for x in mentions)]


def match(doc, d, answers, kind, convention, g, a):
    gold = [m for m in d['gold'] if convention == 'all' or m['sentence'] < WHOLE]
    spans = [tuple(d['bounds'][str(s)]) for s in {m['sentence'] for m in gold}]
    gold = [m for m in gold if m['kind'] == kind]
    wanted = [m for m in gold if kind == 'event' or m['type'] in ('PER', 'ORG', 'LOC')]
    other = [m for m in gold if m not in wanted]
    if convention == 'heads' and kind == 'entity':
        wanted = drop_outer(wanted)
    used = set()
    for b, e, k, t, c in answers:
        if k != kind or (kind == 'entity' and t not in (1, 2, 3)) or not any(x <= b < y for x, y in spans):
            continue
        fit = [m for m in wanted if b < m['end'] and m['begin'] < e and id(m) not in used]
        fit.sort(key=lambda m: (not (b <= m['last'] < e), abs(m['begin'] - b) + abs(m['end'] - e)))
        if fit:
            used.add(id(fit[0]))
            a[(doc, fit[0]['begin'], fit[0]['end'], fit[0]['id'])] = c
        elif not any(b < m['end'] and m['begin'] < e for m in other):
            a[(doc, b, e, 'x')] = c
    for m in wanted:
        g[(doc, m['begin'], m['end'], m['id'])] = m['id']


def score(out, path):
    pred = collections.defaultdict(list)
    for l in open(path):
        f = l.rstrip('\n').split('\t')
        pred[f[0][:-4]].append((int(f[1]), int(f[2]), f[3], int(f[4]), f[5]))
    for kind, convention in itertools.product(('entity', 'event'), ('whole', 'heads', 'all')):
        if kind == 'event' and convention == 'heads':
            continue
        g, a = {}, {}
        for p in sorted(glob.glob(out + '/*.gold')):
            doc = os.path.basename(p)[:-5]
            match(doc, json.load(open(p)), pred[doc], kind, convention, g, a)
        both = {m: c for m, c in a.items() if m in g}
        print('%-6s %-5s gold %d answers %d matched %d   B3 P %.1f R %.1f F1 %.1f   on matched mentions P %.1f R %.1f F1 %.1f'
              % ((kind, convention, len(g), len(a), len(both)) + tuple(100 * x for x in b3(g, a))
                 + tuple(100 * x for x in b3({m: c for m, c in g.items() if m in both}, both))))


if __name__ == '__main__':
    prepare(sys.argv[2], sys.argv[3]) if sys.argv[1] == 'text' else score(sys.argv[2], sys.argv[3])
