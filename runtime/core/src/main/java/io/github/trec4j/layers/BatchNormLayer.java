package io.github.trec4j.layers;

import io.github.trec4j.math.Rows;
import io.github.trec4j.math.Workers;
import io.github.trec4j.spec.op.BatchNorm;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import io.github.trec4j.tensor.TensorName;
import java.util.Arrays;
import java.util.List;

/**
 * Normalises each channel to mean {@code shift} and deviation {@code scale}: by the batch's
 * statistics in training, by running ones afterwards.
 */
public final class BatchNormLayer implements UnaryLayer {
  private final String name;
  private final Workers workers;
  private final int channels;
  private final int pixels;
  private final float momentum;
  private final float epsilon;
  private final Parameter scale;
  private final Parameter shift;
  private final State runningMean;
  private final State runningVariance;
  private final Tensor output;
  private final ChannelSums sums;
  // what the last training batch was normalised by
  private final float[] mean;
  private final float[] inverseDeviation;
  private final float[] factor;
  private final float[] offset;
  private final float[] factors;
  private final float[] slopes;
  private final float[] offsets;
  private final float[][] inputRooms;
  private final float[][] gradientRooms;
  private Tensor input;
  private int averaged = -1;

  /** A layer of a {@link BatchNorm}: scale 1, shift 0, running mean 0 and running variance 1. */
  public BatchNormLayer(LayerContext context) {
    BatchNorm op = context.op(BatchNorm.class);
    Shape shape = context.output();
    name = context.name();
    workers = context.workers();
    channels = shape.channels();
    pixels = shape.pixels();
    momentum = op.momentum();
    epsilon = op.epsilon();
    scale = Parameter.zeros(TensorName.SCALE.of(name), false, channels);
    shift = Parameter.zeros(TensorName.SHIFT.of(name), false, channels);
    runningMean = State.zeros(TensorName.MEAN.of(name), channels);
    runningVariance = State.zeros(TensorName.VARIANCE.of(name), channels);
    Arrays.fill(scale.values(), 1f);
    Arrays.fill(runningVariance.values(), 1f);
    output = new Tensor(shape);
    sums = new ChannelSums(shape, workers);
    mean = new float[channels];
    inverseDeviation = new float[channels];
    factor = new float[channels];
    offset = new float[channels];
    factors = Rows.tile(channels);
    slopes = Rows.tile(channels);
    offsets = Rows.tile(channels);
    inputRooms = new float[workers.count()][offsets.length];
    gradientRooms = new float[workers.count()][offsets.length];
    input = output;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Forgets the running statistics: from here on they are the plain mean over all training batches,
   * until {@link #endEstimate}. For networks whose activations changed at once, as when reuse is
   * switched on.
   */
  public void startEstimate() {
    averaged = 0;
  }

  /** Goes back to running statistics with momentum. */
  public void endEstimate() {
    averaged = -1;
  }

  @Override
  public Tensor forward(Tensor batch, Mode mode) {
    input = batch;
    output.resize(batch.batch());
    if (mode == Mode.TRAIN) {
      takeBatchStatistics();
      setAffine(mean);
    } else {
      for (int c = 0; c < channels; c++) {
        inverseDeviation[c] = inverse(runningVariance.values()[c]);
      }
      setAffine(runningMean.values());
    }
    int size = batch.shape().size();
    workers.run(
        batch.batch(),
        (worker, from, to) ->
            Rows.scale(
                batch.values(),
                output.values(),
                from * size,
                to * size,
                factors,
                offsets,
                inputRooms[worker]));
    return output;
  }

  private void takeBatchStatistics() {
    sums.ofValuesAndSquares(input);
    double count = (double) input.batch() * pixels;
    float newest = averaged < 0 ? momentum : 1f / ++averaged;
    for (int c = 0; c < channels; c++) {
      double m = sums.first()[c] / count;
      double variance = Math.max(0, sums.second()[c] / count - m * m);
      mean[c] = (float) m;
      inverseDeviation[c] = inverse(variance);
      double unbiased = count > 1 ? variance * count / (count - 1) : variance;
      runningMean.values()[c] += newest * (mean[c] - runningMean.values()[c]);
      runningVariance.values()[c] += newest * ((float) unbiased - runningVariance.values()[c]);
    }
  }

  private float inverse(double variance) {
    return (float) (1 / Math.sqrt(variance + epsilon));
  }

  /** Returns what each channel is multiplied with by the running statistics. */
  public float[] channelScales() {
    float[] scales = new float[channels];
    for (int c = 0; c < channels; c++) {
      scales[c] = scale.values()[c] * inverse(runningVariance.values()[c]);
    }
    return scales;
  }

  private void setAffine(float[] means) {
    for (int c = 0; c < channels; c++) {
      factor[c] = scale.values()[c] * inverseDeviation[c];
      offset[c] = shift.values()[c] - means[c] * factor[c];
    }
    Rows.repeat(factor, factors);
    Rows.repeat(offset, offsets);
  }

  /** {@inheritDoc} The gradient is changed in place and returned. */
  @Override
  public Tensor backward(Tensor gradient) {
    sums.ofValuesAndProducts(gradient, input);
    double count = (double) gradient.batch() * pixels;
    float[] byInput = new float[channels];
    float[] constant = new float[channels];
    for (int c = 0; c < channels; c++) {
      double byShift = sums.first()[c];
      double byScale = (sums.second()[c] - mean[c] * byShift) * inverseDeviation[c];
      shift.gradient()[c] = (float) byShift;
      scale.gradient()[c] = (float) byScale;
      double slope = -factor[c] * byScale * inverseDeviation[c] / count;
      byInput[c] = (float) slope;
      constant[c] = (float) (-factor[c] * byShift / count - slope * mean[c]);
    }
    Rows.repeat(factor, factors);
    Rows.repeat(byInput, slopes);
    Rows.repeat(constant, offsets);
    int size = gradient.shape().size();
    workers.run(
        gradient.batch(),
        (worker, from, to) ->
            Rows.combine(
                input.values(),
                gradient.values(),
                from * size,
                to * size,
                factors,
                slopes,
                offsets,
                inputRooms[worker],
                gradientRooms[worker]));
    return gradient;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(scale, shift);
  }

  @Override
  public List<State> states() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public Tensor output() {
    return output;
  }
}
