package io.github.trec4j.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.checkpoint.NetworkWeights;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.SequentialModel;
import io.github.trec4j.network.SmallNetworks;
import io.github.trec4j.network.SpecNetwork;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.report.FrontPicture;
import io.github.trec4j.report.TuningReport;
import io.github.trec4j.spec.Method;
import io.github.trec4j.training.TrainedModel;
import io.github.trec4j.training.Trainer;
import io.github.trec4j.training.TrainingSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** A whole search on a small trained network. */
class TuningTest {
  private static final Dataset TRAINING = SmallNetworks.data(200, 1);
  private static final Dataset HELD = SmallNetworks.data(60, 2);

  private static TrainedModel conventional() {
    Compute compute = Compute.withThreads(2);
    SpecNetwork network = new SpecNetwork(SmallNetworks.conventional(), compute, 1);
    TrainingSettings settings = TrainingSettings.fromScratch(4, 1);
    new Trainer(network, settings, TRAINING, Optional.empty(), compute.workers())
        .run(Progress.SILENT, report -> {});
    return new TrainedModel(
        new SequentialModel(SmallNetworks.spec()), Method.CONVENTIONAL, NetworkWeights.of(network));
  }

  @Test
  void findsTheSameAgainAndShowsIt() throws Exception {
    TrainedModel conventional = conventional();
    Tuning tuning = search(conventional);
    assertEquals(tuning, search(conventional));
    assertTrue(tuning.conventional().accuracy() > 0.8, tuning::toString);
    assertTrue(tuning.isGood(tuning.chosen()));
    assertTrue(tuning.chosen().cycles() <= tuning.conventional().cycles());

    String report = new TuningReport(SmallNetworks.spec(), tuning).toString();
    assertTrue(report.contains("conv2: @"), report);
    assertPicture(tuning);
  }

  private static Tuning search(TrainedModel conventional) {
    return Tuning.search(
        conventional,
        TRAINING,
        HELD,
        new Goal.MostLoss(2),
        Hashing.LEARNED,
        Double.POSITIVE_INFINITY,
        1);
  }

  private static void assertPicture(Tuning tuning) throws Exception {
    String svg = new FrontPicture("Small", tuning).svg();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertTrue(document.getElementsByTagName("circle").getLength() > 2, svg);
  }
}
