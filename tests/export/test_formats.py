#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_formats.py DATELINE_CLI

The sample case and some made-up sentences in every data format, read by other people's libraries: networkx (Python),
jsonschema (Python), @alephdata/followthemoney and edtf (npm; looked for in NODE_PATH and where npm installs for all). What
is not installed is skipped. Prints TAP.
"""
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

source = pathlib.Path(__file__).resolve().parents[2]
cli = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix='dateline-formats-'))
case = folder / 'case.dateline'
number = 0
failed = False
SENTENCES = """Anna Berg does not own the Fjord Bank. Nils Moe allegedly owns the Harbour Company.
Kari Holm will become the chairwoman of the Fjord Bank in 2022. Ida Vik, the wife of Nils Moe, was arrested in Oslo in May 2021.
The Fjord Bank was founded in the 1990s. Lars Dahl denied that he had bribed the minister Anna Berg between 3 and 9 May 2021.
Anna Berg was director of the Harbour Company from 2010 to 2015. The fine was paid around 2012."""


def ok(good, text):
    global number, failed
    number += 1
    failed = failed or not good
    print(f'{"ok" if good else "not ok"} {number} {text}', flush=True)


def skip(text):
    global number
    number += 1
    print(f'ok {number} # SKIP {text}', flush=True)


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, check=True).stdout.decode()


def export(name, *more):
    return run('export', case, '-', '--format', name, '--minor', *more)


def node(script, text, *packages):
    """what @script, whose global INPUT is @text, prints; None without node or the packages"""
    if shutil.which('node') is None:
        return None
    paths = [os.environ.get('NODE_PATH', '')]
    if shutil.which('npm'):
        paths.append(subprocess.run(['npm', 'root', '-g'], capture_output=True, text=True).stdout.strip())
    environment = dict(os.environ, NODE_PATH=':'.join(filter(None, paths)))
    for package in packages:
        if subprocess.run(['node', '-e', f'require({json.dumps(package)})'], env=environment,
                          capture_output=True).returncode != 0:
            return None
    path = folder / 'input'
    path.write_text(text)
    script = f'const INPUT = require("fs").readFileSync({json.dumps(str(path))}, "utf8");\n' + script
    done = subprocess.run(['node', '-e', script], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        print('# ' + done.stderr.replace('\n', '\n# '))
        return 'node failed'
    return done.stdout


FTM = r'''
const { Model, defaultModel } = require("@alephdata/followthemoney");
const model = new Model(defaultModel);
const lines = INPUT.split("\n").filter(l => l).map(JSON.parse);
const byId = new Map(lines.map(l => [l.id, l]));
for (const line of lines) {
  const schema = model.getSchema(line.schema);
  const complain = what => console.log(line.id + " (" + line.schema + "): " + what);
  const properties = schema.getProperties();
  for (const name of schema.required || []) if (!(line.properties[name] || []).length) complain("no " + name);
  for (const [name, values] of Object.entries(line.properties)) {
    const property = properties.get(name);
    if (!property) { complain("no property " + name); continue; }
    if (property.stub) complain("a stub: " + name);
    for (const value of values) {
      if (typeof value !== "string" || !value) complain("no text in " + name);
      if (property.type.name === "date" && !/^[12]\d{3}(-[01]\d(-[0-3]\d)?)?$/.test(value)) complain("no date: " + value);
      if (property.type.name === "url" && !/^https?:\/\//.test(value)) complain("no address: " + value);
      if (property.type.name === "entity") {
        const other = byId.get(value);
        const range = property.range && (property.range.name || property.range);
        if (!other) complain("nothing is " + value);
        else if (range && !model.getSchema(other.schema).isA(range)) complain(name + " is no " + range);
      }
    }
  }
  new Set((line.properties.alias || []).filter(a => (line.properties.name || []).includes(a))).forEach(a => complain("alias is the name: " + a));
}
'''


def check_ftm():
    text = export('ftm')
    answer = node(FTM, text, '@alephdata/followthemoney')
    if answer is None:
        skip('@alephdata/followthemoney is not installed')
    else:
        print('# ' + answer.replace('\n', '\n# ')[:2000])
        ok(answer == '', f'FollowTheMoney has no complaint about {len(text.splitlines())} entities')
    lines = [json.loads(line) for line in text.splitlines()]
    ok(all(line.get('provenance') for line in lines if '-relation-' in line['id'] or '-event-' in line['id']),
       'each event and tie has its provenance')


def check_edtf():
    texts = {json.loads(line).get(key) for line in run('dump', case).splitlines() for key in ('when', 'date', 'edtf')}
    texts |= set(re.findall(r'"(?:when|date)": "([^"]+)"', run('dump', case) + export('json')))
    texts = sorted(text for text in texts if text and re.match(r'[\[{0-9./XY-]', text) and not re.match(r'P|T', text))
    script = '''const edtf = require("edtf"); const parse = edtf.default || edtf;
for (const text of JSON.parse(INPUT)) try { parse(text); } catch (e) { console.log(text); }'''
    answer = node(script, json.dumps(texts), 'edtf')
    if answer is None:
        skip('edtf is not installed')
    else:
        print('# ' + answer.replace('\n', '\n# '))
        ok(answer == '', f'edtf.js reads {len(texts)} dates')


def check_networks():
    truth = json.loads(export('json'))
    try:
        import networkx
    except ImportError:
        skip('networkx is not installed')
        return
    graph = networkx.read_graphml(io.BytesIO(export('graphml').encode()), force_multigraph=True)
    ok(graph.number_of_edges() == len(truth['relations']) and graph.is_directed(), 'networkx reads GraphML')
    standing = {f'e{row["id"]}': row['standing'] for row in truth['relations']}
    ok(all(data['standing'] == standing[data.get('id', key)] for _, _, key, data in graph.edges(keys=True, data=True)),
       'each edge stands as in the case')
    path = folder / 'case.gexf'
    path.write_text(export('gexf'))
    text = path.read_text()
    graph = networkx.read_gexf(path, version='1.3')
    ok(graph.number_of_nodes() == len(truth['entities']), 'networkx reads GEXF')
    ok(text.count('<edge ') == len(truth['relations']) and 'timeformat="date"' in text, 'GEXF has every edge')


def check_tables():
    for kind, more in (('csv', ()), ('csv', ('--view', 'graph')), ('neo4j-nodes', ()), ('neo4j-relationships', ())):
        text = export(kind, *more)
        rows = list(csv.reader(io.StringIO(text, newline='')))
        ok(len({len(row) for row in rows}) == 1 and text.endswith('\r\n'), f'{kind} {" ".join(more)} has {len(rows)} even rows')
    ok(export('csv', '--bom').startswith('\ufeff'), 'a table for Excel has a byte order mark')


def check_calendar():
    data = export('ical').encode()
    lines = data.split(b'\r\n')
    ok(lines[0] == b'BEGIN:VCALENDAR' and lines[-2] == b'END:VCALENDAR' and b'\n' not in b''.join(lines), 'the calendar is whole')
    ok(all(len(line) <= 75 for line in lines), 'no line of the calendar is longer than 75 bytes')
    text = data.decode().replace('\r\n ', '')
    begins = re.findall(r'DTSTART;VALUE=DATE:(\d{8})', text)
    ends = re.findall(r'DTEND;VALUE=DATE:(\d{8})', text)
    ok(len(begins) == len(ends) > 3 and all(a < b for a, b in zip(begins, ends)), f'{len(begins)} events end after they begin')


def check_sources():
    articles = json.loads(export('csl'))
    ok(len(articles) > 1 and all(row['type'] == 'article-newspaper' and row['title'] for row in articles), 'CSL-JSON has the articles')
    ok(export('ris').count('ER  - ') == len(articles), 'RIS has as many')


def check_annotations():
    whole = json.loads(export('web-annotation'))
    items = whole['first']['items']
    ok(whole['total'] == len(items) > 10, f'{len(items)} Web Annotations')
    run('export', case, folder / 'texts', '--format', 'brat')
    wrong = 0
    for path in (folder / 'texts').glob('*.ann'):
        text = path.with_suffix('.txt').read_text()
        for line in path.read_text().splitlines():
            if line.startswith('T'):
                _, where, words = line.split('\t')
                spans = [tuple(map(int, span.split())) for span in where.split(' ', 1)[1].split(';')]
                wrong += ' '.join(text[a:b] for a, b in spans).replace('\t', ' ') != words
    ok(wrong == 0, 'brat finds the words of each annotation where they are said to be')


def check_notes():
    run('export', case, folder / 'notes', '--format', 'markdown')
    names = {path.stem for path in (folder / 'notes').glob('*/*.md')}
    links = {link for path in (folder / 'notes').glob('*/*.md') for link in re.findall(r'(?<!\\)\[\[([^\]]+)\]\]', path.read_text())}
    ok(len(names) > 5 and links and links <= names, f'{len(names)} notes, no link leads nowhere')
    again = subprocess.run([cli, 'export', case, folder / 'notes', '--format', 'markdown'], capture_output=True)
    ok(again.returncode == 1, 'a folder with something in it is left alone')


def strict(schema):
    """the schema of today's version: nothing else is in it"""
    if isinstance(schema, dict):
        if 'properties' in schema:
            schema['additionalProperties'] = False
        for value in schema.values():
            strict(value)
    return schema


def check_schema():
    schema = source / 'data/schema/case.schema.json'
    try:
        import jsonschema
    except ImportError:
        skip('jsonschema is not installed')
        return
    validator = jsonschema.Draft202012Validator(strict(json.loads(schema.read_text())))
    errors = [error.message for error in validator.iter_errors(json.loads(export('json')))]
    print(''.join(f'# {error[:300]}\n' for error in errors[:10]), end='')
    ok(not errors, 'the case in JSON is as its schema says')


def main():
    os.environ['XDG_DATA_HOME'] = str(folder / 'home')
    articles = folder / 'articles'
    shutil.copytree(source / 'data/samples', articles) if (source / 'data/samples').is_dir() else articles.mkdir()
    for i, sentence in enumerate(SENTENCES.split('\n')):
        (articles / f'story-{i}.txt').write_text(f'Title: Story {i}\nDate: 2021-06-0{i + 1}\nSource: The Post\n\n{sentence}\n')
    subprocess.run([cli, 'import', '--quiet', case, articles], check=True, stderr=subprocess.DEVNULL)
    for check in (check_ftm, check_edtf, check_networks, check_tables, check_calendar, check_sources, check_annotations,
                  check_notes, check_schema):
        check()
    print(f'1..{number}')
    shutil.rmtree(folder)
    sys.exit(failed)


if __name__ == '__main__':
    main()
