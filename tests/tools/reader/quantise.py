# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader computing as the C kernels do: every product with a matrix of the encoder, of the heads' first layers and of the
biaffine forms has weights as write_reader.py rounds them (8 bits, a scale for each row) and inputs in 7 bits (a scale and an
offset for each word). What comes after stays in floats, as in C."""
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from write_reader import quantise as round_rows  # noqa: E402

LEVELS = 127


def rounded(weight):
    """weight [outputs, inputs] as the model file will have it."""
    whole, scale, _ = round_rows(weight.double().numpy())
    return torch.from_numpy(whole * scale[:, None]).float()


def round_input(x):
    low, high = x.amin(-1, keepdim=True), x.amax(-1, keepdim=True)
    scale = ((high - low) / LEVELS).clamp_min(1e-8)
    return ((x - low) / scale).round() * scale + low


def linears(heads):
    reader, events, ties = heads.reader, heads.events, heads.ties
    for layer in reader.bert.layers:
        yield from (layer.q, layer.k, layer.v, layer.o, layer.f1, layer.f2)
    yield reader.tag
    for part in (reader.ah, reader.ad, reader.rh, reader.rd, reader.nh, events.up, events.l, events.r, ties.l, ties.r, ties.cl,
                 ties.cr, ties.kind):
        yield part[0]


def round_pairs(u):
    """A biaffine form [kinds, left + 1, right + 1]: the product with the left side has rows (kind, right)."""
    kinds, left, right = u.shape
    rows = u.transpose(1, 2).reshape(kinds * right, left)
    rows = torch.cat([rounded(rows[:, :-1]), rows[:, -1:]], 1)
    return rows.view(kinds, right, left).transpose(1, 2).contiguous()


@torch.no_grad()
def quantise(heads):
    """Changes heads for good."""
    for linear in linears(heads):
        linear.weight.data = rounded(linear.weight.data)
        linear.register_forward_pre_hook(lambda _, inputs: (round_input(inputs[0].float()),))
    events, ties, reader = heads.events, heads.ties, heads.reader
    for form in (events.u, ties.u, ties.st, ties.q):
        form.data = round_pairs(form.data)
    reader.rw.data = round_pairs(reader.rw.data.transpose(1, 2)).transpose(1, 2).contiguous()  # its left side is the head
    events.round = ties.round = reader.round = round_input
