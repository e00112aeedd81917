package io.stampede.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorldTest {
  private final Site site = new Site(client -> Site.host(client, "h1"));

  @AfterEach
  void close() {
    site.close();
  }

  private List<String> names(String kind) {
    return site.onUi(() -> site.world.rows(kind).all().stream().map(Row::name).toList());
  }

  @Test
  void all_is_read_at_first() {
    await().untilAsserted(() -> assertThat(names("host")).containsExactly("h1"));
    assertThat(site.onUi(() -> site.world.rows("host").loadedProperty().get())).isTrue();
  }

  @Test
  void a_row_stays_the_same_while_its_resource_comes_changes_and_goes() {
    await().until(() -> !names("host").isEmpty());
    var host = site.client.list("host", io.stampede.client.Query.ALL).items().getFirst();
    var vm = Site.machine(site.client, "web1", host, Status.resting(Phase.RUNNING));
    await().untilAsserted(() -> assertThat(names("virtualMachine")).containsExactly("web1"));
    var row = site.onUi(() -> site.world.find("virtualMachine", vm.id()).orElseThrow());
    site.client.move(vm, Status.resting(Phase.STOPPED));
    await().until(() -> site.onUi(() -> row.get().status().phase()) == Phase.STOPPED);
    site.client.remove("virtualMachine", vm.id());
    await().until(() -> names("virtualMachine").isEmpty());
  }

  @Test
  void twenty_thousand_rows_are_read_and_found() {
    await().until(() -> !names("host").isEmpty());
    var host = site.client.list("host", io.stampede.client.Query.ALL).items().getFirst();
    IntStream.range(0, 20_000)
        .forEach(i -> Site.machine(site.client, "vm" + i, host, Status.resting(Phase.RUNNING)));
    await().until(() -> names("virtualMachine").size() == 20_000);
    var model = new ListModel(site.world, site.world.kind("virtualMachine"));
    site.doOnUi(() -> model.textProperty().set("vm19999"));
    assertThat(model.rows()).hasSize(1);
  }

  @Test
  void a_list_is_filtered_by_words_state_and_host() {
    await().until(() -> !names("host").isEmpty());
    var h1 = site.client.list("host", io.stampede.client.Query.ALL).items().getFirst();
    var h2 = Site.host(site.client, "h2");
    Site.machine(site.client, "web1", h1, Status.resting(Phase.RUNNING));
    Site.machine(site.client, "web2", h2, Status.resting(Phase.STOPPED));
    Site.machine(site.client, "db", h2, Status.resting(Phase.RUNNING));
    await().until(() -> names("virtualMachine").size() == 3);
    site.doOnUi(() -> {
      var model = new ListModel(site.world, site.world.kind("virtualMachine"));
      model.textProperty().set("WEB h2");
      assertThat(model.rows()).extracting(Row::name).containsExactly("web2");
      model.clear();
      model.stateProperty().set("running");
      assertThat(model.rows()).extracting(Row::name).containsExactly("web1", "db");
      model.hostProperty().set(h2.id());
      assertThat(model.rows()).extracting(Row::name).containsExactly("db");
      assertThat(model.states()).containsEntry("running", 2).containsEntry("stopped", 1);
      assertThat(model.hosts()).containsEntry(h2.id(), 2);
    });
  }

  @Test
  void what_failed_is_named_first_with_its_fix_and_hosts_show_how_full_they_are() {
    await().until(() -> !names("host").isEmpty());
    var h1 = site.client.list("host", io.stampede.client.Query.ALL).items().getFirst();
    var problem = Problem.capacity("no-memory", "h1 is full", "free some");
    Site.machine(site.client, "big", h1, Status.failed(Phase.ERROR, problem));
    Site.machine(
        site.client,
        "away",
        h1,
        Status.failed(Phase.UNREACHABLE, Problem.host("x", "no answer", "")));
    await().until(() -> names("virtualMachine").size() == 2);
    site.doOnUi(() -> {
      assertThat(Attention.in(site.world))
          .extracting(a -> a.row().name() + ": " + a.message() + "; " + a.fix())
          .containsExactly("big: h1 is full; free some", "away: no answer; ");
      assertThat(Capacity.in(site.world)).containsExactly(new Capacity("h1", 8192, 4096, 100, 95));
    });
  }
}
