package io.stampede.vm;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/// A connection whose C pointer is at hand, for calls that the Java binding lacks.
final class LibvirtConnection extends Connect {
  private final List<Callback> kept = new CopyOnWriteArrayList<>();

  LibvirtConnection(String uri) throws LibvirtException {
    super(uri);
  }

  /// Not collected as long as C may call it.
  void keep(Callback callback) {
    kept.add(callback);
  }

  /// @throws ClassCastException for a connection that was opened elsewhere
  static Pointer pointer(Connect connection) {
    return ((LibvirtConnection) connection).vcp.getPointer();
  }
}
