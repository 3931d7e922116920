package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import io.github.trec4j.spec.plan.ParameterArray.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code trec4j_trec_winograd…}: a reuse convolution over shared segments with the bytes of {@link
 * TrecSharedPlan}, whose kept directions are convolved in one of Winograd's forms. It holds the
 * sums of all filters at once.
 *
 * @param op the convolution
 * @param input the shape it reads
 * @param winograd which form
 */
public record TrecWinogradPlan(TrecConv op, Shape input, WinogradForm winograd)
    implements TrecPlan {
  private static final long LARGEST_WEIGHT = 127;
  private static final long LARGEST_INPUT = 255;

  /** Returns the plans of a convolution: of each form that it has. */
  static List<TrecWinogradPlan> of(TrecConv conv, Shape input) {
    Segmentation segments = conv.segmentation(input);
    List<TrecWinogradPlan> plans = new ArrayList<>();
    if (segments.form() == Segmentation.Form.PIXEL_SLICE && conv.reuse().keep() > 0) {
      for (WinogradForm form : WinogradForm.of(conv.kernel())) {
        TrecWinogradPlan plan = new TrecWinogradPlan(conv, input, form);
        if (!form.isOfRows() && plan.isExact()) {
          plans.add(plan);
        }
      }
    }
    return plans;
  }

  /** Returns whether no filter of so many entries can break the form's condition. */
  private boolean isExact() {
    long entries = (long) op.kernel().area() * packed().channels();
    return LARGEST_INPUT * LARGEST_WEIGHT * entries < winograd.limit();
  }

  /** Returns the convolution of the projections, which are the channels of its input. */
  public WinogradPlan packed() {
    int channels = segmentation().slices() * op.reuse().keep();
    Shape projections = new Shape(input.height(), input.width(), channels);
    return new WinogradPlan(new Conv(op.filters(), op.kernel(), false), projections, winograd);
  }

  private TrecSharedPlan shared() {
    return new TrecSharedPlan(op, input);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.trecWinograd(this);
  }

  @Override
  public Optional<WinogradPlan> keptByWinograd() {
    return Optional.of(packed());
  }

  @Override
  public String form() {
    return winograd.stem();
  }

  @Override
  public String stem() {
    return "trec_" + winograd.stem();
  }

  @Override
  public long gathers() {
    return shared().gathers();
  }

  @Override
  public int tableRows() {
    return shared().tableRows();
  }

  @Override
  public List<ParameterArray> keptWeights() {
    return List.of(
        new ParameterArray(KEPT_WEIGHTS, ElementType.INT16, packed().parameters().get(0).length()),
        new ParameterArray("kept_bias", ElementType.INT32, op.filters()));
  }

  /**
   * As of {@link TrecSharedPlan}, but for the sums of all filters, which last, and what the form
   * works on, in the phase of projecting.
   */
  @Override
  public ScratchLayout scratch() {
    long projections = (long) packed().inputs().get(0).size();
    long filters = ScratchLayout.roundUp(op.filters(), BLOCK);
    ScratchLayout.Builder layout =
        shared()
            .lasting(projections)
            .region("sums", ScratchLayout.aligned(2L * output().pixels() * filters))
            .phase();
    packed().addTo(shared().projecting(layout), 1, "products", "zeros");
    return shared().gathering(clustering(layout)).region("columns", 0).build();
  }

  @Override
  public Map<String, Integer> routines() {
    Map<String, Integer> routines = new HashMap<>(TrecRoutines.of(this));
    routines.putAll(WinogradCode.ofSums(winograd));
    return routines;
  }
}
