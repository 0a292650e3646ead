#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""readers_test.py CLI READER_EXAMPLE

Gives a case what another program read, good and bad lines, and looks at lists, dump and JSON; switches it off and on; reads the
case again; gives a case its own dump. Prints TAP.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

cli, example = sys.argv[1:3]
scratch = tempfile.TemporaryDirectory(prefix='dateline-readers-')
folder = pathlib.Path(scratch.name)
case = folder / 'case.dateline'
number = 0
TEXT = ('The harbour of Vik – old and narrow – was closed for a week.\n\n'
        'Mira Sund visited the Tarn Mill on 4 May 2021. Later Mira Sund bought the mill. '
        '"We will stay," Mira Sund said. Olav Brekke did not sign.\n')


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def run(*arguments, **more):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True, **more)


def lines(name, rows):
    path = folder / name
    path.write_text(''.join(json.dumps(r, ensure_ascii=False) + '\n' if isinstance(r, dict) else r + '\n' for r in rows))
    return path


def place(words, after=0):
    start = TEXT.index(words, after)
    return {'start': start, 'end': start + len(words), 'text': words}


def dump(path=case):
    return run('dump', path).stdout


print('1..26')
(folder / 'mill.txt').write_text(TEXT)
run('import', case, folder / 'mill.txt', check=True)
before = dump()
check = run('check', case)
ok(check.returncode == 0, 'the case is sound')

second = TEXT.index('Later')
good = [
    {'doc': 'mill.txt', 'layer': 'event', **place('bought', second), 'type': 'business', 'when': '2021-06~', 'title': 'Mira Sund bought the mill',
     'who': [{**place('Mira Sund', second), 'type': 'PER', 'role': 'agent'}], 'where': 'Tarn Mill'},
    {'doc': 'mill.txt', 'layer': 'relation', **place('bought', second), 'type': 'owner_of', 'subject': place('Mira Sund', second) | {'type': 'PER'},
     'object': {'text': 'Tarn Mill', 'type': 'ORG'}, 'evidence': place('Later Mira Sund bought the mill.'), 'score': 0.9},
    {'doc': 'mill.txt', 'layer': 'event', 'text': 'did not sign', 'status': 'not', 'title': 'Olav Brekke sign', 'who': ['Olav Brekke'], 'when': ''},
]
bad = [
    ('a place that has other words', {'doc': 'mill.txt', 'layer': 'name', 'start': 4, 'end': 11, 'text': 'Harbour', 'type': 'LOC'}),
    ('words that are not there', {'doc': 'mill.txt', 'layer': 'quote', 'text': 'We will leave'}),
    ('words that are there twice', {'doc': 'mill.txt', 'layer': 'name', 'text': 'Mira Sund', 'type': 'PER'}),
    ('a date that is none', {'doc': 'mill.txt', 'layer': 'event', 'text': 'visited', 'when': '4 May 2021'}),
    ('a title with a word of its own', {'doc': 'mill.txt', 'layer': 'event', 'text': 'visited', 'title': 'Mira Sund stormed the mill'}),
    ('an article that is not there', {'doc': 'other.txt', 'layer': 'event', 'text': 'visited'}),
    ('a type that is none', {'doc': 'mill.txt', 'layer': 'relation', 'text': 'visited', 'type': 'haunts', 'subject': 'Olav Brekke', 'object': 'Tarn Mill'}),
    ('a relation without its object', {'doc': 'mill.txt', 'layer': 'relation', 'text': 'visited', 'type': 'meets', 'subject': 'Olav Brekke'}),
    ('what is no JSON', '{"doc": "mill.txt", '),
    ('a place beyond the text', {'doc': 'mill.txt', 'layer': 'name', 'start': 5, 'end': 4000000, 'text': 'x', 'type': 'LOC'}),
]
done = run('import', case, '--annotations', lines('second.jsonl', good + [row for _, row in bad]), '--reader', 'Second Sight')
ok(done.returncode == 1 and 'lines of other programs: 3 taken, 10 refused' in done.stderr, 'good lines are taken, bad ones refused')
for i, (what, _) in enumerate(bad):
    ok(f'second.jsonl, line {len(good) + 1 + i} is left out: ' in done.stderr, what + ' is refused by line')

rows = [json.loads(line) for line in dump().splitlines()]
theirs = [r for r in rows if r.get('reader') == 'Second Sight']
ok(any(r['layer'] == 'event' and r['when'] == '2021-06~' and r['text'] == 'bought' for r in theirs), 'its event is dumped with its name')
ok(any(r['layer'] == 'relation' and r['type'] == 'owner_of' and r['subject'].get('name') == 'Mira Sund'
       and r['evidence']['text'].startswith('Later') for r in theirs), 'its relation is between the names of the case')
ok(any(r['layer'] == 'event' and r['text'] == 'did not sign' and r['polarity'] == 'negated' and r['status'] == 'not' for r in theirs),
   'what did not happen stays so')
run('export', case, folder / 'case.json')
told = json.loads((folder / 'case.json').read_text())
ok(any(c.get('reader') == 'Second Sight' for e in told['events'] for c in e['evidence']), 'evidence in JSON names its reader')
ok(run('readers', case).stdout.startswith('Second Sight\ton\t1\t') and run('check', case).returncode == 0, 'the reader is listed, the case is sound')

with_them = dump()
bought = {r['event'] for r in rows if r['layer'] == 'event' and r['text'] == 'bought' and 'event' in r}
ok(len(bought) == 1 and len([r for r in rows if r['layer'] == 'event' and r['text'] == 'bought']) == 2,
   'what both read of one word, and date differently, is one event of two claims')
ok(run('readers', case, 'off', 'Second Sight').returncode == 0 and dump() == before and '\toff\t' in run('readers', case).stdout,
   'switched off, the case is what it was before')
ok(run('readers', case, 'on', 'Second Sight').returncode == 0 and dump() == with_them, 'switched on again, it is what it was with it')
ok(run('readers', case, 'off', 'Nobody').returncode == 1, 'a reader that is not there is told')
ok(run('reread', case).returncode == 0 and dump() == with_them, 'it stays when the articles are read again')
run('readers', case, 'off', 'Second Sight')
own = lines('own.jsonl', before.splitlines())
ok(run('import', case, own).returncode == 0 and dump() == before, 'a dump given to its own case, found among the articles, changes nothing')
who = next(r for r in theirs if r['text'] == 'did not sign')['who']
ok(any(p.get('name') == 'Olav Brekke' for p in who), 'words without a type stand for the name that is there')
fresh = folder / 'fresh.dateline'
ok(run('import', fresh, folder / 'mill.txt', lines('at-once.jsonl', good)).returncode == 0 and '"reader":"at-once"' in dump(fresh).replace(' ', ''),
   'articles and lines come in one import, and the file names the reader')

# ---- the example asks a server that makes things up ------------------------------------------------------------------
made = subprocess.run([sys.executable, example, '--pretend', json.dumps([
    {'quote': 'Later Mira Sund bought the mill.', 'title': 'Mira Sund bought the mill', 'date': '2021-06', 'who': ['Mira Sund']},
    {'quote': 'Mira Sund sold the mill.', 'title': 'Mira Sund sold the mill', 'date': '2022', 'who': ['Mira Sund']},
    {'quote': 'Olav Brekke did not sign.', 'title': 'Olav Brekke signed', 'date': 'yesterday', 'who': []}]), folder / 'mill.txt'],
    capture_output=True, text=True)
kept = [json.loads(line) for line in made.stdout.splitlines()]
ok(made.returncode == 0 and len(kept) == 1 and kept[0]['text'] == 'Later Mira Sund bought the mill.', 'the example keeps only what the text says')
