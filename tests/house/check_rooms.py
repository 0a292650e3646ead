#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_rooms.py SOURCE_ROOT

Holds every #include under src/ against the table of rooms (src/README.md tells what each room is): a room uses only the
rooms that are named for it, headers end in -private.h stay in their room, and every file begins with its licence.
Prints TAP.
"""
import pathlib
import re
import sys

ROOMS = {
    'base': {'base'},
    'extract': {'base', 'extract'},
    'ingest': {'base', 'extract', 'ingest'},
    'case': {'base', 'extract', 'case'},
    'store': {'base', 'extract', 'case', 'store'},
    'session': {'base', 'extract', 'ingest', 'case', 'store', 'session'},
    'scene': {'base', 'extract', 'case', 'scene'},
    'export': {'base', 'extract', 'case', 'scene', 'export'},
    'cli': {'base', 'extract', 'case', 'session', 'scene', 'export', 'cli', 'ingest'},
    'ui': {'base', 'extract', 'case', 'session', 'scene', 'export', 'ui'},
    'train': {'base', 'extract', 'train'},
}
# base and extract are one library, and the trainer writes what extract reads: these see each other's private headers.
SHARED = {('extract', 'base'), ('train', 'extract'), ('train', 'base')}
# Toolkits and libraries, and the rooms that may name them.
LIBRARIES = {
    r'(gtk|gdk|gsk)/|adwaita': {'ui'},
    r'sqlite3\.h': {'store'},
    r'cairo|pango': {'scene', 'export', 'ui'},
    r'json-glib': {'ingest', 'export', 'session', 'cli', 'store', 'ui'},
    r'libxml': {'ingest', 'export'},
    r'igraph': {'scene'},
    r'unicode/': {'base', 'extract', 'ingest', 'case', 'session', 'store'},
}

root = pathlib.Path(sys.argv[1])
includes = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.M)
problems = {'rooms': [], 'libraries': [], 'private': [], 'licence': [], 'unknown': []}
n_files = 0
for path in sorted((root / 'src').rglob('*.[ch]')):
    n_files += 1
    parts = path.relative_to(root / 'src').parts
    room = parts[0]
    where = path.relative_to(root)
    text = path.read_text(encoding='utf-8')
    if 'SPDX-License-Identifier: GPL-3.0-or-later' not in text.split('\n', 1)[0]:
        problems['licence'].append(f'{where}: no licence in its first line')
    if room not in ROOMS:
        problems['unknown'].append(f'{where}: a room that the table does not have')
        continue
    for name in includes.findall(text):
        target = name.split('/')[0]
        if '/' in name and target in ROOMS and (root / 'src' / name).exists():
            if target not in ROOMS[room]:
                problems['rooms'].append(f'{where}: {room} reaches into {target} ({name})')
            if name.endswith('-private.h') and target != room and (room, target) not in SHARED:
                problems['private'].append(f'{where}: private header of {target} ({name})')
        for pattern, allowed in LIBRARIES.items():
            if re.match(pattern, name) and room not in allowed:
                problems['libraries'].append(f'{where}: {room} may not use {name}')

print(f'1..{len(problems) + 1}')
print(f'{"ok" if n_files > 20 else "not ok"} 1 files found: {n_files}')
for i, (what, lines) in enumerate(problems.items(), 2):
    for line in lines:
        print(f'# {line}')
    print(f'{"not ok" if lines else "ok"} {i} {what}')
sys.exit(any(problems.values()))
