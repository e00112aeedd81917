package io.stampede.desktop.fake;

import io.stampede.client.Resource;
import io.stampede.client.TaskEntry;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small site with something of everything.
public final class Sample {
  private Sample() {}

  public static FakeClient site() {
    var c = new FakeClient();
    var h1 = host(c, "h1", "10.0.0.11", Status.resting(Phase.CONNECTED), 8);
    var h2 = host(c, "h2", "10.0.0.12", Status.resting(Phase.CONNECTED), 16);
    var h3 =
        host(
            c,
            "h3",
            "10.0.0.13",
            Status.failed(
                Phase.UNREACHABLE,
                Problem.host(
                    "no-answer",
                    "h3 does not answer on 10.0.0.13:22",
                    "check its power and network; it is tried again every minute")),
            4);
    var debian = image(c, "debian-12", Status.resting(Phase.READY), 396_361_728L);
    image(c, "flatcar", Status.moving(Phase.CREATING, "fetching").withProgress(61, ""), 0);
    vm(c, "web1", debian, h1, 2048, Status.resting(Phase.RUNNING), "10.42.1.17");
    vm(
        c,
        "web2",
        debian,
        h2,
        2048,
        Status.moving(Phase.CREATING, "copying image").withProgress(43, ""),
        "10.42.2.4");
    vm(c, "db", debian, h1, 4096, Status.resting(Phase.STOPPED), "10.42.1.9");
    vm(
        c,
        "ci",
        debian,
        h3,
        1024,
        Status.failed(Phase.UNREACHABLE, Problem.host("no-answer", "h3 does not answer", "")),
        "10.42.3.2");
    var big =
        vm(
            c,
            "warehouse",
            debian,
            h2,
            65536,
            Status.failed(
                Phase.ERROR,
                Problem.capacity(
                    "no-memory",
                    "h2 has 11.2 GiB of memory free, warehouse needs 64 GiB",
                    "give it less memory, or choose another host")),
            "");
    var redis = container(c, "redis", "redis:7", h1, Status.resting(Phase.RUNNING), "10.42.1.30");
    container(c, "nginx", "nginx:1.27", h2, Status.resting(Phase.RUNNING), "10.42.2.31");
    container(c, "batch", "busybox", h2, Status.resting(Phase.STOPPED), "");
    tasks(c, redis, big);
    return c;
  }

  private static void tasks(FakeClient c, Resource redis, Resource big) {
    var now = Instant.now();
    c.addTask(
        new TaskEntry(
            1,
            "container",
            redis.id(),
            "redis",
            "Create the container on h1",
            now.minusSeconds(190),
            Optional.of(now.minusSeconds(189)),
            TaskEntry.Outcome.DONE,
            Optional.empty(),
            List.of("POST /containers/create?name=st-ct-1 → 201", "id 3f0c9a1d2b44")));
    c.addTask(
        new TaskEntry(
            2,
            "container",
            redis.id(),
            "redis",
            "Start it on h1",
            now.minusSeconds(189),
            Optional.of(now.minusSeconds(188)),
            TaskEntry.Outcome.DONE,
            Optional.empty(),
            List.of("POST /containers/3f0c9a1d2b44/start → 204")));
    c.addTask(
        new TaskEntry(
            3,
            "virtualMachine",
            big.id(),
            "warehouse",
            "Start it on h2",
            now.minusSeconds(60),
            Optional.of(now.minusSeconds(58)),
            TaskEntry.Outcome.STUCK,
            big.status().problem(),
            List.of("virDomainCreate st-vm-9", "error: cannot set up guest memory")));
    c.addTask(
        new TaskEntry(
            4,
            "image",
            "im-5",
            "flatcar",
            "Fetch the image",
            now.minusSeconds(31),
            Optional.empty(),
            TaskEntry.Outcome.RUNNING,
            Optional.empty(),
            List.of()));
  }

  private static Resource host(FakeClient c, String name, String address, Status s, int cpus) {
    return c.put(
        "host",
        s,
        Map.of(
            "name",
            name,
            "address",
            address,
            "port",
            22L,
            "user",
            "core",
            "cpus",
            (long) cpus,
            "memoryMib",
            cpus * 2048L,
            "diskTotalGib",
            120L,
            "diskFreeGib",
            131L - cpus * 8,
            "docker",
            "27.3.1",
            "disks",
            List.of(
                Map.of("device", "/dev/vda1", "mount", "/", "size", 120L, "free", 131L - cpus * 8),
                Map.of(
                    "device",
                    "/dev/vdb",
                    "mount",
                    "/var/lib/stampede",
                    "size",
                    500L,
                    "free",
                    411L))));
  }

  private static Resource image(FakeClient c, String name, Status s, long size) {
    return c.put(
        "image",
        s,
        Map.of("name", name, "url", "https://example.org/" + name + ".qcow2", "size", size));
  }

  private static Resource vm(
      FakeClient c, String name, Resource image, Resource host, long memory, Status s, String ip) {
    return c.put(
        "virtualMachine",
        s,
        Map.of(
            "name",
            name,
            "image",
            image.id(),
            "host",
            host.id(),
            "memoryMib",
            memory,
            "cpus",
            2L,
            "ipAddress",
            ip,
            "labels",
            Map.of("team", "shop"),
            "autostart",
            true));
  }

  private static Resource container(
      FakeClient c, String name, String image, Resource host, Status s, String ip) {
    return c.put(
        "container", s, Map.of("name", name, "image", image, "host", host.id(), "ipAddress", ip));
  }
}
