package io.stampede;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Machines of templates and types. A server here is laid out as publishers' are.
@Tag("S11")
@Tag("S24")
class TemplatesTest extends OnEmulatedHosts {
  private final Map<String, byte[]> published = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var content = published.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : 0);
          if (content != null) exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String at(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private void publish(String version, byte[] content) throws Exception {
    published.put("/version.txt", ("VERSION=" + version + "\n").getBytes(UTF_8));
    published.put("/" + version + "/disk.img", content);
    var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    published.put("/" + version + "/SUMS", (sum + "  disk.img\n").getBytes(UTF_8));
  }

  private void createTemplate(String name, Map<String, ?> more) {
    var fields =
        new HashMap<String, Object>(
            Map.of(
                "name",
                name,
                "title",
                "Of our own",
                "finder",
                "text",
                "index",
                at("/version.txt"),
                "pattern",
                "VERSION=(?<version>[0-9.]+)",
                "image",
                at("/{version}/disk.img"),
                "checksums",
                at("/{version}/SUMS"),
                "minMemoryMib",
                768,
                "minDiskGib",
                3));
    fields.putAll(more);
    client.create("template", fields);
  }

  private Resource create(String name, Map<String, ?> more) {
    var fields = new HashMap<String, Object>(Map.of("name", name));
    fields.putAll(more);
    return client.create("virtualMachine", fields);
  }

  private Refused refused(Map<String, ?> fields) {
    var refused = catchThrowableOfType(Refused.class, () -> create("no", fields));
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void a_machine_is_made_of_a_templates_newest_image_which_others_share() throws Exception {
    addHost(1);
    publish("1.2", new byte[4096]);
    createTemplate("ours", Map.of());
    var made = create("a", Map.of("template", "ours"));
    assertThat(made.number("memoryMib")).contains(768L);
    assertThat(made.number("diskGib")).contains(3L);
    var a = awaitPhase("virtualMachine", "a", Phase.RUNNING);
    var image = client.get("image", a.text("image"));
    assertThat(image.name()).startsWith("ours-1.2-");
    assertThat(image.status().phase()).isEqualTo(Phase.READY);
    create("b", Map.of("template", "ours", "memoryMib", 1024));
    var b = awaitPhase("virtualMachine", "b", Phase.RUNNING);
    assertThat(b.text("image")).isEqualTo(a.text("image"));
    assertThat(b.number("memoryMib")).contains(1024L);
    publish("1.3", new byte[8192]);
    create("c", Map.of("template", "ours"));
    var c = awaitPhase("virtualMachine", "c", Phase.RUNNING);
    assertThat(client.get("image", c.text("image")).name()).startsWith("ours-1.3-");
  }

  @Test
  @Tag("S3")
  void what_a_host_cannot_fetch_is_sent_by_the_console_and_the_task_says_why() throws Exception {
    addHost(1);
    publish("1.2", new byte[4096]);
    client.create("image", Map.of("name", "x", "url", at("/1.2/disk.img"), "via", "host"));
    awaitPhase("image", "x", Phase.READY);
    client.act("image", "x", "spread", Map.of("host", "h1"));
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(client.get("image", "x").fields().get("hosts"))
                .asString()
                .contains("state=ready"));
    assertThat(client.tasks("", "", 100))
        .anyMatch(
            task -> task.transcript().toString().contains("an emulated host reaches nothing"));
    var refused =
        catchThrowableOfType(
            Refused.class, () -> client.create("image", Map.of("name", "y", "via", "host")));
    assertThat(refused.errors().getFirst().field()).isEqualTo("via");
  }

  @Test
  void a_machine_waits_while_its_publisher_cannot_be_reached() throws Exception {
    addHost(1);
    createTemplate("ours", Map.of());
    create("a", Map.of("template", "ours"));
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(client.get("virtualMachine", "a").status().message()).contains("404"));
    publish("1.2", new byte[4096]);
    client.act("virtualMachine", "a", "retry", Map.of());
    awaitPhase("virtualMachine", "a", Phase.RUNNING);
  }

  @Test
  void what_does_not_fit_the_template_names_the_field() {
    addHost(1);
    createTemplate("ours", Map.of("userData", "ignition"));
    var yaml = "#cloud-config\npackages: [x]\n";
    assertThat(refused(Map.of("template", "ours", "userData", yaml)).errors().getFirst().field())
        .isEqualTo("userData");
    assertThat(refused(Map.of("template", "ours", "diskGib", 1)).errors().getFirst().field())
        .isEqualTo("diskGib");
    assertThat(refused(Map.of()).errors().getFirst().code()).isEqualTo("missing");
    var own =
        catchThrowableOfType(
            Refused.class,
            () -> client.create("template", Map.of("name", "x", "title", "X", "finder", "text")));
    assertThat(own.errors().getFirst().field()).isEqualTo("index");
  }

  @Test
  void a_blank_machine_has_an_empty_disk() {
    addHost(1);
    var made = create("a", Map.of("template", "blank", "diskGib", 9));
    assertThat(made.text("image")).isEmpty();
    awaitPhase("virtualMachine", "a", Phase.RUNNING);
    assertThat(client.get("virtualMachine", "a").text("configDrive")).isEqualTo("none");
  }

  @Test
  void an_instance_type_gives_the_size() {
    addHost(1);
    var made = create("a", Map.of("template", "blank", "type", "medium"));
    assertThat(made.number("cpus")).contains(2L);
    assertThat(made.number("memoryMib")).contains(2048L);
    assertThat(made.number("diskGib")).contains(20L);
    assertThat(
            refused(Map.of("template", "blank", "type", "medium", "cpus", 3))
                .errors()
                .getFirst()
                .field())
        .isEqualTo("type");
    client.create("instanceType", Map.of("name", "mine", "cpus", 3, "memoryMib", 700));
    assertThat(create("b", Map.of("template", "blank", "type", "mine")).number("cpus"))
        .contains(3L);
  }

  @Test
  void what_comes_with_the_console_is_there_and_stays_as_it_is() {
    assertThat(client.list("template", Query.ALL).items()).hasSize(11);
    assertThat(client.list("instanceType", Query.ALL).items()).hasSize(5);
    for (var kind : new String[] {"template", "instanceType"}) {
      var name = kind.equals("template") ? "debian" : "small";
      var refused = catchThrowableOfType(Refused.class, () -> client.remove(kind, name));
      assertThat(refused.problem().code()).isEqualTo("built-in");
    }
  }

  @Test
  void a_pair_made_here_is_shown_once_and_lets_in_who_has_it() {
    addHost(1);
    var made = client.ask("keyPair", "make", Map.of());
    assertThat(String.valueOf(made.get("privateKey")))
        .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    var line = String.valueOf(made.get("publicKey"));
    client.create("keyPair", Map.of("name", "ann", "publicKey", line));
    assertThat(awaitPhase("keyPair", "ann", Phase.READY).text("fingerprint"))
        .matches("SHA256:[A-Za-z0-9+/]{43}");
    var machine = create("a", Map.of("template", "blank", "keyPair", "ann"));
    assertThat(machine.fields().get("sshKeys")).isEqualTo(java.util.List.of(line));
    assertThat(client.ask("keyPair", "make", Map.of())).isNotEqualTo(made);
    var wrong =
        catchThrowableOfType(
            Refused.class,
            () ->
                client.create(
                    "keyPair",
                    Map.of("name", "b", "publicKey", String.valueOf(made.get("privateKey")))));
    assertThat(wrong.errors().getFirst().field()).isEqualTo("publicKey");
  }
}
