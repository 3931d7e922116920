package io.github.trec4j.report;

import io.github.trec4j.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A picture in SVG. */
public interface Picture {
  /** Returns the document. */
  String svg();

  /**
   * Writes a file.
   *
   * @throws io.github.trec4j.UserError if it cannot be written
   */
  default void write(Path file) {
    AtomicFile.write(file, out -> out.write(svg().getBytes(StandardCharsets.UTF_8)));
  }
}
