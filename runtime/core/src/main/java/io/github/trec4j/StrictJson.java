package io.github.trec4j;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** Reads JSON that is one object and nothing else, no name in it twice. */
public final class StrictJson {
  private StrictJson() {}

  /**
   * Returns the members: maps, lists, strings, numbers, truth values and null, in their order.
   *
   * @throws IOException if it is not such JSON; the message says why and where, in one line
   */
  public static Map<String, Object> object(String text) throws IOException {
    try (JsonParser parser = JSON.std.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it does not begin with {");
      }
      Map<String, Object> members = JSON.std.mapFrom(parser);
      if (parser.nextToken() != null) {
        throw new IOException("it goes on behind its object");
      }
      return members;
    } catch (JacksonException e) {
      JsonLocation place = e.getLocation();
      String where =
          place == null
              ? ""
              : " in line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
      throw new IOException(e.getOriginalMessage() + where, e);
    }
  }
}
