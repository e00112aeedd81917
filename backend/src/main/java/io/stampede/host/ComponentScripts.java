package io.stampede.host;

/// What is run on a host for our components, as root, in any POSIX shell; with the `docker`
/// command, which comes with every Docker. Each does nothing where its end is reached.
final class ComponentScripts {
  static final String FOLDER = "/var/lib/stampede/components";

  private ComponentScripts() {}

  /// Whether the image is there, how much of its archive is, and the free space in KiB where
  /// archive and images are kept. $1 the image, $2 the archive's part
  static final String PREPARE =
      """
      set -e
      d=/var/lib/stampede/components
      mkdir -p "$d"
      if docker image inspect "$1" >/dev/null 2>&1; then echo loaded; fi
      for old in "${2%-*}"-*.part; do
        [ "$old" = "$2" ] || rm -f "$old"
      done
      echo "part $(stat -c %s "$2" 2>/dev/null || echo 0)"
      free() { df -Pk "$1" | awk 'NR == 2 { print $4 }'; }
      echo "free $(free "$d")"
      echo "images $(free "$(docker info -f '{{.DockerRootDir}}')")"
      echo that is all
      """;

  /// Continues the part with what comes, unless somebody else did. $1 the part, $2 its size by now
  static final String APPEND =
      """
      [ "$(stat -c %s "$1" 2>/dev/null || echo 0)" = "$2" ] || { echo "$1 has changed" >&2; exit 3; }
      exec cat >> "$1"
      """;

  /// Checks the part and gives it to Docker; it is gone afterwards in any case, so that nothing
  /// half stays. $1 the part, $2 its SHA-256
  static final String LOAD =
      """
      sum=$(sha256sum < "$1") || exit 4
      if [ "${sum%% *}" != "$2" ]; then rm -f "$1"; echo damaged >&2; exit 4; fi
      docker load -q -i "$1"
      status=$?
      rm -f "$1"
      exit $status
      """;

  /// Replaces the container of a component by one of this version, and waits until it says how it
  /// fares. $1 the component, $2 its image. What did not exist before is written down first, so
  /// that it can be taken away again.
  static final String START =
      """
      set -e
      component=$1 image=$2 name=stampede-$1
      d=/var/lib/stampede state=/var/lib/stampede/components/$1.state
      is() { docker inspect -f "$1" "$name" 2>/dev/null; }
      mark=$(is '{{index .Config.Labels "stampede.component"}} {{.Config.Image}} {{.State.Running}}') || mark=
      case $mark in
        '' | "$component "*) ;;
        *) echo "a container $name is there that is not ours" >&2; exit 5 ;;
      esac
      device() { [ ! -c "$1" ] || echo "--device $1"; }
      made() { [ -e "$1" ] || grep -qxF "$1" $d/before/folders 2>/dev/null || echo "$1" >> $d/before/folders; }
      if [ "$mark" != "$component $image true" ]; then
        mkdir -p $d/components $d/before $d/$component
        rm -f "$state"
        docker rm -f "$name" >/dev/null 2>&1 || :
        case $component in
          net)
            docker run -d --name "$name" --restart always --network host --read-only \\
              --tmpfs /run --tmpfs /tmp --tmpfs /var/lib/nginx --tmpfs /var/log \\
              --log-opt max-size=1m --log-opt max-file=2 --security-opt label=disable \\
              --cap-drop ALL --cap-add NET_ADMIN --cap-add NET_RAW --cap-add NET_BIND_SERVICE \\
              --cap-add SETUID --cap-add SETGID --cap-add KILL --cap-add CHOWN $(device /dev/net/tun) \\
              -v $d:$d -v /proc/sys/net:/host/net "$image" >/dev/null ;;
          libvirt)
            made /var/lib/libvirt; made /var/log/libvirt; made /run/libvirt
            docker run -d --name "$name" --restart always --network host --pid host --cgroupns host \\
              --tmpfs /run --log-opt max-size=1m --log-opt max-file=2 --security-opt label=disable \\
              --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\
              --cap-add SYS_ADMIN --cap-add NET_ADMIN --cap-add SYS_NICE --cap-add SYS_PTRACE \\
              $(device /dev/net/tun) $(device /dev/kvm) \\
              -e SOCKET_GID=$(stat -c %g /var/run/docker.sock) \\
              -v /etc/passwd:/host/passwd:ro -v /etc/group:/host/group:ro -v /sys/fs/cgroup:/sys/fs/cgroup \\
              -v /run/dbus/system_bus_socket:/run/dbus/system_bus_socket -v /run/systemd:/run/systemd \\
              -v /run/libvirt:/run/libvirt -v /var/lib/libvirt:/var/lib/libvirt \\
              -v /var/log/libvirt:/var/log/libvirt -v $d:$d -v $d/libvirt/etc:/etc/libvirt \\
              -v $d/libvirt/cache:/var/cache/libvirt "$image" >/dev/null ;;
          *) echo "no component $component" >&2; exit 5 ;;
        esac
      fi
      tries=0
      until grep -q '^\\(ready\\|failed\\)' "$state" 2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 150 ]; then docker logs --tail 5 "$name" >&2; exit 6; fi
        sleep 0.1
      done
      # a machine that runs may still want to read from the image it was started from
      if [ "$component" = net ] || ! pgrep qemu-system >/dev/null 2>&1; then
        docker image ls --format '{{.Repository}}:{{.Tag}}' "$name" | grep -vxF "$image" |
          while read -r old; do docker image rm "$old" >/dev/null 2>&1 || :; done
      fi
      cat "$state"
      """;

  /// Takes everything of ours from a host, and puts back what we changed. What is not ours to take
  /// is workloads that were given back and what these need: the disks of machines with their
  /// images, and our libvirt where it has machines. $1 our installation's id. The owner file goes
  /// last: until then the host is ours, and this can be done again.
  static final String RELEASE =
      """
      d=/var/lib/stampede
      [ "$(head -n 1 $d/owner 2>/dev/null)" = "$1" ] || exit 0
      mode=$(grep -x '[0-7]\\{3,4\\}' $d/before/mode 2>/dev/null)
      has() { command -v "$1" >/dev/null 2>&1; }
      ours() { [ "$(docker inspect -f '{{index .Config.Labels "stampede.component"}}' "stampede-$1" 2>/dev/null)" = "$1" ]; }
      images() { docker image ls --format '{{.Repository}}:{{.Tag}}' "stampede-$1"; }
      if has docker && [ -d $d/components ] && ! docker version >/dev/null 2>&1; then
        echo "Docker does not answer, and it has our containers" >&2
        exit 1
      fi
      machines=
      if ours libvirt; then
        machines=$(docker exec stampede-libvirt virsh -q list --all --name) || exit 1
        machines=$(echo $machines)
        if [ -z "$machines" ]; then docker rm -f stampede-libvirt >/dev/null || exit 1; fi
      fi
      if ours net; then
        image=$(docker inspect -f '{{.Config.Image}}' stampede-net)
        docker stop -t 5 stampede-net >/dev/null || exit 1 # charon takes its rules along
        docker run --rm --network host --read-only --tmpfs /run --tmpfs /tmp --security-opt label=disable \\
          --cap-drop ALL --cap-add NET_ADMIN --cap-add NET_RAW \\
          -v $d:$d:ro -v /proc/sys/net:/host/net "$image" clean || exit 1
        docker rm -f stampede-net >/dev/null || exit 1
      fi
      if has docker; then
        for name in net libvirt; do
          if ! ours $name; then
            for old in $(images $name); do docker image rm "$old" >/dev/null || exit 1; done
          fi
        done
        for network in $(docker network ls -q --filter label=stampede.id); do
          docker network rm "$network" >/dev/null 2>&1 # one in use stays with those who use it
        done
      fi
      """
          + LibvirtHook.REMOVE
          + """
          rm -rf $d/net $d/metadata
          if [ -z "$machines" ]; then
            if [ -s $d/before/folders ]; then
              while read -r folder; do
                case $folder in /var/lib/libvirt | /var/log/libvirt | /run/libvirt) rm -rf "$folder" ;; esac
              done < $d/before/folders
            fi
            rm -rf $d/libvirt $d/components $d/before
          else
            rm -f $d/components/*.part $d/before/sysctl
          fi
          if [ -z "$(ls $d/vm 2>/dev/null)" ]; then rm -rf $d/images $d/vm; fi
          find $d -mindepth 1 -depth -type d -exec rmdir {} \\; 2>/dev/null
          rm -f $d/owner $d/owner.new || exit 1
          if [ -z "$mode" ]; then rmdir $d 2>/dev/null; elif [ -z "$machines" ]; then chmod "$mode" $d; fi
          exit 0
          """;
}
