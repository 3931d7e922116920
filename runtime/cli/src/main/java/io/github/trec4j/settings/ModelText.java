package io.github.trec4j.settings;

import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.op.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a network as the model class that describes it. */
final class ModelText {
  private static final String PACKAGE = "settings";
  private static final int KIB = 1024;

  private ModelText() {}

  /**
   * Returns the class; it compiles to a network of the same fingerprint.
   *
   * @throws IllegalArgumentException if the language has no words for the network: nodes that do
   *     not read the one before, windows that are not square
   */
  static ModelSource of(NetworkSpec spec) {
    checkWritable(spec);
    String text =
        """
        package %s;

        import io.github.trec4j.dsl.*;

        @TrecModel(input = @Input(height = %d, width = %d, channels = %d), %s, labels = {%s})
        public final class %s {
        %s}
        """
            .formatted(
                PACKAGE,
                spec.input().height(),
                spec.input().width(),
                spec.input().channels(),
                board(spec.board()),
                spec.labels().stream().map(ModelText::literal).collect(Collectors.joining(", ")),
                spec.name(),
                fields(spec));
    return new ModelSource(PACKAGE + "." + spec.name(), text);
  }

  private static void checkWritable(NetworkSpec spec) {
    String before = NetworkSpec.INPUT;
    for (Node node : spec.layers()) {
      if (!node.inputs().equals(List.of(before))) {
        throw new IllegalArgumentException(
            "%s reads %s, not %s before it: a class cannot be written for a network with branches"
                .formatted(node.name(), node.inputs(), before));
      }
      if (!node.op().window().map(Window::isSquare).orElse(true)) {
        throw new IllegalArgumentException(
            "%s has a window that is not square: a class cannot be written for it"
                .formatted(node.name()));
      }
      before = node.name();
    }
  }

  private static String board(BoardLimits board) {
    return Arrays.stream(Board.values())
        .filter(known -> BoardLimits.of(known).equals(board))
        .findFirst()
        .map(known -> "board = Board." + known.name())
        .orElseGet(
            () ->
                "customBoard = @BoardSpec(name = %s, flashKib = %d, ramKib = %d, clockMhz = %d)"
                    .formatted(
                        literal(board.name()),
                        board.flashBytes() / KIB,
                        board.ramBytes() / KIB,
                        board.clockMhz()));
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String fields(NetworkSpec spec) {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (Node node : spec.layers()) {
      String annotation = node.op().attributes().source();
      annotations.merge(node.field(), annotation, (some, more) -> some + " " + more);
    }
    StringBuilder fields = new StringBuilder();
    annotations.forEach((field, text) -> fields.append("  %s Layer %s;%n".formatted(text, field)));
    return fields.toString();
  }
}
