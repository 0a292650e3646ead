#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_programs.py CLI APP SAMPLES SEEDS WITH_DISPLAY

Whole-process figures, the median of five runs: import of the sample articles (and of the first story's, where they are at
hand), extraction on one core in MB/s of CPU time and its peak memory, and the time from start to the first painted window.
The ratio is against a Python process that splits the same text into words with a regular expression, run in turn.

bench_programs.py --frame APP is what it runs on a display of its own: "frame", seconds from the start of APP to the first
picture on the screen, which is looked at every five milliseconds, and seconds of CPU time that APP took for it.
"""
import ctypes
import json
import os
import pathlib
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
PATIENCE = 60  # seconds for a window
MANY_COLOURS = 20  # an empty screen, or an empty window, has fewer


def time_first_frame(app):
    class Image(ctypes.Structure):
        _fields_ = [(name, ctypes.c_int) for name in ('width', 'height', 'xoffset', 'format')]
        _fields_ += [('data', ctypes.POINTER(ctypes.c_uint32))]

    x11 = ctypes.CDLL('libX11.so.6')
    for name in ('XOpenDisplay', 'XDefaultRootWindow'):
        getattr(x11, name).restype = ctypes.c_void_p
    x11.XGetImage.restype = ctypes.POINTER(Image)
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
    width, height = x11.XDisplayWidth(display, 0), x11.XDisplayHeight(display, 0)
    begin = time.monotonic()
    process = subprocess.Popen([app], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() < begin + PATIENCE:
            image = x11.XGetImage(display, root, 0, 0, width, height, ctypes.c_ulong(0xffffffff), 2)
            seen = time.monotonic() - begin
            colours = len(set(image.contents.data[:width * height:7]))
            x11.XFree(image.contents.data)
            x11.XFree(image)
            if colours > MANY_COLOURS:
                ticks = pathlib.Path(f'/proc/{process.pid}/stat').read_text().rsplit(')', 1)[1].split()[11:13]
                return seen, sum(map(int, ticks)) / os.sysconf('SC_CLK_TCK')
            time.sleep(0.005)
        raise SystemExit('no picture came')
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


if sys.argv[1] == '--frame':
    print('frame', *time_first_frame(sys.argv[2]))
    sys.exit()
cli, app, samples, seeds, with_display = sys.argv[1:6]


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
        frames = []
        for _ in range(RUNS):
            run = subprocess.run([with_display, sys.executable, __file__, '--frame', app], timeout=120, text=True, check=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            frames += [line.split()[1:] for line in run.stdout.splitlines() if line.startswith('frame ')]
        show('start to first painted window', [float(wall) for wall, _ in frames], 's')
        show('CPU time until then', [float(cpu) for _, cpu in frames], 's')
