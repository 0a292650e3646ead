#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""mutate.py [--count N] [--seed N] [--under FOLDER] [--list] BUILD

Makes single changes to the rules of src/extract, builds, runs the tests, and says which change no test notices: a weight
halved or doubled, a bound moved by one, a rule switched off (a static function that answers yes or no always says no).
The places are drawn by --seed, so that a run can be repeated. BUILD is a build folder of a checkout without changes; the
file is put back after each change, also when the run is stopped. A change that does not build counts as noticed by the
compiler and is not drawn again. --list prints the places without building.

Prints a line for each change, and last: noticed, not noticed, did not build. The exit status is 1 when more than one
change of twenty is not noticed.
"""
import argparse
import pathlib
import random
import re
import subprocess
import sys

NUMBER = re.compile(r'(?<![\w.])(\d+\.\d+)(f?)(?![\w.])')
BOUND = re.compile(r'^#define (?!VERSION)\w+ (\d+)(?= |$)', re.M)
RULE = re.compile(r'^static gboolean\n(\w+) \((?:[^{;]*)\)\n\{\n', re.M)
COMMENT = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
# stages whose figures are learned, not set by hand
LEARNED = {'encoder', 'tag'}


def find_places(root, under):
    """(file, begin, end, new text, what) of every change that can be made."""
    places = []
    for path in sorted((root / under).rglob('*.c')):
        if LEARNED & set(path.parts):
            continue
        text = path.read_text(encoding='utf-8')
        blank = COMMENT.sub(lambda m: ' ' * len(m.group()), text)
        for match in NUMBER.finditer(blank):
            for factor, word in ((0.5, 'halved'), (2, 'doubled')):
                value = float(match[1]) * factor
                if float(match[1]) > 0:
                    places.append((path, *match.span(), f'{value:g}{"" if "." in f"{value:g}" else ".0"}{match[2]}',
                                   f'{match[0]} {word}'))
        for match in BOUND.finditer(blank):
            places.append((path, *match.span(1), str(int(match[1]) + 1), f'{match[0]} raised by one'))
        for match in RULE.finditer(text):
            places.append((path, match.end(), match.end(), '  if (TRUE)\n    return FALSE;\n', f'{match[1]} never holds'))
    return places


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def try_change(place, build):
    """'noticed by ...', 'NOT NOTICED' or 'does not build'."""
    path, begin, end, new, _ = place
    text = path.read_text(encoding='utf-8')
    try:
        path.write_text(text[:begin] + new + text[end:], encoding='utf-8')
        if run('meson', 'compile', '-C', build).returncode != 0:
            return 'does not build'
        tests = run('meson', 'test', '-C', build, '--no-rebuild', '--suite', 'fast', '--no-suite', 'fuzz')
        failed = re.findall(r'/ (\S+) +(?:FAIL|ERROR|TIMEOUT)', tests.stdout)
        return f'noticed by {", ".join(dict.fromkeys(failed[:3]))}' if tests.returncode != 0 else 'NOT NOTICED'
    finally:
        path.write_text(text, encoding='utf-8')


parser = argparse.ArgumentParser(description='single changes to rules, and whether a test notices them')
parser.add_argument('--count', type=int, default=20)
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--under', default='src/extract')
parser.add_argument('--list', action='store_true')
parser.add_argument('build')
options = parser.parse_args()
root = pathlib.Path(__file__).resolve().parents[2]
places = find_places(root, options.under)
random.Random(options.seed).shuffle(places)
if options.list:
    for path, begin, _, _, what in places:
        line = path.read_text(encoding='utf-8').count('\n', 0, begin) + 1
        print(f'{path.relative_to(root)}:{line}: {what}')
    sys.exit(0)
if run('git', '-C', str(root), 'status', '--porcelain', '--', 'src').stdout.strip():
    sys.exit('mutate.py: src has changes; commit them first, so that nothing is lost.')
counts = {'noticed': 0, 'NOT NOTICED': 0, 'does not build': 0}
for place in places:
    if counts['noticed'] + counts['NOT NOTICED'] >= options.count:
        break
    line = place[0].read_text(encoding='utf-8').count('\n', 0, place[1]) + 1
    result = try_change(place, options.build)
    counts['noticed' if result.startswith('noticed') else result] += 1
    print(f'{place[0].relative_to(root)}:{line}: {place[4]}: {result}', flush=True)
print(', '.join(f'{name.lower()} {n}' for name, n in counts.items()))
sys.exit(counts['NOT NOTICED'] * 20 > counts['noticed'] + counts['NOT NOTICED'])
