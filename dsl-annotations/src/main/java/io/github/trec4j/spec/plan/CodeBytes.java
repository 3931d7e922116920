package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flash that the linker takes for a program, beside parameters.
 *
 * <p>Measured is what arm-none-eabi-gcc 12.2 links by the Makefile of exported projects, that is
 * with {@code -O2 -fno-schedule-insns -ffunction-sections -fdata-sections} for a Cortex-M4.
 * Routines that calls have in common have the sizes that {@code arm-none-eabi-nm -S} prints. Calls
 * are inlined and specialised by their shapes, which no formula follows exactly: formulas are
 * quantile regressions on 2,800 random layers and those of 520 random networks, six in seven of
 * which they lie above. By how much the calls of a network are larger all together is what {@link
 * #RESERVE} is for. {@code trec fuzz} links random networks and tells how much is left over.
 */
final class CodeBytes {
  /** Start-up code, the test program, and the C library's few functions. */
  private static final int BASE = 3392;

  /** What calls may be larger by, all together. */
  private static final int RESERVE = 640;

  /** A step's entry in the table of steps, beside its name, and what describes its parameters. */
  private static final int STEP = 24;

  /** An array's entry there, and where the program checks that parameters are intact. */
  private static final int ARRAY = 20;

  /** The shape of a layer, where a routine that all layers share reads it. */
  static final int SHAPE = 56;

  /** Clamps the outputs of kernels whose products do not. */
  static final String CLAMP = "clamp_values";

  static final int CLAMP_BYTES = 128;

  /** Pairs of columns with a quad of filters, whose sums are narrowed elsewhere. */
  static final String RAW_QUADS = "quad_raw";

  static final int RAW_QUADS_BYTES = 856;

  private CodeBytes() {}

  /** Returns the flash for a program of these steps. */
  static int of(List<Step> steps) {
    Map<String, Integer> shared = new HashMap<>();
    steps.forEach(step -> shared.putAll(step.kernel().routines()));
    return BASE
        + RESERVE
        + steps.stream().mapToInt(CodeBytes::of).sum()
        + shared.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int of(Step step) {
    KernelPlan kernel = step.kernel();
    int table = STEP + 2 * step.name().length() + ARRAY * kernel.parameters().size();
    return table + kernel.codeBytes();
  }

  /** Returns the bytes if a condition holds. */
  static int when(boolean condition, int bytes) {
    return condition ? bytes : 0;
  }

  /** Returns whether the border of an image clips some windows. */
  static boolean clips(Window window, Shape input) {
    return clipsDown(window, input) || clipsAcross(window, input);
  }

  /** Returns whether some windows reach above or below the image. */
  static boolean clipsDown(Window window, Shape input) {
    return WindowSpans.down(window, input).counts().keySet().stream()
        .anyMatch(rows -> rows < window.height());
  }

  /** Returns whether some windows reach beyond the image to the left or right. */
  static boolean clipsAcross(Window window, Shape input) {
    return WindowSpans.across(window, input).counts().keySet().stream()
        .anyMatch(columns -> columns < window.width());
  }
}
