#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""leak_test.py WITH_DISPLAY TEST_PROGRAM

Runs one walk through the real window (import, mark, evidence, article, close) under valgrind. A block that is definitely
lost counts as ours when the first frame above the allocator and GLib is in our sources: fontconfig, Pango and Mesa keep
what they like. Widget lifetimes are proved by the test program itself with weak pointers. Prints TAP.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

with_display, program = sys.argv[1:3]
GLIB = re.compile(r'vgpreload|libglib-2\.0|libgobject-2\.0|libgio-2\.0|libc\.so|vg_replace_malloc')

print('1..2')
if shutil.which('valgrind') is None:
    print('ok 1 # SKIP needs valgrind\nok 2 # SKIP needs valgrind')
    sys.exit(0)
with tempfile.TemporaryDirectory() as folder:
    log = pathlib.Path(folder) / 'valgrind.log'
    suppressions = [f'--suppressions={p}' for p in pathlib.Path('/usr/share').glob('g*/valgrind/*.supp')]
    run = subprocess.run([with_display, 'valgrind', '--leak-check=full', '--show-leak-kinds=definite', '--num-callers=30',
                          *suppressions, f'--log-file={log}', program, '-p', '/ui/window/evidence'],
                         capture_output=True, text=True, env=dict(os.environ, GTK_A11Y='none', GSK_RENDERER='cairo'))
    passed = run.returncode == 0 and re.search(r'^ok \d+ /ui/window/evidence', run.stdout, re.M) is not None
    print(f'{"ok" if passed else "not ok"} 1 the walk passes under valgrind')
    text = log.read_text() if log.exists() else ''
ours, n_lost = [], 0
for block in re.split(r'==\d+== ?\n', text):
    lost = re.search(r'([\d,]+ .*?)are definitely lost', block)
    if lost is None:
        continue
    n_lost += 1
    for name, place in re.findall(r'(?:at|by) 0x\w+: (\S+) \((.*?)\)', block):
        if GLIB.search(place) or name in ('malloc', 'calloc', 'realloc'):
            continue
        if re.match(r'dln-[\w-]+\.c:', place):
            ours.append(f'{lost[1]}in {name} ({place})')
        break
print(f'{"not ok" if ours else "ok"} 2 nothing of ours is lost ({n_lost} lost blocks of libraries)')
for line in ours[:20]:
    print(f'# {line}')
sys.exit(not passed or bool(ours))
