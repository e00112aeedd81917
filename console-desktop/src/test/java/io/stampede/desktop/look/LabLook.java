package io.stampede.desktop.look;

import io.stampede.Stampede;
import io.stampede.desktop.DesktopApp;
import io.stampede.lab.LabImages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.Application;

/// The pictures of the user guide: the application itself, with hosts of the lab that it adds, and
/// a container and a machine that it runs on them. The lab's hosts must be up, and empty.
///
/// Arguments: a folder for the pictures, one for the data, the file of the private key, and the
/// hosts as the wizard takes them, as `north=root@192.0.2.11`.
public final class LabLook {
  /// Long enough for a curve to be seen.
  private static final long CURVE_SECONDS = 100;

  private LabLook() {}

  public static void main(String[] args) throws Exception {
    var data = Path.of(args[1]);
    try (var stampede = Stampede.open(Stampede.Settings.in(data))) {
      stampede.client().create("image", Map.of("name", "tiny"));
      try (var disk = Files.newInputStream(LabImages.tinyDisk())) {
        stampede.client().upload("image", "tiny", disk);
      }
    }
    var walk = new Walk(new File(args[0]), "desktop-");
    var key = Files.readString(Path.of(args[2]));
    var hosts = List.of(args).subList(3, args.length);
    Thread.ofPlatform().daemon().start(() -> walk(walk, key, hosts));
    Application.launch(DesktopApp.class, "--data", data.toString());
  }

  private static void walk(Walk walk, String key, List<String> hosts) {
    try {
      wizard(walk, key, hosts);
      workloads(walk, hosts);
      host(walk, hosts.getFirst().split("=", 2)[0]);
      dark(walk);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      System.exit(0);
    }
  }

  private static void wizard(Walk walk, String key, List<String> hosts) throws Exception {
    walk.fire("#nav-hosts");
    walk.shoot("#root", "hosts-none");
    walk.fire("#create-host");
    walk.type("#where-text", String.join("\n", hosts));
    walk.shoot("#root", "wizard-where");
    walk.fire("#wizard-verb");
    walk.type("#who-privateKey", "-----BEGIN OPENSSH PRIVATE KEY-----\n…");
    walk.shoot("#root", "wizard-who");
    walk.type("#who-privateKey", key);
    walk.fire("#wizard-verb");
    walk.awaitText("#trust-all", "Accept all " + hosts.size());
    walk.shoot("#root", "wizard-trust");
    walk.fire("#trust-all");
    walk.awaitText("#wizard-verb", "On to the checks");
    walk.fire("#wizard-verb");
    walk.awaitText("#wizard-verb", "See the plan");
    walk.pause(6);
    walk.shoot("#root", "wizard-checks");
    walk.fire("#wizard-verb");
    walk.awaitText("#wizard-verb", "Add %d hosts".formatted(hosts.size()));
    walk.shoot("#root", "wizard-plan");
    walk.fire("#wizard-verb");
    walk.shoot("#root", "wizard-go");
    walk.awaitText("#wizard-verb", "Done");
    walk.shoot("#root", "wizard-ready");
    walk.fire("#wizard-verb");
  }

  private static void workloads(Walk walk, List<String> hosts) throws Exception {
    walk.fire("#nav-containers");
    walk.fire("#create-container");
    walk.type("#field-name", "web");
    walk.type("#field-image", LabImages.BUSYBOX);
    walk.choose("#field-host", 1);
    walk.type("#field-command", "sh\n-c\nwhile date; do sleep 2; done");
    walk.shoot("#root", "container-form");
    walk.fire("#form-submit");
    walk.fire("#nav-virtualMachines");
    for (int i = 0; i < hosts.size(); i++) {
      walk.fire("#create-virtualMachine");
      walk.type("#field-name", List.of("db", "build", "mail").get(i));
      walk.choose("#field-image", 0);
      walk.choose("#field-host", i + 1);
      walk.type("#field-memoryMib", "96");
      if (i == 0) {
        walk.fire("#form-plan");
        walk.await("#plan");
        walk.shoot("#root", "form");
      }
      walk.fire("#form-submit");
    }
    walk.pause(25);
    walk.fire("#drawer-close");
    walk.select("#table-virtualMachine", 0);
    walk.shoot("#root", "machines");
    walk.fire("#bulk-screen");
    walk.pause(8);
    walk.keys("#vnc-view", "uname -a; free\n");
    walk.pause(2);
    walk.shoot("#vnc-view", "screen");
    walk.fire("#nav-containers");
    walk.select("#table-container", 0);
    walk.fire("#quick-logs");
    walk.pause(2);
    walk.shoot("#root", "log");
  }

  private static void host(Walk walk, String name) throws Exception {
    walk.pause(CURVE_SECONDS);
    walk.fire("#nav-hosts");
    walk.pause(11);
    walk.shoot("#root", "hosts");
    walk.open("#table-host", 0);
    walk.shoot("#root", "host");
    walk.tab("figures");
    walk.pause(2);
    walk.shoot("#root", "figures");
    walk.fire("#detail-terminal");
    walk.await("#terminal");
    walk.pause(3);
    walk.keys("#terminal-window", "docker ps --format '{{.Names}}  {{.Image}}  {{.Status}}'\n");
    walk.keys("#terminal-window", "uptime\n");
    walk.pause(2);
    walk.shoot("#terminal-window", "terminal");
    walk.fire("#nav-hosts");
    walk.select("#table-host", 0);
    walk.fire("#bulk-remove");
    walk.pause(2);
    walk.shoot("#root", "removal");
    walk.fire("#removal-cancel");
  }

  private static void dark(Walk walk) throws Exception {
    walk.fire("#nav-overview");
    walk.shoot("#root", "overview");
    walk.fire("#theme");
    walk.shoot("#root", "overview-dark");
  }
}
