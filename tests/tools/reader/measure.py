# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures on the development parts, on given words: those of issue 13's table; certainty and its calibration."""
import torch
import torch.nn.functional as F

from . import decode, features, labels, losses

FACT = ('happened', 'said')
DROP = {',', '.', 'the', 'a', 'an', '"', "'", '``', "''", ';', ':', '-', '--', '(', ')'}  # no matter of truth in a title
MARKS = {'"', ',', '.', "'", '``', "''", 'that'}  # no matter of what was said
RIGHT = .95  # so many of the main facts must be right


def f1(hit, found, gold):
    return 200 * hit / max(1, found + gold)


def percent(part, whole):
    return 100 * part / max(1, whole)


def spread(items, key, pieces):
    """Lists of items with at most so many pieces, the short ones first."""
    out, width = [[]], 0
    for item in sorted(items, key=key):
        width = max(width, key(item))
        if out[-1] and width * (len(out[-1]) + 1) > pieces:
            out.append([])
            width = key(item)
        out[-1].append(item)
    return out


@torch.no_grad()
def read(heads, documents, bf16=False):
    """Gives each sentence its words' vectors, `w`. The heads are ready to be asked afterwards."""
    heads.eval()
    sentences = [s for document in documents for s in document]
    for batch in spread(sentences, lambda s: len(losses.encoded(s, heads.pieces)[0]), 2400):
        w, _ = losses.read_words(heads, batch, bf16)
        for i, sentence in enumerate(batch):
            sentence['w'] = w[i, :len(sentence['words'])].clone()


# ---- trees and names --------------------------------------------------------------------------------------------------------

@torch.no_grad()
def measure_trees(heads, documents, keep=None):
    """keep: a list that gets (head, scores, right answers) for calibration."""
    n = upos = xpos = uas = las = full = 0
    tag, known = losses.indices(heads.tags), losses.indices(heads.rels)
    for sentence in (s for document in documents for s in document if 'heads' in s):
        w = sentence['w'][None]
        arcs, tags = heads.reader.arcs(w)[0], heads.reader.tag(w)[0]
        above = decode.best_tree(arcs.double().numpy())
        rels = heads.reader.relations(w, torch.tensor([above]))[0]
        if keep is not None:
            keep.append(('tag', tags, torch.tensor([tag.get(x, -100) for x in sentence['tags']])))
            keep.append(('head', arcs, torch.tensor(sentence['heads'])))
            right = [known.get(x, -100) if above[i] == sentence['heads'][i] else -100 for i, x in enumerate(sentence['rels'])]
            keep.append(('rel', rels, torch.tensor(right)))
        rels = rels.argmax(-1).tolist()
        for i, best in enumerate(tags.argmax(-1).tolist()):
            mine, gold = heads.tags[best].split('|', 1), sentence['tags'][i].split('|', 1)
            relation, right = labels.fold_relation(heads.rels[rels[i]]), sentence['rels'][i]
            n += 1
            upos += mine[0] == gold[0]
            xpos += mine[1] == gold[1]
            if above[i] == sentence['heads'][i]:
                uas += 1
                las += relation.split(':')[0] == right.split(':')[0]
                full += relation == right
    return {'words': n, 'UPOS': percent(upos, n), 'XPOS': percent(xpos, n), 'UAS': percent(uas, n), 'LAS': percent(las, n),
            'LAS with subtypes': percent(full, n)}


@torch.no_grad()
def name_scores(heads, document, convention):
    """[words, 7] of a document"""
    w = torch.cat([sentence['w'] for sentence in document])
    conv = torch.full((len(w),), convention)
    if not heads.n_features:
        return heads.reader.names(w, conv)
    for sentence in document:
        sentence['document'] = 0
    rows = features.rows_of(document)
    first = heads.reader.names(w, conv, rows).softmax(-1)
    return heads.reader.names(w, conv, features.with_elsewhere(rows, first, document))


def measure_names(heads, documents, convention=labels.GOLD, lost=0, keep=None):
    """lost: names of the set that no words fit; they count as missed."""
    count = {kind: [0, 0, 0] for kind in ('PER', 'ORG', 'LOC')}
    for document in documents:
        scores = name_scores(heads, document, convention)
        if keep is not None:
            gold = [losses.NAME.get(x, -100) for s in document for x in s.get('names', [None] * len(s['words']))]
            keep.append(('name', scores, torch.tensor(gold)))
        at = 0
        for sentence in document:
            n = len(sentence['words'])
            if 'names' not in sentence:
                at += n
                continue
            mine = decode.spans(decode.best_names(scores[at:at + n].log_softmax(-1).double().numpy()))
            gold = decode.spans(sentence['names'])
            at += n
            for kind in count:
                a, b = ({span for span in x if span[2] == kind} for x in (mine, gold))
                for k, x in enumerate((a & b, a, b)):
                    count[kind][k] += len(x)
    total = [sum(x[k] for x in count.values()) for k in range(3)]
    total[2] += lost
    return {'names': total[2], 'F1': f1(*total), **{kind: f1(*count[kind]) for kind in count}}


# ---- events -----------------------------------------------------------------------------------------------------------------

def certainty(row):
    """That it happened, or that somebody says so: of the probabilities of a word's statuses."""
    return sum(row[losses.STATUS[x]] for x in FACT)


@torch.no_grad()
def find_events(heads, sentence):
    w = sentence['w'][None]
    status, weight = (x[0] for x in heads.events(w))
    links = heads.events.links(w)[0] > 0
    temperature = heads.calibration.get('event', 1.0)
    p = (status / temperature).softmax(-1)
    for i in (status.argmax(-1) > 0).nonzero()[:, 0].tolist():
        event = {'trigger': i, 'status': labels.STATUSES[status[i].argmax()], 'weight': int(weight[i].argmax()),
                 'p': float(certainty(p[i]))}
        for k, role in enumerate(labels.ROLES):
            event[role] = links[i, :, k].nonzero()[:, 0].tolist()
        yield event


def is_fact(event):
    return event is not None and event['status'] in FACT


class EventFigures:
    def __init__(self):
        self.gold = self.found = self.hit = self.same = self.titles = self.near = self.exact = 0
        self.roles = {role: [0, 0, 0] for role in labels.ROLES[:-1]}
        self.shown = []   # (certainty, is it a fact, is it a main fact) of what would be given as a main fact
        self.main = 0     # main facts of the annotation
        self.confusion = {}

    def add(self, sentence, events):
        gold = {event['trigger']: event for event in sentence['events']}
        drop = {i for i, word in enumerate(sentence['words']) if word.lower() in DROP}
        self.gold += len(gold)
        self.main += sum(is_fact(event) and event['weight'] == 2 for event in gold.values())
        for event in events:
            right = gold.get(event['trigger'])
            self.found += 1
            if is_fact(event) and event['weight'] == 2:
                self.shown.append((event['p'], is_fact(right), is_fact(right) and right['weight'] == 2))
            if right is not None:
                self.compare(event, right, drop)

    def compare(self, event, right, drop):
        self.hit += 1
        self.same += event['status'] == right['status']
        key = right['status'], event['status']
        self.confusion[key] = self.confusion.get(key, 0) + 1
        for role, count in self.roles.items():
            a, b = set(event[role]), set(right[role])
            for k, x in enumerate((a & b, a, b)):
                count[k] += len(x)
        if right['weight'] > 0:
            a, b = set(event['title']) - drop, set(right['title']) - drop
            self.titles += 1
            self.near += f1(len(a & b), len(a), len(b)) >= 80
            self.exact += a == b

    def certain(self, right=RIGHT):
        """(certainty from which so many of 100 are facts, share of the main facts that are given from there on)"""
        good = total = kept = 0
        best = (1.0, 0.0)
        for p, fact, main in sorted(self.shown, reverse=True):
            total += 1
            good += fact
            kept += main
            if good >= right * total:
                best = (p, percent(kept, self.main))
        return best

    def rows(self):
        at, share = self.certain()
        return {'events': self.gold, 'trigger F1': f1(self.hit, self.found, self.gold),
                'trigger and status F1': f1(self.same, self.found, self.gold), 'given as main facts': len(self.shown),
                'of these no fact, %': percent(sum(not x[1] for x in self.shown), len(self.shown)),
                '95 of 100 right from certainty': at, 'main facts found there, %': share,
                **{role + ' F1': f1(*count) for role, count in self.roles.items()},
                'titles at least .8, %': percent(self.near, self.titles), 'titles exact, %': percent(self.exact, self.titles)}


def event_figures(heads, documents):
    figures = EventFigures()
    for sentence in (s for document in documents for s in document if 'events' in s):
        figures.add(sentence, find_events(heads, sentence))
    return figures


# ---- ties and quotes --------------------------------------------------------------------------------------------------------

def is_name(sentence, i):
    return sentence['words'][i][:1].isupper()


@torch.no_grad()
def measure_ties(heads, documents, least=(.5, .7)):
    """Typed precision and recall of all ties with two ends in the sentence, and recall of those between names."""
    sums = {p: [0, 0, 0, 0] for p in least}  # right, found, right between names, state right
    n = names = 0
    for sentence in (s for document in documents for s in document if 'relations' in s):
        types, states, _, _ = heads.ties(sentence['w'][None])
        p = (types[0, :, 1:] / heads.calibration.get('tie', 1.0)).softmax(-1)
        gold = {(tie['from'][-1], tie['to'][-1]): tie for tie in sentence['relations'] if tie['to']}
        named = {ends for ends in gold if is_name(sentence, ends[0]) and is_name(sentence, ends[1])}
        n, names = n + len(gold), names + len(named)
        sure, kind = p[:, :, 1:].max(-1)
        for limit, count in sums.items():
            for a, b in (sure >= limit).nonzero().tolist():
                tie = gold.get((a, b))
                count[1] += 1
                if tie and tie['type'] == labels.TIES[kind[a, b] + 1]:
                    count[0] += 1
                    count[2] += (a, b) in named
                    count[3] += labels.STATES[states[0, a, b + 1].argmax()] == tie['state']
    out = {'ties': n, 'ties between names': names}
    for limit, (right, found, between, state) in sums.items():
        out.update({'ties P at %.1f' % limit: percent(right, found), 'ties R at %.1f' % limit: percent(right, n),
                    'ties between names R at %.1f' % limit: percent(between, names),
                    'state right at %.1f, %%' % limit: percent(state, right)})
    return out


@torch.no_grad()
def measure_quotes(heads, documents):
    gold = found = hit = content = speaker = 0
    for sentence in (s for document in documents for s in document if 'quotes' in s):
        _, _, kinds, quotes = heads.ties(sentence['w'][None])
        right = {quote['cue'][0]: quote for quote in sentence['quotes'] if quote['cue']}
        cues = (kinds[0].argmax(-1) > 0).nonzero()[:, 0].tolist()
        gold, found = gold + len(right), found + len(cues)
        marks = {i for i, word in enumerate(sentence['words']) if word in MARKS}
        for cue in cues:
            if cue in right:
                said, who = ({i for i, x in enumerate(quotes[0, cue, :, k].tolist()) if x > 0} for k in (1, 0))
                a, b = said - marks, set(right[cue]['content']) - marks
                hit += 1
                content += f1(len(a & b), len(a), len(b)) >= 80
                speaker += who == set(right[cue]['speaker'])
    return {'quotes': gold, 'cue F1': f1(hit, found, gold), 'content right, %': percent(content, hit),
            'speaker right, %': percent(speaker, hit)}


# ---- calibration ------------------------------------------------------------------------------------------------------------

def link_scores(scores, gold):
    """Scores [n, roles] and whether each is right."""
    return scores.reshape(-1), gold.reshape(-1)


@torch.no_grad()
def keep_annotated(heads, documents, keep):
    """Scores and right answers of the heads that read annotated sentences."""
    for sentence in (s for document in documents for s in document if 'events' in s):
        w = sentence['w'][None]
        n = len(sentence['words'])
        status, weight, links = (x[0] for x in losses.event_targets([sentence], n))
        s, v = (x[0] for x in heads.events(w))
        keep.append(('event', s, status))
        hot = status > 0
        keep.append(('weight', v[hot], weight[hot]))
        keep.append(('link', *link_scores(heads.events.links(w)[0][hot], links[hot])))
        if 'relations' in sentence:
            types, states, kinds, quotes = (x[0] for x in losses.tie_targets([sentence], n))
            t, st, k, q = (x[0] for x in heads.ties(w))
            keep.append(('tie', t.reshape(-1, t.shape[-1]), types.reshape(-1)))
            keep.append(('state', st[states >= 0], states[states >= 0]))
            keep.append(('quote', k, kinds))
            keep.append(('link', *link_scores(q[kinds > 0], quotes[kinds > 0])))


def gather(keep):
    """{head: (scores, right answers)}"""
    out = {}
    for name, scores, gold in keep:
        if name == 'head':  # sentences differ in length
            scores = F.pad(scores, (0, 512 - scores.shape[1]), value=-1e4)
        out.setdefault(name, []).append((scores, gold))
    return {name: tuple(torch.cat(x) for x in zip(*rows)) for name, rows in out.items()}


def loss_at(scores, gold, temperature):
    if scores.dim() == 1:
        return F.binary_cross_entropy_with_logits(scores / temperature, gold.float()).item()
    return F.cross_entropy(scores / temperature, gold, ignore_index=-100).item()


def best_temperature(scores, gold):
    """Golden-section search of the least loss between a quarter and four."""
    import math
    a, b, g = math.log(.25), math.log(4), (math.sqrt(5) - 1) / 2
    for _ in range(24):
        c, d = b - g * (b - a), a + g * (b - a)
        if loss_at(scores, gold, math.exp(c)) < loss_at(scores, gold, math.exp(d)):
            b = d
        else:
            a = c
    return round(math.exp((a + b) / 2), 4)


def reliability(scores, gold, temperature, steps=(0, .5, .6, .7, .8, .9, .95, .99, 1.001)):
    """[(from, to, how many, mean certainty, share right)] of the answers given, without the empty class where it is sure."""
    if scores.dim() == 1:
        p = (scores / temperature).sigmoid()
        p, right = torch.where(p > .5, p, 1 - p), (p > .5) == (gold > .5)
        some = (scores > 0) | (gold > .5)
    else:
        p, best = (scores / temperature).softmax(-1).max(-1)
        right = best == gold
        some = gold >= 0
    p, right = p[some], right[some]
    out = []
    for a, b in zip(steps, steps[1:]):
        inside = (p >= a) & (p < b)
        if inside.any():
            out.append((a, min(b, 1.0), int(inside.sum()), p[inside].mean().item(), right[inside].float().mean().item()))
    return out


def calibrate(keep):
    """{head: temperature}; the probability of an answer is softmax (scores / temperature), of a link the logistic of it."""
    return {name: best_temperature(*rows) for name, rows in gather(keep).items() if len(rows[1])}


def print_reliability(keep, calibration, out=print):
    for name, (scores, gold) in gather(keep).items():
        t = calibration.get(name, 1.0)
        out('%s, temperature %.2f' % (name, t))
        for a, b, n, sure, right in reliability(scores, gold, t):
            out('  %.2f-%.2f  %7d answers, mean certainty %.3f, right %.3f' % (a, b, n, sure, right))
