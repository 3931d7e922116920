package io.github.trec4j.processor.write;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;
import io.github.trec4j.spec.Window;
import io.github.trec4j.spec.plan.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The compile-time shape of a step's kernel: the fields of its C struct, in their order. */
final class KernelShape {
  private KernelShape() {}

  static Map<String, Integer> of(Step step) {
    Map<String, Integer> fields = new LinkedHashMap<>();
    Op op = step.main().op();
    if (op instanceof Op.Conv conv) {
      putConvolution(fields, step, conv);
    } else if (op instanceof Op.MaxPool pool) {
      putPooling(fields, step, pool.window());
    } else if (op instanceof Op.AvgPool pool) {
      putPooling(fields, step, pool.window());
    } else if (op instanceof Op.GlobalAvgPool) {
      fields.put("height", step.inputShape().height());
      fields.put("width", step.inputShape().width());
      fields.put("channels", step.inputShape().channels());
    } else if (op instanceof Op.Dense dense) {
      fields.put("inputs", step.inputShape().size());
      fields.put("units", dense.units());
    } else if (op instanceof Op.Relu) {
      fields.put("size", step.inputShape().size());
    } else {
      throw new IllegalArgumentException("no kernel computes " + op);
    }
    return Collections.unmodifiableMap(fields);
  }

  private static void putConvolution(Map<String, Integer> fields, Step step, Op.Conv conv) {
    fields.put("input_height", step.inputShape().height());
    fields.put("input_width", step.inputShape().width());
    fields.put("input_channels", step.inputShape().channels());
    fields.put("kernel", conv.window().size());
    fields.put("stride", conv.window().stride());
    fields.put("pad", conv.window().pad());
    fields.put("output_height", step.output().height());
    fields.put("output_width", step.output().width());
    fields.put("filters", conv.filters());
    if (conv.reuse().isPresent()) {
      putReuse(fields, conv, conv.reuse().get(), step.inputShape());
    }
  }

  private static void putReuse(
      Map<String, Integer> fields, Op.Conv conv, Reuse reuse, Shape input) {
    Segmentation segments = Segmentation.of(conv, input);
    fields.put("segment", segments.length());
    fields.put(
        "run",
        switch (segments.form()) {
          case PIXEL_SLICE -> 1;
          case ROW_RUN -> conv.window().size();
          case IM2ROW_SLICE -> 0;
        });
    fields.put("bits", reuse.bits());
    fields.put("hash_sets", segments.hashSets());
    fields.put("max_clusters", reuse.maxClusters());
    fields.put("centred", reuse.centred() ? 1 : 0);
    fields.put("reassign", reuse.reassign() ? 1 : 0);
    fields.put("keep", reuse.keep());
  }

  private static void putPooling(Map<String, Integer> fields, Step step, Window window) {
    fields.put("input_height", step.inputShape().height());
    fields.put("input_width", step.inputShape().width());
    fields.put("channels", step.inputShape().channels());
    fields.put("size", window.size());
    fields.put("stride", window.stride());
    fields.put("pad", window.pad());
    fields.put("output_height", step.output().height());
    fields.put("output_width", step.output().width());
  }
}
