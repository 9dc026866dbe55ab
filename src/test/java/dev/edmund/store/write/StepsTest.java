package dev.edmund.store.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Precondition;
import dev.edmund.plan.write.Slot;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a change, one by one (Part 1, 11.4). */
final class StepsTest {
  private ChangedData data;
  private Slot acme;
  private Slot beta;
  private Slot link;
  private Slot anna;

  @BeforeEach
  void open(@TempDir Path directory) {
    data = new ChangedData(directory);
    acme = data.slot(0, "account");
    beta = data.slot(1, "account");
    link = data.slot(2, "connection");
    anna = data.slot(3, "contact");
  }

  @AfterEach
  void close() {
    data.close();
  }

  private Step.Insert account(Slot slot, String key, String name) {
    return data.insert(slot, "accounts", "accountid", key, "name", name);
  }

  private void addAll() {
    data.take(
        account(acme, TestData.ACME, "Acme"),
        account(beta, TestData.BETA, "Beta"),
        data.insert(anna, "contacts", "contactid", TestData.ANNA),
        data.insert(link, "connections", "connectionid", TestData.LINK_1));
  }

  private ODataException refused(Step... steps) {
    return assertThrows(ODataException.class, () -> data.take(steps));
  }

  @Test
  void anInsertedEntityIsInItsSlotAndInTheTable() {
    Written written = data.take(account(acme, TestData.ACME, "Acme"));
    assertTrue(written.at(acme).orElseThrow().created());
    assertEquals(
        List.of(List.of(TestData.ACME, "Acme")),
        data.rows("SELECT accountid, name FROM N_account"));
  }

  @Test
  void anEntityOfADerivedTypeHasARowInEachTable() {
    Slot email = data.slot(0, "email");
    data.take(data.insert(email, "emails", "activityid", 1L, "subject", "Hi", "sender", "anna"));
    assertEquals(
        List.of(List.of("1", "Hi", "N.email", "anna")),
        data.rows(
            "SELECT activityid, subject, _type, sender"
                + " FROM N_activity a JOIN N_email e ON a._rid = e._rid"));
  }

  @Test
  void containedEntitiesKnowTheirOwner() {
    Slot root = data.slot(0, "root");
    Slot alert = data.slot(1, "alert");
    data.take(
        data.find(root, "x", null, Precondition.NONE),
        new Step.Choose(root, List.of(), List.of(data.insert(root, "security", "id", "x"))),
        new Step.Insert(alert, "N.root/alerts", root, data.cells(alert.type(), "id", "a")));
    assertEquals(
        List.of(List.of("a")),
        data.rows(
            "SELECT a.id FROM N_alert a JOIN N_root r ON a._owner = r._rid WHERE r.id = 'x'"));
  }

  @Test
  void valuesOfOtherRowsAreTaken() {
    data.take(
        account(acme, TestData.ACME, "Acme"),
        new Step.Insert(
            beta,
            data.container("accounts"),
            null,
            List.of(
                Cell.of(data.column(beta.type(), "accountid"), TestData.BETA),
                new Cell(
                    data.column(beta.type(), "name"),
                    new Cell.Of(acme, data.column(acme.type(), "name"))),
                new Cell(
                    data.column(beta.type(), "_parent_value"),
                    new Cell.Of(acme, data.column(acme.type(), "accountid"))))));
    assertEquals(
        List.of(List.of("Acme", TestData.ACME)),
        data.rows(
            "SELECT name, _parent_value FROM N_account WHERE accountid <> '"
                + TestData.ACME
                + "'"));
  }

  @Test
  void theNextNumberIsOneMoreThanTheHighest() {
    Slot task = data.slot(0, "task");
    Step next =
        new Step.Insert(
            task,
            data.container("activities"),
            null,
            List.of(new Cell(data.column(task.type(), "activityid"), new Cell.Next())));
    data.take(next);
    data.take(next);
    assertEquals(
        List.of(List.of("1"), List.of("2")),
        data.rows("SELECT activityid FROM N_activity ORDER BY activityid"));
  }

  @Test
  void anUpdateChangesWhatItNames() {
    addAll();
    data.take(data.find(acme, TestData.ACME), data.update(acme, "name", "Other"));
    data.take(
        data.find(beta, TestData.BETA),
        new Step.Update(beta, List.of(Cell.empty(data.column(beta.type(), "active")))));
    assertEquals(
        List.of(List.of("Other"), List.of("Beta")),
        data.rows("SELECT name FROM N_account ORDER BY accountid"));
  }

  @Test
  void whatIsNotThereIsRefusedOrChosenAway() {
    assertEquals(ErrorCode.NOT_FOUND, refused(data.find(acme, TestData.ACME)).code());
    for (int i = 0; i < 2; i++) {
      data.take(
          data.find(acme, TestData.ACME, null, Precondition.NONE),
          new Step.Choose(
              acme,
              List.of(data.update(acme, "name", "there")),
              List.of(account(acme, TestData.ACME, "new"))));
    }
    assertEquals(List.of(List.of("there")), data.rows("SELECT name FROM N_account"));
  }

  @Test
  void conditionsOnWhetherAnEntityIsThereHold() {
    Precondition missing = new Precondition.Missing();
    Precondition exists = new Precondition.Exists();
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        refused(data.find(acme, TestData.ACME, null, exists)).code());
    data.take(data.find(acme, TestData.ACME, null, missing), account(acme, TestData.ACME, "Acme"));
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        refused(data.find(acme, TestData.ACME, null, missing)).code());
    assertTrue(data.take(data.find(acme, TestData.ACME, null, exists)).at(acme).isPresent());
  }

  @Test
  void aKeyThatIsThereIsAConflictInTheModelsWords() {
    addAll();
    ODataException e = refused(account(acme, TestData.ACME, "Again"));
    assertEquals(ErrorCode.CONFLICT, e.code());
    assertEquals(
        "There is an entity of the type N.account with the same accountid already.", e.text());
    assertFalse(e.isPassing());
  }

  @Test
  void aValueThatIsMissingIsNamed() {
    ODataException e = refused(data.insert(acme, "accounts", "accountid", TestData.ACME));
    assertEquals(ErrorCode.INVALID_VALUE, e.code());
    assertEquals("name", e.target());
    assertEquals(List.of(), data.rows("SELECT name FROM N_account"));
  }

  @Test
  void aFailedStepUndoesThoseBeforeIt() {
    refused(account(acme, TestData.ACME, "Acme"), data.find(beta, TestData.BETA));
    assertEquals(List.of(), data.rows("SELECT name FROM N_account"));
  }

  @Test
  void aFailedPlanUndoesItselfAndNotTheOneBefore() {
    data.changes()
        .transaction(
            session -> {
              session.run(new WritePlan(List.of(account(acme, TestData.ACME, "Acme")), null));
              WritePlan bad =
                  new WritePlan(
                      List.of(
                          account(beta, TestData.BETA, "Beta"),
                          account(acme, TestData.ACME, "Again")),
                      null);
              assertThrows(ODataException.class, () -> session.run(bad));
              return session.run(
                  new WritePlan(
                      List.of(data.insert(anna, "contacts", "contactid", TestData.ANNA)), null));
            });
    assertEquals(List.of(List.of("Acme")), data.rows("SELECT name FROM N_account"));
    assertEquals(List.of(List.of(TestData.ANNA)), data.rows("SELECT contactid FROM N_contact"));
  }

  @Test
  void membersTakeTheOldOnesPlaceOrComeBehind() {
    Slot root = data.slot(0, "root");
    Slot alert = data.slot(1, "alert");
    var tags = data.values("alert", "tags");
    var member = tags.member().asScalar().orElseThrow().column();
    List<List<Cell>> ab = List.of(List.of(Cell.of(member, "a")), List.of(Cell.of(member, "b")));
    List<List<Cell>> c = List.of(List.of(Cell.of(member, "c")));
    data.take(
        data.insert(root, "security", "id", "x"),
        new Step.Insert(alert, "N.root/alerts", root, data.cells(alert.type(), "id", "a")),
        new Step.Members(alert, tags, ab, false),
        new Step.Members(alert, tags, c, true));
    String all = "SELECT value FROM N_alert_tags ORDER BY _ordinal";
    assertEquals(List.of(List.of("a"), List.of("b"), List.of("c")), data.rows(all));
    data.take(data.find(alert, "a"), new Step.Members(alert, tags, c, false));
    assertEquals(List.of(List.of("c")), data.rows(all));
  }

  @Test
  void aLookupLeadsToOneEntityAndOneNavigationProperty() {
    addAll();
    data.take(
        data.find(link, TestData.LINK_1),
        data.find(acme, TestData.ACME),
        new Step.Tie(link, data.link("connection", "record_account"), acme));
    String record = "SELECT _record_value, _record_value_navigation FROM N_connection";
    assertEquals(List.of(List.of(TestData.ACME, "record_account")), data.rows(record));
    data.take(
        data.find(link, TestData.LINK_1),
        data.find(anna, TestData.ANNA),
        new Step.Tie(link, data.link("connection", "record_contact"), anna));
    assertEquals(List.of(List.of(TestData.ANNA, "record_contact")), data.rows(record));
    Step other = new Step.Untie(link, data.link("connection", "record_account"), null, List.of());
    data.take(data.find(link, TestData.LINK_1), other);
    assertEquals(List.of(List.of(TestData.ANNA, "record_contact")), data.rows(record));
    data.take(
        data.find(link, TestData.LINK_1),
        new Step.Untie(link, data.link("connection", "record_contact"), null, List.of()));
    assertEquals(List.of(List.of("null", "null")), data.rows(record));
  }

  @Test
  void aCollectionIsTiedByTheColumnsOfItsMembers() {
    addAll();
    var children = data.link("account", "children");
    data.take(
        data.find(acme, TestData.ACME),
        data.find(beta, TestData.BETA),
        new Step.Tie(acme, children, beta),
        new Step.Tie(acme, children, acme));
    String parents = "SELECT _parent_value FROM N_account ORDER BY accountid";
    assertEquals(List.of(List.of(TestData.ACME), List.of(TestData.ACME)), data.rows(parents));
    data.take(
        data.find(acme, TestData.ACME),
        data.find(beta, TestData.BETA),
        new Step.Untie(acme, children, null, List.of(beta)));
    assertEquals(List.of(List.of("null"), List.of(TestData.ACME)), data.rows(parents));
    data.take(
        data.find(acme, TestData.ACME),
        data.find(beta, TestData.BETA),
        new Step.Untie(acme, children, beta, List.of()));
    assertEquals(List.of(List.of("null"), List.of("null")), data.rows(parents));
  }

  @Test
  void aLinkTableHasEachPairOnce() {
    addAll();
    Slot root = data.slot(4, "root");
    Slot alert = data.slot(5, "alert");
    var accounts = data.link("alert", "accounts");
    data.take(
        data.find(acme, TestData.ACME),
        data.find(beta, TestData.BETA),
        data.insert(root, "security", "id", "x"),
        new Step.Insert(alert, "N.root/alerts", root, data.cells(alert.type(), "id", "a")),
        new Step.Tie(alert, accounts, acme),
        new Step.Tie(alert, accounts, acme),
        new Step.Tie(alert, accounts, beta));
    String pairs =
        "SELECT name FROM N_alert_accounts l JOIN N_account a ON l._target = a._rid ORDER BY name";
    assertEquals(List.of(List.of("Acme"), List.of("Beta")), data.rows(pairs));
    data.take(
        data.find(alert, "a"),
        data.find(beta, TestData.BETA),
        new Step.Untie(alert, accounts, null, List.of(beta)));
    assertEquals(List.of(List.of("Beta")), data.rows(pairs));
    data.take(
        data.find(alert, "a"),
        data.find(beta, TestData.BETA),
        new Step.Untie(alert, accounts, beta, List.of()));
    assertEquals(List.of(), data.rows(pairs));
  }
}
