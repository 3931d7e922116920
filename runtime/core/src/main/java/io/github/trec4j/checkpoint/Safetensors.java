package io.github.trec4j.checkpoint;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.trec4j.AtomicFile;
import io.github.trec4j.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of named float tensors in the safetensors format: the header's length (64 bits,
 * little-endian), the header (JSON: per tensor type, shape and place; text metadata), the values.
 */
public final class Safetensors {
  private static final String METADATA = "__metadata__";
  private static final int LARGEST_HEADER = 100_000_000;

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
    byte[] header = header(weights);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    for (Weights.Values tensor : weights.tensors().values()) {
      ByteBuffer bytes =
          ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.values());
      out.write(bytes.array());
    }
  }

  private static byte[] header(Weights weights) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, weights.metadata());
    long place = 0;
    for (Map.Entry<String, Weights.Values> tensor : weights.tensors().entrySet()) {
      long end = place + (long) tensor.getValue().values().length * Float.BYTES;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", "F32");
      entry.put("shape", tensor.getValue().shape());
      entry.put("data_offsets", new long[] {place, end});
      header.put(tensor.getKey(), entry);
      place = end;
    }
    String text = JSON.std.asString(header);
    int padding = (8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing, truncated, or no safetensors file of 32-bit floats
   */
  public static Weights read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: check the path", e);
    }
    return read(bytes, file.toString());
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name for messages
   * @throws UserError as {@link #read(Path)}
   */
  public static Weights read(byte[] bytes, String name) {
    try {
      return parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    } catch (MalformedException | IOException | ClassCastException e) {
      throw new UserError(
          "%s is not a whole safetensors file (%s): copy or make it again"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static Weights parse(ByteBuffer bytes) throws IOException {
    require(bytes.remaining() >= Long.BYTES, "it ends within its first eight bytes");
    long length = bytes.getLong();
    require(
        length >= 2 && length <= LARGEST_HEADER && length <= bytes.remaining(),
        "its header would be " + length + " bytes long");
    byte[] text = new byte[(int) length];
    bytes.get(text);
    Map<String, Object> header = JSON.std.mapFrom(new String(text, StandardCharsets.UTF_8));
    ByteBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, String> metadata = new HashMap<>();
    Map<String, Weights.Values> tensors = new HashMap<>();
    for (Map.Entry<String, Object> entry : header.entrySet()) {
      Map<?, ?> map = (Map<?, ?>) entry.getValue();
      if (entry.getKey().equals(METADATA)) {
        map.forEach((key, value) -> metadata.put((String) key, String.valueOf(value)));
      } else {
        tensors.put(entry.getKey(), tensor(entry.getKey(), map, values));
      }
    }
    return new Weights(tensors, metadata);
  }

  private static Weights.Values tensor(String name, Map<?, ?> entry, ByteBuffer values) {
    require("F32".equals(entry.get("dtype")), name + " is " + entry.get("dtype") + ", not F32");
    long[] shape = numbers(name, entry.get("shape"));
    long[] place = numbers(name, entry.get("data_offsets"));
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    require(
        place.length == 2 && place[0] >= 0 && place[1] - place[0] == size * Float.BYTES,
        name + " has another size than its shape");
    require(place[1] <= values.limit(), "it ends before " + name + " does");
    float[] read = new float[(int) size];
    values
        .slice((int) place[0], (int) (size * Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(read);
    return new Weights.Values(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), read);
  }

  private static long[] numbers(String name, Object list) {
    require(list instanceof List<?>, name + " lacks its shape or place");
    return ((List<?>) list).stream().mapToLong(number -> ((Number) number).longValue()).toArray();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }

  private static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }
}
