# SPDX-License-Identifier: GPL-3.0-or-later
"""Encoder and heads in plain PyTorch, the base model's file, and checkpoints.

Encoder: BERT (Devlin et al. 2019) with the weights of multilingual-e5-small; the embedding of a word's shape is added to its
first piece. Heads stand on the vector of each word's first piece. Trees: biaffine (Dozat and Manning 2017). Names of
parameters are those that write_reader.py and the C code know: bert.layers.N.{q,k,v,o,f1,f2,n1,n2} and so on.
"""
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from . import labels
from .pieces import Pieces

FAR = 32  # distances between words are cut here


class Layer(nn.Module):
    def __init__(self, width, inner, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.f1, self.f2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.n1, self.n2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(.1)

    def forward(self, x, mask):
        """x: [sentences, pieces, width]; mask: added to the scores of attention."""
        n, length, width = x.shape

        def split(linear):
            return linear(x).view(n, length, self.heads, width // self.heads).transpose(1, 2)

        a = F.scaled_dot_product_attention(split(self.q), split(self.k), split(self.v), mask.to(x.dtype))
        x = self.n1(x + self.drop(self.o(a.transpose(1, 2).reshape(n, length, width))))
        return self.n2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary, width, layers, inner, heads, positions, types):
        super().__init__()
        self.word, self.pos = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.typ = nn.Embedding(types, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, heads) for _ in range(layers))
        self.drop = nn.Dropout(.1)
        self.frozen = 0  # so many of the lowest layers are not trained

    def forward(self, ids, mask, extra):
        x = self.word(ids) + self.pos.weight[:ids.shape[1]] + self.typ.weight[0] + extra
        x = self.drop(self.norm(x))
        mask = (1.0 - mask.float())[:, None, None, :] * -1e4
        for i, layer in enumerate(self.layers):
            if i < self.frozen:
                with torch.no_grad():
                    x = layer(x, mask)
            else:
                x = layer(x, mask)
        return x


def mlp(width, out):
    return nn.Sequential(nn.Linear(width, out), nn.LeakyReLU(.1), nn.Dropout(.3))


def one(x):
    """x with a last column of ones, so that a biaffine form has its linear parts."""
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)


def keep(x):
    """What is done to the left side of a biaffine form; quantise.py rounds it."""
    return x


def biaffine(left, weight, right):
    """left [B, W, d], weight [K, d, e], right [B, V, e]: [B, W, V, K]"""
    b, w, _ = left.shape
    k = weight.shape[0]
    x = torch.einsum('bwi,kij->bwkj', left, weight).reshape(b, w * k, -1)
    return (x @ right.transpose(1, 2)).view(b, w, k, -1).transpose(2, 3)


def distances(n):
    i = torch.arange(n)
    return (i[None] - i[:, None]).clamp(-FAR, FAR) + FAR


class Reader(nn.Module):
    """Tags, trees and names."""
    round = staticmethod(keep)

    def __init__(self, encoder, n_tags, n_relations, n_features=0, arc=256, rel=96):
        super().__init__()
        width = encoder.word.weight.shape[1]
        self.bert = encoder
        self.shape = nn.Embedding(12, width)
        self.drop = nn.Dropout(.3)
        self.tag = nn.Linear(width, n_tags)
        self.ah, self.ad, self.rh, self.rd = mlp(width, arc), mlp(width, arc), mlp(width, rel), mlp(width, rel)
        self.aw = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rw = nn.Parameter(torch.randn(n_relations, rel + 1, rel + 1) * .01)
        self.root = nn.Parameter(torch.randn(width) * .02)
        self.conv = nn.Embedding(4, width)
        self.nh = nn.Sequential(nn.Linear(width, 256), nn.GELU(), nn.Dropout(.2))
        self.name = nn.Linear(256, len(labels.NAMES))
        self.nf = nn.Linear(n_features, 256, bias=False) if n_features else None
        for zero in (self.shape, self.conv) + ((self.nf,) if n_features else ()):
            nn.init.zeros_(zero.weight)

    def words(self, ids, mask, firsts, shapes):
        """[B, W, width]: a vector for each word."""
        x = self.bert(ids, mask, self.shape(shapes))
        return x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))

    def arcs(self, w):
        """[B, W, W + 1]: score of each head, column 0 the root."""
        heads = torch.cat([self.root.expand(w.shape[0], 1, -1), w], 1)
        return one(self.ad(w)) @ self.aw @ self.ah(heads).transpose(1, 2)

    def relations(self, w, heads):
        """[B, W, relations] for heads [B, W] in 0..W."""
        h = one(self.round(self.rh(torch.cat([self.root.expand(w.shape[0], 1, -1), w], 1))))
        h = h.gather(1, heads[:, :, None].expand(-1, -1, h.shape[2]))
        x = torch.einsum('bwi,rij->bwrj', one(self.rd(w)), self.rw)
        return (x * h[:, :, None, :]).sum(-1)

    def names(self, w, convention, features=None):
        """Scores of the seven labels for words w [N, width] of sets with a convention [N]."""
        x = self.nh[0](self.drop(w + self.conv(convention)))
        if self.nf is not None and features is not None:
            x = x + self.nf(features)
        return self.name(self.nh[2](self.nh[1](x)))


class Events(nn.Module):
    round = staticmethod(keep)

    def __init__(self, width, d=192):
        super().__init__()
        k = len(labels.ROLES)
        self.up = nn.Sequential(nn.Linear(width, 384), nn.GELU(), nn.Dropout(.3))
        self.status, self.weight = nn.Linear(384, len(labels.STATUSES)), nn.Linear(384, 3)
        self.l, self.r = mlp(width, d), mlp(width, d)
        self.u = nn.Parameter(torch.randn(k, d + 1, d + 1) * .01)
        self.dist = nn.Embedding(2 * FAR + 1, k)
        nn.init.zeros_(self.dist.weight)

    def forward(self, w):
        x = self.up(w)
        return self.status(x), self.weight(x)

    def links(self, w):
        """[B, W trigger, W word, roles]"""
        return biaffine(one(self.round(self.l(w))), self.u, one(self.r(w))) + self.dist(distances(w.shape[1]))


class Ties(nn.Module):
    """Relations between two words, the second of which may be missing (column 0); quotes by their cues."""
    round = staticmethod(keep)

    def __init__(self, width, d=160):
        super().__init__()
        self.l, self.r, self.cl, self.cr = mlp(width, d), mlp(width, d), mlp(width, d), mlp(width, d)
        self.nil = nn.Parameter(torch.randn(width) * .02)
        self.u = nn.Parameter(torch.randn(len(labels.TIES), d + 1, d + 1) * .01)
        self.st = nn.Parameter(torch.randn(len(labels.STATES), d + 1, d + 1) * .01)
        self.kind = nn.Sequential(nn.Linear(width, 192), nn.GELU(), nn.Dropout(.3), nn.Linear(192, len(labels.KINDS)))
        self.q = nn.Parameter(torch.randn(2, d + 1, d + 1) * .01)
        self.dist = nn.Embedding(2 * FAR + 1, 2)
        nn.init.zeros_(self.dist.weight)

    def forward(self, w):
        """types [B, W, W + 1, 25], states [B, W, W + 1, 5], kind of cue [B, W, 4], links of cues [B, W, W, 2]"""
        left = one(self.round(self.l(w)))
        right = one(self.r(torch.cat([self.nil.expand(w.shape[0], 1, -1), w], 1)))
        quotes = biaffine(one(self.round(self.cl(w))), self.q, one(self.cr(w))) + self.dist(distances(w.shape[1]))
        return biaffine(left, self.u, right), biaffine(left, self.st, right), self.kind(w), quotes


class Heads(nn.Module):
    """The whole: reader, events, ties, and what the checkpoint says about them."""

    def __init__(self, encoder, pieces, tags, relations, n_features=0):
        super().__init__()
        width = encoder.word.weight.shape[1]
        self.reader = Reader(encoder, len(tags), len(relations), n_features)
        self.events, self.ties = Events(width), Ties(width)
        self.pieces, self.tags, self.rels = pieces, tags, relations
        self.n_features = n_features
        self.calibration = {}
        encoder.word.weight.requires_grad_(False)


# ---- the base model's file --------------------------------------------------------------------------------------------------

class BaseFile:
    """multilingual-e5-small as its packager wrote it: little endian; a head, the tokenizer, a directory of tensors."""

    def __init__(self, path):
        with open(path, 'rb') as file:
            self.bytes = file.read()
        self.at = 8
        self.width, self.n_layers, self.heads, self.inner, self.vocabulary, self.positions, self.types = self.take('7i')
        self.take('fi')
        count, begin, end, padding, unknown = self.take('5i')
        length, = self.take('Q')
        starts = self.array(np.uint32, count + 1)
        scores = self.array(np.float32, count).tolist()
        text, self.at = self.bytes[self.at:self.at + length], self.at + length
        pieces = [text[starts[i]:starts[i + 1]].decode('utf-8', 'replace') for i in range(count)]
        self.pieces = Pieces(pieces, scores, begin, end, padding, unknown, self.read_normal())
        self.tensors = dict(self.read_directory())

    def take(self, form):
        out = struct.unpack_from('<' + form, self.bytes, self.at)
        self.at += struct.calcsize('<' + form)
        return out

    def array(self, kind, count):
        out = np.frombuffer(self.bytes, kind, count, self.at)
        self.at += out.nbytes
        return out

    def read_normal(self):
        _, size = self.take('iI')
        end, normal = self.at + size, {}
        while self.at < end:
            code, n = self.take('IB')
            normal[chr(code)] = ''.join(map(chr, self.take('%dI' % n)))
        return normal

    def read_directory(self):
        for _ in range(self.take('i')[0]):
            length, = self.take('H')
            name = self.bytes[self.at:self.at + length].decode()
            self.at += length
            _, _, offset, size = self.take('BIQQ')
            yield name, (offset, size)

    def floats(self, name):
        offset, size = self.tensors[name]
        return torch.from_numpy(np.frombuffer(self.bytes, np.float32, size // 4, offset).copy())

    def matrix(self, name, rows, columns):
        """Blocks of 32 four-bit weights, each with a half-precision scale before it."""
        blocks = rows * columns // 32
        data = np.frombuffer(self.bytes, np.uint8, blocks * 18, self.tensors[name][0]).reshape(blocks, 18)
        scale = data[:, :2].copy().view(np.float16).astype(np.float32)
        low, high = data[:, 2:] & 15, data[:, 2:] >> 4
        return torch.from_numpy(((np.concatenate([low, high], 1).astype(np.float32) - 8) * scale).reshape(rows, columns))

    def encoder(self, layers=0):
        """The encoder with the lowest so many layers, 0 = all."""
        e = Encoder(self.vocabulary, self.width, layers or self.n_layers, self.inner, self.heads, self.positions, self.types)
        e.word.weight.data = self.matrix('emb.word', self.vocabulary, self.width)
        e.pos.weight.data = self.floats('emb.pos').view(self.positions, self.width)
        e.typ.weight.data = self.floats('emb.type').view(self.types, self.width)
        e.norm.weight.data, e.norm.bias.data = self.floats('emb.ln.w'), self.floats('emb.ln.b')
        for i, layer in enumerate(e.layers):
            for linear, name in ((layer.q, 'q'), (layer.k, 'k'), (layer.v, 'v'), (layer.o, 'ao'), (layer.f1, 'fi'),
                                 (layer.f2, 'fo')):
                linear.weight.data = self.matrix('l%d.%s.w' % (i, name), *linear.weight.shape)
                linear.bias.data = self.floats('l%d.%s.b' % (i, name))
            for norm, name in ((layer.n1, 'aln'), (layer.n2, 'oln')):
                norm.weight.data, norm.bias.data = self.floats('l%d.%s.w' % (i, name)), self.floats('l%d.%s.b' % (i, name))
        return e


# ---- checkpoints ------------------------------------------------------------------------------------------------------------

def half(state):
    return {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in state.items()}


def save(heads, path, **more):
    """A dict for torch.load; the embeddings of words stay in the base model's file."""
    state = {k: v for k, v in heads.reader.state_dict().items() if k != 'bert.word.weight'}
    torch.save({'tags': heads.tags, 'rels': heads.rels, 'names': labels.NAMES, 'inventory': labels.INVENTORY,
                'layers': len(heads.reader.bert.layers), 'features': heads.n_features, 'state': half(state),
                'events': half(heads.events.state_dict()), 'rel': half(heads.ties.state_dict()),
                'calibration': heads.calibration, **more}, path)


def start_relations(old, old_names, new):
    """Weights of relations for another inventory: a subtype starts where its base was."""
    out = new.clone()
    for i, name in enumerate(labels.RELATIONS):
        for known in (name, name.split(':')[0]):
            if known in old_names:
                out[i] = old[old_names.index(known)]
                break
    return out


def load(path, base, relations=None, n_features=None):
    """A checkpoint as Heads. Relations and features may differ from those it was saved with (a warm start); None keeps them.
    base: path of the base model, or BaseFile."""
    saved = torch.load(path, map_location='cpu', weights_only=True)
    file = base if isinstance(base, BaseFile) else BaseFile(base)
    layers = 1 + max(int(k.split('.')[2]) for k in saved['state'] if k.startswith('bert.layers.'))
    n_features = saved.get('features', 0) if n_features is None else n_features
    heads = Heads(file.encoder(layers), file.pieces, saved['tags'], relations or saved['rels'], n_features)
    state = {k: v.float() for k, v in saved['state'].items()}
    if heads.rels != saved['rels']:
        state['rw'] = start_relations(state['rw'], saved['rels'], heads.reader.rw.data)
    if 'nf.weight' in state and state['nf.weight'].shape[1] != n_features:
        del state['nf.weight']
    missing, extra = heads.reader.load_state_dict(state, strict=False)
    if extra or set(missing) - {'bert.word.weight', 'nf.weight'}:
        raise ValueError('%s does not fit: missing %s, unknown %s' % (path, missing, extra))
    heads.events.load_state_dict({k: v.float() for k, v in saved['events'].items()})
    heads.ties.load_state_dict({k: v.float() for k, v in saved['rel'].items()})
    heads.calibration = saved.get('calibration', {})
    return heads
