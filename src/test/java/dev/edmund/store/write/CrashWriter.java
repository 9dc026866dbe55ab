package dev.edmund.store.write;

import dev.edmund.model.storage.TestEdm;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Slot;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.store.Database;
import dev.edmund.store.Writers;
import dev.edmund.store.load.TestData;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Writes numbered changes without end, each of an account and a contact, and prints the number of
 * each that it was told is made.
 */
final class CrashWriter {
  private static final int THREADS = 4;

  private final Changes changes;
  private final TestData data;

  CrashWriter(Changes changes, TestData data) {
    this.changes = changes;
    this.data = data;
  }

  /**
   * Begins when something is read. The arguments: a folder, the URL of the database and the first
   * number.
   */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    TestData data = new TestData(Path.of(arguments[0]));
    AtomicLong next = new AtomicLong(Long.parseLong(arguments[2]));
    if (System.in.read() < 0) {
      return;
    }
    try (Database database = Database.open(arguments[1]);
        Changes changes =
            Changes.of(
                database.writers(Writers.Settings.of(Duration.ofSeconds(30))),
                data.storage(),
                database.dialect())) {
      CrashWriter writer = new CrashWriter(changes, data);
      Thread[] threads = new Thread[THREADS];
      for (int i = 0; i < THREADS; i++) {
        threads[i] = new Thread(() -> writer.writeAll(next, out::println));
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  /** Writes until it fails. */
  void writeAll(AtomicLong next, LongConsumer made) {
    while (true) {
      long number = next.getAndIncrement();
      write(number);
      made.accept(number);
    }
  }

  void write(long number) {
    String key = String.format("00000000-0000-0000-0000-%012d", number);
    Slot account = new Slot(0, data.storage().require(TestEdm.name("account")));
    Slot contact = new Slot(1, data.storage().require(TestEdm.name("contact")));
    changes.transaction(
        session ->
            session.run(
                new WritePlan(
                    List.of(
                        insert(account, "accounts", "accountid", key),
                        insert(contact, "contacts", "contactid", key)),
                    null)));
  }

  private Step insert(Slot slot, String set, String keyName, String key) {
    return new Step.Insert(
        slot,
        data.storage().containers().getOrDefault(set, ""),
        null,
        List.of(cell(slot, keyName, key), cell(slot, "name", key)));
  }

  private static Cell cell(Slot slot, String name, String value) {
    return Cell.of(
        Objects.requireNonNull(slot.type().properties().get(name))
            .asScalar()
            .orElseThrow()
            .column(),
        value);
  }
}
