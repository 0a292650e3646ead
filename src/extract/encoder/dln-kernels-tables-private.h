/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables, one for each file dln-kernels-*.c. */
#pragma once

#include "extract/encoder/dln-kernels-private.h"

G_BEGIN_DECLS

extern const DlnKernels _dln_kernels_plain;
#ifdef __x86_64__
extern const DlnKernels _dln_kernels_avx2;
extern const DlnKernels _dln_kernels_avx512;
extern const DlnKernels _dln_kernels_avxvnni;
#endif
#ifdef __aarch64__
extern const DlnKernels _dln_kernels_neon;
extern const DlnKernels _dln_kernels_dotprod;
#endif

G_END_DECLS
