#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_programs.py CLI APP SAMPLES SEEDS WITH_DISPLAY

Whole-process figures, the median of five runs: import of the sample articles (and of the first story's, where they are at
hand), extraction on one core in MB/s of CPU time and its peak memory, and the time from start to the first painted window.
The ratio is against a Python process that splits the same text into words with a regular expression, run in turn.
"""
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

cli, app, samples, seeds, with_display = sys.argv[1:6]
RUNS = 5


def measure(command, **more):
    """(wall seconds, CPU seconds, peak memory in MB) of one run; the peak is that of the largest child so far"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    wall = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def show(what, figures, unit):
    print(f'{what:44} {statistics.median(figures):9.3f} {unit}   (min {min(figures):.3f}, max {max(figures):.3f})')


with tempfile.TemporaryDirectory() as folder:
    for name, articles in (('sample articles', samples), ('first story', seeds)):
        files = sorted(str(p) for p in pathlib.Path(articles).glob('*.txt'))
        if not files:
            continue
        walls = []
        for i in range(RUNS):
            walls.append(measure([cli, 'import', f'{folder}/{name}{i}.dateline', *files], stderr=subprocess.DEVNULL)[0])
        show(f'import of {len(files)} articles ({name})', walls, 's')

    texts = [p.read_text(encoding='utf-8') for p in sorted(pathlib.Path(samples).glob('*.txt'))]
    size = 0
    corpus = pathlib.Path(folder) / 'articles.ndjson'
    with corpus.open('w', encoding='utf-8') as out:
        for i in range(60):
            for k, text in enumerate(texts):
                size += len(text.encode())
                out.write(json.dumps({'doc': f'{i}-{k}', 'text': text, 'date': '2023-04-05'}) + '\n')
    words = 'import json,re,sys\nfor l in open(sys.argv[1]):\n  re.findall(r"\\w+|[^\\w\\s]", json.loads(l)["text"])'
    rates, stages, ratios = [], [], []
    for _ in range(RUNS):
        _, cpu, peak = measure(['taskset', '-c', '0', cli, 'extract', '--input', 'ndjson', str(corpus)])
        _, names, _ = measure(['taskset', '-c', '0', cli, 'extract', '--input', 'ndjson', '--layer', 'tokens,names', str(corpus)])
        _, base, _ = measure(['taskset', '-c', '0', sys.executable, '-c', words, str(corpus)])
        rates.append(size / 1e6 / cpu)
        stages.append(size / 1e6 / names)
        ratios.append(cpu / base)
    show('extraction, every layer, one core', rates, 'MB/s')
    show('tokens, trees and names, one core', stages, 'MB/s')
    show('extraction / splitting into words (Python)', ratios, 'times the CPU')
    print(f'{"peak memory of the largest process":44} {peak:9.1f} MB')

    if app and os.path.exists(with_display):
        script = ('begin=$(date +%s%N); "$1" & pid=$!; until xdotool search --onlyvisible --name . >/dev/null 2>&1; do :; done; '
                  'until [ "$(import -window root png:- | convert - -resize 25% -unique-colors txt:- | wc -l)" -gt 20 ]; do :; done; '
                  'echo $(( ($(date +%s%N) - begin) / 1000000 )) >>"$2"; kill $pid; wait $pid 2>/dev/null')
        out = pathlib.Path(folder) / 'frames'
        for _ in range(3):
            subprocess.run([with_display, 'sh', '-c', script, 'sh', app, str(out)], timeout=120, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        if out.exists():
            show('start to first painted window', [int(line) / 1000 for line in out.read_text().split()], 's')
