package io.stampede.web.fake;

import io.stampede.client.Resource;
import io.stampede.client.TaskEntry;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small site with something of everything: running, on its way, stopped, in trouble,
/// unreachable.
public final class FakeWorld {
  private static final Problem NO_SPACE =
      Problem.host(
          "no-space",
          "h1 has 2 GiB free, build needs 20",
          "free space on h1, or choose another host");
  private static final Problem SILENT =
      Problem.host(
          "no-answer",
          "h3 (10.0.0.13:22) does not answer",
          "check that it is on and reachable; Stampede tries again by itself");

  private FakeWorld() {}

  public static void fill(FakeClient client, Instant now) {
    host(client, "h1", "10.0.0.11", Status.resting(Phase.CONNECTED), now);
    host(client, "h2", "10.0.0.12", Status.resting(Phase.CONNECTED), now);
    host(
        client,
        "h3",
        "10.0.0.13",
        Status.failed(Phase.UNREACHABLE, SILENT),
        now.minus(Duration.ofMinutes(42)));
    image(client, "debian-13", 347_602_944L, Status.resting(Phase.READY), now);
    image(client, "cirros", 21_692_416L, Status.resting(Phase.READY), now);
    var copying = Status.moving(Phase.CREATING, "copy the image to h2").withProgress(43, "");
    var blocked = Status.failed(Phase.ERROR, NO_SPACE);
    var lost = Status.failed(Phase.UNREACHABLE, SILENT);
    machine(client, "web-1", "h1", 2, 2048, "10.42.1.17", Status.resting(Phase.RUNNING), now);
    machine(client, "web-2", "h2", 2, 2048, "", copying, now);
    machine(client, "db", "h1", 4, 8192, "10.42.1.9", Status.resting(Phase.STOPPED), now);
    machine(client, "build", "h1", 8, 16384, "", blocked, now);
    machine(client, "ci", "h3", 1, 1024, "10.42.3.2", lost, now.minus(Duration.ofMinutes(42)));
    container(client, "cache", "h1", "redis:8", Status.resting(Phase.RUNNING), now);
    container(client, "proxy", "h2", "nginx:1.27", Status.resting(Phase.RUNNING), now);
    container(
        client, "worker", "h2", "lab/busybox:1", Status.moving(Phase.STOPPING, "stop it"), now);
    tasks(client, now);
  }

  private static void tasks(FakeClient client, Instant now) {
    var calls =
        List.of(
            "$ mkdir -p /var/lib/stampede/images",
            "$ qemu-img create -f qcow2 -b debian-13.qcow2 -F qcow2 web-2.qcow2 20G",
            "Formatting 'web-2.qcow2', fmt=qcow2 size=21474836480");
    client.journal(
        new TaskEntry(
            1,
            "virtualMachine",
            "virtualMachine-web-1",
            "web-1",
            "start the domain",
            now.minusSeconds(340),
            Optional.of(now.minusSeconds(338)),
            TaskEntry.Outcome.DONE,
            Optional.empty(),
            List.of("libvirt: domainCreate st-web-1")));
    client.journal(
        new TaskEntry(
            2,
            "virtualMachine",
            "virtualMachine-build",
            "build",
            "create the disk",
            now.minusSeconds(61),
            Optional.of(now.minusSeconds(60)),
            TaskEntry.Outcome.STUCK,
            Optional.of(NO_SPACE),
            List.of("$ df --output=avail /var/lib/stampede", "2097152")));
    client.journal(
        new TaskEntry(
            3,
            "virtualMachine",
            "virtualMachine-web-2",
            "web-2",
            "copy the image to h2",
            now.minusSeconds(12),
            Optional.empty(),
            TaskEntry.Outcome.RUNNING,
            Optional.empty(),
            calls));
  }

  private static void host(
      FakeClient client, String name, String address, Status status, Instant seen) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("address", address + ":22");
    fields.put("user", "root");
    fields.put("hostKey", "SHA256:" + name + "Nn3kDqJ6lQ0q6Hq3wq1m1h1c8S1l9v0s2d3f4g5h6j7");
    fields.put("cpus", 16L);
    fields.put("memory", 65536L);
    fields.put("docker", "29.1.3");
    fields.put("libvirt", "11.9.0");
    add(client, "host", name, fields, status, seen);
  }

  private static void machine(
      FakeClient client,
      String name,
      String host,
      long cpus,
      long memory,
      String ip,
      Status status,
      Instant seen) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("image", "image-debian-13");
    fields.put("host", "host-" + host);
    fields.put("cpus", cpus);
    fields.put("memory", memory);
    if (!ip.isEmpty()) fields.put("ip", ip);
    add(client, "virtualMachine", name, fields, status, seen);
  }

  private static void container(
      FakeClient client, String name, String host, String image, Status status, Instant seen) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("image", image);
    fields.put("host", "host-" + host);
    fields.put("restart", "always");
    fields.put("environment", Map.of("TZ", "UTC"));
    fields.put("ip", "172.17.0.2");
    add(client, "container", name, fields, status, seen);
  }

  private static void image(
      FakeClient client, String name, long size, Status status, Instant seen) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("url", "https://images.example/" + name + ".qcow2");
    fields.put("size", size);
    add(client, "image", name, fields, status, seen);
  }

  public static Resource add(
      FakeClient client,
      String kind,
      String name,
      Map<String, Object> fields,
      Status status,
      Instant seen) {
    return client.put(
        new Resource(
            kind,
            kind + "-" + name,
            name,
            1,
            fields,
            status,
            seen.minus(Duration.ofHours(5)),
            Optional.of(seen),
            List.of()));
  }
}
