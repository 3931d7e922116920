package io.github.trec4j.math;

import io.github.trec4j.UserError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the matrix product: OpenBLAS where its native library loads, else EJML. */
public final class MatrixProducts {
  /** The system property that forces the choice: {@code openblas} or {@code ejml}. */
  public static final String PROPERTY = "trec4j.blas";

  private static final Logger log = LoggerFactory.getLogger(MatrixProducts.class);

  private static @Nullable MatrixProduct standard;

  private MatrixProducts() {}

  /**
   * Returns the product of this machine; the choice is made, and logged, once.
   *
   * @throws UserError if the one that {@value #PROPERTY} asks for is unknown or does not load
   */
  public static synchronized MatrixProduct standard() {
    if (standard == null) {
      standard = choose(System.getProperty(PROPERTY, ""));
      log.info("matrix products by {}", standard.name());
    }
    return standard;
  }

  /**
   * Returns the product of that name, or the best that loads.
   *
   * @param name {@code openblas}, {@code ejml}, or empty for the best
   * @throws UserError if the name is unknown or its native library does not load
   */
  public static MatrixProduct choose(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "ejml" -> new EjmlMatrixProduct();
      case "openblas" -> openBlas();
      case "" -> best();
      default ->
          throw new UserError(
              "-D%s=%s: there are openblas and ejml; leave it out for the best that loads"
                  .formatted(PROPERTY, name));
    };
  }

  private static MatrixProduct openBlas() {
    try {
      return new OpenBlasMatrixProduct();
    } catch (LinkageError e) {
      throw new UserError(
          "-D%s=openblas: its native library does not load here (%s); use ejml"
              .formatted(PROPERTY, e.getMessage()),
          e);
    }
  }

  private static MatrixProduct best() {
    try {
      return new OpenBlasMatrixProduct();
    } catch (LinkageError e) {
      log.warn("OpenBLAS does not load here ({}); EJML computes, slower", e.getMessage());
      return new EjmlMatrixProduct();
    }
  }
}
