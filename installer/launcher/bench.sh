# shellcheck shell=bash
# ./stampede bench [network]: how fast it is on this machine, as ratios measured in one run. A goal that is missed
# is shown and fails nothing: times are the machine's, too.

bench() {
  local only=${1:-} hosts
  case $# in 0) ;; 1) [ "$only" = network ] || fail "bench measures all, or 'network'" ;; *) fail "bench takes one word, 'network'" ;; esac
  [ "$(id -u)" = 0 ] || fail "the benchmark makes test hosts of namespaces: run it as root"
  . "$ROOT/installer/launcher/demo.sh"
  need_jdk
  need_packages lab
  export LAB_HOSTS=${LAB_HOSTS:-h1,h2}
  IFS=, read -ra hosts <<<"$LAB_HOSTS"
  [ ${#hosts[@]} -ge 2 ] || fail "the benchmark wants two hosts, as LAB_HOSTS=h3,h4"
  WHO=lab "$ROOT/installer/lab/lab" up "${hosts[@]:0:2}"
  if [ -z "$only" ]; then
    ready_to_run cli
    ready_to_run web
  fi
  ready_to_run bench
  components_if_possible
  if [ -z "$only" ]; then
    printf '\n-- starting\n'
    bench_cli_start
    bench_web_start
  fi
  printf '\n-- containers, machines and networks, '
  bench_hosts ${only:+"$only"}
  [ -z "$only" ] || return 0
  printf '\n-- SSH on this machine, '
  bench_ssh
}

# Containers, machines and networks on hosts of the lab, against docker and virsh
bench_hosts() { # [network]
  (
    cd "$ROOT" || exit
    bench_docker
    bench_java e2e io.stampede.bench.Bench "$@"
  )
}

# Commands and forwarded sockets, against OpenSSH's own client and sshd; needs no lab
bench_ssh() { bench_java ssh-exec io.stampede.ssh.SshBench; }

bench_java() { # MODULE CLASS [ARGUMENT…]
  local module=$ROOT/$1 class=$2
  shift 2
  "$JAVA_HOME/bin/java" "${JVM[@]}" --sun-misc-unsafe-memory-access=allow \
    -cp "$module/target/test-classes:$module/target/classes:$(<"$module/target/test.classpath")" "$class" "$@" </dev/null
}

# A machine without docker takes the client of the hosts' Debian tree: installing it would start a daemon here
bench_docker() {
  command -v docker >/dev/null && return
  mkdir -p "$CACHE/bench"
  ln -sf "$BASE/usr/bin/docker" "$CACHE/bench/docker"
  PATH=$PATH:$CACHE/bench
}

# The same lines as those of the races in Java
bench_ours() { # WHAT MILLISECONDS [GOAL]
  local LC_ALL=C
  printf '%-42s %9.1f ms%s\n' "$1" "$2" "${3:+              goal: $3}"
}
bench_peer() { # WHAT MILLISECONDS OURS
  local LC_ALL=C
  printf '  %-40s %9.1f ms %8.2f x\n' "$1" "$2" "$(awk "BEGIN { print $2 / $3 }")"
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
  bench_ours 'the command line, until it has helped' "$cli" "under 300 ms: $( ((cli < 300)) && echo met || echo NOT MET)"
  bench_peer 'java -version, from the same JDK' "$java" "$cli"
}

bench_web_start() {
  local data port=18090 times=() i start
  if answers "http://127.0.0.1:$port/v1/health"; then fail "something listens on port $port, which the benchmark wants"; fi
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
  bench_ours 'the web console, until it answers' "$(printf '%s\n' "${times[@]}" | sort -n | sed -n 2p)"
}
