package io.github.trec4j.processor;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.github.trec4j.OperationChains;
import io.github.trec4j.PackageCircles;
import org.junit.jupiter.api.Test;

/** What packages of the processor may know. */
final class PackagesTest {
  private static final JavaClasses PROCESSOR = PackageCircles.classesBeside(TrecProcessor.class);

  @Test
  void packagesFormNoCircle() {
    PackageCircles.RULE.check(PROCESSOR);
  }

  @Test
  void nobodyAsksOperationsWhatTheyAre() {
    OperationChains.RULE.check(PROCESSOR);
  }
}
