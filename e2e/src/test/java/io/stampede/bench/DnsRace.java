package io.stampede.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stampede.lab.LabHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// The component's dnsmasq with many names, asked over the wire: its memory, and how long an answer
/// takes, beside the same with a few names.
final class DnsRace {
  private static final int MANY = 100_000;
  private static final int FEW = 100;
  private static final int QUESTIONS = 3000;
  private static final int WARM_UPS = 500;
  private static final int PORT = 5399;
  private static final int PATIENCE = 2000;
  private static final String FOLDER = "/var/lib/stampede/bench";

  private final LabHost host;
  private final Sheet sheet;
  private final Random random = new Random(1);

  DnsRace(LabHost host, Sheet sheet) {
    this.host = host;
    this.sheet = sheet;
  }

  /// @param mebibytes of memory
  private record Answers(double mebibytes, double median, double worst) {}

  void run() throws IOException {
    var many = asked(MANY);
    var few = asked(FEW);
    var what = "%,d names in dnsmasq".formatted(MANY);
    sheet.ours(what + ", resident memory", many.mebibytes(), "MiB");
    sheet.peer("with %d names".formatted(FEW), few.mebibytes(), many.mebibytes(), "MiB");
    sheet.ours(what + ", an answer, p50", many.median(), "ms");
    sheet.peer("with %d names".formatted(FEW), few.median(), many.median(), "ms");
    sheet.ours(what + ", an answer, p99", many.worst(), "ms");
    sheet.peer("with %d names".formatted(FEW), few.worst(), many.worst(), "ms");
  }

  /// As the rendered files have them: address, full name, short name.
  private Answers asked(int names) throws IOException {
    host.sh(
        """
        mkdir -p %1$s
        awk 'BEGIN { for (i = 0; i < %2$d; i++)
          printf "10.%%d.%%d.%%d w%%d.bench.stampede.internal w%%d\\n", 64 + i / 65536, i / 256 %% 256, i %% 256, i, i }' >%1$s/names
        chmod 755 %1$s; chmod 644 %1$s/names
        docker exec -d stampede-net dnsmasq -k --conf-file=/dev/null --port=%3$d --listen-address=%4$s --bind-interfaces \
          --no-hosts --no-resolv --local=/bench.stampede.internal/ --addn-hosts=%1$s/names --cache-size=1000 \
          --user=dnsmasq --group=nogroup --pid-file=/run/bench.pid
        """
            .formatted(FOLDER, names, PORT, host.address()));
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host.address()), PORT));
      awaitAnswer(socket);
      for (int i = 0; i < WARM_UPS; i++) answer(socket, random.nextInt(names));
      var times = new double[QUESTIONS];
      for (int i = 0; i < QUESTIONS; i++) times[i] = answer(socket, random.nextInt(names));
      Arrays.sort(times);
      double kibibytes = Double.parseDouble(host.sh(OF_IT.formatted(RESIDENT)).strip());
      return new Answers(kibibytes / 1024, times[QUESTIONS / 2], times[QUESTIONS * 99 / 100]);
    } finally {
      host.sh(OF_IT.formatted("kill $p; while [ -d /proc/$p ]; do sleep 0.02; done"));
      host.sh("rm -r " + FOLDER);
    }
  }

  private static final String OF_IT =
      "docker exec stampede-net sh -c 'p=$(cat /run/bench.pid); %s'";
  private static final String RESIDENT = "awk \"/^VmRSS/ {print \\$2}\" /proc/$p/status";

  private void awaitAnswer(DatagramSocket socket) throws IOException {
    for (int i = 0; ; i++) {
      try {
        answer(socket, 0);
        return;
      } catch (IOException e) {
        if (i == 500) throw e;
        pause();
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(20_000_000);
  }

  /// @return milliseconds
  /// @throws IOException when it does not tell this name's address
  private double answer(DatagramSocket socket, int name) throws IOException {
    int id = random.nextInt(0x10000);
    var question = question(id, "w" + name, "bench", "stampede", "internal");
    var answer = new DatagramPacket(new byte[512], 512);
    socket.setSoTimeout(PATIENCE);
    long begin = System.nanoTime();
    socket.send(new DatagramPacket(question, question.length));
    var data = answer.getData();
    // what was asked before it was up may be answered late
    do {
      answer.setLength(data.length);
      socket.receive(answer);
    } while (data[0] != question[0] || data[1] != question[1]);
    double millis = (System.nanoTime() - begin) / 1e6;
    boolean known = data[7] == 1 && (data[answer.getLength() - 1] & 255) == name % 256;
    if (!known) throw new IOException("no answer about w" + name);
    return millis;
  }

  /// For an address (RFC 1035, section 4.1).
  private static byte[] question(int id, String... labels) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) (id >> 8), (byte) id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (var label : labels) {
      out.write(label.length());
      out.writeBytes(label.getBytes(US_ASCII));
    }
    out.writeBytes(new byte[] {0, 0, 1, 0, 1});
    return out.toByteArray();
  }
}
