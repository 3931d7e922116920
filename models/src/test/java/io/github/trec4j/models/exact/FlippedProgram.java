package io.github.trec4j.models.exact;

import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A built program with a bit of an array flipped, as in flash that forgets. */
final class FlippedProgram {
  /** Fewer bytes are likely to be found elsewhere, too. */
  private static final int LEAST_BYTES = 8;

  private final Path program;
  private final byte[] built;

  FlippedProgram(Path program) throws IOException {
    this.program = program;
    this.built = Files.readAllBytes(program);
  }

  /**
   * Flips a bit in the middle of an array.
   *
   * @return whether there was one such array to be found
   */
  boolean flip(ElementType type, int[] values) throws IOException {
    byte[] array = littleEndian(type, values);
    // a character a byte: strings can be searched
    String text = new String(built, StandardCharsets.ISO_8859_1);
    String sought = new String(array, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(sought);
    if (array.length < LEAST_BYTES || at < 0 || text.indexOf(sought, at + 1) >= 0) {
      return false;
    }
    byte[] flipped = built.clone();
    flipped[at + array.length / 2] ^= (byte) (1 << array.length % 8);
    Files.write(program, flipped);
    return true;
  }

  /** Restores the program as it was built. */
  void restore() throws IOException {
    Files.write(program, built);
  }

  private static byte[] littleEndian(ElementType type, int[] values) {
    byte[] array = new byte[values.length * type.bytes()];
    for (int i = 0; i < array.length; i++) {
      array[i] = (byte) (values[i / type.bytes()] >> (8 * (i % type.bytes())));
    }
    return array;
  }
}
