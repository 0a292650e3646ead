#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_commits.py SOURCE_ROOT

Commits since this check was made are told well: `room: what` in at most 72 characters, an empty line, a body that says why,
in lines that belong to it. Older ones stay as they are. Skips where there is no history. Prints TAP.
"""
import pathlib
import re
import subprocess
import sys

SINCE = '2026-12-01T00:00:00Z'
root = pathlib.Path(sys.argv[1])
log = subprocess.run(['git', '-C', str(root), 'log', '--no-merges', f'--since={SINCE}', '--format=%h%x00%s%x00%b%x01'],
                     capture_output=True, text=True)
if log.returncode != 0:
    print('1..0 # SKIP no history here')
    sys.exit(0)
rooms = {path.name for path in (root / 'src').iterdir() if path.is_dir()}
rooms |= {path.name for path in (root / 'src/extract').iterdir() if path.is_dir()}
rooms |= {path.name for path in root.iterdir() if path.is_dir()} | {path.name for path in (root / 'tests').iterdir() if path.is_dir()}
rooms |= {'docs', 'README', 'CONTRIBUTING', 'bootstrap', 'meson', 'library', 'programs', 'packages', 'everywhere', 'conflicts', 'salience'}
wrong = {1: [], 2: [], 3: []}
commits = [entry.strip('\n').split('\0') for entry in log.stdout.split('\x01') if entry.strip('\n')]
for name, subject, body in commits:
    told = re.match(r'([\w, -]+): \S', subject)
    if not told or not all(room.strip() in rooms for room in told[1].split(',')):
        wrong[1].append(name)
    if len(subject) > 72 or subject.endswith('.'):
        wrong[2].append(name)
    if not re.search(r'\w+ \w+', body):
        wrong[3].append(name)
print('1..3')
for number, what in ((1, 'begins with the rooms that it changes'), (2, 'has a subject of at most 72 characters'), (3, 'says why in its body')):
    print(f'{"not ok" if wrong[number] else "ok"} {number} each of {len(commits)} commits {what} {" ".join(wrong[number])}')
sys.exit(any(wrong.values()))
