#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_power_cuts.py PROGRAMS DATELINE_CLI [--states N] [--seed N]

The power goes while a case is edited, imported into, made, saved as another, brought to today's version. calls.c wrote
down what the program did to its folder; that is done again up to a random moment, and then lost as a disk may lose it:
  - of what was written to a file or cut off it since the file was synchronised, any part may be there, sector by sector;
  - names (made, renamed, removed) come in their order, up to any of those since the folder was synchronised.
That is less than file systems with a journal promise, and what POSIX does. Each state is opened: it must be whole and hold
what had been acknowledged by then. Without the syncs the same must lose, or the test sees nothing. Prints TAP.
"""
import argparse
import random
import sys

from safety import Job, Place, Tap, judge_of

NAMES = 'edit', 'import', 'new', 'save', 'migrate'
SECTOR = 512


class File:
    def __init__(self, data=b''):
        self.data = bytearray(data) # on the disk
        self.pending = [] # (offset, bytes), or (size, None) for a cut

    def sync(self):
        for change in self.pending:
            apply(self.data, *change)
        self.pending = []

    def lose(self, rand):
        """what is on the disk after the power went"""
        data = bytearray(self.data)
        share = rand.choice((0, 0.3, 0.7, 1)) # of what is pending
        end = len(self.pending) if rand.random() < 0.5 else rand.randrange(len(self.pending) + 1)
        for at, changed in self.pending[:end]:
            if changed is None or rand.random() < 0.7:
                if rand.random() < share:
                    apply(data, at, changed)
                continue
            for i in range(0, len(changed), SECTOR):
                if rand.random() < share:
                    apply(data, at + i, changed[i:i + SECTOR])
        return bytes(data)


def apply(data, at, changed):
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    if changed is None:
        del data[at:]
    else:
        data[at:at + len(changed)] = changed


class Disk:
    """a folder as the program left it, and as much of that as is safe"""

    def __init__(self, folder, syncs=True):
        self.syncs = syncs
        self.given = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.files = {} # by inode
        self.names = {} # on the disk: inode, or the bytes of a file that was not opened yet
        self.pending = [] # changes of names, see settle()
        self.names.update(self.given)
        self.answers = ''

    def do(self, operation, inode, number, name, data):
        if operation == 'answer':
            self.answers += data.decode()
        elif operation == 'sync-folder':
            if self.syncs:
                self.settle(self.names, len(self.pending))
                self.pending = []
        elif operation in ('link', 'unlink', 'rename'):
            self.pending.append((operation, name, inode if operation == 'link' else data.decode()))
        elif operation == 'have' and inode not in self.files:
            if name in self.given: # not the folder of backups, which has files of its own
                self.files[inode] = File(self.given[name])
                self.names[name] = inode
        elif operation == 'make':
            self.files[inode] = File()
            if name:
                self.pending.append(('link', name, inode))
        elif operation == 'write':
            self.files[inode].pending.append((number, data))
        elif operation == 'cut':
            self.files[inode].pending.append((number, None))
        elif operation == 'sync' and self.syncs and inode in self.files:
            self.files[inode].sync()

    def settle(self, names, n):
        for operation, name, what in self.pending[:n]:
            if operation == 'link':
                names[name] = what
            elif operation == 'unlink':
                names.pop(name, None)
            else:
                names[what] = names.pop(name)

    def lose(self, rand):
        """{name: bytes} after the power went"""
        names = dict(self.names)
        self.settle(names, rand.choice((0, len(self.pending), rand.randrange(len(self.pending) + 1))))
        return {name: what if isinstance(what, bytes) else self.files[what].lose(rand) for name, what in names.items()}


def read_log(path):
    data, at, operations = path.read_bytes(), 0, []
    while at < len(data):
        end = data.index(b'\n', at)
        operation, inode, number, length, name = data[at:end].decode().split(' ', 4)
        at = end + 1 + int(length)
        operations.append((operation, int(inode), int(number), name, data[end + 1:at]))
    return operations


class Trial:
    """one run of a job, written down, and the states that a power cut makes of it"""

    def __init__(self, job, seed, rand):
        self.job, self.rand = job, rand
        log = job.place.folder / 'log'
        log.unlink(missing_ok=True)
        job.prepare()
        self.begin = job.place.folder / f'begin-{job.name}'
        self.begin.mkdir(exist_ok=True)
        for path in job.place.work.iterdir():
            (self.begin / path.name).write_bytes(path.read_bytes())
        job.run(seed, log=log)
        self.operations = read_log(log)
        self.seen = set()

    def states(self, n, syncs=True):
        """the verdicts on n states at random moments; no state is looked at twice"""
        moments = sorted(self.rand.choices(range(1, len(self.operations) + 1), k=n))
        disk, done = Disk(self.begin, syncs), 0
        for moment in moments:
            for operation in self.operations[done:moment]:
                disk.do(*operation)
            done = moment
            for _ in range(50): # until it is one that was not seen
                left = disk.lose(self.rand)
                key = hash((disk.answers, *sorted(left.items())))
                if key not in self.seen:
                    break
            else:
                continue
            self.seen.add(key)
            yield self.look(left, disk.answers.splitlines())

    def look(self, left, lines):
        place = self.job.place
        place.clear()
        for name, data in left.items():
            (place.work / name).write_bytes(data)
        return judge_of(self.job, lines, False, self.rand.choice(('read', 'write')))


def count(place, options, n, syncs=True):
    """(states, verdicts that are not good)"""
    rand, n_states, wrong = random.Random(options.seed), 0, []
    last = -1
    while n_states < n and n_states > last:
        last, share = n_states, max(1, min(200, (n - n_states) // len(NAMES)))
        for name in NAMES:
            for verdict in Trial(Job(place, name), rand.randrange(1 << 30), rand).states(min(share, n - n_states), syncs):
                n_states += 1
                if verdict is not None:
                    wrong.append(verdict)
                    if syncs:
                        print(f'# {name}, state {n_states} of seed {options.seed}: {verdict}', flush=True)
        if n_states % 1000 == 0:
            print(f'# {n_states} states, {len(wrong)} wrong', flush=True)
    return n_states, wrong


def main():
    options = argparse.ArgumentParser()
    options.add_argument('programs', nargs=2)
    options.add_argument('--states', type=int, default=3000)
    options.add_argument('--seed', type=int, default=1)
    options = options.parse_args()
    place, tap = Place(options.programs), Tap(4)
    n, wrong = count(place, options, options.states)
    corrupt = sum(verdict.startswith('corrupt') for verdict in wrong)
    tap.ok(n == options.states, f'the power was cut {n} times')
    tap.ok(corrupt == 0, f'{corrupt} cases are corrupt')
    tap.ok(len(wrong) == corrupt, f'{len(wrong) - corrupt} have lost what was acknowledged')
    n, wrong = count(place, options, 100, syncs=False)
    tap.ok(len(wrong) > n / 10, f'without syncs {len(wrong)} of {n} are corrupt or have lost something')
    place.remove()
    tap.end()


if __name__ == '__main__':
    main()
