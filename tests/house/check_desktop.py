#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_desktop.py BUILD_ROOT CLI APPLICATION ARTICLE

What desktops and software centres read: the description and the launcher are valid, the launcher's actions do what they say without
D-Bus as well, and a case is known by its content. Prints TAP.
"""
import configparser
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

build, cli, application, article = sys.argv[1:5]
data = pathlib.Path(build, 'data')
number = 0


def ok(held, text):
    global number
    number += 1
    print(f'{"ok" if held else "not ok"} {number} {text}', flush=True)


def skip(text):
    global number
    number += 1
    print(f'ok {number} # SKIP {text}', flush=True)


def run(*arguments, **more):
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, **more)


print('1..5')
launcher = data / 'org.dateline.Dateline.desktop'
if shutil.which('appstreamcli'):
    told = run('appstreamcli', 'validate', '--pedantic', '--no-net', data / 'org.dateline.Dateline.metainfo.xml')
    print('# ' + told.stdout.strip().replace('\n', '\n# '))
    ok(told.returncode == 0, 'appstreamcli accepts the description')
else:
    skip('appstreamcli is not installed')
if shutil.which('desktop-file-validate'):
    told = run('desktop-file-validate', launcher)
    ok(told.returncode == 0 and not told.stdout, 'the launcher is valid ' + told.stdout.strip())
else:
    skip('desktop-file-validate is not installed')
entries = configparser.ConfigParser(interpolation=None, strict=False)
entries.optionxform = str
entries.read(launcher, encoding='utf-8')
actions = {name: section['Exec'] for name, section in entries.items() if name.startswith('Desktop Action')}
known = run(application, '--help').stdout
ok(len(actions) == 2 and len(set(actions.values())) == 2 and all(e.split()[-1].startswith('--') and e.split()[-1] in known for e in actions.values()),
   f'each action of the launcher is an option of the program: {sorted(actions.values())}')
if shutil.which('update-mime-database') and shutil.which('gio'):
    with tempfile.TemporaryDirectory(prefix='dateline-desktop-') as folder:
        packages = pathlib.Path(folder, 'share/mime/packages')
        packages.mkdir(parents=True)
        shutil.copy(data / 'org.dateline.Dateline.xml', packages)
        if os.path.exists('/usr/share/mime/packages/freedesktop.org.xml'):
            shutil.copy('/usr/share/mime/packages/freedesktop.org.xml', packages)
        run('update-mime-database', packages.parent)
        case = pathlib.Path(folder, 'renamed.x')
        run(cli, 'import', '--unread', case, article)
        shutil.copy(article, folder + '/text.x')
        home = dict(os.environ, XDG_DATA_HOME=folder + '/share', XDG_DATA_DIRS=folder + '/share')
        kind = lambda path: run('gio', 'info', '-a', 'standard::content-type', path, env=home).stdout.split('content-type:')[-1]
        ok('application/x-dateline-case' in kind(case), 'a case is known by its content, under any name')
        ok('dateline' not in kind(folder + '/text.x'), 'and nothing else is')
else:
    skip('update-mime-database or gio is not installed')
    skip('update-mime-database or gio is not installed')
