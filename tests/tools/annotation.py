#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""annotation.py: sentences annotated by the guides of events/GUIDE.md and events/RELATIONS.md, as tests/annotation keeps them

    annotation.py check FILE... [--corpora DIR]                                 says which lines do not fit and why
    annotation.py standoff FILE... --corpora DIR --corpus PATH --out OUT.txt   the same without the text of a corpus

Files with text are for sentences that were written for this project. Blocks of lines; fields are separated by " | ":

    # doc ID                                    a document begins (another comment is skipped)
    ID<tab>words separated by spaces            a sentence
    ID | trigger | status | who | whom | where | when | source | weight | title         an event
    R | ID | from | type | to | state | words                                            a tie
    Q | ID | cue | speaker | kind | content                                              a quote
    ID | none, RQ | ID | none                                                            nothing of events, of the others

A word is copied as it stands; word~2 is its second occurrence; a_b are words in a row, a+b several; "-" is none.

Stand-off files have "# corpus PATH" (inside the corpora folder) and for each sentence

    NUMBER<tab>= COUNT SUM                      sentence NUMBER of the corpus (from 0), its number of words, CRC-32 of them

and the same lines with the numbers of words (from 0) joined by + instead of words. For `standoff` the number of a sentence is what
stands after the last "-" of its ID. A tenth of the documents, by a hash of their name, is kept for dev.
"""
import argparse
import os
import re
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reader import labels  # noqa: E402

ROLES = labels.ROLES[:5]
SEPARATOR = ' | '


class Fault(ValueError):
    """What is wrong with a line."""


# ---- words ------------------------------------------------------------------------------------------------------------------

def split_count(words, text):
    """("word", which occurrence) of "word~2"."""
    match = re.match(r'^(.+)~(\d+)$', text)
    return (match.group(1), int(match.group(2))) if match and text not in words else (text, 1)


def find_word(words, text):
    word, count = split_count(words, text)
    places = [i for i, x in enumerate(words) if x == word]
    if len(places) < count:
        raise Fault('"%s" is not in the sentence%s' % (word, '' if count < 2 else ' %d times' % count))
    return places[count - 1]


def find_row(words, text):
    """Places of a_b: words in a row; where they are not, the tightest words in that order."""
    row = re.split(r'[_ ]', text)
    row[-1], count = split_count(words, row[-1])
    places = [i for i in range(len(words)) if words[i:i + len(row)] == row]
    if len(places) >= count:
        return list(range(places[count - 1], places[count - 1] + len(row)))
    return find_tight(words, row)


def find_words(words, text):
    """Places of the words of a field."""
    if text in ('-', ''):
        return []
    out = []
    for part in [text] if text in words else text.split('+'):
        try:
            out.append(find_word(words, part))
        except Fault:
            if not re.search('[_ ]', part):
                raise
            out += find_row(words, part)
    return out


def follow(words, wanted, i, step):
    """Places of wanted words from i on, each the nearest; None if one is missing."""
    out = []
    for word in wanted:
        i += step
        while 0 <= i < len(words) and words[i] != word:
            i += step
        if not 0 <= i < len(words):
            return None
        out.append(i)
    return out


def find_tight(words, wanted, through=None):
    """The tightest places of wanted words in their order; through: a place that must be among them."""
    best = None
    for j, word in enumerate(wanted if through is not None else wanted[:1]):
        for i in [i for i, x in enumerate(words) if x == word] if through is None else [through]:
            if words[i] != word:
                continue
            before, after = follow(words, wanted[:j][::-1], i, -1), follow(words, wanted[j + 1:], i, 1)
            if before is not None and after is not None:
                found = before[::-1] + [i] + after
                if best is None or found[-1] - found[0] < best[-1] - best[0]:
                    best = found
    if best is None:
        missing = next((word for word in wanted if word not in words), None)
        raise Fault('"%s" is not in the sentence' % missing if missing else 'the words are not in the order of the sentence')
    return best


def find_title(words, text, trigger):
    wanted = [split_count(words, word)[0] for word in text.split() if word not in ('...', '…')]
    if words[trigger] not in wanted:
        raise Fault('the trigger "%s" is not in the title' % words[trigger])
    return find_tight(words, wanted, trigger)


class ByWords:
    """How fields name words in files with text."""
    word, several, title = staticmethod(find_word), staticmethod(find_words), staticmethod(find_title)

    @staticmethod
    def content(words, text):
        return find_tight(words, text.split())


class ByNumbers:
    """How fields name words in stand-off files."""
    @staticmethod
    def several(words, text):
        out = [int(x) for x in text.split('+')] if text != '-' else []
        if not all(0 <= i < len(words) for i in out):
            raise Fault('the sentence has no word with the number in "%s"' % text)
        return out

    content = several

    @staticmethod
    def word(words, text):
        return ByNumbers.several(words, text)[0]

    @staticmethod
    def title(words, text, trigger):
        out = ByNumbers.several(words, text)
        if trigger not in out:
            raise Fault('the trigger is not in the title')
        return out


# ---- lines ------------------------------------------------------------------------------------------------------------------

def one_of(value, allowed, what):
    if value not in allowed:
        raise Fault('%s "%s"' % (what, value))
    return value


def parse_event(fields, sentence, by):
    if len(fields) != 10:
        raise Fault('%d fields, not 10' % len(fields))
    words = sentence['words']
    trigger = by.word(words, fields[1])
    if any(event['trigger'] == trigger for event in sentence['events']):
        raise Fault('this trigger has a line already (a second occurrence is word~2)')
    return {'trigger': trigger, 'status': one_of(fields[2], labels.STATUSES[1:], 'status'),
            **{role: by.several(words, fields[3 + k]) for k, role in enumerate(ROLES)},
            'weight': int(one_of(fields[8], ('0', '1', '2'), 'weight')), 'title': by.title(words, fields[9], trigger)}


def parse_tie(fields, sentence, by):
    if len(fields) != 7:
        raise Fault('%d fields, not 7' % len(fields))
    words = sentence['words']
    tie = {'from': by.several(words, fields[2]), 'type': one_of(fields[3], labels.TIES[1:], 'type'),
           'to': by.several(words, fields[4]), 'state': one_of(fields[5], labels.STATES, 'state'),
           'words': by.several(words, fields[6])}
    if not tie['from']:
        raise Fault('no "from"')
    return tie


def parse_quote(fields, sentence, by):
    if len(fields) != 6:
        raise Fault('%d fields, not 6' % len(fields))
    words = sentence['words']
    return {'cue': by.several(words, fields[2]), 'speaker': by.several(words, fields[3]),
            'kind': one_of(fields[4], labels.KINDS[1:], 'kind'), 'content': by.content(words, fields[5])}


def parse_line(line, sentences, by):
    fields = [field.strip() for field in line.split(SEPARATOR)]
    kind = fields[0] if fields[0] in ('R', 'Q', 'RQ') else ''
    name = fields[1] if kind and len(fields) > 1 else fields[0]
    if name not in sentences:
        raise Fault('no sentence %s' % name)
    sentence = sentences[name]
    if fields[-1] == 'none' and len(fields) == 2 + (kind == 'RQ'):
        return
    if kind == 'RQ':
        raise Fault('a line begins with R, with Q or with a sentence')
    parse, layer = {'': (parse_event, 'events'), 'R': (parse_tie, 'relations'), 'Q': (parse_quote, 'quotes')}[kind]
    sentence[layer].append(parse(fields, sentence, by))


def new_sentence(name, doc, words):
    return {'id': name, 'doc': doc, 'words': words, 'events': [], 'relations': [], 'quotes': []}


class File:
    """A file of tests/annotation: `sentences` {id: sentence} in the order of the file, `faults` [(line, why, text)]."""

    def __init__(self, path, corpora=None):
        """corpora: their folder; without it stand-off sentences are checked but have no words."""
        self.path, self.corpora, self.faults, self.sentences = path, corpora, [], {}
        self.doc, self.by, self.corpus, self.corpus_name = None, ByWords, None, None
        with open(path, encoding='utf-8') as lines:
            for number, line in enumerate(lines, 1):
                try:
                    self.read_line(line.rstrip('\n'))
                except Fault as fault:
                    self.faults.append((number, str(fault), line.strip()))

    def read_line(self, line):
        if line.startswith('# doc '):
            self.doc = line[6:].strip()
        elif line.startswith('# corpus '):
            self.by, self.corpus_name = ByNumbers, line[9:].strip()
            self.corpus = read_corpus(os.path.join(self.corpora, self.corpus_name)) if self.corpora else None
        elif '\t' in line:
            self.add_sentence(*line.split('\t', 1))
        elif line.strip() and line[0] != '#':
            parse_line(line.strip(), self.sentences, self.by)

    def add_sentence(self, name, text):
        if name in self.sentences:
            raise Fault('sentence %s stands here twice' % name)
        if self.by is ByWords:
            self.sentences[name] = new_sentence(name, self.doc or name, text.split())
            return
        _, count, checksum = text.split()
        words = ['_'] * int(count)
        if self.corpus is not None:
            words = self.corpus[int(name)] if int(name) < len(self.corpus) else []
            if len(words) != int(count) or sum_of(words) != checksum:
                raise Fault('sentence %s of %s has other words' % (name, self.corpus_name))
        known = '%s:%s' % (self.corpus_name, name)
        self.sentences[name] = new_sentence(known, known, words)

    def rows(self):
        return list(self.sentences.values())


# ---- corpora ----------------------------------------------------------------------------------------------------------------

def sum_of(words):
    return '%08x' % zlib.crc32(' '.join(words).encode())


def read_corpus(path):
    """[words] of a file of columns, the word first."""
    with open(path, encoding='utf-8') as text:
        return [[line.split('\t')[0] for line in block.split('\n') if line] for block in text.read().split('\n\n')]


# ---- stand-off --------------------------------------------------------------------------------------------------------------

def numbers(places):
    return '+'.join(map(str, places)) or '-'


def standoff_lines(number, sentence):
    """Lines of a sentence without its words."""
    yield '%d\t= %d %s' % (number, len(sentence['words']), sum_of(sentence['words']))
    for event in sentence['events']:
        yield SEPARATOR.join([str(number), str(event['trigger']), event['status']] + [numbers(event[role]) for role in ROLES]
                             + [str(event['weight']), numbers(event['title'])])
    for tie in sentence['relations']:
        yield SEPARATOR.join(['R', str(number), numbers(tie['from']), tie['type'], numbers(tie['to']), tie['state'],
                              numbers(tie['words'])])
    for quote in sentence['quotes']:
        yield SEPARATOR.join(['Q', str(number), numbers(quote['cue']), numbers(quote['speaker']), quote['kind'],
                              numbers(quote['content'])])


def write_standoff(files, corpora, corpus, path):
    sentences = read_corpus(os.path.join(corpora, corpus))
    out = {}
    for sentence in (s for file in files for s in file.rows()):
        number = int(sentence['id'].rsplit('-', 1)[1])
        if sentences[number] != sentence['words']:
            raise SystemExit('%s: sentence %d has other words there' % (corpus, number))
        out[number] = list(standoff_lines(number, sentence))
    with open(path, 'w', encoding='utf-8') as file:
        file.write('# corpus %s\n' % corpus)
        file.writelines(line + '\n' for number in sorted(out) for line in out[number])


# ---- commands ---------------------------------------------------------------------------------------------------------------

def is_dev(document):
    return zlib.crc32(document.encode()) % 10 == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('command', choices=('check', 'standoff'))
    parser.add_argument('files', nargs='+')
    parser.add_argument('--corpora', help='the corpora folder, for stand-off files')
    parser.add_argument('--corpus', help='standoff: file of columns inside the corpora folder')
    parser.add_argument('--out', help='standoff: the file to write')
    args = parser.parse_args()
    files = [File(path, args.corpora) for path in args.files]
    for file in files:
        for number, why, text in file.faults:
            print('%s:%d: %s\n    %s' % (file.path, number, why, text))
    rows = [row for file in files for row in file.rows()]
    faults = sum(len(file.faults) for file in files)
    print('%d sentences, %d events, %d ties, %d quotes, %d lines to mend' % (
        len(rows), *(sum(len(row[key]) for row in rows) for key in ('events', 'relations', 'quotes')), faults))
    if args.command == 'standoff':
        write_standoff(files, args.corpora, args.corpus, args.out)
    return faults > 0


if __name__ == '__main__':
    sys.exit(main())
