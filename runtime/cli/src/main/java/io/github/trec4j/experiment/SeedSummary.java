package io.github.trec4j.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One contender over all its seeds.
 *
 * @param rows at least one
 */
public record SeedSummary(List<ComparisonRow> rows) {
  /** Copies the list. */
  public SeedSummary {
    rows = List.copyOf(rows);
  }

  /** Returns the summary of a contender's rows, if there are any. */
  public static Optional<SeedSummary> of(List<ComparisonRow> all, Contender contender) {
    List<ComparisonRow> rows = all.stream().filter(row -> row.contender() == contender).toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new SeedSummary(rows));
  }

  /** Returns the least int8 accuracy, in percent. */
  public double leastAccuracy() {
    return accuracies().min().orElseThrow();
  }

  /** Returns the greatest int8 accuracy, in percent. */
  public double mostAccuracy() {
    return accuracies().max().orElseThrow();
  }

  private DoubleStream accuracies() {
    return rows.stream().mapToDouble(row -> 100 * row.accuracies().int8Accuracy());
  }

  /** Returns the mean of a fact. */
  public double mean(ToDoubleFunction<ComparisonRow> fact) {
    return rows.stream().mapToDouble(fact).average().orElseThrow();
  }

  /** Returns whether cycles were modelled for all rows. */
  public boolean isTimed() {
    return rows.stream().allMatch(row -> row.firmware().modelledMilliseconds().isPresent());
  }

  /** Returns the mean modelled milliseconds; there are some. */
  public double milliseconds() {
    return mean(row -> row.firmware().modelledMilliseconds().orElseThrow());
  }

  /** Returns the mean modelled cycles; there are some. */
  public double cycles() {
    return mean(row -> row.firmware().cycles().orElseThrow());
  }

  /** Returns the mean instructions. */
  public double instructions() {
    return mean(row -> row.firmware().instructions());
  }
}
