#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""local_model.py [--server URL] [--model NAME] FILE... > lines.jsonl

A second reader for Dateline: asks a language model on this machine what happened in each article, and writes JSON lines for

    dateline-cli import --annotations lines.jsonl story.dateline

A model makes things up. So it has to quote the sentence that it read, and a line is written only if

  - the quote stands in the article, letter by letter;
  - every word of the title stands in that sentence;
  - the date is a year, a month or a day as 2021, 2021-05 or 2021-05-04;
  - who took part is named in the sentence.

Dateline checks the same again, and shows each line with the name of the model. It opens no connection itself: this script does, to
the server that you name, by default one on this machine. Any server will do that speaks the "chat completions" form, as llama.cpp's
llama-server, Ollama and vLLM do. The articles have to be those that are in the case, under the same file names.
"""
import argparse
import json
import pathlib
import re
import sys
import urllib.request

QUESTION = '''List the events that this news article reports. Answer with a JSON array and nothing else. Each element is
{"quote": one whole sentence of the article, copied exactly,
 "title": at most ten words of that sentence, in its order,
 "date": "2021", "2021-05", "2021-05-04", or "" if the article does not date it,
 "status": "happened", "planned", "alleged", "possible", "denied" or "not",
 "who": [names as they stand in the sentence]}

'''
STATUSES = {'happened', 'said', 'planned', 'alleged', 'possible', 'denied', 'not'}


def ask(server, model, text):
    """What the model answers, a list of whatever it made."""
    body = {'model': model, 'temperature': 0, 'messages': [{'role': 'user', 'content': QUESTION + text}]}
    request = urllib.request.Request(server.rstrip('/') + '/v1/chat/completions', json.dumps(body).encode(),
                                     {'Content-Type': 'application/json'})
    with urllib.request.urlopen(request, timeout=600) as reply:
        answer = json.load(reply)['choices'][0]['message']['content']
    found = re.search(r'\[.*\]', answer, re.S)
    return json.loads(found.group()) if found else []


def words(text):
    return re.findall(r'\w+', text.casefold())


def keep(row, text):
    """The line for one element of the answer, or None if the article does not say so."""
    if not isinstance(row, dict) or not all(isinstance(row.get(key, ''), str) for key in ('quote', 'title', 'date', 'status')):
        return None
    quote = row.get('quote', '').strip()
    start = text.find(quote)
    title = row.get('title', '').strip()
    date = row.get('date', '').strip()
    if not quote or start < 0 or not set(words(title)) <= set(words(quote)):
        return None
    if date and not re.fullmatch(r'\d{4}(-\d\d(-\d\d)?)?', date):
        return None
    line = {'layer': 'event', 'start': start, 'end': start + len(quote), 'text': quote, 'when': date,
            'status': row['status'] if row.get('status') in STATUSES else 'possible'}
    if title:
        line['title'] = title
    who = []
    for name in row.get('who', []) if isinstance(row.get('who', []), list) else []:
        at = text.find(name, start, start + len(quote)) if isinstance(name, str) and name else -1
        if at >= 0:
            who.append({'start': at, 'end': at + len(name), 'text': name, 'type': 'PER', 'role': 'other'})
    line['who'] = who
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('files', nargs='+', metavar='FILE')
    parser.add_argument('--server', default='http://127.0.0.1:8080')
    parser.add_argument('--model', default='local-model')
    parser.add_argument('--pretend', metavar='JSON', help='this answer instead of that of a server, to try the checks')
    options = parser.parse_args()
    for name in options.files:
        path = pathlib.Path(name)
        text = path.read_text(encoding='utf-8')
        try:
            answer = json.loads(options.pretend) if options.pretend else ask(options.server, options.model, text)
        except (OSError, ValueError, KeyError, IndexError, TypeError) as problem:
            print(f'{name}: no answer that can be read: {problem}', file=sys.stderr)
            continue
        kept = [line for line in (keep(row, text) for row in answer) if line]
        print(f'{name}: {len(kept)} of {len(answer)} kept', file=sys.stderr)
        for line in kept:
            print(json.dumps({'doc': path.name, 'reader': options.model, **line}, ensure_ascii=False))


if __name__ == '__main__':
    main()
