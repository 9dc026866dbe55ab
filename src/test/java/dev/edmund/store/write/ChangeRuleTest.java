package dev.edmund.store.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Slot;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules beside those of the model, which look at each step and may add changes or refuse. */
final class ChangeRuleTest {
  @TempDir Path directory = Path.of("");

  /** Each account gets a contact with the same key; none can be changed. */
  private ChangeRule contactOf(Slot account, Slot contact) {
    return (step, written, session) -> {
      if (step instanceof Step.Insert insert && insert.slot().type().equals(account.type())) {
        Step.Insert same =
            new Step.Insert(
                contact, "", null, List.of(Cell.of(contact.type().key().get(0), TestData.ANNA)));
        session.run(new WritePlan(List.of(same), null));
      }
      if (step instanceof Step.Update && written.at(account).isPresent()) {
        throw new ODataException(ErrorCode.CONFLICT, "Accounts stay as they are.");
      }
    };
  }

  @Test
  void aRuleAddsToAChangeAndUndoesIt() {
    try (ChangedData names = new ChangedData(directory.resolve("names"))) {
      Slot account = names.slot(0, "account");
      Slot contact = names.slot(1, "contact");
      Path folder = directory.resolve("ruled");
      try (ChangedData data = new ChangedData(folder, contactOf(account, contact))) {
        Step add = data.insert(account, "accounts", "accountid", TestData.ACME, "name", "Acme");
        ODataException e =
            assertThrows(
                ODataException.class, () -> data.take(add, data.update(account, "name", "Other")));
        assertEquals("Accounts stay as they are.", e.text());
        assertEquals(List.of(), data.rows("SELECT contactid FROM N_contact"));
        data.take(add);
        assertEquals(List.of(List.of(TestData.ANNA)), data.rows("SELECT contactid FROM N_contact"));
      }
    }
  }
}
