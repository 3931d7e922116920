package io.github.trec4j.spec.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The multiple-choice knapsack problem: of each group one item, so that all of them together are no
 * heavier than a capacity and cost least.
 *
 * <p>Solved by dynamic programming over the capacity, in so many units at most: the solution is
 * exact up to the rounding of each weight to a whole unit.
 */
final class Knapsack {
  private static final int UNITS = 1 << 14;

  /**
   * What may be taken.
   *
   * @param value what it stands for
   * @param weight not negative
   * @param cost any number
   */
  record Item<T>(T value, long weight, double cost) {}

  private Knapsack() {}

  /** Returns what to take, one of each group; the lightest of each if even they are too heavy. */
  static <T> List<T> fill(List<List<Item<T>>> groups, long capacity) {
    long unit = Math.max(1, ScratchLayout.ceil(capacity, UNITS));
    int units = (int) (Math.max(0, capacity) / unit);
    int[][] taken = new int[groups.size()][units + 1];
    double[] cost = new double[units + 1];
    for (int group = 0; group < taken.length; group++) {
      cost = with(groups.get(group), unit, cost, taken[group]);
    }
    return cost[units] < Double.POSITIVE_INFINITY
        ? trace(groups, unit, units, taken)
        : groups.stream().map(Knapsack::lightest).toList();
  }

  /**
   * Returns the least cost of each capacity with one more group.
   *
   * @param before the least cost without it
   * @param taken becomes the item to take of it
   */
  private static <T> double[] with(List<Item<T>> items, long unit, double[] before, int[] taken) {
    double[] after = new double[before.length];
    Arrays.fill(after, Double.POSITIVE_INFINITY);
    for (int item = 0; item < items.size(); item++) {
      double cost = items.get(item).cost();
      long weight = ScratchLayout.ceil(items.get(item).weight(), unit);
      for (int capacity = after.length - 1; capacity >= weight; capacity--) {
        double sum = before[capacity - (int) weight] + cost;
        if (sum < after[capacity]) {
          after[capacity] = sum;
          taken[capacity] = item;
        }
      }
    }
    return after;
  }

  private static <T> List<T> trace(
      List<List<Item<T>>> groups, long unit, int units, int[][] taken) {
    List<T> values = new ArrayList<>();
    int capacity = units;
    for (int group = taken.length - 1; group >= 0; group--) {
      Item<T> item = groups.get(group).get(taken[group][capacity]);
      values.add(item.value());
      capacity -= (int) ScratchLayout.ceil(item.weight(), unit);
    }
    Collections.reverse(values);
    return values;
  }

  private static <T> T lightest(List<Item<T>> items) {
    return Collections.min(items, Comparator.comparingLong(Item::weight)).value();
  }
}
