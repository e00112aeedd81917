# shellcheck shell=bash disable=SC2034
# Sourced by every script of the lab: its paths, its addresses, how it speaks.
# All that the lab writes lies below $STAMPEDE_LAB; the network exists only in namespaces named
# stlab-*, and on the machine itself as one leg (stlab0) on the lab's switch.

LAB=${STAMPEDE_LAB:-/var/lib/stampede-lab}
BASE=$LAB/base          # the Debian tree all hosts share, never written to while hosts run
COREOS=$LAB/coreos      # what is different in the tree of c1, c2, …: a layer over it
HOSTS=$LAB/hosts        # one folder per host: its disk and its power
IMAGES=$LAB/images      # busybox.tar and tiny.qcow2
LIBEXEC=$LAB/libexec    # the scripts a running host needs, so that the source tree may go away
KEY=$LAB/keys/id_ed25519
KNOWN=$LAB/keys/known_hosts
NET=10.99.0
GUARD_METRIC=4000       # the blackhole route: lower in rank than the leg's own route
MTU=${LAB_MTU:-1500}
SSH=(ssh -i "$KEY" -o BatchMode=yes -o IdentitiesOnly=yes -o ConnectTimeout=2
  -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$KNOWN" -o LogLevel=ERROR)
WHO=${WHO:-lab}         # who speaks: the launcher uses this file, too
if [ "$WHO" = lab ]; then
  export LC_ALL=C
  umask 022
fi

say()  { printf '%s: %s\n' "$WHO" "$*"; }
fail() { printf '%s: %s\n' "$WHO" "$*" >&2; exit 1; }

# h7 -> 10.99.0.17, c7 -> 10.99.0.127; refuses what is not a host's name
address() {
  [[ $1 =~ ^([hc])([1-9][0-9]?)$ ]] || fail "'$1' is not a lab host: they are called h1 to h99, or c1 to c99"
  echo "$NET.$(($(is_coreos "$1" && echo 120 || echo 10) + BASH_REMATCH[2]))"
}

# c1, c2, …: like CoreOS, with a read-only /usr, Docker, and neither libvirt nor a package manager
is_coreos() { [[ $1 == c* ]]; }

# The host's card keeps its MAC, or others would send to the old one until their ARP entries age (half a minute)
mac_of() { printf '52:54:00:63:%02x:%02x' "$(is_coreos "$1" && echo 1 || echo 0)" "${1:1}"; }

# A router of its own before a running host: the host's address and MAC are the router's now; inside, the host is
# 192.168.77.2. What it begins goes out in the router's name, from the same port where that is free; what others
# begin is lost, but SSH.
nat_on() { # HOST
  local host=$1 ns=stlab-$1 nat=stlab-nat-$1 inside=192.168.77
  ip netns add "$nat"
  ip -n "$nat" link set lo up
  ip -n stlab-sw link set "p-$host" netns "$nat"
  ip -n "$nat" link set "p-$host" name inside
  ip -n "$nat" addr add "$inside.1/24" dev inside
  ip -n "$nat" link set inside up
  ip -n stlab-sw link add "p-$host" mtu "$MTU" type veth peer name outside mtu "$MTU" \
    address "$(mac_of "$host")" netns "$nat"
  ip -n stlab-sw link set "p-$host" master br0
  [ -e "$HOSTS/$host/unplugged" ] || ip -n stlab-sw link set "p-$host" up
  ip -n "$nat" addr add "$(address "$host")/24" dev outside
  ip -n "$nat" link set outside up
  nsenter --net="/run/netns/$nat" sysctl -qw net.ipv4.ip_forward=1
  nsenter --net="/run/netns/$nat" chroot "$BASE" nft -f - <<S
table ip nat {
  chain pre { type nat hook prerouting priority dstnat; iif outside tcp dport 22 dnat to $inside.2; }
  chain post { type nat hook postrouting priority srcnat; oif outside masquerade; }
  chain input { type filter hook input priority 0; iif outside ct state new drop; }
  chain forward { type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iif inside accept
    ct status dnat accept
  }
}
S
  ip -n "$ns" addr flush dev eth0
  ip -n "$ns" addr add "$inside.2/24" dev eth0
  ip -n "$ns" route add default via "$inside.1"
}

# Back on the switch; connections through the router end
nat_off() { # HOST
  local host=$1 ns=stlab-$1
  ip -n stlab-sw link del "p-$host"
  ip -n "stlab-nat-$host" link set inside netns stlab-sw
  ip -n stlab-sw link set inside name "p-$host" master br0
  [ -e "$HOSTS/$host/unplugged" ] || ip -n stlab-sw link set "p-$host" up
  ip netns del "stlab-nat-$host"
  ip -n "$ns" addr flush dev eth0
  ip -n "$ns" addr add "$(address "$host")/24" dev eth0
}

# Is the host's power on? Its supervisor holds this lock for as long as it lives: unlike a pid file,
# that cannot be out of date after a crash of the machine.
powered() { [ -e "$HOSTS/$1/power.lock" ] && ! flock -n "$HOSTS/$1/power.lock" true; }

# Every host that was ever started here, in order
known_hosts() { find "$HOSTS" -mindepth 1 -maxdepth 1 -name '[hc][0-9]*' -printf '%f\n' 2>/dev/null | sort -V; }

# The host's pid 1, as the machine sees it
pid_of() {
  local top
  top=$(cat "$HOSTS/$1/unshare.pid" 2>/dev/null) && awk '{print $1; exit}' "/proc/$top/task/$top/children" 2>/dev/null
}

# Debian's archive as this machine's own apt reaches it, as lines for sources.list (and nobody else's
# archive: its key would be missing in a new tree)
archive() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN) deb $(REPO_URI) $(RELEASE) $(COMPONENT) $(CREATED_BY)' |
    awk '$1 == "Debian" && $6 == "Packages" && !seen[$3,$4,$5]++ {print $2, $3, $4, $5}'
}

# A machine on which apt was never updated knows of no packages
need_lists() {
  [ -n "$(archive)" ] && apt-cache show linux-image-cloud-amd64 >/dev/null 2>&1 && return
  mkdir -p "$LAB/log"
  logged "the list of Debian's packages" "$LAB/log/apt.log" apt-get -o DPkg::Lock::Timeout=300 update -q
  [ -n "$(archive)" ] || fail "apt knows no archive of Debian here: the lab is made of Debian's packages"
}

codename() { (. /etc/os-release && echo "${VERSION_CODENAME:?}"); }

# Run one long command with its output in a log; show the log's end when it fails.
logged() { # TITLE LOG COMMAND...
  local title=$1 log=$2 from=$SECONDS
  shift 2
  printf '%s: %s … ' "$WHO" "$title"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf '%d s\n' $((SECONDS - from))
  else
    printf 'failed after %d s\n' $((SECONDS - from))
    tail -n 25 "$log" >&2
    fail "$title failed; the whole log is in $log"
  fi
}

# Install what is missing on the machine, when we may: need PROGRAM=PACKAGE ...
need() {
  local missing=() pair
  for pair in "$@"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "missing here: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
  fi
  mkdir -p "$LAB/log"
  logged "installing ${missing[*]}" "$LAB/log/apt.log" install_packages "${missing[@]}"
}
install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 update -q &&
    apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$@"
}
