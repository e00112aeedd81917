# shellcheck shell=dash
# Sourced by the scripts of stampede-net, after net.sh: firewalls of others on this host. A packet passes only where
# none of them drops it, so that our networks are let through in each: by iptables in Docker's chain for others (or
# in FORWARD where that leads to it no more), in INPUT, and past what Docker 28 does to its bridges' containers in the
# table raw; by nft in the base chains of firewalld, Docker and whoever else drops something. What is ours has the
# comment 'stampede-PRINT', with a print of all that is to be there, stands before all others, and goes when it is
# not needed.
OTHERS=$RUN/others.$$

# What is to pass, a match a line: 'through' the host, 'to' it (lines 'FROM-LINK PROTOCOL PORT FROM-ADDRESS' of
# $D/admits, where - is any), and by its table 'raw'
matches() { # iptables | nft, through | to | raw | none
  [ -s "$D/bridges" ] && [ -z "${NOTHING:-}" ] || return 0
  case $1.$2 in
    iptables.through)
      printf '%s\n' '-i st-+' '-o st-+'
      sed 's/^/-m conntrack --ctstate DNAT --ctreplsrc /' "$D/ranges"
      ;;
    nft.through)
      printf '%s\n' 'iifname "st-*"' 'oifname "st-*"'
      sed 's/^/ct status dnat ct reply ip saddr /' "$D/ranges"
      ;;
    iptables.to) admits | awk '{
      print ($4 == "-" ? "" : "-s " $4 " ") ($1 == "-" ? "" : "-i " $1 " ") "-p " $2 \
        ($2 == "icmp" ? " -m icmp --icmp-type 8" : " -m " $2 " --dport " $3)}' ;;
    nft.to) admits | awk '{
      sub(/\+$/, "*", $1)
      print ($1 == "-" ? "" : "iifname \"" $1 "\" ") ($4 == "-" ? "" : "ip saddr " $4 " ") \
        ($2 == "icmp" ? "icmp type echo-request" : $2 " dport " $3)}' ;;
    iptables.raw) sed 's/^/-d /' "$D/ranges" ;;
  esac 2>/dev/null
}
admits() { cat "$D/admits" 2>/dev/null; }
mark_of() { sha256sum "$1" | sed 's/^\(........\).*/stampede-\1/'; }

# Reads the rules of a chain; status 1 unless ours, as many as there are in $OTHERS.wanted, come first and nowhere else
in_place() { # MARK
  awk -v mark="$1" -v n="$(wc -l <$OTHERS.wanted)" '
    {ours = /comment "?stampede/; right = index($0, mark); if (++i <= n ? !right : ours) wrong = 1}
    END {exit wrong || i < n}'
}

# --- iptables, of both kinds -------------------------------------------------------------------------

# The kinds and tables that there are, without making them: 'KIND TABLE'. (Merely calling iptables makes them.)
iptables_tables() {
  sed -n 's/^table ip \(filter\|raw\)$/nft \1/p' $OTHERS.tables
  grep -sxE 'filter|raw' /proc/net/ip_tables_names | sed 's/^/legacy /'
}

# From 'TABLE -A CHAIN RULE' lines to the chains that have to do with us: 'TABLE CHAIN MATCHES'
iptables_chains() {
  awk '
    / --comment "?stampede/ {ours[$1 " " $3] = 1; next}
    $1 == "filter" && $2 == "-P" && $4 != "ACCEPT" {strict[$3] = 1}
    $1 == "filter" && $2 == "-A" && $5 !~ /^(LIBVIRT_|DOCKER-USER$)/ {strict[$3] = 1}
    $1 == "filter" && $2 == "-A" && $3 == "FORWARD" && $5 == "DOCKER-USER" {user = 1}
    $1 == "raw" && $2 == "-A" && $3 == "PREROUTING" && /-j DROP/ {raw = 1}
    END {
      if (user) said["filter DOCKER-USER"] = "through"
      else if (strict["FORWARD"]) said["filter FORWARD"] = "through"
      if (strict["INPUT"]) said["filter INPUT"] = "to"
      if (raw) said["raw PREROUTING"] = "raw"
      for (chain in ours) if (!(chain in said)) said[chain] = "none"
      for (chain in said) print chain, said[chain]
    }' "$1"
}

each_iptables() { # look | apply
  iptables_tables | sort -u >$OTHERS.kinds
  for kind in $(cut -d' ' -f1 $OTHERS.kinds | sort -u); do
    for table in $(sed -n "s/^$kind //p" $OTHERS.kinds); do
      iptables-$kind -t $table -S 2>/dev/null | sed "s/^/$table /"
    done >$OTHERS.shown
    iptables_chains $OTHERS.shown >$OTHERS.chains
    while read -r table chain what; do
      matches iptables "$what" >$OTHERS.wanted
      mark=$(mark_of $OTHERS.wanted)
      sed -n "s/^$table -A $chain //p" $OTHERS.shown >$OTHERS.rules
      in_place "$mark" <$OTHERS.rules && continue
      if [ "$1" = look ]; then
        echo "$chain of iptables-$kind does not let our networks pass"
      else
        {
          echo "*$table"
          grep -e '--comment "\?stampede' $OTHERS.rules | sed "s/^/-D $chain /"
          sed "s/^/-I $chain /; s/\$/ -m comment --comment $mark -j ACCEPT/" $OTHERS.wanted
          echo COMMIT
        } >$OTHERS.batch
        xtables-$kind-multi iptables-restore --noflush <$OTHERS.batch 2>$OTHERS.said ||
          echo "cannot change $chain of iptables-$kind: $(head -n 1 $OTHERS.said)"
      fi
    done <$OTHERS.chains
  done
}

# --- nft ----------------------------------------------------------------------------------------------

# Base chains of others' tables: 'FAMILY TABLE CHAIN MATCHES'. Those of iptables are tended above, and libvirt's
# speak of its own bridges only.
nft_chains() {
  nft list chains 2>/dev/null | awk '
    $1 == "table" {family = $2; table = $3}
    $1 == "chain" {chain = $2}
    $1 == "type" && $2 == "filter" && ($4 == "forward" || $4 == "input") && family ~ /^(ip|inet)$/ \
      && table !~ /^(stampede|libvirt_network)$/ && !(table ~ /^(filter|raw)$/ && family == "ip" && chain ~ /^[A-Z]+$/) {
        print family, table, chain, $4 == "forward" ? "through" : "to"}'
}

each_nft() { # look | apply
  nft_chains >$OTHERS.chains
  while read -r family table chain what; do
    nft -a list chain "$family" "$table" "$chain" >$OTHERS.shown 2>/dev/null || continue
    # one that drops nothing lets us pass
    grep -v 'comment "stampede' $OTHERS.shown | grep -qE 'policy drop|[^a-z](drop|reject|queue|jump|goto|vmap)' || what=none
    matches nft "$what" >$OTHERS.wanted
    mark=$(mark_of $OTHERS.wanted)
    sed '/# handle/!d; /^table /d; /^.chain /d' $OTHERS.shown >$OTHERS.rules
    in_place "$mark" <$OTHERS.rules && continue
    if [ "$1" = look ]; then
      echo "the chain $chain of nft's table $table does not let our networks pass"
    else
      {
        sed -n 's/.*comment "stampede.* # handle \([0-9]*\)$/\1/p' $OTHERS.rules |
          sed "s/^/delete rule $family $table $chain handle /"
        sed "s/^/insert rule $family $table $chain /; s/\$/ accept comment \"$mark\"/" $OTHERS.wanted
      } >$OTHERS.batch
      nft -f $OTHERS.batch 2>$OTHERS.said || echo "cannot change the chain $chain of nft's table $table: $(head -n 1 $OTHERS.said)"
    fi
  done <$OTHERS.chains
}

# Says what does not let us pass, or has all let us pass and says what could not be done
others() { # look | apply
  nft list tables >$OTHERS.tables 2>/dev/null
  each_iptables "$1"
  each_nft "$1"
  rm -f $OTHERS.*
}
