package io.github.trec4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BenchTableTest {
  private final List<BenchSetting> settings = BenchTable.settings();

  @Test
  void settingsDifferAndEachLayerBeginsWithItsConventionalForm() {
    assertEquals(settings.size(), new HashSet<>(settings).size());
    BenchSetting before = null;
    for (BenchSetting setting : settings) {
      boolean first = before == null || !before.layer().equals(setting.layer());
      assertEquals(first, setting.method() == BenchMethod.CONVENTIONAL, setting.toString());
      before = setting;
    }
  }

  @Test
  void bitsTellTheClustersApart() {
    for (BenchSetting setting : settings) {
      if (setting.reuses()) {
        assertTrue(setting.clusters() <= 1 << setting.bits(), setting.toString());
        assertTrue(setting.clusters() > 1 << (setting.bits() - 1), setting.toString());
      }
    }
  }

  @Test
  void layersAreNamedByTheirShape() {
    assertEquals("8x8x96-5x5-256-p1-s2", BenchLayer.of(8, 96, 5, 256, 1, 2).toString());
    BenchSetting setting =
        BenchSetting.reuse(BenchLayer.of(8, 96, 5, 256, 1, 2), BenchMethod.TREC, 32, 4);
    String text = BenchModel.source(setting, "Some").text();
    assertTrue(text.contains("filters = 256, kernel = 5, stride = 2, pad = 1"), text);
    assertTrue(text.contains("segment = 32, bits = 2)"), text);
  }

  @Test
  void hashVectorsOfASetAreOrthogonal() {
    int length = 9;
    float[] vectors = EvenHashes.vectors(2, 3, length, new Random(1));
    for (int a = 0; a < 6; a++) {
      for (int b = a / 3 * 3; b < a; b++) {
        double product = 0;
        for (int l = 0; l < length; l++) {
          product += vectors[a * length + l] * vectors[b * length + l];
        }
        assertEquals(0, product, 1e-5);
      }
    }
  }
}
