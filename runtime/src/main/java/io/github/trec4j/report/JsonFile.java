package io.github.trec4j.report;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.trec4j.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes results as JSON files, whole or not at all. */
public final class JsonFile {
  private JsonFile() {}

  /**
   * Writes maps, lists, strings and numbers, indented; replaces the file.
   *
   * @throws io.github.trec4j.UserError if the file cannot be written
   */
  public static void write(Path file, Object value) {
    AtomicFile.write(file, out -> out.write((text(value) + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns maps, lists, strings and numbers as indented JSON. */
  public static String text(Object value) throws IOException {
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value);
  }
}
