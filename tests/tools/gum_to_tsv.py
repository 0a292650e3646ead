#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gum_to_tsv.py FILE.conllu... > OUT.tsv

GUM documents (trees and Entity= annotation) in the line format that resolve-tool reads and score_coref.py scores:

  D id, text with \\n and \\t escaped
  T begin, end (bytes), upos, xpos, lemma, head (index in the document, -1 = root), deprel, sentence, paragraph
  M first token, tokens, head token, type, kind (name, pronoun, nominal), entity

Only the first entity type of the field is kept; parts of discontinuous mentions are dropped.
"""
import re
import sys

OPEN = re.compile(r'\((\d+)(\[[^\]]*\])?-([^-()]+)([^()]*)|(\d+)(\[[^\]]*\])?\)|\)')


def read(path):
    doc, sents, par, text = None, [], -1, None
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# newdoc id'):
            doc = line.split('=', 1)[1].strip()
        elif line.startswith('# newpar'):
            if not line.startswith('# newpar_block'):
                par += 1
        elif line.startswith('# text ='):
            text = line.split('=', 1)[1].strip()
        elif line and line[0].isdigit():
            f = line.split('\t')
            if '.' in f[0]:
                continue
            if not sents or sents[-1][2]:
                sents.append([[], max(par, 0), False])
            sents[-1][0].append(f)
        elif not line and sents:
            sents[-1][2] = True
    return doc, sents


def convert(path, out):
    doc, sents = read(path)
    text, tokens, mentions, last_par = '', [], [], None
    open_ = {}
    for si, (rows, par, _) in enumerate(sents):
        if last_par is not None:
            text += '\n' if par != last_par else ('' if text.endswith(' ') else ' ')
        last_par = par
        base, skip, mwt_space = len(tokens), 0, None
        for f in rows:
            misc = dict(x.split('=', 1) for x in f[9].split('|') if '=' in x)
            if '-' in f[0]:
                a, b = map(int, f[0].split('-'))
                skip, mwt_space = b, misc.get('SpaceAfter') == 'No'
                continue
            n = int(f[0])
            begin = len(text.encode())
            text += f[1]
            end = len(text.encode())
            space = misc.get('SpaceAfter') != 'No'
            if n <= skip:
                space = (n == skip) and not mwt_space
            if space:
                text += ' '
            h = int(f[6])
            tokens.append([begin, end, f[3], f[4], f[2], base + h - 1 if h else -1, f[7], si, par])
            i = len(tokens) - 1
            for m in OPEN.finditer(misc.get('Entity', '')):
                if m.group(1):
                    part = m.group(2)
                    key = m.group(1)
                    open_.setdefault(key, []).append((i, m.group(3), bool(part)))
                    last = key
                elif m.group(5):
                    if open_.get(m.group(5)):
                        b, t, part = open_[m.group(5)].pop()
                        if not part:
                            mentions.append((b, i, t, m.group(5)))
                else:
                    b, t, part = open_[last].pop()
                    if not part:
                        mentions.append((b, i, t, last))
        text = text.rstrip(' ') if False else text
    out.write('D\t%s\t%s\n' % (doc, text.replace('\\', '\\\\').replace('\n', '\\n').replace('\t', ' ')))
    for t in tokens:
        out.write('T\t' + '\t'.join(map(str, t)) + '\n')
    for b, e, t, ent in sorted(mentions):
        head = next((j for j in range(b, e + 1) if not b <= tokens[j][5] <= e), e)
        upos = tokens[head][2]
        kind = 'name' if upos == 'PROPN' else 'pronoun' if upos == 'PRON' else 'nominal'
        out.write('M\t%d\t%d\t%d\t%s\t%s\t%s\n' % (b, e - b + 1, head, t, kind, ent))


if __name__ == '__main__':
    for path in sys.argv[1:]:
        convert(path, sys.stdout)
