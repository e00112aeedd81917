package io.stampede;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses STAMPEDE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.stampede");

  @Test
  void the_engine_knows_only_java() {
    classes()
        .that()
        .resideInAPackage("io.stampede.engine..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("io.stampede.engine..", "java..", "org.jspecify.."))
        .because("orchestration must not know SSH, Docker, libvirt, HTTP or SQL")
        .check(STAMPEDE);
  }

  @Test
  void planners_touch_nothing() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Planner")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.InstantSource")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.nio..", "java.net..", "java.sql..", "io.stampede.ssh..")
        .check(STAMPEDE);
  }

  @Test
  void only_those_who_talk_to_hosts_know_ssh() {
    noClasses()
        .that()
        .resideInAnyPackage("io.stampede.engine..", "io.stampede.schema..", "io.stampede.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.stampede.ssh..")
        .check(STAMPEDE);
  }

  @Test
  void only_ssh_exec_knows_mina() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.stampede.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.sshd..")
        .check(STAMPEDE);
  }

  @Test
  void the_backend_has_no_face() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "com.vaadin..", "javafx..")
        .check(STAMPEDE);
  }

  @Test
  void packages_do_not_form_circles() {
    slices().matching("io.stampede.(*)..").should().beFreeOfCycles().check(STAMPEDE);
  }

  @Test
  void nobody_prints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("what is worth saying goes to the log or to the caller")
        .check(STAMPEDE);
  }
}
