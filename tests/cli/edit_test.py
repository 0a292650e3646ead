#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""edit_test.py CLI SAMPLES

Does every edit of `dateline-cli edit` to a case of the sample articles and looks at what lists and dump then say; closes and opens
the case between the steps, since each is a process of its own. Then 2,000 random edits, all undone, have to give the first dump
byte by byte, and all done again the second. Prints TAP.
"""
import collections
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

cli, samples = sys.argv[1:3]
scratch = tempfile.TemporaryDirectory(prefix='dateline-edit-')
case = scratch.name + '/edits.dateline'
number = 0


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def run(*arguments, **more):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True, **more)


def rows(what, *options):
    return json.loads(run('list', case, what, '--all', '--format', 'json', *options).stdout)


def dump():
    return run('dump', case).stdout


def edit(*arguments):
    """whether it was done; a word on why not goes to the log"""
    done = run('edit', case, *arguments)
    if done.returncode != 0:
        print('# ' + done.stderr.strip())
    return done.returncode == 0


def edits(lines):
    path = pathlib.Path(scratch.name, 'lines')
    path.write_text('\n'.join(lines) + '\n')
    return run('edit', case, '--lines', path)


def get(what, row):
    return next((collections.defaultdict(str, r) for r in rows(what) if r['id'] == row), None)


print('1..62')
paths = sorted(str(p) for p in pathlib.Path(samples).glob('*.txt'))
run('import', case, *paths, check=True)
first = dump()
events = [r['id'] for r in rows('events')]
people = [r['id'] for r in rows('people')]
institutions = [r['id'] for r in rows('institutions')]
relations = [r['id'] for r in rows('relations')]
quotes = [r['id'] for r in rows('quotes')]
documents = [r['name'] for r in rows('documents')]
ok(len(events) > 20 and len(people) > 5 and len(relations) > 3 and len(quotes) > 5, 'the samples have something of each kind')

# ---- each edit, one by one --------------------------------------------------------------------------------------------
event, other = events[0], events[1]
ok(edit('rename', f'event:{event}', 'A title of my own', '--reason', 'clearer') and get('events', event)['title'] == 'A title of my own',
   'an event is called what it is said to be')
ok(edit('date', f'event:{event}', 'late October 2022') and '2022-10-21' in get('events', event)['when'], 'an event is dated in words')
ok(not edit('date', f'event:{event}', 'the day of the fish'), 'what is no date is refused')
ok(edit('date', f'event:{event}', 'none') and get('events', event)['when'] == '', 'an event can be undated')
ok(edit('status', f'event:{event}', 'alleged') and get('events', event)['modality'] == 'alleged', 'an event is alleged')
ok(not edit('status', f'event:{event}', 'dreamed'), 'a status that there is none is refused')
ok(edit('participant', f'event:{event}', people[0], 'agent') and edit('participant', f'event:{event}', people[0], 'none'),
   'somebody took part, and did not')
ok(edit('place', f'event:{event}', 'none'), 'an event has no place')
ok(edit('star', f'event:{event}') and edit('unstar', f'event:{event}') and edit('star', f'event:{event}'), 'an event is starred')
ok(edit('headline', f'event:{event}', 'How it began') and edit('blurb', f'event:{event}', 'Nobody noticed.')
   and edit('standfirst', 'One man, <one> flight.') and edit('title', 'The engineer'), 'the story has a headline, words for the reader, a standfirst')
page = run('export', case, '-', '--format', 'html', '--story').stdout
ok('How it began' in page and 'Nobody noticed.' in page and 'One man, &lt;one&gt; flight.' in page and '<h1>The engineer' in page,
   'they go out')
ok(edit('star', f'event:{other}') and edit('after', f'event:{event}', f'event:{other}') and edit('after', f'event:{event}', 'first'),
   'the undated one is moved in the story')
ok(not edit('after', f'event:{event}', f'event:{events[2]}'), 'not behind what is not in it')
lines = run('edit', case, 'write', '-').stdout
ok(all(f'"type":"{word}"' in lines for word in ('standfirst', 'headline', 'blurb', 'after')), 'they are written for others')
twin = scratch.name + '/twin.dateline'
run('import', twin, *paths, check=True)
pathlib.Path(scratch.name, 'decisions').write_text(lines)
joined = run('edit', twin, 'join', scratch.name + '/decisions')
page = run('export', twin, '-', '--format', 'html', '--story').stdout
ok(joined.returncode == 0 and 'How it began' in page and 'One man, &lt;one&gt; flight.' in page, 'and joined there ' + joined.stderr.strip())
ok(edit('note', f'event:{event}', 'look again') and edit('tag', f'event:{event}', 'lead') and edit('untag', f'event:{event}', 'lead'),
   'an event has a note, and had a tag')
ok(edit('confirm', f'event:{event}') and edit('unconfirm', f'event:{event}'), 'an event is confirmed, and not')
ok(edit('retype', f'event:{event}', 'movement'), 'an event is of another kind')
ok(edit('merge', f'event:{event}', f'event:{other}') and len(rows('events')) < len(events), 'two events are one')
relation = relations[0]
ok(edit('retype', f'relation:{relation}', 'member_of') and get('relations', relation)['type'] == 'member_of', 'a relation is of another type')
before = get('relations', relation)
ok(edit('turn', f'relation:{relation}') and get('relations', relation)['subject'] == before['object'], 'a relation is turned')
ok(edit('caption', f'relation:{relation}', 'sits in') and get('relations', relation)['caption'] == 'sits in', 'a relation has other words')
ok(edit('ended', f'relation:{relation}', 'yes') and edit('date', f'relation:{relation}', '2019 to 2021'), 'a relation is over, and when it was')
ok(edit('subject', f'relation:{relation}', people[1]) and edit('object', f'relation:{relation}', institutions[0]), 'a relation has other ends')
ok(edit('hide', f'relation:{relation}', '--reason', 'wrong person') and edit('show', f'relation:{relation}'), 'a relation is hidden, and shown')
quote = quotes[0]
ok(edit('speaker', f'quote:{quote}', people[0]) and edit('listener', f'quote:{quote}', institutions[0]), 'a quote has another speaker, and a listener')
ok(edit('speaker', f'quote:{quote}', 'none', 'a man in the street') and edit('hide', f'quote:{quote}'), 'a quote is of somebody without a name')
document = f'document:{documents[0]}'
ok(edit('date', document, '5 May 2021') and edit('rename', document, 'Its title') and edit('source', document, 'The Paper')
   and edit('byline', document, 'A. Writer'), 'an article has another date, title, source and by-line')
ok(rows('documents')[0]['source'] == 'The Paper', 'the source is listed')
person = people[2]
name = get('people', person)['name']
ok(edit('alias', f'entity:{person}', 'The Fox') and edit('unalias', f'entity:{person}', 'The Fox'), 'a person has another name, and not')
ok(edit('description', f'entity:{person}', 'a carpenter') and get('people', person)['description'] == 'a carpenter', 'a person is described')
ok(edit('rename', f'entity:{name}', 'Somebody Else') and edit('retype', f'entity:Somebody Else', 'institution'), 'a person is found by name, and is none')
ok(edit('merge', f'entity:{people[0]}', f'entity:{people[3]}') and edit('undo') and edit('redo') and edit('undo'), 'a merge is undone and done again')

# ---- by hand ----------------------------------------------------------------------------------------------------------
made = run('edit', case, 'add', 'event', 'They met in the park', '--date', 'c. 1998', '--reason', 'I was there')
hand = made.stdout.strip()
ok(made.returncode == 0 and get('events', int(hand.split(':')[1]))['when'] == '1998~', 'an event of own knowledge')
ok(edit('star', hand) and edit('participant', hand, people[0], 'agent'), 'what was made by hand can be edited')
name = next(line for line in map(json.loads, first.splitlines()) if line.get('layer') == 'name')
ok(edit('add', 'event', 'What it says', '--quote', f'{name["doc"]}:{name["text"]}'), 'an event made of words')
ok(not edit('add', 'event', 'What it says', '--quote', f'{name["doc"]}:no such words'), 'words that are in no article are refused')
ok(edit('add', 'person', 'Nobody Before') and edit('add', 'relation', 'member_of', 'Nobody Before', institutions[0]), 'a person and a relation by hand')
ok(run('check', case).returncode == 0, 'the case is whole')
decisions = rows('decisions')
ok(decisions[0]['reason'] == 'clearer' and decisions[0]['made'].startswith('20'), 'a decision says why and when')

# ---- taking one back --------------------------------------------------------------------------------------------------
add = next(d['number'] for d in decisions if d['what'] == 'add')
refused = run('edit', case, 'revoke', add)
ok(refused.returncode != 0 and 'later' in refused.stderr, 'what something stands on is not taken back')
ok(edit('revoke', 1) and get('events', event) is None or get('events', event)['title'] != 'A title of my own', 'the first decision is taken back alone')
ok(edit('undo') and get('events', min(event, other))['title'] == 'A title of my own', 'and that is undone')
several = next(e['id'] for e in rows('events') if e['claims'] > 1)
n = len(rows('events'))
ok(edit('split', f'event:{several}', 0) and len(rows('events')) > n, 'an event is split by its claims')
many = next(p['id'] for p in rows('people') if p['documents'] > 1)
n = len(rows('people'))
ok(edit('split', f'entity:{many}', 0) and len(rows('people')) > n, 'a person is split by mentions')
ok(edit('undo') and len(rows('people')) == n, 'and one again')

# ---- what deserves a look, and two people ------------------------------------------------------------------------------
checks = [c for c in rows('checks') if c['state'] == 'open' and c['kind'] == 'event']
ok(len(checks) > 3, f'{len(checks)} events deserve a look')
ok(edit('confirm', f'event:{checks[0]["id"]}')
   and all(c['state'] == 'done' for c in rows('checks') if c['kind'] == 'event' and c['id'] == checks[0]['id']), 'what is confirmed was looked at')
mine = dump()
lines = run('edit', case, 'write', '-').stdout
ok(len(lines.splitlines()) > 40 and all(json.loads(line)['type'] for line in lines.splitlines()), 'decisions are JSON lines')
case = scratch.name + '/other.dateline'
run('import', case, *paths, check=True)
theirs = next(e['id'] for e in rows('events') if e['id'] == checks[0]['id'])
ok(edit('rename', f'event:{event}', 'Another title'), 'somebody else decides otherwise')
joined = run('edit', case, 'join', '-', input=lines)
ok(joined.returncode == 1 and 'Another title' in joined.stderr, 'what contradicts is told')
ok(get('events', event)['title'] == 'Another title', 'and not overwritten')
ok(edit('undo') and edit('undo') and run('edit', case, 'join', '-', input=lines).returncode == 0 and dump() == mine,
   'without it the decisions of the one give the case of the other')
ok(run('edit', case, 'join', '-', input='{"type": "rename"}').returncode == 1, 'what is no decision is refused')
again = run('edit', case, 'join', '-', input=lines)
ok(again.returncode == 0 and again.stderr.startswith('0 joined'), 'what is known is not joined twice')
case = scratch.name + '/edits.dateline'

# ---- it survives ------------------------------------------------------------------------------------------------------
gone = run('remove', case, documents[1])
came = run('import', case, paths[1])
ok(gone.returncode == 0 and came.returncode == 0 and all(d['state'] != 'orphaned' for d in rows('decisions')),
   'an article that leaves and comes back takes nothing with it')

# ---- at random --------------------------------------------------------------------------------------------------------
case = scratch.name + '/random.dateline'
shutil.copy(scratch.name + '/edits.dateline', case)
n_before = len(rows('decisions'))
run('edit', case, '--lines', '-', input='undo\n' * n_before)
start = dump()
events, people, relations, quotes = ([r['id'] for r in rows(k)] for k in ('events', 'people', 'relations', 'quotes'))
documents = [r['name'] for r in rows('documents')]
roll = random.Random(17)
words = ['x', 'Anna', 'the harbour', 'né', '2022-10']
roles = ['agent', 'patient', 'recipient', 'with', 'none']
lines = []
for i in range(2000):
    e, p, r, q = (roll.choice(k) for k in (events, people, relations, quotes))
    d = roll.choice(documents)
    text = "'" + roll.choice(words) + "'"
    lines.append(roll.choice([
        f'rename event:{e} {text}', f'date event:{e} "late October 20{roll.randint(10, 22)}"', f'date event:{e} none', f'star event:{e}',
        f'unstar event:{e}', f'note event:{e} {text}', f'tag event:{e} {text}', f'untag event:{e} {text}', f'confirm event:{e}',
        f'status event:{e} {roll.choice(["happened", "planned", "alleged", "denied", "not"])}', f'place event:{e} {roll.choice(people)}',
        f'participant event:{e} {p} {roll.choice(roles)}', f'hide event:{e}', f'show event:{e}', f'retype event:{e} law',
        f'caption relation:{r} {text}', f'turn relation:{r}', f'ended relation:{r} yes', f'subject relation:{r} {p}',
        f'object relation:{r} {p}', f'date relation:{r} 2019/2021', f'retype relation:{r} supports', f'hide relation:{r}',
        f'speaker quote:{q} {p}', f'speaker quote:{q} none {text}', f'listener quote:{q} {p}', f'hide quote:{q}',
        f'source document:{d} {text}', f'byline document:{d} {text}', f'rename document:{d} {text}', f'note document:{d} {text}',
        f'headline event:{e} {text}', f'blurb event:{e} {text}', f'after event:{e} first', f'standfirst {text}',
        f'rename entity:{p} {text}', f'retype entity:{p} institution', f'alias entity:{p} {text}', f'unalias entity:{p} {text}',
        f'description entity:{p} {text}', f'hide entity:{p}', f'add event {text}', f'add person {text}', f'add relation supports {p} {p}',
        'undo', 'redo', f'revoke {roll.randint(1, i + 1)}']
        + ([f'merge entity:{p} entity:{roll.choice(people)}', f'merge event:{e} event:{roll.choice(events)}', f'split event:{e} 0',
            f'split entity:{p} 0', f'apart event:{e} event:{roll.choice(events)}', f'date document:{d} 2021'] if i % 20 == 0 else [])))
refused = edits(lines).stderr.count(' was not done')
n = len(rows('decisions'))
ok(refused < 300, f'{2000 - refused} of 2,000 random edits made sense')
changed = dump()
ok(changed != start and run('check', case).returncode == 0, 'they changed the dump, and the case is whole')
undone = run('edit', case, '--lines', '-', input='undo\n' * n)
ok(dump() == start, 'all undone: the first dump, byte by byte')
run('edit', case, '--lines', '-', input='redo\n' * n)
ok(dump() == changed, 'all done again: the second dump, byte by byte')
ok(first.splitlines()[:3] == start.splitlines()[:3], 'undoing goes back to the import')
