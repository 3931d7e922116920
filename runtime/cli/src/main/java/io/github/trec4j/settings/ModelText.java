package io.github.trec4j.settings;

import io.github.trec4j.compile.ModelSource;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.BoardMemory;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Writes a network as the model class that describes it. Nodes that have a name within a field's,
 * {@code fire2.squeeze}, come from a block: one without parameters is written for each such field.
 */
final class ModelText {
  private static final String PACKAGE = "settings";
  private static final int KIB = 1024;

  /** Joins the names that an annotation lists. */
  private static final Collector<CharSequence, ?, String> JOINED =
      Collectors.joining(", ", "({", "})");

  private final NetworkSpec spec;
  private final StringBuilder blocks = new StringBuilder();
  private int blockCount;

  private ModelText(NetworkSpec spec) {
    this.spec = spec;
  }

  /**
   * Returns the class; it compiles to a network of the same fingerprint.
   *
   * @throws IllegalArgumentException if the language has no words for the network: nodes within a
   *     field or block that others read
   */
  static ModelSource of(NetworkSpec spec) {
    return new ModelSource(PACKAGE + "." + spec.name(), new ModelText(spec).text());
  }

  private String text() {
    String fields = fields(spec.layers(), "", NetworkSpec.INPUT, "  ");
    return """
        package %s;

        import io.github.trec4j.dsl.*;

        @TrecModel(input = @Input(height = %d, width = %d, channels = %d), %s, labels = {%s})
        public final class %s {
        %s%s}
        """
        .formatted(
            PACKAGE,
            spec.input().height(),
            spec.input().width(),
            spec.input().channels(),
            board(spec.board()),
            spec.labels().stream().map(ModelText::literal).collect(Collectors.joining(", ")),
            spec.name(),
            fields,
            blocks);
  }

  private static String board(BoardLimits board) {
    return Arrays.stream(Board.values())
        .filter(known -> BoardLimits.of(known).equals(board))
        .findFirst()
        .map(known -> "board = Board." + known.name())
        .orElseGet(
            () ->
                "customBoard = @BoardSpec(name = %s, %s, clockMhz = %d)"
                    .formatted(literal(board.name()), memories(board), board.clockMhz()));
  }

  private static String memories(BoardLimits board) {
    List<BoardMemory> memories = board.memories();
    if (board.isPlain()) {
      return "flashKib = %d, ramKib = %d"
          .formatted(memories.get(0).bytes() / KIB, memories.get(1).bytes() / KIB);
    }
    return memories.stream()
        .map(ModelText::memory)
        .collect(Collectors.joining(", ", "memories = {", "}"));
  }

  private static String memory(BoardMemory memory) {
    return "@Memory(name = %s, kind = MemoryKind.%s, origin = %dL, kib = %d, waitStates = %d)"
        .formatted(
            literal(memory.name()),
            memory.kind().name(),
            memory.origin(),
            memory.bytes() / KIB,
            memory.waitStates());
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Returns the fields of a class.
   *
   * @param nodes that the class makes
   * @param prefix what their names begin with
   * @param input the node that the class reads
   */
  private String fields(List<Node> nodes, String prefix, String input, String indent) {
    Map<String, List<Node>> byField = new LinkedHashMap<>();
    for (Node node : nodes) {
      byField.computeIfAbsent(field(node.name(), prefix), name -> new ArrayList<>()).add(node);
    }
    StringBuilder fields = new StringBuilder();
    String before = NetworkSpec.INPUT;
    for (Map.Entry<String, List<Node>> field : byField.entrySet()) {
      String name = field.getKey();
      List<Node> made = field.getValue();
      List<String> read =
          made.get(0).inputs().stream()
              .map(node -> node.equals(input) ? NetworkSpec.INPUT : reference(node, prefix))
              .toList();
      String words =
          made.get(0).name().equals(prefix + name)
              ? words(made, read, before)
              : from(read.get(0), before) + block(made, prefix + name + ".");
      fields.append("%s%s Layer %s;%n".formatted(indent, words, name));
      before = name;
    }
    return fields.toString();
  }

  /** Returns the name of the field that a node belongs to. */
  private static String field(String node, String prefix) {
    String rest = node.substring(prefix.length());
    return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
  }

  /**
   * Returns the name by which a field reads a node: that of another field, whose last it must be.
   *
   * @throws IllegalArgumentException if it is within another block, or within a field
   */
  private String reference(String node, String prefix) {
    String name = node.startsWith(prefix) ? field(node, prefix) : "";
    String last =
        spec.layers().stream()
            .map(Node::name)
            .filter(other -> other.startsWith(prefix) && field(other, prefix).equals(name))
            .reduce(prefix, (earlier, later) -> later);
    if (!last.equals(node)) {
      throw new IllegalArgumentException(
          "a class cannot be written for %s, as %s is read from elsewhere"
              .formatted(spec.name(), node));
    }
    return name;
  }

  /** Returns the annotations of a field; its nodes read each other, but for the first. */
  private static String words(List<Node> nodes, List<String> read, String before) {
    String first = nodes.get(0).op().attributes().source();
    String others =
        nodes.stream()
            .skip(1)
            .map(node -> " " + node.op().attributes().source())
            .collect(Collectors.joining());
    return nodes.get(0).op().joins()
        ? first + read.stream().map(ModelText::literal).collect(JOINED) + others
        : from(read.get(0), before) + first + others;
  }

  private static String from(String read, String before) {
    return read.equals(before) ? "" : "@From(%s) ".formatted(literal(read));
  }

  /** Writes the block that makes nodes, and returns its annotation. */
  private String block(List<Node> nodes, String prefix) {
    blockCount++;
    String name = "Block" + blockCount;
    String fields = fields(nodes, prefix, nodes.get(0).inputs().get(0), "      ");
    blocks.append(
        """

          @Block
          @interface %s {
            final class Layers {
        %s    }
          }
        """
            .formatted(name, fields));
    return "@" + name;
  }
}
