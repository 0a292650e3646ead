#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_introspection.py SOURCE_ROOT TYPELIB LIBRARY

Runs data/examples in Python and GJS with the library and the typelib as they were built, and holds what both print
against the text. Skips a language that is not installed. Prints TAP.
"""
import os
import pathlib
import shutil
import subprocess
import sys

source, typelib, library = map(pathlib.Path, sys.argv[1:4])
text = 'José Vik, the director of the Fjord Bank, resigned on 3 May 2021.'
wanted = ['name\t0\t8\tJosé Vik', 'time\t54\t64\t3 May 2021']
environment = dict(os.environ, GI_TYPELIB_PATH=str(typelib.parent), LD_LIBRARY_PATH=str(library.parent))
failed = False


def has_gi(python):
    return shutil.which(python) and subprocess.run([python, '-c', 'import gi'], capture_output=True).returncode == 0


def check(number, title, command, given, wanted=wanted):
    global failed
    if command is None:
        print(f'ok {number} {title} # SKIP not installed')
        return
    run = subprocess.run(command, input=given, capture_output=True, text=True, env=environment)
    lines = run.stdout.splitlines()
    good = run.returncode == 0 and all(any(line in other for other in lines) for line in wanted)
    failed = failed or not good
    print(f'{"ok" if good else "not ok"} {number} {title}')
    if not good:
        for line in lines + run.stderr.splitlines():
            print(f'# {line}')


STORY = '''import sys, gi
gi.require_version('Dateline', '1')
from gi.repository import Dateline
model = Dateline.Model.open_default(sys.argv[1], 'en')
texts = ['Anna Berg resigned on 3 May 2021.', 'Anna Berg met Nils Moe in Oslo on 9 June 2021.']
print(Dateline.annotate_story(model, [Dateline.Document.new(text, -1, None) for text in texts], None))
'''

print('1..3')
python = next((p for p in (sys.executable, '/usr/bin/python3') if has_gi(p)), None)
examples, data = source / 'data/examples', str(source / 'resources')
check(1, 'the example in Python', [python, str(examples / 'annotate.py'), data] if python else None, text)
gjs = shutil.which('gjs')
check(2, 'the example in GJS', [gjs, str(examples / 'annotate.js'), text, data] if gjs else None, None)
check(3, 'two documents in Python', [python, '-c', STORY, data] if python else None, None,
      ['"text": "Anna Berg", "type": "PER", "entity": 1,', '"text": "Nils Moe"'])
sys.exit(failed)
