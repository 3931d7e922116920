package io.github.trec4j.spec.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * Routines of Winograd's forms, with their sizes; how they were measured stands in {@link
 * CodeBytes}.
 */
final class WinogradCode {
  private final WinogradForm form;
  private final Map<String, Integer> routines = new HashMap<>();

  private WinogradCode(WinogradForm form) {
    this.form = form;
    routines.put("winograd_products", 1428);
    if (!form.isOfRows()) {
      routines.put("winograd_input", 404);
    }
    switch (form) {
      case TILES_4_OF_3, TILES_2_OF_5 -> routines.put("winograd_transform6", 2680);
      case TILES_2_OF_3 -> put("transform", 748);
      case ROWS_4_OF_5 -> put("transform", 620);
    }
  }

  /** Returns the routines of a convolution whose weights are stored transformed. */
  static Map<String, Integer> packed(WinogradForm form) {
    WinogradCode code = new WinogradCode(form).withBytes();
    switch (form) {
      case TILES_4_OF_3, TILES_2_OF_3 -> code.put("run", 636);
      case TILES_2_OF_5 -> code.put("run", 692);
      case ROWS_4_OF_5 -> code.put("run", 728);
    }
    return code.routines;
  }

  /** Returns the routines of a convolution that transforms its weights. */
  static Map<String, Integer> onTheFly(WinogradForm form) {
    WinogradCode code = new WinogradCode(form).withBytes();
    code.put("fly_run", 824);
    code.put("fly_transform", form == WinogradForm.TILES_4_OF_3 ? 1532 : 684);
    return code.routines;
  }

  /** Returns the routines of a convolution of projections, whose outputs are sums. */
  static Map<String, Integer> ofSums(WinogradForm form) {
    WinogradCode code = new WinogradCode(form);
    switch (form) {
      case TILES_4_OF_3 -> code.put("halfwords", 1032 + 544);
      case TILES_2_OF_3 -> code.put("halfwords", 260 + 544);
      case TILES_2_OF_5 -> code.put("halfwords", 612 + 600);
      case ROWS_4_OF_5 -> throw new IllegalArgumentException("there are no sums of " + form);
    }
    return code.routines;
  }

  /** Adds what turns sums into outputs. */
  private WinogradCode withBytes() {
    routines.put(CodeBytes.CLAMP, CodeBytes.CLAMP_BYTES);
    switch (form) {
      case TILES_4_OF_3 -> put("bytes", 992);
      case TILES_2_OF_3 -> put("bytes", 220);
      case TILES_2_OF_5 -> put("bytes", 572);
      case ROWS_4_OF_5 -> put("bytes", 352);
    }
    return this;
  }

  private void put(String routine, int bytes) {
    routines.put(form.stem() + "_" + routine, bytes);
  }
}
