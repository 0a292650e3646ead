#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_tracks.py CLI GOLDEN ARTICLE [--print]

Holds the annotation tracks of an article, as `dateline-cli extract --format tracks` writes them, against the golden file.
To renew it: check_tracks.py CLI GOLDEN ARTICLE --print >GOLDEN, then read the difference. Prints TAP.
"""
import difflib
import pathlib
import subprocess
import sys

cli, golden, article = sys.argv[1:4]
found = subprocess.run([cli, 'extract', '--format', 'tracks', article], stdout=subprocess.PIPE, text=True, check=True).stdout
if '--print' in sys.argv:
    sys.stdout.write(found)
    sys.exit(0)
wanted = pathlib.Path(golden).read_text(encoding='utf-8')
print('1..1')
for line in list(difflib.unified_diff(wanted.splitlines(), found.splitlines(), 'golden', 'found', lineterm='', n=1))[:40]:
    print(f'# {line}')
print(f'{"ok" if found == wanted else "not ok"} 1 tracks of {pathlib.Path(article).name}')
sys.exit(found != wanted)
