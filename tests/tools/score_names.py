#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_names.py CLI DATA CORPORA: names on raw text against the development sets.

CLI is dateline-cli, DATA the folder with extract/en.dlnmodel, CORPORA the corpora folder. Sets: UNER English EWT dev
(IOB2, running text rebuilt from its "# text" lines) and the detokenised CoNLL-2003 testa. Exact spans, three types;
"the " before and "'s" after a name do not count on either side. The second set is also read as one case, where all articles
decide together what a name is.
"""
import json
import os
import subprocess
import sys
import tempfile
import time


def read_uner(folder):
    """The dev set of UNER as documents and spans; paragraphs come from the treebank."""
    starts, sentence, fresh = set(), None, False
    with open(os.path.join(folder, 'train/ewt/dev.conllu'), encoding='utf-8') as lines:
        for line in lines:
            if line.startswith(('# newpar', '# newdoc')):
                fresh = True
            elif line.startswith('# sent_id'):
                if fresh:
                    starts.add(line.split('=')[1].strip())
                fresh = False
    docs, gold, doc = [], [], None
    with open(os.path.join(folder, 'train/uner-ewt/dev.iob2'), encoding='utf-8') as lines:
        for line in lines:
            line = line.rstrip('\n')
            fields = line.split('\t')
            if line.startswith('# newdoc'):
                doc = {'doc': line.split('=')[1].strip(), 'text': ''}
                docs.append(doc)
            elif line.startswith('# sent_id'):
                sentence = line.split('=')[1].strip()
            elif line.startswith('# text = '):
                text, at, name = line[9:], 0, None
                if doc['text']:
                    doc['text'] += '\n' if sentence in starts else ' '
                base = len(doc['text'])
                doc['text'] += text
            elif fields[0].isdigit():
                found = text.find(fields[1], at)
                if found < 0:
                    continue
                at = found + len(fields[1])
                if fields[2][2:] not in ('PER', 'ORG', 'LOC'):
                    name = None
                elif fields[2][0] == 'I' and name:
                    name['end'] = base + at
                else:
                    name = {'doc': doc['doc'], 'start': base + found, 'end': base + at, 'type': fields[2][2:]}
                    gold.append(name)
    return docs, gold


def read_lines(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def trim(text, start, end):
    if text[start:start + 4].lower() == 'the ' and end > start + 4:
        start += 4
    if end - start > 2 and text[end - 2:end] in ("'s", '\u2019s'):
        end -= 2
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def spans(rows, texts):
    return {(r['doc'],) + trim(texts[r['doc']], r['start'], r['end']) + (r['type'],)
            for r in rows if r['type'] in ('PER', 'ORG', 'LOC')}


def score(gold, predicted):
    hits = len(gold & predicted)
    precision, recall = hits / max(1, len(predicted)), hits / max(1, len(gold))
    return 200 * precision * recall / max(1e-9, precision + recall)


def extract(cli, data, path):
    return subprocess.run([cli, 'extract', '--data', data, '--input', 'ndjson', '--layer', 'names', '--format', 'ndjson',
                           path], capture_output=True, encoding='utf-8').stdout


def read_case(cli, data, path):
    case = path + '.dateline'
    try:
        subprocess.run([cli, 'import', '--data', data, '--input', 'ndjson', case, path], capture_output=True)
        return subprocess.run([cli, 'dump', case], capture_output=True, encoding='utf-8').stdout
    finally:
        if os.path.exists(case):
            os.remove(case)


def run(cli, data, name, docs, gold, read=extract):
    with tempfile.NamedTemporaryFile('w', suffix='.ndjson', encoding='utf-8') as file:
        for doc in docs:
            file.write(json.dumps({'doc': doc['doc'], 'text': doc['text']}, ensure_ascii=False) + '\n')
        file.flush()
        begin = time.time()
        out = read(cli, data, file.name)
        seconds = time.time() - begin
    texts = {doc['doc']: doc['text'] for doc in docs}
    rows = [row for row in map(json.loads, out.splitlines()) if row['layer'] == 'name']
    g, p = spans(gold, texts), spans(rows, texts)
    kinds = '  '.join('%s %.1f' % (t, score({x for x in g if x[3] == t}, {x for x in p if x[3] == t}))
                      for t in ('PER', 'ORG', 'LOC'))
    size = sum(len(doc['text'].encode()) for doc in docs) / 1e6
    print('%-14s F1 %.2f  %s  (gold %d, found %d, %.2f MB/s)' % (name, score(g, p), kinds, len(g), len(p), size / seconds))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    cli, data, corpora = sys.argv[1:]
    run(cli, data, 'UNER EWT dev', *read_uner(corpora))
    tune = os.path.join(corpora, 'tune/conll03-testa-detok')
    if os.path.exists(tune + '.docs.jsonl'):
        sets = read_lines(tune + '.docs.jsonl'), read_lines(tune + '.gold.jsonl')
        run(cli, data, 'CoNLL testa', *sets)
        run(cli, data, 'testa, a case', *sets, read=read_case)


main()
