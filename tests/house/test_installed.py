#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_installed.py BUILD_ROOT PROGRAM.c COMPILER...

Installs into a folder of its own, builds PROGRAM.c against the installed library through pkg-config only, and has it
print the names of a text. Prints TAP.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

build, program = map(pathlib.Path, sys.argv[1:3])
compiler = sys.argv[3:]
text = 'Angela Berger met officials of the European Commission in Brussels on Monday. "We agree," Berger said.\n'
print('1..3')
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    environment = dict(os.environ, DESTDIR=str(folder))
    run = subprocess.run(['meson', 'install', '-C', str(build), '--no-rebuild', '--quiet'], env=environment,
                         capture_output=True, text=True)
    print(f'{"ok" if run.returncode == 0 else "not ok"} 1 installed')
    if run.returncode != 0:
        print('# ' + run.stderr.replace('\n', '\n# '))
        sys.exit(1)
    pc = next(folder.rglob('dateline-1.pc'))
    library = next(folder.rglob('libdateline-1.so')).parent
    bundle = next(folder.rglob('en.dlnmodel'))
    # the files lie below a folder of their own, so the prefix that the .pc file names is moved there
    moved = folder / pc.name
    text_of = pc.read_text()
    prefix = next(line for line in text_of.splitlines() if line.startswith('prefix=')).split('=', 1)[1]
    moved.write_text(text_of.replace(f'prefix={prefix}', f'prefix={folder}{prefix}', 1))
    flags = subprocess.run(['pkg-config', '--cflags', '--libs', str(moved)], capture_output=True, text=True, check=True)
    out = folder / 'program'
    run = subprocess.run(compiler + [str(program), '-o', str(out), *flags.stdout.split()], capture_output=True, text=True)
    print(f'{"ok" if run.returncode == 0 else "not ok"} 2 the program builds against the installed library')
    for line in run.stderr.splitlines()[:12]:
        print(f'# {line}')
    if run.returncode != 0:
        sys.exit(1)
    run = subprocess.run([str(out), str(bundle.parent.parent), text], capture_output=True, text=True,
                         env=dict(os.environ, LD_LIBRARY_PATH=str(library)))
    names = run.stdout.splitlines()
    right = run.returncode == 0 and 'Angela Berger' in names and 'European Commission' in names and 'Brussels' in names
    print(f'{"ok" if right else "not ok"} 3 it prints the names: {names} {run.stderr.strip()}')
sys.exit(not right)
