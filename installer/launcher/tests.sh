# shellcheck shell=bash
# ./stampede test: every check and every test there is, or those of some rows of the mission.

run_tests() {
  # A test that fails keeps no other from being run; show_failed counts them
  local rows='' arguments=() goal=(-fae -Dmaven.test.failure.ignore=true verify)
  while [ $# -gt 0 ]; do
    case $1 in
      --rows)
        [[ ${2:-} =~ ^[SCN][0-9]+(,[SCN][0-9]+)*$ ]] || fail "test --rows wants rows such as S2,S10"
        rows=$2
        shift
        ;;
      --slow) arguments+=(-Dtests.left.out=none) ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
  need_jdk
  need_packages build web desktop lab test
  need_node
  components
  one_build_at_a_time
  tests_lab_up
  tests_display
  find "$ROOT" \( -path '*/target/rows.tsv' -o -path '*/target/surefire-reports/TEST-*.xml' \) -delete
  local failed=0
  if [ -n "$rows" ]; then
    (maven "$ROOT/target/test.log" "${goal[@]}" "-Dgroups=${rows//,/|}" \
      -Dsurefire.failIfNoSpecifiedTests=false "${arguments[@]}") || failed=1
    show_rows "$rows" || failed=1
  else
    # Tests of lab hosts mostly wait for them: two at a time, where there are hosts for two
    [[ -n ${LAB_HOSTS:-} && ! $LAB_HOSTS =~ (h.*){6} ]] || goal+=(-Dlab.forks=2)
    (maven "$ROOT/target/test.log" "${goal[@]}" "${arguments[@]}") || failed=1
    test_python || failed=1
    show_rows '' || failed=1
  fi
  show_skipped || failed=1
  show_failed || failed=1
  tests_lab_down
  [ $failed = 0 ] || fail "not everything passed"
  say "everything passed"
}

# The desktop console is tried in a real window, on a display of nobody's
tests_display() {
  mkdir -p "$ROOT/target"
  exec {display}< <(exec Xvfb -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp 2>"$ROOT/target/xvfb.log")
  XVFB=$!
  local number
  read -r -t 20 number <&"$display" || fail "Xvfb does not start; see $ROOT/target/xvfb.log"
  export DISPLAY=:$number
}

# As many hosts as the tests name; taken down at the end only when they were not there before
tests_lab_up() {
  local wanted host
  LAB_WAS_UP=no
  for host in $(known_hosts); do
    if powered "$host"; then LAB_WAS_UP=yes; fi
  done
  [ -z "${LAB_HOSTS:-}" ] || { LAB_WAS_UP=yes; return; }
  wanted=$(grep -rhoE '@Host\("h[0-9]+"\)' --include='*.java' "$ROOT" | grep -oE '[0-9]+' | sort -n | tail -n 1)
  trap tests_lab_down EXIT
  WHO=lab "$ROOT/installer/lab/lab" up "${wanted:-2}"
}

tests_lab_down() {
  trap - EXIT
  [ -z "${XVFB:-}" ] || kill "$XVFB" 2>/dev/null || true
  [ "$LAB_WAS_UP" = yes ] || WHO=lab "$ROOT/installer/lab/lab" down
  LAB_WAS_UP=yes
}

test_python() {
  [ -d "$ROOT/clients/python" ] || return 0
  say "the Python client"
  (cd "$ROOT/clients/python" && python3 -m unittest discover 2>&1) | tail -n 30
}

# Every row with its tests and how they went. A row that was asked for and has no test is a failure.
show_rows() { # ROWS, or nothing for all
  find "$ROOT" -path '*/target/rows.tsv' -exec cat {} + | sort -V | awk -F '\t' -v asked="$1" '
    BEGIN { n = split(asked, rows, ","); for (i = 1; i <= n; i++) wanted[rows[i]] = 1 }
    n && !($1 in wanted) { next }
    { class = $2; sub(/.*\./, "", class)
      if ($1 != last) { print ""; print $1; last = $1 }
      printf "  %-10s %s: %s\n", $4, class, $3
      seen[$1] = 1; if ($4 != "successful") bad = 1 }
    END { print ""
      for (i = 1; i <= n; i++) if (!(rows[i] in seen)) { print "no test proves row " rows[i]; bad = 1 }
      exit bad }'
}

# Why and where, last of all: what one looks for first
show_failed() {
  python3 "$ROOT/installer/launcher/failed_tests.py" "$ROOT"
}

# A test that did not run has passed nothing
show_skipped() {
  local skipped
  skipped=$(find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -lE '<skipped' {} + || true)
  [ -n "$skipped" ] || return 0
  say "tests that did not run, in:"
  printf '%s\n' "$skipped" | sed 's|.*/TEST-|  |; s|\.xml$||'
  [ "${CI:-}" != true ]
}
