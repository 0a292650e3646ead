#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_kills.py PROGRAMS DATELINE_CLI [--kills N] [--seed N]

kill -9 while a case is edited, imported into, made, saved as another, brought to today's version. Afterwards each case
must be whole, and hold what was acknowledged. What a program that is killed leaves is what it had handed to the kernel, so
half of the moments are drawn from its calls (before the n-th one that touches the folder), where time would seldom hit; the
other half are moments of time while edits go on. Prints TAP.
"""
import argparse
import random
import subprocess
import sys
import time

from safety import Job, Place, Tap, judge_of

NAMES = 'edit', 'import', 'new', 'save', 'migrate'
HOWS = 'read', 'write', 'both'


def kill_by_call(job, totals, rand):
    """whether it was killed, and what is wrong"""
    seed = rand.randrange(1, 100)
    job.prepare()
    done = job.run(seed, f'any {rand.randrange(1, totals[job.name] + 1)} 0 kill')
    return done.returncode == -9, judge_of(job, job.lines(), done.returncode == 0, rand.choice(HOWS))


def kill_by_time(job, rand):
    job.prepare()
    process = subprocess.Popen(job.command(rand.randrange(1 << 30), 100000), stderr=subprocess.DEVNULL)
    while not job.lines() and process.poll() is None:
        time.sleep(0.002)
    time.sleep(rand.random() * rand.choice([0.003, 0.02, 0.08]))
    process.kill()
    return process.wait() == -9, judge_of(job, job.lines(), False, rand.choice(HOWS))


def notices_loss(job):
    """whether a case that lacks two acknowledged edits is told from a good one"""
    job.prepare()
    job.run(1)
    more = ['did decide 2 2 0 never made', 'did decide 2 2 0 nor this']
    return judge_of(job, job.lines(), True) is None and judge_of(job, job.lines() + more, False) is not None


def main():
    options = argparse.ArgumentParser()
    options.add_argument('programs', nargs=2)
    options.add_argument('--kills', type=int, default=270)
    options.add_argument('--seed', type=int, default=1)
    options = options.parse_args()
    place, rand, tap = Place(options.programs), random.Random(options.seed), Tap(4)
    jobs = [Job(place, name) for name in NAMES]
    totals = {job.name: job.count('any', 1) for job in jobs}
    killed, wrong, answers = 0, [], 0
    for i in range(options.kills):
        job = jobs[0] if i % 2 else rand.choice(jobs)
        was, verdict = kill_by_time(job, rand) if i % 2 else kill_by_call(job, totals, rand)
        killed += was
        answers += len(job.lines())
        if verdict is not None:
            wrong.append(verdict)
            print(f'# {job.name}, kill {i} of seed {options.seed}: {verdict}', flush=True)
        if i % 1000 == 999:
            print(f'# {i + 1} kills, {answers} answers, {len(wrong)} wrong', flush=True)
    corrupt = sum(verdict.startswith('corrupt') for verdict in wrong)
    tap.ok(killed > options.kills * 0.8, f'{killed} of {options.kills} jobs were killed, after {answers} answers')
    tap.ok(corrupt == 0, f'{corrupt} cases are corrupt')
    tap.ok(len(wrong) == corrupt, f'{len(wrong) - corrupt} have lost what was acknowledged, or left something behind')
    tap.ok(notices_loss(jobs[0]), 'an acknowledged edit that is missing is noticed')
    place.remove()
    tap.end()


if __name__ == '__main__':
    main()
