package io.github.trec4j.settings;

import io.github.trec4j.UserError;
import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.Node;
import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The attributes of {@code @TrecConv} that make a reuse; those that are default are left out. */
public final class ReuseAttributes {
  private static final int DEFAULT_BITS = 4;
  private static final List<String> NAMES =
      List.of(
          "segment",
          "bits",
          "maxClusters",
          "sharing",
          "hashing",
          "hashGradient",
          "reassign",
          "keep",
          "rank");

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
    if (reuse.rank() > 0) {
      attributes.put("rank", reuse.rank());
    }
    return attributes;
  }

  /** Returns the attributes as source: {@code segment = 16, bits = 4, hashing = Hashing.RANDOM}. */
  public static String source(Reuse reuse) {
    return source(of(reuse));
  }

  private static String source(Map<String, Object> attributes) {
    return attributes.entrySet().stream()
        .map(attribute -> attribute.getKey() + " = " + literal(attribute.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String literal(Object value) {
    return value instanceof Enum<?> constant
        ? constant.getDeclaringClass().getSimpleName() + "." + constant.name()
        : value.toString();
  }

  /**
   * Returns a convolution's annotation: {@code @TrecConv(filters = 64, kernel = 5, segment = 16,
   * bits = 4)}, or {@code @Conv} where nothing is reused.
   */
  public static String annotation(Op.Conv conv) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("filters", conv.filters());
    plain.put("kernel", conv.window().size());
    if (conv.window().stride() > 1) {
      plain.put("stride", conv.window().stride());
    }
    if (conv.window().pad() > 0) {
      plain.put("pad", conv.window().pad());
    }
    if (!conv.bias()) {
      plain.put("bias", false);
    }
    return conv.reuse()
        .map(reuse -> "@TrecConv(%s, %s)".formatted(source(plain), source(reuse)))
        .orElse("@Conv(%s)".formatted(source(plain)));
  }

  /**
   * Returns the settings of all convolutions: {@code conv1 segment = 3, bits = 8; conv2
   * conventional}.
   */
  public static String text(NetworkSpec spec) {
    return text(spec, node -> true);
  }

  /** Returns the settings of the convolutions that reuse, and no word of the others. */
  public static String reusing(NetworkSpec spec) {
    return text(spec, node -> ((Op.Conv) node.op()).reuse().isPresent());
  }

  private static String text(NetworkSpec spec, Predicate<Node> chosen) {
    return spec.reuses()
        ? spec.convolutions().stream()
            .map(spec::node)
            .filter(chosen)
            .map(ReuseAttributes::text)
            .collect(Collectors.joining("; "))
        : "no reuse";
  }

  private static String text(Node node) {
    return node.name()
        + " "
        + ((Op.Conv) node.op()).reuse().map(ReuseAttributes::source).orElse("conventional");
  }

  /**
   * Returns the reuse that attributes say, defaults filled in.
   *
   * @param attributes by name; constants as text
   * @param place for messages
   * @throws UserError if one does not exist or is out of range
   */
  static Reuse parse(Map<?, ?> attributes, String place) {
    Map<String, Object> given = new LinkedHashMap<>();
    attributes.forEach((name, value) -> given.put((String) name, value));
    try {
      if (!NAMES.containsAll(given.keySet()) || !given.containsKey("segment")) {
        throw new IllegalArgumentException(
            "%s is not segment with some of %s".formatted(given.keySet(), NAMES));
      }
      int bits = number(given, "bits", DEFAULT_BITS);
      return new Reuse(
          number(given, "segment", 0),
          bits,
          number(given, "maxClusters", 1 << bits),
          Sharing.valueOf(text(given, "sharing", Sharing.SHARED)),
          Hashing.valueOf(text(given, "hashing", Hashing.LEARNED)),
          HashGradient.valueOf(text(given, "hashGradient", HashGradient.NONE)),
          Boolean.parseBoolean(text(given, "reassign", false)),
          number(given, "keep", 0),
          number(given, "rank", 0));
    } catch (IllegalArgumentException e) {
      throw new UserError("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static int number(Map<String, Object> given, String name, int otherwise) {
    return Integer.parseInt(text(given, name, otherwise));
  }

  private static String text(Map<String, Object> given, String name, Object otherwise) {
    return given.getOrDefault(name, otherwise).toString();
  }
}
