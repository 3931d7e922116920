package io.github.trec4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What packages of the library may know. */
final class PackagesTest {
  private static final JavaClasses LIBRARY = PackageCircles.classesBeside(UserError.class);

  @Test
  void packagesFormNoCircle() {
    PackageCircles.RULE.check(LIBRARY);
  }

  @Test
  void nobodyAsksOperationsWhatTheyAre() {
    OperationChains.RULE.check(LIBRARY);
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

  /** Not even by way of another library: an application would get it too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "picocli.CommandLine",
        "me.tongfei.progressbar.ProgressBar",
        "ch.qos.logback.classic.Logger"
      })
  void noLibraryOfTheToolIsOnTheClassPath(String name) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
  }
}
