package io.stampede.desktop.vnc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Refused;
import io.stampede.desktop.fake.FakeScreen;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VncLinkTest {
  private final FakeScreen server = new FakeScreen();
  private final List<VncLink.State> states = new CopyOnWriteArrayList<>();
  private final AtomicInteger paintings = new AtomicInteger();

  private final RfbListener listener =
      new RfbListener() {
        @Override
        public void opened(String name, Framebuffer screen) {}

        @Override
        public void painted(Framebuffer screen, Rect part) {
          paintings.incrementAndGet();
        }

        @Override
        public void cursor(Cursor cursor) {}

        @Override
        public void clipboard(String text) {}

        @Override
        public void bell() {}
      };

  @Test
  void a_broken_session_is_opened_again() {
    try (var link = new VncLink(server::open, listener, states::add)) {
      link.start();
      await().untilAsserted(() -> assertThat(paintings).hasPositiveValue());
      int before = paintings.get();
      server.cut();
      await().untilAsserted(() -> assertThat(server.opened()).isEqualTo(2));
      await().untilAsserted(() -> assertThat(paintings).hasValueGreaterThan(before));
    }
    assertThat(states)
        .hasAtLeastOneElementOfType(VncLink.State.Broken.class)
        .contains(new VncLink.State.Open("fake"));
  }

  @Test
  void a_refusal_is_told_in_its_own_words_and_tried_again() {
    var tries = new AtomicInteger();
    try (var link =
        new VncLink(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw Refused.conflict("stopped", "web1 is stopped", "start it");
              }
              return server.open();
            },
            listener,
            states::add)) {
      link.start();
      await()
          .untilAsserted(() ->
              assertThat(states)
                  .containsSubsequence(
                      new VncLink.State.Broken("web1 is stopped"), new VncLink.State.Open("fake")));
    }
  }

  @Test
  void a_closed_link_ends_and_does_not_open_another() {
    var link = new VncLink(server::open, listener, states::add);
    link.start();
    await().untilAsserted(() -> assertThat(states).contains(new VncLink.State.Open("fake")));
    link.close();
    await().untilAsserted(() -> assertThat(states).contains(new VncLink.State.Closed()));
    assertThat(server.opened()).isEqualTo(1);
    assertThat(states).doesNotHaveAnyElementsOfTypes(VncLink.State.Broken.class);
  }

  @Test
  void keys_and_pointer_reach_the_server() {
    try (var link = new VncLink(server::open, listener, states::add)) {
      link.start();
      await().untilAsserted(() -> assertThat(states).contains(new VncLink.State.Open("fake")));
      link.send(new Outbox.Message.Key(0x61, true));
      link.send(new Outbox.Message.Pointer(3, 4, 1));
      link.send(new Outbox.Message.Clipboard("grüße"));
      await()
          .untilAsserted(() ->
              assertThat(server.heard())
                  .containsExactly("key 61 down", "pointer 3,4 1", "clipboard grüße"));
    }
  }
}
