#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""cluster_test.py CLI ARTICLE...

What README says of many machines: two workers that share nothing, each in a network of its own where the system allows that, read a
half of the articles each. Their lines are those of one machine, byte for byte, and make a case that nobody had to read again. It is
not quite that of one machine: lines have no trees, and those are compared where two articles tell of one event.
Prints TAP.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

cli, *articles = sys.argv[1:]
scratch = tempfile.TemporaryDirectory(prefix='dateline-cluster-')
folder = pathlib.Path(scratch.name)
number = 0


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def rows(case, what):
    return json.loads(subprocess.run([cli, 'list', str(case), what, '--format', 'json'], capture_output=True, text=True).stdout)


apart = ['unshare', '--net', '--map-root-user']
try:
    if subprocess.run([*apart, 'true'], capture_output=True).returncode != 0:
        apart = []
except OSError:
    apart = []
print('1..4')
print('# workers', 'in networks of their own' if apart else 'as processes only: no namespaces here')
articles = sorted(articles, key=os.path.basename)
whole = subprocess.run([cli, 'extract', *articles], capture_output=True, check=True).stdout
halves = [articles[:len(articles) // 2], articles[len(articles) // 2:]]
workers = []
for i, half in enumerate(halves):
    home = folder / f'home{i}'
    home.mkdir()
    with open(folder / f'shard{i}.jsonl', 'wb') as out:
        workers.append(subprocess.Popen([*apart, cli, 'extract', *half], stdout=out, env=dict(os.environ, HOME=str(home))))
ok(all(w.wait() == 0 for w in workers), 'both workers are done')
shards = [folder / f'shard{i}.jsonl' for i in range(len(halves))]
ok(b''.join(s.read_bytes() for s in shards) == whole, 'their lines are those of one machine')
case, alone = folder / 'case.dateline', folder / 'alone.dateline'
done = subprocess.run([cli, 'import', str(case), '--unread', '--reader', 'cluster', *articles, *(x for s in shards for x in ('--annotations', str(s)))],
                      capture_output=True, text=True)
print('# ' + done.stderr.strip().replace('\n', '\n# '))
ok(done.returncode == 0 and ' 0 refused' in done.stderr, 'no line of theirs is refused')
subprocess.run([cli, 'import', str(alone), *articles], capture_output=True, check=True)
told = lambda at: {(r['title'], r.get('when', ''), r['polarity'], r['modality']) for r in rows(at, 'events')}
names = lambda at: {r['name'] for r in rows(at, 'people') + rows(at, 'institutions')}
print(f'# events {len(told(case))} and {len(told(alone))}, {len(told(case) & told(alone))} the same; names {len(names(case))} and '
      f'{len(names(alone))}, {len(names(case) & names(alone))} the same')
print('#', sorted(told(alone) - told(case))[:5], sorted(told(case) - told(alone))[:5], names(alone) ^ names(case))
ok(len(told(alone)) > 5 and len(told(case) & told(alone)) >= 0.8 * len(told(alone)) and len(names(case) & names(alone)) >= 0.9 * len(names(alone)),
   'the case has the names and most events of one that was read here')
