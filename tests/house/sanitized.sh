#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sanitized.sh SOURCE_ROOT BUILD_ROOT   builds with the address and undefined-behaviour sanitizers (leaks included) and
# runs the tests that need no display, the stories' programs among them. Warnings are no errors there: the compiler
# guesses wrong under sanitizers. Memory comes from malloc alone, so that no leak hides in a pool of GLib's. Prints TAP.
set -u
source=$1 build=$2/sanitized
echo 1..2
[ -f "$build/build.ninja" ] ||
  meson setup "$build" "$source" -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized -Dapp=false -Dwerror=false \
    >"$build.log" 2>&1 || { echo "not ok 1 configured"; sed 's/^/# /' "$build.log" | tail -n 20; exit 1; }
if meson compile -C "$build" >"$build.log" 2>&1; then
  echo "ok 1 built"
else
  echo "not ok 1 built"; sed 's/^/# /' "$build.log" | tail -n 20; exit 1
fi
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export G_SLICE=always-malloc
export LSAN_OPTIONS=suppressions="$source/tests/house/lsan.supp":print_suppressions=0
if meson test -C "$build" --suite fast --no-rebuild --timeout-multiplier 5 >"$build.log" 2>&1; then
  echo "ok 2 $(sed -n 's/^Ok: *//p' "$build.log") tests are clean"
else
  echo "not ok 2 sanitized tests"
  sed 's/^/# /' "$build.log" | tail -n 60
  sed -n '/ERROR: \|runtime error\|SUMMARY\|^not ok/p' "$build/meson-logs/testlog.txt" | sed 's/^/# /' | head -n 40
  exit 1
fi
