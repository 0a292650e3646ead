#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run_long.sh [BUILD]   the tests of this folder at length, one after the other, with the lowest priority: 100,000 power
# cuts, every fault point, 9,000 kills and 1,000 of the application. Hours; SEED=N makes other ones.
set -u
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
build=$(cd "${1:-$source/build}" && pwd)
seed=${SEED:-$(date +%s)}
meson compile -C "$build" || exit
export DATELINE_DATA_DIR="$source/resources" TZ=UTC LC_ALL=C.UTF-8 GSETTINGS_BACKEND=memory GTK_A11Y=none
export GSETTINGS_SCHEMA_DIR="$build/data" XDG_DATA_HOME="$build/tests/safety/home"
failed=0
run () { echo "# $* --seed $seed"; nice -n 19 "$@" --seed "$seed" || failed=1; }
programs="$build/tests/safety $build/src/cli/dateline-cli"
# shellcheck disable=SC2086
{
  run python3 "$here/test_power_cuts.py" $programs --states 100000
  run python3 "$here/test_faults.py" $programs --all
  run python3 "$here/test_kills.py" $programs --kills 9000
  run "$here/../with-display.sh" /usr/bin/python3 "$here/test_window.py" $programs "$build/src/ui/dateline" --kills 1000
}
exit $failed
