package io.github.trec4j.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.emulator.FirmwareFigures;
import io.github.trec4j.files.JsonFile;
import io.github.trec4j.report.SeedTable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On rows copied from {@code models/results/cifarnet.json}. */
class ComparisonRowTest {
  @TempDir private Path folder;

  private static Path recorded(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ComparisonRowTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void recordedRowsAreReadWithTheirTypes() {
    ComparisonRow row = ComparisonRow.read(recorded("trec-1.json"));
    assertEquals(Contender.TREC, row.contender());
    assertEquals(OptionalLong.of(1), row.seed());
    assertEquals(new Accuracies("CIFAR-10 (JPEG q75)", 10000, 0.8095, 0.8082), row.accuracies());
    FirmwareFigures firmware = row.firmware();
    assertEquals("CifarNet", firmware.model());
    assertEquals(6034762, firmware.instructions());
    assertEquals(OptionalDouble.of(46.09427844444445), firmware.modelledMilliseconds());
    assertEquals(0, firmware.differingBytes());
    assertEquals(OptionalDouble.of(8.62), firmware.steps().get(0).meanClusters());
    assertEquals(OptionalDouble.empty(), firmware.steps().get(1).remainingRatio());
    assertEquals(0.020408163265306124, row.remainingRatios().get("conv2"));
  }

  @Test
  void recordedRowsAreWrittenAsTheyWere() throws Exception {
    Path file = recorded("trec-1.json");
    Map<String, Object> facts = ComparisonRow.read(file).facts();
    assertEquals(JsonFile.text(JsonFile.read(file).members()), JsonFile.text(facts));
  }

  @Test
  void whatRowsHaveBesidesIsLeft() {
    Path file = recorded("conventional.json");
    Map<String, Object> facts = ComparisonRow.read(file).facts();
    List<String> besides = new ArrayList<>(JsonFile.read(file).members().keySet());
    besides.removeAll(facts.keySet());
    assertEquals(List.of("trainingCommand", "trainingCommit"), besides);
  }

  @Test
  void rowsWithoutCyclesAndSeedStayWithout() {
    Map<String, Object> facts =
        new LinkedHashMap<>(JsonFile.read(recorded("trec-1.json")).members());
    facts.remove("cycles");
    facts.remove("modelledMilliseconds");
    facts.put("seed", "unknown");
    Path file = folder.resolve("row.json");
    JsonFile.write(file, facts);
    ComparisonRow row = ComparisonRow.read(file);
    assertEquals("unknown", row.seedText());
    assertEquals(OptionalLong.empty(), row.firmware().cycles());
    assertEquals(List.copyOf(facts.keySet()), List.copyOf(row.facts().keySet()));
  }

  @Test
  void rowsThatLackAFactAreRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("row.json"), "{\"method\": \"trec\"}");
    UserError error = assertThrows(UserError.class, () -> ComparisonRow.read(file));
    assertTrue(error.getMessage().startsWith(file + ", remainingRatios"), error.getMessage());
  }

  @Test
  void tablesShowRecordedFigures() {
    String table =
        new SeedTable(
                List.of(
                    ComparisonRow.read(recorded("conventional.json")),
                    ComparisonRow.read(recorded("trec-1.json"))))
            .toString();
    assertTrue(table.startsWith("CifarNet on CIFAR-10 (JPEG q75): accuracy on 10,000"), table);
    assertTrue(table.contains("(mean of 50 images)") && table.contains("at 180 MHz"), table);
    assertTrue(
        table.contains(
            "trec             1  80.95 %  80.82 %     6,034,762         2.09        5,197,166"),
        table);
    assertTrue(table.contains("46.09 ms, 80.82 %"), table);
  }
}
