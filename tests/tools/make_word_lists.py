#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_word_lists.py CLUSTERS WORDNET OUT     writes resolve-word-weights.txt and resolve-event-forms.txt into OUT

CLUSTERS: the list of word clusters with counts (cluster, word, count); WORDNET: the folder of the data files of WordNet 3.0.

Weights: how much a word tells what an article is about, log (all / count) - 3 in steps of a half; words that are not in the
list are rarer than CUT and weigh as much as the heaviest line.
Forms: "verb: form ..." for nouns made from a verb ("acquisition"), and for participles and past forms that lemmatisers leave
alone ("fled", "endangered"), so that a noun and a verb that tell one event have one head.
"""
import collections
import math
import re
import sys

CUT = 1500     # occurrences in 56 million words
FORMS_AT = 150  # a rarer form is left out


def read_counts(path):
    counts = collections.Counter()
    for l in open(path, encoding='utf-8'):
        f = l.rstrip('\n').split('\t')
        counts[f[1].lower()] += int(f[2])
    return counts


def write_weights(counts, out):
    total, lines = sum(counts.values()), collections.defaultdict(list)
    for w, n in counts.items():
        if n > CUT and re.fullmatch("[a-z][a-z'-]+", w):
            lines[max(.5, round(2 * (math.log(total / n) - 3)) / 2)].append(w)
    with open(out, 'w') as f:
        f.write('# How much a word tells what an article is about, by its frequency in Wikipedia; made by make_word_lists.py.\n')
        for k in sorted(lines):
            f.write('%.1f: %s\n' % (k, ' '.join(sorted(lines[k]))))


def read_wordnet(folder):
    synsets, index = {}, {}
    for pos, name in (('n', 'noun'), ('v', 'verb')):
        for l in open('%s/data.%s' % (folder, name)):
            if l.startswith('  '):
                continue
            x = l.split('|')[0].split()
            n = int(x[3], 16)
            words = [w.lower() for w in x[4:4 + 2 * n:2]]
            at = 4 + 2 * n
            pointers = [x[at + 1 + 4 * i:at + 5 + 4 * i] for i in range(int(x[at]))]
            synsets[pos, x[0]] = words, pointers
        for l in open('%s/index.%s' % (folder, name)):
            if not l.startswith('  '):
                x = l.split()
                index[pos, x[0]] = x[-int(x[2]):]
    return synsets, index


def find_verb(noun, synsets, index):
    """The verb from which the noun is made in its first senses."""
    found = collections.Counter()
    for rank, offset in enumerate(index.get(('n', noun), [])[:3]):
        words, pointers = synsets['n', offset]
        for kind, target, pos, ends in pointers:
            if kind == '+' and pos == 'v' and noun in words and int(ends[:2], 16) == words.index(noun) + 1:
                found[synsets['v', target][0][int(ends[2:], 16) - 1]] += 1 / (1 + rank)
    found = {v: n for v, n in found.items() if '_' not in v}
    return max(sorted(found), key=lambda v: found[v]) if found else None


AGENTS = re.compile('.*(er|or|ist|ee|ant|eer|man)$')


def write_forms(counts, folder, out):
    synsets, index = read_wordnet(folder)
    forms = collections.defaultdict(set)
    verbs = {w for p, w in index if p == 'v' and '_' not in w}
    for pos, noun in index:
        if pos != 'n' or not re.fullmatch('[a-z]{4,}', noun) or counts[noun] < FORMS_AT:
            continue
        verb = find_verb(noun, synsets, index)
        if verb and verb != noun and not (AGENTS.match(noun) and noun.startswith(verb[:3])) and verb[:2] == noun[:2]:
            forms[verb].add(noun)
    for l in open(folder + '/verb.exc'):
        form, verb = l.split()[:2]
        if re.fullmatch('[a-z]+', form) and counts[form] >= FORMS_AT and form not in verbs and verb in verbs:
            forms[verb].add(form)
    for w, n in counts.items():
        if n < FORMS_AT or w in verbs or not re.fullmatch('[a-z]{4,}(ed|ing)', w):
            continue
        stem = re.sub('(ed|ing)$', '', w)
        verb = next((v for v in (stem, stem + 'e', re.sub(r'(.)\1$', r'\1', stem)) if v in verbs), None)
        if verb and len(verb) > 2:
            forms[verb].add(w)
    with open(out, 'w') as f:
        f.write('# Verb, then nouns made from it and forms of it, from WordNet 3.0 (WordNet licence); made by make_word_lists.py.\n')
        for verb in sorted(forms):
            f.write('%s: %s\n' % (verb, ' '.join(sorted(forms[verb]))))


if __name__ == '__main__':
    counts = read_counts(sys.argv[1])
    write_weights(counts, sys.argv[3] + '/resolve-word-weights.txt')
    write_forms(counts, sys.argv[2], sys.argv[3] + '/resolve-event-forms.txt')
