#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_headlines.py CLI FOLDER|STORY.docs.jsonl      does the timeline lead with a few whole headlines?

Imports the articles, draws the timeline in three widths, and reads the SVG: 7 to 15 headlines of 15 or 16 pixels (fewer
where fewer days are told), none cut, no text on another, no line through a text, none from before the story's first year
unless it is among the 15 by rank. Skipped where the articles are not at hand."""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

SHARED = os.environ.get('DATELINE_SHARED', '')
SVG = '{http://www.w3.org/2000/svg}'
cli, source = sys.argv[1:3]


def say(good, what):
    print('%s %d - %s' % ('ok' if good else 'not ok', say.n, what))
    say.n += 1
    say.bad += not good


say.n, say.bad = 1, 0
if not os.path.exists(source) and '/shared/' in source and SHARED:
    source = SHARED + source[source.index('/shared/') + len('/shared'):]
if not os.path.exists(source):
    print('1..0 # SKIP %s is not here' % source)
    sys.exit(0)


def boxes(root):
    """text, its box, and the headline it belongs to"""
    for group in root.iter(SVG + 'g'):
        for text in group.findall(SVG + 'text'):
            size = float(text.get('font-size'))
            x, y = float(text.get('x')), float(text.get('y'))
            yield ''.join(text.itertext()), (x, y - size * 0.72, float(text.get('textLength')), size * 0.85), size, group.get('id') or ''


def overlap(a, b):
    return a[0] < b[0] + b[2] - 0.6 and b[0] < a[0] + a[2] - 0.6 and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def stems(root):
    """the upright line of each headline: x, top, bottom"""
    for group in root.iter(SVG + 'g'):
        if not (group.get('id') or '').startswith('headline-'):
            continue
        points = [p for p in group.findall(SVG + 'path')]
        numbers = [float(n) for n in re.findall(r'-?[0-9.]+', points[0].get('d'))]
        yield group.get('id'), numbers[0], numbers[1], numbers[3]


def check(width):
    subprocess.run([cli, 'export', case, picture, '--view', 'timeline', '--width', width], check=True)
    root = tree.parse(picture).getroot()
    texts = list(boxes(root))
    heads = {}
    for words, box, size, group in texts:
        if group.startswith('headline-') and size >= 15:
            heads.setdefault(group, []).append(words)
    say(min(days, 7) <= len(heads) <= 15, '%s: %d headlines of %d dates' % (width, len(heads), days))
    cut = [h for h in heads.values() if len(h) > 2 or any('\u2026' in w for w in h)]
    say(not cut, 'none is cut %s' % cut)
    on = [(a[0], b[0]) for i, a in enumerate(texts) for b in texts[i + 1:] if overlap(a[1], b[1])]
    say(not on, 'no text lies on another %s' % on[:4])
    crossed = [(stem[0], words) for stem in stems(root) for words, box, size, group in texts
               if group.startswith('headline-') and group != stem[0]
               and box[0] - 1 < stem[1] < box[0] + box[2] + 1 and stem[2] < box[1] + box[3] and box[1] < stem[3]]
    say(not crossed, 'no line runs through a headline %s' % crossed[:4])
    told = [events[int(g.split('-')[1])] for g in heads if int(g.split('-')[1]) in events]
    old = [e['title'] for e in told if years and e not in dated[:15] and len(told) > 7
           and max(map(int, re.findall(r'\d{4}', e['when']) or [9999])) < min(years)]
    say(not old, 'nothing from before the story %s' % old)


with tempfile.TemporaryDirectory() as folder:
    case, picture = folder + '/a.dateline', folder + '/a.svg'
    how = ['--input', 'ndjson'] if source.endswith('.jsonl') else []
    files = [source] if how or not os.path.isdir(source) else [
        os.path.join(source, f) for f in sorted(os.listdir(source)) if f.endswith('.txt') and f[0] != '.']
    subprocess.run([cli, 'import'] + how + [case] + files, check=True, capture_output=True)
    table = subprocess.run([cli, 'list', case, 'events', '--format', 'json'], check=True, capture_output=True).stdout
    events = {e['id']: e for e in json.loads(table)}
    dated = sorted((e for e in events.values() if e.get('when')), key=lambda e: e['rank'])
    days = len({e['when'] for e in dated if len(e['title'].split()) > 2})
    table = subprocess.run([cli, 'list', case, 'documents', '--format', 'json'], check=True, capture_output=True).stdout
    years = [int(y) for d in json.loads(table) for y in re.findall(r'\d{4}', d.get('date') or '')[:1]]
    for width in '965', '1150', '1280':
        check(width)
print('1..%d' % (say.n - 1))
sys.exit(say.bad > 0)
