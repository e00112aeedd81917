# shellcheck shell=dash
# Sourced by the scripts of stampede-net. All that they read is below $D, written by the console; what they
# remember of this run of the container is in $RUN, which goes with it.
D=${D:-/var/lib/stampede/net}
RUN=/run/stampede
BEFORE=/var/lib/stampede/before/sysctl
# The floating addresses that we gave the host, as 'ADDRESS DEVICE'
ADDRESSES=/var/lib/stampede/before/addresses
# Routes carry this, so that ours are told from others'
PROTOCOL=84

# One at a time changes the table and remembers what it loaded
alone() {
  exec 9>$RUN/table.lock
  flock 9
}

# One at a time brings files, or takes all of them away. Who does that takes the lock itself away at its end: a command
# that waited meanwhile is too late, and must not put back what is gone. Status 1 for that one
turn() {
  exec 6>>$RUN/turn.lock
  flock 6
  [ $RUN/turn.lock -ef /proc/self/fd/6 ]
}

# Which daemons the files ask for
wanted() { # NAME
  case $1 in
    wireguard) [ -s "$D/wg0.conf" ] && [ ! -e $RUN/wireguard.kernel ] ;;
    charon) [ -s "$D/swanctl/swanctl.conf" ] ;;
    dnsmasq) [ -s "$D/dnsmasq/dnsmasq.conf" ] ;;
    nginx) [ -s "$D/nginx.conf" ] ;;
    watch) [ -s "$D/children" ] ;;
    pinger) [ -s "$D/pairs" ] ;;
    hairpin) [ -s "$D/bridges" ] ;;
    *) return 1 ;;
  esac
}
DAEMONS='wireguard charon dnsmasq nginx watch pinger hairpin'

daemon_of() { # NAME: its process, when it runs
  pid=$(cat "$RUN/$1.daemon" 2>/dev/null) && [ -n "$pid" ] && [ -d "/proc/$pid" ] && echo "$pid"
}

sysctl_file() { echo "/host/net/$(echo "${1#net.}" | tr . /)"; }

# Each line of $D/sysctl as NAME VALUE; one that begins with - may be missing in the kernel
wanted_sysctls() {
  [ -s "$D/sysctl" ] || return 0
  while IFS='= ' read -r name value; do
    case $name in
      '' | \#*) continue ;;
      -*) name=${name#-} && [ -e "$(sysctl_file "$name")" ] || continue ;;
    esac
    echo "$name" "$value"
  done <"$D/sysctl"
}

# Those lines of WANTED of which no line of SHOWN that begins alike has all words
unmatched() { # WANTED SHOWN
  awk -v shown="$2" '
    BEGIN { while ((getline line < shown) > 0) { split(line, w, " "); k = w[1]; lines[k, ++n[k]] = " " line " " } }
    NF {
      found = 0
      for (i = 1; i <= n[$1] && !found; i++) {
        found = 1
        for (f = 2; f <= NF; f++) if (index(lines[$1, i], " " $f " ") == 0) { found = 0; break }
      }
      if (!found) print
    }' "$1"
}

# What there is of our routes, neighbours and forwarding entries, and what there should be
shown_routes() { ip -4 route show table main proto $PROTOCOL; }
shown_neighbours() { ip -4 neigh show nud permanent; }
shown_fdb() { bridge fdb show | grep ' dst '; }
wanted_routes() { [ ! -s "$D/routes" ] || cat "$D/routes"; }
wanted_neighbours() { [ ! -s "$D/ip.batch" ] || sed -n 's/^neigh replace \(.*\) nud permanent$/\1/p' "$D/ip.batch"; }
wanted_fdb() { [ ! -s "$D/fdb.batch" ] || sed -n 's/^fdb replace //p' "$D/fdb.batch"; }
wanted_links() { [ ! -s "$D/ip.batch" ] || awk '$1 == "link" && $2 == "add" {print $3}' "$D/ip.batch"; }

lacking() { # routes | neighbours | fdb: those that are not there
  "wanted_$1" >$RUN/wanted.$$
  "shown_$1" >$RUN/shown.$$ 2>/dev/null
  unmatched $RUN/wanted.$$ $RUN/shown.$$
  rm -f $RUN/wanted.$$ $RUN/shown.$$
}

# The table as nft lists it, without what counts by itself and without what the file maps says: the elements of its
# maps, and the chains that these lead to. In place of those the last line says whether they are just what the file
# wants. So the print stays the same while elements come and go, as long as the file does with them.
SHAPE='
  BEGIN {
    n = split("links ports anyports fipin fipout spread anyspread self floating", names, " ")
    for (i = 1; i <= n; i++) ours[names[i]] = 1
    while ((getline line < maps) > 0) if (line !~ /^uplink /) { wanted[line] = 1; lacking++ }
  }
  function has(line) {
    if (line in wanted) { delete wanted[line]; lacking--; return }
    others++
  }
  function element(text,    at) {
    if (map !~ /spread$/) { has(map " " text); return }
    at = index(text, " : jump ")
    leads[substr(text, at + 8)] = map " " substr(text, 1, at - 1)
  }
  function elements(text,    i, n, part) {
    open = text !~ /[}]$/
    sub(/^[\t ]*/, "", text)
    sub(/^elements = [{] /, "", text)
    sub(/,? ?[}]?$/, "", text)
    n = split(text, part, ", ")
    for (i = 1; i <= n; i++) element(part[i])
  }
  function chain(name, text) {
    if (!(name in leads)) { others++; return }
    sub(/^.* map [{] 0 : /, "", text)
    sub(/ [}]$/, "", text)
    gsub(/, [0-9]+ : /, ", ", text)
    has(leads[name] " : " text)
    delete leads[name]
  }
  NF == 0 { next }
  $1 == "map" || $1 == "set" { map = ($2 in ours) ? $2 : "" }
  $1 == "chain" && $2 ~ /^to_/ { to = $2; next }
  to && $1 == "}" { to = ""; next }
  to { chain(to, $0); next }
  map && (open || $1 == "elements") { elements($0); next }
  { print }
  END {
    for (name in leads) others++
    print (lacking + others > 0 ? "other elements" : "these elements")
  }'
table_print() { nft -s list table ip stampede 2>/dev/null | awk -v maps="$D/maps" "$SHAPE" | sha256sum; }
bridge_print() { nft -s list table bridge stampede 2>/dev/null | sha256sum | cut -d' ' -f1; }
# Those of our tables that should be there and are not
flushed() {
  tables=$(nft list tables 2>/dev/null)
  for pair in ip:rules.nft bridge:bridge.nft; do
    [ ! -s "$D/${pair#*:}" ] || echo "$tables" | grep -qx "table ${pair%:*} stampede" || echo "${pair%:*}"
  done
}
file_print() { sha256sum "$1" 2>/dev/null | cut -d' ' -f1; }

# Of the rules, and of the table: whether it is what was loaded, and says so next time. The maps are the same file as
# their elements, or the table has others. Programs are few here, as each takes a millisecond or two
loaded_print() {
  # shellcheck disable=SC2046
  set -- $(sha256sum "$D/rules.nft" 2>/dev/null) ''
  table=$(table_print)
  echo "$1 ${table%% *}"
}
is_loaded() {
  [ -e $RUN/rules.applied ] && read -r applied <$RUN/rules.applied && [ "$applied" = "$(loaded_print)" ]
}

# The table with what its maps hold, in one transaction, unless it is there so. What was loaded, from which file, is
# kept: drift is seen by comparing with it. For who has it alone
load_rules() {
  ! is_loaded || return 0
  { cat "$D/rules.nft"; [ ! -s "$D/maps" ] || awk "$ELEMENT"'{element("add", $0)}' "$D/maps"; } >$RUN/rules.whole
  nft -f $RUN/rules.whole 2>$RUN/nft.said && loaded_print >$RUN/rules.applied
}

# From a line of $D/maps ('MAP KEY : VALUE', several values behind one another) to commands of nft: 'add' it, or
# 'delete'. What has several values leads to a chain of its own, which takes them in turn; an address on an uplink is
# no element.
ELEMENT='
  function spread(verb, map, key, values,    n, i, v, chain, by, word) {
    chain = "to_" key
    gsub(/ \. /, "_", chain)
    gsub(/\./, "-", chain)
    if (verb == "delete") {
      print "delete element ip stampede", map, "{", key, "}"
      print "delete chain ip stampede", chain
      return
    }
    n = split(values, v, ", ")
    for (i = 1; i <= n; i++) by = by (i > 1 ? ", " : "") (i - 1) " : " v[i]
    split(key, word, " \\. ")
    print "add chain ip stampede", chain
    print "add rule ip stampede", chain, "meta l4proto", word[map == "spread" ? 2 : 1], \
      "dnat ip to numgen inc mod", n, "map {", by, "}"
    print "add element ip stampede", map, "{", key, ": jump", chain, "}"
  }
  function element(verb, line,    map, rest, at, key) {
    map = line
    sub(/ .*/, "", map)
    rest = substr(line, length(map) + 2)
    at = index(rest, " : ")
    key = at ? substr(rest, 1, at - 1) : rest
    if (map == "uplink") print "#", verb, line
    else if (map ~ /spread$/) spread(verb, map, key, substr(rest, at + 3))
    else print verb, "element ip stampede", map, "{", (verb == "add" ? rest : key), "}"
  }'

# A workload that asks for itself by way of an address that leads to it: its bridge has to send a packet back to
# where it came from, and forgets that with each new port
hairpins() {
  grep -qs '^self ' "$D/maps" || return 0
  bridge -d -o link show | awk '/ master st-[0-9]/ && / hairpin off / {sub(/[:@].*/, "", $2); print $2}' |
    while read -r port; do bridge link set dev "$port" hairpin on; done
}

# Floating addresses: 'ADDRESS DEVICE' of each line 'uplink ADDRESS : DEVICE GATEWAY' of $D/maps, where - is the
# device that leads to the gateway; and those of them that are not there
wanted_addresses() {
  sed -n 's/^uplink \([0-9.]*\) : \([^ ]*\) \([0-9.]*\)$/\1 \2 \3/p' "$D/maps" 2>/dev/null |
    while read -r address link gateway; do
      [ "$link" != - ] || link=$(ip -4 route get "$gateway" 2>/dev/null | sed -n 's/.* dev \([^ ]*\).*/\1/p')
      echo "$address ${link:--}"
    done
}
has_address() { # ADDRESS [DEVICE]
  ip -4 -o addr show ${2:+dev "$2"} to "$1/32" 2>/dev/null | grep -q .
}
# Those of them for which another machine answers: it was given the address while this host was off. Who just comes
# up, or mends itself, must not take it back. (Neighbours are asked as RFC 5227 has it, all at once: a second.)
elsewhere() {
  : >$RUN/elsewhere.new
  lacking_addresses >$RUN/addresses.lacking
  while read -r address link; do
    if [ "$link" != - ]; then (! is_answered "$address" "$link" || echo "$address" >>$RUN/elsewhere.new) & fi
  done <$RUN/addresses.lacking
  wait
  mv -f $RUN/elsewhere.new $RUN/elsewhere
}
is_answered() { # ADDRESS DEVICE
  arping -q -D -c 2 -w 1 -I "$2" "$1" </dev/null >/dev/null 2>&1
  [ $? = 1 ]
}
announce() { # ADDRESS DEVICE
  arping -q -c 2 -w 1 -U -I "$2" "$1" </dev/null >/dev/null 2>&1 9>&- &
}
# One that another machine answered for as well, as a host does that could not be told that its address was moved, is
# announced again when that has ended
contested() {
  while read -r address link; do
    has_address "$address" "$link" || continue
    if is_answered "$address" "$link"; then
      : >"$RUN/contested.$address"
    elif [ -e "$RUN/contested.$address" ]; then
      rm -f "$RUN/contested.$address"
      announce "$address" "$link"
    fi
  done <$ADDRESSES
}
lacking_addresses() {
  wanted_addresses | while read -r address link; do has_address "$address" "$link" || echo "$address $link"; done
}

# Puts them on their devices and takes off what is no more; the neighbours are told of each that is new. Only what
# $ADDRESSES says to be ours is ever taken off; one that the host has from somebody else is left alone, and so is one
# that is $RUN/elsewhere. Says what could not be done
addresses() {
  wanted_addresses >$RUN/addresses.wanted
  cat $ADDRESSES >$RUN/addresses.had 2>/dev/null
  [ -s $RUN/addresses.wanted ] || [ -s $RUN/addresses.had ] || return 0
  while read -r address link; do
    grep -qxF "$address $link" $RUN/addresses.wanted || ip -4 addr del "$address/32" dev "$link" 2>/dev/null
  done <$RUN/addresses.had
  while read -r address link; do
    if [ "$link" = - ]; then
      echo "nothing leads to the gateway of $address" >&2
    elif grep -qxF "$address $link" $RUN/addresses.had || ! has_address "$address"; then
      echo "$address $link"
    else
      echo "$address is an address of this host already" >&2
    fi
  done <$RUN/addresses.wanted >$RUN/addresses.ours 2>$RUN/addresses.said
  mkdir -p "${ADDRESSES%/*}"
  cat $RUN/addresses.ours >$ADDRESSES.new && mv -f $ADDRESSES.new $ADDRESSES
  [ -s $ADDRESSES ] || rm -f $ADDRESSES
  while read -r address link; do
    has_address "$address" "$link" && continue
    if grep -qsxF "$address" $RUN/elsewhere; then
      echo "another machine answers for $address" >>$RUN/addresses.said
    elif ip -4 addr add "$address/32" dev "$link" 2>>$RUN/addresses.said; then
      announce "$address" "$link"
    fi
  done <$RUN/addresses.ours
  head -n 1 $RUN/addresses.said
}

# WireGuard's peers with their ranges, sorted: as wanted, and as they are
wanted_peers() {
  [ ! -s "$D/wg0.conf" ] || awk '
    $1 == "PublicKey" {key = $3}
    $1 == "AllowedIPs" {gsub(/[ ,]+/, " "); sub(/^AllowedIPs = /, ""); print key, $0}' "$D/wg0.conf" | sort
}
shown_peers() { wg show st-wg allowed-ips 2>/dev/null | tr '\t' ' ' | sort; }

# Of each far gateway one line, from what was known (PAST) and who answered just now (NOW, 'FAR µs' or 'FAR -'): the
# last minute's answers, newest first (1 answered, 0 did not), and the last round trip in µs. What was asked before the
# first answer of all is no loss, a tunnel takes its time to come up: it is a '-'.
pings_merged() { # PAST NOW
  awk 'FILENAME == ARGV[1] {past[$1] = $2; rtt[$1] = $3; next}
    {
      if (!($1 in rtt)) rtt[$1] = "-"
      bit = $2 != "-" ? "1" : rtt[$1] != "-" ? "0" : "-"
      print $1, substr(bit past[$1], 1, 30), $2 != "-" ? $2 : rtt[$1]
    }' "$1" "$2"
}

# Each line of PAIRS as 'ping NETWORK PEER answers|silent ASKED ANSWERED µs MTU'
pings_told() { # PAIRS PINGS MTUS
  awk -v pings="$2" -v mtus="$3" '
    BEGIN {
      while ((getline line < pings) > 0) { split(line, w, " "); past[w[1]] = w[2]; rtt[w[1]] = w[3] }
      while ((getline line < mtus) > 0) { split(line, w, " "); mtu[w[1]] = w[2] }
    }
    {
      p = past[$3]; got = gsub(/1/, "1", p); lost = gsub(/0/, "0", p)
      print "ping", $1, $2, (substr(p, 1, 2) ~ /1/ ? "answers" : "silent"), got + lost, got, \
        ($3 in rtt) ? rtt[$3] : "-", ($3 in mtu) ? mtu[$3] : "-"
    }' "$1"
}

# Has the entrypoint apply all again, and waits until it has. Status 1 when it does not within 30 s.
ask() {
  asked=$(cat /proc/sys/kernel/random/uuid)
  echo "$asked" >$RUN/asks
  tries=0
  until [ -e "$RUN/done.$asked" ]; do
    tries=$((tries + 1))
    [ $tries -le 1500 ] || return 1
    sleep 0.02
  done
  rm -f "$RUN/done.$asked"
}
