package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.files.JsonFile;
import io.github.trec4j.spec.ReuseSettings;
import io.github.trec4j.spec.op.Reuse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that hold {@link ReuseSettings}: a JSON object with a member a convolution, the attributes
 * of {@code @TrecConv} or {@code "conventional"}.
 */
public final class SettingsFile {
  private static final String CONVENTIONAL = "conventional";

  private SettingsFile() {}

  /**
   * Reads a file that {@link #write} wrote, or that somebody wrote alike.
   *
   * @throws UserError if it cannot be read, or an attribute does not exist or is out of range
   */
  public static ReuseSettings read(Path file) {
    ReuseSettings settings = ReuseSettings.AS_WRITTEN;
    for (Map.Entry<String, Object> member : JsonFile.read(file).members().entrySet()) {
      String name = member.getKey();
      settings = settings.with(name, reuse(member.getValue(), file + ", " + name));
    }
    return settings;
  }

  private static Optional<Reuse> reuse(Object value, String place) {
    if (CONVENTIONAL.equals(value)) {
      return Optional.empty();
    } else if (value instanceof Map<?, ?> attributes) {
      return Optional.of(ReuseAttributes.parse(attributes, place));
    }
    throw new UserError(
        "%s: %s is neither \"%s\" nor an object of @TrecConv's attributes"
            .formatted(place, value, CONVENTIONAL));
  }

  /**
   * Writes settings; replaces the file.
   *
   * @throws UserError if the file cannot be written
   */
  public static void write(Path file, ReuseSettings settings) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : settings.convolutions()) {
      Optional<Reuse> reuse = settings.orElse(name, Optional.empty());
      members.put(name, reuse.<Object>map(Reuse::attributes).orElse(CONVENTIONAL));
    }
    JsonFile.write(file, members);
  }
}
