package io.stampede.host;

/// A hook of a host's own libvirt that has machines wait for the bridges of managed networks.
/// Docker makes these when it starts, and libvirt starts machines with the host without asking
/// whether they are there: where libvirt comes first, such a machine would stay off until the
/// console sees it. Our own libvirt (`stampede-libvirt`) needs no hook: it is a container, and
/// Docker starts containers after it has made its networks.
///
/// The hook lies outside our folder, so it is placed with a host's first managed network and taken
/// away with its last one, and by [ComponentScripts#RELEASE]. libvirt before 6.5 does not look
/// there, and is as if there were no hook.
public final class LibvirtHook {
  public static final String PATH = "/etc/libvirt/hooks/qemu.d/stampede";

  /// What libvirt runs, with a domain's name, an operation and a phase, and the domain's XML on
  /// standard input. Another status than 0 would keep the machine from starting: whether it can
  /// without the bridge, libvirt is to say. It asks how old libvirt is, not the host, which may
  /// have waited for a passphrase; the sum of all waits is bounded by that, too, and libvirt may
  /// answer nobody while it starts machines.
  public static final String TEXT =
      """
      #!/bin/sh
      # Of Stampede, and taken away with its networks. A machine that starts with its host waits here for the bridges
      # of managed networks that it is on, which Docker makes: until three minutes after libvirt was started, as Docker
      # waits for the network, too. What starts later, and all else, goes on at once. libvirt looks for hooks when
      # it is started: from then on this one is in force.
      [ "$2 $3" = 'prepare begin' ] || exit 0
      known=/var/lib/stampede/net/bridges
      [ -s "$known" ] || exit 0
      wanted=$(sed -n "s/.*<source bridge=['\\"]\\(st-[0-9]*\\)['\\"].*/\\1/p" | grep -xFf "$known")
      [ -n "$wanted" ] || exit 0

      # In hundredths of a second since the host was started
      started() { # PROCESS
        read -r line <"/proc/$1/stat" || return
        line=${line##*) }
        set -- $line
        echo "${20}"
      }
      parent=$(started "$PPID")
      self=$(started $$)
      left=$((180 - (${self:-0} - ${parent:-0}) / 100))
      while [ "$left" -gt 0 ]; do
        missing=
        for bridge in $wanted; do [ -e "/sys/class/net/$bridge" ] || missing=$bridge; done
        [ -n "$missing" ] || exit 0
        sleep 1
        left=$((left - 1))
      done
      exit 0
      """;

  private static final String NAMES =
      """
      hooks=/etc/libvirt/hooks
      hook=$hooks/qemu.d/stampede
      made=/var/lib/stampede/before/hooks
      """;

  /// Says `off …` when the hook is not as it should be. A host without a libvirt of its own needs
  /// none, and where its settings cannot be written there is none. $1 the hash of [#TEXT]
  public static final String LOOK =
      NAMES
          + """
          if [ -w "${hooks%/*}" ]; then
            case $(sha256sum $hook 2>/dev/null) in
              "$1 "*) ;;
              *) echo "off $hook is not as it should be" ;;
            esac
          fi
          """;

  /// Status 1 when it cannot be placed, with the reason on standard error. Folders that it makes
  /// are written down first. A file becomes executable, and so a hook, before it is at its place.
  /// $1 is [#TEXT]
  public static final String PLACE =
      NAMES
          + """
          place_hook() {
            [ -w "${hooks%/*}" ] || return 0
            if [ -e $hook ] && ! grep -q '^# Of Stampede' $hook; then
              echo "$hook is there and not ours" >&2
              return 1
            fi
            mkdir -p "${made%/*}" || return
            for folder in $hooks $hooks/qemu.d; do
              [ -d $folder ] || { echo $folder >>$made && mkdir $folder && chmod 755 $folder; } || return
            done
            printf %s "$1" >$hooks/stampede.new && chmod 755 $hooks/stampede.new && mv -f $hooks/stampede.new $hook
          }
          place_hook "$1" || exit 1
          """;

  /// Status 1 when it cannot be taken away.
  public static final String REMOVE =
      NAMES
          + """
          if grep -qs '^# Of Stampede' $hook; then rm -f $hook || exit 1; fi
          for folder in $hooks/qemu.d $hooks; do
            ! grep -qsxF $folder $made || rmdir $folder 2>/dev/null
          done
          rm -f $made || exit 1
          """;

  private LibvirtHook() {}
}
