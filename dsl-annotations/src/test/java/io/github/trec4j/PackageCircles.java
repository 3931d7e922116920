package io.github.trec4j;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Objects;

/** The rule that packages form no circle. */
public final class PackageCircles {
  /** Each package is a slice, the root too, which a pattern of packages would leave out. */
  public static final ArchRule RULE =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                  return SliceIdentifier.of(javaClass.getPackageName());
                }

                @Override
                public String getDescription() {
                  return "packages";
                }
              })
          .should()
          .beFreeOfCycles();

  private PackageCircles() {}

  /** Reads the classes of the artifact that a class is in. */
  public static JavaClasses classesBeside(Class<?> one) {
    return new ClassFileImporter()
        .importUrl(Objects.requireNonNull(one.getProtectionDomain().getCodeSource()).getLocation());
  }
}
