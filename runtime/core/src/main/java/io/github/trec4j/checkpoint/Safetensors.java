package io.github.trec4j.checkpoint;

import static io.github.trec4j.checkpoint.MalformedFileException.require;

import io.github.trec4j.AtomicFile;
import io.github.trec4j.FileFault;
import io.github.trec4j.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of named float tensors in the safetensors format: the header's length (64 bits,
 * little-endian), the header (JSON: per tensor type, shape and place; text metadata, among it a
 * checksum of the values), the values.
 */
public final class Safetensors {
  /** The format's own limit, in bytes. */
  private static final int LARGEST_HEADER = 100_000_000;

  /** In bytes: what one array holds on every virtual machine. */
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 8;

  private Safetensors() {}

  /**
   * Writes a file. It appears whole or not at all: a file of that name is replaced only when the
   * new one is complete.
   *
   * @throws UserError if it cannot be written
   */
  public static void write(Path file, Weights weights) {
    AtomicFile.write(file, out -> write(out, weights));
  }

  private static void write(OutputStream out, Weights weights) throws IOException {
    ValuesChecksum checksum = new ValuesChecksum();
    weights.tensors().values().forEach(tensor -> checksum.add(bytes(tensor)));
    byte[] header = SafetensorsHeader.of(weights, checksum.hex()).text();
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    for (Weights.Values tensor : weights.tensors().values()) {
      out.write(bytes(tensor).array());
    }
  }

  private static ByteBuffer bytes(Weights.Values tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.values());
    return bytes;
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing, no sound safetensors file of 32-bit floats, or its values
   *     do not have the checksum that it names; then with the tensor and the rule
   */
  public static Weights read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new UserError(
            file + " has more than 2 GiB, more than any network here: check the path");
      }
      return read(bytes(file), file.toString());
    } catch (MalformedFileException e) {
      throw malformed(file.toString(), e);
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read (%s): check the path".formatted(file, FileFault.reason(e)), e);
    }
  }

  /** Returns a file's bytes; it is read no further where it cannot be one of weights. */
  private static byte[] bytes(Path file) throws IOException {
    boolean sized = Files.isRegularFile(file); // pipes and devices may go on for ever
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(Long.BYTES);
      headerLength(littleEndian(first), sized ? Files.size(file) : LARGEST_FILE);
      if (sized) {
        return Files.readAllBytes(file);
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(first);
      in.transferTo(all);
      return all.toByteArray();
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name for messages
   * @throws UserError as {@link #read(Path)}
   */
  public static Weights read(byte[] bytes, String name) {
    try {
      return parse(littleEndian(bytes));
    } catch (MalformedFileException e) {
      throw malformed(name, e);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static UserError malformed(String name, MalformedFileException e) {
    return new UserError(
        "%s is not a whole safetensors file (%s): copy or make it again"
            .formatted(name, e.getMessage()),
        e);
  }

  private static Weights parse(ByteBuffer bytes) {
    byte[] text = new byte[headerLength(bytes, bytes.remaining())];
    bytes.get(text);
    SafetensorsHeader header = SafetensorsHeader.parse(text, bytes.remaining());
    Map<String, String> metadata = new HashMap<>(header.metadata());
    checkSum(metadata.remove(ValuesChecksum.NAME), bytes);
    ByteBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Weights.Values> tensors = new HashMap<>();
    for (SafetensorsHeader.Entry entry : header.tensors()) {
      tensors.put(entry.name(), tensor(entry, values));
    }
    return new Weights(tensors, metadata);
  }

  /** Takes the header's length from the front of a file of that many bytes. */
  private static int headerLength(ByteBuffer first, long fileBytes) {
    require(first.remaining() >= Long.BYTES, () -> "it ends within its first eight bytes");
    long length = first.getLong();
    long most = Math.min(LARGEST_HEADER, fileBytes - Long.BYTES);
    require(
        length >= 2 && length <= most,
        () -> "its header would be %d bytes long, of at most %d".formatted(length, most));
    return (int) length;
  }

  private static void checkSum(@Nullable String expected, ByteBuffer values) {
    if (expected != null) {
      String found = new ValuesChecksum().add(values).hex();
      require(
          found.equals(expected),
          () ->
              "its values were changed: %s %s, not %s"
                  .formatted(ValuesChecksum.NAME, found, expected));
    }
  }

  private static Weights.Values tensor(SafetensorsHeader.Entry entry, ByteBuffer values) {
    float[] read = new float[(entry.end() - entry.begin()) / Float.BYTES];
    values.position(entry.begin()).asFloatBuffer().get(read);
    return new Weights.Values(entry.shape().stream().mapToInt(Integer::intValue).toArray(), read);
  }
}
