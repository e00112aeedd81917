package io.stampede.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S28")
class DockerRunTest {
  private static Map<String, Object> fields(String line) {
    var run = DockerRun.parse(line);
    assertThat(run.notes()).as(line).isEmpty();
    return run.fields();
  }

  private static List<String> notes(String line) {
    return DockerRun.parse(line).notes();
  }

  @Test
  void a_web_server() {
    assertThat(fields("docker run -d --name web -p 8080:80 --restart unless-stopped nginx:1.27"))
        .isEqualTo(
            Map.of(
                "name", "web",
                "publish", List.of("8080:80"),
                "restartPolicy", "unless-stopped",
                "image", "nginx:1.27"));
  }

  @Test
  void a_database_over_several_lines() {
    var line =
        """
        $ sudo docker run --detach \\
            --name=postgres \\
            -e POSTGRES_PASSWORD='s3 cret$' \\
            -e "POSTGRES_DB=my \\"app\\"" \\
            --env PGDATA=/var/lib/postgresql/data/pgdata \\
            -v pgdata:/var/lib/postgresql/data \\
            --shm-size=256m --memory 1.5g \\
            --health-cmd "pg_isready -U postgres || exit 1" --health-interval=1m30s \\
            postgres:16-alpine -c shared_buffers=256MB -c 'max_connections=200'
        """;
    assertThat(fields(line))
        .isEqualTo(
            Map.of(
                "name",
                "postgres",
                "env",
                Map.of(
                    "POSTGRES_PASSWORD", "s3 cret$",
                    "POSTGRES_DB", "my \"app\"",
                    "PGDATA", "/var/lib/postgresql/data/pgdata"),
                "volumes",
                List.of("pgdata:/var/lib/postgresql/data"),
                "shmMib",
                256L,
                "memoryMib",
                1536L,
                "healthCommand",
                "pg_isready -U postgres || exit 1",
                "healthInterval",
                "1m30s",
                "image",
                "postgres:16-alpine",
                "command",
                List.of("-c", "shared_buffers=256MB", "-c", "max_connections=200")));
  }

  @Test
  void a_vpn_with_capabilities_devices_and_sysctls() {
    var line =
        "docker run -d --name=wireguard --cap-add=NET_ADMIN --cap-add=SYS_MODULE"
            + " -e PUID=1000 -e TZ=Etc/UTC -p 51820:51820/udp -v /opt/wg:/config"
            + " -v /lib/modules:/lib/modules:ro --device /dev/net/tun"
            + " --sysctl=\"net.ipv4.conf.all.src_valid_mark=1\" --restart unless-stopped"
            + " lscr.io/linuxserver/wireguard:latest";
    assertThat(fields(line))
        .isEqualTo(
            Map.of(
                "name", "wireguard",
                "capAdd", List.of("NET_ADMIN", "SYS_MODULE"),
                "env", Map.of("PUID", "1000", "TZ", "Etc/UTC"),
                "publish", List.of("51820:51820/udp"),
                "volumes", List.of("/opt/wg:/config", "/lib/modules:/lib/modules:ro"),
                "devices", List.of("/dev/net/tun"),
                "sysctls", Map.of("net.ipv4.conf.all.src_valid_mark", "1"),
                "restartPolicy", "unless-stopped",
                "image", "lscr.io/linuxserver/wireguard:latest"));
  }

  @Test
  void an_exporter_that_sees_its_host() {
    var line =
        "docker run -d --net=\"host\" --pid=\"host\" -v \"/:/host:ro,rslave\""
            + " quay.io/prometheus/node-exporter:latest --path.rootfs=/host";
    assertThat(fields(line))
        .isEqualTo(
            Map.of(
                "networks", List.of("docker:host"),
                "pidMode", "host",
                "volumes", List.of("/:/host:ro,rslave"),
                "image", "quay.io/prometheus/node-exporter:latest",
                "command", List.of("--path.rootfs=/host")));
  }

  @Test
  void mounts_in_their_long_form() {
    var line =
        "docker container run --mount type=bind,source=/srv,target=/data,readonly"
            + " --mount type=volume,src=cache,dst=/cache,volume-nocopy"
            + " --mount 'type=tmpfs,destination=/run,tmpfs-size=64m,tmpfs-mode=1777'"
            + " --mount target=/anon app";
    assertThat(fields(line))
        .isEqualTo(
            Map.of(
                "volumes", List.of("/srv:/data:ro", "cache:/cache:nocopy", "/anon"),
                "tmpfs", List.of("/run:size=64m,mode=1777"),
                "image", "app"));
  }

  @Test
  void all_that_bounds_a_container() {
    var line =
        "docker run --cpus=.5 --cpuset-cpus 0-3 -c 512 -m 512m --memory-swap -1"
            + " --memory-reservation=268435456 --pids-limit 100 --ulimit nofile=1024:2048"
            + " --ulimit core=0 --oom-score-adj=-500 --blkio-weight 300 --oom-kill-disable=false"
            + " app";
    assertThat(fields(line))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("cpus", "0.5"),
                Map.entry("cpuset", "0-3"),
                Map.entry("cpuShares", 512L),
                Map.entry("memoryMib", 512L),
                Map.entry("memorySwapMib", -1L),
                Map.entry("memoryReservationMib", 256L),
                Map.entry("pidsLimit", 100L),
                Map.entry("ulimits", List.of("nofile=1024:2048", "core=0")),
                Map.entry("oomScoreAdj", -500L),
                Map.entry("blkioWeight", 300L),
                Map.entry("image", "app")));
  }

  @Test
  void names_and_what_resolves_them() {
    var line =
        "docker run --network name=back,alias=db --network-alias cache -h box --domainname=example.org"
            + " --dns 192.0.2.53 --dns-search example.org --dns-option ndots:2"
            + " --add-host host.docker.internal:host-gateway --add-host=db:10.0.0.7 app";
    assertThat(fields(line))
        .isEqualTo(
            Map.of(
                "networks", List.of("docker:back"),
                "aliases", List.of("db", "cache"),
                "hostname", "box",
                "domainname", "example.org",
                "dns", List.of("192.0.2.53"),
                "dnsSearch", List.of("example.org"),
                "dnsOptions", List.of("ndots:2"),
                "extraHosts", List.of("host.docker.internal:host-gateway", "db:10.0.0.7"),
                "image", "app"));
  }

  @Test
  void the_rest_of_its_flags() {
    var line =
        "docker run -itd --init --read-only --privileged -P --no-healthcheck --platform linux/arm64"
            + " --entrypoint /bin/sh -u 1000:1000 -w /srv --stop-signal SIGINT --stop-timeout 30"
            + " --security-opt no-new-privileges --security-opt seccomp=unconfined --ipc=host"
            + " --userns=host --uts host --cgroupns private --runtime runsc --gpus all"
            + " --group-add audio --log-driver local --log-opt max-size=10m -l a=b -l c"
            + " --tmpfs /tmp:size=64m --link db1:db --device-cgroup-rule 'c 1:3 mr'"
            + " app -c 'echo \"hi\"'";
    assertThat(fields(line))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("tty", true),
                Map.entry("stdinOpen", true),
                Map.entry("init", true),
                Map.entry("readOnly", true),
                Map.entry("privileged", true),
                Map.entry("publishAll", true),
                Map.entry("noHealthcheck", true),
                Map.entry("platform", "linux/arm64"),
                Map.entry("entrypoint", List.of("/bin/sh")),
                Map.entry("user", "1000:1000"),
                Map.entry("workingDir", "/srv"),
                Map.entry("stopSignal", "SIGINT"),
                Map.entry("stopSeconds", 30L),
                Map.entry("securityOpts", List.of("no-new-privileges", "seccomp=unconfined")),
                Map.entry("ipcMode", "host"),
                Map.entry("usernsHost", true),
                Map.entry("utsHost", true),
                Map.entry("cgroupnsMode", "private"),
                Map.entry("runtime", "runsc"),
                Map.entry("gpus", "all"),
                Map.entry("groupAdd", List.of("audio")),
                Map.entry("logDriver", "local"),
                Map.entry("logOptions", Map.of("max-size", "10m")),
                Map.entry("labels", Map.of("a", "b", "c", "")),
                Map.entry("tmpfs", List.of("/tmp:size=64m")),
                Map.entry("links", List.of("db1:db")),
                Map.entry("deviceRules", List.of("c 1:3 mr")),
                Map.entry("image", "app"),
                Map.entry("command", List.of("-c", "echo \"hi\""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-p80:80 | 80:80",
        "-p=80:80 | 80:80",
        "-dp 80:80 | 80:80",
        "-itp80:80/udp | 80:80/udp",
        "--publish 127.0.0.1:80:80/tcp | 127.0.0.1:80:80",
        "-p 80 | 80",
        "-p 8000-8002:80-82 | 8000:80 8001:81 8002:82",
        "-p 80-81 | 80 81"
      })
  void ports_in_all_their_forms(String flag, String ports) {
    assertThat(fields("docker run " + flag + " app").get("publish"))
        .isEqualTo(List.of(ports.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rm | --rm: a container that removes itself cannot be looked after",
        "-v $(pwd):/app | “$(pwd):/app” holds what only a shell knows",
        "-v \"$PWD/my data\":/app | “$PWD/my data:/app” holds what only a shell knows",
        "-v ~/x:/y | “~/x:/y” holds what only a shell knows",
        "-v ./x:/y | “./x:/y”, which is no volume",
        "-e HOME | --env: the value of HOME",
        "-e A=`date` | “A=`date`” holds what only a shell knows",
        "--env-file .env | --env-file .env: put its lines",
        "--network container:db | the network of another container",
        "--volumes-from db | name the volumes",
        "--ip 10.0.0.7 | managed=10.42.0.7",
        "--restart on-failure:5 | the number of tries",
        "--security-opt seccomp=profile.json | put the text of the profile there",
        "--expose 80 | its image says which ports",
        "--pull always | it is pulled where",
        "--mac-address 02:42:00:00:00:01 | there is no field",
        "-p [::1]:80:80 | “[::1]:80:80” cannot be said here",
        "-p 80-90:80 | not as many on both sides",
        "-p 132:132/sctp | cannot be said here",
        "-p 99999:80 | “99999:80”, which is no port",
        "-m lots | “lots” is no amount of memory",
        "-m 6500000b | is rounded up to 7 MiB",
        "-m 1m | memoryMib is less than 6",
        "--memory-swappiness 10 | there is no field",
        "--pids-limit many | “many” is no number",
        "--ulimit nofile=9:1 | soft limit is above the hard one",
        "--cap-add FLY | “FLY”, which is no capability",
        "--ipc what | ipcMode is not of the form",
        "--frobnicate | --frobnicate is no flag of docker run",
        "-Z | -Z is no flag of docker run",
        "--name -x- | is not a container name",
        "--cpu-quota lots | “lots” is no number"
      })
  void what_has_no_field_is_left_out_and_told(String flag, String note) {
    var line = "docker run " + flag.replace("-e HOME", "--env HOME") + " app";
    var run = DockerRun.parse(line);
    assertThat(run.notes()).as(line).anyMatch(n -> n.contains(note));
    assertThat(run.fields()).containsEntry("image", "app");
  }

  @Test
  void a_quota_of_cpu_time_is_a_number_of_cpus() {
    assertThat(fields("docker run --cpu-period 50000 --cpu-quota 25000 app"))
        .isEqualTo(Map.of("cpus", "0.5", "image", "app"));
    assertThat(fields("docker run --cpu-quota=150000 app"))
        .isEqualTo(Map.of("cpus", "1.5", "image", "app"));
  }

  @Test
  void what_the_shell_does_not_touch_is_as_it_stands() {
    assertThat(
            fields("docker run -e 'A=$HOME' -e \"B=\\$x\" -e C=\\$y -e D='it'\\''s' -e E=1$ app"))
        .isEqualTo(
            Map.of(
                "env",
                Map.of("A", "$HOME", "B", "$x", "C", "$y", "D", "it's", "E", "1$"),
                "image",
                "app"));
  }

  @Test
  void reading_ends_with_the_command() {
    var one = Map.<String, Object>of("image", "app", "command", List.of("a"));
    for (var end : List.of("; rm x", " && docker ps", " | cat", " > log", "\ndocker ps", " # x")) {
      assertThat(fields("docker run app a" + end)).as(end).isEqualTo(one);
    }
    assertThat(fields("# first\n\n  docker run app a")).isEqualTo(one);
    assertThat(fields("docker run app \\\r\n  a")).isEqualTo(one);
    assertThat(fields("docker run app \\  \n  a")).isEqualTo(one);
    assertThat(fields("DOCKER_HOST=x docker run -- app a")).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker ps | does not begin with docker run",
        "ls | does not begin with docker run",
        "docker run -d | names no image",
        "docker run --name | --name lacks its value",
        "docker run 'app | not closed",
        "docker run \"app | not closed",
        "docker run $(app | not closed"
      })
  void what_is_no_such_line_is_refused(String line, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerRun.parse(line))
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\", "'", "`", "$", "$(", "docker run \\", "docker run -", "-"})
  void nothing_is_no_line(String line) {
    try {
      assertThat(notes(line)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void noise_is_read_or_refused_and_never_more() {
    var chance = new Random(7);
    var parts =
        List.of(
            "docker ",
            "run ",
            "-p ",
            "-e",
            "=",
            "'",
            "\"",
            "\\",
            "\n",
            "$",
            "(",
            ")",
            "`",
            "--",
            "name ",
            "80:80",
            " ",
            "nginx",
            ":",
            "é",
            "\0",
            "--mount ",
            "type=",
            ",",
            "-m ",
            "1g");
    for (int i = 0; i < 20_000; i++) {
      var line = new StringBuilder("docker run ");
      for (int n = chance.nextInt(12); n > 0; n--) {
        line.append(parts.get(chance.nextInt(parts.size())));
      }
      try {
        assertThat(DockerRun.parse(line.toString()).fields()).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
