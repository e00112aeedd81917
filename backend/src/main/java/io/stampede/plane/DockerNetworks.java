package io.stampede.plane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The networks that a host's Docker has for us, over its socket. One request each on a stream of
/// its own, in HTTP/1.0 as that has neither chunks nor kept connections.
final class DockerNetworks {
  /// Docker 28 lets nothing from outside reach a bridge's containers, unless told to.
  private static final int GUARDS_BRIDGES = 28;

  private static final RemotePath SOCKET = new RemotePath("/var/run/docker.sock");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 8 * 1024 * 1024;
  private static final Pattern STATUS = Pattern.compile("(?s)HTTP/1\\.[01] (\\d{3}) .*");
  private static final Pattern MAJOR = Pattern.compile("(\\d{1,3})\\..*");
  private static final Pattern OURS = Pattern.compile("st-\\d{1,4}");
  private static final String LABEL = "stampede.id";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Remote remote;

  DockerNetworks(Remote remote) {
    this.remote = remote;
  }

  /// Docker refused, in its own words.
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    Refusal(int status, String words) {
      super(words);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /// @param ours whether it carries our mark
  /// @param bridge the name of its bridge
  /// @param mtu empty when it has none of its own
  record Found(
      String id, String name, boolean ours, String bridge, Addressing addressing, String mtu) {}

  /// @param subnet what is reached without a gateway
  /// @param part of it that addresses are from; empty when all of it
  record Addressing(String subnet, String part) {
    /// As `10.42.0.0/16 (10.42.3.0/24)`.
    @Override
    public String toString() {
      return part.isEmpty() ? subnet : "%s (%s)".formatted(subnet, part);
    }

    /// Of the bridge's address, as `16`.
    String prefix() {
      return subnet.substring(subnet.indexOf('/') + 1);
    }
  }

  /// @param container its name
  /// @param address within the network; empty when it does not run
  record Plugged(String container, String address) {}

  /// Those with names as ours have them.
  Map<String, Found> all() throws SshFailure, Refusal {
    var found = new TreeMap<String, Found>();
    for (var network : ask("GET", "/networks", "")) {
      var name = network.path("Name").asString("");
      if (!OURS.matcher(name).matches()) continue;
      var options = network.path("Options");
      var addressing = network.path("IPAM").path("Config").path(0);
      found.put(
          name,
          new Found(
              network.path("Id").asString(""),
              name,
              network.path("Labels").has(LABEL),
              options.path("com.docker.network.bridge.name").asString(""),
              new Addressing(
                  addressing.path("Subnet").asString(""), addressing.path("IPRange").asString("")),
              options.path("com.docker.network.driver.mtu").asString("")));
    }
    return found;
  }

  /// What is plugged in takes the whole range for near, so that it sends by this card to all of the
  /// network, wherever its default route leads; the host answers for what is on others.
  void create(Segment segment, int mtu) throws SshFailure, Refusal {
    var options = JSON.createObjectNode();
    options.put("com.docker.network.bridge.name", segment.bridge());
    options.put("com.docker.network.bridge.enable_ip_masquerade", "false");
    options.put("com.docker.network.driver.mtu", Integer.toString(mtu));
    if (major() >= GUARDS_BRIDGES) {
      options.put("com.docker.network.bridge.gateway_mode_ipv4", "nat-unprotected");
    }
    var network = JSON.createObjectNode();
    network.put("Name", segment.bridge()).put("Driver", "bridge").put("CheckDuplicate", true);
    network.putObject("Labels").put(LABEL, segment.network());
    network.set("Options", options);
    network
        .putObject("IPAM")
        .putArray("Config")
        .addObject()
        .put("Subnet", segment.cidr().toString())
        .put("IPRange", segment.block().toString())
        .put("Gateway", segment.gateway().toString());
    var unused = ask("POST", "/networks/create", network.toString());
  }

  private int major() throws SshFailure, Refusal {
    var version = ask("GET", "/version", "").path("Version").asString("");
    var match = MAJOR.matcher(version);
    return match.matches() ? Integer.parseInt(match.group(1)) : 0;
  }

  void remove(Found network) throws SshFailure, Refusal {
    try {
      var unused = ask("DELETE", "/networks/" + network.id(), "");
    } catch (Refusal e) {
      if (e.status() != 404) throw e;
    }
  }

  /// The containers that are or will be on it, running or not.
  List<Plugged> plugged(Found network) throws SshFailure, Refusal {
    var filter = JSON.createObjectNode();
    filter.putArray("network").add(network.id());
    var containers =
        ask(
            "GET",
            "/containers/json?all=1&filters=" + URLEncoder.encode(filter.toString(), UTF_8),
            "");
    var plugged = new ArrayList<Plugged>();
    for (var container : containers) {
      var name = container.path("Names").path(0).asString("?");
      var address =
          container
              .path("NetworkSettings")
              .path("Networks")
              .path(network.name())
              .path("IPAddress")
              .asString("");
      plugged.add(new Plugged(name.startsWith("/") ? name.substring(1) : name, address));
    }
    return plugged;
  }

  /// Takes a running container's plug out and puts it in again, with the same address.
  void plugAgain(Found network, Plugged plugged) throws SshFailure, Refusal {
    var out = JSON.createObjectNode().put("Container", plugged.container()).put("Force", true);
    var in = JSON.createObjectNode().put("Container", plugged.container());
    var endpoint = in.putObject("EndpointConfig");
    endpoint.putObject("IPAMConfig").put("IPv4Address", plugged.address());
    endpoint.put("MacAddress", Mac.of(Ipv4.of(plugged.address())).toString());
    var unused = ask("POST", "/networks/" + network.id() + "/disconnect", out.toString());
    unused = ask("POST", "/networks/" + network.id() + "/connect", in.toString());
  }

  private JsonNode ask(String method, String path, String json) throws SshFailure, Refusal {
    var body = json.getBytes(UTF_8);
    var head =
        "%s %s HTTP/1.0\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(method, path, body.length);
    try (var stream = remote.openUnix(SOCKET)) {
      var watchdog = Thread.ofVirtual().start(() -> closeAfter(stream));
      try {
        stream.out().write(head.getBytes(UTF_8));
        stream.out().write(body);
        stream.out().flush();
        return parsed(new String(stream.in().readNBytes(MAX_ANSWER), UTF_8));
      } finally {
        watchdog.interrupt();
      }
    } catch (SshFailure e) {
      throw e;
    } catch (IOException e) {
      throw new Refusal(0, "it hung up");
    }
  }

  private static void closeAfter(ByteStream stream) {
    try {
      Thread.sleep(PATIENCE);
      stream.close();
    } catch (InterruptedException _) {
      // answered in time
    }
  }

  private static JsonNode parsed(String answer) throws Refusal {
    var match = STATUS.matcher(answer);
    int body = answer.indexOf("\r\n\r\n");
    if (!match.matches() || body < 0) throw new Refusal(0, "it gave no proper answer");
    int status = Integer.parseInt(match.group(1));
    try {
      var text = answer.substring(body + 4);
      var json = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
      if (status < 300) return json;
      throw new Refusal(status, PlaneLook.plain(json.path("message").asString("no reason given")));
    } catch (JacksonException e) {
      throw new Refusal(status, "it gave no proper answer");
    }
  }
}
