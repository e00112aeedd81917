package io.stampede.metadata;

import static io.stampede.metadata.MetadataReader.PUT;
import static io.stampede.metadata.MetadataReader.token;
import static io.stampede.metadata.MetadataReader.ttl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.component.Components;
import io.stampede.engine.Phase;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site on a real host, by the nginx of the component there, read as guests read it.
@Lab
@Tag("S4")
@Tag("S7")
class MetadataLabTest {
  private static final Instance WEB = Samples.with(Samples.web(), Samples.anyBytes());
  private static final Instance BARE = Samples.bare(7); // must begin a session

  @TempDir private static Path folder;

  private static MetadataReader web;
  private static MetadataReader bare;
  private static MetadataReader stranger;

  @BeforeAll
  static void serve(@Host("h1") LabHost host) throws IOException {
    var settings = Stampede.Settings.in(folder).withComponents(Components.installed());
    try (var stampede = Stampede.open(settings)) {
      var client = stampede.client();
      var added =
          client.create(
              "host",
              Map.of(
                  "name", host.name(),
                  "address", host.address(),
                  "privateKey", host.privateKey(),
                  "hostKey", host.hostKeyFingerprint()));
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> client.get("host", added.id()).status().phase() == Phase.CONNECTED);
    }
    write(host, MetadataSite.of(List.of(WEB, BARE)));
    host.sh(
        """
        ip link add st-md type bridge; ip addr add 10.77.0.1/24 dev st-md; ip link set st-md up
        for n in 2 7 99; do
          ip netns add md$n; ip link add st-md$n type veth peer name eth0 netns md$n
          ip link set st-md$n master st-md up; ip -n md$n link set eth0 up
          ip -n md$n addr add 10.77.0.$n/24 dev eth0; ip -n md$n route add default via 10.77.0.1
        done
        ip netns add md1; ip link add oth-md type veth peer name eth0 netns md1
        ip link set oth-md up; ip addr add 10.79.0.1/24 dev oth-md; ip -n md1 link set eth0 up
        ip -n md1 addr add 10.79.0.2/24 dev eth0; ip -n md1 route add default via 10.79.0.1
        nft -f - <<'N'
        table ip stampede_md {
          chain a { type nat hook prerouting priority dstnat - 5; %s; }
          chain b { type filter hook input priority filter; %s; }
        }
        N
        docker kill -s HUP stampede-net >/dev/null
        for i in $(seq 100); do curl -s -o /dev/null 127.0.0.1:8775 && exit 0; sleep 0.1; done; exit 1
        """
            .formatted(MetadataSite.REDIRECT_RULE, MetadataSite.GUARD_RULE));
    web = new MetadataReader(host, "md2");
    bare = new MetadataReader(host, "md7");
    stranger = new MetadataReader(host, "md99");
  }

  @AfterAll
  static void clean(@Host("h1") LabHost host) {
    host.run(
        "for n in 1 2 7 99; do ip netns del md$n; done; ip link del st-md; nft delete table ip"
            + " stampede_md");
  }

  private static void write(LabHost host, MetadataSite site) {
    var below = "/var/lib/stampede/net/";
    var folders =
        site.files().keySet().stream()
            .filter(path -> path.contains("/"))
            .map(path -> path.substring(0, path.lastIndexOf('/')));
    var script =
        new StringBuilder("mkdir -p ")
            .append(folders.distinct().map(f -> below + f).reduce("", (a, b) -> a + " " + b))
            .append('\n');
    for (var file : site.files().entrySet()) {
      script.append(
          "echo %s | base64 -d > %s%s\n"
              .formatted(MetadataReader.base64(file.getValue()), below, file.getKey()));
      if (script.length() > 60_000) { // one argument of a command has at most 128 KiB
        host.sh(script.toString());
        script.setLength(0);
      }
    }
    host.sh(
        script + "cd %s; chown -R 0:33 metadata; chmod -R u=rwX,g=rX,o= metadata".formatted(below));
  }

  private static Map<String, Bytes> below(Instance instance, String folder) {
    return MetadataTree.of(instance).files().tailMap(folder).headMap(folder + '\uffff');
  }

  private static String get(String path) {
    return "'" + MetadataReader.SERVICE + path + "'";
  }

  @Test
  void cloud_init_reads_all_as_from_EC2_without_a_session() {
    assertThat(web.status(get("/2009-04-04/meta-data/instance-id"))).isEqualTo(200);
    assertThat(web.status(get("/2021-03-23/meta-data/instance-id"))).isEqualTo(200);
    assertThat(web.body(get("/2021-03-23/user-data"))).isEqualTo(Samples.anyBytes().bytes());
    assertThat(web.crawl("2021-03-23/meta-data/", ""))
        .isEqualTo(below(WEB, "latest/meta-data/"))
        .containsKey("latest/meta-data/public-keys/1/openssh-key");
  }

  @Test
  void cloud_init_reads_all_as_from_EC2_in_a_session() {
    var token = bare.session(21_600);
    assertThat(bare.status(token(token) + get("/2021-03-23/meta-data/instance-id"))).isEqualTo(200);
    assertThat(bare.status(token(token) + get("/2021-03-23/user-data"))).isEqualTo(404);
    assertThat(bare.crawl("2021-03-23/meta-data/", token))
        .isEqualTo(below(BARE, "latest/meta-data/"));
    assertThat(bare.crawl("2021-03-23/dynamic/", token)).isEqualTo(below(BARE, "latest/dynamic/"));
  }

  @Test
  void cloud_init_reads_all_as_from_OpenStack() {
    var versions = web.body(get("/openstack")).text().lines().toList();
    assertThat(versions).contains("2018-08-27", "latest");
    var files = below(WEB, "openstack/latest/");
    var asked =
        files.keySet().stream().map(p -> get("/" + p.replace("latest", "2018-08-27"))).toList();
    var replies = web.ask(asked).iterator();
    files.forEach((path, bytes) -> assertThat(replies.next()).isEqualTo(told(path, bytes)));
    assertThat(web.crawl("latest/meta-data/", "")).isEqualTo(below(WEB, "latest/meta-data/"));
  }

  private static MetadataReader.Reply told(String path, Bytes bytes) {
    if (path.endsWith(".json")) return new MetadataReader.Reply(200, "application/json", bytes);
    var type = path.endsWith("user_data") ? "application/octet-stream" : "text/plain";
    return new MetadataReader.Reply(200, type, bytes);
  }

  private static String dated(String path) {
    return path.replaceFirst("^latest", "1.0").replace("latest", "2018-08-27");
  }

  @Test
  void every_path_is_answered_as_the_tree_says() {
    var tree = MetadataTree.of(WEB);
    var paths =
        Stream.concat(tree.folders().stream(), tree.files().keySet().stream())
            .flatMap(path -> Stream.of("/" + path, "/" + dated(path) + "/"))
            .toList();
    var wrong =
        Stream.of("/nope", "/1x0", "/latest/meta-data/nope", "/2009-04-05/", "/openstack/1");
    var asked = Stream.concat(paths.stream(), wrong).toList();
    var replies = web.ask(asked.stream().map(MetadataLabTest::get).toList());
    for (int i = 0; i < asked.size(); i++) {
      var expected = tree.answer(asked.get(i));
      var reply = replies.get(i);
      assertThat(reply.status()).as(asked.get(i)).isEqualTo(expected.isPresent() ? 200 : 404);
      expected.ifPresent(bytes -> assertThat(reply.body()).isEqualTo(bytes));
    }
  }

  @Test
  void a_head_has_the_length_and_no_body() {
    var reply = web.ask("-I " + get("/latest/user-data"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().text())
        .contains("Content-Length: 16384", "Server: nginx\r\n", "application/octet-stream")
        .endsWith("\r\n\r\n");
  }

  @Test
  void a_session_ends_when_it_was_to_end() {
    var token = bare.session(2);
    var asked = token(token) + get("/latest/meta-data/instance-id");
    assertThat(bare.status(asked)).isEqualTo(200);
    await().atMost(Duration.ofSeconds(90)).until(() -> bare.status(asked) == 401);
  }

  @Test
  void a_session_is_for_whom_it_was_begun_and_wrong_tokens_are_refused() {
    var asked = get("/latest/meta-data/instance-id");
    assertThat(web.status(token(bare.session(60)) + asked)).isEqualTo(401);
    assertThat(web.status(token("0123456789abcdef0123456789abcdef") + asked)).isEqualTo(401);
    assertThat(web.status(token("' $x/../ %0d") + asked)).isEqualTo(401);
    assertThat(bare.status(asked)).isEqualTo(401);
    assertThat(bare.status(get("/openstack/latest/user_data"))).isEqualTo(401);
    assertThat(web.status(token(web.session(60)) + asked)).isEqualTo(200);
  }

  @Test
  void every_token_of_many_is_good_at_once() {
    var asked = new ArrayList<String>();
    for (int i = 0; i < 10; i++) asked.add(token(bare.session(60)) + get("/latest"));
    assertThat(bare.ask(asked)).allMatch(reply -> reply.status() == 200);
  }

  @Test
  void a_session_needs_seconds_up_to_six_hours() {
    var asked =
        Stream.of("", "0", "21601", "-1", "6h", "60 60", "1e3")
            .map(seconds -> PUT + ttl(seconds) + get("/latest/api/token"))
            .toList();
    assertThat(web.ask(asked)).allMatch(reply -> reply.status() == 400);
    assertThat(web.status(PUT + get("/latest/api/token"))).isEqualTo(400);
  }

  @Test
  void nobody_changes_anything() {
    assertThat(web.status(get("/latest/api/token"))).isEqualTo(405);
    var asked =
        Stream.of("PUT", "POST", "DELETE", "PATCH", "MKCOL", "TRACE", "OPTIONS")
            .map(method -> "-X " + method + " " + get("/latest/user-data"))
            .toList();
    assertThat(web.ask(asked)).allMatch(reply -> reply.status() == 405);
  }

  @Test
  void whoever_forwards_is_not_told() {
    var forwarded = "-H 'X-Forwarded-For: 10.77.0.7' ";
    assertThat(web.status(forwarded + get("/latest/user-data"))).isEqualTo(403);
    assertThat(web.status(PUT + forwarded + ttl("60") + get("/latest/api/token"))).isEqualTo(403);
  }

  @Test
  void nobody_gets_another_s_tree() {
    var paths =
        List.of(
            "/../10.77.0.2/latest/user-data",
            "/%2e%2e/10.77.0.2/latest/user-data",
            "/latest/..%2f..%2f10.77.0.2/latest/user-data",
            "/latest/..%5c..%5c10.77.0.2/latest/user-data",
            "/latest/%252e%252e/%252e%252e/10.77.0.2/latest/user-data",
            "/latest/..;/..;/10.77.0.2/latest/user-data",
            "/10.77.0.2/latest/user-data",
            "//10.77.0.2/latest/user-data",
            "/.session-required",
            "/latest/.index",
            "/.token",
            "/.session",
            "/keep",
            "/latest/user-data%00",
            "/metadata/10.77.0.2/latest/user-data");
    var token = stranger.session(60);
    for (var known : List.of(token(token), "")) {
      var asked = paths.stream().map(path -> known + "--path-as-is " + get(path)).toList();
      assertThat(stranger.ask(asked)).allMatch(reply -> List.of(400, 404).contains(reply.status()));
    }
    assertThat(stranger.status(get("/latest/user-data"))).isEqualTo(404);
    var own = MetadataTree.of(WEB).files().get("latest/meta-data/instance-id");
    for (var trick :
        List.of(
            "-H 'Host: 10.77.0.7' ",
            "-H 'X-Real-IP: 10.77.0.7' -H 'Forwarded: for=10.77.0.7' ",
            "--request-target http://10.77.0.7/latest/meta-data/instance-id ")) {
      assertThat(web.body(trick + get("/latest/meta-data/instance-id"))).isEqualTo(own);
    }
  }

  @Test
  void nobody_but_our_bridges_reaches_it(@Host("h1") LabHost host) {
    var outside = new MetadataReader(host, "md1");
    assertThat(stranger.status("http://10.77.0.1:8775/latest")).isEqualTo(404);
    assertThat(outside.status("-m 1 " + get("/latest"))).isEqualTo(0);
    assertThat(outside.status("-m 1 http://10.79.0.1:8775/latest")).isEqualTo(0);
    host.sh("nft flush chain ip stampede_md b");
    try {
      assertThat(outside.status("http://10.79.0.1:8775/latest")).isEqualTo(404);
    } finally {
      host.sh("nft 'add rule ip stampede_md b %s'".formatted(MetadataSite.GUARD_RULE));
    }
  }
}
