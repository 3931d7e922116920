package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.TrecConv;
import java.util.List;
import java.util.Locale;

/**
 * A rule about the members of {@link TrecConv}, with what is said where one is broken: the rule,
 * the actual value and the remedy, the same of an annotation and of a file of settings.
 */
public enum ReuseRule {
  /** Member, range, value, annotation. */
  OUT_OF_RANGE("%1$s of @%4$s must be %2$s, but is %3$s; change it"),
  /** Max clusters, bits, most. */
  TOO_MANY_CLUSTERS(
      "maxClusters is %d, but %d bits tell no more than %d clusters apart; lower it, or use 0 for"
          + " all"),
  /** None. */
  RANDOM_HASHES_TRAINED(
      "random hash vectors never change, but hashGradient is PAPER; use Hashing.LEARNED or"
          + " HashGradient.NONE"),
  /** What contradicts. */
  KEEP_NEEDS_LEARNED_SHARED(
      "exact directions come from data and belong to shared segments, but keep stands beside %s;"
          + " remove one of them"),
  /** What contradicts. */
  RANK_NEEDS_LEARNED("basis filters come from data, but rank stands beside %s; remove one of them"),
  /** Rank, filters, most. */
  RANK_TOO_HIGH(
      "rank is %d, but %d filters are combinations of at most %d basis filters; give a lower rank,"
          + " or 0 to convolve all filters"),
  /** Keep, segment, most. */
  KEEPS_WHOLE_SEGMENT(
      "keep is %d, but a segment of %d values has no directions left to cluster beyond %d; keep"
          + " fewer or use @Conv"),
  /** Sharing's rule, segment, input, nearest. */
  SEGMENT_DOES_NOT_DIVIDE("%s, but segment is %d for an input of %s; the nearest that do: %s"),
  /** Node, segments, most. */
  TOO_MANY_SEGMENTS("%s has %,d segments an image, but at most %,d are supported; use longer ones");

  private final String template;

  ReuseRule(String template) {
    this.template = template;
  }

  /** Returns the text, to be filled in by {@link String#format}. */
  public String template() {
    return template;
  }

  /**
   * What breaks a rule.
   *
   * @param rule the rule
   * @param member of the annotation that is to blame
   * @param arguments what its text names, in its order
   */
  public record Breach(ReuseRule rule, String member, List<Object> arguments) {
    Breach(ReuseRule rule, String member, Object... arguments) {
      this(rule, member, List.of(arguments));
    }

    /** Returns what is to be said. */
    public String text() {
      return String.format(Locale.ROOT, rule.template, arguments.toArray());
    }
  }
}
