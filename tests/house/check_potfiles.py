#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_potfiles.py SOURCE_ROOT

Every file with words for the reader stands in po/POTFILES.in and every file there exists; the translations in po/LINGUAS
are complete. No marked text is cut by a macro, which would leave xgettext half of it. Prints TAP.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
MARKED = re.compile(r'\b(?:N?C?_|ngettext|g_dn?gettext)\s*\(')
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[()]|\w+|[^\s\w"()]')


def find_cut(text):
    """Marked texts in which a name stands beside a string: "%" G_GSIZE_FORMAT."""
    for call in MARKED.finditer(text):
        depth, last = 0, ''
        for token in TOKEN.finditer(text, call.end() - 1):
            depth += {'(': 1, ')': -1}.get(token[0], 0)
            if depth == 0:
                break
            if (last[-1:] == '"' and re.match(r'\w', token[0])) or (token[0][0] == '"' and re.match(r'\w', last)):
                yield text.count('\n', 0, token.start()) + 1
                break
            last = token[0]


listed = {line.strip() for line in (root / 'po/POTFILES.in').read_text().splitlines()
          if line.strip() and not line.startswith('#')}
marked = set()
cut = []
for path in [*root.glob('src/**/*.[ch]'), *root.glob('resources/**/*.ui'), *root.glob('data/*.in'),
             *root.glob('data/*.desktop*'), *root.glob('data/*.xml*')]:
    text = path.read_text(encoding='utf-8')
    if path.suffix in ('.c', '.h'):
        found = re.search(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext)\s*\("', text)
    elif path.suffix == '.ui':
        found = 'translatable="yes"' in text
    else:
        found = path.name.startswith('org.') and 'gschema' not in path.name and 'service' not in path.name
    if path.suffix in ('.c', '.h'):
        cut += [f'{path.relative_to(root)}:{line}' for line in find_cut(text)]
    if found:
        marked.add(str(path.relative_to(root)))
missing = sorted(marked - listed)
gone = sorted(f for f in listed if not (root / f).exists())
linguas = (root / 'po/LINGUAS').read_text().split()
print(f'1..{3 + 2 * len(linguas)}')
failed = bool(missing or gone or cut or not linguas)
print(f'{"not ok" if missing else "ok"} 1 every file with words is in POTFILES.in {" ".join(missing)}')
print(f'{"not ok" if gone else "ok"} 2 every file of POTFILES.in exists {" ".join(gone)}')
print(f'{"not ok" if cut else "ok"} 3 no marked text is cut by a macro {" ".join(cut)}')
number = 4
with tempfile.TemporaryDirectory() as folder:
    pot = pathlib.Path(folder) / 'dateline.pot'
    sources = [f for f in sorted(listed) if f.endswith(('.c', '.h'))]
    subprocess.run(['xgettext', '--from-code=UTF-8', '-k_', '-kN_', '-kC_:1c,2', '-kNC_:1c,2', '-kngettext:1,2', '-kg_dngettext:2,3',
                    '-o', str(pot), *sources], cwd=root, check=True)
    for language in linguas:
        po = root / f'po/{language}.po'
        stats = subprocess.run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', str(po)],
                               capture_output=True, text=True)
        complete = stats.returncode == 0 and not re.search(r'fuzzy|untranslated', stats.stderr)
        print(f'{"ok" if complete else "not ok"} {number} {language} is complete: {stats.stderr.strip()}')
        run = subprocess.run(['msgcmp', str(po), str(pot)], capture_output=True, text=True)
        for line in run.stderr.splitlines()[:8]:
            print(f'# {line}')
        print(f'{"ok" if run.returncode == 0 else "not ok"} {number + 1} {language} has every text of the sources')
        failed |= not complete or run.returncode != 0
        number += 2
sys.exit(failed)
