#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_dev.py CLI DATA CORPORA

Every development set in one run: words, sentences, tags and trees of EWT and GUM on raw text and on given words, then names.
CLI is dateline-cli, DATA the folder with extract/en.dlnmodel, CORPORA the corpora folder.
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    cli, data, corpora = sys.argv[1:]
    sets = [os.path.join(corpora, 'train', p) for p in ('ewt/dev.conllu', 'gum-open/dev')]
    os.environ['DATELINE_DATA_DIR'] = data
    failed = 0
    for command in (['score_words.py', cli] + sets,
                    ['score_words.py', '--given', cli] + sets,
                    ['score_names.py', cli, data, corpora]):
        if os.path.exists(os.path.join(HERE, command[0])):
            failed |= subprocess.run([sys.executable, os.path.join(HERE, command[0])] + command[1:]).returncode
            print()
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
