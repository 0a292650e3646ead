#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_reader.py BUILD DATA: the reader's trainer runs on a tiny base model and a handful of sentences

What it saves is the same the second time, can be gone on from, measured and calibrated; the best tree has one root and no cycle;
what a word's other places tell is their mean. Skipped without PyTorch. Prints TAP."""
import argparse
import contextlib
import io
import json
import os
import struct
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
try:
    import train_reader
    import numpy as np
    import torch
    from reader import corpora, decode, features, labels, losses, model, quantise
    import score_reader
except ImportError as error:
    print('1..0 # SKIP %s' % error)
    sys.exit(0)

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 48, 2, 12, 96, 512
WORDS = 'Anna Keller joined the Harbour Trust in Oslo on Friday , police said .'.split()
ROWS = [('PROPN', 'NNP', 3, 'nsubj', 'B-PER'), ('PROPN', 'NNP', 1, 'flat', 'I-PER'), ('VERB', 'VBD', 0, 'root', 'O'),
        ('DET', 'DT', 6, 'det', 'O'), ('PROPN', 'NNP', 6, 'compound', 'B-ORG'), ('PROPN', 'NNP', 3, 'obj', 'I-ORG'),
        ('ADP', 'IN', 8, 'case', 'O'), ('PROPN', 'NNP', 3, 'obl', 'B-LOC'), ('ADP', 'IN', 10, 'case', 'O'),
        ('PROPN', 'NNP', 3, 'obl:tmod', 'O'), ('PUNCT', ',', 13, 'punct', 'O'), ('NOUN', 'NN', 13, 'nsubj', 'O'),
        ('VERB', 'VBD', 3, 'parataxis', 'O'), ('PUNCT', '.', 3, 'punct', 'O')]
EVENT = {'trigger': 2, 'status': 'said', 'who': [1], 'whom': [5], 'where': [7], 'when': [9], 'source': [11], 'weight': 2,
         'title': [0, 1, 2, 3, 4, 5, 11, 12]}


def write_base(path):
    """A base model with random weights in the packager's form; pieces are letters."""
    random = np.random.default_rng(1)
    pieces = ['<s>', '<pad>', '</s>', '<unk>', '\u2581'] + [chr(c) for c in range(33, 127)]
    pieces += ['x%d' % i for i in range(-len(pieces) % 2)]
    text = ''.join(pieces).encode()
    starts = np.cumsum([0] + [len(piece.encode()) for piece in pieces]).astype(np.uint32)
    out = b'TINYBASE' + struct.pack('<7ifi', WIDTH, LAYERS, HEADS, INNER, len(pieces), POSITIONS, 2, 1e-12, 32)
    out += struct.pack('<5iQ', len(pieces), 0, 2, 1, 3, len(text)) + starts.tobytes()
    out += np.zeros(len(pieces), np.float32).tobytes() + text + struct.pack('<iIIBI', 1, 9, 0x2019, 1, ord("'"))
    tensors = []

    def matrix(name, rows, columns):
        scale = np.full((rows * columns // 32, 1), .02, np.float16).view(np.uint8)
        tensors.append((name, np.concatenate([scale, random.integers(0, 256, (len(scale), 16), np.uint8)], 1).tobytes()))

    def floats(name, count, value):
        tensors.append((name, np.full(count, value, np.float32).tobytes()))

    matrix('emb.word', len(pieces), WIDTH)
    floats('emb.pos', POSITIONS * WIDTH, 0)
    floats('emb.type', 2 * WIDTH, 0)
    norms = ['emb.ln']
    for i in range(LAYERS):
        for name, rows, columns in (('q', WIDTH, WIDTH), ('k', WIDTH, WIDTH), ('v', WIDTH, WIDTH), ('ao', WIDTH, WIDTH),
                                    ('fi', INNER, WIDTH), ('fo', WIDTH, INNER)):
            matrix('l%d.%s.w' % (i, name), rows, columns)
            floats('l%d.%s.b' % (i, name), rows, 0)
        norms += ['l%d.aln' % i, 'l%d.oln' % i]
    for name in norms:
        floats(name + '.w', WIDTH, 1)
        floats(name + '.b', WIDTH, 0)
    at = len(out) + 4 + sum(2 + len(name) + 21 for name, _ in tensors)
    out += struct.pack('<i', len(tensors))
    for name, data in tensors:
        out += struct.pack('<H', len(name)) + name.encode() + struct.pack('<BIQQ', 0, 0, at, len(data))
        at += len(data)
    with open(path, 'wb') as file:
        file.write(out + b''.join(data for _, data in tensors))


def write_shared(folder):
    """All sets with the same few sentences."""
    def write(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as out:
            out.write(text)

    tree = ''.join('%d\t%s\t_\t%s\t%s\t_\t%d\t%s\t_\t_\n' % (i, word, row[0], row[1], row[2], row[3])
                   for i, (word, row) in enumerate(zip(WORDS, ROWS), 1))
    iob = ''.join('%d\t%s\t%s\n' % (i, word, row[4]) for i, (word, row) in enumerate(zip(WORDS, ROWS), 1))
    columns = ''.join('%s\t%s\t_\t0\t_\t%s\n' % (word, row[0], row[4]) for word, row in zip(WORDS, ROWS))
    for part in ('train', 'dev'):
        marks = '# newdoc id = a\n# sent_id = a-1\n'
        write('corpora/train/ewt/%s.conllu' % part, marks + tree + '\n')
        write('corpora/train/gum-open/%s/GUM_news_a.conllu' % part, marks.replace('a-1', 'g-1') + tree + '\n')
        write('corpora/train/uner-ewt/%s.iob2' % part, '# sent_id = a-1\n' + iob + '\n')
    write('corpora/train/wikigold/wikigold.conll', columns.replace('\t', ' ') + '\n')
    for name in corpora.EXTRA + ('gmb-clean',):
        write('corpora/train/names-extra/%s.tsv' % name, '#doc\n' + columns + '\n' + columns + '\n')
    row = {'id': '1', 'doc': 'd', 'words': WORDS, 'events': [EVENT],
           'relations': [{'from': [1], 'type': 'member_of', 'to': [5], 'state': 'now', 'words': [2]}],
           'quotes': [{'cue': [12], 'speaker': [11], 'kind': 'indirect', 'content': list(range(10))}]}
    for name in ('train', 'wiki', 'own', 'dev'):
        write('events/%s.jsonl' % name, json.dumps(row) + '\n')
    os.makedirs(os.path.join(folder, 'annotation'))


def run(program, *arguments):
    """Its output."""
    out, kept = io.StringIO(), sys.argv
    sys.argv = [program.__name__, *arguments]
    try:
        with contextlib.redirect_stdout(out):
            program.main()
    finally:
        sys.argv = kept
    return out.getvalue()


def same(a, b):
    a, b = (torch.load(path, weights_only=True) for path in (a, b))
    return all(torch.equal(a[part][name], b[part][name]) for part in ('state', 'events', 'rel') for name in a[part])


@torch.no_grad()
def rounding_cost(heads):
    """How far the scores of events and relations are from those in floats, against their size."""
    def scores():
        w, _ = losses.read_words(heads, [{'words': WORDS}])
        return torch.cat([heads.events.links(w).flatten(), heads.ties(w)[0].flatten(),
                          heads.reader.relations(w, torch.tensor([[row[2] for row in ROWS]])).flatten()])

    heads.eval()
    exact = scores()
    quantise.quantise(heads)
    return ((scores() - exact).norm() / exact.norm()).item()


def check_training(folder, build, data):
    common = ['--shared', folder, '--base', folder + '/base.bin', '--build', build, '--data', data,
              '--cache', folder + '/cache', '--annotation', folder + '/annotation']
    more = ['--epochs', '2', '--pieces', '90', '--dev', 'none']
    paths = [os.path.join(folder, name) for name in ('a.pt', 'b.pt', 'c.pt')]
    for path in paths[:2]:
        run(train_reader, *common, *more, '--out', path)
    run(train_reader, *common, *more, '--out', paths[2], '--from', paths[0], '--minutes', '0.05', '--freeze', '1')
    table = run(score_reader, paths[2], *common, '--only', 'trees,events')
    saved = torch.load(paths[2], weights_only=True)
    yield 'twice', same(paths[0], paths[1])
    yield 'goes on', not same(paths[0], paths[2])
    yield 'inventory', saved['rels'] == labels.RELATIONS and saved['features'] == features.N_FEATURES and saved['layers'] == LAYERS
    yield 'figures', 'EWT dev: LAS' in table and 'events dev: trigger F1' in table
    heads = model.load(paths[2], folder + '/base.bin')
    parts = score_reader.Parts(argparse.Namespace(shared=folder, build='', limit=0, annotation=folder + '/annotation'))
    heads.n_features, heads.reader.nf = 0, None
    with contextlib.redirect_stdout(io.StringIO()):
        score_reader.calibrate(paths[2], heads, parts)
    yield 'rounded', 0 < rounding_cost(heads) < .05
    yield 'calibration', 0 < torch.load(paths[2], weights_only=True)['calibration']['event'] < 10


def check_parts(folder, build, data):
    random = np.random.default_rng(2)
    whole = True
    for n in list(range(1, 9)) + [30]:
        heads = decode.best_tree(random.normal(size=(n, n + 1)))
        for i in range(n):
            j, seen = i, 0
            while heads[j] and seen <= n:
                j, seen = heads[j] - 1, seen + 1
            whole = whole and seen <= n
        whole = whole and heads.count(0) == 1
    yield 'tree', whole
    scores = np.log([[.1, .2, .6, .05, .02, .02, .01], [.1, .1, .7, .05, .02, .02, .01]])
    yield 'names', decode.best_names(scores) == ['B-PER', 'I-PER']
    p = torch.eye(7)[[1, 3, 1, 5]]
    mean = features.elsewhere(p, [4, 4, 4, 0])
    yield 'elsewhere', (torch.allclose(mean[0, :7], (p[1] + p[2]) / 2) and mean[1, 1] == 1 and mean[0, 7] == 1
                        and mean[3].abs().sum() == 0)
    document = [{'words': 'President Anna Keller left Oslo .'.split()}, {'words': ['KELLER', 'won']}]
    tool, model_file = os.path.join(build, 'tests/tools/name-bits-tool'), data + '/extract/en.dlnmodel'
    features.add_bits([document], tool, model_file, folder + '/cache')
    bits, keys = document[0]['bits'], document[0]['keys']
    yield 'bits', (bits.shape == (6, 3 * features.OWN) and keys[2] == document[1]['keys'][0] != 0 and keys[3] == 0
                   and (bits[1, :features.OWN] == bits[2, features.OWN:2 * features.OWN]).all() and bits[4, 0:12].any())


def main():
    build, data = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        write_base(os.path.join(folder, 'base.bin'))
        write_shared(folder)
        results = list(check_parts(folder, build, data)) + list(check_training(folder, build, data))
    print('1..%d' % len(results))
    for number, (name, good) in enumerate(results, 1):
        print('%s %d /tools/reader/%s' % ('ok' if good else 'not ok', number, name))


if __name__ == '__main__':
    main()
