#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_window.py PROGRAMS DATELINE_CLI DATELINE [--kills N] [--seed N]

kill -9 of the application, with its window on a display, while the user takes decisions back and puts them in force again.
The window's actions are called over D-Bus; one is acknowledged when Undo and Redo can be used again. After some of these the
next is asked for, and the application is killed within the next milliseconds. What was acknowledged must be in the case.
Wants a display and a session bus (with-display.sh). Prints TAP.
"""
import argparse
import random
import subprocess
import sys
import time

try:
    from gi.repository import Gio, GLib
except ImportError:
    print('1..0 # SKIP needs the GObject bindings of Python')
    sys.exit(0)

from safety import Judgement, Place, State, Tap

APP = 'org.dateline.Dateline'
WINDOW = '/org/dateline/Dateline/window/1'
PATIENCE = 120


class Window:
    def __init__(self, program, case):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.process = subprocess.Popen([program, case], stderr=subprocess.DEVNULL)

    def call(self, method, arguments):
        return self.bus.call_sync(APP, WINDOW, 'org.gtk.Actions', method, arguments, None,
                                  Gio.DBusCallFlags.NO_AUTO_START, -1)

    def is_enabled(self, action):
        return self.call('Describe', GLib.Variant('(s)', (action,)))[0][0]

    def wait_for(self, undo, redo):
        """until the actions are so, which they are not while the application is at work"""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if (self.is_enabled('undo'), self.is_enabled('redo')) == (undo, redo):
                    return
            except GLib.Error: # it is not there yet
                time.sleep(0.03)
            time.sleep(0.002)
        raise Judgement(f'the window does not come to undo {undo}, redo {redo} within {PATIENCE} s')

    def do(self, action):
        self.call('Activate', GLib.Variant('(sava{sv})', (action, [], {})))

    def kill_while(self, action, seconds):
        """asks for the action and does not wait for the reply"""
        self.bus.call(APP, WINDOW, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (action, [], {})), None,
                      Gio.DBusCallFlags.NO_AUTO_START, -1, None, None)
        self.bus.flush_sync()
        time.sleep(seconds)
        self.process.kill()
        self.process.wait()


def kill_once(place, program, state, rand):
    """the state as it was found, and how many steps were acknowledged; raises Judgement"""
    window, n, steps = Window(program, place.case), len(state.journal), rand.randrange(3, 15)

    def choose():
        can = [(action, step) for action, step in (('undo', -1), ('redo', 1)) if 0 <= state.position + step <= n]
        return rand.choice(can)

    try:
        window.wait_for(state.position > 0, state.position < n)
        for _ in range(steps):
            action, step = choose()
            window.do(action)
            state = State(state.journal, state.position + step, state.articles)
            window.wait_for(state.position > 0, state.position < n)
    except Judgement:
        window.process.kill()
        window.process.wait()
        raise
    window.kill_while(choose()[0], rand.random() * rand.choice((0.002, 0.01)))
    found = place.looker.look_at(place.case, 'both')
    if not state.may_become(found, 0):
        raise Judgement(f'lost: the case has {found}, not {state}')
    return found, steps


def main():
    options = argparse.ArgumentParser()
    options.add_argument('programs', nargs=3)
    options.add_argument('--kills', type=int, default=30)
    options.add_argument('--seed', type=int, default=1)
    options = options.parse_args()
    place, rand, tap = Place(options.programs), random.Random(options.seed), Tap(2)
    place.clear()
    place.case.write_bytes(place.base.read_bytes())
    subprocess.run([place.worker, 'edit', place.case, place.folder / 'made', '5', '30'], check=True)
    state, wrong, acknowledged = place.looker.look_at(place.case, 'both'), [], 0
    for i in range(options.kills):
        try:
            state, steps = kill_once(place, options.programs[2], state, rand)
            acknowledged += steps
        except Judgement as verdict:
            wrong.append(str(verdict))
            print(f'# kill {i} of seed {options.seed}: {verdict}', flush=True)
        if i % 100 == 99:
            print(f'# {i + 1} kills, {acknowledged} steps, {len(wrong)} wrong', flush=True)
    tap.ok(acknowledged >= 3 * options.kills, f'{options.kills} kills of the application, after {acknowledged} steps')
    tap.ok(not wrong, f'{len(wrong)} cases are corrupt or have lost a step that was acknowledged')
    place.remove()
    tap.end()


if __name__ == '__main__':
    main()
