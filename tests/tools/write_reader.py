#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""write_reader.py CHECKPOINT.pt BASE.bin OUTDIR

Writes the two files that src/extract/encoder reads: OUTDIR/pieces.dlnmodel (vocabulary and embeddings of the base, as they are)
and OUTDIR/reader.dlnmodel (the trained layers and heads, rounded to 8 bits). Needs PyTorch, to read the checkpoint, and numpy.
CHECKPOINT: a dict; see train_reader.py. BASE: multilingual-e5-small in blocks of 4 bits. The container is described in
src/extract/dln-model-private.h, the sections in src/extract/encoder/dln-encoder-private.h.
"""
import pathlib
import struct
import sys

import numpy as np

MASK = (1 << 64) - 1
ALIGN = 64
PANEL = 16              # outputs that a kernel computes together
GROUP = 16              # inputs whose products are added in 16 bits before they are widened
BOUND = 32767 // 127    # what the weights of one sign in a group may sum to, so that no 16-bit sum overflows
SLOTS = 1 << 19
MAX_PIECE = 16          # code points

STATUSES = 'O happened said alleged planned possible not denied state'.split()
ROLES = 'who whom where when source title'.split()
TIES = ('none head_of post_in spokesperson_of member_of works_for represents candidate_for founder_of owner_of part_of funds supplies '
        'acquires spouse_of parent_of child_of sibling_of relative_of ally_of rival_of located_in lives_in born_in from').split()
STATES = 'now former future alleged denied'.split()
KINDS = 'none direct indirect mixed'.split()
NAMES = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC']
TEMPERATURES = 'tag head rel name event weight link tie state quote'.split()


def checksum(data):
    """As _dln_bundle_checksum()."""
    a, b, c, d = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9, 0x94d049bb133111eb, len(data)
    k = 0xff51afd7ed558ccd
    whole = len(data) // 32
    words = np.frombuffer(data, np.uint64, whole * 4)
    for start in range(0, whole * 4, 1 << 16):
        part = words[start:start + (1 << 16)].tolist()
        for i in range(0, len(part), 4):
            a = ((a ^ part[i]) * k) & MASK
            a = (a << 31 & MASK) | a >> 33
            b = ((b ^ part[i + 1]) * k) & MASK
            b = (b << 31 & MASK) | b >> 33
            c = ((c ^ part[i + 2]) * k) & MASK
            c = (c << 31 & MASK) | c >> 33
            d = ((d ^ part[i + 3]) * k) & MASK
            d = (d << 31 & MASK) | d >> 33
    lanes = [a, b, c, d]
    rest = data[whole * 32:]
    for i, byte in enumerate(rest):
        at = (len(rest) - i) % 4
        lanes[at] = ((lanes[at] ^ byte) * 0xc4ceb9fe1a85ec53) & MASK
    h = 0
    for lane in lanes:
        h = ((h ^ lane) * k) & MASK
        h ^= h >> 29
    return h


def write_bundle(path, sections, version):
    """sections: {name: bytes}"""
    table, body = b'', []
    at = 64 + 64 * len(sections)
    for name, data in sections.items():
        gap = -at % ALIGN
        body.append(bytes(gap) + data)
        at += gap
        table += struct.pack('<40sQQQ', name.encode(), at, len(data), checksum(data))
        at += len(data)
    head = lambda sum_: struct.pack('<8sIIQQ16s16s', b'DLNMODEL', 1, len(sections), at, sum_, b'mul', version.encode())
    with open(path, 'wb') as out:
        out.write(head(checksum(head(0)) ^ checksum(table)) + table)
        for part in body:
            out.write(part)
    print(f'{path}: {at} bytes')


def worst(q):
    """What the weights of one sign sum to in each group. q [rows, inputs]; returns [rows, groups, 2 halves, 2 signs]"""
    pairs = q.reshape(len(q), -1, GROUP // 4, 2, 2)     # of four inputs the first two go to one sum of 16 bits, the others to another
    return np.stack([np.maximum(pairs, 0).sum((2, 4)), np.maximum(-pairs, 0).sum((2, 4))], -1)


def trim(q):
    """Takes from the largest weights of a group what it has too much."""
    groups = q.reshape(len(q), -1, GROUP // 4, 2, 2)
    row, group, half, sign = np.nonzero(worst(q) > BOUND)
    while len(row):
        s = 1 - 2 * sign
        parts = groups[row, group, :, half, :].reshape(len(row), -1) * s[:, None]
        over = np.maximum(parts, 0).sum(1) - BOUND
        at = parts.argmax(1)
        groups[row, group, at // 2, half, at % 2] -= np.where(over > 0, s * np.minimum(over, np.maximum(1, over // 4)), 0)
        row, group, half, sign = (x[over > 0] for x in (row, group, half, sign))
    return q


def quantise(w):
    """w [outputs, inputs], floats. Returns integers -127..127 and a scale for each row: of some scales that which, after trimming, is
    nearest to w."""
    top = np.abs(w).max(1) / 127
    top[top == 0] = 1
    best = np.full(len(w), np.inf)
    out, scale = np.zeros(w.shape, np.int32), top.copy()
    for factor in (1, 1.1, 1.2, 1.3, 1.4, 1.55, 1.7, 1.9):
        s = top * factor
        q = trim(np.rint(w / s[:, None]).astype(np.int32))
        error = ((q * s[:, None] - w) ** 2).sum(1)
        better = error < best
        best[better], out[better], scale[better] = error[better], q[better], s[better]
    assert worst(out).max() <= BOUND and np.abs(out).max() <= 127
    return out, scale.astype(np.float32), best.sum() / (w ** 2).sum()


errors = []


def linear(w, bias):
    """A product with weights of 8 bits: head, scales, sums of rows, biases, panels [outputs / 16][inputs / 4][16][4]"""
    n_out, n_in = w.shape
    assert n_in % GROUP == 0
    q, scale, error = quantise(w.astype(np.float64))
    errors.append(error)
    room = -n_out % PANEL
    q = np.pad(q, ((0, room), (0, 0))).astype(np.int8)
    panels = q.reshape(-1, PANEL, n_in // 4, 4).transpose(0, 2, 1, 3)
    pad = lambda x, t: np.pad(np.asarray(x), (0, room)).astype(t).tobytes()
    return (struct.pack('<16I', n_in, n_out, *[0] * 14) + pad(scale, np.float32) + q.astype(np.int32).sum(1).astype(np.int32).tobytes()
            + pad(bias, np.float32) + np.ascontiguousarray(panels).tobytes())


def dense(w, bias):
    """A product in floats: [inputs][outputs, a multiple of 8], then biases"""
    room = -len(w) % 8
    return np.pad(w.T, ((0, 0), (0, room))).astype(np.float32).tobytes() + np.pad(bias, (0, room)).astype(np.float32).tobytes()


def pair_linear(u):
    """Of a biaffine form u [kinds, left + 1, right + 1] the product with the left side, as rows (kind, right)"""
    kinds, left, right = u.shape
    rows = u.transpose(0, 2, 1).reshape(kinds * right, left)
    return linear(rows[:, :-1], rows[:, -1])


def distances(table):
    return np.pad(table, ((0, 0), (0, -table.shape[1] % 8))).astype(np.float32).tobytes()


def leaky(x):
    return np.where(x > 0, x, .1 * x)


def read_base(path):
    """The tokenizer and the embeddings of the base, as the layout of its file has them (numbers of pieces are its own)."""
    b = pathlib.Path(path).read_bytes()
    hidden, _, _, _, vocabulary, _, _ = struct.unpack_from('<7i', b, 8)
    n, bos, eos, pad, unk = struct.unpack_from('<5i', b, 44)
    length, = struct.unpack_from('<Q', b, 64)
    at = 72
    offsets = np.frombuffer(b, np.uint32, n + 1, at)
    at += 4 * (n + 1)
    scores = np.frombuffer(b, np.float32, n, at)
    at += 4 * n
    text = b[at:at + length]
    at += length
    count, size = struct.unpack_from('<iI', b, at)
    at += 8
    end, norm = at + size, {}
    while at < end:
        code, m = struct.unpack_from('<IB', b, at)
        norm[code] = ''.join(map(chr, struct.unpack_from('<%dI' % m, b, at + 5)))
        at += 5 + 4 * m
    assert len(norm) == count
    tensors, = struct.unpack_from('<i', b, at)
    at += 4
    for _ in range(tensors):
        m, = struct.unpack_from('<H', b, at)
        name = b[at + 2:at + 2 + m].decode()
        offset, size = struct.unpack_from('<QQ', b, at + 2 + m + 1 + 4)
        at += 2 + m + 21
        if name == 'emb.word':
            embeddings = b[offset:offset + size]
    assert n <= vocabulary and len(embeddings) == vocabulary * hidden // 32 * 18
    return (hidden, vocabulary), (bos, eos, pad, unk), offsets, scores, text, norm, embeddings


def fnv(data):
    h = 0x811c9dc5
    for byte in data:
        h = ((h ^ byte) * 0x01000193) & 0xffffffff
    return h


def write_pieces(base, path):
    sizes, marks, offsets, scores, text, norm, embeddings = read_base(base)
    slots = [0] * SLOTS
    seen = set()
    for i in range(len(scores)):
        piece = text[offsets[i]:offsets[i + 1]]
        if piece in seen:
            continue
        seen.add(piece)
        if i <= 3 or len(piece.decode('utf-8', 'replace')) > MAX_PIECE:
            continue
        at = fnv(piece) % SLOTS
        while slots[at]:
            at = (at + 1) % SLOTS
        slots[at] = i + 1
    codes = sorted(norm)
    outputs = [norm[c].encode() for c in codes]
    ends = np.cumsum([0] + [len(o) for o in outputs]).astype(np.uint32)
    write_bundle(path, {
        'config': struct.pack('<8Id', *sizes, *marks, MAX_PIECE, len(codes), float(scores.min()) - 10),
        'pieces.text': text, 'pieces.offsets': offsets.tobytes(), 'pieces.scores': scores.tobytes(),
        'pieces.slots': np.array(slots, np.uint32).tobytes(),
        'norm.codes': np.array(codes, np.uint32).tobytes(), 'norm.offsets': ends.tobytes(), 'norm.text': b''.join(outputs),
        'embeddings': embeddings}, '1')


def write_reader(path, ck, version):
    f = lambda d, k: d[k].float().numpy()
    s, ev, rel = ck['state'], ck.get('events'), ck.get('rel')
    inventory = ck.get('inventory', {})
    for key, ours in (('statuses', STATUSES), ('roles', ROLES), ('types', TIES), ('states', STATES), ('kinds', KINDS)):
        assert list(inventory.get(key, ours)) == ours, f'{key} of the checkpoint are not those of the program'
    names = list(ck.get('names', NAMES))
    assert names == NAMES
    lin = lambda d, k: (f(d, k + '.weight'), f(d, k + '.bias'))
    apply = lambda wb, x: leaky(wb[0] @ x + wb[1])
    n_layers = 1 + max(int(k.split('.')[2]) for k in s if k.startswith('bert.layers.'))
    hidden = f(s, 'root').shape[0]
    heads = ck.get('heads', 12)
    pos = f(s, 'bert.pos.weight') + f(s, 'bert.typ.weight')[0]
    temperature = ck.get('calibration', {})
    unknown = set(temperature) - set(TEMPERATURES)
    assert not unknown, f'temperatures of heads that the program does not know: {sorted(unknown)}'
    labels = ''.join(f'{kind} {label}\n' for kind, values in (
        ('tag', ck['tags']), ('rel', ck['rels']), ('name', names), ('status', STATUSES), ('role', ROLES), ('tie', TIES),
        ('state', STATES), ('kind', KINDS)) for label in values)

    nh = lin(s, 'nh.0')
    nh = (nh[0], nh[1] + nh[0] @ f(s, 'conv.weight')[0])        # the convention of names that the program follows
    words = [lin(s, 'tag'), lin(s, 'ah.0'), lin(s, 'ad.0'), lin(s, 'rh.0'), lin(s, 'rd.0'), nh]
    words += [lin(ev, 'up.0'), lin(ev, 'l.0'), lin(ev, 'r.0')]
    words += [lin(rel, k + '.0') for k in ('l', 'r', 'cl', 'cr', 'kind')]
    pad = lambda wb: (np.pad(wb[0], ((0, -len(wb[0]) % PANEL), (0, 0))), np.pad(wb[1], (0, -len(wb[1]) % PANEL)))
    padded = [pad(wb) for wb in words]

    sections = {
        'config': struct.pack('<24I', hidden, n_layers, heads, f(s, 'bert.layers.0.f1.bias').shape[0], len(pos), len(ck['tags']),
                              len(ck['rels']), len(f(s, 'shape.weight')), *(len(wb[1]) for wb in words), 0, 0),
        'labels': labels.encode(),
        'calibration': np.array([temperature.get(k, 1) for k in TEMPERATURES], np.float32).tobytes(),
        'embed': b''.join(x.astype(np.float32).tobytes() for x in (pos, f(s, 'shape.weight'), f(s, 'bert.norm.weight'), f(s, 'bert.norm.bias')))}
    for i in range(n_layers):
        p = f'bert.layers.{i}.'
        q, k, v = (lin(s, p + x) for x in 'qkv')
        sections[f'layer.{i}'] = (
            linear(np.concatenate([q[0], k[0], v[0]]), np.concatenate([q[1], k[1], v[1]]))
            + linear(*lin(s, p + 'o')) + linear(*lin(s, p + 'f1')) + linear(*lin(s, p + 'f2'))
            + b''.join(f(s, p + x).astype(np.float32).tobytes() for x in ('n1.weight', 'n1.bias', 'n2.weight', 'n2.bias')))
    status, weight = lin(ev, 'status'), lin(ev, 'weight')
    root = f(s, 'root')
    sections |= {
        'words': linear(np.concatenate([w for w, _ in padded]), np.concatenate([b for _, b in padded])),
        'roots': np.concatenate([apply(lin(s, 'ah.0'), root), apply(lin(s, 'rh.0'), root), apply(lin(rel, 'r.0'), f(rel, 'nil'))]).astype(np.float32).tobytes(),
        'arcs': dense(f(s, 'aw')[:-1].T, f(s, 'aw')[-1]),
        'rels': pair_linear(f(s, 'rw').transpose(0, 2, 1)),
        'names': dense(*lin(s, 'name')),
        'events': dense(np.concatenate([status[0], weight[0]]), np.concatenate([status[1], weight[1]])),
        'event.pairs': pair_linear(f(ev, 'u')), 'event.distances': distances(f(ev, 'dist.weight')),
        'tie.pairs': pair_linear(f(rel, 'u')), 'tie.states': pair_linear(f(rel, 'st')),
        'quotes': dense(*lin(rel, 'kind.3')), 'quote.pairs': pair_linear(f(rel, 'q')), 'quote.distances': distances(f(rel, 'dist.weight'))}
    if 'fact_certainty' in ck:
        sections['facts'] = struct.pack('<f', ck['fact_certainty'])
    if 'nf.weight' in s:
        sections['name.features'] = np.ascontiguousarray(f(s, 'nf.weight').T).astype(np.float32).tobytes()
    write_bundle(path, sections, version)
    print(f'rounding: {100 * np.sqrt(np.mean(errors)):.2f} % of the weights (root of mean square)')


def main():
    import torch

    checkpoint, base, out = sys.argv[1:4]
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    write_pieces(base, out / 'pieces.dlnmodel')
    write_reader(out / 'reader.dlnmodel', torch.load(checkpoint, map_location='cpu', weights_only=False), '1')


if __name__ == '__main__':
    main()
