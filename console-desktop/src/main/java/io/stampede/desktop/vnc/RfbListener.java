package io.stampede.desktop.vnc;

/// What a session tells; on the session's thread, which may be kept for as long as a copy takes.
interface RfbListener {
  /// The session stands; its screen has this size and the server calls itself `name`.
  void opened(String name, Framebuffer screen);

  /// A part of the screen is new. With a new size, the part is all of it.
  void painted(Framebuffer screen, Rect part);

  void cursor(Cursor cursor);

  void clipboard(String text);

  void bell();
}
