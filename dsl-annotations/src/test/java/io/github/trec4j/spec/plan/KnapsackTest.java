package io.github.trec4j.spec.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.spec.plan.Knapsack.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KnapsackTest {
  private static List<List<Item<Integer>>> groups(Random random, int heaviest) {
    List<List<Item<Integer>>> groups = new ArrayList<>();
    for (int group = 0; group < 5; group++) {
      List<Item<Integer>> items = new ArrayList<>();
      for (int item = 0; item < 1 + random.nextInt(4); item++) {
        items.add(new Item<>(item, random.nextInt(heaviest), random.nextInt(1000)));
      }
      groups.add(items);
    }
    return groups;
  }

  /** Returns the least cost of the groups from one on by trying all. */
  private static double exhaustive(List<List<Item<Integer>>> groups, int from, long capacity) {
    if (from == groups.size()) {
      return capacity >= 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return groups.get(from).stream()
        .mapToDouble(item -> item.cost() + exhaustive(groups, from + 1, capacity - item.weight()))
        .min()
        .orElseThrow();
  }

  private static double cost(List<List<Item<Integer>>> groups, List<Integer> taken) {
    double cost = 0;
    for (int group = 0; group < taken.size(); group++) {
      cost += groups.get(group).get(taken.get(group)).cost();
    }
    return cost;
  }

  private static long weight(List<List<Item<Integer>>> groups, List<Integer> taken) {
    long weight = 0;
    for (int group = 0; group < taken.size(); group++) {
      weight += groups.get(group).get(taken.get(group)).weight();
    }
    return weight;
  }

  @RepeatedTest(200)
  void smallOnesAreExact(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<List<Item<Integer>>> groups = groups(random, 100);
    long capacity = random.nextInt(300);
    List<Integer> taken = Knapsack.fill(groups, capacity);
    double least = exhaustive(groups, 0, capacity);
    if (least < Double.POSITIVE_INFINITY) {
      assertEquals(least, cost(groups, taken));
      assertTrue(weight(groups, taken) <= capacity);
    } else {
      assertTrue(weight(groups, taken) > capacity);
    }
  }

  /** As good as the best of a capacity that is smaller by a unit a group. */
  @RepeatedTest(200)
  void largeOnesAreExactUpToAUnitAGroup(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<List<Item<Integer>>> groups = groups(random, 10_000_000);
    long capacity = 15_000_000L + random.nextInt(15_000_000);
    List<Integer> taken = Knapsack.fill(groups, capacity);
    double least = exhaustive(groups, 0, capacity - groups.size() * (1L + capacity / (1 << 14)));
    if (least < Double.POSITIVE_INFINITY) {
      assertTrue(cost(groups, taken) <= least);
      assertTrue(weight(groups, taken) <= capacity);
    }
  }

  @Test
  void takesTheLightestWhereNothingFits() {
    List<List<Item<Integer>>> groups =
        List.of(
            List.of(new Item<>(0, 20, 1), new Item<>(1, 10, 9)),
            List.of(new Item<>(0, 5, 3), new Item<>(1, 7, 1)));
    for (long capacity : new long[] {-100, 0, 14}) {
      assertEquals(List.of(1, 0), Knapsack.fill(groups, capacity));
    }
    assertEquals(List.of(1, 0), Knapsack.fill(groups, 15));
    assertEquals(List.of(0, 1), Knapsack.fill(groups, 27));
  }
}
