package io.github.trec4j.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of a network, or of a plan for its firmware: the first 64 bits of SHA-256 over its
 * canonical text. Generated Java, the C header, checkpoints and weights files carry the network's,
 * so that no mix of versions goes unnoticed.
 *
 * @param hex sixteen lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not sixteen hexadecimal digits
   */
  public Fingerprint {
    if (!hex.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("not a fingerprint: " + hex);
    }
  }

  static Fingerprint of(NetworkSpec spec) {
    return ofText(canonicalText(spec));
  }

  /** Returns the fingerprint of whatever has that canonical text. */
  public static Fingerprint ofText(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Fingerprint(HexFormat.of().formatHex(digest, 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Returns the text that is hashed: the format's version, the name, and a line a node. The board
   * and the labels are not part of it: they change no number.
   */
  static String canonicalText(NetworkSpec spec) {
    StringBuilder text = new StringBuilder("trec4j network 1\n").append(spec.name()).append('\n');
    for (Node node : spec.nodes()) {
      text.append(node.name())
          .append(" = ")
          .append(node.op().canonicalText())
          .append(' ')
          .append(node.inputs())
          .append(" -> ")
          .append(node.output())
          .append('\n');
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return hex;
  }
}
