#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gui_test.py SOURCE_ROOT BUILD_ROOT WITH_DISPLAY

Installs the program into a folder of its own, starts it as a desktop does (through its desktop file, activated over D-Bus)
on a display of its own, and uses it as a person would: drops in a folder, clicks a person by accessible name and by
pointer, reads the quote, opens the article, exports a PNG and an SVG, saves the case and opens it again; then does the whole job
once more with the keyboard alone, by what the focus is on and what it is called. It waits on
conditions, with bounds, and leaves a picture of the screen when something fails. Prints TAP.
"""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
import zlib

from screen import APP, Report, find, get_app, is_shown, walk

source, build, with_display = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
plan = 20
report = Report(build / 'gui-test-failure.png')
ok, wait_for = report.ok, report.wait_for


def run(*command, **more):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)


# ---- outside: install, then run this again on a display -------------------------------------------------------------

def install(folder):
    environment = dict(os.environ, DESTDIR=str(folder))
    done = run('meson', 'install', '-C', build, '--no-rebuild', '--quiet', env=environment)
    if done.returncode != 0:
        print('Bail out! not installed: ' + done.stderr.replace('\n', ' '))
        sys.exit(1)
    share = next(folder.rglob(f'{APP}.desktop')).parent.parent
    binary = next(folder.rglob('bin/dateline'))
    service = share / 'dbus-1/services' / f'{APP}.service'
    service.write_text(re.sub(r'Exec=\S*/dateline', f'Exec={binary}', service.read_text()))
    for command in (['glib-compile-schemas', '--strict', share / 'glib-2.0/schemas'],
                    ['update-mime-database', share / 'mime'],
                    ['update-desktop-database', share / 'applications'],
                    ['gtk4-update-icon-cache', '-f', '-t', share / 'icons/hicolor']):
        done = run(*command)
        if done.returncode != 0:
            print(f'# {command[0]}: {done.stderr.strip()}')
    return share, binary


if 'DATELINE_GUI_TEST' not in os.environ:
    missing = [tool for tool in ('xdotool', 'import', 'gtk4-launch', 'gio', 'Xvfb', 'dbus-run-session')
               if shutil.which(tool) is None]
    if run('/usr/bin/python3', '-c', 'import pyatspi').returncode != 0:
        missing.append('pyatspi')
    if missing:
        print(f'1..0 # SKIP needs {", ".join(missing)}')
        sys.exit(0)
    with tempfile.TemporaryDirectory(prefix='dateline-gui-') as folder:
        folder = pathlib.Path(folder)
        share, binary = install(folder / 'root')
        home = folder / 'home'
        home.mkdir()
        environment = dict(
            os.environ, DATELINE_GUI_TEST=str(share), HOME=str(home), XDG_DATA_HOME=str(home / 'data'),
            XDG_CONFIG_HOME=str(home / 'config'), XDG_CACHE_HOME=str(home / 'cache'), XDG_CURRENT_DESKTOP='GNOME',
            XDG_DATA_DIRS=f'{share}:/usr/local/share:/usr/share', DATELINE_DATA_DIR=str(share / 'dateline'),
            PATH=f'{binary.parent}:{os.environ["PATH"]}', GSETTINGS_BACKEND='memory',
            LD_LIBRARY_PATH=str(next((folder / 'root').rglob('libdateline-1.so')).parent), SCREEN='1440x900x24')
        for name in ('GSETTINGS_SCHEMA_DIR', 'GTK_A11Y'):
            environment.pop(name, None)
        sys.exit(subprocess.run([str(with_display), '/usr/bin/python3', __file__, *sys.argv[1:4]], env=environment,
                                stderr=subprocess.DEVNULL).returncode)

# ---- inside ---------------------------------------------------------------------------------------------------------

import pyatspi  # noqa: E402 (only on the display)

share = pathlib.Path(os.environ['DATELINE_GUI_TEST'])
home = pathlib.Path(os.environ['HOME'])
samples = share / 'dateline/samples'
print(f'1..{plan}')


def find_named(name, root=None):
    return find(lambda node: node.name == name and is_shown(node), root)


def find_marks(view):
    """A group is a panel for GTK 4.8 and a grouping for GTK 4.18."""
    panel = find(lambda node: node.name == view and is_shown(node) and node.getRoleName() in ('panel', 'grouping'))
    return [node for node in panel or [] if node is not None and is_mark(node)]


def is_mark(node):
    try:
        action = node.queryAction()
        return is_shown(node) and any(action.getName(i) == 'mark.activate' for i in range(action.nActions))
    except NotImplementedError:
        return False


def act(node, name):
    action = node.queryAction()
    for i in range(action.nActions):
        if action.getName(i) == name:
            return action.doAction(i)
    return False


def key(*keys):
    run('xdotool', 'key', '--clearmodifiers', *keys)


def get_window():
    found = run('xdotool', 'search', '--onlyvisible', '--name', 'Dateline').stdout.split()
    return found[0] if found else None


def get_place(node):
    """Where a node begins in the window, for the pointer. What AT-SPI counts from lies beside or inside the window's margin,
    by the version of GTK; the window's content lies in its middle in all of them."""
    window_box = re.search(r'Geometry: (\d+)x(\d+)', run('xdotool', 'getwindowgeometry', window).stdout)
    content = get_app()[0][0].queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    margin_x, margin_y = (int(window_box[1]) - content.width) // 2, (int(window_box[2]) - content.height) // 2
    return box.x - content.x + margin_x, box.y - content.y + margin_y, box.width, box.height


def is_button(node):
    return node.getRoleName() in ('push button', 'button') and is_shown(node)


def find_card():
    """A claim in the evidence panel: a button whose name is a quote and its source."""
    return find(lambda node: is_button(node) and len(node.name) > 60 and not is_mark(node))


def type_path(title, path):
    """Types a path into the file dialog that comes to the front and confirms it."""
    window = wait_for(lambda: run('xdotool', 'search', '--onlyvisible', '--name', f'^{title}$').stdout.split(),
                      f'the window “{title}”')[-1]
    wait_for(lambda: find(lambda node: node.getState().contains(pyatspi.STATE_FOCUSED) and is_shown(node)
                          and 'text' in node.getRoleName()), 'the name entry to have the focus')
    run('xdotool', 'windowfocus', '--sync', window)
    key('ctrl+a')
    run('xdotool', 'type', '--delay', '8', str(path))
    key('Return')


def count_colours(png):
    """Different rows of a PNG's pixels: a blank picture has one."""
    data = png.read_bytes()
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    width, height, depth, colour = struct.unpack('>IIBB', data[16:26])
    stream, at = b'', 8
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        stream += data[at + 8:at + 8 + length] if kind == b'IDAT' else b''
        at += length + 12
    raw = zlib.decompress(stream)
    stride = len(raw) // height
    return width, height, len({raw[i * stride + 1:(i + 1) * stride] for i in range(height)})


# 1-4: the desktop's own view of the program
desktop = share / 'applications' / f'{APP}.desktop'
done = run('desktop-file-validate', desktop)
ok(done.returncode == 0, f'the desktop file is valid {done.stdout.strip()}')
done = run('appstreamcli', 'validate', '--no-net', share / 'metainfo' / f'{APP}.metainfo.xml')
ok(done.returncode == 0, f'the metadata are valid {done.stdout.strip() if done.returncode else ""}')
done = run('glib-compile-schemas', '--strict', '--dry-run', share / 'glib-2.0/schemas')
ok(done.returncode == 0, f'the settings schema is valid {done.stderr.strip()}')
done = run('gio', 'mime', 'application/x-dateline-case')
ok(f'{APP}.desktop' in done.stdout, 'case files belong to the program')

# 5: through the desktop file, over D-Bus
run('gtk4-launch', APP)
wait_for(get_app, 'the program')
window = wait_for(get_window, 'its window')
run('xdotool', 'windowfocus', '--sync', window)
wait_for(lambda: find_named('Open the Sample Case'), 'the welcome page')
ok(True, 'started through its desktop file, the welcome page is there')

# 6: a second start hands its folder over
folder = home / 'A folder of articles'
folder.mkdir()
for path in samples.glob('*.txt'):
    shutil.copy(path, folder)
(folder / 'broken.txt').write_bytes(b'\x00\x01\x02\xff\xfe' * 50)
run('gtk4-launch', APP, folder)
wait_for(lambda: find(lambda node: 'broken.txt' in node.name and is_shown(node)), 'the report')
ok(True, 'the file that is no article is named')
key('Escape')


def show_both():
    act(wait_for(lambda: find(lambda node: node.name == 'Both' and is_shown(node) and 'button' in node.getRoleName()), 'Both'), 'click')


show_both()
people = wait_for(lambda: [m for m in find_marks('Graph') if '—' not in m.name], 'people in the graph')
ok(len(people) > 5, f'the folder is read: {len(people)} names in the graph')

# 8: by accessible name
text = ' '.join(' '.join(p.read_text().split()) for p in samples.glob('*.txt'))
name = max((m.name.split(',')[0] for m in people), key=text.count)
mark = wait_for(lambda: next((m for m in find_marks('Graph') if m.name.split(',')[0] == name), None), name)
act(mark, 'mark.activate')
wait_for(lambda: find(lambda node: node.name == name and is_shown(node) and node.getRoleName() == 'label'
                      and find(lambda other: other.name == 'Where it is named' and is_shown(other))), 'its page')
ok(True, f'“{name}” chosen by accessible name shows its page')

# 9: by pointer
events = wait_for(lambda: [m for m in find_marks('Timeline') if ': ' in m.name], 'events in the timeline')
# a headline, which is taller than the marks and counts of the band below
heads = [m for m in events if get_place(m)[3] > 30]
title = max((m.name.split(': ', 1)[1].split(' (')[0] for m in heads), key=len)


def click_event():
    """Drawings may still be moving, so the place is looked up anew for each try."""
    mark = next(m for m in find_marks('Timeline') if title in m.name)
    x, y, _, height = get_place(mark)
    run('xdotool', 'mousemove', '--window', window, str(x + 5), str(y + min(8, height // 2)), 'click', '1')
    end = time.monotonic() + 3
    while time.monotonic() < end:
        if find(lambda node: node.name.startswith(title[:20]) and is_shown(node) and node.getRoleName() == 'label'):
            return True
        time.sleep(0.05)
    return False


wait_for(click_event, f'the page of “{title}”')
ok(True, f'“{title}” clicked with the pointer shows its page')

# 10: the quote
card = wait_for(find_card, 'a quote')
words = ' '.join(card.name.split())
quoted = next((n for n in range(len(words), 30, -1) if words[:n] in text), 0)
ok(quoted > 30, f'the quote stands word for word in an article: “{words[:quoted]}”')

# 11: the article
act(card, 'click')
article = wait_for(lambda: find_named('Article'), 'the article')
body = article.queryText()
ok(words[:40] in ' '.join(body.getText(0, -1).split()), 'a click on the quote opens its article')

# 12, 13: exports
for ending in ('png', 'svg'):
    out = home / f'timeline.{ending}'
    run('xdotool', 'windowfocus', '--sync', window)
    key('ctrl+e')
    button = wait_for(lambda: find(lambda node: node.name.replace('_', '').startswith('Export…') and is_button(node)),
                      'the export dialog')
    act(button, 'click')
    type_path('Export the Picture', out)
    wait_for(lambda: out.exists() and out.stat().st_size > 0, str(out))
    wait_for(lambda: find(lambda node: node.name.replace('_', '').startswith('Export…') and is_shown(node)) is None,
             'the dialog to close')
    if ending == 'png':
        width, height, rows = count_colours(out)
        ok(width >= 320 and height >= 200 and rows > 50, f'a PNG of {width} × {height} with {rows} different rows')
    else:
        svg = ElementTree.parse(out).getroot()
        names = {'{http://www.w3.org/2000/svg}': ''}
        texts = [''.join(e.itertext()) for e in svg.iter('{http://www.w3.org/2000/svg}text')]
        titles = [e.text or '' for e in svg.iter('{http://www.w3.org/2000/svg}title')]
        ids = [e.get('id') for e in svg.iter() if e.get('id')]
        ok(len(texts) > 10 and len(titles) > 5 and len(ids) == len(set(ids)) and len(ids) > 5,
           f'an SVG with {len(texts)} texts, {len(titles)} titles and {len(ids)} ids')

# 14, 15: the case file
case = home / 'My case.dateline'
run('xdotool', 'windowfocus', '--sync', window)
key('ctrl+s')
type_path('Save the Case', case)
wait_for(lambda: case.exists() and case.read_bytes()[:15] == b'SQLite format 3', 'the case file')
ok(True, 'the case is saved')
key('ctrl+q')
wait_for(lambda: get_app() is None, 'the program to end')
run('gio', 'open', case)
wait_for(get_app, 'the program again')
show_both()
wait_for(lambda: [m for m in find_marks('Graph') if m.name.split(',')[0] == name], f'{name} again')
ok(True, f'the case file opens from the desktop and has {name}')
window = wait_for(get_window, 'its window')
run('xdotool', 'windowfocus', '--sync', window)
key('ctrl+q')
wait_for(lambda: get_app() is None, 'the program to end')

# 16-20: the same job by keyboard alone: what has the focus says its name, and each key leads to the next thing


def get_focus():
    return find(lambda node: node.getState().contains(pyatspi.STATE_FOCUSED) and is_shown(node))


def wait_for_focus(match, what):
    return wait_for(lambda: (lambda node: node if node is not None and match(node) else None)(get_focus()), what)


def tab_to(match, what, most=24):
    """The name of what Tab comes to; nothing on the way may be without a name."""
    seen = []
    for _ in range(most):
        node = wait_for(get_focus, 'a focus')
        seen.append(node.name)
        if match(node):
            return node.name, [name for name in seen if not name or name.startswith(('Gtk', 'Adw', 'Dln'))]
        key('Tab')
        time.sleep(0.2)
    return ok(False, f'{what}: Tab leads to {seen}')


run('gtk4-launch', APP)
wait_for(get_app, 'the program')
window = wait_for(get_window, 'its window')
run('xdotool', 'windowfocus', '--sync', window)
wait_for_focus(lambda node: node.name == 'Open the Sample Case', 'the focus on the first button of the welcome page')
key('Return')
wait_for_focus(lambda node: node.name == 'Timeline', 'the focus on the timeline')
wait_for(lambda: find_marks('Timeline'), 'the sample')
ok(True, 'Return opens the sample, and the timeline has the focus')
key('Right')
mark = wait_for_focus(lambda node: is_mark(node) and ': ' in node.name, 'an event')
title = mark.name.split(': ', 1)[1]
ok(True, f'an arrow key chooses “{title}”')
key('Return')
wait_for_focus(lambda node: not is_mark(node) and node.name != 'Timeline', 'the focus in the evidence')
name, unnamed = tab_to(lambda node: is_button(node) and len(node.name) > 60, 'a quote')
ok(not unnamed, f'Return and Tab lead to the quote “{name[:60]}”; all on the way have names {unnamed}')
key('Return')
article = wait_for(lambda: find_named('Article'), 'the article')
wait_for_focus(lambda node: node.name == 'Article', 'the focus on the article')
ok(name[:30] in ' '.join(article.queryText().getText(0, -1).split()), 'Return opens its article, which has the focus')
key('ctrl+e')
wait_for_focus(lambda node: node.name.replace('_', '').startswith('Export…'), 'the focus on the button that exports')
key('Return')
out = home / 'by keyboard.pdf'
type_path('Export the Picture', out)
wait_for(lambda: out.exists() and out.read_bytes()[:5] == b'%PDF-', str(out))
ok(True, 'Ctrl+E and Return export, here a PDF')
run('xdotool', 'windowfocus', '--sync', window)
key('ctrl+q')
wait_for(lambda: get_app() is None, 'the program to end')
