package io.stampede.web;

import io.stampede.client.Door;
import io.stampede.schema.KindSchema;
import io.stampede.wizard.Wizard;

/// Which kinds have more than fields and actions: what [Door] says, and what only the web console
/// has of its own.
public final class Doors {
  private Doors() {}

  public static boolean hasLogs(KindSchema kind) {
    return Door.LOG.isOf(kind.name());
  }

  public static boolean hasScreen(KindSchema kind) {
    return Door.SCREEN.isOf(kind.name());
  }

  public static boolean hasTerminal(KindSchema kind) {
    return Door.TERMINAL.isOf(kind.name());
  }

  public static boolean hasFigures(KindSchema kind) {
    return Door.FIGURES.isOf(kind.name());
  }

  public static boolean hasXml(KindSchema kind) {
    return Door.XML.isOf(kind.name());
  }

  public static boolean takesContent(KindSchema kind) {
    return Door.CONTENT.isOf(kind.name());
  }

  public static boolean givesContent(KindSchema kind) {
    return Door.givesContent(kind.name());
  }

  /// Whether its page has tabs for its pairs and addresses, in place of tables among its facts.
  public static boolean hasNetworkTabs(KindSchema kind) {
    return kind.name().equals("network");
  }

  /// Whether it is added by a wizard instead of a form.
  public static boolean hasWizard(KindSchema kind) {
    return kind.name().equals("host");
  }

  /// Whether it is a room of its own on the left; hosts on their way in are seen in the wizard.
  public static boolean isRoom(KindSchema kind) {
    return !kind.name().equals(Wizard.KIND);
  }
}
