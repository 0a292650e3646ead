#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_faults.py PROGRAMS DATELINE_CLI [--points N | --all] [--seed N]

The n-th write, sync, open, truncate, unlink, link, rename or read of a job fails (no room, an I/O error, only half done, not
allowed), once or from then on; or the n-th allocation, after which GLib ends the program by design, with a sentence. The case
must be whole and be exactly what was acknowledged, and each refusal is a sentence that names the file. A point is a job, a call, its
number, and how it fails: N of them are drawn and all reads of opening a case are added, or all are tried; of the
allocations, which are many, every hundredth.
Prints TAP.
"""
import argparse
import errno
import random
import signal
import sys

from safety import Job, Place, Tap, judge_of

NAMES = 'edit', 'import', 'new', 'save', 'migrate'
KINDS = {
    'write': [(errno.ENOSPC, 'once'), (errno.ENOSPC, 'on'), (errno.ENOSPC, 'short'), (errno.EIO, 'once'), (errno.EIO, 'on')],
    'sync': [(errno.EIO, 'once'), (errno.EIO, 'on'), (errno.ENOSPC, 'once')],
    'open': [(errno.EACCES, 'once'), (errno.EACCES, 'on'), (errno.EMFILE, 'once'), (errno.EIO, 'once')],
    'truncate': [(errno.EIO, 'once'), (errno.EIO, 'on')],
    'unlink': [(errno.EACCES, 'once'), (errno.EACCES, 'on')],
    'link': [(errno.EACCES, 'once'), (errno.ENOSPC, 'once')],
    'rename': [(errno.EACCES, 'once'), (errno.EIO, 'on')],
    'read': [(errno.EIO, 'once'), (errno.EIO, 'on')],
    'alloc': [(errno.ENOMEM, 'once')], # for good, GLib cannot even say so
}
ALLOC_STEP = 100
SEED = 3 # of the edits: the same in all runs, so that the calls are


def list_points(jobs):
    """(job, call, number, errno, how)"""
    points = []
    for job in jobs:
        for call, kinds in KINDS.items():
            for n in range(1, job.count(call, SEED) + 1, ALLOC_STEP if call == 'alloc' else 1):
                points += [(job, call, n, code, how) for code, how in kinds]
    return points


def draw(points, n, rand):
    """n points, as many of each call as there are, so that a rename is met among ten thousand writes"""
    of_call = {call: [point for point in points if point[1] == call] for call in KINDS}
    share = -(-n // len(KINDS))
    drawn = [point for some in of_call.values() for point in rand.sample(some, min(len(some), share))]
    rest = [point for point in points if point not in drawn]
    return (drawn + rand.sample(rest, max(0, min(len(rest), n - len(drawn)))))[:n]


def list_readings(place):
    """a read error while a case is opened, after which edits go on: what could not be read is not what is not there"""
    job = Job(place, 'edit')
    return [(job, 'read', n, errno.EIO, 'once') for n in range(1, Job(place, 'edit', 0).count('read', SEED) + 1)]


def judge(point):
    """None, or what is wrong"""
    job, call, n, code, how = point
    job.prepare()
    done = job.run(SEED, f'{call} {n} {code} {how}')
    lines, names = job.lines(), (job.place.case.name, job.place.other.name, job.place.more.name)
    if call == 'alloc' and -done.returncode in (signal.SIGTRAP, signal.SIGABRT): # by GLib, which says so
        return judge_of(job, lines, False)
    if done.returncode < 0:
        return f'ended by signal {-done.returncode}'
    refused = [line for line in lines if line.startswith('refused')]
    if done.returncode != 0 and not refused:
        return 'ended without a word'
    for line in refused:
        if not any(name in line for name in names):
            return f'which file? "{line}"'
    return judge_of(job, lines, True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument('programs', nargs=2)
    options.add_argument('--points', type=int, default=200)
    options.add_argument('--all', action='store_true')
    options.add_argument('--seed', type=int, default=1)
    options = options.parse_args()
    place, tap = Place(options.programs), Tap(3)
    points = list_points([Job(place, name) for name in NAMES])
    random.Random(options.seed).shuffle(points)
    if not options.all:
        points = draw(points, options.points, random.Random(options.seed)) + list_readings(place)
    wrong, sentences = [], set()
    for i, point in enumerate(points):
        verdict = judge(point)
        sentences.update(line.replace(str(place.work), '') for line in point[0].lines() if line.startswith('refused'))
        if verdict is not None:
            wrong.append(verdict)
            print(f'# {point[0].name}: {point[1]} {point[2]} fails {point[4]} ({errno.errorcode[point[3]]}): {verdict}',
                  flush=True)
        if i % 1000 == 999:
            print(f'# {i + 1} of {len(points)} points, {len(wrong)} wrong', flush=True)
    spoilt = sum(verdict.startswith(('corrupt', 'lost', 'a reader')) for verdict in wrong)
    tap.ok(len(sentences) > 3, f'{len(points)} calls failed, which the user was told in {len(sentences)} sentences')
    tap.ok(spoilt == 0, f'{spoilt} cases are corrupt or have lost something')
    tap.ok(len(wrong) == spoilt, f'{len(wrong) - spoilt} ended without a sentence that names the file')
    for sentence in sorted(sentences) if options.all else ():
        print(f'# {sentence}')
    place.remove()
    tap.end()


if __name__ == '__main__':
    main()
