package io.github.trec4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** What packages of the library may know. */
final class PackagesTest {
  private static final JavaClasses LIBRARY = PackageCircles.classesBeside(UserError.class);

  @Test
  void packagesFormNoCircle() {
    PackageCircles.RULE.check(LIBRARY);
  }

  @Test
  void nothingKnowsTheTool() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "picocli..",
            "me.tongfei..",
            "ch.qos.logback..",
            "io.github.trec4j.bench..",
            "io.github.trec4j.cli..",
            "io.github.trec4j.compile..",
            "io.github.trec4j.emulator..",
            "io.github.trec4j.experiment..",
            "io.github.trec4j.files..",
            "io.github.trec4j.report..",
            "io.github.trec4j.settings..",
            "io.github.trec4j.terminal..",
            "io.github.trec4j.tuning..")
        .check(LIBRARY);
  }
}
