package io.github.trec4j.processor.wire;

import io.github.trec4j.processor.define.LayerUse.Producer;
import io.github.trec4j.processor.define.Limits;
import io.github.trec4j.processor.read.Attribute;
import io.github.trec4j.spec.NetworkSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers that a field of a model class, or of a block, can read: those before it. */
final class Scope {
  private final Map<String, Producer> outputs = new HashMap<>();
  private Producer last;

  /** Begins with what the network or the block reads. */
  Scope(Producer input) {
    outputs.put(NetworkSpec.INPUT, input);
    last = input;
  }

  /** Returns what the newest field gives, or the input. */
  Producer last() {
    return last;
  }

  /** Returns what the one layer of those names gives. */
  Producer find(List<Attribute> names) {
    return find(names.get(0));
  }

  /** Returns what layers of those names give, unless they are too few or too many to be joined. */
  List<Producer> findAll(List<Attribute> names) {
    return names.size() < 2 || names.size() > Limits.JOINED
        ? List.of(Producer.UNKNOWN)
        : names.stream().map(this::find).toList();
  }

  private Producer find(Attribute name) {
    return outputs.getOrDefault(name.text(), Producer.UNKNOWN);
  }

  /** Adds a field. */
  void add(String field, Producer output) {
    outputs.put(field, output);
    last = output;
  }
}
