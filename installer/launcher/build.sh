# shellcheck shell=bash
# Builds what has changed, and starts what was built. Sourced by ../../stampede.

# A command line lives for a moment: one collector thread, no second compiler
CLI_JVM=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Xlog:all=warning:stderr)
JVM=(--enable-native-access=ALL-UNNAMED)

module_of() { # web -> console-web
  case $1 in
    web) echo console-web ;;
    desktop) echo console-desktop ;;
    cli) echo clients/cli ;;
    bench) echo e2e ;;
  esac
}

# What a module is made of: the folders whose contents decide whether it is built again
sources_of() {
  case $1 in
    web) echo pom.xml .mvn ssh-exec backend assets console-web ;;
    desktop) echo pom.xml .mvn ssh-exec backend assets console-desktop ;;
    cli) echo pom.xml .mvn clients/cli ;;
    bench) echo pom.xml .mvn ssh-exec backend installer/lab/junit e2e ;;
  esac
}

# The benchmarks are run from the test classes, and so want to know the tests' class path
goals_of() {
  case $1 in
    bench) echo package dependency:build-classpath -Dmdep.outputFile=target/test.classpath ;;
    *) echo package ;;
  esac
}

# By content, not by time: a fresh clone or a changed branch must not build what is the same. What git
# ignores is made by the build itself.
fingerprint() { # web | desktop | cli | bench
  local paths
  read -ra paths <<<"$(sources_of "$1")"
  (
    cd "$ROOT" || exit
    if [ -e .git ]; then
      git ls-files -z --cached --others --exclude-standard -- "${paths[@]}"
    else
      find "${paths[@]}" \( -name target -o -name node_modules \) -prune -o -type f -print0 2>/dev/null
    fi | sort -z | xargs -0 sha256sum 2>/dev/null
    echo "$JAVA_HOME"
  ) | sha256sum
}

ready_to_run() { # web | desktop | cli | bench
  local module stamp now goals
  need_jdk
  [ "$1" = cli ] || need_packages "$1"
  module=$ROOT/$(module_of "$1")
  [ -e "$module/pom.xml" ] || fail "$(module_of "$1") is not here: is this clone whole?"
  stamp=$module/target/.stampede-built
  now=$(fingerprint "$1")
  if [ -e "$stamp" ] && [ "$(<"$stamp")" = "$now" ]; then return; fi
  one_build_at_a_time
  need_packages build
  [ "$1" != web ] || need_node
  rm -f "$stamp"
  read -ra goals <<<"$(goals_of "$1")"
  maven "$module/target/stampede-build.log" -pl "$(module_of "$1")" -am -DskipTests "${goals[@]}"
  if declare -F "after_build_$1" >/dev/null; then "after_build_$1"; fi
  echo "$now" >"$stamp"
}

one_build_at_a_time() {
  exec 7<"$ROOT/pom.xml"
  flock -n 7 || { say "waiting for another build in this folder"; flock 7; }
}

# maven LOG ARGUMENT…: shows which module is built and how its tests go; everything else is in the log
maven() {
  local log=$1 status=0 options=(-B -ntp)
  shift
  mkdir -p "$(dirname "$log")"
  [ ! -x "$NODE_BIN/node" ] || options+=("-Dvaadin.node.folder=$NODE_BIN")
  (cd "$ROOT" && "${MVN:-mvn}" "${options[@]}" "$@" </dev/null 7<&-) 2>&1 | tee "$log" | maven_progress || status=$?
  # Maven goes on without an artifact's dependencies when it cannot read them: a broken class path
  if grep -F 'The POM for' "$log" | grep -F 'is missing' >&2; then
    fail "a dependency's description is missing (above): choose another version of it in pom.xml"
  fi
  [ $status = 0 ] || fail "the build failed; the whole log is in $log"
}

maven_progress() {
  awk -v who="$WHO" '
    /^\[INFO\] Building Stampede/ {
      sub(/^\[INFO\] Building /, ""); sub(/ [^ ]+-SNAPSHOT/, ""); gsub(/ +/, " ")
      print who ": " $0; fflush(); next }
    /^\[(INFO|WARNING|ERROR)\].*Tests run:.* -- in / {
      match($0, / -- in .*/); name = substr($0, RSTART + 7); sub(/.*\./, "", name)
      match($0, /Tests run:.*, Time elapsed: [0-9.]+ s/); print "    " name ": " substr($0, RSTART, RLENGTH)
      fflush(); next }
    /^\[ERROR\]/ { print; fflush() }'
}

# --- running ----------------------------------------------------------------------------------------

exec_cli() {
  local target=$ROOT/clients/cli/target archive=()
  [ ! -e "$target/cli.aot" ] || archive=("-XX:AOTCache=$target/cli.aot")
  exec "$JAVA_HOME/bin/java" "${CLI_JVM[@]}" "${archive[@]}" -jar "$target/cli.jar" "$@"
}

# A rehearsal of the usual commands whose classes are kept, loaded and linked: all commands then start faster
after_build_cli() {
  local target=$ROOT/clients/cli/target
  rm -f "$target/cli.aot"
  "$JAVA_HOME/bin/java" "${CLI_JVM[@]}" "-XX:AOTCacheOutput=$target/cli.aot" -jar "$target/cli.jar" __rehearse \
    >"$target/aot.log" 2>&1 </dev/null || say "no class archive for the command line ($target/aot.log): it starts slower"
}

# Taken out of its one jar, the web console starts faster; and a rehearsal leaves its classes loaded and linked
# and says which methods matter, which saves a third of the work until the first pages. That it opens its own
# pages adds little to what a start alone would give: see docs/decisions/0009-web.md
after_build_web() {
  local target=$ROOT/console-web/target jar log
  log=$target/aot.log
  jar=$(find "$target" -maxdepth 1 -name 'console-web-*.jar' ! -name '*-sources.jar' | head -n 1)
  [ -n "$jar" ] || fail "console-web/target has no console-web-*.jar: its build is broken"
  rm -rf "$target/app" "$target/training"
  say "a class archive of the web console"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$target/app" >"$log" 2>&1 </dev/null ||
    fail "the web console cannot be unpacked; see $log"
  mv "$target/app/${jar##*/}" "$target/app/console-web.jar"
  "$JAVA_HOME/bin/java" "${JVM[@]}" "-XX:AOTCacheOutput=$target/app/console-web.aot" \
    -jar "$target/app/console-web.jar" --server.port=0 "--stampede.data=$target/training" --stampede.demo=true \
    --stampede.rehearse=true >>"$log" 2>&1 </dev/null ||
    say "no class archive for the web console ($log): it starts slower"
  rm -rf "$target/training"
}

web_command() { # PORT DATA: into WEB
  local app=$ROOT/console-web/target/app archive=()
  [ ! -e "$app/console-web.aot" ] || archive=("-XX:AOTCache=$app/console-web.aot")
  WEB=("$JAVA_HOME/bin/java" "${JVM[@]}" "${archive[@]}" -jar "$app/console-web.jar" "--server.port=$1" "--stampede.data=$2")
}

exec_web() {
  web_command "$@"
  exec "${WEB[@]}"
}
