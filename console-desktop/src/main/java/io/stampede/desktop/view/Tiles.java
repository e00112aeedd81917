package io.stampede.desktop.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Tiles that share the whole width: as many beside each other as fit, in rows of equal length.
final class Tiles {
  private final double least;
  private final double gap;
  private final Pane root =
      new Pane() {
        @Override
        protected void layoutChildren() {
          arrange(getWidth());
        }

        @Override
        protected double computePrefHeight(double width) {
          return height(width < 0 ? getWidth() : width);
        }

        @Override
        public javafx.geometry.Orientation getContentBias() {
          return javafx.geometry.Orientation.HORIZONTAL;
        }
      };

  /// @param least how narrow a tile may become
  Tiles(double least, double gap) {
    this.least = least;
    this.gap = gap;
    root.setMinHeight(Region.USE_PREF_SIZE);
  }

  Node node() {
    return root;
  }

  void show(List<? extends Region> tiles) {
    root.getChildren().setAll(tiles);
  }

  private int columns(double width) {
    int all = Math.max(1, root.getChildren().size());
    int fit = Math.clamp((long) ((width + gap) / (least + gap)), 1, all);
    int rows = (all + fit - 1) / fit;
    return (all + rows - 1) / rows;
  }

  private double tileWidth(double width) {
    int columns = columns(width);
    return (width - (columns - 1) * gap) / columns;
  }

  private double tileHeight(double width) {
    double tile = tileWidth(width);
    return root.getChildren().stream().mapToDouble(n -> n.prefHeight(tile)).max().orElse(0);
  }

  private double height(double width) {
    int rows = (root.getChildren().size() + columns(width) - 1) / columns(width);
    return rows * tileHeight(width) + Math.max(0, rows - 1) * gap;
  }

  private void arrange(double width) {
    int columns = columns(width);
    double tile = tileWidth(width);
    double height = tileHeight(width);
    for (int i = 0; i < root.getChildren().size(); i++) {
      double x = (i % columns) * (tile + gap);
      double y = (double) (i / columns) * (height + gap);
      root.getChildren().get(i).resizeRelocate(x, y, tile, height);
    }
  }
}
