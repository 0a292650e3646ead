/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels whose instructions this machine may lack, with these written out. */
#pragma once

#include "extract/encoder/dln-kernels-private.h"

#ifdef __x86_64__
extern const DlnKernels emulated_avx512;
extern const DlnKernels emulated_avxvnni;
#endif
