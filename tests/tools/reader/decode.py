# SPDX-License-Identifier: GPL-3.0-or-later
"""The best tree under one root (Chu and Liu 1965, Edmonds 1967) and the best names in BIO."""
import numpy as np

from . import labels

NEVER = -1e9


def find_cycle(head):
    """Nodes of a cycle of heads, None if there is none."""
    seen = [0] * len(head)
    for start in range(1, len(head)):
        v = start
        while v > 0 and not seen[v]:
            seen[v] = start
            v = head[v]
        if v > 0 and seen[v] == start:
            cycle = [v]
            while head[cycle[-1]] != v:
                cycle.append(head[cycle[-1]])
            return cycle
    return None


def best_arborescence(score):
    """score[dependent, head], node 0 the root; the head of each node, -1 for the root."""
    score = score.copy()
    np.fill_diagonal(score, NEVER)
    score[0] = NEVER
    head = score.argmax(1)
    head[0] = -1
    cycle = find_cycle(head)
    if cycle is None:
        return head
    rest = [i for i in range(len(score)) if i not in set(cycle)]
    m = len(rest)
    small = np.full((m + 1, m + 1), NEVER)
    small[:m, :m] = score[np.ix_(rest, rest)]
    into = score[np.ix_(cycle, rest)] - score[cycle, head[cycle]][:, None]
    out = score[np.ix_(rest, cycle)]
    small[m, :m], small[:m, m] = into.max(0), out.max(1)
    above = best_arborescence(small)
    result = head.copy()
    for i, node in enumerate(rest):
        if node:
            result[node] = cycle[out[i].argmax()] if above[i] == m else rest[above[i]]
    result[cycle[into[:, above[m]].argmax()]] = rest[above[m]]
    return result


def best_tree(arcs):
    """arcs [n, n + 1]: score of each head, column 0 the root. Heads in 0..n, exactly one of them 0."""
    n = len(arcs)
    score = np.full((n + 1, n + 1), NEVER)
    score[1:] = arcs
    head = best_arborescence(score)
    if (head[1:] == 0).sum() != 1:
        best = NEVER * n
        for root in sorted(range(1, n + 1), key=lambda i: -score[i, 0])[:5]:
            only = score.copy()
            only[1:, 0] = -1e6
            only[root, 0] = score[root, 0]
            found = best_arborescence(only)
            total = sum(only[i, found[i]] for i in range(1, n + 1))
            if total > best:
                best, head = total, found
    return [int(x) for x in head[1:]]


def may_follow(before, after):
    return after[0] != 'I' or before[2:] == after[2:] and before != 'O'


FOLLOWS = np.array([[0.0 if may_follow(a, b) else NEVER for b in labels.NAMES] for a in labels.NAMES])
STARTS = np.array([NEVER if a[0] == 'I' else 0.0 for a in labels.NAMES])


def best_names(scores):
    """scores [n, 7], logarithms: the best sequence of labels in which I follows B."""
    total, back = scores[0] + STARTS, []
    for row in scores[1:]:
        paths = total[:, None] + FOLLOWS
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    out = [int(total.argmax())]
    for row in back[::-1]:
        out.append(int(row[out[-1]]))
    return [labels.NAMES[i] for i in out[::-1]]


def spans(names):
    """{(first word, one past the last, type)}"""
    out, i = set(), 0
    while i < len(names):
        j = i + 1
        if names[i] != 'O':
            while j < len(names) and names[j] == 'I' + names[i][1:]:
                j += 1
            out.add((i, j, names[i][2:]))
        i = j
    return out
