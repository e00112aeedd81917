# shellcheck shell=bash
# From Debian's packages to an archive for 'docker load'. A recipe sets PACKAGES and ENVIRONMENT, and has
# functions 'contents', which picks with 'put' from the unpacked packages in $FULL into $TREE, and 'users'.

build_image() { # NAME
  FULL=$WORK/$1/full
  TREE=$WORK/$1/tree
  rm -rf "${WORK:?}/$1"
  mkdir -p "$FULL" "$TREE"
  fetch_packages
  unpack_packages
  skeleton
  contents
  cp -a "$SELF/$1/root/." "$TREE/"
  libraries
  applets
  users
  archive_of "$1"
  rm -rf "${WORK:?}/$1"
}

# apt with a state of its own in which nothing is installed: it resolves and checks, and only downloads
apt_state=(-o "Dir::State::status=/dev/null" -o APT::Install-Recommends=0 -o Debug::NoLocking=1)
fetch_packages() {
  mkdir -p "$WORK/apt/archives/partial"
  apt-get -qq -y "${apt_state[@]}" -o "Dir::Cache=$WORK/apt" -o "Dir::Cache::archives=$WORK/apt/archives" \
    -d install "${PACKAGES[@]}"
  mapfile -t WANTED < <(apt-get -qq -s "${apt_state[@]}" install "${PACKAGES[@]}" | awk '$1 == "Inst" {print $2}' | sort -u)
}

unpack_packages() {
  local name file
  for name in "${WANTED[@]}"; do
    for file in "$WORK/apt/archives/${name}"_*.deb; do dpkg-deb -x "$file" "$FULL"; done
  done
}

skeleton() {
  mkdir -p "$TREE"/{dev,proc,sys,run,tmp,root,etc,var/lib,var/log,var/cache,usr/bin,usr/sbin,usr/lib/x86_64-linux-gnu,usr/lib64}
  ln -s usr/bin "$TREE/bin"
  ln -s usr/sbin "$TREE/sbin"
  ln -s usr/lib "$TREE/lib"
  ln -s usr/lib64 "$TREE/lib64"
  ln -s ../run "$TREE/var/run"
  chmod 1777 "$TREE/tmp"
  printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$TREE/etc/nsswitch.conf"
  cp -L "$FULL"/lib*/ld-linux-x86-64.so.2 "$TREE/usr/lib64/"
  put bin/busybox bin/dash usr/lib/x86_64-linux-gnu/libgcc_s.so.1
  ln -s dash "$TREE/usr/bin/sh"
}

# put FILE…: files and folders of packages, wherever these have them (/bin or /usr/bin)
put() {
  local name from to
  for name in "$@"; do
    to=${name/#bin\//usr/bin/}
    to=${to/#sbin\//usr/sbin/}
    to=${to/#lib\//usr/lib/}
    from=
    for from in "$FULL/$to" "$FULL/${to#usr/}"; do [ ! -e "$from" ] || break; done
    [ -e "$from" ] || fail "no package has $name"
    mkdir -p "$TREE/$(dirname "$to")"
    cp -RL "$from" "$TREE/$to"
  done
}

# What programs, plugins and libraries ask for, until nothing is missing
libraries() {
  local paths=$FULL/lib/x86_64-linux-gnu:$FULL/usr/lib/x86_64-linux-gnu:$FULL/usr/lib/ipsec
  local file library to
  while read -r file; do
    LD_LIBRARY_PATH=$paths "$TREE/usr/lib64/ld-linux-x86-64.so.2" --list "$file" 2>/dev/null || true
  done < <(find "$TREE" -type f \( -perm -100 -o -name '*.so*' \)) |
    awk '/not found/ {print "missing", $1} $2 == "=>" && $3 ~ /^\// {print "has", $3}' | sort -u |
    while read -r file library; do
      [ "$file" = has ] || fail "no package has the library $library"
      case $library in
        "$FULL"/usr/lib/ipsec/*) to=usr/lib/ipsec/${library##*/} ;;
        "$FULL"/*) to=usr/lib/x86_64-linux-gnu/${library##*/} ;;
        "$TREE"/*) continue ;;
        *) fail "the library $library is this machine's own: is a package missing in the recipe?" ;;
      esac
      [ -e "$TREE/$to" ] || { mkdir -p "$TREE/${to%/*}" && cp -L "$library" "$TREE/$to"; }
    done
}

# Busybox for all the small tools that are not there as such
applets() {
  local name folder
  for name in $("$TREE/usr/bin/busybox" --list); do
    for folder in bin sbin; do [ ! -e "$TREE/usr/$folder/$name" ] || continue 2; done
    ln -s busybox "$TREE/usr/bin/$name"
  done
}

# --- the archive ------------------------------------------------------------------------------------

sha() { sha256sum "$@" | cut -d' ' -f1; }

# The same contents give the same archive: sorted, no times, no owners but root
packed() { # FOLDER MEMBERS…
  tar -C "$1" --format=gnu --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 -cf - "${@:2}"
}

archive_of() { # NAME
  local name=$1 parts=$WORK/$1/archive layer config version tag
  mkdir -p "$parts/layer"
  packed "$TREE" . >"$parts/layer/layer.tar"
  layer=$(sha "$parts/layer/layer.tar")
  config_of "$name" "$layer" '' >"$parts/config.json"
  version=$(sha "$parts/config.json" | cut -c1-12)
  tag=stampede-$name:$version
  config_of "$name" "$layer" "$version" >"$parts/config.json"
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer/layer.tar"]}]' "$tag" >"$parts/manifest.json"
  packed "$parts" config.json layer/layer.tar manifest.json | gzip -n -9 >"$OUT/$name.tar.gz.new"
  {
    echo "name=$name"
    echo "version=$version"
    echo "image=$tag"
    echo "id=sha256:$(sha "$parts/config.json")"
    echo "sha256=$(sha "$OUT/$name.tar.gz.new")"
    echo "bytes=$(stat -c %s "$OUT/$name.tar.gz.new")"
    echo "unpackedBytes=$(stat -c %s "$parts/layer/layer.tar")"
  } >"$OUT/$name.properties.new"
  mv "$OUT/$name.tar.gz.new" "$OUT/$name.tar.gz"
  mv "$OUT/$name.properties.new" "$OUT/$name.properties"
}

config_of() { # NAME LAYER VERSION
  local environment=
  printf -v environment ',"%s"' "${ENVIRONMENT[@]}"
  printf '{"architecture":"amd64","os":"linux","created":"1970-01-01T00:00:00Z",'
  printf '"config":{"Entrypoint":["/usr/sbin/stampede-%s"],"Env":["PATH=/usr/sbin:/usr/bin"%s],' "$1" "$environment"
  printf '"Labels":{"stampede.component":"%s","stampede.version":"%s"},"StopSignal":"SIGTERM"},' "$1" "$3"
  printf '"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},' "$2"
  printf '"history":[{"created":"1970-01-01T00:00:00Z","created_by":"stampede"}]}'
}
