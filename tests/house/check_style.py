#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_style.py SOURCE_ROOT

What an editor sees: C files of at most 800 lines, lines of at most 100 characters, no tabs and nothing behind the last word
of a line, a licence at the head of each source and script. Prints TAP.
"""
import pathlib
import sys

MAX_LINES, MAX_COLUMNS = 800, 100

root = pathlib.Path(sys.argv[1])
long_files, long_lines, blanks, bare = [], [], [], []
for path in sorted([*root.glob('src/**/*.[ch]'), *root.glob('tests/**/*.[ch]'), *root.glob('tests/**/*.py'), *root.glob('tests/**/*.sh')]):
    name = str(path.relative_to(root))
    lines = path.read_text(encoding='utf-8').split('\n')
    if not any('SPDX-License-Identifier' in line for line in lines[:3]):
        bare.append(name)
    if name.startswith('src') and len(lines) - 1 > MAX_LINES:
        long_files.append(f'{name}:{len(lines) - 1}')
    for number, line in enumerate(lines, 1):
        if path.suffix in ('.c', '.h') and len(line) > MAX_COLUMNS:
            long_lines.append(f'{name}:{number}')
        if '\t' in line or line != line.rstrip():
            blanks.append(f'{name}:{number}')

checks = [(f'no source has more than {MAX_LINES} lines', long_files), (f'no line has more than {MAX_COLUMNS} characters', long_lines),
          ('no tabs and no blanks at a line\'s end', blanks), ('every file names its licence', bare)]
print(f'1..{len(checks)}')
for number, (what, found) in enumerate(checks, 1):
    print(f'{"not ok" if found else "ok"} {number} {what} {" ".join(found)}'.rstrip())
sys.exit(any(found for _, found in checks))
