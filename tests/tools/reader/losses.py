# SPDX-License-Identifier: GPL-3.0-or-later
"""What training minimises. A step reads some sentences; each head learns from those that have its labels."""
import random

import torch
import torch.nn.functional as F

from . import features, labels
from .pieces import encode

# Rare statuses count more: without it "not" and "denied" are never learned.
STATUS_WEIGHTS = torch.tensor([1, 1, 1.4, 2, 1.5, 1.2, 2.5, 4, 1.5])
TIE_WEIGHT = 4.0  # of a pair that has a tie, against one that has none
WITHOUT = .25     # share of the steps in which names are found without features, so that a program without them does well too
PADDING = 1.12    # sentences are read together while the longest makes at most so many times the pieces


def indices(names):
    return {name: i for i, name in enumerate(names)}


NAME, STATUS, TIE, STATE, KIND = map(indices, (labels.NAMES, labels.STATUSES, labels.TIES, labels.STATES, labels.KINDS))


def encoded(sentence, pieces):
    if 'enc' not in sentence:
        sentence['enc'] = encode(pieces, sentence['words'])
    return sentence['enc']


def pad(rows, value=0):
    n = max(map(len, rows))
    return torch.tensor([list(row) + [value] * (n - len(row)) for row in rows])


def group(sentences, pieces):
    """Indices of sentences in groups of like length."""
    length = [len(encoded(sentence, pieces)[0]) for sentence in sentences]
    groups, total = [], 0
    for i in sorted(range(len(sentences)), key=lambda i: length[i]):
        if groups and length[i] * (len(groups[-1]) + 1) <= PADDING * (total + length[i]) + 16:
            groups[-1].append(i)
            total += length[i]
        else:
            groups.append([i])
            total = length[i]
    return groups


def read_words(heads, sentences, bf16=False):
    """w [B, W, width] and mask [B, W] of sentences that are read together."""
    e = [encoded(sentence, heads.pieces) for sentence in sentences]
    ids = pad([x[0] for x in e], heads.pieces.padding)
    mask = pad([[1] * len(x[0]) for x in e])
    with torch.autocast('cpu', torch.bfloat16, bf16):
        w = heads.reader.words(ids, mask, pad([x[1] for x in e]), pad([x[2] for x in e]))
    return w.float(), pad([[1] * len(sentence['words']) for sentence in sentences]).bool()


def with_root(mask):
    return torch.cat([mask.new_ones(len(mask), 1), mask], 1)


def tree_loss(heads, sentences, w, mask):
    tag, relation = indices(heads.tags), indices(heads.rels)
    reader = heads.reader
    above = pad([sentence['heads'] for sentence in sentences])
    arcs = reader.arcs(w).masked_fill(~with_root(mask)[:, None, :], -1e4)
    tags = pad([[tag.get(x, -100) for x in sentence['tags']] for sentence in sentences])
    rels = pad([[relation[x] for x in sentence['rels']] for sentence in sentences])
    return (F.cross_entropy(reader.tag(reader.drop(w))[mask], tags[mask], reduction='sum')
            + F.cross_entropy(arcs[mask], above[mask], reduction='sum')
            + F.cross_entropy(reader.relations(w, above)[mask], rels[mask], reduction='sum'))


def event_targets(sentences, width):
    n = len(sentences)
    status = torch.zeros(n, width, dtype=torch.long)
    weight = torch.full((n, width), -100)
    links = torch.zeros(n, width, width, len(labels.ROLES))
    for i, sentence in enumerate(sentences):
        for event in sentence['events']:
            at = event['trigger']
            status[i, at], weight[i, at] = STATUS[event['status']], event['weight']
            for k, role in enumerate(labels.ROLES):
                links[i, at, event[role], k] = 1
    return status, weight, links


def event_loss(heads, sentences, w, mask):
    status, weight, links = event_targets(sentences, w.shape[1])
    s, v = heads.events(w)
    loss = F.cross_entropy(s[mask], status[mask], STATUS_WEIGHTS)
    hot = status > 0
    if hot.any():
        loss = loss + .5 * F.cross_entropy(v[hot], weight[hot])
        pairs = hot[:, :, None] & mask[:, None, :]
        loss = loss + 4 * F.binary_cross_entropy_with_logits(heads.events.links(w)[pairs], links[pairs])
    return loss


def tie_targets(sentences, width):
    n = len(sentences)
    types = torch.zeros(n, width, width + 1, dtype=torch.long)
    states = torch.full((n, width, width + 1), -100)
    kinds = torch.zeros(n, width, dtype=torch.long)
    quotes = torch.zeros(n, width, width, 2)
    for i, sentence in enumerate(sentences):
        for tie in sentence['relations']:
            a, b = tie['from'][-1], tie['to'][-1] + 1 if tie['to'] else 0
            types[i, a, b], states[i, a, b] = TIE[tie['type']], STATE[tie['state']]
        for quote in sentence['quotes']:
            if quote['cue']:
                cue = quote['cue'][0]
                kinds[i, cue] = KIND[quote['kind']]
                quotes[i, cue, quote['speaker'], 0] = 1
                quotes[i, cue, quote['content'], 1] = 1
    return types, states, kinds, quotes


def tie_loss(heads, sentences, w, mask):
    types, states, kinds, quotes = tie_targets(sentences, w.shape[1])
    t, s, k, q = heads.ties(w)
    full = mask[:, :, None] & with_root(mask)[:, None, :]
    each = F.cross_entropy(t[full], types[full], reduction='none')
    loss = 20 * (each * torch.where(types[full] > 0, TIE_WEIGHT, 1.0)).mean() + F.cross_entropy(k[mask], kinds[mask])
    hot = states >= 0
    if hot.any():
        loss = loss + F.cross_entropy(s[hot], states[hot])
    pairs = (kinds > 0)[:, :, None] & mask[:, None, :]
    if pairs.any():
        loss = loss + 3 * F.binary_cross_entropy_with_logits(q[pairs], quotes[pairs])
    return loss


def name_loss(heads, words, sentences):
    """words: [N, width] of the words of sentences, in order. Both passes learn."""
    target = torch.tensor([NAME[x] for sentence in sentences for x in sentence['names']])
    convention = torch.tensor([sentence['conv'] for sentence in sentences for _ in sentence['words']])
    if heads.n_features == 0 or heads.training and random.random() < WITHOUT:
        return F.cross_entropy(heads.reader.names(words, convention), target)
    rows = features.rows_of(sentences)
    first = heads.reader.names(words, convention, rows)
    rows = features.with_elsewhere(rows, first.detach().softmax(-1), sentences)
    second = heads.reader.names(words, convention, rows)
    return .5 * F.cross_entropy(first, target) + F.cross_entropy(second, target)


def step_loss(heads, sentences, bf16=False):
    """Loss of a step as {head: loss}; sentences of one document stand together."""
    out, flat, place = {}, [], {}
    n_words = sum(len(s['words']) for s in sentences if 'heads' in s)
    n_events, n_ties = (sum(key in s for s in sentences) for key in ('events', 'relations'))
    for indexes in group(sentences, heads.pieces):
        batch = [sentences[i] for i in indexes]
        w, mask = read_words(heads, batch, bf16)
        for i, row in zip(indexes, range(len(batch))):
            if 'names' in sentences[i]:
                place[i] = len(flat)
                flat.append(w[row, :len(sentences[i]['words'])])
        for kind, key, loss, total in (('trees', 'heads', tree_loss, n_words), ('events', 'events', event_loss, n_events),
                                       ('ties', 'relations', tie_loss, n_ties)):
            rows = [i for i, sentence in enumerate(batch) if key in sentence]
            if rows:
                x = loss(heads, [batch[i] for i in rows], w[rows], mask[rows])
                share = 1 / total if kind == 'trees' else len(rows) / total
                out[kind] = out.get(kind, 0) + x * share
    if place:
        order = sorted(place)
        out['names'] = name_loss(heads, torch.cat([flat[place[i]] for i in order]), [sentences[i] for i in order])
    return out
