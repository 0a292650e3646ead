# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share that use the program on a display as a person would: TAP with a picture of the screen when something
fails, waiting with bounds, and finding what is shown by what a screen reader is told."""
import subprocess
import sys
import time

PATIENCE = 60
APP = 'org.dateline.Dateline'


class Report:
    """@picture: where the screen goes when something fails; @give_up: called then"""

    def __init__(self, picture, give_up=lambda: None):
        self.picture, self.give_up, self.number = picture, give_up, 0

    def ok(self, held, text):
        self.number += 1
        print(f'{"ok" if held else "not ok"} {self.number} {text}', flush=True)
        if not held:
            subprocess.run(['import', '-window', 'root', str(self.picture)], capture_output=True)
            print(f'# see {self.picture}')
            self.give_up()
            sys.exit(1)

    def wait_for(self, find, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                found = find()
            except Exception:  # an object that has gone away meanwhile
                found = None
            if found:
                return found
            time.sleep(0.05)
        self.ok(False, f'{what}: not within {PATIENCE} s')


def walk(node):
    for child in node:
        if child is not None:
            yield child
            yield from walk(child)


def is_shown(node):
    """GTK 4.8 tells of frames only whether they are showing; what has no size is not."""
    import pyatspi
    if not node.getState().contains(pyatspi.STATE_VISIBLE):
        return False
    box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return box.width > 0 and box.height > 0


def get_app():
    import pyatspi
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.name == APP:
            return app
    return None


def find(match, root=None):
    root = root or get_app()
    return next((node for node in walk(root) if match(node)), None) if root is not None else None
