#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_training.py TRAIN CLI RESOURCES

Training is without chance or clock: a tiny corpus of made-up sentences is trained on twice, in two folders, and both bundles
must be the same to the last byte, open, and know what they were taught. TRAIN is dateline-train, CLI dateline-cli, RESOURCES
the folder that has extract/names and the encoder's files. Prints TAP.
"""
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile

PEOPLE = ('Anna Keller', 'Tom Ward', 'Lena Voss', 'Peter Moss', 'Maria Lund', 'Erik Sand')
BODIES = ('Harbour Trust', 'Riga Bank', 'Port Authority', 'Nordhaven Council')
PLACES = ('Oslo', 'Geneva', 'Lisbon', 'Riga')
VERBS = ('met', 'left', 'praised', 'sued', 'joined', 'praises')


def make_sentence(k):
    """(form, lemma, upos, xpos, head, deprel, tag) of each word: 'PERSON of BODY VERB PERSON in PLACE .'"""
    person, body = PEOPLE[k % 6].split(), BODIES[k // 2 % 4].split()
    other, place, verb = PEOPLE[(k // 3 + 1) % 6].split(), PLACES[k % 4], VERBS[k // 5 % 6]
    rows = [(person[0], 'PROPN', 'NNP', 6, 'nsubj', 'B-PER'), (person[1], 'PROPN', 'NNP', 1, 'flat', 'I-PER'),
            ('of', 'ADP', 'IN', 5, 'case', 'O'), (body[0], 'PROPN', 'NNP', 5, 'compound', 'B-ORG'),
            (body[1], 'PROPN', 'NNP', 1, 'nmod', 'I-ORG'), (verb, 'VERB', 'VBZ' if verb[-1] == 's' else 'VBD', 0, 'root', 'O'),
            (other[0], 'PROPN', 'NNP', 6, 'obj', 'B-PER'), (other[1], 'PROPN', 'NNP', 7, 'flat', 'I-PER'),
            ('in', 'ADP', 'IN', 10, 'case', 'O'), (place, 'PROPN', 'NNP', 6, 'obl', 'B-LOC'), ('.', 'PUNCT', '.', 6, 'punct', 'O')]
    return rows[:8] + rows[10:] if k % 3 == 0 else rows


def text_of(rows):
    return ' '.join(row[0] for row in rows).replace(' .', '.')


def conllu(sentences, entities):
    out = []
    for k, rows in enumerate(sentences):
        if k % 10 == 0:
            out.append('# newdoc id = doc%d' % (k // 10))
        out += ['# sent_id = %d' % k, '# text = ' + text_of(rows)]
        for i, (form, upos, xpos, head, deprel, tag) in enumerate(rows):
            misc = 'SpaceAfter=No' if i + 2 == len(rows) else '_'
            if entities and tag.startswith('B-'):
                kind = {'PER': 'person', 'ORG': 'organization', 'LOC': 'place'}[tag[2:]]
                last = i + 1 == len(rows) or not rows[i + 1][5].startswith('I-')
                misc = 'Entity=(%d-%s-new-cf1-%s-sgl%s' % (i + 1, kind, '1' if last else '1,2', ')' if last else '')
                if not last:
                    misc = 'Entity=(%d-%s-new-x-cf1-1,2-sgl' % (i + 1, kind)
                else:
                    misc = 'Entity=(%d-%s-new-x-cf1-1-sgl)' % (i + 1, kind)
            elif entities and tag.startswith('I-'):
                misc = 'Entity=%d)' % i
            if entities and i + 2 == len(rows):
                misc = ('' if misc == '_' else misc + '|').replace('SpaceAfter=No|', '') + 'SpaceAfter=No'
            lemma = form.lower() if upos != 'PROPN' else form
            out.append('\t'.join((str(i + 1), form, lemma, upos, xpos, '_', str(head), deprel, '_', misc)))
        out.append('')
    return '\n'.join(out) + '\n'


def columns(sentences, kind):
    out = []
    for k, rows in enumerate(sentences):
        if k % 10 == 0:
            out.append({'uner': '# newdoc id = doc%d' % (k // 10), 'wiki': '-DOCSTART- O', 'extra': '#doc'}[kind])
            if kind == 'wiki':
                out.append('')
        if kind == 'uner':
            out.append('# text = ' + text_of(rows))
        for i, row in enumerate(rows):
            out.append({'uner': '%d\t%s\t%s\t-\t-' % (i + 1, row[0], row[5]), 'wiki': '%s %s' % (row[0], row[5]),
                        'extra': '\t'.join((row[0], row[1], '_', '0', '_', row[5]))}[kind])
        out.append('')
    return '\n'.join(out) + '\n'


def write(folder, path, content):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(content)


def make_corpora(folder):
    """Every file that dateline-train reads, with made-up content."""
    sentences = [make_sentence(k) for k in range(120)]
    write(folder, 'train/ewt/train.conllu', conllu(sentences, False))
    write(folder, 'train/ewt/dev.conllu', conllu(sentences[:30], False))
    write(folder, 'train/gum-open/train/a.conllu', conllu(sentences[40:], True))
    write(folder, 'train/gum-open/dev/a.conllu', conllu(sentences[30:60], True))
    write(folder, 'train/uner-ewt/train.iob2', columns(sentences, 'uner'))
    write(folder, 'train/wikigold/wikigold.conll', columns(sentences[:50], 'wiki'))
    source = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'train/dln-train-names.c'), encoding='utf-8')
    for path in re.findall(r'"(train/names-extra/[^"]+)"', source.read()):
        write(folder, path, columns(sentences[20:50], 'extra'))
    words = sorted(set(itertools.chain.from_iterable((row[0] for row in rows) for rows in sentences)))
    write(folder, 'lists/clusters-wiki60m-c512.tsv',
          ''.join('%s\t%s\t%d\n' % (format(i % 8, '03b'), word, 900 - i) for i, word in enumerate(words)))
    write(folder, 'lists/names/organisations.tsv', ''.join('%s\tcompany\tmade up\n' % name for name in BODIES))
    write(folder, 'lists/names/persons.tsv', ''.join('%s\tperson\tmade up\n' % name for name in PEOPLE))
    write(folder, 'lists/names/places.tsv', ''.join('%s\tplace\tmade up\n' % name for name in PLACES))
    for path, at in (('first-names/all.txt', 0), ('first-names/us.txt', 0), ('surnames/all.txt', 1)):
        write(folder, 'lists/smashew-names/' + path, ''.join(name.split()[at] + '\n' for name in PEOPLE))


def train(tool, resources, corpora, folder):
    folder = os.path.join(folder, 'extract')
    os.makedirs(folder)
    shutil.copytree(os.path.join(resources, 'extract/names'), os.path.join(folder, 'names'))
    for name in ('reader.dlnmodel', 'pieces.dlnmodel'):
        os.symlink(os.path.join(os.path.abspath(resources), 'extract', name), os.path.join(folder, name))
    bundle = os.path.join(folder, 'en.dlnmodel')
    for part in ('words', 'names'):
        subprocess.run([tool, part, corpora, bundle], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    with open(bundle, 'rb') as file:
        return file.read()


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    tool, cli, resources = sys.argv[1:]
    print('1..2')
    with tempfile.TemporaryDirectory() as folder:
        corpora = os.path.join(folder, 'corpora')
        make_corpora(corpora)
        try:
            first = train(tool, resources, corpora, os.path.join(folder, 'one'))
            second = train(tool, resources, corpora, os.path.join(folder, 'two'))
        except subprocess.CalledProcessError as error:
            sys.exit('# ' + error.stderr.decode(errors='replace'))
        print('%s 1 %d bytes are the same twice' % ('ok' if first == second else 'not ok', len(first)))
        here = os.path.dirname(os.path.abspath(__file__))
        scores = subprocess.run([sys.executable, os.path.join(here, 'score_words.py'), cli, corpora + '/train/ewt/dev.conllu',
                                 corpora + '/train/gum-open/dev'],
                                check=True, capture_output=True, encoding='utf-8',
                                env=dict(os.environ, DATELINE_DATA_DIR=os.path.join(folder, 'one'))).stdout
        rows = [line.split() for line in scores.splitlines() if 'dev' in line]
        learned = len(rows) == 2 and all(float(row[column]) > 95 for row in rows for column in (1, 2, 5))
        print('%s 2 it knows what it was taught' % ('ok' if learned else 'not ok'))
        print('\n'.join('# ' + line for line in scores.splitlines()))
        sys.exit(0 if first == second and learned else 1)


if __name__ == '__main__':
    main()
