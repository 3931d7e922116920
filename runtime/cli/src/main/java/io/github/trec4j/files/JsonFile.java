package io.github.trec4j.files;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.trec4j.AtomicFile;
import io.github.trec4j.FileFault;
import io.github.trec4j.StrictJson;
import io.github.trec4j.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes results as JSON files, whole or not at all. */
public final class JsonFile {
  private JsonFile() {}

  /**
   * Writes maps, lists, strings and numbers, indented; replaces the file.
   *
   * @throws UserError if the file cannot be written
   */
  public static void write(Path file, Object value) {
    AtomicFile.write(file, out -> out.write((text(value) + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads an object.
   *
   * @throws UserError if the file cannot be read or does not hold one
   */
  public static JsonObject read(Path file) {
    try {
      return new JsonObject(file.toString(), StrictJson.object(Files.readString(file)));
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read as a JSON object (%s): check the path, or make it again"
              .formatted(file, FileFault.reason(e)),
          e);
    }
  }

  /**
   * Reads a list of objects.
   *
   * @throws UserError if the file cannot be read or does not hold one
   */
  public static List<JsonObject> readList(Path file) {
    try {
      List<Object> elements = JSON.std.listFrom(Files.readString(file));
      return new JsonObject(file.toString(), Map.of("list", elements)).objects("list");
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read as a JSON list (%s): check the path, or make it again"
              .formatted(file, FileFault.reason(e)),
          e);
    }
  }

  /** Returns maps, lists, strings and numbers as indented JSON. */
  public static String text(Object value) throws IOException {
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value);
  }
}
