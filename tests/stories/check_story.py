#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_story.py CLI FOLDER EXPECT [--why]

Imports FOLDER into a case with CLI (dateline-cli), checks the case, and holds what it dumps against EXPECT, whose lines
tests/stories/README.md describes. Prints TAP; with --why, what was found instead. Skips where FOLDER is missing.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

cli, folder, expect = sys.argv[1:4]
why = '--why' in sys.argv
if not pathlib.Path(folder).is_dir():
    print(f'1..0 # SKIP {folder} is not here')
    sys.exit(0)


def run(*words):
    done = subprocess.run([cli, *words], capture_output=True, text=True)
    if done.returncode != 0:
        print(f'Bail out! {words[0]} ended with {done.returncode}: ' + done.stderr.strip().replace('\n', '\n# '))
        sys.exit(1)
    return done.stdout


articles = sorted(str(p) for p in pathlib.Path(folder).glob('*.txt') if p.name != 'expect.txt')
with tempfile.TemporaryDirectory() as scratch:
    case = scratch + '/story.dateline'
    run('import', case, *articles)
    run('check', case)
    lines = [json.loads(line) for line in run('dump', case).splitlines()]
    listed = {kind: json.loads(run('list', case, kind, '--format', 'json'))
              for kind in ('people', 'institutions', 'places')}

layers = collections.defaultdict(list)
for line in lines:
    layers[line['layer']].append(line)
drawn = {row['id']: kind for kind, rows in listed.items() for row in rows}
names = collections.defaultdict(set)      # entity -> its names, canonical and as written
for line in layers['name']:
    if line.get('entity'):
        names[line['entity']] |= {line['text'], line.get('name', '')}
for kind, rows in listed.items():
    for row in rows:
        names[row['id']].add(row['name'])


def alternatives(text):
    return [word.strip() for word in text.split(',') if word.strip()]


def entities(name, kind=None, loose=False):
    """ids of the drawn entities that have the name; loose: that have it as a part"""
    name = name.lower()
    return {i for i, found in names.items() if (kind is None or drawn.get(i) == kind) and i in drawn
            and any(name == f.lower() or (loose and name in f.lower()) for f in found)}


def mention(value, wanted):
    """whether a speaker, subject or object is one of the alternatives"""
    if not wanted:
        return True
    if not value:
        return False
    words = {value.get('text', ''), value.get('name', '')} | names.get(value.get('entity'), set())
    return any(w.lower() in v.lower() for w in wanted for v in words)


def check_event(edtf, words, least='1'):
    by_event = collections.defaultdict(list)
    for line in layers['event']:
        if line.get('event'):
            by_event[line['event']].append(line)
    best = []
    for group in by_event.values():
        if all(line.get('minor') for line in group):
            continue
        if not any(line.get('when') == edtf for line in group):
            continue
        told = ' '.join(line.get('title', '') + ' ' + line['text'] + ' ' + str(line['evidence'].get('text', ''))
                        for line in group)
        documents = {line['doc'] for line in group}
        best.append((group[0].get('title'), len(documents)))
        if any(w.lower() in told.lower() for w in alternatives(words)) and len(documents) >= int(least):
            return True, ''
    return False, f'on that date: {best}'


def check_one(kind, found, loose):
    first = next((f for f in found if entities(f, kind, loose)), None)
    if first is None or (not loose and first != found[0]):
        return False, f'{found[0]} is not there; near: {[n for n in map(sorted, names.values()) for f in found if any(f.split()[-1] in x for x in n)]}'
    ids = [entities(f, kind, loose) for f in found]
    ids = [i for i in ids if i]
    common = set.intersection(*ids)
    if kind == 'people' and len(ids) < len(found):
        return False, f'not all names found: {found}'
    return bool(common) and (loose or len(set.union(*ids)) == 1), f'nodes: {ids}'


def check(line):
    kind, _, rest = line.partition(' ')
    fields = [field.strip() for field in rest.split('|')]
    if kind == 'event':
        return check_event(*fields)
    if kind == 'person':
        return check_one('people', fields, False)
    if kind == 'institution':
        return check_one('institutions', fields, True)
    if kind == 'place':
        return check_one('places', fields, False)
    if kind == 'nobody':
        there = entities(fields[0])
        return not there, f'drawn: {there}'
    if kind == 'no-person':
        there = entities(fields[0], 'people')
        return not there, f'drawn as a person: {there}'
    if kind == 'relation':
        types, subject, target = alternatives(fields[0]), alternatives(fields[1]), alternatives(fields[2])
        ended = len(fields) > 3 and fields[3] == 'ended'
        near = []
        for r in layers['relation']:
            sides = [(r['subject'], r['object'])]
            if r['type'] in ('spouse_of', 'sibling_of', 'relative_of', 'associate_of', 'meets'):
                sides.append((r['object'], r['subject']))
            for s, o in sides:
                if r['type'] != 'co_mention' and mention(s, subject):
                    near.append((r['type'], o.get('name') or o['text'], r.get('ended')))
                if r['type'] in types and mention(s, subject) and mention(o, target) and (
                        not ended or r.get('ended')):
                    return True, ''
        return False, f'its relations: {near}'
    if kind == 'quote':
        near = []
        for q in layers['quote']:
            if fields[1].lower() in q['text'].lower():
                near.append((q.get('speaker') or {}).get('name') or (q.get('speaker') or {}).get('text'))
                if mention(q.get('speaker'), alternatives(fields[0])):
                    return True, ''
        return False, f'speakers: {near}'
    if kind == 'conflict':
        there = [c for c in layers['conflict'] if c.get('type') == fields[0]]
        return any(fields[1].lower() in json.dumps(c, ensure_ascii=False).lower() for c in there), f'{there}'
    raise SystemExit(f'{expect}: cannot read "{line}"')


wanted = [line.strip() for line in open(expect, encoding='utf-8') if line.strip() and not line.startswith('#')]
print(f'1..{len(wanted)}')
failed = 0
for number, line in enumerate(wanted, 1):
    known = line.startswith('?')
    text = line.lstrip('? ')
    holds, reason = check(text)
    good = holds != known
    failed += not good
    note = ' (a known failure)' if known and not holds else ' (no longer fails: take the ? away)' if known else ''
    print(f'{"ok" if good else "not ok"} {number} {text.replace("#", "")}{note}')
    if (not good or why) and reason:
        print(f'# {reason}'.replace('\n', ' ')[:1500])
sys.exit(failed > 0)
