#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_examples.py SOURCE_ROOT [--write]

An example in a comment of src/extract, "the firm's chief, Anna Roth", is a promise: a test must hold it. Every phrase of
three words or more in quotation marks has to stand in a file of tests/ or among the examples of a rule file. Those that
no test has yet are listed in tests/house/examples-owed.txt; the list may only shrink. --write removes from it what has a
test by now, and never adds. Prints TAP.
"""
import pathlib
import re
import sys

COMMENT = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
SUFFIXES = {'.c', '.h', '.txt', '.tsv', '.json', '.jsonl'}
OWED = 'tests/house/examples-owed.txt'


def split(text):
    """The words of a text in small letters, without marks."""
    found = re.findall(r"[\w&'.-]+", text.lower().replace('’', "'"))
    return [word for word in (word.strip(".'-") for word in found) if word]


def find_examples(root):
    """(file, phrase) of every example in a comment."""
    for path in sorted((root / 'src/extract').rglob('*.[ch]')):
        for match in COMMENT.finditer(path.read_text(encoding='utf-8')):
            if not match.group().startswith('/*'):
                continue
            comment = re.sub(r'\n\s*\*?\s*', ' ', match.group())
            for phrase in re.findall(r'"([^"]+)"', comment):
                # "X is head of Y" and "NOUN of Xxx" are shapes, not examples
                shape = re.search(r'[_<>=@%|]|\bXx|\b[A-Z]{4}|\b(?![AI]\b)[A-Z]\b(?!\.)', phrase)
                if len(split(phrase)) >= 3 and not shape:
                    yield path.relative_to(root).as_posix(), phrase


def read_tests(root):
    """All words of the tests and of the examples of rule files, one space between."""
    parts = []
    for path in sorted((root / 'tests').rglob('*')):
        if path.suffix in SUFFIXES and path.as_posix() != (root / OWED).as_posix():
            parts.append(path.read_text(encoding='utf-8', errors='replace'))
    for path in sorted((root / 'resources/extract').glob('*rules*')):
        parts.append(path.read_text(encoding='utf-8'))
    text = re.sub(r'"\s*"', '', '\n'.join(parts))
    text = re.sub(r'\\n|\\"|\\342\\200\\23[45]', ' ', text)
    return ' ' + ' '.join(split(text)) + ' '


def is_tested(phrase, tests):
    """Whether all parts of a phrase, with "..." between them, stand in the tests."""
    parts = [' '.join(split(part)) for part in re.split(r'\.\.\.|…', phrase)]
    return all(f' {part} ' in tests for part in parts if part)


root = pathlib.Path(sys.argv[1])
tests = read_tests(root)
examples = {}
for path, phrase in find_examples(root):
    examples.setdefault(phrase, path)
untested = {phrase for phrase in examples if not is_tested(phrase, tests)}
owed = set((root / OWED).read_text(encoding='utf-8').split('\n')) - {''} if (root / OWED).exists() else set()
if '--write' in sys.argv:
    kept = sorted(owed & untested) if owed else sorted(untested)
    (root / OWED).write_text(''.join(line + '\n' for line in kept), encoding='utf-8')
    sys.exit(0)
new = sorted(untested - owed)
paid = sorted(owed - untested)
print('1..3')
print(f'{"ok" if len(examples) > 100 else "not ok"} 1 examples found: {len(examples)}, with a test: {len(examples) - len(untested)}')
for line in new:
    print(f'# no test holds "{line}" ({examples[line]}): add it to tests/extract/examples.txt')
print(f'{"not ok" if new else "ok"} 2 every new example has a test')
for line in paid:
    print(f'# is tested now, or gone; take it from the list (check_examples.py . --write): {line}')
print(f'{"not ok 3" if paid else "ok 3"} the list of owed examples is as short as it can be{" # TODO" if paid else ""}')
sys.exit(bool(new))
