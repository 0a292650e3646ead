#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_words.py [--given] CLI CONLLU...

Words, sentences, tags and trees of `CLI extract` against treebanks, in the manner of the CoNLL 2018 shared task: the text is
given raw (words joined as SpaceAfter says, an empty line between paragraphs), words are aligned by their place in it, and F1 is
2 * right / (gold words + words found). Relations are compared without subtype. A CONLLU may be a folder of .conllu files.
With --given the words and sentences of the treebank are given and only tags and trees are found.
DATELINE_DATA_DIR, or --data of the CLI, tells where the models are.
"""
import json
import os
import subprocess
import sys


def read(path):
    """One (id, text, words, sentences) for each document; a word is (start, end, lemma, upos, xpos, head start, deprel)."""
    documents, text, words, sentences, ids, sent = [], '', [], set(), 'document', []
    fused_end, fused_space, paragraph = 0, True, True

    def finish_sentence():
        nonlocal sent
        if not sent:
            return
        for start, end, c in sent:
            head = int(c[6])
            words.append((start, end, c[2], c[3], c[4], sent[head - 1][0] if head else -1, c[7].split(':')[0]))
        sentences.add((sent[0][0], sent[-1][1]))
        sent = []

    def finish_document():
        nonlocal text, words, sentences, paragraph
        if words:
            documents.append((ids, text, words, sentences))
        text, words, sentences, paragraph = '', [], set(), True

    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if not line:
            finish_sentence()
            fused_end = 0
        elif line.startswith('# newdoc'):
            finish_document()
            ids = line.split('=', 1)[-1].strip()
        elif line.startswith('# newpar'):
            paragraph = True
        elif not line.startswith('#'):
            c = line.split('\t')
            space = 'SpaceAfter=No' not in c[9]
            if '-' in c[0]:
                fused_end, fused_space = int(c[0].split('-')[1]), space
                continue
            if '.' in c[0]:
                continue
            if paragraph:
                text = text.rstrip(' ') + ('\n\n' if text else '')
                paragraph = False
            if int(c[0]) <= fused_end:
                space = int(c[0]) == fused_end and fused_space
            sent.append((len(text), len(text) + len(c[1]), c))
            text += c[1] + (' ' if space else '')
    finish_sentence()
    finish_document()
    return documents


def run(cli, documents):
    lines = ''.join(json.dumps({'doc': str(i), 'text': d[1], 'language': 'en'}) + '\n' for i, d in enumerate(documents))
    out = subprocess.run([cli, 'extract', '--input', 'ndjson', '--layer', 'tokens', '--format', 'ndjson'],
                         input=lines, capture_output=True, text=True, check=True).stdout
    found = [[] for _ in documents]
    for line in out.splitlines():
        w = json.loads(line)
        if w.get('layer') == 'token':
            found[int(w['doc'])].append(w)
    return found


def score(cli, paths):
    names = ['words', 'sents', 'UPOS', 'XPOS', 'lemma', 'UAS', 'LAS']
    right = dict.fromkeys(names, 0)
    n = {'gold': 0, 'found': 0, 'gold sents': 0, 'found sents': 0}
    documents = [d for p in paths for d in read(p)]
    for (_, _, words, sentences), found in zip(documents, run(cli, documents)):
        n['gold'] += len(words)
        n['found'] += len(found)
        gold = {(w[0], w[1]): w for w in words}
        spans = {}
        for w in found:
            first = spans.setdefault(w['sent'], [w['start'], w['end']])
            first[1] = w['end']
            g = gold.get((w['start'], w['end']))
            if g is None:
                continue
            head = w.get('head', -1) == g[5]
            right['words'] += 1
            right['lemma'] += w.get('lemma') == g[2]
            right['UPOS'] += w.get('upos') == g[3]
            right['XPOS'] += w.get('xpos') == g[4]
            right['UAS'] += head
            right['LAS'] += head and w.get('deprel', '').split(':')[0] == g[6]
        found_sentences = {tuple(s) for s in spans.values()}
        right['sents'] += len(found_sentences & sentences)
        n['gold sents'] += len(sentences)
        n['found sents'] += len(found_sentences)
    row = []
    for k in names:
        total = n['gold sents'] + n['found sents'] if k == 'sents' else n['gold'] + n['found']
        row.append('%6.2f' % (200 * right[k] / total if total else 0))
    return names, row


def score_given(cli, paths):
    names = ['UPOS', 'XPOS', 'lemma', 'UAS', 'LAS']
    right = dict.fromkeys(names, 0)
    total = 0

    def rows(text):
        return [c for c in (x.split('\t') for x in text.splitlines()) if len(c) > 7 and c[0].isdigit()]

    for path in paths:
        out = subprocess.run([cli, 'extract', '--input', 'conllu', '--format', 'conllu', path],
                             capture_output=True, text=True, check=True).stdout
        gold, found = rows(open(path, encoding='utf-8').read()), rows(out)
        if [c[1] for c in gold] != [c[1] for c in found]:
            sys.exit('%s: the words that came back are not those that were given' % path)
        for g, f in zip(gold, found):
            total += 1
            right['UPOS'] += g[3] == f[3]
            right['XPOS'] += g[4] == f[4]
            right['lemma'] += g[2] == f[2]
            right['UAS'] += g[6] == f[6]
            right['LAS'] += g[6] == f[6] and g[7].split(':')[0] == f[7].split(':')[0]
    return names, ['%6.2f' % (100 * right[k] / max(total, 1)) for k in names]


def main():
    args = [a for a in sys.argv[1:] if a != '--given']
    given = len(args) < len(sys.argv) - 1
    if len(args) < 2:
        sys.exit(__doc__)
    for i, path in enumerate(args[1:]):
        paths = [path]
        if os.path.isdir(path):
            paths = sorted(os.path.join(path, f) for f in os.listdir(path) if f.endswith('.conllu'))
        names, row = (score_given if given else score)(args[0], paths)
        if i == 0:
            print('%-40s' % ('given words' if given else 'raw text') + ' '.join('%6s' % k for k in names))
        print('%-40s' % path[-39:] + ' '.join(row))


if __name__ == '__main__':
    main()
