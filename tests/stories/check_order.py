#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_order.py CLI FOLDER...

Imports the articles of all folders into one case in three orders: what is one event, and which disagreements are noted, must
not depend on it. Prints TAP.
"""
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

cli, folders = sys.argv[1], sys.argv[2:]
articles = sorted(str(p) for f in folders for p in pathlib.Path(f).glob('*.txt') if p.name != 'expect.txt')


def read(order):
    with tempfile.TemporaryDirectory() as scratch:
        case = scratch + '/order.dateline'
        subprocess.run([cli, 'import', case, *order], check=True, capture_output=True)
        dump = subprocess.run([cli, 'dump', case], check=True, capture_output=True, text=True).stdout
    events, conflicts = collections.defaultdict(list), set()
    for line in map(json.loads, dump.splitlines()):
        if line['layer'] == 'event' and line.get('event'):
            events[line['event']].append((line['doc'], line['start'], line['end']))
        elif line['layer'] == 'conflict':
            claims = line.get('claims', [])
            conflicts.add((line['type'], tuple(sorted((c['doc'], c['value']) for c in claims))))
    return {tuple(sorted(rows)) for rows in events.values()}, conflicts


first = read(articles)
shuffled = articles[:]
random.Random(5).shuffle(shuffled)
failed = 0
print('1..4')
for n, (name, order) in enumerate((('reversed', articles[::-1]), ('shuffled', shuffled))):
    other = read(order)
    for k, what in enumerate(('events', 'conflicts')):
        same = first[k] == other[k] and len(first[0]) > 0
        failed += not same
        print(f'{"" if same else "not "}ok {2 * n + k + 1} {what} {name}: {len(first[k])}')
        for row in sorted(first[k] ^ other[k])[:10]:
            print(f'# {"first" if row in first[k] else name} only: {row}')
sys.exit(failed > 0)
