package io.github.trec4j.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.github.trec4j.OperationChains;
import io.github.trec4j.PackageCircles;
import org.junit.jupiter.api.Test;

/** What packages of the tool may know. */
final class PackagesTest {
  private static final JavaClasses TOOL = PackageCircles.classesBeside(Main.class);

  @Test
  void packagesFormNoCircle() {
    PackageCircles.RULE.check(TOOL);
  }

  @Test
  void nobodyAsksOperationsWhatTheyAre() {
    OperationChains.RULE.check(TOOL);
  }
}
