package io.github.trec4j.cli;

import static io.github.trec4j.report.Units.count;
import static io.github.trec4j.report.Units.kib;

import io.github.trec4j.report.GraphTable;
import io.github.trec4j.report.MemoryMap;
import io.github.trec4j.report.Table;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.Buffer;
import io.github.trec4j.spec.plan.FirmwarePlan;
import io.github.trec4j.spec.plan.Step;
import io.github.trec4j.spec.plan.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a model's graph, memory map and estimated cost a layer.",
      "Where a layer reuses, the estimate is for all the clusters that it has tables for: the most"
          + " it can take. 'bench network' gives it for the clusters of real images. Cycles are"
          + " modelled from it, with the wait states of the board's memories that parameters and"
          + " arena lie in."
    })
final class InspectCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();

  @Mixin MethodOption method = new MethodOption();

  @Mixin SettingsOption settings = new SettingsOption();

  @Mixin JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    settings.overwriting().writes(JsonOption.NAME, json.file).check();
    NetworkSpec spec = settings.applyTo(model.find()).spec().with(method.method);
    FirmwarePlan plan = FirmwarePlan.of(spec);
    System.out.printf("%s, %s, fingerprint %s%n%n", spec.name(), method.method, spec.fingerprint());
    System.out.println(GraphTable.of(spec));
    System.out.println(cost(plan));
    System.out.println(arena(plan));
    System.out.print(MemoryMap.table(plan));
    json.write(() -> facts(plan));
    return 0;
  }

  private static Table cost(FirmwarePlan plan) {
    Table table =
        new Table(
            "step",
            "kernel",
            "output",
            "among",
            "MACs",
            "clusters (all)",
            "instructions (estimate)",
            "modelled cycles",
            "parameters",
            "in");
    for (Step step : plan.steps()) {
      table.row(
          step.name(),
          kernel(step),
          step.output(),
          target(step),
          count(step.macs()),
          step.kernel().assumedClusters() > 0 ? step.kernel().assumedClusters() : "",
          count(step.instructions()),
          count(plan.cycles(step)),
          kib(step.flashBytes()),
          step.flashBytes() > 0 ? plan.memory(step).name() : "");
    }
    table.row(
        "total",
        "",
        "",
        "",
        count(plan.steps().stream().mapToLong(Step::macs).sum()),
        "",
        count(plan.steps().stream().mapToLong(Step::instructions).sum()),
        count(plan.cycles()),
        kib(plan.parameterBytes()),
        "");
    return table;
  }

  private static String kernel(Step step) {
    return step.kernel().isIdle() ? "in place" : step.kernel().function();
  }

  /** Returns which channels of another step's output a step writes; empty for a buffer's all. */
  private static String target(Step step) {
    Target target = step.target();
    int channels = step.output().channels();
    return target.pitch() == channels
        ? ""
        : "%s[%d..%d]"
            .formatted(target.buffer(), target.channel(), target.channel() + channels - 1);
  }

  private static Table arena(FirmwarePlan plan) {
    Table table = new Table("arena buffer", "from", "to", "bytes", "lives in steps");
    for (Buffer buffer : plan.buffers()) {
      String steps =
          plan.steps().subList(buffer.firstStep(), buffer.lastStep() + 1).stream()
              .map(Step::name)
              .collect(Collectors.joining(" "));
      table.row(buffer.name(), buffer.offset(), buffer.end(), count(buffer.bytes()), steps);
    }
    return table;
  }

  private static Map<String, Object> facts(FirmwarePlan plan) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", plan.spec().name());
    facts.put("fingerprint", plan.spec().fingerprint().hex());
    facts.put("macs", plan.spec().macs());
    facts.put("arenaBytes", plan.arenaBytes());
    facts.put("ramBytes", plan.ramBytes());
    facts.put("flashBytes", plan.flashBytes());
    facts.put("arenaMemory", plan.memories().arena().name());
    facts.put("memories", MemoryMap.facts(plan));
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("step", step.name());
      row.put("kernel", kernel(step));
      row.put("buffer", step.target().buffer());
      row.put("channel", step.target().channel());
      row.put("pitch", step.target().pitch());
      row.put("macs", step.macs());
      row.put("estimatedInstructions", step.instructions());
      row.put("estimatedCycles", plan.cycles(step));
      row.put("assumedClusters", step.kernel().assumedClusters());
      row.put("flashBytes", step.flashBytes());
      row.put("memory", plan.memory(step).name());
      row.put("scratchBytes", step.kernel().scratch().bytes());
      steps.add(row);
    }
    facts.put("steps", steps);
    return facts;
  }
}
