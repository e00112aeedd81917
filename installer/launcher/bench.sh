# shellcheck shell=bash
# ./stampede bench: how fast it is on this machine, as ratios measured in one run.

bench() {
  [ $# = 0 ] || fail "bench takes no arguments"
  . "$ROOT/installer/launcher/demo.sh"
  ready_to_run cli
  ready_to_run web
  bench_cli_start
  bench_web_start
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

bench_web_start() {
  local data port=18090 times=() i start
  data=$(mktemp -d)
  web_command $port "$data"
  for i in 1 2 3; do
    start=${EPOCHREALTIME/./}
    "${WEB[@]}" >/dev/null 2>&1 </dev/null &
    until answers "http://127.0.0.1:$port/v1/health"; do
      kill -0 $! 2>/dev/null || fail "the web console does not start: ./stampede web says why"
      sleep 0.02
    done
    times+=($(((${EPOCHREALTIME/./} - start) / 1000)))
    kill $!
    wait $! || true
  done
  rm -rf "$data"
  printf 'start of the web console, until it answers        %s ms\n' \
    "$(printf '%s\n' "${times[@]}" | sort -n | sed -n 2p)"
}
