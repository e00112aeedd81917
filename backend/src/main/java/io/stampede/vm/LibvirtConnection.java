package io.stampede.vm;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/// A connection whose C pointer is at hand, for calls that the Java binding lacks.
final class LibvirtConnection extends Connect {
  LibvirtConnection(String uri) throws LibvirtException {
    super(uri);
  }

  /// @throws ClassCastException for a connection that was opened elsewhere
  static Pointer pointer(Connect connection) {
    return ((LibvirtConnection) connection).vcp.getPointer();
  }
}
