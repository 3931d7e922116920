package io.github.trec4j.int8;

import io.github.trec4j.spec.plan.AddPlan;
import io.github.trec4j.spec.plan.AvgPoolPlan;
import io.github.trec4j.spec.plan.ConcatPlan;
import io.github.trec4j.spec.plan.ConvPlan;
import io.github.trec4j.spec.plan.ConvTapsPlan;
import io.github.trec4j.spec.plan.DensePlan;
import io.github.trec4j.spec.plan.DepthwiseConvPlan;
import io.github.trec4j.spec.plan.DepthwisePairsPlan;
import io.github.trec4j.spec.plan.GlobalAvgPoolPlan;
import io.github.trec4j.spec.plan.KernelPlan;
import io.github.trec4j.spec.plan.MaxPoolPlan;
import io.github.trec4j.spec.plan.ReluPlan;
import io.github.trec4j.spec.plan.TrecPerSlicePlan;
import io.github.trec4j.spec.plan.TrecSharedPlan;
import io.github.trec4j.spec.plan.TrecWinogradPlan;
import io.github.trec4j.spec.plan.WinogradFlyPlan;
import io.github.trec4j.spec.plan.WinogradPlan;

/** Quantises a step by its kernel: the one place that knows them all. */
final class KernelQuantizer implements KernelPlan.Visitor<QuantizedStep> {
  private final QuantizationContext context;

  KernelQuantizer(QuantizationContext context) {
    this.context = context;
  }

  @Override
  public QuantizedStep conv(ConvPlan plan) {
    return ConvKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep convTaps(ConvTapsPlan plan) {
    return ConvTapsKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep winograd(WinogradPlan plan) {
    return WinogradKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep winogradFly(WinogradFlyPlan plan) {
    return WinogradFlyKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep trecShared(TrecSharedPlan plan) {
    return TrecKernel.quantize(plan, context, params -> new TrecSharedKernel(plan, params));
  }

  @Override
  public QuantizedStep trecWinograd(TrecWinogradPlan plan) {
    return TrecKernel.quantize(plan, context, params -> new TrecSharedKernel(plan, params));
  }

  @Override
  public QuantizedStep trecPerSlice(TrecPerSlicePlan plan) {
    return TrecKernel.quantize(plan, context, params -> new TrecPerSliceKernel(plan, params));
  }

  @Override
  public QuantizedStep depthwiseConv(DepthwiseConvPlan plan) {
    return DepthwiseConvKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep depthwisePairs(DepthwisePairsPlan plan) {
    return DepthwisePairsKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep dense(DensePlan plan) {
    return DenseKernel.quantize(context);
  }

  @Override
  public QuantizedStep maxPool(MaxPoolPlan plan) {
    return context.kept(new MaxPoolKernel(plan));
  }

  @Override
  public QuantizedStep avgPool(AvgPoolPlan plan) {
    return context.kept(new AvgPoolKernel(plan));
  }

  @Override
  public QuantizedStep globalAvgPool(GlobalAvgPoolPlan plan) {
    return context.kept(new GlobalAvgPoolKernel(plan));
  }

  @Override
  public QuantizedStep add(AddPlan plan) {
    return AddKernel.quantize(context);
  }

  @Override
  public QuantizedStep concat(ConcatPlan plan) {
    return ConcatKernel.quantize(plan, context);
  }

  @Override
  public QuantizedStep relu(ReluPlan plan) {
    return context.kept(new ReluKernel(context.input().zeroPoint()));
  }
}
