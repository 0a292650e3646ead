#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run_corpora.py CLI DATA CORPORA

Every text of the corpora folder through all layers of `dateline-cli extract`, to see that nothing breaks on real texts. Meant
for a CLI built with sanitizers (see tests/house/sanitized.sh for the options); any message of theirs and any exit status other
than that of a text in another language is a failure. DATA is the folder with extract/en.dlnmodel.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree


def conllu(paths):
    """Raw text of each document."""
    for path in paths:
        name, text = None, []
        with open(path, encoding='utf-8') as lines:
            for line in lines:
                if line.startswith('# newdoc') and text:
                    yield name, '\n'.join(text)
                    text = []
                if line.startswith('# newdoc'):
                    name = line.split('=')[-1].strip()
                elif line.startswith('# text = '):
                    text.append(line[9:].rstrip('\n'))
        yield name or os.path.basename(path), '\n'.join(text)


def columns(paths):
    """Words in the first column, 100 sentences to a document."""
    for path in paths:
        with open(path, encoding='utf-8', errors='replace') as lines:
            sentences = re.split(r'\n\s*\n', lines.read())
        for k in range(0, len(sentences), 100):
            yield '%s-%d' % (os.path.basename(path), k), '\n'.join(
                ' '.join(re.split(r'[\t ,]', line)[0] for line in part.splitlines() if not line.startswith('#'))
                for part in sentences[k:k + 100])


def plain(paths):
    for path in paths:
        with open(path, encoding='utf-8', errors='replace') as file:
            yield os.path.basename(path), file.read()


def ecb(paths):
    for path in paths:
        last, text = None, []
        for token in xml.etree.ElementTree.parse(path).iter('token'):
            text.append(('\n' if token.get('sentence') != last else ' ') + (token.text or ''))
            last = token.get('sentence')
        yield os.path.basename(path), ''.join(text)


def jsonl(paths):
    for path in paths:
        with open(path, encoding='utf-8') as lines:
            for line in filter(str.strip, lines):
                row = json.loads(line)
                yield str(row.get('doc', row.get('id'))), row['text']


SETS = [
    ('te3train', jsonl, 'tune/te3train.docs.jsonl'), ('CoNLL testa', jsonl, 'tune/conll03-testa-detok.docs.jsonl'),
    ('PolNeAR', plain, 'tune/polnear-dev/text/*'), ('ECB+', ecb, 'tune/ecb+/*/*.xml'),
    ('EWT', conllu, 'train/ewt/*.conllu'), ('GUM', conllu, 'train/gum-open/*/*.conllu'),
    ('WikiGold', columns, 'train/wikigold/wikigold.conll'), ('names', columns, 'train/names-extra/[!g]*.tsv'),
]


def run(cli, data, name, texts):
    with tempfile.NamedTemporaryFile('w', suffix='.ndjson', encoding='utf-8') as file:
        size = n = 0
        for doc, text in texts:
            file.write(json.dumps({'doc': doc, 'text': text}, ensure_ascii=False) + '\n')
            size += len(text.encode())
            n += 1
        file.flush()
        begin = time.time()
        result = subprocess.run([cli, 'extract', '--data', data, '--input', 'ndjson', '--layer',
                                 'tokens,names,times,quotes,relations,events', file.name],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    errors = [line for line in result.stderr.decode(errors='replace').splitlines() if 'in a language that' not in line]
    rows = result.stdout.count(b'\n')
    ok = n > 0 and rows > n and result.returncode in (0, 1) and not errors
    print('%-12s %5d texts %6.2f MB %8d rows %6.0f s  %s' % (name, n, size / 1e6, rows, time.time() - begin,
                                                            'ok' if ok else 'FAILED, status %d' % result.returncode), flush=True)
    for line in errors[:40]:
        print('    ' + line)
    return ok


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    cli, data, corpora = sys.argv[1:]
    ok = [run(cli, data, name, read(sorted(glob.glob(os.path.join(corpora, path))))) for name, read, path in SETS]
    sys.exit(0 if all(ok) else 1)


if __name__ == '__main__':
    main()
