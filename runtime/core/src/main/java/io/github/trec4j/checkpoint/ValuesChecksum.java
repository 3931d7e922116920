package io.github.trec4j.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The sum by which a flipped bit among a file's values is noticed: CRC-32C of their bytes. */
final class ValuesChecksum {
  /** Metadata: the sum, eight hexadecimal digits. Files of other programs have none. */
  static final String NAME = "crc32c";

  private final CRC32C sum = new CRC32C();

  /** Takes in the bytes that follow, all that the buffer has left. */
  ValuesChecksum add(ByteBuffer bytes) {
    sum.update(bytes.duplicate());
    return this;
  }

  /** Returns the sum of all bytes so far. */
  String hex() {
    return "%08x".formatted(sum.getValue());
  }
}
