#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""update_test.py CLI

A case that watches its folder: only what is new or has changed is read, names below the folder stay, what that changed is told,
decisions hold, and nothing is told twice. Prints TAP.
"""
import pathlib
import subprocess
import sys
import tempfile

cli = sys.argv[1]
scratch = tempfile.TemporaryDirectory(prefix='dateline-update-')
place = pathlib.Path(scratch.name)
case = place / 'case.dateline'
folder = place / 'articles'
number = 0


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


def count():
    return run('list', case, 'documents', '--format', 'csv').stdout.count('\n') - 1


(folder / 'sub').mkdir(parents=True)
ferry = folder / 'sub/ferry.txt'
ferry.write_text('Ferry talks resume\n\nMinister Kari Holm met Jonas Vik of Fjord Lines in Bergen on 4 May 2021.\n')
run('import', case, folder)
ok(run('update', case).returncode == 2, 'a case that watches nothing wants a folder')
done = run('update', case, folder)
ok(done.returncode == 0 and done.stdout == '', 'what was imported from the folder is not new')
ok(run('update', case, place / 'none').returncode == 1, 'a folder that is not there is told')
run('update', case, folder)
event = run('list', case, 'events', '--format', 'csv').stdout.splitlines()[1].split(',')[0]
ok(run('edit', case, 'note', f'event:{event}', 'Seen by a friend').returncode == 0, 'a note is made')

about = [run('list', case, 'decisions', '--format', 'csv', *which).stdout.count('Seen by')
         for which in (('--event', event), ('--event', 1), ('--entity', 'Kari Holm'), ('--entity', 'Bergen'))]
ok(about[:3] == [1, 0, 1], f'decisions are listed by event and by who had a part in it {about}')
ok(run('list', case, 'people', '--event', event).returncode == 2, '--event goes with decisions')

(folder / 'port.txt').write_text('Port strike\n\nDockers in Bergen walked out on 6 May 2021.\n')
(folder / 'empty.txt').write_text('')
done = run('update', case)
ok(count() == 2 and '1 article added' in done.stderr, 'only the new article is read')
ok(done.stdout.startswith('new ') and '6 May 2021' in done.stdout, 'its event is told')
ok('empty.txt' in done.stderr, 'the file that is no article is named')
done = run('update', case)
ok(done.returncode == 0 and done.stdout == '' and 'empty' not in done.stderr, 'nothing is told twice')

ferry.write_text(ferry.read_text() + 'Holm visited Oslo on 9 May 2021.\n')
done = run('update', case)
ok(count() == 2 and ', 1 changed' in done.stderr, 'a changed article takes the place of its older text, below its folder')
ok('9 May 2021' in done.stdout, 'what it tells now is told')
ok('Seen by a friend' in run('list', case, 'decisions', '--format', 'csv').stdout, 'the note is there')
ok(run('check', case).returncode == 0, 'the case is sound')
ok(run('update', case, '--off').returncode == 0 and run('update', case).returncode == 2, 'it forgets the folder')
print(f'1..{number}')
