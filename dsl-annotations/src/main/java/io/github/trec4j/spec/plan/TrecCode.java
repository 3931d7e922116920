package io.github.trec4j.spec.plan;

import static io.github.trec4j.spec.plan.CodeBytes.when;

import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.spec.op.Reuse;
import io.github.trec4j.spec.op.Segmentation;
import java.util.HashMap;
import java.util.Map;

/** Code size of TREC convolutions: GCC unrolls much of what it knows the shape of. */
final class TrecCode {
  /** Routines that narrow sums, one a shift. */
  private static final int NARROW_BYTES = 656;

  /** Routines that multiply centroids, for all multipliers and for small ones. */
  private static final int TABLE_BYTES = 3520;

  /** The routine that multiplies projections. */
  private static final int KEPT_BYTES = 1176;

  /** A row of the table is added in 11 instructions. */
  private static final int TAP_BYTES = 50;

  /** Directions that are projected on together, in a loop whose rest is unrolled apart. */
  private static final int DIRECTIONS = 8;

  private TrecCode() {}

  /** Returns the flash for one convolution. */
  static int bytes(TrecPlan plan) {
    return plan.op().reuse().sharing() == Sharing.SHARED ? shared(plan) : perSlice(plan);
  }

  /** Returns the flash for what all convolutions call, by name. */
  static Map<String, Integer> routines(TrecPlan plan) {
    Map<String, Integer> routines = new HashMap<>();
    routines.put("trec_narrow", NARROW_BYTES);
    routines.put("trec_table", TABLE_BYTES);
    routines.put(CodeBytes.RAW_QUADS, CodeBytes.RAW_QUADS_BYTES);
    if (plan.op().reuse().keep() > 0 && plan.keptByWinograd().isEmpty()) {
      routines.put("trec_kept", KEPT_BYTES);
    }
    return routines;
  }

  private static int shared(TrecPlan plan) {
    Reuse reuse = plan.op().reuse();
    Segmentation segments = plan.segmentation();
    boolean several = reuse.maxClusters() > 1;
    boolean reassigned = several && reuse.reassign();
    boolean row = segments.form() == Segmentation.Form.ROW_RUN;
    int keep = reuse.keep();
    int columns = row ? 1 : plan.op().kernel().width();
    return 1096
        + TAP_BYTES * plan.tableRows() * columns
        + when(isLong(segments), 368)
        + when(isVeryLong(segments), 1424)
        + when(isPart(plan), 24)
        + when(plan.op().kernel().mostPad() > 0, 112)
        + when(row, 16)
        + when(several, 208 + 58 * reuse.bits())
        + when(several && reuse.centred(), 304)
        + when(reassigned, 688)
        + when(reassigned && isVeryLong(segments), 1472)
        + when(reassigned && hasRest(segments), 568)
        + when(reassigned && row, 456)
        + when(keep > 0, 824)
        + when(keep >= DIRECTIONS, 24)
        + when(keep > DIRECTIONS && keep % DIRECTIONS > 0, 1328)
        + when(plan.tableRows() < plan.op().kernel().height(), 664);
  }

  private static int perSlice(TrecPlan plan) {
    Reuse reuse = plan.op().reuse();
    Segmentation segments = plan.segmentation();
    boolean several = reuse.maxClusters() > 1;
    boolean reassigned = several && reuse.reassign();
    return 1400
        + when(isVeryLong(segments), 712)
        + when(isPart(plan), 40)
        + when(plan.op().kernel().mostPad() > 0, 704)
        + when(several, 1280 + 52 * reuse.bits())
        + when(reassigned, 1656)
        + when(reassigned && isVeryLong(segments), 64)
        + when(reassigned && hasRest(segments), 1640)
        + when(segments.hashSets() > 1, 448);
  }

  /** Returns whether the loop over a segment is more than one word. */
  private static boolean isLong(Segmentation segments) {
    return segments.length() > Quads.SIZE;
  }

  private static boolean isVeryLong(Segmentation segments) {
    return segments.length() > 4 * Quads.SIZE;
  }

  /** Returns whether values are left over behind the last whole word. */
  private static boolean hasRest(Segmentation segments) {
    return isLong(segments) && segments.length() % Quads.SIZE > 0;
  }

  /** Returns whether the last block of filters is not whole. */
  private static boolean isPart(TrecPlan plan) {
    return plan.op().filters() % TrecPlan.BLOCK > 0;
  }
}
