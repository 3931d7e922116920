package io.github.trec4j.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  private final NetworkSpec spec = CifarNetSpec.cifarNet();

  @Test
  void infersShapes() {
    assertEquals(new Shape(28, 28, 64), spec.node("conv1").output());
    assertEquals(new Shape(14, 14, 64), spec.node("conv1.maxPool").output());
    assertEquals(new Shape(5, 5, 64), spec.node("conv2.maxPool").output());
    assertEquals(10, spec.classes());
  }

  @Test
  void methodsChangeOnlyReuse() {
    NetworkSpec conventional = spec.with(Method.CONVENTIONAL);
    NetworkSpec deepReuse = spec.with(Method.DEEP_REUSE);
    assertTrue(spec.reuses());
    assertFalse(conventional.reuses());
    assertEquals(spec, spec.with(Method.TREC));
    assertEquals(conventional, deepReuse.with(Method.CONVENTIONAL));
    Reuse random = deepReuse.convolution("conv2").ifReusing().orElseThrow();
    assertEquals(Hashing.RANDOM, random.hashing());
    assertFalse(random.centred());
  }

  @Test
  void deepReuseHasAClusterForEveryHash() {
    Reuse means = Reuse.builder(15).bits(3).maxClusters(1).keep(6).build();
    NetworkSpec tuned = spec.with(ReuseSettings.AS_WRITTEN.with("conv1", Optional.of(means)));
    Reuse random = tuned.with(Method.DEEP_REUSE).convolution("conv1").ifReusing().orElseThrow();
    assertEquals(Reuse.builder(15).bits(3).hashing(Hashing.RANDOM).build(), random);
    assertEquals(8, random.maxClusters());
  }

  @Test
  void otherReuseChangesOnlyTheConvolutionsNamed() {
    Optional<Reuse> second = spec.convolution("conv2").ifReusing();
    ReuseSettings settings = ReuseSettings.AS_WRITTEN.with("conv1", second);
    NetworkSpec changed = spec.with(settings.with("conv2", Optional.empty()));
    assertEquals(second, changed.convolution("conv1").ifReusing());
    assertEquals(List.of("conv1", "conv2"), changed.convolutions());
    assertEquals(
        spec.with(Method.CONVENTIONAL),
        changed.with(ReuseSettings.AS_WRITTEN.with("conv1", Optional.empty())));
    assertEquals(spec, spec.with(ReuseSettings.AS_WRITTEN));
    assertEquals(spec, changed.with(ReuseSettings.of(spec)));
    ReuseSettings wrong = ReuseSettings.AS_WRITTEN.with("fc3", Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> spec.with(wrong));
  }

  @Test
  void everyVariantHasItsOwnFingerprint() {
    assertNotEquals(spec.fingerprint(), spec.with(Method.CONVENTIONAL).fingerprint());
    assertNotEquals(spec.fingerprint(), spec.with(Method.DEEP_REUSE).fingerprint());
  }

  /** Shipped weights carry it: a change of the canonical text would orphan them. */
  @Test
  void fingerprintIsTheSameForever() {
    assertEquals("4a535fae33e534a7", spec.with(Method.CONVENTIONAL).fingerprint().hex());
  }

  @Test
  void refusesForwardReferencesAndDuplicates() {
    Node input = spec.nodes().get(0);
    Node early = new Node("a", new Relu(), List.of("b"), input.output());
    Node relu = new Node("a", new Relu(), List.of("input"), input.output());
    assertThrows(IllegalArgumentException.class, () -> spec(input, early));
    assertThrows(IllegalArgumentException.class, () -> spec(input, relu, relu));
    assertThrows(IllegalArgumentException.class, () -> spec(relu));
  }

  private NetworkSpec spec(Node... nodes) {
    return new NetworkSpec("Net", spec.board(), List.of(), List.of(nodes));
  }
}
