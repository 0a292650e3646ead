# SPDX-License-Identifier: GPL-3.0-or-later
"""The sets that the reader learns from, as documents.

A document is a list of sentences; a sentence is a dict with `words` and what is known of them:
    tags ["UPOS|XPOS"], heads (0 = root), rels        trees
    names [BIO], conv (labels.GOLD ...)                names
    events, relations, quotes                         annotation, as in events/README.md
"""
import glob
import json
import os
import re
import subprocess

from . import labels


def read_conllu(path):
    """Documents of a treebank; words split off others (8.1) and ranges (1-2) are left out."""
    documents, sentence, rows = [], None, []

    def flush():
        nonlocal rows
        if rows and all(int(row[6]) <= len(rows) for row in rows):
            if not documents:
                documents.append([])
            documents[-1].append({'id': sentence, 'words': [row[1] for row in rows],
                                  'tags': ['%s|%s' % (row[3], row[4]) for row in rows],
                                  'heads': [int(row[6]) for row in rows],
                                  'rels': [labels.fold_relation(row[7]) for row in rows]})
        rows = []

    with open(path, encoding='utf-8') as lines:
        for line in lines:
            line = line.rstrip('\n')
            if line.startswith('# newdoc'):
                documents.append([])
            elif line.startswith('# sent_id'):
                sentence = line.split('=', 1)[1].strip()
            elif not line:
                flush()
            elif line[0] != '#' or '\t' in line:
                row = line.split('\t')
                if row[0].isdigit():
                    rows.append(row)
    flush()
    return [document for document in documents if document]


def fold_name(tag):
    """B-PERSON to B-PER; O for what is no person, institution or place."""
    tag = re.sub(r'^([BI]-)(PER|ORG|LOC).*', r'\1\2', tag)
    return tag if tag[2:] in ('PER', 'ORG', 'LOC') else 'O'


def mend_bio(tags):
    """Each name begins with B."""
    out, before = [], 'O'
    for tag in map(fold_name, tags):
        if tag[0] == 'I' and before[2:] != tag[2:]:
            tag = 'B' + tag[1:]
        out.append(tag)
        before = tag
    return out


def read_uner(path):
    """{sentence: (words, names)}"""
    out, sentence, rows = {}, None, []
    with open(path, encoding='utf-8') as lines:
        for line in list(lines) + ['\n']:
            line = line.rstrip('\n')
            if line.startswith('# sent_id'):
                sentence = line.split('=', 1)[1].strip()
            elif not line:
                if rows:
                    out[sentence] = ([row[1] for row in rows], mend_bio([row[2] for row in rows]))
                rows = []
            elif line[0] != '#' or '\t' in line:
                rows.append(line.split('\t'))
    return out


def read_columns(path, convention, separator=None):
    """Word first, name last; an empty line after each sentence, #doc before a document."""
    documents, words, names = [[]], [], []

    def flush():
        if words:
            documents[-1].append({'words': list(words), 'names': mend_bio(names), 'conv': convention})
        words.clear()
        names.clear()

    with open(path, encoding='utf-8') as lines:
        for line in lines:
            line = line.rstrip('\n')
            if line == '#doc' or line.startswith('-DOCSTART'):
                flush()
                documents.append([])
            elif not line:
                flush()
            else:
                fields = line.split(separator)
                words.append(fields[0])
                names.append(fields[-1])
    flush()
    return [document for document in documents if document]


def join(documents, size):
    """Sets without documents: so many sentences in a row are one."""
    sentences = [sentence for document in documents for sentence in document]
    return [sentences[i:i + size] for i in range(0, len(sentences), size)]


def add_names(documents, names):
    for document in documents:
        for sentence in document:
            words, tags = names.get(sentence['id'], ((), ()))
            if len(words) == len(sentence['words']):
                sentence['names'], sentence['conv'] = tags, labels.GOLD
    return documents


def read_trees(corpora, part='train'):
    """EWT with its names, and GUM's open genres."""
    documents = add_names(read_conllu('%s/train/ewt/%s.conllu' % (corpora, part)),
                          read_uner('%s/train/uner-ewt/%s.iob2' % (corpora, part)))
    for path in sorted(glob.glob('%s/train/gum-open/%s/*.conllu' % (corpora, part))):
        documents += read_conllu(path)
    return documents


EXTRA = ('crossner-politics', 'crossner-science', 'crossner-literature', 'crossner-music', 'crossner-ai', 're-docred', 're3d',
         'broad-twitter-news-media')


def read_names(corpora):
    documents = join(read_columns(corpora + '/train/wikigold/wikigold.conll', labels.GOLD), 12)
    for name in EXTRA:
        documents += read_columns('%s/train/names-extra/%s.tsv' % (corpora, name), labels.MIXED, '\t')
    return documents


def read_silver(corpora):
    return read_columns(corpora + '/train/names-extra/gmb-clean.tsv', labels.SILVER, '\t')


def read_annotated(path):
    """Documents of a file as tests/tools/annotation.py and the shared sets write it, a sentence a line."""
    documents, last = [], None
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            row = json.loads(line)
            if row['doc'] != last:
                documents.append([])
                last = row['doc']
            documents[-1].append(row)
    return documents


def read_own(folder, corpora, dev):
    """Documents of tests/annotation: the tenth that is kept for dev, or the others."""
    import annotation
    documents = {}
    for path in sorted(glob.glob(os.path.join(folder, '*.txt'))):
        file = annotation.File(path, corpora)
        if file.faults:
            raise SystemExit('%s:%d: %s' % (path, *file.faults[0][:2]))
        for row in file.rows():
            if annotation.is_dev(row['doc']) == dev:
                documents.setdefault(row['doc'], []).append(row)
    return list(documents.values())


def read_press(corpora, cli, data, cache):
    """CoNLL-2003 testa as the product's words, with the names by their places in the text: (documents, how many names no words
    fit)."""
    docs = '%s/tune/conll03-testa-detok.docs.jsonl' % corpora
    words = os.path.join(cache, 'testa.tokens.jsonl')
    if not os.path.exists(words):
        with open(docs, 'rb') as source:
            out = subprocess.run([cli, 'extract', '--input', 'ndjson', '--layer', 'tokens', '--format', 'ndjson'], stdin=source,
                                 check=True, stdout=subprocess.PIPE, env={**os.environ, 'DATELINE_DATA_DIR': data}).stdout
        with open(words, 'wb') as file:
            file.write(out)
    sentences, order, places = {}, [], {}
    with open(words, encoding='utf-8') as lines:
        for line in lines:
            row = json.loads(line)
            key = row['doc'], row['sent']
            if key not in sentences:
                sentences[key] = {'doc': row['doc'], 'words': [], 'names': [], 'conv': labels.GOLD}
                order.append(key)
            places[row['doc'], row['start'], 'start'] = (key, len(sentences[key]['words']))
            places[row['doc'], row['end'], 'end'] = (key, len(sentences[key]['words']))
            sentences[key]['words'].append(row.get('text') or row.get('form'))
            sentences[key]['names'].append('O')
    lost = 0
    with open(docs.replace('.docs.', '.gold.'), encoding='utf-8') as lines:
        for line in lines:
            row = json.loads(line)
            if row['type'] not in ('PER', 'ORG', 'LOC'):
                continue
            a, b = places.get((row['doc'], row['start'], 'start')), places.get((row['doc'], row['end'], 'end'))
            if not a or not b or a[0] != b[0]:
                lost += 1
                continue
            names = sentences[a[0]]['names']
            for i in range(a[1], b[1] + 1):
                names[i] = ('B-' if i == a[1] else 'I-') + row['type']
    documents, last = [], None
    for key in order:
        if key[0] != last:
            documents.append([])
            last = key[0]
        documents[-1].append(sentences[key])
    return documents, lost
