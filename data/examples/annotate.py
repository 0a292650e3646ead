#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# What a text says: annotate.py [FOLDER] < article.txt, where FOLDER holds extract/en.dlnmodel
import json
import sys

import gi
gi.require_version('Dateline', '1')
from gi.repository import Dateline

model = Dateline.Model.open_default(sys.argv[1] if len(sys.argv) > 1 else None, 'en')
for line in Dateline.annotate_text(model, sys.stdin.read(), None).splitlines():
    row = json.loads(line)
    print(row['layer'], row['start'], row['end'], row['text'], sep='\t')
