#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh TARGET [RUNS [MAX_LEN]]   fuzzes one target of targets.c with libFuzzer under the address and
# undefined-behaviour sanitizers: 10 million runs of inputs up to 256 bytes without more words. It goes on from the seeds
# in the tree and from what earlier calls found. Wants clang. An input that breaks something is left in
# build/fuzzers/found: mend it, then add it to seeds/TARGET, where every `meson test` replays it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
target=${1:?usage: fuzz.sh TARGET [RUNS [MAX_LEN]]} runs=${2:-10000000} length=${3:-256}
build=${FUZZ_BUILD:-$source/build/fuzzers}
[ -f "$build/build.ninja" ] ||
  CC=clang meson setup "$build" "$source" -Dfuzzers=true -Dapp=false -Db_sanitize=address,undefined -Db_lundef=false \
    -Dwerror=false -Dbuildtype=debugoptimized -Dc_args=-fsanitize=fuzzer-no-link >"$build.log"
meson compile -C "$build" "fuzz-$target"
mkdir -p "$build/found" "$build/corpus/$target"
export DATELINE_DATA_DIR="$source/resources" TZ=UTC LC_ALL=C.UTF-8
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions="$source/tests/house/lsan.supp":print_suppressions=0
exec "$build/tests/fuzz/fuzz-$target" -runs="$runs" -max_len="$length" -timeout=25 -rss_limit_mb=3000 \
  -artifact_prefix="$build/found/$target-" -print_final_stats=1 "$build/corpus/$target" "$here/seeds/$target"
