#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_annotation.py FOLDER: annotation.py finds the words that are meant and the lines that do not fit; what it takes out of a
corpus comes back from the stand-off form; the files of FOLDER (tests/annotation) have no line to mend. Prints TAP."""
import glob
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import annotation  # noqa: E402

TEXT = '''# doc d-1
d-1\tThe mayor , Kari Moe , said the mayor of Oslo will resign on 5 June .
d-1 | resign | planned | mayor~2 | - | - | 5_June | Moe | 2 | Moe said the mayor of Oslo will resign
R | d-1 | Moe | head_of | - | now | mayor
R | d-1 | mayor~2 | head_of | Oslo | now | mayor_of
Q | d-1 | said | Moe | indirect | the mayor of Oslo will resign on 5 June
d-2\tNothing here .
d-2 | none
RQ | d-2 | none
'''
WRONG = {'d-1 | resign | plant | - | - | - | - | - | 2 | resign': 'status',
         'd-1 | resigned | planned | - | - | - | - | - | 2 | resigned': 'not in the sentence',
         'd-1 | resign | planned | - | - | - | - | - | 2 | mayor will': 'trigger',
         'd-1 | resign | planned | - | - | - | - | - | 2 | resign will': 'order',
         'd-1 | resign | planned | mayor~3 | - | - | - | - | 2 | resign': '3 times',
         'd-1 | resign | planned | - | - | - | - | 3 | resign': 'fields',
         'R | d-1 | - | head_of | Oslo | now | mayor': 'from',
         'R | d-1 | Moe | boss_of | Oslo | now | mayor': 'type',
         'Q | d-1 | said | Moe | loud | mayor': 'kind',
         'd-9 | none': 'no sentence'}


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)
    return path


def check_words(folder):
    file = annotation.File(write(folder, 'a.txt', TEXT))
    first, second = file.rows()
    event, = first['events']
    return (not file.faults and first['doc'] == 'd-1' and event['who'] == [8] and event['when'] == [14, 15]
            and event['title'] == [4, 6, 7, 8, 9, 10, 11, 12] and first['relations'][0]['words'] == [1]
            and first['relations'][1]['words'] == [8, 9] and first['quotes'][0]['content'] == list(range(7, 16))
            and not any(second[key] for key in ('events', 'relations', 'quotes')))


def check_faults(folder):
    for line, why in WRONG.items():
        sentence = TEXT.split('\n')[1]
        file = annotation.File(write(folder, 'w.txt', sentence + '\n' + line + '\n'))
        if len(file.faults) != 1 or why not in file.faults[0][1]:
            return False
    return True


def check_standoff(folder):
    words = TEXT.split('\n')[1].split('\t')[1].split()
    os.makedirs(os.path.join(folder, 'corpus'), exist_ok=True)
    columns = ''.join('a\tX\n' for _ in range(2)) + '\n' + ''.join(word + '\tX\n' for word in words) + '\n'
    write(folder, 'corpus/c.tsv', columns)
    files = [annotation.File(write(folder, 'b.txt', '\n'.join(TEXT.split('\n')[:6])))]
    path = os.path.join(folder, 's.txt')
    annotation.write_standoff(files, os.path.join(folder, 'corpus'), 'c.tsv', path)
    with open(path, encoding='utf-8') as lines:
        text = lines.read()
    back = annotation.File(path, os.path.join(folder, 'corpus'))
    same = all(back.rows()[0][key] == files[0].rows()[0][key] for key in ('words', 'events', 'relations', 'quotes'))
    write(folder, 'corpus/c.tsv', columns.replace('Oslo', 'Bergen'))
    other = annotation.File(path, os.path.join(folder, 'corpus'))
    return same and not back.faults and 'mayor' not in text and len(other.faults) > 0 and not annotation.File(path).faults


def main():
    files = sorted(glob.glob(os.path.join(sys.argv[1], '*.txt'))) if len(sys.argv) > 1 else []
    checks = [('words', check_words), ('faults', check_faults), ('standoff', check_standoff)]
    print('1..%d' % (len(checks) + len(files)))
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, check) in enumerate(checks, 1):
            print('%s %d /tools/annotation/%s' % ('ok' if check(folder) else 'not ok', number, name))
    for number, path in enumerate(files, len(checks) + 1):
        faults = annotation.File(path).faults
        print('%s %d %s' % ('not ok' if faults else 'ok', number, os.path.basename(path)))
        for line, why, text in faults:
            print('# line %d: %s: %s' % (line, why, text))


if __name__ == '__main__':
    main()
