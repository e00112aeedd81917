package io.stampede.bench;

import io.stampede.engine.Phase;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Machines made from an image that is on the host already: by us, and with an overlay made over
/// SSH and `virsh create`. Both domains have the same devices.
final class MachineRace {
  private static final Race RACE = new Race(1, 7, Duration.ofSeconds(45));
  private static final String FOLDER = "/var/lib/stampede/theirs";
  private static final String DISK = FOLDER + "/disk.qcow2";

  private final Console console;
  private final Peers peers;
  private final LabHost host;
  private final Sheet sheet;

  MachineRace(Console console, Peers peers, LabHost host, Sheet sheet) {
    this.console = console;
    this.peers = peers;
    this.host = host;
    this.sheet = sheet;
  }

  void run(Path folder) throws Exception {
    var image = console.addImage();
    var first = create(); // brings the image to the host
    var xml = folder.resolve("theirs.xml");
    Files.writeString(xml, theirs(host.sh("virsh -q -c qemu:///system dumpxml --inactive ours")));
    console.remove("virtualMachine", first);
    host.sh("mkdir -p %s && chmod 711 %s".formatted(FOLDER, FOLDER));
    var ours = new Ours();
    var disk = "qemu-img create -q -f qcow2 -F qcow2 -b /var/lib/stampede/images/%s.qcow2 %s";
    if (Peers.find("virsh").isEmpty()) {
      sheet.ours("a machine created and started", RACE.run(ours).ours());
      sheet.missing("virsh -c qemu+ssh:// create", "there is no virsh here (libvirt-clients)");
      return;
    }
    var theirs = new Theirs(disk.formatted(image, DISK), xml);
    var medians = RACE.run(ours, theirs);
    sheet.ours("a machine created and started", medians.ours());
    sheet.peer(
        "qemu-img over ssh, virsh qemu+ssh create",
        medians.peer(),
        medians.ours(),
        "ours not slower",
        medians.peer() >= medians.ours());
    var rounds = medians.rounds();
    sheet.peer("  of that the disk, by ssh", theirs.disk.median(rounds), medians.ours());
    sheet.peer("  of that virsh alone", theirs.create.median(rounds), medians.ours());
  }

  private String create() {
    var fields =
        Map.of("name", "ours", "host", host.name(), "image", Console.IMAGE, "memoryMib", 96);
    return console.create("virtualMachine", fields, Phase.RUNNING).id();
  }

  /// Our domain under another name, with another disk and without our mark.
  private static String theirs(String ours) {
    return ours.replaceAll("<uuid>.*</uuid>", "")
        .replaceAll("(?s)<metadata>.*</metadata>", "")
        .replace("<name>ours</name>", "<name>theirs</name>")
        .replaceAll("/var/lib/stampede/vm/[^/']*/", FOLDER + "/");
  }

  private final class Ours implements Race.Side {
    private String made = "";

    @Override
    public void run() {
      made = create();
    }

    @Override
    public void tidy() {
      console.remove("virtualMachine", made);
    }
  }

  private final class Theirs implements Race.Side {
    private final String makeDisk;
    private final Path xml;
    private final Race.Lap disk = new Race.Lap();
    private final Race.Lap create = new Race.Lap();

    Theirs(String makeDisk, Path xml) {
      this.makeDisk = makeDisk;
      this.xml = xml;
    }

    @Override
    public void run() throws IOException {
      disk.begin();
      peers.ssh(makeDisk);
      disk.end();
      create.begin();
      peers.virsh("create", xml.toString());
      create.end();
    }

    @Override
    public void tidy() {
      host.sh("virsh -q -c qemu:///system destroy theirs && rm -f " + FOLDER + "/*");
    }
  }
}
