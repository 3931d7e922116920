package io.github.trec4j;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.github.trec4j.spec.NetworkSpec;
import org.junit.jupiter.api.Test;

/** What packages of the language may know. */
final class PackagesTest {
  private static final JavaClasses LANGUAGE = PackageCircles.classesBeside(NetworkSpec.class);

  @Test
  void packagesFormNoCircle() {
    PackageCircles.RULE.check(LANGUAGE);
  }

  @Test
  void nobodyAsksOperationsWhatTheyAre() {
    OperationChains.RULE.check(LANGUAGE);
  }
}
