package io.github.trec4j.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void theInnermostKnownFunctionNamesThePart() {
    List<String> lines =
        List.of(
            "0x00000102",
            "trec4j_load4",
            "trec4j_simd.h:60",
            "trec4j_trec_bucket",
            "trec4j_trec_cluster.h:230",
            "trec4j_trec_cluster",
            "trec4j_trec_cluster.h:350",
            "0x00000104",
            "trec4j_trec_join",
            "trec4j_trec_cluster.h:110",
            "trec4j_trec_cluster",
            "trec4j_trec_cluster.h:352",
            "0x0000010a",
            "memset",
            "??:?");
    assertEquals(
        Map.of(KernelPart.HASH, 7L, KernelPart.CLUSTER, 2L, KernelPart.OTHER, 4L),
        Profile.sums(lines, Map.of("0x102", 7L, "0x104", 2L, "0x10a", 4L)));
  }

  @Test
  void partsAreKnownByTheirFunctions() {
    assertEquals(KernelPart.IM2ROW, KernelPart.ofFunction("trec4j_conv_column"));
    assertEquals(KernelPart.PRODUCT, KernelPart.ofFunction("trec4j_trec_table_block_lean"));
    assertEquals(KernelPart.PROJECT, KernelPart.ofFunction("trec4j_trec_project_on"));
    assertEquals(KernelPart.KEPT, KernelPart.ofFunction("trec4j_trec_kept_block"));
    assertEquals(KernelPart.GATHER, KernelPart.ofFunction("trec4j_trec_narrow_5"));
    assertEquals(KernelPart.CENTROIDS, KernelPart.ofFunction("trec4j_trec_centroids"));
    assertEquals(KernelPart.CENTROIDS, KernelPart.ofFunction("trec4j_trec_make_centroids"));
    assertEquals(KernelPart.HASH, KernelPart.ofFunction("trec4j_trec_add_strip"));
    assertEquals(KernelPart.DOTS, KernelPart.ofFunction("trec4j_trec_dots_8"));
    assertEquals(KernelPart.OTHER, KernelPart.ofFunction("trec4j_trec_dots_next"));
    assertEquals(KernelPart.PRODUCT, KernelPart.ofFunction("trec4j_winograd_products"));
    assertEquals(KernelPart.TRANSFORM, KernelPart.ofFunction("trec4j_winograd2_5_halfwords"));
    assertEquals(KernelPart.PRODUCT, KernelPart.ofFunction("trec4j_conv_taps_block"));
    assertEquals(KernelPart.OTHER, KernelPart.ofFunction("memcpy"));
  }
}
