#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""draft_test.py SOURCE_ROOT BUILD_ROOT WITH_DISPLAY

An unsaved case in the real window: the program is killed and started again, and what was in the window is offered, opened,
kept through a second death, discarded after a question. Drives the program by accessible names, waits on conditions, with
bounds. Prints TAP.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

from screen import Report, find, is_shown

source, build, with_display = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
started = []
report = Report(build / 'draft-test-failure.png', lambda: [process.kill() for process in started])
ok, wait_for = report.ok, report.wait_for


if 'DATELINE_DRAFT_TEST' not in os.environ:
    missing = [tool for tool in ('import', 'Xvfb', 'dbus-run-session') if shutil.which(tool) is None]
    if subprocess.run(['/usr/bin/python3', '-c', 'import pyatspi'], capture_output=True).returncode != 0:
        missing.append('pyatspi')
    if missing:
        print(f'1..0 # SKIP needs {", ".join(missing)}')
        sys.exit(0)
    with tempfile.TemporaryDirectory(prefix='dateline-draft-') as folder:
        home = pathlib.Path(folder)
        environment = dict(
            os.environ, DATELINE_DRAFT_TEST='1', HOME=str(home), XDG_DATA_HOME=str(home / 'data'),
            XDG_CONFIG_HOME=str(home / 'config'), XDG_CACHE_HOME=str(home / 'cache'),
            DATELINE_DATA_DIR=str(source / 'resources'), GSETTINGS_SCHEMA_DIR=str(build / 'data'),
            LD_LIBRARY_PATH=str(build / 'src'), GSETTINGS_BACKEND='memory')
        environment.pop('GTK_A11Y', None)
        sys.exit(subprocess.run([str(with_display), '/usr/bin/python3', __file__, *sys.argv[1:4]], env=environment,
                                stderr=subprocess.DEVNULL).returncode)


home = pathlib.Path(os.environ['HOME'])
drafts = home / 'data/dateline/drafts'
articles = home / 'Fish'
print('1..9')


def start(*arguments):
    process = subprocess.Popen([str(build / 'src/ui/dateline'), *map(str, arguments)], stdout=subprocess.DEVNULL)
    started.append(process)
    return process


def end(process, how):
    process.send_signal(how)
    process.wait()


def find_shown(match):
    return find(lambda node: match(node) and is_shown(node))


def find_button(name):
    """The button whose name begins so; a colon in it belongs to a row of the list."""
    def match(node):
        spoken = node.name.replace('_', '')
        return 'button' in node.getRoleName() and spoken.startswith(name) and (':' in spoken) == (':' in name)
    return find_shown(match)


def press(name):
    action = wait_for(lambda: find_button(name), f'the button “{name}”').queryAction()
    action.doAction(next(i for i in range(action.nActions) if action.getName(i) == 'click'))


def list_drafts():
    return sorted(path.name for path in drafts.glob('*.dateline')) if drafts.exists() else []


def find_timeline():
    return find_shown(lambda node: node.name == 'Timeline' and any(child is not None and ': ' in child.name for child in node))


shutil.copytree(source / 'data/samples', articles)
for path in sorted(articles.glob('*.txt'))[3:]:
    path.unlink()

# the case of an import that was never saved, killed without warning
program = start(articles)
wait_for(find_timeline, 'the articles')
ok(len(list_drafts()) == 1, 'an unsaved case is a file in the user\'s data folder')
end(program, signal.SIGKILL)
program = start()
row = wait_for(lambda: find_button('Open: Unsaved case of '), 'the offer')
contents = find_shown(lambda node: node.name == 'Fish: 3 articles')
ok(contents is not None, f'“{row.name}” is offered with its title and its three articles')

# opened again, ended by the session, opened again
press('Open: Unsaved case of ')
wait_for(find_timeline, 'its articles')
ok(len(list_drafts()) == 1, 'opened again, it is the same draft')
end(program, signal.SIGTERM)
program = start()
wait_for(lambda: find_button('Open: Unsaved case of '), 'the offer')
ok(True, 'after SIGTERM it is offered once more')

# two programs: what one has open, the other does not offer
press('Open: Unsaved case of ')
wait_for(find_timeline, 'its articles')
listed = subprocess.run([str(build / 'src/cli/dateline-cli'), 'drafts'], capture_output=True, text=True).stdout
ok(listed == '', 'while it is open nobody else is offered it')
end(program, signal.SIGKILL)
listed = subprocess.run([str(build / 'src/cli/dateline-cli'), 'drafts'], capture_output=True, text=True).stdout
ok('3 articles' in listed and list_drafts()[0] in listed, 'the command line lists it too')

# started with something else, the program tells of it
case = home / 'other.dateline'
subprocess.run([str(build / 'src/cli/dateline-cli'), 'import', str(case), str(next(articles.glob('*.txt')))],
               capture_output=True, check=True)
program = start(case)
wait_for(lambda: find_shown(lambda node: node.name.startswith('1 unsaved case')), 'the word about it')
ok(True, 'a window that opens a case file tells of it')
end(program, signal.SIGTERM)

# discarding asks, and can be refused
program = start()
press('Discard: Unsaved case of ')
press('Cancel')
wait_for(lambda: find_button('Cancel') is None, 'the question to go')
ok(len(list_drafts()) == 1, 'discarding asks, and Cancel keeps it')
press('Discard: Unsaved case of ')
press('Discard')
wait_for(lambda: not list_drafts(), 'the draft to go')
wait_for(lambda: find_button('Open: Unsaved case of ') is None, 'the offer to go')
ok(list(drafts.iterdir()) == [], 'Discard removes it, and the offer')
end(program, signal.SIGTERM)
