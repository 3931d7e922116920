package io.github.trec4j.spec.plan;

import io.github.trec4j.dsl.Form;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Shape;
import java.util.ArrayList;
import java.util.List;

/** The forms of a convolution: plans of kernels that all give the same bytes. */
final class ConvForms {
  private ConvForms() {}

  /** Returns the plans among which the annotation leaves a choice; there is at least one. */
  static List<KernelPlan> of(Conv conv, Shape input) {
    List<KernelPlan> plans = new ArrayList<>();
    for (WinogradForm form : WinogradForm.of(conv.kernel())) {
      plans.addAll(winograd(conv, input, form));
    }
    if (conv.form() == Form.FASTEST && ConvTapsPlan.applies(input)) {
      plans.add(new ConvTapsPlan(conv, input));
    }
    if (conv.form() == Form.FASTEST || plans.isEmpty()) {
      plans.add(new ConvPlan(conv, input));
    }
    return plans;
  }

  private static List<KernelPlan> winograd(Conv conv, Shape input, WinogradForm form) {
    List<KernelPlan> plans = new ArrayList<>();
    if (conv.form() == Form.FASTEST || conv.form() == Form.WINOGRAD) {
      plans.add(new WinogradPlan(conv, input, form));
    }
    if (conv.form() != Form.DIRECT && form.isOnTheFly()) {
      plans.add(new WinogradFlyPlan(conv, input, form));
    }
    return plans;
  }
}
