package io.github.trec4j.settings;

import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Window;
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

  /** Returns the class; it compiles to a network of the same fingerprint. */
  static ModelSource of(NetworkSpec spec) {
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
    List<Node> nodes = spec.nodes();
    for (Node node : nodes.subList(1, nodes.size())) {
      annotations.merge(node.field(), annotation(node.op()), (some, more) -> some + " " + more);
    }
    StringBuilder fields = new StringBuilder();
    annotations.forEach((field, text) -> fields.append("  %s Layer %s;%n".formatted(text, field)));
    return fields.toString();
  }

  private static String annotation(Op op) {
    if (op instanceof Op.Conv conv) {
      return ReuseAttributes.annotation(conv);
    } else if (op instanceof Op.Dense dense) {
      return "@Dense(value = %s, bias = %s)".formatted(dense.units(), dense.bias());
    } else if (op instanceof Op.BatchNorm norm) {
      return "@BatchNorm(momentum = %sf, epsilon = %sf)".formatted(norm.momentum(), norm.epsilon());
    } else if (op instanceof Op.Relu) {
      return "@Relu";
    } else if (op instanceof Op.MaxPool pool) {
      return "@MaxPool(%s, pad = %s)".formatted(window(pool.window()), pool.window().pad());
    } else if (op instanceof Op.AvgPool pool) {
      return "@AvgPool(%s)".formatted(window(pool.window()));
    } else if (op instanceof Op.GlobalAvgPool) {
      return "@GlobalAvgPool";
    } else if (op instanceof Op.Dropout dropout) {
      return "@Dropout(%sf)".formatted(dropout.rate());
    }
    throw new IllegalArgumentException("no annotation for " + op);
  }

  private static String window(Window window) {
    return "value = %s, stride = %s".formatted(window.size(), window.stride());
  }
}
