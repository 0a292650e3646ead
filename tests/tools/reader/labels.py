# SPDX-License-Identifier: GPL-3.0-or-later
"""What the heads tell apart. The order of each list is the order of the rows in the model file: C reads the lists from the
checkpoint's inventory, so a new label goes to the end."""
import os
import re

NAMES = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC']
STATUSES = ['O', 'happened', 'said', 'alleged', 'planned', 'possible', 'not', 'denied', 'state']
ROLES = ['who', 'whom', 'where', 'when', 'source', 'title']
TIES = ['none', 'head_of', 'post_in', 'spokesperson_of', 'member_of', 'works_for', 'represents', 'candidate_for', 'founder_of',
        'owner_of', 'part_of', 'funds', 'supplies', 'acquires', 'spouse_of', 'parent_of', 'child_of', 'sibling_of', 'relative_of',
        'ally_of', 'rival_of', 'located_in', 'lives_in', 'born_in', 'from']
STATES = ['now', 'former', 'future', 'alleged', 'denied']
KINDS = ['none', 'direct', 'indirect', 'mixed']

# Conventions of the sets of names; the product asks for GOLD.
GOLD, MIXED, SILVER = 0, 1, 2

INVENTORY = {'names': NAMES, 'statuses': STATUSES, 'roles': ROLES, 'types': TIES, 'states': STATES, 'kinds': KINDS,
             'quote_roles': ['speaker', 'content']}


def read_relations():
    """The names of DlnDeprel, as the C code has them."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../src/extract/dln-annotations.c')
    with open(path, encoding='utf-8') as source:
        names = re.findall(r'\[DLN_DEPREL_\w+\] = "([^"]+)"', source.read())
    return [name for name in names if name != '_']


RELATIONS = read_relations()
UNMARKED = {'nmod:npmod': 'nmod:unmarked', 'nmod:tmod': 'nmod:unmarked', 'obl:npmod': 'obl:unmarked', 'obl:tmod': 'obl:unmarked'}


def fold_relation(name):
    """The relation that dln_deprel_from_name gives for a name of the treebanks."""
    if name in RELATIONS:
        return name
    if name in UNMARKED:
        return UNMARKED[name]
    base = name.split(':')[0]
    return base if base in RELATIONS else 'dep'
