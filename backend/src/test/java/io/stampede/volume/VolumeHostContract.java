package io.stampede.volume;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.placement.Wish;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What every [VolumeHost] does, emulated or real.
public abstract class VolumeHostContract {
  protected static final String ID = "vo-2k7m9q4ta3";
  private static final VolumeName NAME = new VolumeName("data");
  private static final long GIB = 1L << 30;

  /// Nobody has it when the bytes have come.
  protected static final Runnable FREE = () -> {};

  /// What a test needs beside the port.
  public interface Bench {
    VolumeHost host();

    String first();

    String second();

    /// An image of which a finished copy is on the first host.
    String imageId();
  }

  protected abstract Bench bench();

  protected VolumeSpec spec(VolumeFormat format, Optional<String> image) {
    return new VolumeSpec(
        NAME,
        Optional.of(bench().first()),
        OptionalInt.of(1),
        format,
        image,
        Wish.NONE,
        Optional.empty(),
        OptionalInt.empty(),
        false);
  }

  private VolumeSpec qcow2() {
    return spec(VolumeFormat.QCOW2, Optional.empty());
  }

  private VolumeSpec raw() {
    return spec(VolumeFormat.RAW, Optional.empty());
  }

  private static VolumeStep.Create create(VolumeSpec spec) {
    return new VolumeStep.Create(NAME, spec.format(), 1, spec.image());
  }

  /// Each step is done two times.
  protected void take(VolumeSpec spec, VolumeStep.OnHost step) {
    for (int twice = 0; twice < 2; twice++) {
      assertThat(bench().host().apply(ID, spec, step)).as(step.title()).isEqualTo(Outcome.done());
    }
  }

  protected OnHost on(String host) {
    var sight = bench().host().look(host, ID);
    assertThat(sight).isNotInstanceOf(Sight.Unseen.class);
    return sight.found().orElse(OnHost.NOTHING);
  }

  private void upload(VolumeSpec spec, byte[] bytes) {
    bench().host().upload(ID, spec, new ByteArrayInputStream(bytes), FREE);
  }

  private byte[] beginning(VolumeSpec spec, int length) throws IOException {
    try (var content = bench().host().download(ID, spec)) {
      return content.stream().readNBytes(length);
    }
  }

  @Test
  void volumes_are_made_enlarged_and_removed_without_a_trace() {
    assertThat(bench().host().look(bench().first(), ID)).isInstanceOf(Sight.Missing.class);
    for (var spec :
        new VolumeSpec[] {qcow2(), raw(), spec(qcow2().format(), Optional.of(bench().imageId()))}) {
      take(spec, create(spec));
      var made = on(bench().first()).disk(1).orElseThrow();
      assertThat(made.bytes()).isEqualTo(GIB);
      assertThat(made.format()).isEqualTo(spec.format());
      take(spec, new VolumeStep.Grow(NAME, 2));
      assertThat(on(bench().first()).disk(1).orElseThrow().bytes()).isEqualTo(2 * GIB);
      take(spec, create(spec));
      assertThat(on(bench().first()).disk(1).orElseThrow().bytes()).isEqualTo(2 * GIB);
      take(spec, new VolumeStep.Remove(NAME, ID));
      assertThat(bench().host().look(bench().first(), ID)).isInstanceOf(Sight.Missing.class);
    }
  }

  @Test
  void what_was_uploaded_can_be_downloaded_and_is_gone_after_a_wipe() throws IOException {
    take(raw(), create(raw()));
    var bytes = "these bytes are in it\n".repeat(30_000).getBytes(US_ASCII);
    upload(raw(), bytes);
    assertThat(Arrays.equals(beginning(raw(), bytes.length), bytes)).isTrue();
    take(raw(), new VolumeStep.Wipe(NAME, 1));
    assertThat(on(bench().first()).wiped()).isEqualTo(1);
    assertThat(on(bench().first()).disk(1).orElseThrow().bytes()).isEqualTo(GIB);
    var left = Arrays.copyOf(beginning(raw(), bytes.length), bytes.length);
    assertThat(left).containsOnly(0);
    upload(raw(), bytes);
    take(raw(), new VolumeStep.Wipe(NAME, 1));
    assertThat(Arrays.equals(beginning(raw(), bytes.length), bytes)).isTrue();
  }

  @Test
  void an_upload_that_breaks_off_leaves_the_content_as_it_was() throws IOException {
    take(raw(), create(raw()));
    var bytes = "first".repeat(4096).getBytes(US_ASCII);
    upload(raw(), bytes);
    var broken =
        new ByteArrayInputStream(new byte[1 << 20]) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            if (available() < 1 << 19) throw new java.io.UncheckedIOException(new IOException("x"));
            return super.read(buffer, offset, Math.min(length, 1 << 14));
          }
        };
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> bench().host().upload(ID, raw(), broken, FREE));
    assertThat(Arrays.equals(beginning(raw(), bytes.length), bytes)).isTrue();
    assertThat(on(bench().first()).litter()).isFalse();
  }

  @Test
  void what_a_machine_was_given_while_the_bytes_came_stays_as_it_was() throws IOException {
    take(raw(), create(raw()));
    var bytes = "first".repeat(4096).getBytes(US_ASCII);
    upload(raw(), bytes);
    var other = new ByteArrayInputStream(new byte[1 << 16]);
    var asked = Refused.conflict("attached", "volume data is attached to db", "");
    Runnable refuse =
        () -> {
          assertThat(other.available()).as("all have come").isZero();
          throw asked;
        };
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> bench().host().upload(ID, raw(), other, refuse))
        .isSameAs(asked);
    assertThat(Arrays.equals(beginning(raw(), bytes.length), bytes)).isTrue();
    assertThat(on(bench().first()).litter()).isFalse();
  }

  @Test
  void a_moved_volume_has_its_content_and_the_first_copy_goes_last() throws IOException {
    var spec = qcow2();
    take(spec, create(spec));
    var bytes = new byte[1 << 20];
    new java.util.Random(7).nextBytes(bytes);
    upload(spec, bytes);
    byte[] before = all(spec);
    var moved = spec.moved(bench().second());
    take(moved, new VolumeStep.Send(NAME, bench().first()));
    long size = on(bench().first()).disk(1).orElseThrow().fileBytes();
    assertThat(on(bench().second()).part(2)).contains(new OnHost.Part(2, size));
    take(moved, new VolumeStep.Check(NAME, bench().first()));
    assertThat(on(bench().second()).disk(2)).isPresent();
    assertThat(on(bench().second()).parts()).isEmpty();
    assertThat(on(bench().first()).disk(1)).isPresent();
    take(moved, new VolumeStep.Leave(NAME, bench().first(), 1));
    assertThat(bench().host().look(bench().first(), ID)).isInstanceOf(Sight.Missing.class);
    assertThat(Arrays.equals(all(moved), before)).isTrue();
    take(moved, new VolumeStep.Remove(NAME, ID));
  }

  private byte[] all(VolumeSpec spec) throws IOException {
    try (var content = bench().host().download(ID, spec)) {
      return content.stream().readAllBytes();
    }
  }

  @Test
  void more_than_a_volume_holds_is_refused() {
    var spec = raw();
    take(spec, create(spec));
    var endless =
        new java.io.InputStream() {
          private long left = 20 << 20;

          @Override
          public int read() {
            return left-- > 0 ? 0 : -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) return -1;
            int n = (int) Math.min(length, left);
            left -= n;
            return n;
          }
        };
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> bench().host().upload(ID, spec.sized(0), endless, FREE))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("too-large"));
  }
}
