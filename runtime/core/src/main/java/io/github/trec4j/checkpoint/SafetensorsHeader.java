package io.github.trec4j.checkpoint;

import static io.github.trec4j.checkpoint.MalformedFileException.require;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.trec4j.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, held against the rules of the format: the tensors' places
 * follow each other without gap or overlap and fill the values' bytes.
 *
 * @param tensors in the order of their places
 * @param metadata facts about them
 */
record SafetensorsHeader(List<Entry> tensors, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final String TYPE = "F32";

  /**
   * What the header says of a tensor.
   *
   * @param shape lengths of the axes
   * @param begin place of its first byte among the values
   * @param end place behind its last byte
   */
  record Entry(String name, List<Integer> shape, int begin, int end) {}

  /** Returns the header of a file that holds these weights in their order. */
  static SafetensorsHeader of(Weights weights, String checksum) {
    List<Entry> entries = new ArrayList<>();
    int place = 0;
    for (Map.Entry<String, Weights.Values> tensor : weights.tensors().entrySet()) {
      Weights.Values values = tensor.getValue();
      int end = Math.addExact(place, Math.multiplyExact(values.values().length, Float.BYTES));
      entries.add(new Entry(tensor.getKey(), values.axes(), place, end));
      place = end;
    }
    Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
    metadata.put(ValuesChecksum.NAME, checksum);
    return new SafetensorsHeader(entries, metadata);
  }

  /** Returns the header as it stands in a file, filled up with spaces to whole 64-bit words. */
  byte[] text() throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(METADATA, metadata);
    for (Entry entry : tensors) {
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("dtype", TYPE);
      member.put("shape", entry.shape());
      member.put("data_offsets", List.of(entry.begin(), entry.end()));
      members.put(entry.name(), member);
    }
    String text = JSON.std.asString(members);
    int padding = (8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
    return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a header.
   *
   * @param valueBytes length of the values behind it
   * @throws MalformedFileException if it breaks a rule
   */
  static SafetensorsHeader parse(byte[] text, int valueBytes) {
    Map<String, Object> members = members(text);
    Map<String, String> metadata = metadata(members.remove(METADATA));
    List<Entry> entries = new ArrayList<>();
    members.forEach((name, member) -> entries.add(entry(name, member, valueBytes)));
    entries.sort(Comparator.comparingInt(Entry::begin));
    checkPlaces(entries, valueBytes);
    return new SafetensorsHeader(entries, metadata);
  }

  private static Map<String, Object> members(byte[] text) {
    require(text[0] == '{', () -> "its header does not begin with {");
    try {
      return StrictJson.object(decoded(text));
    } catch (IOException e) {
      throw new MalformedFileException("its header is no sound JSON: " + e.getMessage());
    }
  }

  private static String decoded(byte[] text) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not in UTF-8", e);
    }
  }

  private static Map<String, String> metadata(@Nullable Object member) {
    Map<String, String> metadata = new HashMap<>();
    if (member != null) {
      require(member instanceof Map<?, ?>, () -> "%s is no object".formatted(METADATA));
      ((Map<?, ?>) member)
          .forEach(
              (name, value) -> {
                require(
                    value instanceof String, () -> "%s: %s is no text".formatted(METADATA, name));
                metadata.put((String) name, (String) value);
              });
    }
    return metadata;
  }

  private static Entry entry(String name, @Nullable Object member, int valueBytes) {
    require(member instanceof Map<?, ?>, () -> "%s is no object".formatted(name));
    Map<?, ?> entry = (Map<?, ?>) member;
    Object type = entry.get("dtype");
    require(TYPE.equals(type), () -> "%s is of type %s, not %s".formatted(name, type, TYPE));
    List<Integer> shape = wholeNumbers(name, entry, "shape");
    List<Integer> place = wholeNumbers(name, entry, "data_offsets");
    require(
        place.size() == 2 && place.get(0) <= place.get(1),
        () -> "data_offsets of %s are %s, not its begin and its end".formatted(name, place));
    int begin = place.get(0);
    int end = place.get(1);
    require(
        end <= valueBytes,
        () -> "it ends at byte %d of its values, %s at %d".formatted(valueBytes, name, end));
    long needed = Float.BYTES;
    for (int length : shape) {
      require(length > 0, () -> "%s has an axis of length 0: shape %s".formatted(name, shape));
      needed = Math.min(needed * length, Integer.MAX_VALUE + 1L);
    }
    require(
        end - begin == needed,
        () -> "%s takes %d bytes, not as shape %s".formatted(name, end - begin, shape));
    return new Entry(name, shape, begin, end);
  }

  private static List<Integer> wholeNumbers(String name, Map<?, ?> entry, String member) {
    Object list = entry.get(member);
    require(list instanceof List<?>, () -> "%s of %s is %s, no list".formatted(member, name, list));
    List<Integer> numbers = new ArrayList<>();
    for (Object number : (List<?>) list) {
      // larger ones are read as Long or BigInteger
      require(
          number instanceof Integer whole && whole >= 0,
          () ->
              "%s of %s has %s, where whole numbers from 0 to 2^31 - 1 belong"
                  .formatted(member, name, number));
      numbers.add((Integer) number);
    }
    return numbers;
  }

  private static void checkPlaces(List<Entry> entries, int valueBytes) {
    int place = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.begin() < place) {
        throw new MalformedFileException(
            "%s and %s overlap".formatted(entries.get(i - 1).name(), entry.name()));
      }
      checkGap(place, entry.begin());
      place = entry.end();
    }
    checkGap(place, valueBytes);
  }

  private static void checkGap(int from, int to) {
    require(
        from == to,
        () -> "bytes %d to %d of its values belong to no tensor".formatted(from, to - 1));
  }
}
