package io.github.trec4j.processor.plan;

import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A network by each method, each planned for its board once. Methods that give equal networks share
 * a plan, and all that is made from it.
 */
public final class Variants {
  /** Methods from the one that leaves the least of a network as written. */
  private static final List<Method> PLAINEST_FIRST =
      List.of(Method.CONVENTIONAL, Method.DEEP_REUSE, Method.TREC);

  private final NetworkSpec spec;

  /** The method that serves for each. */
  private final Map<Method, Method> plainest = new EnumMap<>(Method.class);

  /** Of the methods that serve. */
  private final Map<Method, FirmwarePlan> plans = new EnumMap<>(Method.class);

  private Variants(NetworkSpec spec) {
    this.spec = spec;
  }

  /**
   * Plans a network by each method.
   *
   * @param spec the network as written
   * @param planner is asked once for each distinct network
   */
  public static Variants of(NetworkSpec spec, Function<NetworkSpec, FirmwarePlan> planner) {
    Variants variants = new Variants(spec);
    for (Method method : Method.values()) {
      Method plain = plainest(spec, method);
      variants.plainest.put(method, plain);
      variants.plans.computeIfAbsent(plain, serving -> planner.apply(spec.with(serving)));
    }
    return variants;
  }

  private static Method plainest(NetworkSpec spec, Method method) {
    NetworkSpec network = spec.with(method);
    return PLAINEST_FIRST.stream()
        .filter(plainer -> spec.with(plainer).equals(network))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the network as written. */
  public NetworkSpec spec() {
    return spec;
  }

  /** Returns the plan of the network by a method. */
  public FirmwarePlan plan(Method method) {
    return Objects.requireNonNull(plans.get(plainest(method)));
  }

  /**
   * Returns the plainest method that gives the same network; what is made by it serves for both.
   */
  public Method plainest(Method method) {
    return Objects.requireNonNull(plainest.get(method));
  }

  /** Returns the methods whose networks differ: those that serve for themselves. */
  public List<Method> distinct() {
    return new ArrayList<>(plans.keySet());
  }
}
