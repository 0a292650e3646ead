# SPDX-License-Identifier: GPL-3.0-or-later
"""What C knows of a word for the names head, `nf`.

name-bits-tool prints for each word what the product's own code (src/extract/names/dln-names-text.c) computes; this module lays
it out as a row of numbers. C computes the same row so, for word i of a document:

1. OWN bits of a word, each 0 or 1, in this order:
     0-35   for each of the 9 lists of phrases (DlnNamesList 0-8): alone, begin, inside, end (token.phrases >> 3 * list & 7
            is 1, 2, 3, 4)
    36-45   the 10 lists of single words (bit DLN_LIST_FIRST_NAME ... DLN_LIST_SPORT of token.lists)
    46-52   letter_case (DlnNamesCase 0-6)
    53-60   flags (DlnNamesFlags bits 0-7)
    61-68   commonness 0-7
    69-72   place in the run of capitalised words: alone, first, last, inside
    73-75   text.sport is 1, 2, 3
2. The row has the own bits of the word, of the word before it and of the word after it in the sentence (zeros at the ends):
   3 * 76 numbers.
3. Then 8 numbers about the word's other places in the document: the mean of the seven probabilities (softmax of the names
   head's scores in a first pass, in which these 8 numbers are 0) over all other places of capitalised words
   (DLN_NAMES_CAPITALISED) with the same `letters`, and 1. All 8 are 0 when the word is not capitalised or has no other place.
4. scores = name(gelu(nh.0 w + nf row)); `nf` has no bias. The encoder runs once; the head runs twice.
"""
import hashlib
import os
import subprocess

import numpy as np
import torch

N_PHRASES, N_LISTS = 9, 19
OWN = 76
ELSEWHERE = 8
N_FEATURES = 3 * OWN + ELSEWHERE
CAPITALISED = 1 << 7


def run_tool(tool, model, documents, cache):
    """The tool's lines for the words of documents, kept in the folder `cache`."""
    rows = []
    for document in documents:
        rows.append('#doc')
        for sentence in document:
            rows += [word if word != '#doc' else '# doc' for word in sentence['words']]
            rows.append('')
    text = ('\n'.join(rows) + '\n').encode()
    digest = hashlib.sha256(text)
    for path in (tool, model):
        with open(path, 'rb') as file:
            digest.update(file.read())
    kept = os.path.join(cache, 'bits-%s.txt' % digest.hexdigest()[:16])
    if not os.path.exists(kept):
        os.makedirs(cache, exist_ok=True)
        with open(kept + '.new', 'wb') as out:
            subprocess.run([tool, model], input=text, stdout=out, check=True)
        os.replace(kept + '.new', kept)
    with open(kept, encoding='ascii') as lines:
        return lines.read().splitlines()


def own_bits(lists, phrases, case, flags, common, run, sport):
    row = np.zeros(OWN, np.uint8)
    for i in range(N_PHRASES):
        place = phrases >> 3 * i & 7
        if place:
            row[4 * i + place - 1] = 1
    for i in range(N_PHRASES, N_LISTS):
        row[36 + i - N_PHRASES] = lists >> i & 1
    row[46 + case] = 1
    for i in range(8):
        row[53 + i] = flags >> i & 1
    row[61 + common] = 1
    if run:
        row[68 + run] = 1
    if sport:
        row[72 + sport] = 1
    return row


def add_bits(documents, tool, model, cache):
    """Gives each sentence `bits` [words, 3 * OWN] and `keys` [words], 0 for words that are not capitalised."""
    lines = iter(run_tool(tool, model, documents, cache))
    known = {}
    for document in documents:
        for sentence in document:
            rows, keys = [np.zeros(OWN, np.uint8)], []
            for _ in sentence['words']:
                *numbers, key = next(lines).split()
                fields = ' '.join(numbers)
                if fields not in known:
                    known[fields] = own_bits(*(int(x, 16) for x in numbers))
                rows.append(known[fields])
                key = int(key, 16) & 0x7fffffffffffffff
                keys.append(key if int(numbers[3], 16) & CAPITALISED else 0)
            rows.append(np.zeros(OWN, np.uint8))
            own = np.stack(rows)
            sentence['bits'] = np.concatenate([own[1:-1], own[:-2], own[2:]], 1)
            sentence['keys'] = keys


def elsewhere(probabilities, keys):
    """[N, 8]: mean of the probabilities [N, 7] over the other words with the same key (0 = none), and 1 if there are any."""
    keys = torch.as_tensor(keys)
    _, group = keys.unique(return_inverse=True)
    n = int(group.max()) + 1 if len(keys) else 0
    total = torch.zeros(n, probabilities.shape[1]).index_add_(0, group, probabilities)
    count = torch.zeros(n).index_add_(0, group, torch.ones(len(keys)))
    others = (count[group] - 1).clamp_min(0)
    some = ((keys != 0) & (others > 0)).float()[:, None]
    mean = (total[group] - probabilities) / others.clamp_min(1)[:, None]
    return torch.cat([mean * some, some], 1)


def rows_of(sentences):
    """Bits of all words of sentences as floats, with zeros for what the first pass gives."""
    bits = np.concatenate([sentence['bits'] for sentence in sentences])
    return torch.cat([torch.from_numpy(bits).float(), torch.zeros(len(bits), ELSEWHERE)], 1)


def keys_of(sentences):
    """Keys of all words; a document's words never meet those of another."""
    out, last, turn = [], None, 0
    for sentence in sentences:
        if sentence.get('document') != last:
            last, turn = sentence.get('document'), turn + 1
        out += [(key ^ turn * 0x9e3779b97f4a7c15) & 0x7fffffffffffffff if key else 0 for key in sentence['keys']]
    return out


def with_elsewhere(rows, first, sentences):
    """rows_of (sentences) with what the first pass gave the words' other places."""
    return torch.cat([rows[:, :-ELSEWHERE], elsewhere(first, keys_of(sentences))], 1)
