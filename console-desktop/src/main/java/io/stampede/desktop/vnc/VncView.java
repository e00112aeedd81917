package io.stampede.desktop.vnc;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.background.Background;
import io.stampede.ssh.ByteStream;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.ImageCursor;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A remote screen with its keys and pointer. Opens its connection when made and keeps it until
/// [#close]; says quietly when it is broken and being opened again.
public final class VncView extends StackPane implements AutoCloseable {
  private final Picture picture;
  private final VncLink link;
  private final Keyboard keyboard;
  private final ImageView image = new ImageView();
  private final StackPane ground = new StackPane(image);
  private final ScrollPane scroll = new ScrollPane(ground);
  private final Label notice = new Label();
  private final BooleanProperty scaled = new SimpleBooleanProperty(true);
  private final BooleanProperty viewOnly = new SimpleBooleanProperty(false);
  private final ReadOnlyObjectWrapper<VncLink.State> state =
      new ReadOnlyObjectWrapper<>(new VncLink.State.Connecting());
  private final ReadOnlyObjectWrapper<@Nullable String> guestClipboard =
      new ReadOnlyObjectWrapper<>(null);

  /// @param opener asks for the screen's stream, off the toolkit's thread; may throw
  ///   [io.stampede.client.Refused]
  public VncView(Background background, Supplier<ByteStream> opener) {
    this.picture = new Picture(background, this::show);
    this.link =
        new VncLink(opener, new Listener(background), next -> background.toUi(() -> changed(next)));
    this.keyboard = new Keyboard(this::key);
    setId("vnc-view");
    image.setId("vnc-image");
    notice.setId("vnc-notice");
    notice.getStyleClass().add("vnc-notice");
    getStyleClass().add("vnc-view");
    scroll.getStyleClass().addAll("vnc-scroll", "edge-to-edge");
    scroll.setFocusTraversable(false);
    ground.getStyleClass().add("vnc-ground");
    StackPane.setAlignment(notice, Pos.BOTTOM_CENTER);
    getChildren().setAll(scroll, notice);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(say("screen.aloud"));
    scaling();
    input();
    changed(state.get());
    link.start();
  }

  private void scaling() {
    image.setPreserveRatio(true);
    scroll.fitToWidthProperty().set(true);
    scroll.fitToHeightProperty().set(true);
    scroll.viewportBoundsProperty().addListener(_ -> fit());
    scaled.addListener(_ -> fit());
    fit();
  }

  private void fit() {
    var seen = scroll.getViewportBounds();
    boolean fits = scaled.get();
    var bars = fits ? ScrollPane.ScrollBarPolicy.NEVER : ScrollPane.ScrollBarPolicy.AS_NEEDED;
    scroll.setHbarPolicy(bars);
    scroll.setVbarPolicy(bars);
    image.setFitWidth(fits ? Math.max(1, Math.floor(seen.getWidth())) : 0);
    image.setFitHeight(fits ? Math.max(1, Math.floor(seen.getHeight())) : 0);
  }

  private void input() {
    addEventFilter(KeyEvent.KEY_PRESSED, e -> key(e, keyboard::pressed));
    addEventFilter(KeyEvent.KEY_TYPED, e -> key(e, keyboard::typed));
    addEventFilter(KeyEvent.KEY_RELEASED, e -> key(e, keyboard::released));
    focusedProperty()
        .addListener((_, _, focused) -> {
          if (!focused) keyboard.releaseAll();
        });
    viewOnly.addListener(_ -> keyboard.releaseAll());
    addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    image.addEventHandler(MouseEvent.MOUSE_MOVED, this::pointer);
    image.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pointer);
    image.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pointer);
    image.addEventHandler(MouseEvent.MOUSE_RELEASED, this::pointer);
    image.addEventHandler(ScrollEvent.SCROLL, this::wheel);
  }

  private void key(KeyEvent e, java.util.function.Consumer<KeyEvent> to) {
    boolean ours = e.getCode() == javafx.scene.input.KeyCode.F11;
    if (ours || viewOnly.get()) return;
    to.accept(e);
    e.consume();
  }

  private void key(int keysym, boolean down) {
    link.send(new Outbox.Message.Key(keysym, down));
  }

  private void pointer(MouseEvent e) {
    int buttons =
        (e.isPrimaryButtonDown() ? 1 : 0)
            | (e.isMiddleButtonDown() ? 2 : 0)
            | (e.isSecondaryButtonDown() ? 4 : 0);
    pointer(e.getX(), e.getY(), buttons);
    e.consume();
  }

  private void wheel(ScrollEvent e) {
    if (e.getDeltaY() == 0) return;
    int button = e.getDeltaY() > 0 ? 8 : 16;
    pointer(e.getX(), e.getY(), button);
    pointer(e.getX(), e.getY(), 0);
    e.consume();
  }

  private void pointer(double x, double y, int buttons) {
    var shown = image.getImage();
    if (viewOnly.get() || shown == null) return;
    double scale = shown.getWidth() / image.getLayoutBounds().getWidth();
    int atX = (int) Math.clamp(x * scale, 0, shown.getWidth() - 1);
    int atY = (int) Math.clamp(y * scale, 0, shown.getHeight() - 1);
    link.send(new Outbox.Message.Pointer(atX, atY, buttons));
  }

  private void show(Image next) {
    image.setImage(next);
    fit();
  }

  private void changed(VncLink.State next) {
    state.set(next);
    var text =
        switch (next) {
          case VncLink.State.Connecting() -> say("screen.connecting");
          case VncLink.State.Open _ -> "";
          case VncLink.State.Broken(var why) -> say("screen.broken", why);
          case VncLink.State.Closed() -> "";
        };
    notice.setText(text);
    notice.setVisible(!text.isEmpty());
    image.setOpacity(next instanceof VncLink.State.Open ? 1 : 0.45);
  }

  /// Whether the picture is scaled to the window, or shown pixel by pixel.
  public BooleanProperty scaledProperty() {
    return scaled;
  }

  /// Whether keys and pointer stay here.
  public BooleanProperty viewOnlyProperty() {
    return viewOnly;
  }

  public ReadOnlyObjectProperty<VncLink.State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// What the guest last copied, if it told.
  ReadOnlyObjectProperty<@Nullable String> guestClipboardProperty() {
    return guestClipboard.getReadOnlyProperty();
  }

  /// The picture as it is now; empty before the first.
  public Optional<BufferedImage> screenshot() {
    return picture.copy();
  }

  /// Presses the keys together, as Ctrl, Alt, Delete.
  void chord(int... keysyms) {
    keyboard.chord(keysyms);
  }

  /// Types a text as if on the guest's keyboard.
  void type(String text) {
    keyboard.type(text);
  }

  void sendClipboard(String text) {
    link.send(new Outbox.Message.Clipboard(text));
  }

  @Override
  public void close() {
    keyboard.releaseAll();
    link.close();
  }

  /// Brings what the session tells to the toolkit's thread.
  private final class Listener implements RfbListener {
    private final Background background;

    Listener(Background background) {
      this.background = background;
    }

    @Override
    public void opened(String name, Framebuffer screen) {
      painted(screen, new Rect(0, 0, screen.width(), screen.height()));
    }

    @Override
    public void painted(Framebuffer screen, Rect part) {
      picture.paint(screen, part);
    }

    @Override
    public void cursor(Cursor cursor) {
      background.toUi(() -> image.setCursor(shape(cursor)));
    }

    @Override
    public void clipboard(String text) {
      background.toUi(() -> guestClipboard.set(text));
    }

    @Override
    public void bell() {}

    private static javafx.scene.Cursor shape(Cursor c) {
      if (c.width() == 0 || c.height() == 0) return javafx.scene.Cursor.CROSSHAIR;
      var picture = new WritableImage(c.width(), c.height());
      picture
          .getPixelWriter()
          .setPixels(
              0,
              0,
              c.width(),
              c.height(),
              PixelFormat.getIntArgbInstance(),
              c.argb(),
              0,
              c.width());
      return new ImageCursor(picture, c.hotX(), c.hotY());
    }
  }
}
