package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.op.Add;
import io.github.trec4j.spec.op.AvgPool;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Concat;
import io.github.trec4j.spec.op.Conv;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.DepthwiseConv;
import io.github.trec4j.spec.op.Dropout;
import io.github.trec4j.spec.op.GlobalAvgPool;
import io.github.trec4j.spec.op.Input;
import io.github.trec4j.spec.op.MaxPool;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.op.Relu;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How one C kernel computes one operation: all that is known of a kernel before there are weights.
 * What runs it hangs on a {@link Visitor}.
 */
public sealed interface KernelPlan
    permits ConvPlan,
        ConvTapsPlan,
        WinogradPlan,
        WinogradFlyPlan,
        TrecPlan,
        DepthwiseConvPlan,
        DepthwisePairsPlan,
        DensePlan,
        MaxPoolPlan,
        AvgPoolPlan,
        GlobalAvgPoolPlan,
        AddPlan,
        ConcatPlan,
        ReluPlan {
  /** A choice by kernel, of which none can be forgotten. */
  interface Visitor<R> {
    /** Chooses for a conventional convolution. */
    R conv(ConvPlan plan);

    /** Chooses for a convolution tap by tap. */
    R convTaps(ConvTapsPlan plan);

    /** Chooses for a convolution in Winograd's form. */
    R winograd(WinogradPlan plan);

    /** Chooses for a convolution in Winograd's form whose weights are transformed on the fly. */
    R winogradFly(WinogradFlyPlan plan);

    /** Chooses for a reuse convolution over shared segments. */
    R trecShared(TrecSharedPlan plan);

    /** Chooses for the same whose kept directions go through a Winograd form. */
    R trecWinograd(TrecWinogradPlan plan);

    /** Chooses for a reuse convolution over im2row slices. */
    R trecPerSlice(TrecPerSlicePlan plan);

    /** Chooses for a convolution of each channel by itself. */
    R depthwiseConv(DepthwiseConvPlan plan);

    /** Chooses for the same, two output rows at a time. */
    R depthwisePairs(DepthwisePairsPlan plan);

    /** Chooses for a fully connected layer. */
    R dense(DensePlan plan);

    /** Chooses for the largest of windows. */
    R maxPool(MaxPoolPlan plan);

    /** Chooses for the mean of windows. */
    R avgPool(AvgPoolPlan plan);

    /** Chooses for the mean of channels. */
    R globalAvgPool(GlobalAvgPoolPlan plan);

    /** Chooses for a sum. */
    R add(AddPlan plan);

    /** Chooses for a concatenation. */
    R concat(ConcatPlan plan);

    /** Chooses for a rectifier on its own. */
    R relu(ReluPlan plan);
  }

  /**
   * Plans the kernel of an operation: the fastest that there is.
   *
   * @param inputs shapes of all inputs, in order
   * @throws IllegalArgumentException if no kernel computes it
   */
  static KernelPlan of(Op op, List<Shape> inputs) {
    return Collections.min(
        alternatives(op, inputs), Comparator.comparingDouble(plan -> plan.cycles(0)));
  }

  /**
   * Plans the kernels of an operation, at least one. They give the same bytes, and have their
   * visible properties in common: they differ in speed, flash and scratch memory.
   *
   * @param inputs shapes of all inputs, in order
   * @throws IllegalArgumentException if no kernel computes it: it folds into the one before, or is
   *     several stages
   */
  static List<KernelPlan> alternatives(Op op, List<Shape> inputs) {
    return op.accept(
        new Op.Visitor<>() {
          @Override
          public List<KernelPlan> conv(Conv conv) {
            return ConvForms.of(conv, Op.single(inputs));
          }

          @Override
          public List<KernelPlan> trecConv(TrecConv conv) {
            return TrecPlan.alternatives(conv, Op.single(inputs));
          }

          @Override
          public List<KernelPlan> depthwiseConv(DepthwiseConv conv) {
            return DepthwisePairsPlan.alternatives(conv, Op.single(inputs));
          }

          @Override
          public List<KernelPlan> dense(Dense dense) {
            return List.of(new DensePlan(dense, Op.single(inputs)));
          }

          @Override
          public List<KernelPlan> maxPool(MaxPool pool) {
            return List.of(new MaxPoolPlan(pool, Op.single(inputs)));
          }

          @Override
          public List<KernelPlan> avgPool(AvgPool pool) {
            return List.of(new AvgPoolPlan(pool, Op.single(inputs)));
          }

          @Override
          public List<KernelPlan> globalAvgPool(GlobalAvgPool pool) {
            return List.of(new GlobalAvgPoolPlan(pool, Op.single(inputs)));
          }

          @Override
          public List<KernelPlan> add(Add add) {
            return List.of(new AddPlan(add, inputs));
          }

          @Override
          public List<KernelPlan> concat(Concat concat) {
            return List.of(new ConcatPlan(concat, inputs));
          }

          @Override
          public List<KernelPlan> relu(Relu relu) {
            return List.of(new ReluPlan(relu, Op.single(inputs)));
          }

          @Override
          public List<KernelPlan> input(Input input) {
            throw new IllegalArgumentException("nothing computes the images");
          }

          @Override
          public List<KernelPlan> batchNorm(BatchNorm norm) {
            throw new IllegalArgumentException("a normalisation folds into the weights before it");
          }

          @Override
          public List<KernelPlan> dropout(Dropout dropout) {
            throw new IllegalArgumentException("a dropout is for training only");
          }
        });
  }

  /** Returns what the visitor chooses. */
  <R> R accept(Visitor<R> visitor);

  /** Returns what is computed. */
  Op op();

  /** Returns the shapes that are read, in order. */
  List<Shape> inputs();

  /** Returns what tells kernels of one operation apart in reports. */
  default String form() {
    return "direct";
  }

  /** Returns the stem of all C names: {@code conv} for {@code trec4j_conv.h}. */
  String stem();

  /**
   * Returns the fields of the C struct that holds the compile-time shape, in their order, but for
   * the output's pitch.
   */
  Map<String, Integer> shape();

  /** Returns the arrays that are read from flash, in the order of the C struct. */
  default List<ParameterArray> parameters() {
    return List.of();
  }

  /** Returns the size of all arrays in flash. */
  default int parameterBytes() {
    return parameters().stream().mapToInt(ParameterArray::bytes).sum();
  }

  /** Returns whether there is a C struct of parameters, be it without arrays. */
  default boolean hasParams() {
    return !parameters().isEmpty();
  }

  /** Returns where everything lies in the memory that the kernel needs while it runs. */
  default ScratchLayout scratch() {
    return ScratchLayout.NONE;
  }

  /**
   * Returns the estimated instructions on a Cortex-M4: what the loops execute, with constants
   * fitted to counts on the emulated chip.
   *
   * @param clusters in use a slice, the mean; ignored where nothing is reused
   */
  double instructions(double clusters);

  /**
   * Returns the modelled cycles of {@link #instructions}, with zero wait states.
   *
   * @param clusters in use a slice, the mean; ignored where nothing is reused
   */
  double cycles(double clusters);

  /**
   * Returns the bytes of parameters that are read on one image, again and again where they are: by
   * default each once.
   *
   * @param clusters in use a slice, the mean; ignored where nothing is reused
   */
  default double parameterReads(double clusters) {
    return parameterBytes();
  }

  /**
   * Returns the flash set aside for one call, which is inlined and specialised by its shape, and
   * for the shape itself where a routine reads it; see {@link CodeBytes}.
   */
  int codeBytes();

  /** Returns the flash set aside for each routine that calls have in common, by its name. */
  default Map<String, Integer> routines() {
    return Map.of();
  }

  /**
   * Returns whether the pixels of the output may lie apart, as far as the C shape's {@code
   * output_pitch} says.
   */
  default boolean takesPitch() {
    return true;
  }

  /** Returns whether nothing is left to be computed, so that the C function is not called. */
  default boolean isIdle() {
    return false;
  }

  /** Returns whether the C function reads an input; others lie where they belong already. */
  default boolean reads(int input) {
    return true;
  }

  /** Returns whether the output may lie where an input does, if both are without gaps. */
  default boolean mayOverwriteInput() {
    return false;
  }

  /** Returns whether the output has a scale of its own; others keep that of their input. */
  default boolean rescales() {
    return false;
  }

  /**
   * Returns whether the output holds the values of all inputs and nothing else. They then had
   * better have one scale from the start.
   */
  default boolean copies() {
    return false;
  }

  /**
   * Returns whether each value of the output is the largest of some of the input's and of the zero
   * point. Saturating the input then gives the same as saturating the output.
   */
  default boolean selects() {
    return false;
  }

  /**
   * Returns the clusters a slice that an estimate assumes where nothing was measured: as many as
   * there are tables for, or segments. 0 where nothing is reused.
   */
  default int assumedClusters() {
    return 0;
  }

  /** Returns the shape that is written. */
  default Shape output() {
    return op().outputOf(inputs());
  }

  /** Returns the estimate with {@link #assumedClusters}: the most it can take. */
  default double instructions() {
    return instructions(assumedClusters());
  }

  /** Returns the name of the C function: {@code trec4j_conv}. */
  default String function() {
    return "trec4j_" + stem();
  }

  /** Returns the name of the header that defines it. */
  default String header() {
    return function() + ".h";
  }

  /** Returns what the kernels of one family call their structs. */
  default String family() {
    return stem();
  }

  /** Returns the C type of the compile-time shape. */
  default String shapeType() {
    return "trec4j_" + family() + "_shape";
  }

  /** Returns the C type of the parameters. */
  default String paramsType() {
    return "trec4j_" + family() + "_params";
  }

  /** Returns the C type of the scratch layout. */
  default String scratchType() {
    return "trec4j_" + family() + "_scratch";
  }
}
