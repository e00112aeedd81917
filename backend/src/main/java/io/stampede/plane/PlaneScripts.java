package io.stampede.plane;

import io.stampede.host.LibvirtHook;
import io.stampede.ssh.Command;
import java.util.ArrayList;
import java.util.List;

/// What is run on a host, as root: mostly a program of the component `net`, in the namespaces of
/// its container. Entering these by `nsenter` takes a tenth of the time of `docker exec`.
final class PlaneScripts {
  /// $1 is the script, $2 its name, then its parameters. No program is run to know who we are:
  /// where somebody waits for a change, each is a millisecond or more.
  private static final String AS_ROOT =
      """
      while read -r key value rest; do [ "$key" != Uid: ] || break; done </proc/self/status
      [ "$value" = 0 ] || exec sudo -n sh -c "$@"
      script=$1
      shift 2
      eval "$script"
      """;

  /// Finds the container's first process: the one that was known ($1, may be empty), else the one
  /// that Docker names. $2 the program, then its parameters.
  private static final String ENTER =
      """
      pid=$1 program=$2
      shift 2
      has() { [ -n "$pid" ] && [ "$pid" != 0 ] && [ -x "/proc/$pid/root/usr/sbin/$program" ]; }
      has || pid=$(docker inspect -f '{{.State.Pid}}' stampede-net 2>/dev/null)
      """;

  /// Without the container, only what can be told without its programs. $3 the hash of
  /// [LibvirtHook#TEXT]
  static final String LOOK =
      ENTER
          + """
          if has; then
            echo "pid $pid"
          """
          + LibvirtHook.LOOK
          + """
            exec nsenter -t "$pid" -m -p -- "/usr/sbin/$program"
          fi
          cd /var/lib/stampede/net 2>/dev/null &&
            find . -type f ! -path './keys/*' ! -path './swanctl/private/*' ! -path './metadata/*' -exec sha256sum {} + |
            sed 's/^\\([0-9a-f]*\\) *\\.\\//file \\1 /'
          for link in $(ls /sys/class/net); do
            case $link in st-[0-9]*) echo "bridge $link" ;; esac
          done
          echo that is all
          """;

  static final int DOES_NOT_RUN = 9;

  /// Status 9 says that the container does not run. What two ports of one bridge say to each other
  /// passes the rules only with a module of the kernel, which the container may not load.
  private static final String READY =
      ENTER
          + """
          has || exit 9
          [ -e /proc/sys/net/bridge ] || modprobe -q br_netfilter 2>/dev/null
          """;

  static final String RUN =
      READY
          + """
          exec nsenter -t "$pid" -m -p -- "/usr/sbin/$program" "$@"
          """;

  /// Brings what is within our folder, then what is outside of it. $3 is [LibvirtHook#TEXT]
  static final String TAKE =
      READY
          + """
          nsenter -t "$pid" -m -p -- "/usr/sbin/$program" || exit
          """
          + LibvirtHook.PLACE;

  static final String CLEAR = LibvirtHook.REMOVE + RUN;

  /// `net-maps` found that the rules are not those that its elements are for.
  static final int MORE_DIFFERS = 3;

  /// A bridge that is Docker's, and was deleted beside it. $1 its name, $2 its address with prefix
  static final String BRIDGE =
      """
      set -e
      [ -e "/sys/class/net/$1" ] || ip link add "$1" type bridge
      ip addr replace "$2" dev "$1"
      ip link set "$1" up
      """;

  private PlaneScripts() {}

  static Command asRoot(String script, String... parameters) {
    var argv = new ArrayList<>(List.of("sh", "-c", AS_ROOT, "sh", script, "sh"));
    argv.addAll(List.of(parameters));
    return new Command(argv);
  }
}
