package io.github.trec4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.trec4j.experiment.ComparisonRow;
import io.github.trec4j.experiment.Contender;
import io.github.trec4j.experiment.PaperNetwork;
import io.github.trec4j.experiment.RecordedRows;
import io.github.trec4j.network.Model;
import io.github.trec4j.report.PaperPicture;
import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What the results say of the networks holds for the classes as they are written today. */
class RecordedResultsTest {
  private static final Path RESULTS = Path.of("results");

  private final Map<PaperNetwork, List<ComparisonRow>> recorded = RecordedRows.read(RESULTS);

  private static Model model(PaperNetwork network) {
    return ServiceLoader.load(Model.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(model -> model.spec().name().equals(network.model()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no class " + network.model()));
  }

  @Test
  void rowsAreOfTheClassesAsWritten() {
    recorded.forEach(
        (network, rows) -> {
          Model model = model(network);
          rows.forEach(row -> check(model, row));
        });
    assertFalse(recorded.get(PaperNetwork.ALL.get(0)).isEmpty(), "CifarNet is on record");
  }

  private static void check(Model model, ComparisonRow row) {
    boolean asWritten =
        row.contender() != Contender.LOW_RANK && row.contender() != Contender.DEEP_REUSE;
    if (asWritten) {
      Method method = row.contender().method();
      assertEquals(
          model.spec().with(method).fingerprint(),
          new Fingerprint(row.firmware().fingerprint()),
          () -> model.spec().name() + ", " + row.contender());
    }
    assertEquals(0, row.firmware().differingBytes());
  }

  /** Drawn again by {@code ./trec compare --all --picture models/results/accuracy-cycles.svg}. */
  @Test
  void pictureShowsTheRows() throws IOException {
    assertEquals(
        new PaperPicture(recorded).svg(), Files.readString(RESULTS.resolve("accuracy-cycles.svg")));
  }
}
