#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_page.py CLI SAMPLES      can everybody read the web page?

Exports the sample case as a web page and lets axe-core look at it in a headless Chromium: no violation of WCAG 2 A and AA. Skipped
where Debian's `chromium` or npm's `axe-core` (DATELINE_AXE names its axe.min.js) is not there. Prints TAP."""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

cli, samples = sys.argv[1:3]
chromium = shutil.which('chromium') or shutil.which('chromium-browser')
places = [os.environ.get('DATELINE_AXE', ''), '/usr/lib/node_modules/axe-core/axe.min.js', '/usr/local/lib/node_modules/axe-core/axe.min.js',
          '/usr/share/javascript/axe-core/axe.min.js']
axe = next((p for p in places if p and os.path.exists(p)), None)
if chromium is None or axe is None:
    print('1..0 # SKIP %s is not here' % ('chromium' if chromium is None else 'axe-core'))
    sys.exit(0)

RUN = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(function (r) {
  var out = document.createElement('pre');
  out.id = 'axe-result';
  out.textContent = JSON.stringify({passes: r.passes.length, violations: r.violations.map(function (v) {
    return [v.id, v.help, v.nodes.slice(0, 3).map(function (n) { return n.html.slice(0, 160); })]; })});
  document.body.appendChild(out); });"""

print('1..3')
with tempfile.TemporaryDirectory() as folder:
    case, page = folder + '/a.dateline', folder + '/a.html'
    subprocess.run([cli, 'import', case, *sorted(map(str, pathlib.Path(samples).glob('*.txt')))], check=True, capture_output=True)
    subprocess.run([cli, 'export', case, page, '--headline', 'How it happened', '--standfirst', 'In a few dates'], check=True,
                   capture_output=True)
    text = pathlib.Path(page).read_text()
    fetched = re.findall(r'(?:src|srcset|@import|url\()\s*=?\s*["\']?(?:https?:)?//[^"\'\s)]+', text)
    print('%s 1 - it fetches nothing %s' % ('not ok' if fetched else 'ok', fetched[:3]))
    # the policy of the page forbids what looks at it
    probed = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', '', text)
    probed = probed.replace('</body>', '<script>' + pathlib.Path(axe).read_text() + '</script><script>' + RUN + '</script></body>')
    pathlib.Path(page).write_text(probed)
    run = subprocess.run([chromium, '--headless', '--no-sandbox', '--disable-gpu', '--user-data-dir=' + folder + '/profile',
                          '--virtual-time-budget=20000', '--dump-dom', 'file://' + page], capture_output=True, text=True, timeout=240)
    found = re.search(r'<pre id="axe-result">(.*?)</pre>', run.stdout, re.S)
    result = json.loads(html.unescape(found[1])) if found else {'passes': 0, 'violations': [['none', run.stderr[-300:], []]]}
    print('%s 2 - axe-core looked: %d rules pass' % ('ok' if result['passes'] > 10 else 'not ok', result['passes']))
    for rule, why, nodes in result['violations']:
        print('# %s: %s' % (rule, why))
        for node in nodes:
            print('#   ' + node.replace('\n', ' '))
    print('%s 3 - no violation' % ('not ok' if result['violations'] else 'ok'))
    sys.exit(bool(result['violations'] or fetched or result['passes'] <= 10))
