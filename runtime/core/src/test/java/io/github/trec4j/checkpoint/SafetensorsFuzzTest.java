package io.github.trec4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.trec4j.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file of weights is broken, reading it ends soon, in little memory, as it should. */
final class SafetensorsFuzzTest {
  private static final int MUTATIONS = 10_000;
  private static final int VALUE_BYTES = 17 * Float.BYTES;

  /** JSON is read through buffers of a few thousand characters, however short it is. */
  private static final long FIXED_BYTES = 256 * 1024;

  private static final long BYTES_A_BYTE = 200;

  private static final List<String> WORDS =
      List.of(
          "null",
          "0",
          "-1",
          "9223372036854775807",
          "1e400",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\u0000",
          "[[[[[[[[",
          "{\"a\":",
          "\"shape\"",
          "__metadata__",
          "true",
          " ");

  private static final Weights WEIGHTS =
      new Weights(
          Map.of(
              "conv1.weights", new Weights.Values(new int[] {2, 5}, ascending(10)),
              "conv1.bias", new Weights.Values(new int[] {2}, ascending(2)),
              "logits.weights", new Weights.Values(new int[] {5, 1}, ascending(5))),
          Map.of("model", "Small", "fingerprint", "0123456789abcdef", "seed", "7"));

  @TempDir Path folder;

  private static float[] ascending(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i + 0.5f;
    }
    return values;
  }

  @Test
  void onlyWholeFilesAreRead() throws IOException {
    byte[] whole = whole();
    int[] read = {0};
    assertTimeout(
        Duration.ofMinutes(1),
        () -> {
          for (int seed = 0; seed < MUTATIONS; seed++) {
            read[0] += reads(mutated(whole, new Random(seed)), seed) ? 1 : 0;
          }
        });
    assertTrue(read[0] > MUTATIONS / 100 && read[0] < MUTATIONS / 2, read[0] + " were read");
  }

  /**
   * The header is left as it is, so that nothing but the checksum and the length can tell; as many
   * flipped bits as one likes, but none.
   */
  @Test
  void changedValuesAreNeverRead() throws IOException {
    byte[] whole = whole();
    int headerEnd = whole.length - VALUE_BYTES;
    byte[] values = Arrays.copyOfRange(whole, headerEnd, whole.length);
    int checked = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Random random = new Random(seed);
      byte[] changed = random.nextBoolean() ? changed(values, random) : flipped(values, random);
      if (Arrays.equals(values, changed)) {
        continue;
      }
      byte[] mutated = Arrays.copyOf(whole, headerEnd + changed.length);
      System.arraycopy(changed, 0, mutated, headerEnd, changed.length);
      assertFalse(reads(mutated, seed), "seed " + seed + " was read");
      checked++;
    }
    assertTrue(checked > MUTATIONS / 2, checked + " were changed");
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    for (int bits = 1 + random.nextInt(12); bits > 0; bits--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /** Returns a file as it should be, which was read once: loading classes takes memory, too. */
  private byte[] whole() throws IOException {
    Path file = folder.resolve("w");
    Safetensors.write(file, WEIGHTS);
    assertEquals(WEIGHTS.metadata(), Safetensors.read(file).metadata());
    return Files.readAllBytes(file);
  }

  private static boolean reads(byte[] file, int seed) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Weights read = Safetensors.read(file, "w");
      if (read.metadata().equals(WEIGHTS.metadata())) {
        assertSameValues(read, seed);
      }
      return true;
    } catch (UserError e) {
      assertTrue(e.getMessage().startsWith("w is not a whole safetensors file ("), e.getMessage());
      return false;
    } finally {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(taken < FIXED_BYTES + BYTES_A_BYTE * file.length, seed + " takes " + taken);
    }
  }

  /** Names may have changed, and with them the order of the map, but not what lies where. */
  private static void assertSameValues(Weights read, int seed) {
    assertEquals(WEIGHTS.tensors().size(), read.tensors().size(), "seed " + seed);
    for (Map.Entry<String, Weights.Values> tensor : WEIGHTS.tensors().entrySet()) {
      if (read.has(tensor.getKey())) {
        assertArrayEquals(tensor.getValue().values(), read.get(tensor.getKey()), "seed " + seed);
      }
    }
  }

  /** Returns the file with some changes; mostly the header's length is then set right. */
  private static byte[] mutated(byte[] whole, Random random) throws IOException {
    int headerEnd = whole.length - VALUE_BYTES;
    byte[] header = Arrays.copyOfRange(whole, Long.BYTES, headerEnd);
    byte[] values = Arrays.copyOfRange(whole, headerEnd, whole.length);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      if (random.nextInt(8) == 0) {
        values = changed(values, random);
      } else {
        header = changed(header, random);
      }
    }
    long length =
        random.nextInt(20) == 0 ? random.nextLong() >>> random.nextInt(64) : header.length;
    return ByteBuffer.allocate(Long.BYTES + header.length + values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(header)
        .put(values)
        .array();
  }

  private static byte[] changed(byte[] bytes, Random random) throws IOException {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.nextInt(12));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, at);
    switch (random.nextInt(5)) {
      case 0 -> {} // cut out
      case 1 -> changed.write(random.nextInt(256));
      case 2 -> changed.write(word(random));
      case 3 -> {
        changed.write(bytes, at, end - at); // twice
        end = at;
      }
      default -> {
        for (int i = at; i < end; i++) {
          changed.write(bytes[i] ^ 1 << random.nextInt(8));
        }
      }
    }
    changed.write(bytes, end, bytes.length - end);
    return changed.toByteArray();
  }

  private static byte[] word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.US_ASCII);
  }
}
