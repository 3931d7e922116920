package io.github.trec4j.dsl;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The shape of the input image, {@code [height, width, channels]} in unsigned bytes. */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Input {
  /** Rows of pixels, at least 1. */
  int height();

  /** Pixels in a row, at least 1. */
  int width();

  /** Values in a pixel: 1 for greyscale, 3 for RGB. */
  int channels();
}
