package io.github.trec4j.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import io.github.trec4j.processor.report.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/**
 * A source with mistakes, and what is said of them.
 *
 * @param message expected at each mark
 * @param text part of what it says
 * @param sources one of them marked
 */
record Mistake(Message message, String text, List<String> sources) {
  /** Stands in sources directly before the place that a message is expected at. */
  static final String MARK = "/*!*/";

  /** Compiles the sources: the message comes at each mark, and there is no other error. */
  void check() {
    Compilation compilation = Compilations.compile(sources.toArray(String[]::new));
    JavaFileObject file =
        sources.stream()
            .filter(source -> source.contains(MARK))
            .map(Compilations::source)
            .findFirst()
            .orElseThrow();
    List<Place> places = places(Compilations.text(file));
    assertThat(compilation).hadErrorCount(places.size());
    for (Place place : places) {
      assertThat(compilation)
          .hadErrorContaining("[" + message.code() + "] ")
          .inFile(file)
          .onLine(place.line)
          .atColumn(place.column);
    }
    assertTrue(
        compilation.errors().stream()
            .map(error -> oneLine(error.getMessage(Locale.ROOT)))
            .anyMatch(found -> found.contains(oneLine(text))),
        () -> compilation.errors().toString());
  }

  /** javac indents the lines behind the first as it likes. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private record Place(int line, int column) {}

  private static List<Place> places(String text) {
    List<Place> places = new ArrayList<>();
    Matcher marks = Pattern.compile(Pattern.quote(MARK)).matcher(text);
    while (marks.find()) {
      int line = (int) text.substring(0, marks.start()).chars().filter(c -> c == '\n').count() + 1;
      places.add(new Place(line, marks.end() - text.lastIndexOf('\n', marks.start())));
    }
    return places;
  }

  @Override
  public String toString() {
    return message + ": " + text;
  }
}
