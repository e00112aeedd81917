package io.stampede.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.RemoteApiVersion;
import io.stampede.engine.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerWordsTest {
  private static final ContainerName WEB = new ContainerName("web1");

  @ParameterizedTest
  @CsvSource({
    "nginx, nginx:latest",
    "nginx:1.27, nginx:1.27",
    "team/app, team/app:latest",
    "registry.example:5000/team/app, registry.example:5000/team/app:latest",
    "registry.example:5000/team/app:v1, registry.example:5000/team/app:v1",
    "localhost:1/no/such:1, localhost:1/no/such:1",
    "a__b/c-d.e, a__b/c-d.e:latest"
  })
  void an_image_without_a_tag_is_the_latest(String written, String tagged) {
    assertThat(new ImageRef(written).tagged()).isEqualTo(tagged);
  }

  @Test
  void an_image_by_digest_needs_no_tag() {
    var image = "nginx@sha256:" + "a".repeat(64);
    assertThat(new ImageRef(image).tagged()).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Nginx", "nginx:", "a b", "-x", "a//b", "nginx@sha256:12", "a;b", "../a"})
  void what_is_no_image_is_refused(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageRef(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:/var/lib/data", "/srv/www:/www:ro", "/a:/b:rw", "/srv/my files:/x"})
  void a_volume_is_a_name_or_a_folder(String written) {
    assertThat(new Mount(written).value()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "data", ":/x", "data:x", "/a:/b:xx", "/a/../b:/c", "/a:/b/..", "a:/b:ro:z"})
  void what_is_no_volume_is_refused(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Mount(written));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 500000000", "2, 2000000000", "0.001, 1000000"})
  void cpus_are_counted_in_billionths(String written, long nano) {
    assertThat(new Cpus(written).nano()).isEqualTo(nano);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "-1", "1.2345", "one", "1e3"})
  void what_is_no_number_of_cpus_is_refused(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cpus(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-ab", "a b", "a/b", "ä1"})
  void what_docker_takes_for_no_name_is_refused(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ContainerName(written));
  }

  @ParameterizedTest
  @CsvSource({
    "1.41, 1.12, 1.41",
    "1.40, 1.12, 1.40",
    "1.43, 1.24, 1.41",
    "1.51, 1.24, 1.44",
    "1.52, 1.44, 1.44",
    "1.60, 1.50, 1.50",
    "nonsense, , 1.41"
  })
  void the_api_version_is_one_that_both_speak(String newest, String oldest, String spoken) {
    var says =
        new Version() {
          @Override
          public String getApiVersion() {
            return newest;
          }

          @Override
          public String getMinAPIVersion() {
            return oldest;
          }
        };
    assertThat(DockerConnection.spoken(says)).isEqualTo(RemoteApiVersion.parseConfig(spoken));
  }

  @Test
  void dockers_words_are_taken_out_of_its_json_and_kept_printable() {
    var e = new NotFoundException("{\"message\":\"No such\\nimage\\u001b[31m: x\"}\n");
    assertThat(DockerProblems.words(e)).isEqualTo("No such image [31m: x");
    assertThat(DockerProblems.words(new NotFoundException("x".repeat(5000)))).hasSize(402);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write /x: no space left on device | CAPACITY | no-space",
        "network foo not found | REQUEST | no-such-network",
        "driver failed: Bind for 0.0.0.0:80 failed: port is already allocated | REQUEST | port-taken",
        "OCI runtime create failed: exec: \"x\": executable file not found in $PATH | REQUEST | cannot-start"
      })
  void what_docker_refuses_has_somebody_to_blame(String words, String blame, String code) {
    var e =
        new InternalServerErrorException("{\"message\":\"" + words.replace("\"", "\\\"") + "\"}");
    var outcome = DockerProblems.outcome(e, WEB, "h1");
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    var problem = ((Outcome.Stuck) outcome).problem();
    assertThat(problem.blame().name()).isEqualTo(blame);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).contains("h1");
  }

  @Test
  void what_docker_refuses_without_a_known_reason_is_tried_again() {
    var e = new InternalServerErrorException("{\"message\":\"something odd\"}");
    assertThat(DockerProblems.outcome(e, WEB, "h1")).isInstanceOf(Outcome.Again.class);
  }
}
