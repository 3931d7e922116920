package io.github.trec4j.settings;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The attributes of {@code @TrecConv} that make a reuse; those that are default are left out. */
public final class ReuseAttributes {
  private ReuseAttributes() {}

  /** Returns the attributes by name, in the order of the annotation: numbers, flags, constants. */
  public static Map<String, Object> of(Reuse reuse) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("segment", reuse.segment());
    attributes.put("bits", reuse.bits());
    if (reuse.maxClusters() < 1 << reuse.bits()) {
      attributes.put("maxClusters", reuse.maxClusters());
    }
    if (reuse.sharing() != Sharing.SHARED) {
      attributes.put("sharing", reuse.sharing());
    }
    if (reuse.hashing() != Hashing.LEARNED) {
      attributes.put("hashing", reuse.hashing());
    }
    if (reuse.hashGradient() != HashGradient.NONE) {
      attributes.put("hashGradient", reuse.hashGradient());
    }
    if (reuse.reassign()) {
      attributes.put("reassign", true);
    }
    if (reuse.keep() > 0) {
      attributes.put("keep", reuse.keep());
    }
    return attributes;
  }

  /** Returns the attributes as source: {@code segment = 16, bits = 4, hashing = Hashing.RANDOM}. */
  public static String source(Reuse reuse) {
    return of(reuse).entrySet().stream()
        .map(attribute -> attribute.getKey() + " = " + literal(attribute.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String literal(Object value) {
    return value instanceof Enum<?> constant
        ? constant.getDeclaringClass().getSimpleName() + "." + constant.name()
        : value.toString();
  }

  /**
   * Returns the settings of all convolutions: {@code conv1 segment = 3, bits = 8; conv2
   * conventional}.
   */
  public static String text(NetworkSpec spec) {
    return spec.reuses()
        ? spec.nodes().stream()
            .filter(node -> node.op() instanceof Op.Conv)
            .map(ReuseAttributes::text)
            .collect(Collectors.joining("; "))
        : "no reuse";
  }

  private static String text(Node node) {
    return node.name()
        + " "
        + ((Op.Conv) node.op()).reuse().map(ReuseAttributes::source).orElse("conventional");
  }
}
