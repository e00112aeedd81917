package io.stampede.volume;

/// What is run on hosts, by `sh`. Nothing of a request is part of the text: all of it comes as
/// parameters.
final class VolumeScripts {
  /// A host without QEMU has it in our component.
  private static final String QEMU_IMG =
      """
      set -e
      umask 022
      qemu_img() {
        if ! command -v qemu-img >/dev/null && [ -d /var/lib/stampede/libvirt ]
        then docker exec stampede-libvirt qemu-img "$@"
        else qemu-img "$@"
        fi
      }
      """;

  /// Bytes 24 to 31 of a qcow2 file are the size of its disk. Files that are called otherwise than
  /// ours are others'. $1 the folder
  static final String LOOK =
      """
      for disk in "$1"/disk-*; do
        [ -f "$disk" ] || continue
        name=${disk##*/disk-}
        case ${name##*.} in qcow2|raw) ;; *) continue ;; esac
        case ${name%.*} in ''|*[!0-9]*|??????????*) continue ;; esac
        size=$(od -An -tx1 -j24 -N8 "$disk" | tr -d ' \\n')
        echo "disk $name $(stat -c '%s %b %B' "$disk") x$size"
      done
      for part in "$1"/part-*; do
        [ -f "$part" ] && echo "part ${part##*/part-} $(stat -c %s "$part")"
      done
      for other in upload new wiped.new; do [ -f "$1/$other" ] && echo litter; done
      [ -d "$1" ] && [ -z "$(ls -A "$1")" ] && echo litter
      [ -f "$1/wiped" ] && echo "wiped $(head -c 9 "$1/wiped")"
      echo that is all
      """;

  /// Makes the folders so that QEMU's user can pass, and prints the free space in KiB. $1 the
  /// folder
  static final String PREPARE =
      """
      set -e
      mkdir -p "$1"
      chmod 711 "${1%/*/*}" "${1%/*}" "$1"
      df -Pk "$1" | awk 'NR == 2 { print $4 }'
      """;

  /// Never overwrites a disk. $1 the folder, $2 the disk, $3 its format, $4 its size in GiB, $5 the
  /// image without its ending, or nothing
  static final String CREATE =
      QEMU_IMG
          + """
          mkdir -p "$1"
          chmod 711 "${1%/*/*}" "${1%/*}" "$1"
          [ ! -e "$2" ] || exit 0
          new="$1/new"
          rm -f "$new"
          if [ -z "$5" ]; then
            qemu_img create -q -f "$3" "$new" "$4G"
          else
            from=
            for format in qcow2 raw; do
              if [ -f "$5.$format" ]; then from=$format; fi
            done
            [ -n "$from" ] || { echo "the image $5 is not on the host" >&2; exit 1; }
            qemu_img convert -q -f $from -O "$3" "$5.$from" "$new"
            qemu_img resize -q -f "$3" "$new" "$4G"
          fi
          sync "$new"
          mv -n "$new" "$2"
          """;

  /// $1 the disk, $2 its format, $3 its size in GiB
  static final String GROW =
      QEMU_IMG
          + """
          qemu_img resize -q -f "$2" "$1" "$3G"
          """;

  /// Overwrites the parts of the file that hold anything, then puts an empty disk in its place. $1
  /// the folder, $2 the disk, $3 its format, $4 its size in GiB, $5 the how-manieth time
  static final String WIPE =
      QEMU_IMG
          + """
          [ "$(cat "$1/wiped" 2>/dev/null)" != "$5" ] || exit 0
          extents=$(qemu_img map -f raw "$2")
          echo "$extents" | while read -r start length _; do
            case $start in 0x*|0) ;; *) continue ;; esac
            dd if=/dev/zero of="$2" bs=1M iflag=count_bytes oflag=seek_bytes \\
              count=$((length)) seek=$((start)) conv=notrunc status=none
          done
          sync "$2"
          rm -f "$1/new"
          qemu_img create -q -f "$3" "$1/new" "$4G"
          mv -f "$1/new" "$2"
          echo "$5" > "$1/wiped.new"
          sync "$1/wiped.new"
          mv -f "$1/wiped.new" "$1/wiped"
          """;

  /// $1 the folder
  static final String TIDY =
      """
      rm -f -- "$1"/part-* "$1/upload" "$1/new" "$1/wiped.new"
      """;

  /// Makes what was uploaded the disk, unless a QEMU has that open: then it cannot be opened for
  /// writing, which giving it the size that it has does. $1 the folder, $2 the disk, $3 its format,
  /// $4 its size in GiB, $5 the format of the upload
  static final String TAKE =
      QEMU_IMG
          + """
          rm -f "$1/new"
          qemu_img convert -q -f "$5" -O "$3" "$1/upload" "$1/new"
          qemu_img resize -q -f "$3" "$1/new" "$4G"
          sync "$1/new"
          if ! held=$(qemu_img resize -q -f "$3" "$2" "$4G" 2>&1)
          then case $held in *lock*) rm -f "$1/new"; echo "$held" >&2; exit 1 ;; esac
          fi
          mv -f "$1/new" "$2"
          rm -f "$1/upload"
          """;

  /// Gives a part that was compared its name; a raw one has its zeros dug out again. $1 the part,
  /// $2 the disk
  static final String NAME =
      """
      set -e
      case $2 in *.raw) fallocate -d "$1" 2>/dev/null || true ;; esac
      sync "$1"
      mv -f "$1" "$2"
      """;

  /// $1 the folder, $2 the number of the copy that goes
  static final String LEAVE =
      """
      rm -f -- "$1/disk-$2.qcow2" "$1/disk-$2.raw" "$1/part-$2" "$1/wiped"
      rmdir "$1" 2>/dev/null || true
      """;

  private VolumeScripts() {}
}
