#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_rooms.py SOURCE_ROOT

Holds every #include under src/ against the table of rooms (src/README.md tells what each room is): a room uses only the
rooms that are named for it, headers that end in -private.h stay in their room, and every file begins with its licence.
Inside extract a stage uses only itself and the stages before it, and no two files call each other, not even through
others. Prints TAP.
"""
import collections
import pathlib
import re
import sys

ROOMS = {
    'base': {'base'},
    'extract': {'base', 'extract'},
    'ingest': {'base', 'extract', 'ingest'},
    'worker': {'base', 'extract', 'ingest', 'worker'},
    'case': {'base', 'extract', 'case'},
    'store': {'base', 'extract', 'case', 'store'},
    'session': {'base', 'extract', 'ingest', 'case', 'store', 'session'},
    'scene': {'base', 'extract', 'case', 'scene'},
    'export': {'base', 'extract', 'case', 'scene', 'export'},
    'cli': {'base', 'extract', 'case', 'session', 'scene', 'export', 'cli', 'ingest'},
    'ui': {'base', 'extract', 'case', 'session', 'scene', 'export', 'ui'},
}
# base and extract are one library: extract sees the private headers of base.
SHARED = {('extract', 'base')}
# Toolkits and libraries, and the rooms that may name them.
LIBRARIES = {
    r'(gtk|gdk|gsk)/|adwaita': {'ui'},
    r'sqlite3\.h': {'store'},
    r'cairo|pango': {'scene', 'export', 'ui'},
    r'png\.h': {'export'},
    r'json-glib': {'ingest', 'export', 'session', 'cli', 'store', 'ui'},
    r'libxml': {'ingest', 'worker', 'export'},
    r'gmime|poppler|archive\.h|archive_entry\.h|seccomp': {'worker'},
    r'igraph': {'scene'},
    r'unicode/': {'base', 'extract', 'ingest', 'case', 'session', 'store'},
}
# The folders of extract in the order in which they run; the files beside them serve all. Folders of folders come behind
# their own files.
STAGES = ['grammar', 'text', 'encoder', 'tag', 'names', 'time', 'quotes', 'corefer', 'relations', 'events', 'resolve',
          'resolve/people', 'resolve/events', 'resolve/dates', 'resolve/conflicts']
# What compares documents sees rows: no trees, no tagger, no encoder. Files of it that still read tokens may only
# become fewer.
ROWS_ONLY = 'resolve'
HIDDEN = re.compile(r'extract/(grammar/dln-clause|encoder/|text/|tag/|names/|quotes/|corefer/|relations/|events/)')
READS_TOKENS = {
    'conflicts/dln-conflict-scope.c', 'conflicts/dln-conflict-posts.c', 'conflicts/dln-conflict-sexes.c',
    'conflicts/dln-numbers.c', 'dates/dln-date-documents.c', 'dates/dln-date-happenings.c',
    'dln-resolve-documents.c', 'events/dln-claims.c', 'events/dln-stories.c', 'people/dln-cast.c',
    'people/dln-resolve-aliases.c', 'people/dln-resolve-kinds.c',
}
# Stages that still reach ahead. This list may only shrink: an entry that nothing needs is an error.
AHEAD = {('text', 'tag'), ('encoder', 'names')}


def strip(text):
    """C without comments and strings."""
    text = re.sub(r'/\*.*?\*/|//[^\n]*', ' ', text, flags=re.S)
    return re.sub(r'"(\\.|[^"\\\n])*"', '""', text)


def find_circles(texts):
    """The groups of files that call each other, by what each defines and names (Tarjan 1972)."""
    owner = {}
    for path, text in texts.items():
        for name in re.findall(r'^(_?dln_\w+) \(', text, re.M):
            owner.setdefault(name, path)
    edges = {path: {owner[name] for name in re.findall(r'\b_?dln_\w+', text) if name in owner} - {path}
             for path, text in texts.items()}
    number, low, stack, circles = {}, {}, [], []

    def visit(node):
        number[node] = low[node] = len(number)
        stack.append(node)
        for other in sorted(edges[node]):
            if other not in number:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], number[other])
        if low[node] == number[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                circles.append(sorted(str(path) for path in stack[at:]))
            del stack[at:]

    for path in sorted(texts):
        if path not in number:
            visit(path)
    return circles


root = pathlib.Path(sys.argv[1])
includes = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.M)
problems = collections.OrderedDict((what, []) for what in
                                   ('rooms', 'libraries', 'private', 'licence', 'unknown', 'stages', 'rows', 'circles'))
n_files = 0
reached = set()
texts = {}


def check_stage(path, name):
    """One #include of a file of extract."""
    own = path.relative_to(root / 'src' / 'extract').parent.as_posix()
    target = pathlib.PurePath(name).relative_to('extract').parent.as_posix()
    if own == '.' or target == '.':
        return
    if target not in STAGES or own not in STAGES:
        problems['stages'].append(f'{path.relative_to(root)}: a folder that the order of stages does not have')
    elif own.split('/')[0] != own or target.split('/')[0] != own:
        ahead = STAGES.index(target) > STAGES.index(own)
        if (own, target) in AHEAD:
            reached.add((own, target))
        elif ahead:
            problems['stages'].append(f'{path.relative_to(root)}: {own} reaches ahead into {target} ({name})')


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
    if room == 'extract' and path.suffix == '.c':
        texts[where] = strip(text)
    for name in includes.findall(text):
        target = name.split('/')[0]
        if '/' in name and target in ROOMS and (root / 'src' / name).exists():
            if target not in ROOMS[room]:
                problems['rooms'].append(f'{where}: {room} reaches into {target} ({name})')
            if name.endswith('-private.h') and target != room and (room, target) not in SHARED:
                problems['private'].append(f'{where}: private header of {target} ({name})')
            if room == target == 'extract':
                check_stage(path, name)
                if ROWS_ONLY in parts and HIDDEN.match(name):
                    problems['rows'].append(f'{where}: compares documents and may not include {name}')
        for pattern, allowed in LIBRARIES.items():
            if re.match(pattern, name) and room not in allowed:
                problems['libraries'].append(f'{where}: {room} may not use {name}')
reading = {path.as_posix() for path, text in texts.items() if ROWS_ONLY in path.parts and re.search(r'\bDlnToken\b', text)}
for path in sorted(reading ^ {f'src/extract/{ROWS_ONLY}/{name}' for name in READS_TOKENS}):
    problems['rows'].append(f'{path}: ' + ('reads tokens; what it needs belongs in a row' if path in reading
                                           else 'reads no tokens any more: take it from READS_TOKENS'))
for own, target in sorted(AHEAD - reached):
    problems['stages'].append(f'{own} no longer reaches into {target}: take it from AHEAD')
for circle in find_circles(texts):
    problems['circles'].append('these call each other: ' + ', '.join(circle))

print(f'1..{len(problems) + 1}')
print(f'{"ok" if n_files > 20 else "not ok"} 1 files found: {n_files}')
for i, (what, lines) in enumerate(problems.items(), 2):
    for line in lines:
        print(f'# {line}')
    print(f'{"not ok" if lines else "ok"} {i} {what}')
sys.exit(any(problems.values()))
