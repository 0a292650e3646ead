#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""foreign_case_test.py CLI ARTICLE...

Timelines of TimelineJS and graphs in GraphML, of Dateline and of other programs, become cases. What is wrong in one is told by
its place, and nothing of it is taken. Prints TAP.
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

cli, *articles = sys.argv[1:]
scratch = tempfile.TemporaryDirectory(prefix='dateline-foreign-')
folder = pathlib.Path(scratch.name)
number = 0


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


def take(name, text):
    """what the file's case says: events as {title: date}, ties as (who, type, caption, whom)"""
    source, case = folder / name, folder / (name + '.dateline')
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run('import', case, source)
    if done.returncode != 0:
        return done, None, None
    tables = [json.loads(run('list', case, table, '--format', 'json').stdout) for table in ('events', 'relations')]
    return (done, {e['title']: e.get('when') or '' for e in tables[0]},
            {(r['subject'], r['type'], r.get('caption', ''), r['object']): r for r in tables[1]})


def refuse(name, text, place):
    done, _, _ = take(name, text)
    print('# ' + (done.stderr.strip().splitlines() or [''])[0])
    ok(done.returncode != 0 and name in done.stderr and place in done.stderr
       and not (folder / (name + '.dateline')).exists(), f'{name} is refused, with the place: {place}')


slide = lambda headline, begin, end=None, text='': {
    'start_date': begin, **({'end_date': end} if end else {}), 'text': {'headline': headline, 'text': text}}
date = lambda *parts: dict(zip(('year', 'month', 'day'), parts))
timeline = {'title': {'text': {'headline': 'The bank'}}, 'events': [
    slide('<b>Anna Berg</b> resigns', date('2021', '5', '3'), text='<p>&#8220;It was time,&#8221; Berg &amp; Moe said.</p>'),
    slide('The inquiry', date(2021, 6), date(2021, 9, 30)), slide('A year of trials', date(2022)),
    slide('1 < 2, they said', date('-0043', '3', '15')), slide('Ukraine\u2019s day', date('2022', '02', '24'))]}
told = {'Anna Berg resigns': '2021-05-03', 'The inquiry': '2021-06/2021-09-30', 'A year of trials': '2022',
        '1 < 2, they said': '-0043-03-15', 'Ukraine\u2019s day': '2022-02-24'}
print('1..15')
done, events, _ = take('bank.json', json.dumps(timeline))
ok(events == told, 'a timeline in JSON')
if events != told:
    print('#', done.stderr, events)
listed = run('list', folder / 'bank.json.dateline', 'documents', '--format', 'json').stdout
ok('The bank' in listed, 'its headline is the title')
text = run('export', folder / 'bank.json.dateline', folder / 'again.json').returncode == 0 and (folder / 'again.json').read_text()
ok('“It was time,” Berg & Moe said.' in text and '<p>' not in text and '<b>' not in text, 'the words of its HTML, and nothing of the markup')
rows = io.StringIO()
table = csv.writer(rows, lineterminator='\r\n')
table.writerow('Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,'
               'Media Thumbnail,Type,Group,Background'.split(','))
for event in timeline['events']:
    begin, end = event['start_date'], event.get('end_date', {})
    table.writerow([*(begin.get(k, '') for k in ('year', 'month', 'day')), '', *(end.get(k, '') for k in ('year', 'month', 'day')), '', '',
                    event['text']['headline'], event['text']['text'], *[''] * 7])
ok(take('bank.csv', '\ufeff' + rows.getvalue())[1] == told, 'the same as a table, with a byte order mark')
refuse('odd.json', json.dumps({'events': [slide('Good', date(2021)), slide('Bad', date('soon'))]}), 'number 2')
refuse('cut.json', json.dumps(timeline)[:-40], 'cut.json')

# as networkx writes it: keys d0..., untyped; as yEd draws it; edges before nodes, no label
graph = '''<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="d3" for="edge" attr.name="relation" attr.type="string" /><key id="d2" for="node" yfiles.type="nodegraphics" />
<key id="d1" for="node" attr.name="type" attr.type="string" /><key id="d0" for="node" attr.name="name" attr.type="string" />
<key id="d4" for="edge" attr.name="start" attr.type="string" /><key id="d5" for="edge" attr.name="polarity" attr.type="string" />
<graph edgedefault="undirected"><edge source="anna" target="b1"><data key="d3">owner_of</data><data key="d4">2021-05-03</data></edge>
<node id="anna"><data key="d0">Anna Berg</data><data key="d1">person</data></node>
<node id="b1"><data key="d2"><y:ShapeNode><y:Fill color="#fff"/><y:NodeLabel alignment="c">Fjord &amp; Bank</y:NodeLabel></y:ShapeNode></data></node>
<node id="Otto Moe"/><edge source="Otto Moe" target="anna"><data key="d3">went to school with</data><data key="d5">negated</data></edge>
</graph></graphml>'''
done, _, ties = take('ties.graphml', graph)
ok(ties is not None and set(ties) == {('Anna Berg', 'owner_of', '', 'Fjord & Bank'),
                                      ('Otto Moe', 'related_to', 'went to school with', 'Anna Berg')}, 'a graph of another program')
ok(ties is not None and [(r['when'], r['polarity']) for r in ties.values() if r['type'] == 'owner_of'] == [('2021-05-03', 'positive')]
   and [r['polarity'] for r in ties.values() if r['type'] == 'related_to'] == ['negated'], 'its days and what is denied')
refuse('loose.graphml', graph.replace('target="b1"', 'target="b2"'), 'number 1')
refuse('torn.graphml', graph[:600], 'torn.graphml')

sample = folder / 'sample.dateline'
run('import', sample, *articles)
for name in ('out.graphml', 'out.timelinejs.json'):
    run('export', sample, folder / name)
before = json.loads(run('list', sample, 'relations', '--format', 'json').stdout)
_, _, ties = take('out.graphml', (folder / 'out.graphml').read_bytes())
kinds = lambda rows: sorted((r['type'], r['polarity'], r['modality'], r.get('when') or '') for r in rows)
ok(len(before) > 3 and kinds(ties.values()) == kinds(before), 'a graph that Dateline wrote comes back with its ties and their standing')
written = json.loads((folder / 'out.timelinejs.json').read_text())['events']
_, events, _ = take('out.json', (folder / 'out.timelinejs.json').read_bytes())
ok(len(written) > 5 and len(events) == len({w['text']['headline'] for w in written}), 'a timeline that Dateline wrote comes back')
ok(run('check', folder / 'out.json.dateline').returncode == 0 and run('check', folder / 'out.graphml.dateline').returncode == 0, 'they are sound')

for name in ('l.json', 'l.graphml', 'l.gexf'):
    run('export', sample, folder / name, '--layout')
tied = json.loads((folder / 'l.json').read_text())
places = {e['name']: (e['x'], e['y']) for e in tied['entities'] if 'x' in e}
names = {e['id']: e['name'] for e in tied['entities']}
ends = {names[r[key]] for r in tied['relations'] if r['standing'] == 'asserted' and r['type'] not in ('tells', 'co_mention')
        for key in ('subject', 'object')}
ok(len(ends) > 3 and ends <= set(places) and len(set(places.values())) == len(places), 'each tied name has a place of its own')
graphml, gexf = ((folder / name).read_text() for name in ('l.graphml', 'l.gexf'))
rights = lambda pattern, text: sorted(float(x) for x in re.findall(pattern, text))
near = lambda xs: len(xs) == len(places) and all(abs(a - b) < .02 for a, b in zip(xs, sorted(x for x, y in places.values())))
ok(near(rights(r'key="x">([-.\d]+)<', graphml)) and near(rights(r'<viz:position x="([-.\d]+)"', gexf)) and 'viz:position' not in (run('export', sample, '-', '--format', 'gexf').stdout or 'viz:position'),
   'the same places in GraphML and GEXF, and none without being asked')
