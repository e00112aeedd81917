# shellcheck shell=bash
# ./stampede demo: from nothing to a console that shows real hosts with a container and a virtual machine.
# Everything goes through the command-line client, as a user would do it. Done again, it finds what is
# there and goes on.

DEMO=${XDG_STATE_HOME:-$HOME/.local/state}/stampede/demo

demo() {
  local port=8090 chosen=(h1 h2)
  while [ $# -gt 0 ]; do
    case $1=${2:-} in
      --port=[1-9]*) port=$2 ;;
      --hosts=h[1-9]*,h[1-9]*) IFS=, read -ra chosen <<<"$2" ;;
      *) fail "demo knows --port N and --hosts h1,h2, not '$*'" ;;
    esac
    shift 2
  done
  [ "$(id -u)" = 0 ] || fail "the demo makes test hosts of namespaces: run it as root"
  need_jdk
  need_packages build web lab
  WHO=lab "$ROOT/installer/lab/lab" up "${chosen[@]}"
  ready_to_run cli
  ready_to_run web
  components_if_possible
  demo_same_hosts "${chosen[@]}"
  demo_console "$port"
  demo_hosts "${chosen[@]}"
  demo_workloads "${chosen[@]}"
  demo_address "$port"
  wait "$CONSOLE"
}

# Hosts that were made anew since are others, with other keys: what was kept of the old ones is of no use
demo_same_hosts() {
  local host prints
  prints=$(for host in "$@"; do print_of "$host"; done)
  if [ -e "$DEMO/hosts" ] && [ "$(<"$DEMO/hosts")" != "$prints" ]; then
    say "these are other hosts than last time: starting with an empty console"
    rm -rf "${DEMO:?}/data" "$DEMO/uploaded"
  fi
  mkdir -p "$DEMO"
  echo "$prints" >"$DEMO/hosts"
}

print_of() { ssh-keygen -lf "$HOSTS/$1/hostkey.pub" | cut -d' ' -f2; }

# The console of the demo, in the background of this script, and ended with it
demo_console() { # PORT
  local i
  export STAMPEDE_URL=http://127.0.0.1:$1 STAMPEDE_TOKEN
  mkdir -p "$DEMO"
  if answers "$STAMPEDE_URL/v1/health"; then
    fail "something listens on port $1 already: ./stampede demo --port N chooses another"
  fi
  web_command "$1" "$DEMO/data"
  "${WEB[@]}" >"$DEMO/console.log" 2>&1 7<&- </dev/null &
  CONSOLE=$!
  trap 'demo_end' EXIT
  trap 'exit 0' INT TERM
  for ((i = 0; i < 600; i++)); do
    answers "$STAMPEDE_URL/v1/health" && break
    kill -0 "$CONSOLE" 2>/dev/null || { tail -n 20 "$DEMO/console.log" >&2; fail "the console ended; its log is $DEMO/console.log"; }
    sleep 0.1
  done
  answers "$STAMPEDE_URL/v1/health" || fail "the console does not answer after 60 s; its log is $DEMO/console.log"
  STAMPEDE_TOKEN=$(<"$DEMO/data/token")
  say "the console is up"
}

demo_end() {
  kill "$CONSOLE" 2>/dev/null || return 0
  wait "$CONSOLE" 2>/dev/null || true
  say "the console has ended; the hosts run on: ./stampede lab down ends them"
}

# Does a URL answer with 200? (bash can do that without curl)
answers() { # URL
  local address=${1#http://} host port line
  host=${address%%:*} port=${address#*:} port=${port%%/*}
  { exec 6<>"/dev/tcp/$host/$port"; } 2>/dev/null || return 1
  printf 'GET /%s HTTP/1.0\r\nHost: %s:%s\r\n\r\n' "${address#*/}" "$host" "$port" >&6
  read -r -t 5 line <&6 || line=
  exec 6>&-
  [[ $line == *" 200"* ]]
}

cli() { (exec_cli "$@"); }

# Nothing is made twice: what has the name already, stays
demo_make() { # KIND NAME OPTION…
  local kind=$1 name=$2
  shift 2
  if cli "$kind" get "$name" >/dev/null 2>&1; then
    say "$kind $name is there already"
  else
    say "$kind $name …"
    cli "$kind" create --name "$name" "$@" >/dev/null || fail "$kind $name could not be made; the console's log is $DEMO/console.log"
  fi
}

# Done again, it goes on, or finds the host that is there
demo_hosts() {
  local host
  for host in "$@"; do
    say "host $host …"
    cli host add "$(address "$host")" --name "$host" --key "$KEY" --host-key "$(print_of "$host")" >/dev/null ||
      fail "host $host could not be added; the console's log is $DEMO/console.log"
  done
}

demo_workloads() { # HOST-FOR-THE-CONTAINER HOST-FOR-THE-MACHINE
  demo_make container web1 --host "$1" --image lab/busybox:1 \
    --command httpd --command -f --command -p --command 8080 --wait
  demo_make image tiny
  [ -e "$DEMO/uploaded" ] || { cli image upload tiny "$IMAGES/tiny.qcow2" >/dev/null && touch "$DEMO/uploaded"; }
  demo_make vm tiny1 --host "$2" --image tiny --memory-mib 128 --wait
}

demo_address() { # PORT
  cat <<S

Two hosts, a container and a virtual machine are up. See them, and the machine's screen, at

    http://127.0.0.1:$1/login?token=$STAMPEDE_TOKEN

The same from another terminal:

    ./stampede login $STAMPEDE_URL     (token: $DEMO/data/token)
    ./stampede container list

Ctrl-C ends the console.
S
}
