# SPDX-License-Identifier: GPL-3.0-or-later
"""The trainer of the reader: one encoder that reads a sentence, and the heads that say what it found.

labels.py   what the heads tell apart
pieces.py   words into pieces of the base model's vocabulary
model.py    encoder, heads, checkpoints
corpora.py  the open corpora and the annotated sentences
features.py what C knows of a word for the names head
losses.py   what training minimises
decode.py   best tree, best names
measure.py  figures on the development parts, calibration
"""
