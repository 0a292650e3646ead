#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""train_reader.py --shared DIR --build BUILD --out READER.pt: trains the reader, all heads together

DIR has corpora, events and models/e5-small-q4.bin; annotation of the project's own is in tests/annotation. BUILD is a build folder
of Dateline (its name-bits-tool says what the lists know of each word). From the base model on two cores
with bfloat16 it takes an hour or so, without bfloat16 two:

    pip install -r tests/tools/reader/requirements.txt
    python3 tests/tools/train_reader.py --shared ../shared --build build --out reader.pt
    python3 tests/tools/score_reader.py reader.pt --shared ../shared --build build --calibrate
    python3 tests/tools/write_reader.py reader.pt ../shared/models/e5-small-q4.bin resources/extract

--from CHECKPOINT goes on from a checkpoint. --minutes ends by the clock instead of by epochs; the learning rate falls to its end
either way. An epoch reads all annotated sentences once, and so many pieces of trees, names and silver names as --trees, --names and
--silver say (of the pieces of annotated sentences). With the same arguments, processor and threads (and --epochs, not --minutes)
the result is the same. Heads that were trained one after the other forgot: so each step may be of another kind, in one run.
"""
import argparse
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reader import quiet  # noqa: E402, F401  before torch
import torch  # noqa: E402
import score_reader  # noqa: E402
from reader import corpora, features, labels, losses, model  # noqa: E402

CHUNK = 500      # pieces of a document that stay together in a step
LONGEST = 400    # pieces; longer sentences are left out
WARM = .05       # share of the training in which the learning rate rises
LAST = .02       # share of the learning rate at the end


def has_bf16():
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as info:
            flags = info.read().split()
    except OSError:
        return False
    return 'avx512_bf16' in flags or 'amx_bf16' in flags


class Stream:
    """Documents in pieces of a step's size, again and again in another order."""

    def __init__(self, documents, pieces, whole=True):
        """whole: neighbours stay together, for what the rest of a document tells of a name."""
        self.pieces = pieces
        self.chunks = list(self.cut(documents, CHUNK if whole else 1))
        self.left = []

    def size(self, sentence):
        return len(losses.encoded(sentence, self.pieces)[0])

    def cut(self, documents, size):
        for number, document in enumerate(documents):
            chunk, total = [], 0
            for sentence in document:
                sentence['document'] = number
                if self.size(sentence) > LONGEST:
                    continue
                if chunk and total + self.size(sentence) > size:
                    yield chunk
                    chunk, total = [], 0
                chunk.append(sentence)
                total += self.size(sentence)
            if chunk:
                yield chunk

    def total(self):
        return sum(self.size(sentence) for chunk in self.chunks for sentence in chunk)

    def step(self, size):
        """Sentences with about so many pieces."""
        out, total = [], 0
        while total < size:
            if not self.left:
                self.left = list(self.chunks)
                random.shuffle(self.left)
            out += self.left[-1]
            total += sum(map(self.size, self.left.pop()))
        return out


def read_sets(args, pieces):
    """{kind: Stream}; the names of trees and names get their bits where there is a tool."""
    folder = os.path.join(args.shared, 'corpora')
    sets = {'trees': corpora.read_trees(folder), 'names': corpora.read_names(folder), 'silver': corpora.read_silver(folder)}
    annotated = []
    for name in ('train', 'wiki', 'own'):
        annotated += corpora.read_annotated(os.path.join(args.shared, 'events', name + '.jsonl'))
    annotated += corpora.read_own(args.annotation, folder, dev=False)
    if args.limit:
        annotated = annotated[:args.limit]
        sets = {kind: documents[:args.limit] for kind, documents in sets.items()}
    if args.build:
        for kind in sets:
            features.add_bits(sets[kind], os.path.join(args.build, 'tests/tools/name-bits-tool'),
                              args.data + '/extract/en.dlnmodel', args.cache)
    streams = {'annotated': Stream(annotated, pieces, whole=False)}
    streams.update({kind: Stream(documents, pieces) for kind, documents in sets.items()})
    for kind, stream in streams.items():
        print('%s: %d sentences, %d pieces' % (kind, sum(map(len, stream.chunks)), stream.total()), flush=True)
    return streams


def start(args):
    """The heads to be trained."""
    base = model.BaseFile(args.base or os.path.join(args.shared, 'models/e5-small-q4.bin'))
    n_features = features.N_FEATURES if args.build else 0
    if args.start:
        return model.load(args.start, base, labels.RELATIONS, n_features)
    folder = os.path.join(args.shared, 'corpora')
    tags = sorted({tag for document in corpora.read_trees(folder) for sentence in document for tag in sentence['tags']})
    return model.Heads(base.encoder(args.layers), base.pieces, tags, labels.RELATIONS, n_features)


def make_optimizer(heads, args):
    encoder, rest = [], []
    for name, parameter in heads.named_parameters():
        frozen = any(name.startswith('reader.bert.layers.%d.' % i) for i in range(args.freeze))
        if frozen or name == 'reader.bert.word.weight':
            parameter.requires_grad_(False)
        elif name.startswith('reader.bert.'):
            encoder.append(parameter)
        else:
            rest.append(parameter)
    heads.reader.bert.frozen = args.freeze
    return torch.optim.AdamW([{'params': encoder, 'lr': args.rate, 'top': args.rate},
                              {'params': rest, 'lr': args.head_rate, 'top': args.head_rate}], weight_decay=.01, fused=True)


class Trainer:
    def __init__(self, heads, streams, args):
        self.heads, self.streams, self.args = heads, streams, args
        self.optimizer = make_optimizer(heads, args)
        self.parameters = [p for g in self.optimizer.param_groups for p in g['params']]
        size = streams['annotated'].total()
        share = {'annotated': 1, 'trees': args.trees, 'names': args.names, 'silver': args.silver}
        self.kinds = [kind for kind in streams for _ in range(max(0, round(share[kind] * size / args.pieces)))]
        self.total = max(1, len(self.kinds) * args.epochs)
        self.bf16 = args.bf16 == 'yes' or args.bf16 == 'auto' and has_bf16()
        self.step, self.read, self.run = 0, 0, {}
        self.began = time.monotonic()
        self.shown = self.began

    def done(self):
        """Share of the training that is behind."""
        if self.args.minutes:
            return (time.monotonic() - self.began) / (60 * self.args.minutes)
        return self.step / self.total

    def set_rate(self):
        done = self.done()
        factor = min(1, max(done, self.step / self.total, 1e-3) / WARM) * max(LAST, 1 - done)
        for group in self.optimizer.param_groups:
            group['lr'] = group['top'] * factor

    def take(self, kind):
        sentences = self.streams[kind].step(self.args.pieces)
        parts = losses.step_loss(self.heads, sentences, self.bf16)
        self.set_rate()
        self.optimizer.zero_grad()
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.step += 1
        self.read += sum(len(sentence['enc'][0]) for sentence in sentences)
        for name, loss in parts.items():
            self.run[name] = .95 * self.run.get(name, loss.item()) + .05 * loss.item()

    def report(self, epoch, force=False):
        now = time.monotonic()
        if not force and now - self.shown < self.args.every:
            return
        self.shown = now
        done = max(self.done(), 1e-6)
        spent = now - self.began
        print('epoch %d, step %d, %.0f %%, about %.0f min left, %d pieces/s;%s' % (
            epoch, self.step, 100 * done, spent * (1 / done - 1) / 60, self.read / spent,
            ''.join(' %s %.3f' % pair for pair in sorted(self.run.items()))), flush=True)

    def run_epoch(self, epoch):
        """False when the time is over."""
        self.heads.train()
        random.shuffle(self.kinds)
        for kind in self.kinds:
            if self.done() >= 1:
                return False
            self.take(kind)
            self.report(epoch)
        return self.done() < 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    score_reader.add_arguments(parser)
    parser.add_argument('--out', required=True, help='checkpoint, written after each epoch')
    parser.add_argument('--from', dest='start', help='a checkpoint to go on from')
    parser.add_argument('--epochs', type=int, default=10)
    parser.add_argument('--minutes', type=float, default=0)
    parser.add_argument('--layers', type=int, default=0, help='only so many of the lowest layers (0: all)')
    parser.add_argument('--freeze', type=int, default=0, help='leave so many of the lowest layers as they are')
    parser.add_argument('--bf16', choices=('auto', 'yes', 'no'), default='auto')
    parser.add_argument('--rate', type=float, default=1.5e-4, help='learning rate of the encoder')
    parser.add_argument('--head-rate', type=float, default=8e-4)
    parser.add_argument('--pieces', type=int, default=1600, help='pieces in a step')
    parser.add_argument('--trees', type=float, default=1.1)
    parser.add_argument('--names', type=float, default=.6)
    parser.add_argument('--silver', type=float, default=.3)
    parser.add_argument('--every', type=float, default=30, help='seconds between lines of progress')
    parser.add_argument('--dev', default='events', help='measured after each epoch: trees,names,events, or none')
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    random.seed(1)
    heads = start(args)
    trainer = Trainer(heads, read_sets(args, heads.pieces), args)
    parts = score_reader.Parts(args)
    go_on, epoch = True, 0
    while go_on:
        epoch += 1
        go_on = trainer.run_epoch(epoch)
        trainer.report(epoch, force=True)
        model.save(heads, args.out)
        if args.dev != 'none':
            score_reader.print_table([score_reader.score(heads, parts, args.dev.split(','))], ['epoch %d' % epoch])
        sys.stdout.flush()


if __name__ == '__main__':
    main()
