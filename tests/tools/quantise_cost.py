#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""quantise_cost.py CHECKPOINT --shared DIR [--build DIR]: how much the 8-bit weights and 7-bit inputs of the C kernels cost

The figures of score_reader.py in floats, rounded, and the difference. Fails when one of them falls by more than 0.3 points.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reader import quiet  # noqa: E402, F401  before torch
import torch  # noqa: E402
import score_reader  # noqa: E402
from reader import model, quantise  # noqa: E402

ALLOWED = .3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    score_reader.add_arguments(parser)
    parser.add_argument('--only', default='trees,names,events')
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    heads = model.load(args.checkpoint, args.base or os.path.join(args.shared, 'models/e5-small-q4.bin'))
    parts = score_reader.Parts(args)
    exact = score_reader.score(heads, parts, args.only.split(','))
    quantise.quantise(heads)
    rounded = score_reader.score(heads, parts, args.only.split(','))
    cost = {row: rounded[row] - exact[row] for row in exact}
    score_reader.print_table([exact, rounded, cost], ['floats', 'rounded', 'difference'])
    return any(x < -ALLOWED for row, x in cost.items() if 'F1' in row or 'LAS' in row)


if __name__ == '__main__':
    sys.exit(main())
