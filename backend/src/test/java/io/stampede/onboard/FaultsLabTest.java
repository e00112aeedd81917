package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.TaskEntry;
import io.stampede.component.Components;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.host.HostStep;
import io.stampede.lab.Held;
import io.stampede.lab.Host;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What goes wrong on the way of a host into the console, and how it goes on.
@Tag("C5")
@Tag("S1")
class FaultsLabTest extends CandidatesOnLab {
  private static Components components;

  private final LabHost h1;
  private final LabHost h2;

  FaultsLabTest(@Host("h1") LabHost h1, @Host("h2") LabHost h2) {
    this.h1 = h1;
    this.h2 = h2;
  }

  @BeforeAll
  static void find() throws Exception {
    components = Components.installed();
    assertThat(components.all()).as("./stampede components builds them").hasSize(2);
  }

  @Override
  Stampede.Settings settings(Path data) {
    return Stampede.Settings.in(data).withComponents(components);
  }

  /// A step of adding, and the program on the host that is in the midst of it.
  private record Moment(String step, String command, String arguments, String before) {
    Held on(LabHost host) {
      return host.hold(command, arguments, before);
    }
  }

  private static final Moment KEY = new Moment("log in", "touch", "*authorized_keys*", "");
  private static final Moment CLAIM = new Moment("mark", "mv", "*owner*", "");
  private static final Moment SEND =
      new Moment("bring stampede-net", "cat", "\"\"", "head -c 3000000");
  private static final Moment LOAD = new Moment("bring stampede-net", "docker", "'load '*", "");
  private static final Moment START =
      new Moment("start stampede-net", "docker", "*'--name stampede-net '*", "");

  private boolean wasTriedAgain(Moment moment, String kind, String id) {
    return client.tasks(kind, id, 100).stream()
        .filter(task -> task.title().contains(moment.step()))
        .anyMatch(task -> task.outcome() == TaskEntry.Outcome.AGAIN);
  }

  private static final List<Moment> EACH = List.of(KEY, CLAIM, SEND, LOAD, START);

  /// Something happens in the midst of each step; what was begun there ends unheard.
  private void inEachStep(Runnable begin, Runnable strike, Runnable after) {
    var all = new ArrayList<Held>();
    all.add(EACH.getFirst().on(h1));
    begin.run();
    for (int i = 0; i < EACH.size(); i++) {
      all.get(i).awaitReached();
      strike.run();
      if (i + 1 < EACH.size()) all.add(EACH.get(i + 1).on(h1));
      all.get(i).letGo();
      after.run();
    }
    all.forEach(Held::close);
  }

  @Test
  @Tag("N6")
  void a_connection_that_is_cut_in_each_step_is_made_anew_and_the_step_goes_on() {
    assertThat(Stream.of(HostStep.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .as("the last two are no steps of adding; a new one is to be cut here, too")
        .containsExactlyInAnyOrder(
            "Claim", "LoadComponent", "StartComponent", "Restart", "Release");
    worker(h1, "Pass-2026");
    try {
      var id = checked(asWorker(fields(h1), "Pass-2026"));
      inEachStep(() -> client.act("candidate", id, "add", Map.of()), h1::cutConnections, () -> {});
      var host = in(id, Phase.ADDED).text("host");
      assertThat(client.get("host", host).status().phase()).isEqualTo(Phase.CONNECTED);
      assertThat(wasTriedAgain(KEY, "candidate", id)).isTrue();
      assertThat(List.of(CLAIM, SEND, LOAD, START))
          .allSatisfy(moment -> assertThat(wasTriedAgain(moment, "host", host)).isTrue());
      assertThat(client.tasks("host", host, 100).toString())
          .as("what was sent is not sent again")
          .containsPattern("net-[0-9a-f]+\\.part from byte 3[0-9]{6}");
      assertThat(keysOfWorker(h1)).matches("ssh-ed25519 [A-Za-z0-9+/]{68} stampede");
      assertThat(h1.sh("docker ps --format '{{.Names}}'")).isEqualTo("stampede-net");
    } finally {
      noWorker(h1);
    }
  }

  @Test
  @Tag("N6")
  void a_console_that_is_killed_in_each_step_goes_on_where_it_was() throws Exception {
    worker(h1, "Pass-2026");
    var data = folder.resolve("killed");
    var fields = asWorker(fields(h1), "Pass-2026");
    fields.put("go", true);
    var begun = new ArrayList<KilledConsole>();
    try {
      inEachStep(
          () -> begun.add(new KilledConsole(data, fields)),
          () -> begun.getFirst().kill(),
          () -> begun.getFirst().startAgain());
      begun.getFirst().kill();
      try (var stampede = Stampede.open(settings(data))) {
        client = stampede.client();
        var id = client.list("candidate", Query.ALL).items().getFirst().id();
        var host = in(id, Phase.ADDED).text("host");
        assertThat(client.list("host", Query.ALL).items()).hasSize(1);
        assertThat(client.get("host", host).status().phase()).isEqualTo(Phase.CONNECTED);
        assertThat(keysOfWorker(h1)).matches("ssh-ed25519 [A-Za-z0-9+/]{68} stampede");
        assertThat(h1.sh("docker ps --format '{{.Names}}'")).isEqualTo("stampede-net");
        remove("candidate", id);
        remove("host", host);
        assertThat(h1.sh("ls -A /var/lib/stampede; ls -A ~worker/.ssh 2>/dev/null; docker ps -aq"))
            .isEmpty();
      }
    } finally {
      begun.forEach(KilledConsole::close);
      noWorker(h1);
    }
  }

  @Test
  void a_disk_that_gets_full_while_a_component_is_sent_is_told_and_nothing_half_stays() {
    h1.smallDisk(20);
    try (var held = SEND.on(h1)) {
      var host = client.create("host", fields(h1)).id();
      held.awaitReached();
      h1.sh("dd if=/dev/zero of=/var/lib/stampede/fill bs=64k 2>/dev/null; true");
      held.letGo();
      await()
          .atMost(PATIENCE)
          .until(() -> problem("host", host).filter("no-space"::equals).isPresent());
      assertThat(h1.sh("ls /var/lib/stampede/components; docker image ls -q stampede-net"))
          .isEmpty();
      h1.sh("rm /var/lib/stampede/fill");
      client.act("host", host, "retry", Map.of());
      await()
          .atMost(PATIENCE)
          .until(() -> client.get("host", host).text("components").contains("ready"));
    }
    h1.bigDisk();
  }

  private Optional<String> problem(String kind, String id) {
    return client.get(kind, id).status().problem().map(Problem::code);
  }

  private Resource hostIn(String id, Phase phase) {
    await().atMost(PATIENCE).until(() -> client.get("host", id).status().phase() == phase);
    return client.get("host", id);
  }

  /// Hosts of the lab share their kernel's clock: here the program is wrong that tells it.
  @Test
  void a_clock_that_is_off_is_seen_before_and_after_a_host_is_added() {
    h1.sh(
        "printf '#!/bin/sh\nexec /usr/bin/date -d \"15 minutes\" \"$@\"\n' > /usr/local/bin/date;"
            + " chmod 755 /usr/local/bin/date");
    try {
      var id = checked(h1);
      assertThat(row(id, "clock"))
          .containsEntry("state", "failed")
          .containsEntry("severity", "should")
          .containsEntry("found", "15 min later than ours");
      client.act("candidate", id, "add", Map.of());
      var host = "ho-" + id.substring(id.indexOf('-') + 1);
      await().atMost(PATIENCE).until(() -> isThere("host", host));
      hostIn(host, Phase.DEGRADED);
      assertThat(problem("host", host)).contains("clock");
      h1.sh("rm /usr/local/bin/date");
      client.act("host", host, "retry", Map.of());
      hostIn(host, Phase.CONNECTED);
      in(id, Phase.ADDED);
    } finally {
      h1.sh("rm -f /usr/local/bin/date");
    }
  }

  @Test
  void a_file_system_that_cannot_be_written_keeps_a_host_out_and_degrades_one_that_is_in() {
    h1.smallDisk(2000);
    h1.sh("mount -o remount,ro /var/lib/stampede");
    try {
      var id = checked(h1);
      assertThat(row(id, "disk-writable"))
          .containsEntry("state", "failed")
          .containsEntry("severity", "must");
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> client.act("candidate", id, "add", Map.of()))
          .satisfies(e -> assertThat(e.problem().message()).contains("disk-writable"));
      h1.sh("mount -o remount,rw /var/lib/stampede");
      recheck(id, "disk-writable");
      var host = added(id);
      h1.sh("mount -o remount,ro /var/lib/stampede");
      client.act("host", host, "reconnect", Map.of());
      hostIn(host, Phase.DEGRADED);
      assertThat(problem("host", host)).contains("disk-read-only");
      h1.sh("mount -o remount,rw /var/lib/stampede");
      client.act("host", host, "retry", Map.of());
      hostIn(host, Phase.CONNECTED);
      remove("host", host);
    } finally {
      h1.sh("mount -o remount,rw /var/lib/stampede; true");
      h1.bigDisk();
    }
  }

  @Test
  void a_key_that_was_put_there_is_taken_back_when_its_candidate_is_cancelled() {
    worker(h1, "Pass-2026");
    try (var held = KEY.on(h1)) {
      var id = checked(asWorker(fields(h1), "Pass-2026"));
      client.act("candidate", id, "add", Map.of());
      held.awaitReached();
      var other = fields(h2);
      other.put("name", h1.name());
      var host = client.create("host", other).id();
      held.letGo();
      await()
          .atMost(PATIENCE)
          .until(() -> client.get("candidate", id).status().problem().isPresent());
      assertThat(keysOfWorker(h1)).endsWith(" stampede");
      remove("candidate", id);
      assertThat(h1.sh("ls -A ~worker/.ssh 2>/dev/null; true")).isEmpty();
      remove("host", host);
    } finally {
      noWorker(h1);
    }
  }
}
