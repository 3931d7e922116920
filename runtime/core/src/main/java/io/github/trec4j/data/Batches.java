package io.github.trec4j.data;

import io.github.trec4j.spec.op.Shape;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Batches of a training set, shuffled and augmented, made ready on another thread while the network
 * works on the one before. What an epoch holds depends on the seed and the epoch's number alone.
 */
public final class Batches {
  private static final int BUFFERS = 3;

  private final Dataset data;
  private final int size;
  private final Augmentation augmentation;
  private final long seed;
  private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BUFFERS);

  /**
   * Batches of a set.
   *
   * @param size images a batch; fewer if the set is smaller
   * @throws IllegalArgumentException if the size is not positive or the set is empty
   */
  public Batches(Dataset data, int size, Augmentation augmentation, long seed) {
    if (size < 1 || data.size() == 0) {
      throw new IllegalArgumentException("batches of " + size + " from " + data.size() + " images");
    }
    this.data = data;
    this.size = Math.min(size, data.size());
    this.augmentation = augmentation;
    this.seed = seed;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new Batch(data.shape(), this.size));
    }
  }

  /** Returns the images a batch. */
  public int size() {
    return size;
  }

  /** Returns the batches an epoch; images that fill no whole batch wait for another epoch. */
  public int perEpoch() {
    return data.size() / size;
  }

  /**
   * Gives the batches of one epoch to a consumer, in order, on the calling thread.
   *
   * @param epoch from 0
   * @param consumer must not keep a batch: its memory is used again
   */
  public void epoch(int epoch, Consumer<Batch> consumer) {
    BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(BUFFERS);
    SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + epoch);
    int[] order = shuffled(random.split());
    Thread maker = new Thread(() -> make(order, random, ready), "trec4j-batches");
    maker.setDaemon(true);
    maker.start();
    try {
      for (int i = 0; i < perEpoch(); i++) {
        Batch batch = ready.take();
        try {
          consumer.accept(batch);
        } finally {
          free.add(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      stop(maker, ready);
    }
  }

  /**
   * Ends the other thread, which after a whole epoch has ended by itself but for its last step, and
   * takes all buffers back. It is always interrupted: how many buffers are free tells nothing while
   * it runs.
   */
  private void stop(Thread maker, BlockingQueue<Batch> ready) {
    maker.interrupt();
    try {
      maker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (@Nullable Batch left = ready.poll(); left != null; left = ready.poll()) {
      free.add(left);
    }
  }

  private int[] shuffled(SplittableRandom random) {
    int[] order = new int[data.size()];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private void make(int[] order, SplittableRandom random, BlockingQueue<Batch> ready) {
    try {
      for (int i = 0; i < perEpoch(); i++) {
        Batch batch = free.take();
        for (int j = 0; j < size; j++) {
          int image = order[i * size + j];
          batch.labels()[j] = data.label(image);
          write(image, random, batch.images().values(), j * data.shape().size());
        }
        hand(batch, ready);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the consumer has failed: nothing is left to do
    }
  }

  /** Hands a batch over, or back if the consumer has failed: no buffer may get lost. */
  private void hand(Batch batch, BlockingQueue<Batch> ready) throws InterruptedException {
    try {
      ready.put(batch);
    } catch (InterruptedException e) {
      free.add(batch);
      throw e;
    }
  }

  private void write(int image, SplittableRandom random, float[] target, int to) {
    boolean flip = augmentation.flip() && random.nextInt(2) == 1;
    int shift = augmentation.shift();
    int down = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
    int right = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
    Shape shape = data.shape();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int fromY = y - down;
        int fromX = (flip ? shape.width() - 1 - x : x) - right;
        boolean inside =
            fromY >= 0 && fromY < shape.height() && fromX >= 0 && fromX < shape.width();
        int from = (fromY * shape.width() + fromX) * shape.channels();
        for (int c = 0; c < shape.channels(); c++, to++) {
          target[to] = inside ? Dataset.real(data.pixel(image, from + c)) : 0f;
        }
      }
    }
  }
}
