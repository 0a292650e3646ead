# SPDX-License-Identifier: GPL-3.0-or-later
"""To be imported before torch: threads that wait sleep (a thread that waits for one that has no processor would spin, which cost
nine tenths of the time on a busy machine), and memory of tensors is kept instead of being mapped anew for each."""
import ctypes
import os

os.environ.setdefault('OMP_WAIT_POLICY', 'passive')
os.environ.setdefault('GOMP_SPINCOUNT', '0')

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3  # of malloc.h

try:
    for option, size in ((TRIM_THRESHOLD, 1 << 30), (TOP_PAD, 1 << 26), (MMAP_THRESHOLD, 1 << 30)):
        ctypes.CDLL(None).mallopt(option, size)
except (AttributeError, OSError):
    pass  # another C library
