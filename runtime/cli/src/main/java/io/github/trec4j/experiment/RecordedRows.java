package io.github.trec4j.experiment;

import io.github.trec4j.files.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of comparisons that are on record: a file {@code MODEL.json} a network. */
public final class RecordedRows {
  private RecordedRows() {}

  /**
   * Reads what a folder has of the paper's networks.
   *
   * @return rows as they were recorded, of all networks in the paper's order; none where there is
   *     no file
   * @throws io.github.trec4j.UserError if a file cannot be read or a fact is missing
   */
  public static Map<PaperNetwork, List<ComparisonRow>> read(Path folder) {
    Map<PaperNetwork, List<ComparisonRow>> rows = new LinkedHashMap<>();
    for (PaperNetwork network : PaperNetwork.ALL) {
      Path file = folder.resolve(network.model().toLowerCase(Locale.ROOT) + ".json");
      rows.put(
          network,
          Files.exists(file)
              ? JsonFile.readList(file).stream().map(ComparisonRow::of).toList()
              : List.of());
    }
    return rows;
  }
}
