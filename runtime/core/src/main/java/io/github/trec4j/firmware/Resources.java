package io.github.trec4j.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that come with the exporter. */
final class Resources {
  private Resources() {}

  static InputStream open(String file) {
    InputStream in = Resources.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException("the runtime's jar lacks " + file);
    }
    return in;
  }

  static String text(String file) {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
