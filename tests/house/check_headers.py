#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_headers.py SOURCE_ROOT BUILD_ROOT COMPILER...

Compiles each header under src/ alone, as C and as the first line of a file. Prints TAP.
"""
import pathlib
import subprocess
import sys

source, build = map(pathlib.Path, sys.argv[1:3])
compiler = sys.argv[3:]
packages = ['gtk4', 'libadwaita-1', 'json-glib-1.0', 'pangocairo', 'sqlite3', 'libxml-2.0', 'igraph', 'icu-i18n']
flags = subprocess.run(['pkg-config', '--cflags'] + packages, capture_output=True, text=True, check=True).stdout.split()
headers = sorted(p for p in (source / 'src').rglob('*.h'))
print(f'1..{len(headers)}')
failed = 0
for i, header in enumerate(headers, 1):
    name = str(header.relative_to(source / 'src'))
    run = subprocess.run(
        compiler + ['-x', 'c', '-std=gnu17', '-fsyntax-only', '-Wall', '-Werror', f'-I{source}/src', f'-I{build}',
                    f'-I{build}/src', *flags, '-'],
        input=f'#include "{name}"\n', capture_output=True, text=True)
    if run.returncode != 0:
        failed = 1
        for line in run.stderr.splitlines()[:8]:
            print(f'# {line}')
    print(f'{"ok" if run.returncode == 0 else "not ok"} {i} {name}')
sys.exit(failed)
