#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_reader.py CHECKPOINT... --shared DIR [--build DIR]: the reader on the development parts, on given words

DIR has corpora, events and models/e5-small-q4.bin. One column of figures for each checkpoint: trees on EWT and GUM dev, names on
UNER EWT dev and (with --build, for dateline-cli) CoNLL-2003 testa, events, ties and quotes on events/dev.jsonl and on the tenth
of tests/annotation that is kept apart.
--calibrate     fits the temperatures and the certainty of facts on dev, prints the reliability table, saves both in the checkpoint
--only PARTS    of trees, names, events
PyTorch as in reader/requirements.txt.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reader import quiet  # noqa: E402, F401  before torch
import torch  # noqa: E402
from reader import corpora, features, labels, measure, model  # noqa: E402


class Parts:
    """The development sets, read when they are first asked for."""

    def __init__(self, args):
        self.args = args
        self.corpora = os.path.join(args.shared, 'corpora')
        self.kept = {}

    def get(self, name):
        if name not in self.kept:
            self.kept[name] = self.read(name)
        return self.kept[name]

    def read(self, name):
        ewt = self.corpora + '/train/ewt/dev.conllu'
        if name == 'ewt':
            documents = corpora.add_names(corpora.read_conllu(ewt), corpora.read_uner(self.corpora + '/train/uner-ewt/dev.iob2'))
            return self.with_bits(documents)
        if name == 'gum':
            folder = self.corpora + '/train/gum-open/dev/'
            return [d for file in sorted(os.listdir(folder)) for d in corpora.read_conllu(folder + file)]
        if name == 'press':
            cli = os.path.join(self.args.build, 'src/cli/dateline-cli')
            documents, self.lost = corpora.read_press(self.corpora, cli, self.args.data, self.args.cache)
            return self.with_bits(documents)
        documents = corpora.read_annotated(self.args.shared + '/events/dev.jsonl') if name == 'dev' else corpora.read_own(
            self.args.annotation, self.corpora, dev=True)
        return documents[:self.args.limit] if self.args.limit else documents

    def with_bits(self, documents):
        if self.args.limit:
            documents = documents[:self.args.limit]
        if self.args.build:
            features.add_bits(documents, os.path.join(self.args.build, 'tests/tools/name-bits-tool'),
                              self.args.data + '/extract/en.dlnmodel', self.args.cache)
        return documents


def add_arguments(parser):
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument('--shared', required=True, help='folder with corpora, events and models')
    parser.add_argument('--base', help='the base model (default: models/e5-small-q4.bin of --shared)')
    parser.add_argument('--build', default='', help='build folder of Dateline: name-bits-tool, dateline-cli')
    parser.add_argument('--data', default=os.path.join(here, '../../resources'))
    parser.add_argument('--cache', default=os.path.expanduser('~/.cache/dateline-train'))
    parser.add_argument('--annotation', default=os.path.join(here, '../annotation'), help="the project's own annotation")
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--limit', type=int, default=0, help='so many documents of each set, for trying out')


def score(heads, parts, what=('trees', 'names', 'events'), keep=None, bf16=False):
    """{figure: value}; the sets are read anew by heads."""
    args, out = parts.args, {}

    def add(title, rows):
        out.update({'%s: %s' % (title, k): v for k, v in rows.items()})

    if 'trees' in what or 'names' in what:
        measure.read(heads, parts.get('ewt'), bf16)
    if 'trees' in what:
        measure.read(heads, parts.get('gum'), bf16)
        add('EWT dev', measure.measure_trees(heads, parts.get('ewt'), keep))
        add('GUM dev', measure.measure_trees(heads, parts.get('gum')))
    if 'names' in what:
        add('UNER EWT dev', measure.measure_names(heads, parts.get('ewt'), labels.GOLD, keep=keep))
        if args.build:
            measure.read(heads, parts.get('press'), bf16)
            for convention, name in enumerate(('gold', 'mixed', 'silver')):
                add('CoNLL testa as ' + name, measure.measure_names(heads, parts.get('press'), convention, parts.lost))
    if 'events' in what:
        for name, title in (('dev', 'events dev'), ('own', 'own annotation')):
            documents = parts.get(name)
            if not documents:
                continue
            measure.read(heads, documents, bf16)
            if keep is not None and name == 'dev':
                measure.keep_annotated(heads, documents, keep)
            add(title, measure.event_figures(heads, documents).rows())
            add(title, measure.measure_ties(heads, documents))
            add(title, measure.measure_quotes(heads, documents))
    return out


def print_table(columns, titles):
    print('| |%s' % ''.join(' %s |' % title for title in titles))
    print('|---|%s' % ('---|' * len(titles)))
    for row in columns[0]:
        cells = (column.get(row) for column in columns)
        print('| %s |%s' % (row, ''.join(' %s |' % ('-' if x is None else x if isinstance(x, int) else '%.3f' % x
                                                    if 'certainty' in row else '%.1f' % x) for x in cells)))


def calibrate(path, heads, parts):
    """Fits, prints and saves in the checkpoint; what C reads is calibration {head: temperature} and fact_certainty. Returns the
    figures."""
    keep = []
    out = score(heads, parts, keep=keep)
    heads.calibration = measure.calibrate(keep)
    figures = measure.event_figures(heads, parts.get('dev'))
    certain, share = figures.certain()
    measure.print_reliability(keep, heads.calibration)
    print('From certainty %.3f on 95 of 100 main facts are right; %.1f %% of the main facts are found there.' % (certain, share))
    saved = torch.load(path, map_location='cpu', weights_only=True)
    saved.update(calibration=heads.calibration, fact_certainty=certain)
    torch.save(saved, path + '.new')
    os.replace(path + '.new', path)
    for rows in (figures.rows(), measure.measure_ties(heads, parts.get('dev'))):
        out.update({'events dev: ' + name: value for name, value in rows.items()})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoints', nargs='+')
    add_arguments(parser)
    parser.add_argument('--calibrate', action='store_true')
    parser.add_argument('--only', default='trees,names,events')
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    base = model.BaseFile(args.base or os.path.join(args.shared, 'models/e5-small-q4.bin'))
    parts, columns = Parts(args), []
    for path in args.checkpoints:
        heads = model.load(path, base)
        columns.append(calibrate(path, heads, parts) if args.calibrate else score(heads, parts, args.only.split(',')))
    print_table(columns, [os.path.basename(path) for path in args.checkpoints])


if __name__ == '__main__':
    main()
