package io.stampede.web.fake;

import io.stampede.web.StampedeWeb;
import java.time.Instant;
import org.springframework.boot.SpringApplication;

/// The console over the small site of [FakeWorld], to be looked at: `--server.port=8190`. The token
/// is in the data folder.
public final class FakeServer {
  private FakeServer() {}

  public static void main(String[] args) {
    var all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--stampede.backend=fake";
    var context = SpringApplication.run(new Class<?>[] {StampedeWeb.class, FakeBackend.class}, all);
    FakeWorld.fill(context.getBean(FakeClient.class), Instant.now());
  }
}
