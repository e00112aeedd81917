package io.stampede.desktop.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Light or dark. The colours stand in `light.css` and `dark.css`, after `assets/tokens.json`; all
/// else is in `stampede.css`.
public final class Theme {
  private static final List<String> FONTS =
      List.of("Inter", "Cantarell", "Ubuntu", "Noto Sans", "Segoe UI", "Liberation Sans");

  private final BooleanProperty dark;
  private final ObservableList<String> sheets = FXCollections.observableArrayList();

  public Theme(boolean dark) {
    this.dark = new SimpleBooleanProperty(dark);
    this.dark.addListener(_ -> apply());
    apply();
  }

  public BooleanProperty darkProperty() {
    return dark;
  }

  /// Dresses a scene, now and whenever the theme changes, as long as the scene is in use.
  public void dress(Scene scene) {
    scene.getStylesheets().setAll(sheets);
    scene.getRoot().setStyle("-fx-font-family: \"" + family() + "\";");
    ListChangeListener<String> follow = _ -> scene.getStylesheets().setAll(sheets);
    scene.getProperties().put(Theme.class, follow);
    sheets.addListener(new WeakListChangeListener<>(follow));
  }

  private void apply() {
    var base = dark.get() ? new PrimerDark() : new PrimerLight();
    Application.setUserAgentStylesheet(base.getUserAgentStylesheet());
    sheets.setAll(sheet(dark.get() ? "dark.css" : "light.css"), sheet("stampede.css"));
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Theme.class.getResource("/io/stampede/desktop/" + name))
        .toExternalForm();
  }

  private static String family() {
    var there = Font.getFamilies();
    return FONTS.stream().filter(there::contains).findFirst().orElse("System");
  }
}
