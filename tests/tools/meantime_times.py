#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""meantime_times.py FOLDER OUT: the MEANTIME corpus (CAT XML) as OUT.docs.jsonl and OUT.gold.jsonl for score_timex.py.

Only the sentences in which times were annotated are written: title, date and the first four. The text is put together
from the tokens; the creation time is the document's date and, where it stands in the text, a gold expression too."""
import glob
import json
import os
import sys
import xml.etree.ElementTree as ET

LAST = 5
NO_SPACE_BEFORE = set(".,;:!?)]}%'") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "''", "\u2019", "\u2019s"}
NO_SPACE_AFTER = set("([{$") | {"``"}


def convert(path):
    root = ET.parse(path).getroot()
    tokens = {t.get("t_id"): t for t in root.iter("token")}
    text, begin, end, previous, sentence = "", {}, {}, "", 0
    quote_open = False
    for t in root.iter("token"):
        if int(t.get("sentence")) > LAST:
            break
        word = t.text or ""
        if int(t.get("sentence")) != sentence:
            sentence = int(t.get("sentence"))
            text += "\n\n" if sentence < 3 else "\n"
            quote_open = False
        elif previous and not (word in NO_SPACE_BEFORE or previous in NO_SPACE_AFTER
                               or (word == '"' and quote_open) or (previous == '"' and quote_open)):
            text += " "
        if word == '"':
            quote_open = not quote_open
        begin[t.get("t_id")] = len(text)
        text += word
        end[t.get("t_id")] = len(text)
        previous = word
    doc = os.path.basename(path)[:-4]
    dct, gold = None, []
    for x in root.iter("TIMEX3"):
        ids = [a.get("t_id") for a in x.findall("token_anchor")]
        if x.get("functionInDocument") == "CREATION_TIME":
            dct = x.get("value")
        if ids and all(i in begin for i in ids):
            gold.append({"doc": doc, "start": min(begin[i] for i in ids), "end": max(end[i] for i in ids),
                         "type": x.get("type"), "value": x.get("value")})
    return {"doc": doc, "text": text, "dct": dct}, gold


def main():
    folder, out = sys.argv[1:3]
    with open(out + ".docs.jsonl", "w", encoding="utf-8") as docs, open(out + ".gold.jsonl", "w", encoding="utf-8") as gold:
        for path in sorted(glob.glob(os.path.join(folder, "**", "*.xml"), recursive=True)):
            document, times = convert(path)
            docs.write(json.dumps(document) + "\n")
            for t in sorted(times, key=lambda t: t["start"]):
                gold.write(json.dumps(t) + "\n")


main()
