package io.github.trec4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.int8.Int8Network;
import io.github.trec4j.int8.QuantizedNetwork;
import io.github.trec4j.network.SequentialModel;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.op.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The library's short way from images to a class, as an application takes it. */
final class TrainingTest {
  private static final Dataset IMAGES = SmallNetworks.data(300, 1);
  private static final Training TRAINING =
      new Training(new SequentialModel(SmallNetworks.spec()), Method.TREC, IMAGES, 1);

  @Test
  void trainsQuantisesAndClassifies() {
    TrainedModel trained = TRAINING.run(Training.Choices.fromScratch(4), Optional.empty());
    QuantizedNetwork network = trained.quantize(IMAGES);
    Dataset held = SmallNetworks.data(90, 2);
    List<byte[]> pixels = TrainedModel.pixels(held);
    int correct = 0;
    for (int i = 0; i < held.size(); i++) {
      byte[] input = Int8Network.quantizeInput(pixels.get(i));
      correct += new Int8Network(network).run(input).predicted() == held.label(i) ? 1 : 0;
    }
    assertTrue(correct > 0.8 * held.size(), correct + " of " + held.size());
    assertEquals(Optional.of(1L), trained.seed());
  }

  @Test
  void classesWithoutLogitsAreRefused() {
    Shape shape = IMAGES.shape();
    Dataset four =
        new Dataset(shape, List.of("a", "b", "c", "d"), new byte[shape.size()], new int[] {3});
    UserError error =
        assertThrows(UserError.class, () -> new Training(TRAINING.model(), Method.TREC, four, 1));
    assertEquals(
        "the training set has 4 classes [a, b, c, d], but Small gives 3 logits: add or remove"
            + " classes, or change the last layer",
        error.getMessage());
  }

  @Test
  void tellsOfEachImageOfEachEpoch() {
    Recorder recorder = new Recorder();
    TRAINING.run(
        Training.Choices.fromScratch(2), Optional.empty(), recorder::start, checkpoint -> {});
    assertEquals(List.of("epoch 1/2", "epoch 2/2"), recorder.tasks);
    assertEquals(recorder.total, recorder.done);
    assertTrue(recorder.done > IMAGES.size(), () -> recorder.done + " images");
    assertEquals(2, recorder.closed);
  }

  private static final class Recorder implements Progress.Task {
    private final List<String> tasks = new ArrayList<>();
    private long total;
    private long done;
    private int closed;

    private Progress.Task start(String task, String unit, long count) {
      tasks.add(task);
      total += count;
      return this;
    }

    @Override
    public void add(long items) {
      done += items;
    }

    @Override
    public void show(String facts) {
      assertTrue(facts.contains("loss"), facts);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
