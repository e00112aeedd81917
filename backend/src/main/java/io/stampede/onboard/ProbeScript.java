package io.stampede.onboard;

import io.stampede.ssh.Command;

/// One script that says what a candidate is like. Runs in any POSIX shell, asks for no tool beyond
/// those of every Linux, uses root's rights where it may have them, and changes nothing.
final class ProbeScript {
  static final String NAME = "stampede-probe";

  private static final String START =
      """
      export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
      say() { printf '%s=%s\\n' "$1" "$2"; }
      has() { command -v "$1" >/dev/null 2>&1; }
      echo 'stampede-probe begin'
      say uid "$(id -u)"
      as=
      if [ "$(id -u)" != 0 ]; then
        if ! has sudo; then say sudo missing
        elif sudo -n true 2>/dev/null; then as='sudo -n'; say sudo yes
        else say sudo "$(sudo -n true 2>&1 | head -n 1)"
        fi
      fi
      """;

  private static final String SYSTEM =
      """
      say uname "$(uname -s)"
      release() { sed -n "s/^$1=//p" /etc/os-release 2>/dev/null | head -n 1 | tr -d "\\"'"; }
      say os "$(release PRETTY_NAME)"
      say osid "$(release ID)"
      say oslike "$(release ID_LIKE)"
      say kernel "$(uname -r)"
      say architecture "$(uname -m)"
      say init "$(cat /proc/1/comm 2>/dev/null)"
      say boot "$(cat /proc/sys/kernel/random/boot_id)"
      say memory "$(sed -n 's/^MemTotal: *\\([0-9]*\\) kB$/\\1/p' /proc/meminfo)"
      if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
        say cgroups 2; say controllers "$(cat /sys/fs/cgroup/cgroup.controllers)"
      elif [ -d /sys/fs/cgroup ] && grep -q ' cgroup ' /proc/self/mounts; then
        say cgroups 1; say controllers "$(awk '$4 == 1 {print $1}' /proc/cgroups | tr '\\n' ' ')"
      else say cgroups none
      fi
      d=/var/lib/stampede; while [ ! -d "$d" ]; do d=${d%/*}; [ -n "$d" ] || d=/; done
      say diskpath "$d"
      say disk "$(df -Pk "$d" 2>/dev/null | tail -n 1)"
      mount=$(awk -v p="$d/" '{m = $2; if (m != "/") m = m "/"
        if (index(p, m) == 1 && length(m) >= l) {l = length(m); r = $2 " " $3 " " $4}}
        END {print r}' /proc/self/mounts)
      say mountpoint "$(echo "$mount" | cut -d ' ' -f 1)"
      say mounttype "$(echo "$mount" | cut -d ' ' -f 2)"
      say mountoptions "$(echo "$mount" | cut -d ' ' -f 3)"
      """;

  private static final String MACHINES =
      """
      say cpuvirt "$(grep -m 1 -o -w -E 'vmx|svm' /proc/cpuinfo | head -n 1)"
      if [ -c /dev/kvm ]; then
        if [ -w /dev/kvm ] || [ -n "$as" ]; then say kvm yes; else say kvm denied; fi
      fi
      if [ -S /run/libvirt/libvirt-sock ]; then say libvirt "$(libvirtd --version 2>/dev/null | head -n 1)"
      elif [ -S /run/libvirt/virtqemud-sock ]; then say libvirt "$(virtqemud --version 2>/dev/null | head -n 1)"
      fi
      if $as test -d /etc/libvirt/qemu; then
        say domains "$($as ls /etc/libvirt/qemu 2>/dev/null | grep -c '\\.xml$')"
      elif [ "$(id -u)" = 0 ] || [ -n "$as" ]; then say domains 0
      fi
      module() {
        if [ -d "/sys/module/$1" ]; then echo loaded
        elif grep -qs "/$1\\.ko" "/lib/modules/$(uname -r)/modules.builtin"; then echo builtin
        elif has modprobe && modprobe -n -q "$1" 2>/dev/null; then echo loadable
        else echo no
        fi
      }
      if [ -e /proc/net/xfrm_stat ]; then say esp "$(module esp4)"; else say esp no; fi
      say wireguard "$(module wireguard)"
      if [ -e /proc/sys/net/bridge ]; then say bridgefilter yes; else say bridgefilter "$(module br_netfilter)"; fi
      if [ -c /dev/net/tun ]; then say tun yes; else say tun "$(module tun)"; fi
      """;

  private static final String NETWORK =
      """
      server=$(echo "$SSH_CONNECTION" | cut -d ' ' -f 3)
      say server "$server"
      say forward "$(cat /proc/sys/net/ipv4/ip_forward)"
      if has ip; then
        n=0
        ip -o addr show scope global 2>/dev/null | awk '{print $2 " " $4}' | head -n 40 | while read -r line; do
          n=$((n + 1)); say "address.$n" "$line"
        done
        if=$(ip -o addr 2>/dev/null | awk -v a="$server/" 'index($4, a) == 1 {print $2; exit}')
        [ -n "$if" ] || if=$(ip -o route show default 2>/dev/null | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
      else
        if=$(awk '$2 == "00000000" {print $1; exit}' /proc/net/route)
      fi
      say interface "$if"
      [ -n "$if" ] && say mtu "$(cat "/sys/class/net/$if/mtu" 2>/dev/null)"
      has nft && say nft yes && [ -n "$($as nft list ruleset 2>/dev/null | head -n 1)" ] && say nft.rules yes
      has iptables && say iptables "$(iptables --version 2>/dev/null | head -n 1)"
      say iptables.legacy "$($as cat /proc/net/ip_tables_names 2>/dev/null | head -n 1)"
      has systemctl && say firewalld "$(systemctl is-active firewalld 2>/dev/null)"
      if has firewall-cmd; then
        p=" $($as firewall-cmd --list-ports 2>/dev/null) "
        case "$p" in *' 500/udp '*) case "$p" in *' 4500/udp '*) say firewalld.open yes;; esac;; esac
      fi
      if has ufw; then
        u=$($as ufw status 2>/dev/null)
        say ufw "$(echo "$u" | head -n 1)"
        echo "$u" | grep -q '^500/udp.*ALLOW' && echo "$u" | grep -q '^4500/udp.*ALLOW' && say ufw.open yes
      fi
      """;

  private static final String SERVICES =
      """
      if has sshd; then
        $as sshd -T -C "user=$(id -un),host=localhost,addr=127.0.0.1" 2>/dev/null |
          awk '$1 ~ /^(maxsessions|allowstreamlocalforwarding|allowtcpforwarding)$/ {print "sshd." $1 "=" $2}'
      fi
      if [ -d /etc/ssh/sshd_config.d ] && grep -qsiE '^[[:space:]]*include[[:space:]]+/etc/ssh/sshd_config\\.d/\\*' /etc/ssh/sshd_config
      then say sshd.dropin yes; fi
      has timedatectl && say timedatectl yes
      [ -S /var/run/docker.sock ] && say docker.socket yes
      [ -S /var/run/docker.sock ] && [ ! -w /var/run/docker.sock ] && say docker.socket denied
      has docker && say docker.command yes
      has systemctl && [ -n "$(systemctl list-unit-files docker.service 2>/dev/null | grep '^docker')" ] && say docker.unit yes
      say owner "$($as head -n 1 /var/lib/stampede/owner 2>/dev/null)"
      say owner.who "$($as sed -n 2p /var/lib/stampede/owner 2>/dev/null)"
      has etcdctl && say etcdctl yes
      has fleetctl && say fleetctl yes
      echo 'stampede-probe end'
      """;

  static final Command COMMAND = Command.script(START + SYSTEM + MACHINES + NETWORK + SERVICES);

  private ProbeScript() {}
}
