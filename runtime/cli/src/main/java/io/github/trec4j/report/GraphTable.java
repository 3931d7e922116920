package io.github.trec4j.report;

import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows a graph as its class is written: a row a field, with all of the field's operations. A field
 * of a block is named behind the block's, {@code fire2.squeeze}.
 */
public final class GraphTable {
  private final NetworkSpec spec;
  private final List<List<Node>> fields = new ArrayList<>();

  /** The field that each field's last node gives the output of. */
  private final Map<String, String> fieldOfOutput = new HashMap<>();

  private GraphTable(NetworkSpec spec) {
    this.spec = spec;
    spec.nodes().forEach(this::add);
    fields.forEach(field -> fieldOfOutput.put(last(field).name(), field.get(0).name()));
  }

  /** Returns the table of a network. */
  public static Table of(NetworkSpec spec) {
    return new GraphTable(spec).table();
  }

  private void add(Node node) {
    if (fields.isEmpty() || !goesOn(last(fields), node)) {
      fields.add(new ArrayList<>());
    }
    last(fields).add(node);
  }

  /** What follows in a field is named behind its first operation. */
  private boolean goesOn(List<Node> field, Node node) {
    return node.name().startsWith(field.get(0).name() + ".")
        && node.inputs().equals(List.of(last(field).name()))
        && spec.readers(last(field)).size() == 1;
  }

  private Table table() {
    Table table = Table.ofText("layer", "output", "reads", "operations");
    for (List<Node> field : fields) {
      Node first = field.get(0);
      table.row(
          first.name(),
          last(field).output(),
          first.inputs().stream()
              .map(input -> fieldOfOutput.getOrDefault(input, input))
              .collect(Collectors.joining(" ")),
          field.stream().map(node -> node.op().describe()).collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
