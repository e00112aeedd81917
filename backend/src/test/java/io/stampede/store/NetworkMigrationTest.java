package io.stampede.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.container.ContainerFacts;
import io.stampede.container.ContainerSpec;
import io.stampede.engine.ResourceId;
import io.stampede.network.Nic;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was kept when a workload had one network is read as a list of them.
class NetworkMigrationTest {
  private static final List<StoredKind> KINDS =
      List.of(
          new StoredKind("container", ContainerSpec.class, ContainerFacts.class, Set.of()),
          new StoredKind("virtualMachine", VmSpec.class, VmFacts.class, Set.of()));

  /// As versions before wrote them.
  private static final String CONTAINER =
      """
      {"name":"web","host":"ho-1","image":"nginx:1.27","restartPolicy":"no","strategy":"spread",\
      "network":"%s","managed":"here","running":true,"hurry":false,"forgotten":false,\
      "untouched":false}\
      """;

  private static final String MACHINE =
      """
      {"name":"db","host":"ho-1","image":"im-1","cpus":1,"memoryMib":512,%s"strategy":"spread",\
      "managed":"here","running":true,"force":false,"untouched":false}\
      """;

  @TempDir private Path folder;

  private void keep(Jdbi jdbi, String kind, String id, String spec) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into intent values (?, ?, 1, ?, 1, ?, '2026-01-01T12:00:00Z')",
            kind,
            id,
            id,
            spec));
  }

  @Test
  void one_network_becomes_the_first_of_a_list() throws Exception {
    var url = "jdbc:sqlite:" + folder.resolve("stampede.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations("classpath:io/stampede/store/migration")
        .target("30")
        .load()
        .migrate();
    var before = Jdbi.create(url);
    keep(before, "container", "ct-bridge", CONTAINER.formatted("bridge"));
    keep(before, "container", "ct-own", CONTAINER.formatted("my_net"));
    keep(before, "container", "ct-shared", CONTAINER.formatted("container:0123456789ab"));
    keep(before, "virtualMachine", "vm-none", MACHINE.formatted(""));
    keep(before, "virtualMachine", "vm-net", MACHINE.formatted("\"network\":\"default\","));
    keep(before, "virtualMachine", "vm-br", MACHINE.formatted("\"network\":\"bridge:br0\","));
    try (var store =
        Store.open(folder, () -> Instant.parse("2026-01-01T12:00:00Z"), KINDS, (_, _) -> {})) {
      assertThat(networks(store, "container", "ct-bridge")).containsExactly(Nic.DOCKER_BRIDGE);
      assertThat(networks(store, "container", "ct-own")).containsExactly(new Nic("docker:my_net"));
      assertThat(networks(store, "container", "ct-shared")).isEmpty();
      assertThat(networks(store, "virtualMachine", "vm-none")).isEmpty();
      assertThat(networks(store, "virtualMachine", "vm-net"))
          .containsExactly(new Nic("libvirt:default"));
      assertThat(networks(store, "virtualMachine", "vm-br")).containsExactly(new Nic("bridge:br0"));
    }
  }

  private static List<Nic> networks(Store store, String kind, String id) {
    return switch (store.row(new ResourceId(kind, id)).orElseThrow().spec()) {
      case ContainerSpec container -> container.networks();
      case VmSpec machine -> machine.networks();
      default -> throw new AssertionError(id);
    };
  }
}
