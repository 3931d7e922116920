package io.github.trec4j.models;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.data.Augmentation;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.training.ReusePreparation;
import io.github.trec4j.training.Schedule;
import io.github.trec4j.training.Trainer;
import io.github.trec4j.training.Trainer.EpochReport;
import io.github.trec4j.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The large networks train, reuse on: a few steps on a few images bring the loss down. */
class NetworkTrainingTest {
  private static final int EPOCHS = 3;
  private static final int BATCH = 8;

  @Test
  void zfNet() {
    check(new ZfNetNetwork.Provider(), 24);
  }

  @Test
  void squeezeNet() {
    check(new SqueezeNetNetwork.Provider(), 24);
  }

  @Test
  void squeezeNetBypass() {
    check(new SqueezeNetBypassNetwork.Provider(), 24);
  }

  @Test
  void resNet34() {
    check(new ResNet34Network.Provider(), 8);
  }

  private static void check(Model model, int count) {
    NetworkSpec spec = model.spec().with(Method.TREC);
    Compute compute = Compute.standard();
    Dataset images = images(spec, count);
    Network network = model.create(spec, new Layers(spec, compute, 1));
    ReusePreparation.prepare(network, images, 1);
    TrainingSettings settings =
        new TrainingSettings(
            EPOCHS, BATCH, Schedule.cosine(0.01, EPOCHS, 0), 0.9, 5e-4, 5, 0, Augmentation.NONE, 1);
    List<EpochReport> reports = new ArrayList<>();
    new Trainer(network, settings, images, Optional.empty(), compute.workers())
        .run(Progress.SILENT, reports::add);
    double first = reports.get(0).loss();
    double last = reports.get(EPOCHS - 1).loss();
    assertTrue(Double.isFinite(first) && last < first, reports.toString());
  }

  /** Noise around a colour for each of the first few classes. */
  private static Dataset images(NetworkSpec spec, int count) {
    Shape shape = spec.input();
    Random random = new Random(3);
    byte[] pixels = new byte[count * shape.size()];
    int[] labels = new int[count];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / shape.size();
      labels[image] = image % BATCH;
      int bright = (labels[image] >> i % shape.channels()) & 1;
      pixels[i] = (byte) (bright * 128 + random.nextInt(128));
    }
    return new Dataset(shape, spec.labels(), pixels, labels);
  }
}
