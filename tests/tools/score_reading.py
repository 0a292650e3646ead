#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_reading.py ANNOTATION.jsonl READINGS.jsonl

The encoder's heads alone, on words that are given, against annotated sentences (the layers `events`, `relations`, `quotes` of
ANNOTATION). READINGS: what reading-tool wrote for the same lines. The program's own events and relations, after its rules, are
scored by score_events.py and score_relations.py.
"""
import json
import sys

ROLES = ['who', 'whom', 'where', 'when', 'source']
FACTS = ('happened', 'said')
# no matter of truth in a title, or in what is quoted
DROP = {',', '.', 'the', 'a', 'an', '"', "'", '``', "''", ';', ':', '-', '--', '(', ')'}
DROP_QUOTED = {'"', ',', '.', "'", 'that'}


def f1(both, found, gold):
    return 200 * both / max(1, found + gold)


def share(part, whole):
    return 100 * part / max(1, whole)


def without(indices, words, drop):
    return {i for i in indices if words[i].lower() not in drop}


def score_events(pairs):
    both = found = gold = same = titles = near = exact = shown = wrong = main_gold = main_found = main_both = 0
    roles = {role: [0, 0, 0] for role in ROLES}
    sure = [0, 0]
    for right, read in pairs:
        words = right['words']
        annotated = {e['trigger']: e for e in right['events']}
        gold += len(annotated)
        found += len(read['events'])
        main_gold += sum(e['weight'] == 2 for e in annotated.values())
        for event in read['events']:
            other = annotated.get(event['trigger'])
            if event['status'] in FACTS and event['weight'] == 2:
                bad = other is None or other['status'] not in FACTS
                shown += 1
                wrong += bad
                if event['p'] >= .9:
                    sure[0] += bad
                    sure[1] += 1
            main_found += event['weight'] == 2
            if other is None:
                continue
            both += 1
            same += event['status'] == other['status']
            main_both += event['weight'] == other['weight'] == 2
            for role in ROLES:
                a, b = set(event[role]), set(other[role])
                for i, n in enumerate((len(a & b), len(a), len(b))):
                    roles[role][i] += n
            if other['weight'] > 0:
                a, b = without(event['title'], words, DROP), without(other['title'], words, DROP)
                titles += 1
                near += f1(len(a & b), len(a), len(b)) >= 80
                exact += a == b
    print(f'events: annotated {gold}, found {found}: trigger F1 {f1(both, found, gold):.1f}, trigger and status F1 {f1(same, found, gold):.1f}')
    print(f'  main events F1 {f1(main_both, main_found, main_gold):.1f}; given as main facts but not a fact: {wrong} of {shown} '
          f'({share(wrong, shown):.1f} %); at certainty .9: {sure[0]} of {sure[1]} ({share(*sure):.1f} %)')
    print('  F1: ' + ', '.join(f'{role} {f1(*roles[role]):.1f}' for role in ROLES)
          + f'; titles at least .8: {share(near, titles):.1f} %, exact {share(exact, titles):.1f} %')


def score_ties(pairs, least):
    gold = found = ends = typed = states = 0
    for right, read in pairs:
        annotated = {(r['from'][-1], r['to'][-1] if r['to'] else -1): r for r in right.get('relations', []) if r['from']}
        gold += len(annotated)
        for tie in read['relations']:
            if tie['p'] < least:
                continue
            found += 1
            other = annotated.get((tie['from'], tie['to']))
            if other is None:
                continue
            ends += 1
            if other['type'] == tie['type']:
                typed += 1
                states += other['state'] == tie['state']
    print(f'ties at {least}: annotated {gold}, found {found}: F1 of ends {f1(ends, found, gold):.1f}, typed P {share(typed, found):.1f} '
          f'R {share(typed, gold):.1f} F1 {f1(typed, found, gold):.1f}; state right {share(states, typed):.1f} %')


def score_quotes(pairs):
    gold = found = both = contents = speakers = 0
    for right, read in pairs:
        annotated = {q['cue'][0]: q for q in right.get('quotes', []) if q['cue']}
        gold += len(annotated)
        found += len(read['quotes'])
        for quote in read['quotes']:
            other = annotated.get(quote['cue'])
            if other is None:
                continue
            both += 1
            a, b = (without(q['content'], right['words'], DROP_QUOTED) for q in (quote, other))
            contents += f1(len(a & b), len(a), len(b)) >= 80
            speakers += set(quote['speaker']) == set(other['speaker'])
    print(f'quotes: annotated {gold}, found {found}: cue F1 {f1(both, found, gold):.1f}; of these content at least .8: '
          f'{share(contents, both):.1f} %, speaker {share(speakers, both):.1f} %')


def main():
    right, read = ([json.loads(line) for line in open(path, encoding='utf-8')] for path in sys.argv[1:3])
    pairs = list(zip(right, read, strict=True))
    assert all(a['words'] == b['words'] for a, b in pairs), 'The two files do not have the same sentences.'
    score_events(pairs)
    for least in (.5, .7):
        score_ties(pairs, least)
    score_quotes(pairs)


if __name__ == '__main__':
    main()
