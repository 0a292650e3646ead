#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""json_case_test.py CLI MAKE_CASE CASE_OF_ARTICLES...

Cases in JSON go in and come out again with the same names, events, relations and quotes: made ones, and those of articles. What is
wrong in one is told by list and number, and nothing of it is taken. Prints TAP.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

cli, make_case, *articles = sys.argv[1:]
scratch = tempfile.TemporaryDirectory(prefix='dateline-json-')
folder = pathlib.Path(scratch.name)
number = 0


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


SYMMETRIC = {'spouse_of', 'sibling_of', 'relative_of', 'associate_of', 'meets', 'co_mention'}


def ends(row, name):
    both = (name(row, 'subject'), name(row, 'object'))
    return tuple(sorted(both)) if row['type'] in SYMMETRIC else both


def say(case):
    """what a case says, without the numbers that it gives to things"""
    names = {e['id']: e['name'] for e in case['entities']}
    name = lambda row, key: names.get(row.get(key))
    return {
        'entities': sorted((e['type'], e['name']) for e in case['entities']),
        'events': sorted((e['title'], e.get('when', ''), e['type'], e['polarity'], e['modality'], e['standing'], name(e, 'where') or '',
                          tuple(sorted((w['name'], w['role']) for w in e['who']))) for e in case['events']),
        'relations': sorted((r['type'], *ends(r, name), r.get('when', ''), r['ended'], r['polarity'], r['modality'],
                             r['standing']) for r in case['relations']),
        'quotes': sorted((q['text'], q['type'], name(q, 'speaker') or '') for q in case['quotes']),
    }


def there_and_back(told, what):
    source = folder / 'in.json'
    source.write_text(json.dumps(told))
    case = folder / f'{number}.dateline'
    done = run('import', case, source)
    run('export', case, folder / 'out.json')
    back = json.loads((folder / 'out.json').read_text())
    before, after = say(told), say(back)
    for key in before:
        lost = [row for row in before[key] if row not in after[key]]
        if before[key] != after[key]:
            print(f'# {key}: {len(before[key])} in, {len(after[key])} out, lost {lost[:3]}')
    ok(done.returncode == 0 and before == after, what + ' comes out as it went in')
    return case, back


print('1..12')
made = lambda *options: json.loads(subprocess.run([sys.executable, make_case, *options], capture_output=True, check=True).stdout)
ok(made('--seed', '3') == made('--seed', '3') != made('--seed', '4'), 'the same numbers make the same case')
case, back = there_and_back(made('--events', '300', '--nodes', '60', '--edges', '80', '--quotes', '20'), 'a made case')
ok(all(e['evidence'] for key in ('entities', 'events', 'relations', 'quotes') for e in back[key]), 'each has words behind it')
ok(run('check', case).returncode == 0, 'it is sound')
there_and_back(back, 'what came out')
before = run('dump', case).stdout
ok(run('reread', case).returncode == 0 and run('dump', case).stdout == before, 'it stays when all is read again')
there_and_back({'format': 'dateline case 1', 'entities': [{'id': 7, 'type': 'person', 'name': 'Åse Ødegård', 'aliases': [], 'evidence': []}],
                'documents': [], 'events': [], 'relations': [], 'quotes': [], 'conflicts': []}, 'one name')
sample = folder / 'sample.dateline'
run('import', sample, *articles)
run('export', sample, folder / 'sample.json')
there_and_back(json.loads((folder / 'sample.json').read_text()), 'the case of articles')
for what, change in (('a date that is none', lambda c: c['events'][1].update(when='4 May')),
                     ('an entity that is not there', lambda c: c['relations'][1].update(subject=4711)),
                     ('a type that is none', lambda c: c['events'][1].update(type='miracle')),
                     ('a title that is missing', lambda c: c['events'][1].pop('title'))):
    told = made('--events', '3', '--nodes', '8', '--edges', '3')
    change(told)
    (folder / 'bad.json').write_text(json.dumps(told))
    done = run('import', folder / 'bad.dateline', folder / 'bad.json')
    print('# ' + done.stderr.strip().splitlines()[0])
    ok(done.returncode == 1 and 'number 2' in done.stderr and not (folder / 'bad.dateline').exists(), what + ' is told by its number')
