# shellcheck shell=bash
# ./stampede bench: how fast it is on this machine, as ratios measured in one run.

bench() {
  [ $# = 0 ] || fail "bench takes no arguments"
  ready_to_run cli
  bench_cli_start
}

# The middle one of some runs, in milliseconds
median_ms() { # RUNS COMMAND…
  local runs=$1 i start times=()
  shift
  for ((i = 0; i < runs; i++)); do
    start=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1 </dev/null || true
    times+=($(((${EPOCHREALTIME/./} - start) / 1000)))
  done
  printf '%s\n' "${times[@]}" | sort -n | sed -n "$((runs / 2 + 1))p"
}

bench_cli_start() {
  local cli java
  cli=$(median_ms 11 "$ROOT/stampede" container --help)
  java=$(median_ms 11 "$JAVA_HOME/bin/java" -version)
  printf 'start of the command line (goal: under 300 ms)  %s ms, %s times java -version (%s ms)\n' \
    "$cli" "$(awk "BEGIN { printf \"%.1f\", $cli / $java }")" "$java"
}
