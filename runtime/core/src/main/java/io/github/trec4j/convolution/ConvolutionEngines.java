package io.github.trec4j.convolution;

import io.github.trec4j.UserError;
import io.github.trec4j.math.MatrixProducts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how to convolve: by oneDNN where its native library loads, else by matrix products. */
public final class ConvolutionEngines {
  /** The system property that forces the choice: {@code onednn} or {@code im2row}. */
  public static final String PROPERTY = "trec4j.convolutions";

  private static final Logger log = LoggerFactory.getLogger(ConvolutionEngines.class);

  private static @Nullable ConvolutionEngine standard;

  private ConvolutionEngines() {}

  /**
   * Returns the engine of this machine; the choice is made, and logged, once.
   *
   * @throws UserError if the one that {@value #PROPERTY} asks for is unknown or does not load
   */
  public static synchronized ConvolutionEngine standard() {
    if (standard == null) {
      standard = choose(System.getProperty(PROPERTY, ""));
      log.info("convolutions by {}", standard.name());
    }
    return standard;
  }

  /**
   * Returns the engine of that name, or the best that loads.
   *
   * @param name {@code onednn}, {@code im2row}, or empty for the best
   * @throws UserError if the name is unknown or its native library does not load
   */
  public static ConvolutionEngine choose(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "im2row" -> im2row();
      case "onednn" -> oneDnn();
      case "" -> best();
      default ->
          throw new UserError(
              "-D%s=%s: there are onednn and im2row; leave it out for the best that loads"
                  .formatted(PROPERTY, name));
    };
  }

  private static ConvolutionEngine im2row() {
    return new Im2rowEngine(MatrixProducts.standard());
  }

  private static ConvolutionEngine oneDnn() {
    try {
      return new OneDnnEngine();
    } catch (LinkageError e) {
      throw new UserError(
          "-D%s=onednn: its native library does not load here (%s); use im2row"
              .formatted(PROPERTY, e.getMessage()),
          e);
    }
  }

  private static ConvolutionEngine best() {
    try {
      return new OneDnnEngine();
    } catch (LinkageError e) {
      log.warn("oneDNN does not load here ({}); matrix products compute, slower", e.getMessage());
      return im2row();
    }
  }
}
