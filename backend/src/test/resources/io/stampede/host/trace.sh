# All of a host that Stampede could leave a trace in, as lines to compare. Not what Docker, containerd,
# systemd and (where it is the host's own) libvirt change all the time by themselves.
export LC_ALL=C
own_libvirt=; if command -v libvirtd >/dev/null; then own_libvirt=yes; fi
skip() {
  case $1 in
    /run/docker* | /run/containerd* | /run/user* | /run/log* | /run/sudo* | /run/utmp | /run/xtables.lock) return 0 ;;
    /run/systemd/* | /run/dbus* | /run/lock* | /run/sshd* | /run/motd* | /run/udev*) return 0 ;;
    /run/libvirt* | /var/lib/libvirt/* | /var/log/libvirt/* | /var/cache/libvirt/*) [ -n "$own_libvirt" ] ;;
    /run/virtlogd.pid | /run/libvirtd.pid) [ -n "$own_libvirt" ] ;;
    /var/log/* | /var/lib/systemd/* | /var/lib/docker/* | /var/lib/containerd/* | /tmp/systemd-private* | /var/tmp/systemd-private*) return 0 ;;
    *) return 1 ;;
  esac
}
find / /run /tmp /var/lib/stampede -xdev \( -path /proc -o -path /sys -o -path /dev \) -prune -o -printf '%p %y %m %U:%G\n' 2>/dev/null | sort -u |
  while read -r line; do skip "${line%% *}" || echo "file $line"; done
find /etc /root /home -type f -exec sha256sum {} + 2>/dev/null | sort | sed 's/^/content /'
nft -s list ruleset 2>/dev/null | sed 's/^/nft /'
iptables-save 2>/dev/null | grep -v '^#' | sed 's/\[[0-9:]*\]//; s/^/iptables /'
ip -o link | sed 's/^[0-9]*: \([^:@]*\).*/link \1/'
# docker0 gets its IPv6 address and routes with the first container of its life, and its carrier comes and goes
ip -o addr | awk '$2 != "docker0" || $3 != "inet6" {print "address", $2, $3, $4}'
ip route show table all | sed 's/^/route /; s/ linkdown / /' | grep -v 'route .*\(fe80\|ff00\)::.* dev docker0 ' | sort
ip rule | sed 's/^/rule /'
docker ps -a --format 'container {{.Names}} {{.Image}}'
docker image ls -a --format 'image {{.Repository}}:{{.Tag}} {{.ID}}' | sort
docker network ls --format 'network {{.Name}} {{.Driver}}' | sort
docker volume ls -q | sed 's/^/volume /'
systemctl list-unit-files --no-pager --plain --no-legend | awk '{print "unit", $1, $2}' | grep -v '\.scope ' | sort
# A libvirt of the host's own ends when nobody has asked it for a while, and comes back when somebody does
ps -eo args | grep -E '^(/[^ ]*/)?(qemu-system|libvirtd|virtlogd|charon|dnsmasq|nginx|wireguard-go)' | cut -d' ' -f1 | sort |
  { if [ -n "$own_libvirt" ]; then grep -vE '(^|/)(libvirtd|virtlogd)$'; else cat; fi; } | sed 's/^/process /'
# The key of TCP fast open is made up by the kernel when it is first needed
find /proc/sys/net -type f 2>/dev/null | sort | while read -r f; do
  case $f in */nf_conntrack_count | */stable_secret | */tcp_fastopen_key | */route/flush | */stat/*) continue ;; esac
  echo "sysctl $f $(tr '\n' ' ' <"$f" 2>/dev/null)"
done
echo that is all
