package io.stampede.vm;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;

/// Calls of the C library that libvirt-java has not: see libvirt's `libvirt-domain.h`. Each looks
/// its domain up by its UUID, as the pointers of libvirt-java are its own.
final class LibvirtCalls {
  /// VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, …_DEVICE_REMOVED, …_DEVICE_ADDED, …_DEVICE_REMOVAL_FAILED
  private static final int[] EVENTS = {13, 15, 19, 21};

  /// VIR_DOMAIN_SNAPSHOT_REVERT_FORCE: also where it is another QEMU than the one that runs now.
  private static final int REVERT_FORCE = 4;

  private static final int UUID_BUFFER = 37;

  private LibvirtCalls() {}

  /// Called with another parameter in the third place by each of the events: none is looked at.
  interface Happened extends Callback {
    void call(Pointer connection, Pointer domain, Pointer what, Pointer opaque);
  }

  interface C extends Library {
    C LIBRARY = Native.load("virt", C.class);

    @Nullable Pointer virDomainLookupByUUIDString(Pointer connection, String uuid);

    int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

    int virDomainRename(Pointer domain, String name, int flags);

    int virDomainGetUUIDString(Pointer domain, byte[] uuid);

    int virDomainFree(Pointer domain);

    @Nullable Pointer virDomainSnapshotLookupByName(Pointer domain, String name, int flags);

    int virDomainRevertToSnapshot(Pointer snapshot, int flags);

    int virDomainSnapshotFree(Pointer snapshot);

    int virConnectDomainEventRegisterAny(
        Pointer connection,
        @Nullable Pointer domain,
        int event,
        Callback callback,
        @Nullable Pointer opaque,
        @Nullable Pointer free);

    @Nullable String virGetLastErrorMessage();
  }

  /// @param uuid is told of what happens to a domain, on the thread of the event loop
  static void listen(LibvirtConnection libvirt, Consumer<String> uuid) {
    Happened happened = (_, domain, _, _) -> uuid.accept(uuid(domain));
    libvirt.keep(happened);
    for (int event : EVENTS) {
      C.LIBRARY.virConnectDomainEventRegisterAny(
          LibvirtConnection.pointer(libvirt), null, event, happened, null, null);
    }
  }

  private interface Use {
    int of(Pointer domain);
  }

  private static String uuid(Pointer domain) {
    var text = new byte[UUID_BUFFER];
    return C.LIBRARY.virDomainGetUUIDString(domain, text) < 0
        ? ""
        : new String(text, 0, UUID_BUFFER - 1, StandardCharsets.US_ASCII);
  }

  private static void call(Connect libvirt, String uuid, Use use) throws LibvirtFailure {
    var domain = C.LIBRARY.virDomainLookupByUUIDString(LibvirtConnection.pointer(libvirt), uuid);
    int result = -1;
    if (domain != null) {
      result = use.of(domain);
    }
    var why = result < 0 ? C.LIBRARY.virGetLastErrorMessage() : "";
    if (domain != null) C.LIBRARY.virDomainFree(domain);
    if (result < 0) {
      throw new LibvirtFailure(LibvirtFailure.Reason.REFUSED, String.valueOf(why));
    }
  }

  /// Why a domain that does not run does not: see `virDomainShutoffReason`.
  static VmFacts.Off off(Connect libvirt, String uuid) throws LibvirtFailure {
    var reason = new IntByReference();
    call(libvirt, uuid, d -> C.LIBRARY.virDomainGetState(d, new IntByReference(), reason, 0));
    return switch (reason.getValue()) {
      case 1 -> VmFacts.Off.SHUT_DOWN;
      case 2, 4, 5, 7 -> VmFacts.Off.SWITCHED_OFF;
      case 3, 8 -> VmFacts.Off.CRASHED;
      case 6 -> VmFacts.Off.FAILED;
      default -> VmFacts.Off.UNKNOWN;
    };
  }

  /// @param snapshot as libvirt calls it
  static void revert(Connect libvirt, String uuid, String snapshot) throws LibvirtFailure {
    call(
        libvirt,
        uuid,
        domain -> {
          var found = C.LIBRARY.virDomainSnapshotLookupByName(domain, snapshot, 0);
          if (found == null) return -1;
          try {
            return C.LIBRARY.virDomainRevertToSnapshot(found, REVERT_FORCE);
          } finally {
            C.LIBRARY.virDomainSnapshotFree(found);
          }
        });
  }

  static void rename(Connect libvirt, String uuid, VmName name) throws LibvirtFailure {
    call(libvirt, uuid, d -> C.LIBRARY.virDomainRename(d, name.value(), 0));
  }
}
