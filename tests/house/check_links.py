#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_links.py CLI LIBRARY

Neither dateline-cli nor the library links a toolkit, and the library exports only dln_ symbols, each of version DATELINE_1, so
that a later library can keep an older form of a function beside a newer one. Prints TAP.
"""
import re
import subprocess
import sys

cli, library = sys.argv[1:3]


def needed(path):
    run = subprocess.run(['ldd', path], capture_output=True, text=True, check=True)
    return run.stdout


print('1..4')
failed = 0
for i, path in enumerate((cli, library), 1):
    bad = re.findall(r'lib(?:gtk|gdk|adwaita)[^ ]*', needed(path))
    failed |= bool(bad)
    print(f'{"not ok" if bad else "ok"} {i} {path.rsplit("/", 1)[-1]} links no toolkit {" ".join(bad)}')
symbols = subprocess.run(['nm', '-D', '--defined-only', library], capture_output=True, text=True, check=True).stdout
names = [s.split()[-1] for s in symbols.splitlines() if s.split()[-1].split('@')[0] != 'DATELINE_1']
other = [name for name in names if not name.startswith('dln_')]
bare = [name for name in names if not name.endswith('@@DATELINE_1')]
failed |= bool(other)
print(f'{"not ok" if other else "ok"} 3 exported symbols begin with dln_ {" ".join(other[:5])}')
failed |= bool(bare) or not names
print(f'{"not ok" if bare or not names else "ok"} 4 {len(names)} symbols have a version {" ".join(bare[:5])}')
sys.exit(failed)
