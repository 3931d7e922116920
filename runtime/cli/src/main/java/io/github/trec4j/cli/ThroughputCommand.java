package io.github.trec4j.cli;

import io.github.trec4j.bench.ThroughputBenchmark;
import io.github.trec4j.data.Dataset;
import io.github.trec4j.layers.Compute;
import io.github.trec4j.network.Layers;
import io.github.trec4j.network.Model;
import io.github.trec4j.network.Network;
import io.github.trec4j.report.Units;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.training.ReusePreparation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the speed of training, conventionally and by another method.",
      "Beside it stands this machine's own rate of matrix products."
    })
final class ThroughputCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin SettingsOption settings = new SettingsOption();
  @Mixin DataOption data = new DataOption();
  @Mixin MethodOption method = new MethodOption();
  @Mixin SeedOption seed = new SeedOption();
  @Mixin JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    settings.overwriting().writes(JsonOption.NAME, json.file).check();
    Model measured = settings.applyTo(model.find());
    Dataset images = data.training(measured.spec());
    Compute compute = Compute.standard();
    List<Network> networks =
        List.of(
            network(measured, Method.CONVENTIONAL, images, compute),
            network(measured, method.method, images, compute));
    List<ThroughputBenchmark> speeds = ThroughputBenchmark.measure(networks, images, compute);
    ThroughputBenchmark conventional = speeds.get(0);
    ThroughputBenchmark other = speeds.get(1);
    double cost = conventional.imagesPerSecond() / other.imagesPerSecond();
    String engine = compute.convolutions().name();
    System.out.printf("convolutions by %s, %d threads%n", engine, compute.workers().count());
    System.out.printf("%s: %s%n", Method.CONVENTIONAL, conventional.line());
    System.out.printf(
        "%s: %s; %s times the time of conventional training%n",
        method.method, other.line(), Units.ratio(cost));
    json.write(() -> facts(measured.spec().name(), engine, conventional, other, cost));
    return 0;
  }

  private Network network(Model model, Method method, Dataset images, Compute compute) {
    NetworkSpec spec = model.spec().with(method);
    Network network = model.create(spec, new Layers(spec, compute, seed.number));
    if (spec.reuses()) {
      ReusePreparation.prepare(network, images, seed.number);
    }
    return network;
  }

  private Map<String, Object> facts(
      String name,
      String engine,
      ThroughputBenchmark conventional,
      ThroughputBenchmark other,
      double cost) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", name);
    facts.put("method", method.method.label());
    facts.put("seed", seed.number);
    facts.put("data", data.name());
    facts.put("convolutions", engine);
    facts.put("conventionalImagesPerSecond", conventional.imagesPerSecond());
    facts.put("conventionalShareOfSgemm", conventional.efficiency());
    facts.put("sgemmFlops", conventional.sgemmFlops());
    facts.put("imagesPerSecond", other.imagesPerSecond());
    facts.put("timesConventional", cost);
    return facts;
  }
}
