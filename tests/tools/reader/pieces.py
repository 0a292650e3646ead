# SPDX-License-Identifier: GPL-3.0-or-later
"""Words into pieces: SentencePiece's unigram rule (Kudo 2018) over the base model's vocabulary, best path by Viterbi. A word
is at most 16 pieces; the C code does the same."""

SPACE = '\u2581'
MAX_PIECES = 16
MAX_LENGTH = 16  # characters of a piece
FIRST_PIECE = 4  # smaller ids are marks of the model: begin, padding, end, unknown


class Pieces:
    def __init__(self, pieces, scores, begin, end, padding, unknown, normal):
        """pieces, scores: in the order of ids; normal: {character: what stands for it}."""
        self.ids = {}
        for i, piece in enumerate(pieces):
            self.ids.setdefault(piece, i)
        self.scores = scores
        self.begin, self.end, self.padding, self.unknown = begin, end, padding, unknown
        self.normal = normal
        self.lowest = float(min(scores)) - 10
        self.cache = {}

    def split(self, word):
        """The ids of a word's pieces."""
        if word not in self.cache:
            self.cache[word] = self._search(word)
        return self.cache[word]

    def _search(self, word):
        text = SPACE + ''.join(self.normal.get(c, c) for c in word).replace(' ', SPACE)
        best = [(0.0, 0, 0)] + [(float('-inf'), 0, 0)] * len(text)  # score, begin of the last piece, its id
        for i in range(len(text)):
            for j in range(i + 1, min(len(text), i + MAX_LENGTH) + 1):
                k = self.ids.get(text[i:j], -1)
                if k >= FIRST_PIECE:
                    score = best[i][0] + self.scores[k]
                elif j == i + 1:
                    k, score = self.unknown, best[i][0] + self.lowest
                else:
                    continue
                if score > best[j][0]:
                    best[j] = (score, i, k)
        out, j = [], len(text)
        while j:
            out.append(best[j][2])
            j = best[j][1]
        return out[::-1][:MAX_PIECES]


def shape(word):
    """Class of a word's letters, 1 to 9; 0 is for the marks at the ends, 10 for a word's later pieces."""
    if word.isdigit():
        return 1
    if any(c.isdigit() for c in word):
        return 2
    if not any(c.isalpha() for c in word):
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 6 if word[1:].islower() else 7
    return 9 if word.islower() else 8


def encode(pieces, words):
    """(ids, index of each word's first piece, shapes) of a sentence, with the marks at its ends."""
    ids, firsts, shapes = [pieces.begin], [], [0]
    for word in words:
        split = pieces.split(word)
        firsts.append(len(ids))
        ids += split
        shapes += [shape(word)] + [10] * (len(split) - 1)
    return ids + [pieces.end], firsts, shapes + [0]
