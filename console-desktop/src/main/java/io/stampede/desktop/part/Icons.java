package io.stampede.desktop.part;

import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// Bootstrap Icons by the words of `assets/tokens.json`.
public final class Icons {
  private Icons() {}

  public static FontIcon of(String word) {
    return new FontIcon(icon(word));
  }

  private static BootstrapIcons icon(String word) {
    return switch (word) {
      case "overview" -> BootstrapIcons.GRID;
      case "host" -> BootstrapIcons.HDD_RACK;
      case "virtualMachine", "screen" -> BootstrapIcons.DISPLAY;
      case "container" -> BootstrapIcons.BOX_SEAM;
      case "image" -> BootstrapIcons.DISC;
      case "volume" -> BootstrapIcons.HDD;
      case "snapshot" -> BootstrapIcons.CAMERA;
      case "template" -> BootstrapIcons.LAYERS;
      case "instanceType" -> BootstrapIcons.SLIDERS;
      case "keyPair" -> BootstrapIcons.KEY;
      case "network" -> BootstrapIcons.DIAGRAM_3;
      case "map" -> BootstrapIcons.MAP;
      case "link" -> BootstrapIcons.LINK_45DEG;
      case "port" -> BootstrapIcons.BOX_ARROW_IN_RIGHT;
      case "floatingIp" -> BootstrapIcons.GEO_ALT;
      case "ipPool" -> BootstrapIcons.COLLECTION;
      case "securityGroup" -> BootstrapIcons.SHIELD_CHECK;
      case "point" -> BootstrapIcons.ARROW_LEFT_RIGHT;
      case "undo", "revert" -> BootstrapIcons.ARROW_COUNTERCLOCKWISE;
      case "stack" -> BootstrapIcons.STACK;
      case "tasks" -> BootstrapIcons.LIST_CHECK;
      case "settings" -> BootstrapIcons.GEAR;
      case "start" -> BootstrapIcons.PLAY_FILL;
      case "stop" -> BootstrapIcons.STOP_FILL;
      case "restart" -> BootstrapIcons.ARROW_CLOCKWISE;
      case "pause" -> BootstrapIcons.PAUSE_FILL;
      case "resume" -> BootstrapIcons.PLAY_FILL;
      case "reset" -> BootstrapIcons.LIGHTNING;
      case "retry" -> BootstrapIcons.ARROW_REPEAT;
      case "remove" -> BootstrapIcons.TRASH;
      case "edit" -> BootstrapIcons.PENCIL;
      case "open" -> BootstrapIcons.CHEVRON_RIGHT;
      case "logs" -> BootstrapIcons.FILE_TEXT;
      case "adopt", "adoptAll" -> BootstrapIcons.BOX_ARROW_IN_DOWN;
      case "release", "releaseAll" -> BootstrapIcons.BOX_ARROW_RIGHT;
      case "forceOff" -> BootstrapIcons.POWER;
      case "kill" -> BootstrapIcons.LIGHTNING;
      case "forget" -> BootstrapIcons.EJECT;
      case "takeOver" -> BootstrapIcons.BOX_ARROW_IN_DOWN;
      case "reconnect" -> BootstrapIcons.PLUG;
      case "upload" -> BootstrapIcons.UPLOAD;
      case "create" -> BootstrapIcons.PLUS;
      case "search" -> BootstrapIcons.SEARCH;
      case "filter" -> BootstrapIcons.FUNNEL;
      case "columns" -> BootstrapIcons.LAYOUT_THREE_COLUMNS;
      case "more" -> BootstrapIcons.THREE_DOTS;
      case "copy" -> BootstrapIcons.CLIPBOARD;
      case "close" -> BootstrapIcons.X;
      case "dark" -> BootstrapIcons.MOON;
      case "light" -> BootstrapIcons.SUN;
      case "good" -> BootstrapIcons.CHECK_CIRCLE;
      case "problem" -> BootstrapIcons.EXCLAMATION_TRIANGLE;
      case "key" -> BootstrapIcons.SHIELD_LOCK;
      case "file" -> BootstrapIcons.FOLDER2_OPEN;
      case "next" -> BootstrapIcons.CHEVRON_DOWN;
      case "done" -> BootstrapIcons.CHECK;
      case "failed" -> BootstrapIcons.X_CIRCLE_FILL;
      case "warn" -> BootstrapIcons.EXCLAMATION_TRIANGLE_FILL;
      case "well" -> BootstrapIcons.CHECK_CIRCLE_FILL;
      case "note" -> BootstrapIcons.INFO_CIRCLE;
      case "busy" -> BootstrapIcons.ARROW_REPEAT;
      case "skipped" -> BootstrapIcons.DASH_CIRCLE;
      case "unknown" -> BootstrapIcons.QUESTION_CIRCLE;
      case "fix" -> BootstrapIcons.WRENCH;
      case "discover" -> BootstrapIcons.DIAGRAM_2;
      case "terminal" -> BootstrapIcons.TERMINAL;
      case "figures" -> BootstrapIcons.GRAPH_UP;
      case "cordon" -> BootstrapIcons.SLASH_CIRCLE;
      case "uncordon" -> BootstrapIcons.CIRCLE;
      case "reboot" -> BootstrapIcons.POWER;
      case "back" -> BootstrapIcons.CHEVRON_LEFT;
      default -> BootstrapIcons.DOT;
    };
  }
}
