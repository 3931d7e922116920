package io.github.trec4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.trec4j.UserError;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.network.TestNetworks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of weights: round trips, and every way in which one can be broken. */
final class SafetensorsTest {
  private static final Weights WEIGHTS =
      new Weights(
          Map.of(
              "a.weights", new Weights.Values(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}),
              "b", new Weights.Values(new int[] {1}, new float[] {-0f})),
          Map.of("model", "Ä \"quoted\""));

  private static final int VALUE_BYTES = 7 * Float.BYTES;

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() {
    Path file = folder.resolve("sub/w.safetensors");
    Safetensors.write(file, WEIGHTS);
    Weights read = Safetensors.read(file);
    assertEquals(WEIGHTS.metadata(), read.metadata());
    assertEquals(WEIGHTS.tensors().keySet(), read.tensors().keySet());
    assertArrayEquals(new int[] {2, 3}, read.tensors().get("a.weights").shape());
    assertArrayEquals(WEIGHTS.get("a.weights"), read.get("a.weights"));
    assertArrayEquals(WEIGHTS.get("b"), read.get("b"));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = whole();
    for (int length = 0; length < whole.length; length++) {
      assertMalformed(Arrays.copyOf(whole, length), "");
    }
  }

  /** Each line: what of the header is replaced, by what, and a part of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "F32 | F16 | a.weights is of type F16, not F32",
        "[2,3] | [2,4] | a.weights takes 24 bytes, not as shape [2, 4]",
        "[0,24] | [8,24] | a.weights takes 16 bytes, not as shape [2, 3]",
        "[0,24] | [24,0] | data_offsets of a.weights are [24, 0], not its begin and its end",
        "[0,24] | [0] | data_offsets of a.weights are [0], not its begin and its end",
        "[0,24] | null | data_offsets of a.weights is null, no list",
        "[0,24] | [null,24] | data_offsets of a.weights has null, where whole numbers from 0",
        "[0,24] | [-8,16] | data_offsets of a.weights has -8, where whole numbers from 0",
        "[0,24] | [0,24.0] | data_offsets of a.weights has 24.0, where whole numbers from 0",
        "[0,24] | [0,28] | a.weights takes 28 bytes, not as shape [2, 3]",
        "[24,28] | [20,24] | a.weights and b overlap",
        "[24,28] | [28,32] | it ends at byte 28 of its values, b at 32",
        "[2,3] | [3] | a.weights takes 24 bytes, not as shape [3]",
        "`[2,3],\"data_offsets\":[0,24]` | `[2],\"data_offsets\":[0,8]` | bytes 8 to 23 of its"
            + " values",
        "[2,3] | [2,3,0] | a.weights has an axis of length 0: shape [2, 3, 0]",
        "[2,3] | [2,-3] | shape of a.weights has -3, where whole numbers from 0",
        "[2,3] | [2,null] | shape of a.weights has null, where whole numbers from 0",
        "[2,3] | [9223372036854775807] | shape of a.weights has 9223372036854775807, where",
        "[2,3] | [1e9999] | shape of a.weights has Infinity, where whole numbers",
        "[2,3] | [2147483647,2147483647,2147483647] | a.weights takes 24 bytes, not as shape",
        "`[2,3]` | `[2,\"3\"]` | shape of a.weights has 3, where whole numbers from 0",
        "`\"shape\"` | `\"shope\"` | shape of a.weights is null, no list",
        "`\"b\"` | `\"a.weights\"` | 'a.weights'",
        "`\"b\"` | `\"__metadata__\"` | '__metadata__'",
        "`\"b\":{` | `\"b\":null,\"c\":{` | b is no object",
        "`{\"__metadata__\"` | `[\"__metadata__\"` | its header does not begin with {",
        "`\"model\":` | `\"model\":3,\"x\":` | __metadata__: model is no text",
        "}} | }}{} | its header is no sound JSON: it goes on behind its object",
        "}} | } | its header is no sound JSON",
        "model | m\u00FFodel | its header is no sound JSON: it is not in UTF-8"
      })
  void brokenRulesOfHeadersAreNamed(String part, String instead, String message)
      throws IOException {
    assertTrue(headerText().contains(part), headerText());
    assertMalformed(file(headerText().replace(part, instead).strip(), values()), message);
  }

  @Test
  void lengthsOfHeadersAreChecked() throws IOException {
    for (long length : new long[] {-1, 0, 1, 1 << 20, 100_000_001, Long.MAX_VALUE}) {
      byte[] file = file(headerText(), values());
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertMalformed(file, "its header would be " + length + " bytes long, of at most ");
    }
  }

  /** A sparse file, most of which must never be read: 150 MB are more than the format's header. */
  @Test
  void lengthsOfHeadersAreCheckedBeforeMemoryIsTaken() throws IOException {
    Path file = folder.resolve("large.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(150_000_000);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (long length : new long[] {0, 100_000_001, 149_999_992, 150_000_000, Long.MIN_VALUE}) {
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.writeLong(Long.reverseBytes(length));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      UserError error = assertThrows(UserError.class, () -> Safetensors.read(file));
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertEquals(
          file
              + " is not a whole safetensors file (its header would be "
              + length
              + " bytes long, of at most 100000000): copy or make it again",
          error.getMessage());
      assertTrue(taken < 1 << 20, length + " takes " + taken);
    }
  }

  /** The first has no end. */
  @Test
  void devicesAreReadNoFurtherThanNeeded() {
    for (String device : List.of("/dev/zero", "/dev/null")) {
      UserError error = assertThrows(UserError.class, () -> Safetensors.read(Path.of(device)));
      assertTrue(
          error.getMessage().startsWith(device + " is not a whole safetensors file ("),
          error.getMessage());
    }
  }

  @Test
  void pipesAreRead() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, WEIGHTS);
    Path pipe = folder.resolve("pipe");
    Process cat =
        new ProcessBuilder("sh", "-c", "mkfifo \"$1\" && cat \"$0\" > \"$1\"", "" + file, "" + pipe)
            .inheritIO()
            .start();
    while (cat.isAlive() && !Files.exists(pipe)) {
      Thread.onSpinWait();
    }
    assertArrayEquals(WEIGHTS.get("a.weights"), Safetensors.read(pipe).get("a.weights"));
  }

  @Test
  void valuesOfNoTensorAreRefused() throws IOException {
    byte[] longer = Arrays.copyOf(values(), values().length + 3);
    assertMalformed(file(headerText(), longer), "bytes 28 to 30 of its values belong to no tensor");
  }

  @Test
  void flippedBitsInValuesAreNoticed() throws IOException {
    for (int bit = 0; bit < values().length * 8; bit++) {
      byte[] flipped = values();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertMalformed(file(headerText(), flipped), "its values were changed: crc32c ");
    }
  }

  @Test
  void filesWithoutChecksumAreRead() throws IOException {
    String without = headerText().replaceFirst(",\"crc32c\":\"[0-9a-f]{8}\"", "");
    assertNotEquals(headerText(), without);
    Weights read = Safetensors.read(file(without, values()), "w");
    assertEquals(WEIGHTS.metadata(), read.metadata());
    assertArrayEquals(WEIGHTS.get("a.weights"), read.get("a.weights"));
  }

  @Test
  void checksumIsTheStandardOne() throws IOException {
    CRC32C sum = new CRC32C();
    sum.update(values());
    assertTrue(headerText().contains("\"crc32c\":\"%08x\"".formatted(sum.getValue())));
  }

  @Test
  void scalarsHaveNoAxes() throws IOException {
    String header = headerText().replace("[1]", "[]");
    assertEquals(
        0, Safetensors.read(file(header, values()), "w").tensors().get("b").shape().length);
  }

  @Test
  void filesTooLargeForMemoryAreNotRead() throws IOException {
    Path file = folder.resolve("large.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    UserError error = assertThrows(UserError.class, () -> Safetensors.read(file));
    assertTrue(error.getMessage().contains("large.safetensors has more than 2 GiB"));
  }

  private byte[] whole() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, WEIGHTS);
    return Files.readAllBytes(file);
  }

  /** Returns the header with one character a byte. */
  private String headerText() throws IOException {
    byte[] whole = whole();
    return new String(
        whole, Long.BYTES, whole.length - Long.BYTES - VALUE_BYTES, StandardCharsets.ISO_8859_1);
  }

  private byte[] values() throws IOException {
    byte[] whole = whole();
    return Arrays.copyOfRange(whole, whole.length - VALUE_BYTES, whole.length);
  }

  private static byte[] file(String header, byte[] values) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(Long.BYTES + text.length + values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(values)
        .array();
  }

  private static void assertMalformed(byte[] file, String message) {
    UserError error = assertThrows(UserError.class, () -> Safetensors.read(file, "w.safetensors"));
    assertTrue(
        error.getMessage().startsWith("w.safetensors is not a whole safetensors file ("),
        error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void missingFileIsNamed() {
    UserError error =
        assertThrows(UserError.class, () -> Safetensors.read(folder.resolve("none.safetensors")));
    assertTrue(error.getMessage().contains("none.safetensors"), error.getMessage());
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Compute compute = Compute.withThreads(1);
    SpecNetwork small = new SpecNetwork(SmallNetworks.spec(), compute, 1);
    SpecNetwork cifar = new SpecNetwork(TestNetworks.cifarNet(), compute, 1);
    Weights foreign = NetworkWeights.of(cifar);
    for (Runnable action :
        new Runnable[] {
          () -> NetworkWeights.restore(small, foreign, "cifar.safetensors"),
          () -> NetworkWeights.initialize(small, foreign, "cifar.safetensors")
        }) {
      UserError error = assertThrows(UserError.class, action::run);
      assertTrue(
          error.getMessage().contains("cifar.safetensors was trained for CifarNet"),
          error.getMessage());
    }
  }

  @Test
  void missingTensorIsNamed() {
    SpecNetwork small = new SpecNetwork(SmallNetworks.spec(), Compute.withThreads(1), 1);
    Weights empty = new Weights(Map.of(), NetworkWeights.of(small).metadata());
    UserError error =
        assertThrows(UserError.class, () -> NetworkWeights.restore(small, empty, "w"));
    assertTrue(error.getMessage().contains("w holds no tensor conv1.weights"));
  }
}
