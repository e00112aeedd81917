# shellcheck shell=bash disable=SC2034
# stampede-net. nginx without its modules, strongSwan with the plugins that etc/strongswan.conf names.

PACKAGES=(strongswan-charon charon-systemd strongswan-swanctl libstrongswan-standard-plugins
  libstrongswan-extra-plugins libcharon-extra-plugins strongswan-pki dnsmasq-base nginx nftables iproute2
  conntrack util-linux iputils-arping fping netbase wireguard-go wireguard-tools busybox-static iptables dash libgcc-s1 curl)
ENVIRONMENT=(SWANCTL_DIR=/var/lib/stampede/net/swanctl)

contents() {
  local x
  put usr/lib/ipsec/charon usr/sbin/swanctl usr/bin/pki usr/sbin/dnsmasq usr/sbin/nginx usr/sbin/nft \
    usr/sbin/conntrack usr/bin/arping usr/bin/fping usr/bin/flock usr/bin/wireguard-go usr/bin/wg bin/ip bin/ss sbin/bridge sbin/tc usr/bin/curl \
    usr/sbin/xtables-nft-multi usr/sbin/xtables-legacy-multi etc/nginx/mime.types etc/iproute2 etc/protocols
  for x in nft legacy; do ln -s xtables-$x-multi "$TREE/usr/sbin/iptables-$x"; done
  for x in standard comment conntrack mark tcp udp; do put "usr/lib/x86_64-linux-gnu/xtables/libxt_$x.so"; done
  put usr/lib/x86_64-linux-gnu/xtables/libipt_icmp.so
  for x in "$FULL"/usr/lib/ipsec/plugins/*.so; do
    case ${x##*/} in
      *tnc* | *eap* | *xauth* | *radius* | *imc* | *imv* | *pkcs11* | *tpm* | *ldap* | *curl* | *ntru* | *bliss*) ;;
      *) put "${x#"$FULL/"}" ;;
    esac
  done
  # charon asks for its user's and group's names at run time
  mkdir -p "$TREE"/var/{log,lib}/nginx "$TREE/etc/swanctl" "$TREE/var/lib/misc" "$TREE/etc/strongswan.d/charon"
}

users() {
  cat >"$TREE/etc/passwd" <<'P'
root:x:0:0:root:/root:/bin/sh
www-data:x:33:33:www:/:/bin/false
dnsmasq:x:101:65534:dnsmasq:/:/bin/false
nobody:x:65534:65534:nobody:/:/bin/false
P
  printf 'root:x:0:\ndip:x:30:\nwww-data:x:33:\nnogroup:x:65534:\n' >"$TREE/etc/group"
}
