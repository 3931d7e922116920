package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.kib;
import static io.github.trec4j.report.Units.millions;

import io.github.trec4j.network.Model;
import io.github.trec4j.report.Table;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists the models on the class path.")
final class ModelsCommand implements Callable<Integer> {
  @Mixin JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    new Overwriting().writes(JsonOption.NAME, json.file).check();
    Table table =
        new Table("model", "input", "classes", "parameters", "MACs", "flash", "RAM", "board");
    for (Model model : Models.all()) {
      NetworkSpec spec = model.spec();
      FirmwarePlan plan = FirmwarePlan.of(spec);
      table.row(
          spec.name(),
          spec.input(),
          spec.classes(),
          count(spec.parameters()),
          millions((double) spec.macs()),
          kib(plan.flashBytes()),
          kib(plan.ramBytes()),
          spec.board().name());
    }
    System.out.print(table);
    json.write(() -> Models.all().stream().map(ModelsCommand::facts).toList());
    return 0;
  }

  private static Map<String, Object> facts(Model model) {
    NetworkSpec spec = model.spec();
    FirmwarePlan plan = FirmwarePlan.of(spec);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", spec.name());
    facts.put(
        "input", List.of(spec.input().height(), spec.input().width(), spec.input().channels()));
    facts.put("classes", spec.classes());
    facts.put("parameters", spec.parameters());
    facts.put("macs", spec.macs());
    facts.put("flashBytes", plan.flashBytes());
    facts.put("ramBytes", plan.ramBytes());
    facts.put("board", spec.board().name());
    facts.put("fingerprint", spec.fingerprint().hex());
    return facts;
  }
}
